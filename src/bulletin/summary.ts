/** 领导摘要: what stands at pace, what is behind, who has not reported, on one page with three charts. */

import { type Amount, compare, percent, toNumber } from '../office/amount.ts'
import { fullDayName } from '../office/day.ts'
import { LEVEL } from '../office/levels.ts'
import type { Light } from '../office/pace.ts'
import { endOf } from '../office/period.ts'
import { indicatorOf } from '../office/plan.ts'
import type { RegionKey } from '../office/region.ts'
import type { ProgressOffice } from '../progress/index.ts'
import { isAtPace, isBehind, isMeasured, isWhole, type Snapshot, type SnapshotLine } from './snapshot.ts'

/** Bars of one scale, a place or an indicator each; the full width is 100 per cent or more. */
export interface BarChart {
  readonly title: string
  readonly bars: readonly {
    readonly name: string
    /** 0 to 1 of the width */
    readonly part: number
    /** what is said beside it: 43.4%，序时41.4% */
    readonly said: string
    readonly tone: 'good' | 'slow' | 'behind' | 'open'
  }[]
}

/** The page 领导摘要: a title, a few sentences, a few charts. */
export interface Summary {
  readonly title: string
  readonly lines: readonly string[]
  readonly charts: readonly BarChart[]
}

/** The page 领导摘要 of a snapshot: three sentences and three charts. */
export function summaryOf(snapshot: Snapshot, office: ProgressOffice): Summary {
  const { province, received, discipline, period } = snapshot
  const known = province.filter(isMeasured)
  const behind = known.filter(isBehind)
  return {
    title: '领导摘要',
    lines: [
      `截至${fullDayName(endOf(period))}，有数据的${known.length}项指标中，达到序时或目标的${known.filter(isAtPace).length}项，落后的${behind.length}项。`,
      behind.length > 0 ? `需要关注：${behind.map((one) => shortfall(one, office)).join('；')}。` : '没有落后的指标。',
      `应报${discipline.owing}个${LEVEL.counties}，未报齐${discipline.missing.length}个；${LEVEL.whole}级收齐${received.counties}个。`,
    ],
    charts: [
      ofIndicators(known, office),
      ofCities(snapshot, office, `${LEVEL.cities}达到序时的指标`, (lines) => lines.filter(isWhole), isAtPace),
      ofCities(snapshot, office, `${LEVEL.cities}收齐数据的指标`, (lines) => lines, isWhole),
    ],
  }
}

function shortfall({ indicator, completion, share }: SnapshotLine, { plan }: ProgressOffice): string {
  const { short } = indicatorOf(plan, indicator)
  if (completion === undefined) return short
  return `${short}完成率${percent(completion)}${share === undefined ? '' : `，序时${percent(share)}`}`
}

type Tone = BarChart['bars'][number]['tone']

const TONES: Readonly<Partial<Record<Light, Tone>>> = { green: 'good', yellow: 'slow', red: 'behind' }
const toneOf = ({ light }: SnapshotLine): Tone => (light && TONES[light]) ?? 'open'

/** Rates have no completion and stand in the text. */
function ofIndicators(lines: readonly SnapshotLine[], { plan }: ProgressOffice): BarChart {
  const bars = lines.flatMap((line) => {
    const { completion, share } = line
    if (completion === undefined) return []
    const said = `${percent(completion)}${share === undefined ? '' : `（序时${percent(share)}）`}`
    return [{ name: indicatorOf(plan, line.indicator).short, part: atMostWhole(completion), said, tone: toneOf(line) }]
  })
  return { title: '各项指标完成率', bars }
}

const atMostWhole = (ratio: Amount): number => (compare(ratio, '1' as Amount) > 0 ? 1 : toNumber(ratio))

/** Of each city's indicators that have a pace, how many are so. */
function ofCities(
  { cities }: Snapshot,
  { plan, regions }: ProgressOffice,
  title: string,
  counted: (lines: readonly SnapshotLine[]) => readonly SnapshotLine[],
  is: (line: SnapshotLine) => boolean,
): BarChart {
  const paced = cities.filter(({ indicator }) => indicatorOf(plan, indicator).kind !== 'rate')
  const places = [...new Set(paced.map(({ region }): RegionKey => region))]
  const bars = places
    .sort((a, b) => regions.all.findIndex(({ key }) => key === a) - regions.all.findIndex(({ key }) => key === b))
    .map((place) => {
      const all = paced.filter(({ region }) => region === place)
      const own = counted(all)
      const good = own.filter(is).length
      const out = all.length - own.length
      return {
        name: regions.get(place).name,
        part: own.length === 0 ? 0 : good / own.length,
        said: `${good}/${own.length}项${out === 0 ? '' : `，${out}项未齐`}`,
        tone: own.length > 0 && good === own.length ? 'good' : 'open',
      } as const
    })
  return { title, bars }
}
