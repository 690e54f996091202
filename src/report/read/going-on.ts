/** A report that leaves out what was said before in the talk, as it is meant: typed, and marked where it is assumed. */
import { LIKELY } from '../../intent/sure.ts'
import { answersWith, marksIn, spansIn, tellsNo, type Utterance } from '../../language/index.ts'
import type { ActName } from '../../message/act.ts'
import type { Asked } from '../../message/command.ts'
import { type Day, dayOf } from '../../office/day.ts'
import { lastOver } from '../../office/owed.ts'
import { endOf } from '../../office/period.ts'
import { type IndicatorId, indicatorOf } from '../../office/plan.ts'
import type { RegionKey } from '../../office/region.ts'
import { needsUnit } from '../grammar/index.ts'
import { isOfFigures, type SaidBefore, saidBefore, spokenOf } from '../rules/kept.ts'
import { ownRegions } from '../rules/scope.ts'
import type { Ground } from '../rules/weigh.ts'
import { actOf } from '../said/act.ts'
import { figures } from '../said/waiting.ts'
import * as text from '../text.ts'
import { clausesIn, looksLikeReport } from './context.ts'
import { readField } from './field.ts'
import type { Item, Part } from './item.ts'
import { dayIn, modeIn, type Numbered } from './part.ts'
import type { Reporting } from './region.ts'

/** What of a report was not said, and stands as it did before. */
export type Assumed = 'indicator' | 'place' | 'day' | 'number'

export interface GoingOn {
  readonly region: RegionKey
  readonly items: readonly Item[]
  /** what has still to be seen whole: its unit, which of several it is of */
  readonly parts?: readonly Part[]
  readonly doubts: readonly string[]
  /** on top of what the period has */
  readonly isMore?: true
  readonly assumed: readonly Assumed[]
}

/** What a message says of a report, a slot each. */
interface Told {
  /** as typed, with its unit */
  readonly number?: string
  readonly mode?: Item['mode']
  readonly indicator?: IndicatorId
  readonly place?: RegionKey
  readonly day?: Day
  /** 报 is said, and not a number alone */
  readonly isReport: boolean
  /** 还有: goes on from what stands before it */
  readonly isMore: boolean
}

const KINDS = ['amount', 'act', 'time', 'region', 'own', 'for', 'indicator'] as const

/** @returns undefined where the message says something besides, or nothing of the talk that it could go on from */
export function goingOn(asked: Asked, ground: Ground): GoingOn | undefined {
  const told = toldIn(asked, ground)
  if (!told || (told.number !== undefined && !told.indicator))
    return (told && another(asked, ground, told)) ?? toAnswer(asked, ground)
  const [before] = saidBefore(asked)
  if (told.indicator && told.number !== undefined)
    return before && (told.isMore || isOneMore(asked, ground)) ? besides(asked, ground, told, before) : undefined
  return told.place && !told.isReport ? alike(asked, ground, told.place, told.day) : undefined
}

/** 低小散呢 当月18: beside figures one more of them, which by itself reads as none. */
const isOneMore = (asked: Asked, ground: Ground): boolean =>
  asked.turns.slice(-1).some(isOfFigures) && !looksLikeReport(asked, ground)

function toldIn(asked: Asked, ground: Ground): Told | undefined {
  const said = asked.said()
  const today = dayOf(asked.now)
  const acts = spansIn(said, 'act').map(({ found }) => found.act)
  if (!answersWith(said, KINDS, ['mode', 'and']) || acts.some((act) => act !== 'report')) return undefined
  const isReport = acts.length > 0
  const amounts = spansIn(said, 'amount')
  const names = spansIn(said, 'indicator').filter(({ latent }) => !latent)
  const places = placesIn(said, asked, ground)
  const times = spansIn(said, 'time').filter(({ latent }) => !latent)
  if (!places) return undefined
  const [amount, name, place] = [amounts[0], names[0], places[0]]
  const isMany = amounts.length > 1 || names.length > 1 || places.length > 1 || times.length > 1
  // 那三家吗 asks
  const day = dayIn(said, today)
  const isAsked = !isReport && amount !== undefined && spansIn(said, 'ask').length > 0
  // 另一个不动: none of what else is said is no figure that is nothing
  const isBeside = amount?.found.none === true && spansIn(said, 'unread').length > 0
  if (isMany || isAsked || isBeside || (name && name.found.ids.length > 1) || (day && day > today)) return undefined
  const mode = amount?.found.mode ?? modeIn(said)
  const first = said.readings[0]?.spans[0]
  return {
    ...(amount && { number: said.raw.slice(amount.at, amount.end) }),
    ...(mode && { mode }),
    ...(name?.found.ids[0] && { indicator: name.found.ids[0] }),
    ...(place && { place }),
    ...(day && { day }),
    isReport,
    isMore: marksIn(said, 'and').some(({ end }) => first !== undefined && end <= first.at),
  }
}

/** 再加23 behind an answer, 那就是3个, 才6 我们都8了: of what was asked about, in the own place. */
function toAnswer(asked: Asked, ground: Ground): GoingOn | undefined {
  const ids = answeredIn(asked)
  const region = ownRegions(asked.person)[0]
  const told = ids.length > 0 && region ? onTop(asked, ground, ids, region) : undefined
  if (!told || !region) return undefined
  const [indicator, another] = ids
  const { number, unit, mode, day: asOf, isMore } = told
  const known = { number, ...(unit && { unit }), ...(mode && { mode }), ...(asOf && { asOf }) }
  const part: Part = another
    ? { nearest: ids, ...known, lacks: 'indicator', message: text.whichIndicator(`${number}${unit ?? ''}`) }
    : { ...(indicator && { indicator }), nearest: [], ...known, message: '' }
  const assumed = [...(another ? [] : ['indicator' as const]), ...(asOf ? [] : ['day' as const])]
  return { region, items: [], parts: [part], doubts: [], assumed, ...(isMore && { isMore }) }
}

/** What was asked about just before, and not reported. */
function answeredIn({ turns }: Asked): readonly IndicatorId[] {
  const spoken = spokenOf({ turns: turns.slice(-ANSWERED) })
  return spoken && !spoken.report ? spoken.indicators : []
}
const ANSWERED = 2

interface OnTop extends Numbered {
  readonly mode?: Item['mode']
  readonly day?: Day
  readonly isMore: boolean
}

/** The clause that tells a number, of several the one that is of ourselves; nothing is asked beside it. */
function onTop(asked: Asked, ground: Ground, indicators: readonly IndicatorId[], region: RegionKey): OnTop | undefined {
  const clauses = clausesIn(asked, ground)
  const all = clauses.length > 0 ? clauses : [asked.said()]
  const telling = all.filter((one) => spansIn(one, 'amount').length > 0)
  const ours = telling.length > 1 ? telling.filter((one) => spansIn(one, 'own').length > 0) : telling
  const [said, another] = ours
  const isAbroad = placesSpoken(asked).some((place) => place !== region)
  if (!said || another || !all.every(tellsOnly) || (isAbroad && spansIn(said, 'own').length === 0)) return undefined
  const of = { ...figures, isPast: false, holds: { indicators, values: [], days: [], lacks: [] } }
  // 才6 我们都8了: a figure, and no remark on the answer; how it is meant is told by all of it, what by the one clause; it is shown and no more
  const [first] = ground.acts?.(asked.said(), of, asked.likely?.()) ?? []
  const is = first && first.p >= LIKELY && ON_TOP.has(first.intent) ? actOf(first.intent, said) : undefined
  if (!is || !('is' in is) || !is.is.to || is.is.indicator || is.is.from) return undefined
  const { to, mode, asOf } = is.is
  const isMore = is.act === 'more'
  const counted = isMore ? 'increment' : mode
  return {
    number: to.number,
    ...(to.unit && { unit: to.unit }),
    ...(counted && { mode: counted }),
    ...(asOf && asOf <= dayOf(asked.now) && { day: asOf }),
    isMore,
  }
}
const ON_TOP: ReadonlySet<ActName> = new Set(['set', 'more'])

const placesSpoken = ({ turns }: Asked): readonly RegionKey[] =>
  turns.slice(-ANSWERED).flatMap(({ kept }) => kept?.topic?.places ?? [])

const tellsOnly = (said: Utterance): boolean =>
  spansIn(said, 'ask').every(({ found }) => found.for === 'whether') &&
  tellsNo(said, 'region', 'parts', 'compare', 'indicator', 'topic')

/** 安吉, 我们县; undefined where 全市 is said by whoever speaks for a county. */
function placesIn(said: Utterance, { person }: Asked, { regions }: Ground): RegionKey[] | undefined {
  const [own] = ownRegions(person)
  const selves = spansIn(said, 'own').map(({ found: { level } }) =>
    own !== undefined && (level === undefined || regions.get(own).level === level) ? own : undefined,
  )
  const places = [...spansIn(said, 'region').map(({ found }) => found.key), ...selves]
  const known = places.flatMap((place) => place ?? [])
  return known.length === places.length ? [...new Set(known)] : undefined
}

/** 那六月报3家: of what was reported, else of what the talk is about. */
function another(asked: Asked, ground: Ground, told: Told): GoingOn | undefined {
  const spoken = spokenOf(asked)
  const isReported = spoken?.report !== undefined
  if (!spoken || (!isReported && !told.isReport)) return undefined
  const { report, indicators } = spoken
  const region = told.place ?? report?.region ?? ownRegions(asked.person)[0]
  const read = indicators.flatMap((id) => {
    const before = report?.items.find(({ indicator }) => indicator === id)
    const item = region && itemOf({ asked, ground, region }, told, id, before)
    return item ? [item] : []
  })
  const [only, other] = read
  if (!region || !only || other) return undefined
  return { region, items: [only.item], doubts: only.doubts, assumed: ['indicator', ...leftOut(told)] }
}

/** 还有高企2家: of the same place and day. */
function besides(asked: Asked, ground: Ground, told: Told, { region, items }: SaidBefore): GoingOn | undefined {
  const it = { asked, ground, region: told.place ?? region }
  const one = told.indicator && itemOf(it, told, told.indicator, items[0])
  const assumed = leftOut(told)
  return one && assumed.length > 0 ? { region: it.region, items: [one.item], doubts: one.doubts, assumed } : undefined
}

/** What a report leaves out of its day and place. */
const leftOut = ({ day, place }: Partial<Pick<Told, 'day' | 'place'>>): Assumed[] => [
  ...(day ? [] : ['day' as const]),
  ...(place ? [] : ['place' as const]),
]

/** 德清也一样: what was just reported, of another place. */
function alike(asked: Asked, ground: Ground, place: RegionKey, day: Day | undefined): GoingOn | undefined {
  const [before] = saidBefore({ turns: asked.turns.slice(-1) })
  if (!before || before.region === place || spansIn(asked.said(), 'topic').length > 0) return undefined
  const read = before.items.map((item) => {
    const number = `${item.typedValue}${item.typedUnit ?? ''}`
    const told = { number, mode: item.mode, ...(day && { day }), isReport: true, isMore: true }
    return itemOf({ asked, ground, region: place }, told, item.indicator, item)
  })
  const all = read.flatMap((one) => one ?? [])
  if (all.length < read.length || all.length === 0) return undefined
  const assumed = ['indicator' as const, 'number' as const, ...leftOut({ place, ...(day && { day }) })]
  return { region: place, items: all.map(({ item }) => item), doubts: all.flatMap(({ doubts }) => doubts), assumed }
}

/** The number in the unit of the indicator; undefined where it is none of it. */
function itemOf(it: Reporting, told: Told, id: IndicatorId, before: SaidBefore['items'][number] | undefined) {
  const indicator = indicatorOf(it.ground.plan, id)
  const asOf = told.day ?? before?.asOf ?? endOf(lastOver(indicator, dayOf(it.asked.now)))
  const number = told.number ?? ''
  // 土地呢 320: in which unit is asked where it is said as a report
  if (needsUnit(indicator) && DIGITS_ONLY.test(number.normalize('NFKC'))) return undefined
  const field = readField(it, indicator, number, asOf)
  if ('fault' in field) return undefined
  const mode = told.mode ?? (before?.indicator === id ? before.mode : field.item.mode)
  return { item: { ...field.item, mode }, doubts: field.doubts }
}
const DIGITS_ONLY = /^[\d.,]*$/
