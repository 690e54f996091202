/** A report that leaves out what was said before in the talk, as it is meant: typed, and marked where it is assumed. */
import { LIKELY } from '../../intent/sure.ts'
import { answersWith, marksIn, spansIn, tellsNo, type Utterance } from '../../language/index.ts'
import type { ActName } from '../../message/act.ts'
import type { Asked } from '../../message/command.ts'
import { dayOf } from '../../office/day.ts'
import { lastOver } from '../../office/owed.ts'
import { endOf } from '../../office/period.ts'
import { type IndicatorId, indicatorOf } from '../../office/plan.ts'
import type { RegionKey } from '../../office/region.ts'
import type { Occasion } from '../entry.ts'
import { type Assumed, type FigureRow, isItem, type Slots } from '../item.ts'
import { isOfFigures, type SaidBefore, saidBefore, spokenOf } from '../rules/kept.ts'
import { ownRegions } from '../rules/scope.ts'
import { actOf } from '../said/act.ts'
import { figures } from '../said/waiting.ts'
import * as text from '../text.ts'
import { clausesIn, looksLikeReport } from './context.ts'
import { dayIn, modeIn, numberIn, settled } from './part.ts'
import type { Reporting } from './region.ts'

/** A message read with the report before: its figures, and what was taken from there (`assumed`). */
export interface GoingOn {
  readonly region: RegionKey
  readonly rows: readonly FigureRow[]
  readonly doubts: readonly string[]
  /** on top of what the period has */
  readonly isMore?: true
  readonly assumed: readonly Assumed[]
}

/** What a message says of a report. */
interface Told extends Slots {
  readonly place?: RegionKey
  /** 报 is said, and not a number alone */
  readonly isReport: boolean
  /** 还有: goes on from what stands before it */
  readonly isMore: boolean
}

const KINDS = ['amount', 'act', 'time', 'region', 'own', 'for', 'indicator'] as const
/** Nothing of it is asked yet. */
const UNASKED = { nearest: [], message: '' } as const

/**
 * 那六月报3家, 德清呢，5家: reads a message as a report that leaves out what the last one said.
 * @returns undefined where the message says something besides, or nothing was reported in this talk
 */
export async function goingOn(it: Occasion): Promise<GoingOn | undefined> {
  const told = toldIn(it)
  if (!told || (told.typedValue !== undefined && !told.indicator))
    return (told && (await another(it, told))) ?? toAnswer(it)
  if (told.indicator && told.typedValue !== undefined) return besides(it, told, told.indicator)
  return told.place && !told.asOf && !told.isReport ? alike(it, told.place) : undefined
}

function toldIn(it: Occasion): Told | undefined {
  const { asked } = it
  const said = asked.said()
  const today = dayOf(asked.now)
  const acts = spansIn(said, 'act').map(({ found }) => found.act)
  if (!answersWith(said, KINDS, ['mode', 'and']) || acts.some((act) => act !== 'report')) return undefined
  const isReport = acts.length > 0
  const amounts = spansIn(said, 'amount')
  const names = spansIn(said, 'indicator').filter(({ latent }) => !latent)
  const places = placesIn(said, it)
  const times = spansIn(said, 'time').filter(({ latent }) => !latent)
  if (!places) return undefined
  const [amount, name, place] = [amounts[0], names[0], places[0]]
  const isMany = amounts.length > 1 || names.length > 1 || places.length > 1 || times.length > 1
  // 那三家吗 asks
  const asOf = dayIn(said, today)
  const isAsked = !isReport && amount !== undefined && spansIn(said, 'ask').length > 0
  if (isMany || isAsked || (name && name.found.ids.length > 1) || (asOf && asOf > today)) return undefined
  const mode = amount?.found.mode ?? modeIn(said)
  const first = said.readings[0]?.spans[0]
  return {
    ...(amount && numberIn(said, amount)),
    ...(mode && { mode }),
    ...(name?.found.ids[0] && { indicator: name.found.ids[0] }),
    ...(place && { place }),
    ...(asOf && { asOf }),
    isReport,
    isMore: marksIn(said, 'and').some(({ end }) => first !== undefined && end <= first.at),
  }
}

/** 那六月报3家: of what was reported, else of what the talk is about. */
async function another(it: Occasion, told: Told): Promise<GoingOn | undefined> {
  const { report, indicators = [] } = spokenOf(it.asked) ?? {}
  const region = told.place ?? report?.region ?? ownRegions(it.asked.person)[0]
  if (!region || (!report && !told.isReport)) return undefined
  const read = await Promise.all(
    indicators.map((id) => {
      const before = report?.items.find(({ indicator }) => indicator === id)
      return wholeOf({ ...it, region }, told, id, before)
    }),
  )
  const [only, other] = read.flatMap((one) => one ?? [])
  return only && !other ? { region, ...only, assumed: ['indicator', ...leftOut(told)] } : undefined
}

/** 还有高企2家; 低小散呢 当月18, which by itself reads as none: one more beside figures, of the same place and day. */
async function besides(it: Occasion, told: Told, indicator: IndicatorId): Promise<GoingOn | undefined> {
  const [before] = saidBefore(it.asked)
  const isMore = told.isMore || (it.asked.turns.slice(-1).some(isOfFigures) && !looksLikeReport(it.asked, it.ground))
  const assumed = leftOut(told)
  if (!before || !isMore || assumed.length === 0) return undefined
  const region = told.place ?? before.region
  const one = await wholeOf({ ...it, region }, told, indicator, before.items[0])
  return one && { region, ...one, assumed }
}

/** What a report leaves out of its day and place. */
const leftOut = ({ asOf, place }: Told): Assumed[] => [
  ...(asOf ? [] : ['day' as const]),
  ...(place ? [] : ['place' as const]),
]

/** 德清也一样: what was just reported, of another place. */
async function alike(it: Occasion, region: RegionKey): Promise<GoingOn | undefined> {
  const [before] = saidBefore({ turns: it.asked.turns.slice(-1) })
  if (!before || before.region === region || spansIn(it.asked.said(), 'topic').length > 0) return undefined
  const read = await Promise.all(before.items.map((one) => wholeOf({ ...it, region }, one, one.indicator, undefined)))
  const all = read.flatMap((one) => one ?? [])
  if (all.length < read.length || all.length === 0) return undefined
  const [rows, doubts] = [all.flatMap((one) => one.rows), all.flatMap((one) => one.doubts)]
  return { region, rows, doubts, assumed: ['indicator', 'number', 'day'] }
}

type ItemBefore = SaidBefore['items'][number]

/** The figure as told, what is left out as it was before; undefined where that is none of the indicator. */
async function wholeOf(it: Reporting, told: Slots | ItemBefore, id: IndicatorId, before: ItemBefore | undefined) {
  const { typedValue = '', typedUnit } = told
  const asOf = told.asOf ?? before?.asOf ?? endOf(lastOver(indicatorOf(it.ground.plan, id), dayOf(it.asked.now)))
  const mode = told.mode ?? (before?.indicator === id ? before.mode : undefined)
  const known = { indicator: id, typedValue, ...(typedUnit && { typedUnit }), ...(mode && { mode }), asOf }
  const { row, doubts } = await settled(it, { ...known, ...UNASKED }, false)
  // 土地呢 320: in which unit is asked where it is said as a report
  return isItem(row) ? { rows: [row], doubts } : undefined
}

/** 再加23 behind an answer, 那就是3个, 才6 我们都8了: of what was asked about, in the own place. */
async function toAnswer(it: Occasion): Promise<GoingOn | undefined> {
  const ids = answeredIn(it.asked)
  const [indicator, another] = ids
  const region = ownRegions(it.asked.person)[0]
  const told = indicator && region && onTop(it, ids, region)
  if (!told) return undefined
  const { isMore, ...known } = told
  const going = { region, ...(isMore && { isMore }) }
  if (another) {
    const message = text.whichIndicator(`${known.typedValue}${known.typedUnit ?? ''}`)
    return { ...going, rows: [{ nearest: ids, ...known, lacks: 'indicator', message }], doubts: [], assumed: ['day'] }
  }
  const { row, doubts } = await settled({ ...it, region }, { indicator, ...known, ...UNASKED }, false)
  return { ...going, rows: [row], doubts, assumed: ['indicator', 'day'] }
}

/** What was asked about just before, and not reported. */
function answeredIn({ turns }: Asked): readonly IndicatorId[] {
  const spoken = spokenOf({ turns: turns.slice(-ANSWERED) })
  return spoken && !spoken.report ? spoken.indicators : []
}
const ANSWERED = 2

/** The clause that tells a number, of several the one that is of ourselves; nothing is asked beside it. */
function onTop({ asked, ground }: Occasion, indicators: readonly IndicatorId[], region: RegionKey) {
  const clauses = clausesIn(asked, ground)
  const all = clauses.length > 0 ? clauses : [asked.said()]
  const telling = all.filter((one) => spansIn(one, 'amount').length > 0)
  const [said, another] = telling.length > 1 ? telling.filter((one) => spansIn(one, 'own').length > 0) : telling
  const isAbroad = placesSpoken(asked).some((place) => place !== region)
  if (!said || another || !all.every(tellsOnly) || (isAbroad && spansIn(said, 'own').length === 0)) return undefined
  const of = { ...figures, isPast: false, holds: { indicators, values: [], days: [], lacks: [] } }
  // 才6 我们都8了: a figure, and no remark on the answer; how it is meant is told by all of it, what by the one clause; it is shown and no more
  const [first] = ground.acts?.(asked.said(), of, asked.likely?.()) ?? []
  const act = first && first.p >= LIKELY && ON_TOP.has(first.intent) ? actOf(first.intent, said) : undefined
  const is = act && 'is' in act ? act.is : undefined
  if (!is?.typedValue || is.indicator || is.from || is.asOf) return undefined
  const isMore = act?.act === 'more' || undefined
  const mode = isMore ? 'increment' : is.mode
  return { typedValue: is.typedValue, ...(is.typedUnit && { typedUnit: is.typedUnit }), ...(mode && { mode }), isMore }
}
const ON_TOP: ReadonlySet<ActName> = new Set(['set', 'more'])

const placesSpoken = ({ turns }: Asked): readonly RegionKey[] =>
  turns.slice(-ANSWERED).flatMap(({ kept }) => kept?.topic?.places ?? [])

const tellsOnly = (said: Utterance): boolean =>
  spansIn(said, 'ask').every(({ found }) => found.for === 'whether') &&
  tellsNo(said, 'region', 'parts', 'compare', 'indicator', 'topic')

/** 安吉, 我们县; undefined where 全市 is said by whoever speaks for a county. */
function placesIn(said: Utterance, { asked, ground: { regions } }: Occasion): RegionKey[] | undefined {
  const [own] = ownRegions(asked.person)
  const selves = spansIn(said, 'own').map(({ found: { level } }) =>
    own !== undefined && (level === undefined || regions.get(own).level === level) ? own : undefined,
  )
  const places = [...spansIn(said, 'region').map(({ found }) => found.key), ...selves]
  const known = places.flatMap((place) => place ?? [])
  return known.length === places.length ? [...new Set(known)] : undefined
}
