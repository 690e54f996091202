/** A report that leaves out what was said before in the talk, as it is meant: typed, and marked where it is assumed. */
import { LIKELY } from '../../intent/sure.ts'
import { answersWith, marksIn, spansIn, tellsNo, type Utterance } from '../../language/index.ts'
import type { ActName } from '../../message/act.ts'
import type { Asked } from '../../message/command.ts'
import { dayOf } from '../../office/day.ts'
import type { IndicatorId } from '../../office/plan.ts'
import type { RegionKey } from '../../office/region.ts'
import type { Slots } from '../item.ts'
import { isOfFigures, saidBefore, spokenOf } from '../rules/kept.ts'
import { ownRegions } from '../rules/scope.ts'
import type { Ground } from '../rules/weigh.ts'
import { actOf } from '../said/act.ts'
import { figures } from '../said/waiting.ts'
import * as text from '../text.ts'
import { clausesIn, looksLikeReport } from './context.ts'
import { alike, another, besides, type GoingOn, type Told, UNASKED } from './left-out.ts'
import { dayIn, modeIn, numberIn, settled } from './part.ts'

const KINDS = ['amount', 'act', 'time', 'region', 'own', 'for', 'indicator'] as const

/** @returns undefined where the message says something besides, or nothing of the talk that it could go on from */
export async function goingOn(asked: Asked, ground: Ground): Promise<GoingOn | undefined> {
  const told = toldIn(asked, ground)
  if (!told || (told.typedValue !== undefined && !told.indicator))
    return (told && (await another(asked, ground, told))) ?? toAnswer(asked, ground)
  const [before] = saidBefore(asked)
  if (told.indicator && told.typedValue !== undefined)
    return before && (told.isMore || isOneMore(asked, ground)) ? besides(asked, ground, told, before) : undefined
  return told.place && !told.asOf && !told.isReport ? alike(asked, ground, told.place) : undefined
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

/** 再加23 behind an answer, 那就是3个, 才6 我们都8了: of what was asked about, in the own place. */
async function toAnswer(asked: Asked, ground: Ground): Promise<GoingOn | undefined> {
  const ids = answeredIn(asked)
  const region = ownRegions(asked.person)[0]
  const told = ids.length > 0 && region ? onTop(asked, ground, ids, region) : undefined
  if (!told || !region) return undefined
  const [indicator, another] = ids
  const { isMore, ...known } = told
  const assumed = [...(another ? [] : ['indicator' as const]), ...(known.asOf ? [] : ['day' as const])]
  const going = { region, assumed, ...(isMore && { isMore }) }
  if (!indicator || another) {
    const message = text.whichIndicator(`${known.typedValue ?? ''}${known.typedUnit ?? ''}`)
    return { ...going, rows: [{ nearest: ids, ...known, lacks: 'indicator', message }], doubts: [] }
  }
  const { row, doubts } = await settled({ asked, ground, region }, { indicator, ...known, ...UNASKED }, false)
  return { ...going, rows: [row], doubts }
}

/** What was asked about just before, and not reported. */
function answeredIn({ turns }: Asked): readonly IndicatorId[] {
  const spoken = spokenOf({ turns: turns.slice(-ANSWERED) })
  return spoken && !spoken.report ? spoken.indicators : []
}
const ANSWERED = 2

interface OnTop extends Slots {
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
  if (!is || !('is' in is) || !is.is.typedValue || is.is.indicator || is.is.from) return undefined
  const { typedValue, typedUnit, mode, asOf } = is.is
  const isMore = is.act === 'more'
  const counted = isMore ? 'increment' : mode
  return {
    typedValue,
    ...(typedUnit && { typedUnit }),
    ...(counted && { mode: counted }),
    ...(asOf && asOf <= dayOf(asked.now) && { asOf }),
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
