/** A message read as an update: what is said → what is stated → figures in base units, or the first fault. */
import { folded, spansIn, type Utterance } from '../../language/index.ts'
import { dayOf } from '../../office/day.ts'
import type { Indicator } from '../../office/plan.ts'
import { COMMAND, type Heard, heardIn } from './heard.ts'
import { isMeant } from './is-report.ts'
import { nearestNames } from './names/guess.ts'
import { Names } from './names/names.ts'
import { isNotation } from './notation.ts'
import { foreign } from './pair/places.ts'
import type { Doubt, Fault, Stated } from './pair/statement.ts'
import {
  FAULT_KINDS,
  type FaultKind,
  type Figures,
  MOST_NUMBERS,
  type NilReport,
  type ReadItem,
  type Reading,
  type Refusal,
  type UpdateContext,
} from './reading.ts'
import type { Said } from './said/said.ts'
import type { Grid } from './tables/grid.ts'
import { complain, elsewhere } from './text.ts'
import { type Weighed, weigh } from './weigh.ts'

// A plan's names are the same for every message, and sorting them is most of the work.
const known = new WeakMap<readonly Indicator[], Names>()

function namesOf({ indicators }: UpdateContext): Names {
  const names = known.get(indicators) ?? new Names(indicators)
  known.set(indicators, names)
  return names
}

/**
 * Reads a county contact's message.
 *
 * Pure: nothing is looked up but what `context` holds. Never a wrong figure without a question: what is not surely
 * read is an error or `confirm: true`.
 *
 * @param text as typed, with or without /上报
 */
export function readUpdate(text: string, context: UpdateContext): Reading {
  const names = namesOf(context)
  if (context.isDense) return refusal({ kind: 'too-many', at: 0, end: 0 }, text, names, context)
  const utterance = context.read(text, { today: dayOf(context.now), own: context.region })
  if (utterance.isSpent || spansIn(utterance, 'amount').length > MOST_NUMBERS) return tooMany(utterance, names, context)
  const heard = heardIn(utterance, context, names)
  const { command, all, grids, stated } = heard
  if (command && !/[^\s:,.;，。、!]/.test(heard.text.slice(heard.from)))
    return refusal({ kind: 'empty', at: 0, end: 0 }, text, names, context)
  const weighed = weigh(stated, text, names, context)
  const isClear = command || isWritten(heard, names, context)
  const reading = conclude(stated, weighed, text, names, context, isClear)
  if (!command && !isMeant(heard.text, reading, held(all, grids, stated))) return { kind: 'none', as: reading }
  // what only falls below the last figure is whole, and may be another place's
  const whole = reading.kind === 'error' ? wholeOf(reading) : reading
  const others = whole ? foreign(stated.regions, context) : []
  if (others.length > 0 && whole) {
    const own = context.regions.get(context.region).name
    return {
      kind: 'other-region',
      regions: others,
      message: elsewhere(
        own,
        others.map(({ name }) => name),
      ),
      reading: { ...whole, confirm: true },
    }
  }
  return reading
}

const wholeOf = ({ items, correcting = false }: Refusal): Figures | undefined =>
  items && { kind: 'items', items, confirm: true, doubts: ['size'], correcting, restNil: false }

/** A paste of hundreds of numbers is no report that anybody could confirm. */
function tooMany(utterance: Utterance, names: Names, context: UpdateContext): Reading {
  const text = folded(utterance.raw)
  const as = refusal({ kind: 'too-many', at: 0, end: 0 }, utterance.raw, names, context)
  const holds = { number: true, name: spansIn(utterance, 'indicator').length > 0, date: false }
  return COMMAND.test(text) || isMeant(text, as, holds) ? as : { kind: 'none', as }
}

const held = (said: readonly Said[], grids: readonly Grid[], { named }: Stated) => ({
  number: grids.length > 0 || said.some(({ is }) => is === 'amount'),
  name: named.length > 0,
  date: said.some((one) => one.is === 'time' && !one.when.weak),
})

/** Nothing but notation, in lines and in plain tables. */
const isWritten = ({ plain, all, grids }: Heard, names: Names, { now }: UpdateContext): boolean =>
  grids.every((grid) => grid.plain) && isNotation(plain, all, names, dayOf(now), grids.length > 0)

function conclude(
  stated: Stated,
  weighed: Weighed,
  raw: string,
  names: Names,
  context: UpdateContext,
  isClear: boolean,
): Figures | NilReport | Refusal {
  const fault = firstFault(weighed.faults)
  const items = weighed.items.map(({ figure: _figure, ...item }): ReadItem => item)
  if (fault) {
    const isSuspicious = fault.kind.endsWith('-suspicious')
    const refused = refusal(fault, raw, names, context, isSuspicious ? items : undefined, weighed.correcting)
    return { ...refused, ...besideFaults(items, weighed, raw, names, context) }
  }
  const doubts: Doubt[] = [...(isClear ? [] : ['free-text' as const]), ...weighed.doubts]
  const confirm = doubts.length > 0
  if (items.length > 0) {
    const restNil = stated.nils.some(({ ids, rest }) => rest || ids.length === 0)
    return { kind: 'items', items, confirm: confirm || restNil, doubts, correcting: weighed.correcting, restNil }
  }
  const [nil] = weighed.nilDates
  if (nil) {
    const ids = [...new Set(stated.nils.flatMap((one) => one.ids))]
    return { kind: 'nil', asOf: nil.day, ...(ids.length > 0 && { indicators: ids }), confirm, doubts }
  }
  // 低小散多报了9家 says what was wrong, not what is right
  const ids = stated.named
  return refusal(
    ids.length > 0 ? { kind: 'missing-value', at: 0, end: 0, ids } : { kind: 'unknown-indicator', at: 0, end: 0 },
    raw,
    names,
    context,
  )
}

/** Faults of one figure each leave the others as they are. */
const OF_ONE: ReadonlySet<FaultKind> = new Set([
  'unknown-indicator',
  'ambiguous-indicator',
  'missing-value',
  'bad-unit',
  'negative',
  'fraction',
])

function besideFaults(
  items: readonly ReadItem[],
  { faults, doubts }: Weighed,
  raw: string,
  names: Names,
  context: UpdateContext,
): Pick<Refusal, 'beside'> {
  const bad = new Set(faults.flatMap(({ ids = [] }) => ids))
  const others = items.filter(({ indicator }) => !bad.has(indicator))
  // a number that is none, of one indicator: two that clash, 三七十家
  const isOfOne = ({ kind, ids = [] }: Fault): boolean =>
    OF_ONE.has(kind) || (kind === 'not-a-number' && ids.length === 1)
  if (others.length === 0 || !faults.every((one) => isOfOne(one) && one.end > one.at)) return {}
  const told = faults.map((one) => refusal(one, raw, names, context).error)
  return { beside: { items: others, doubts: [...doubts], faults: told } }
}

function firstFault(
  faults: readonly (Fault & { asOf?: ReadItem['asOf'] })[],
): (Fault & { asOf?: ReadItem['asOf'] }) | undefined {
  for (const kind of FAULT_KINDS) {
    const found = faults.find((one) => one.kind === kind)
    if (found) return found
  }
  return undefined
}

function refusal(
  fault: Fault & { asOf?: ReadItem['asOf'] },
  raw: string,
  names: Names,
  context: UpdateContext,
  items?: readonly ReadItem[],
  correcting?: boolean,
): Refusal {
  const { at, end } = fault
  const words = raw.slice(at, end)
  const nearest = fault.ids ?? (fault.kind === 'unknown-indicator' ? nearestNames(folded(words), names) : [])
  const message = complain({
    kind: fault.kind,
    words,
    ...(fault.twin && { twin: raw.slice(fault.twin.at, fault.twin.end).trim() }),
    indicators: nearest.map((id) => names.get(id)),
    plan: context.indicators,
    today: dayOf(context.now),
    ...(fault.asOf && { asOf: fault.asOf }),
  })
  return {
    kind: 'error',
    error: { kind: fault.kind, message, nearest, ...(words && { span: { from: at, to: end } }) },
    ...(items && { items }),
    ...(correcting !== undefined && { correcting }),
  }
}
