/** The tables behind a bulletin: the province by indicator, its cities and counties side by side. */

import { percent, rounded } from '../office/amount.ts'
import { fullDayName } from '../office/day.ts'
import { LEVEL } from '../office/levels.ts'
import type { Light } from '../office/pace.ts'
import { endOf } from '../office/period.ts'
import { type Indicator, indicatorOf } from '../office/plan.ts'
import type { RegionKey } from '../office/region.ts'
import type { ProgressOffice } from '../progress/index.ts'
import { type BulletinPart, NOT_RECEIVED, written } from './bulletin.ts'
import { isMeasured, isWhole, type Snapshot, type SnapshotLine } from './snapshot.ts'

/** 附表1: each indicator's goal, figure and pace for the whole province. */
export function provinceTable({ province, period }: Snapshot, { plan }: ProgressOffice): BulletinPart {
  return {
    kind: 'table',
    isAnnex: true,
    title: `附表1　${LEVEL.all}主要指标完成情况（截至${fullDayName(endOf(period))}）`,
    heads: ['指标', '单位', '目标', '累计', '完成率', '序时进度', '已接收县数'],
    rows: province.map((line) => {
      const indicator = indicatorOf(plan, line.indicator)
      return [
        indicator.name,
        indicator.unit,
        line.goal === undefined ? '持续提升' : rounded(line.goal, 4),
        isMeasured(line) && line.cumulative !== undefined ? rounded(line.cumulative, 4) : NOT_RECEIVED,
        isMeasured(line) && line.completion !== undefined ? percent(line.completion) : '—',
        line.share === undefined ? '—' : percent(line.share),
        `${line.reported}/${line.of}`,
      ]
    }),
  }
}

/** In print a word, since type faces have no coloured dots. */
const LIGHT_MARKS: Readonly<Record<Light, string>> = {
  green: '',
  yellow: '（黄）',
  red: '（红）',
  grey: '',
  purple: '（存疑）',
}

/** The annex tables by city and by county: a row a place, completion rates side by side (of rates the figure). */
export function annexes(snapshot: Snapshot, office: ProgressOffice): BulletinPart[] {
  const { plan, regions } = office
  const shown = plan.indicators.filter((one) =>
    [...snapshot.cities, ...snapshot.counties].filter(isMeasured).some((line) => line.indicator === one.id),
  )
  const cell = (lines: ReadonlyMap<string, SnapshotLine>, region: RegionKey, indicator: Indicator): string => {
    const line = lines.get(`${region} ${indicator.id}`)
    if (!line) return '无任务'
    // A city owes no rate of its own.
    if (line.cumulative === undefined)
      return indicator.kind === 'rate' && regions.get(region).level === 'city' ? '—' : NOT_RECEIVED
    if (line.isCarried) return NOT_RECEIVED
    const value = line.completion === undefined ? written(line.cumulative, indicator.unit) : percent(line.completion)
    return `${value}${isWhole(line) || indicator.kind === 'rate' ? LIGHT_MARKS[line.light ?? 'grey'] : '（未齐）'}`
  }
  const table = (title: string, lines: readonly SnapshotLine[], first: string): BulletinPart => {
    const index = new Map(lines.map((one) => [`${one.region} ${one.indicator}`, one]))
    const listed = new Set(lines.map((one) => one.region))
    const places = regions.all.map((one) => one.key).filter((key) => listed.has(key))
    return {
      kind: 'table',
      isAnnex: true,
      title,
      heads: [first, ...shown.map((one) => one.short)],
      rows: places.map((region) => [regions.get(region).name, ...shown.map((one) => cell(index, region, one))]),
    }
  }
  if (shown.length === 0) return []
  const byCity = `附表2　${LEVEL.cities}完成率`
  const byCounty = `各${LEVEL.counties}完成率`
  return snapshot.cities.length > 0
    ? [table(byCity, snapshot.cities, LEVEL.city), table(`附表3　${byCounty}`, snapshot.counties, LEVEL.counties)]
    : [table(`附表2　${byCounty}`, snapshot.counties, LEVEL.counties)]
}
