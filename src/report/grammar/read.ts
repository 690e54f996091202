/** A message read as an update: what is said → what is stated → figures in base units, or the first fault. */
import { folded, spansIn, type Utterance } from '../../language/index.ts'
import { dayOf } from '../../office/day.ts'
import type { Indicator } from '../../office/plan.ts'
import type { Item } from '../item.ts'
import { isMeant } from './is-report.ts'
import { Names, nearestNames } from './names.ts'
import { isNotation } from './notation.ts'
import { foreign } from './pair/places.ts'
import type { Fault, Stated } from './pair/statement.ts'
import { COMMAND, type Parsed, parse } from './parse.ts'
import {
  type Doubt,
  FAULT_KINDS,
  type FaultKind,
  type Figures,
  MOST_NUMBERS,
  type NilReport,
  type Reading,
  type Refusal,
  type UpdateContext,
} from './reading.ts'
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
 * @param text as typed, with or without /上报; where that was taken off before, `context.command` says so
 */
export function readUpdate(text: string, context: UpdateContext): Reading {
  const basis: Basis = { raw: text, names: namesOf(context), context }
  if (context.isDense) return refusal({ kind: 'too-many', at: 0, end: 0 }, basis)
  const utterance = context.read(text, { today: dayOf(context.now), own: context.region })
  if (utterance.isSpent || spansIn(utterance, 'amount').length > MOST_NUMBERS) return tooMany(utterance, basis)
  const parsed = parse(utterance, context, basis.names)
  const { command, stated } = parsed
  if (command && !/[^\s:,.;，。、!]/.test(parsed.text.slice(parsed.from)))
    return refusal({ kind: 'empty', at: 0, end: 0 }, basis)
  const reading = conclude(
    stated,
    weigh(stated, text, basis.names, context),
    basis,
    command || isWritten(parsed, basis),
  )
  if (!command && !isMeant(utterance, parsed.text, reading, held(parsed))) return { kind: 'none', as: reading }
  const others = reading.kind === 'error' ? [] : foreign(stated.regions, context)
  if (reading.kind === 'error' || others.length === 0) return reading
  const names = others.map(({ name }) => name)
  const message = elsewhere(context.regions.get(context.region).name, names)
  return { kind: 'other-region', regions: others, message, reading: { ...reading, confirm: true } }
}

/** What a fault is told by. */
interface Basis {
  readonly raw: string
  readonly names: Names
  readonly context: UpdateContext
}

/** A paste of hundreds of numbers is no report that anybody could confirm. */
function tooMany(utterance: Utterance, basis: Basis): Reading {
  const text = folded(utterance.raw)
  const as = refusal({ kind: 'too-many', at: 0, end: 0 }, basis)
  const holds = { number: true, nils: [], name: spansIn(utterance, 'indicator').length > 0, date: false }
  return basis.context.command || COMMAND.test(text) || isMeant(utterance, text, as, holds) ? as : { kind: 'none', as }
}

const held = ({ all, grids, stated }: Parsed) => ({
  number: grids.length > 0 || all.some(({ is }) => is === 'amount'),
  nils: all.filter(({ is }) => is === 'nil'),
  name: stated.named.length > 0,
  date: all.some((one) => one.is === 'time' && !one.when.weak),
})

/** Nothing but notation, in lines and in plain tables. */
const isWritten = ({ plain, all, grids }: Parsed, { names, context }: Basis): boolean =>
  grids.every((grid) => grid.plain) && isNotation(plain, all, names, dayOf(context.now))

function conclude(stated: Stated, weighed: Weighed, basis: Basis, isClear: boolean): Figures | NilReport | Refusal {
  const { correcting, nilDates } = weighed
  const fault = firstFault(weighed.faults)
  const items = weighed.items.map(({ figure: _figure, ...item }): Item => item)
  if (fault) return { ...refusal(fault, basis), correcting, ...besideFaults(items, weighed, basis) }
  const doubts: Doubt[] = [...(isClear ? [] : ['free-text' as const]), ...weighed.doubts]
  const confirm = doubts.length > 0
  const excepted = stated.excepted.length > 0 && { excepted: stated.excepted }
  if (items.length > 0) {
    const restNil = stated.nils.some(({ ids }) => ids.length === 0)
    return { kind: 'items', items, confirm: confirm || restNil, doubts, correcting, restNil, ...(restNil && excepted) }
  }
  const [nil] = nilDates
  if (nil) {
    const ids = [...new Set(stated.nils.flatMap((one) => one.ids))]
    return { kind: 'nil', asOf: nil.day, ...(ids.length > 0 ? { indicators: ids } : excepted), confirm, doubts }
  }
  // 低小散多报了9家 says what was wrong, not what is right
  const { named: ids } = stated
  return refusal({ kind: ids.length > 0 ? 'missing-value' : 'unknown-indicator', at: 0, end: 0, ids }, basis)
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

function besideFaults(items: readonly Item[], { faults, doubts }: Weighed, basis: Basis): Pick<Refusal, 'beside'> {
  const bad = new Set(faults.flatMap(({ ids = [] }) => ids))
  const others = items.filter(({ indicator }) => !bad.has(indicator))
  // a number that is none, of one indicator: two that clash, 三七十家
  const isOfOne = ({ kind, ids = [] }: Fault): boolean =>
    OF_ONE.has(kind) || (kind === 'not-a-number' && ids.length === 1)
  const isMany = (others.length > 0 || faults.length > 1) && faults.length <= MOST_FAULTS
  if (!isMany || !faults.every((one) => isOfOne(one) && one.end > one.at)) return {}
  return { beside: { items: others, doubts: [...doubts], faults: faults.map((one) => refusal(one, basis).error) } }
}

/** With more of them a message is asked about as a whole: nobody answers so many questions. */
const MOST_FAULTS = 10

const firstFault = (faults: readonly Dated[]): Dated | undefined =>
  FAULT_KINDS.flatMap((kind) => faults.find((one) => one.kind === kind) ?? [])[0]

type Dated = Fault & { readonly asOf?: Item['asOf'] }

function refusal({ kind, at, end, ids, twin, asOf }: Dated, { raw, names, context }: Basis): Refusal {
  const words = raw.slice(at, end)
  const nearest = ids ?? (kind === 'unknown-indicator' ? nearestNames(folded(words), names) : [])
  const message = complain({
    kind,
    words,
    ...(twin && { twin: raw.slice(twin.at, twin.end).trim() }),
    indicators: nearest.map((id) => names.get(id)),
    plan: context.indicators,
    today: dayOf(context.now),
    ...(asOf && { asOf }),
  })
  return { kind: 'error', error: { kind, message, nearest, ...(words && { span: { from: at, to: end } }) } }
}
