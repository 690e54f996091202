/** Tables that leave the office: the ledger, a completion table, a ranking. */

import { type Basis, entriesIn, STATE_NAMES, statesOf } from '../../ledger/index.ts'
import { clockOf, dayOf, fullDayName } from '../../office/day.ts'
import { type LevelNames, levelled } from '../../office/levels.ts'
import { LIGHT_NAMES } from '../../office/pace.ts'
import { endOf, type Period, periodName } from '../../office/period.ts'
import { type Indicator, indicatorOf } from '../../office/plan.ts'
import type { RegionKey } from '../../office/region.ts'
import { namesOf } from '../../people/index.ts'
import { groupsOf, type PlaceStanding, standingsOf } from '../../query/index.ts'
import type { Reader } from '../../store/index.ts'
import { type CellValue, type NumberFormat, numeric, type Worksheet } from '../../tables/workbook.ts'
import { type ProgressOffice, periodFor } from '../rules/basis.ts'
import { ACT_NAMES } from '../words.ts'

/**
 * Every act on the figures of one period, in the order of regions: who, when, what, why.
 * @param within the whole province without it
 */
export async function ledgerSheet(
  store: Reader,
  { plan, regions }: ProgressOffice,
  period: Period,
  within: RegionKey = regions.province.key,
): Promise<Worksheet> {
  const touched = (await statesOf(store, period)).filter(({ region }) => regions.within(region, within))
  const all = await entriesIn(store, touched, period)
  const entries = all.filter((one) => plan.indicators.some(({ id }) => id === one.indicator))
  const names = await namesOf(
    store,
    entries.map((one) => one.by),
  )
  return {
    name: '台账',
    title: `${periodName(period)}台账（${plan.title}）`,
    heads: ['区域', '指标', '动作', '所报', '累计', '单位', '截至', '原因', '备注', '经手人', '代报', '时间'],
    rows: entries.map((one) => {
      const indicator = indicatorOf(plan, one.indicator)
      return [
        regions.fullName(one.region),
        indicator.short,
        levelled(ACT_NAMES[one.act], regions.levels),
        one.said ? `${one.said.typedValue}${one.said.typedUnit ?? ''}` : null,
        numeric(one.said?.cumulative),
        indicator.unit,
        one.said?.asOf ?? null,
        one.reason ?? null,
        one.note ?? null,
        names.get(one.by) ?? one.by,
        one.proxy ? '是' : null,
        `${dayOf(one.at)} ${clockOf(one.at)}`,
      ]
    }),
  }
}

/**
 * How each city and county stands with each indicator at a period's end: a sheet of the whole, one a city with its
 * counties, and one line by line.
 * @param options.basis which figures count, see `Basis`
 * @param options.within the whole province without it
 */
export async function completionSheets(
  store: Reader,
  office: ProgressOffice,
  period: Period,
  options: { readonly basis?: Basis; readonly within?: RegionKey } = {},
): Promise<Worksheet[]> {
  const { plan, regions } = office
  const { basis = 'standing', within = regions.province.key } = options
  const end = endOf(period)
  const cities = regions.cities(end).map((city) => [city, ...regions.under(city.key, end)])
  const places = [regions.province, ...cities.flat()].flatMap(({ key }) => (regions.within(key, within) ? [key] : []))
  const wanted = { places, indicators: plan.indicators, period, basis }
  const standings = groupsOf(await standingsOf(store, office, wanted), ({ place }) => place)
  const own = cities.filter(([city]) => city && standings.has(city.key))
  const matrix = (name: string, keys: readonly RegionKey[]): Worksheet =>
    matrixOf(name, keys, standings, period, office)
  return [
    ...(within === regions.province.key
      ? [matrix(regions.wholeName, [within, ...own.flatMap(([city]) => city?.key ?? [])])]
      : []),
    ...own.map((all) =>
      matrix(
        all[0]?.name ?? '',
        all.map(({ key }) => key),
      ),
    ),
    linesOf(
      places.flatMap((place) => standings.get(place) ?? []),
      period,
      office,
    ),
  ]
}

type ByPlace = ReadonlyMap<string, readonly PlaceStanding[]>

const titleOf = (what: string, period: Period, { plan }: ProgressOffice): string =>
  `截至${fullDayName(endOf(period))}${what}（任务分解来源：${plan.allocation.source || '文件'}）`

/** Places down, indicators across: the figure, and where there is one the rate; the whole first. */
function matrixOf(
  name: string,
  places: readonly RegionKey[],
  standings: ByPlace,
  period: Period,
  office: ProgressOffice,
): Worksheet {
  const columns = office.plan.indicators.flatMap((indicator): Column[] => [
    { indicator, is: 'value', head: `${indicator.short}（${indicator.unit}）`, format: 'figure' },
    ...(indicator.kind === 'rate'
      ? []
      : [{ indicator, is: 'completion' as const, head: '完成率', format: 'percent' as const }]),
  ])
  const at = (place: RegionKey, { indicator }: Column): PlaceStanding | undefined =>
    standings.get(place)?.find((one) => one.indicator.id === indicator.id)
  const old = places.flatMap((place, row) =>
    columns.flatMap((column, index) => (at(place, column)?.isCarried ? [`${row},${index + 1}`] : [])),
  )
  return {
    name,
    title: titleOf(`${name}完成情况`, period, office) + (old.length > 0 ? '；灰字是以前时期的数，本期未报' : ''),
    heads: ['区域', ...columns.map(({ head }) => head)],
    rows: places.map((place, row) => [
      row === 0 ? `${office.regions.get(place).name}合计` : office.regions.get(place).name,
      ...columns.map((column) => matrixCell(at(place, column), column)),
    ]),
    formats: [undefined, ...columns.map(({ format }) => format)],
    fixed: 1,
    totals: new Set([0]),
    old: new Set(old),
  }
}

interface Column {
  readonly indicator: Indicator
  readonly is: 'value' | 'completion'
  readonly head: string
  readonly format: NumberFormat
}

function matrixCell(standing: PlaceStanding | undefined, { is, indicator }: Column): CellValue {
  if (!standing?.task && standing?.value === undefined) return '无任务'
  if (standing.value !== undefined) return numeric(standing[is])
  if (is === 'completion') return null
  return standing.level !== 'county' && indicator.kind === 'rate' ? '—' : '未报'
}

/** One line a place and indicator, for those who calculate further. */
function linesOf(all: readonly PlaceStanding[], period: Period, office: ProgressOffice): Worksheet {
  return {
    name: '明细',
    title: titleOf('完成情况', period, office),
    heads: [
      office.regions.levels.city,
      '区域',
      '指标',
      '单位',
      '累计',
      '任务',
      '完成率',
      '序时进度',
      '灯',
      '截至',
      '状态',
    ],
    formats: [undefined, undefined, undefined, undefined, 'figure', 'figure', 'percent', 'percent'],
    rows: all
      .filter(({ task, value }) => task || value !== undefined)
      .map((one) => [
        ...placed(one, office),
        one.indicator.short,
        one.indicator.unit,
        numeric(one.value),
        numeric(one.goal),
        numeric(one.completion),
        numeric(one.share),
        one.light ? LIGHT_NAMES[one.light].slice(LIGHT_NAMES[one.light].indexOf(' ') + 1) : null,
        one.asOf ?? '尚无上报',
        stateOf(one, office.regions.levels),
      ]),
  }
}

/** City and place; a whole stands under its own name as 合计. */
function placed({ place, level }: PlaceStanding, { regions }: ProgressOffice): [string, string] {
  const { name, parent } = regions.get(place)
  if (level === 'county') return [parent ? regions.get(parent).name : '', name]
  return [level === 'city' ? name : '', '合计']
}

function stateOf({ level, held, isCarried, reported, of }: PlaceStanding, own: LevelNames): string {
  if (level !== 'county') return `${reported}/${of}已报`
  if (!held) return '未报'
  return isCarried ? '未报（沿用上期）' : levelled(STATE_NAMES[held.state], own)
}

/**
 * How cities and counties rank in one indicator at a period's end, on sheets apart.
 * @param asked any period; the indicator's own last one within it is taken
 */
export async function rankingSheets(
  store: Reader,
  office: ProgressOffice,
  indicator: Indicator,
  asked: Period,
  basis: Basis = 'standing',
): Promise<Worksheet[]> {
  const { regions } = office
  const period = periodFor(indicator, asked)
  const end = endOf(period)
  const sheet = async (name: string, places: readonly RegionKey[]): Promise<Worksheet> => {
    const all = await standingsOf(store, office, { places, indicators: [indicator], period, basis })
    const ranked = all.filter(({ rank }) => rank !== undefined).sort((a, b) => (a.rank ?? 0) - (b.rank ?? 0))
    const silent = all.filter(({ task, value }) => task && value === undefined)
    return {
      name: `${name}排名`,
      title: `${periodName(period)}${indicator.name}${name}排名`,
      heads: ['名次', '升降', '区域', '累计', '任务', '完成率', '截至'],
      formats: [undefined, undefined, undefined, 'figure', 'figure', 'percent'],
      rows: [...ranked, ...silent].map(({ rank, gained, place, value, goal, completion, asOf }) => [
        rank ?? null,
        gained ?? null,
        regions.get(place).name,
        numeric(value),
        numeric(goal),
        numeric(completion),
        asOf ?? '尚无上报',
      ]),
    }
  }
  return [
    await sheet(
      regions.levels.cities,
      regions.cities(end).map((one) => one.key),
    ),
    await sheet(
      `各${regions.levels.county}`,
      regions.counties(end).map((one) => one.key),
    ),
  ]
}
