/** Tables that leave the office: the ledger, a completion table, a ranking. */
import { entryOf, STATE_NAMES, statesOf } from '../../ledger/index.ts'
import { fullDayName, isoInstant } from '../../office/day.ts'
import { LIGHT_NAMES } from '../../office/pace.ts'
import { endOf, type Period, periodName, previousPeriod } from '../../office/period.ts'
import { type Indicator, indicatorOf } from '../../office/plan.ts'
import type { RegionKey } from '../../office/region.ts'
import type { Reader } from '../../store/index.ts'
import { numeric, type Sheet } from '../../tables/workbook.ts'
import { type Ground, periodFor } from '../rules/basis.ts'
import { type Basis, namesOf, standingsIn } from '../rules/figures.ts'
import { rank } from '../rules/rank.ts'
import { tallyOf } from '../rules/region-total.ts'
import { ACT_NAMES } from '../words.ts'

/**
 * Every act on the figures of one period, in the order of regions: who, when, what, why.
 * @param within the whole province without it
 */
export async function ledgerSheet(
  store: Reader,
  { plan, regions }: Ground,
  period: Period,
  within: RegionKey = regions.province.key,
): Promise<Sheet> {
  const touched = (await statesOf(store, period)).filter(({ region }) => regions.within(region, within))
  const rows = await store.all(
    `SELECT l.* FROM json_each(?) j JOIN ledger l ON l.region = json_extract(j.value, '$[0]')
     AND l.indicator = json_extract(j.value, '$[1]') AND l.period = ? ORDER BY l.region, l.sequence`,
    JSON.stringify(touched.map((one) => [one.region, one.indicator])),
    period,
  )
  const entries = rows.map(entryOf).filter((one) => plan.indicators.some(({ id }) => id === one.indicator))
  const names = await namesOf(
    store,
    entries.map((one) => one.by),
  )
  return {
    name: `台账 ${period}`,
    title: `${periodName(period)}台账（${plan.title}）`,
    heads: ['区域', '指标', '动作', '所报', '累计', '单位', '截至', '原因', '备注', '经手人', '代报', '时间'],
    rows: entries.map((one) => {
      const indicator = indicatorOf(plan, one.indicator)
      return [
        regions.fullName(one.region),
        indicator.short,
        ACT_NAMES[one.act],
        one.said ? `${one.said.typedValue}${one.said.typedUnit ?? ''}` : null,
        numeric(one.said?.cumulative),
        indicator.unit,
        one.said?.asOf ?? null,
        one.reason ?? null,
        one.note ?? null,
        names.get(one.by) ?? one.by,
        one.proxy ? '是' : null,
        isoInstant(one.at),
      ]
    }),
  }
}

/**
 * Where each city and county stands with each indicator.
 * @param options.within the whole province without it
 */
export async function completionSheet(
  store: Reader,
  ground: Ground,
  asked: Period,
  options: { readonly basis?: Basis; readonly within?: RegionKey } = {},
): Promise<Sheet> {
  const { plan, regions } = ground
  const province = regions.province.key
  const { basis = 'standing', within = province } = options
  const standings = await standingsIn(store, ground, province, plan.indicators, asked, basis)
  const places = [
    regions.province,
    ...regions.cities(endOf(asked)).flatMap((city) => [city, ...regions.under(city.key, endOf(asked))]),
  ].filter(({ key }) => regions.within(key, within))
  return {
    name: `完成情况 ${asked}`,
    title: `截至${fullDayName(endOf(asked))}完成情况（任务分解来源：${plan.allocation.source || '文件'}）`,
    heads: ['市', '区域', '指标', '单位', '累计', '任务', '完成率', '序时进度', '灯', '截至', '状态'],
    rows: places.flatMap((place) =>
      plan.indicators.flatMap((indicator) => {
        const tally = tallyOf(ground, place.key, indicator, asked, standings)
        if (!tally.task && tally.cumulative === undefined) return []
        const { completion, share, light } = tally.progress ?? {}
        return [
          [
            place.level === 'county' && place.parent
              ? regions.get(place.parent).name
              : place.level === 'city'
                ? place.name
                : '',
            place.level === 'county' ? place.name : '合计',
            indicator.short,
            indicator.unit,
            numeric(tally.cumulative),
            numeric(tally.goal),
            numeric(completion),
            numeric(share),
            light ? LIGHT_NAMES[light].slice(LIGHT_NAMES[light].indexOf(' ') + 1) : null,
            tally.asOf ?? '尚无上报',
            place.level === 'county'
              ? tally.figure
                ? tally.reported > 0
                  ? STATE_NAMES[tally.figure.state]
                  : '未报（沿用上期）'
                : '未报'
              : `${tally.reported}/${tally.of}已报`,
          ],
        ]
      }),
    ),
  }
}

/** One indicator's places, cities and counties apart. */
export async function rankingSheets(
  store: Reader,
  ground: Ground,
  indicator: Indicator,
  asked: Period,
  basis: Basis = 'standing',
): Promise<Sheet[]> {
  const { regions } = ground
  const period = periodFor(indicator, asked)
  const before = previousPeriod(period)
  const province = regions.province.key
  const now = await standingsIn(store, ground, province, [indicator], period, basis)
  const earlier = await standingsIn(store, ground, province, [indicator], before, basis)
  const sheet = (name: string, keys: readonly RegionKey[]): Sheet => {
    const ranking = rank(
      indicator,
      keys.map((key) => tallyOf(ground, key, indicator, period, now)),
      keys.map((key) => tallyOf(ground, key, indicator, before, earlier)),
    )
    return {
      name: `${name}排名`,
      title: `${periodName(period)}${indicator.name}${name}排名`,
      heads: ['名次', '升降', '区域', '累计', '任务', '完成率', '截至'],
      rows: [
        ...ranking.placed.map(({ place, gained, tally }) => [
          place,
          gained ?? null,
          regions.get(tally.region).name,
          numeric(tally.cumulative),
          numeric(tally.goal),
          numeric(tally.progress?.completion),
          tally.asOf ?? null,
        ]),
        ...ranking.silent.map((tally) => [
          null,
          null,
          regions.get(tally.region).name,
          null,
          numeric(tally.goal),
          null,
          '尚无上报',
        ]),
      ],
    }
  }
  return [
    sheet(
      '各市',
      regions.cities(endOf(period)).map((one) => one.key),
    ),
    sheet(
      '各县',
      regions.counties(endOf(period)).map((one) => one.key),
    ),
  ]
}
