/** Figures that cannot stand as they were said: what is known of each, what is asked, and when it is whole. */
import { clausesOf, ownIn, type Span, spansIn, type Utterance } from '../../language/index.ts'
import type { Asked } from '../../message/command.ts'
import { isZero } from '../../office/amount.ts'
import { customaryDay, type Day, dayName, dayOf } from '../../office/day.ts'
import { type Indicator, type IndicatorId, indicatorOf, type Plan } from '../../office/plan.ts'
import { complain, type FaultKind, factorOf, needsUnit, type ReadFault, unitsOf } from '../grammar/index.ts'
import { asPart, type FigureRow, type Item, type Lack, type Part, type Slots } from '../item.ts'
import type { Ground, Prepared } from '../rules/weigh.ts'
import * as text from '../text.ts'
import { readField, undated } from './field.ts'
import { nilItem } from './nothing-new.ts'
import type { Reporting } from './region.ts'

/** Faults of one figure; of others no figure is known. */
const LACKS: Partial<Readonly<Record<FaultKind, Lack>>> = {
  'unknown-indicator': 'indicator',
  'ambiguous-indicator': 'indicator',
  'missing-value': 'number',
  'not-a-number': 'number',
  negative: 'number',
  fraction: 'number',
  'bad-unit': 'unit',
  'future-date': 'day',
}

/**
 * The figure that a fault leaves incomplete: what is known of it, what lacks, and the question.
 * @param within the stretch of the message that the fault is about
 * @returns undefined where there is no figure to complete
 */
export function partOf(
  fault: ReadFault,
  said: Utterance,
  within: { readonly from: number; readonly to: number },
  today: Day,
): Part | undefined {
  const lacks = LACKS[fault.kind]
  if (!lacks) return undefined
  const amount = fault.kind === 'missing-value' ? undefined : amountAt(said, within)
  const told = amount && numberIn(said, amount)
  const isUnnamed = lacks === 'indicator'
  // 一栋还没竣工: none of a thing is no figure
  if (isUnnamed && (!told || (amount?.found.kind === 'amount' && amount.found.none))) return undefined
  const named = lacks === 'day' ? namedIn(said) : fault.nearest[0]
  const mode = amount?.found.kind === 'amount' ? (amount.found.mode ?? modeIn(said)) : modeIn(said)
  const asOf = dayIn(said, today)
  return {
    ...(named && !isUnnamed && { indicator: named }),
    nearest: isUnnamed ? fault.nearest : [],
    ...told,
    ...(mode && { mode }),
    ...(asOf && asOf <= today && { asOf }),
    lacks,
    message: fault.message,
  }
}

/** 我报一下六月的用能: the one indicator that is named waits for its number; undefined with a number or without a name. */
export function lackingNumber({ message, text, said, now }: Asked, { plan }: Pick<Ground, 'plan'>): Part | undefined {
  if (message.kind !== 'text' || text.trim() === '' || spansIn(said(), 'amount').length > 0) return undefined
  const indicator = namedIn(said())
  const today = dayOf(now)
  const asOf = dayIn(said(), today)
  const part = { nearest: [], lacks: 'number', ...(indicator && { indicator }) } as const
  return indicator && { ...part, ...(asOf && { asOf }), message: asking(plan, part, 'missing-value', today) }
}

/** What a check finds that no number can mend but one of its own. */
const LACKING: Readonly<Record<string, Pick<Part, 'lacks'>>> = {
  'unit-missing': { lacks: 'unit' },
  'nil-rate': { lacks: 'number' },
}

/** A figure that a check blocks, as a part that the next words may change; the check's message is what is asked. */
export function partOfBlocked({ item, indicator, said, findings }: Prepared): Part {
  const [finding] = findings.filter(({ grade }) => grade === 'block')
  const { typedValue, ...known } = asPart(item)
  const isNil = item.nil || finding?.check === 'nil-rate'
  return {
    ...known,
    ...(!isNil && typedValue && { typedValue }),
    ...(item.increment !== undefined && { increment: item.increment }),
    ...((finding && LACKING[finding.check]) ?? (finding && { check: finding.check })),
    message: `${indicator.short}（截至${dayName(said.asOf)}）：${finding?.message ?? ''}`,
  }
}

/** A figure read anew, and why it still has to be confirmed. */
export interface Settled {
  readonly row: FigureRow
  readonly doubts: readonly string[]
}

/**
 * Reads a figure again with what was added to it.
 * @param correcting it replaces what is on record, so that without a day it is of the newest figure
 * @returns an item where nothing lacks any more, else the part with what is asked next
 */
export async function settled(it: Reporting, part: Part, correcting: boolean): Promise<Settled> {
  const { plan } = it.ground
  const { indicator: id, typedValue } = part
  const today = dayOf(it.asked.now)
  const open = (row: Part): Settled => ({ row, doubts: [] })
  const still = (lacks: Lack, kind: FaultKind): Settled =>
    open(part.lacks === lacks ? part : { ...part, lacks, message: asking(plan, part, kind, today) })
  if (id === undefined) return still('indicator', 'unknown-indicator')
  if (typedValue === undefined) return still('number', 'missing-value')
  const own = ownIn(plan, id)
  if (own === undefined) return open(ofNoYear(part, id, plan))
  const indicator = indicatorOf(plan, own)
  const { number, unit } = splitUnit(indicator, typedValue, part.typedUnit)
  if (unit === undefined ? needsUnit(indicator) : factorOf(indicator, unit) === undefined)
    return still('unit', 'bad-unit')
  if (part.lacks === 'day' && part.asOf === undefined) return open(part)
  const asOf = part.asOf ?? (await undated(it, indicator, customaryDay(today), correcting))
  const field = readField(it, indicator, `${signOf(indicator, part.change, number)}${number}${unit ?? ''}`, asOf)
  if ('fault' in field) return open({ ...part, lacks: 'number', message: field.fault })
  return { row: countedAs(part.mode, indicator, field.item), doubts: field.doubts }
}

/** The number and its unit as they were meant: of 3万 the 万 is part of a unit where the indicator has one such (万平方米). */
function splitUnit(indicator: Indicator, typedValue: string, typedUnit: string | undefined) {
  if (typedUnit !== undefined) return { number: typedValue, unit: unitOf(indicator, typedUnit) ?? typedUnit }
  const unit = typedValue.endsWith(LARGE) ? unitOf(indicator, LARGE) : undefined
  return { number: unit ? typedValue.slice(0, -LARGE.length) : typedValue, unit }
}

/** The word by which the grammar reads a rate's sign, as it does of a first report. */
const signOf = ({ kind }: Indicator, change: Part['change'], number: string): string =>
  kind === 'rate' && change && !number.startsWith('-') ? WAYS[change] : ''

/** An item in the mode that was told; 没有新增 is a nil report. */
function countedAs(mode: Part['mode'], indicator: Indicator, item: Item): Item {
  if (!mode || indicator.kind === 'rate') return item
  return mode === 'increment' && isZero(item.value) ? nilItem(indicator, item.asOf) : { ...item, mode }
}

/** 是2018年3月的, of what only last year's plan has: the day is what may be wrong. */
function ofNoYear({ asOf: _, ...part }: Part, id: IndicatorId, plan: Plan): Part {
  return { ...part, lacks: 'day', message: text.notInYear(indicatorOf(plan, id).short, plan.year) }
}

const WAYS = { up: '上升', down: '下降' } as const

const asking = (
  { indicators: plan }: Plan,
  { indicator, typedValue: number = '' }: Pick<Slots, 'indicator' | 'typedValue'>,
  kind: FaultKind,
  today: Day,
): string => complain({ kind, words: number, indicators: plan.filter(({ id }) => id === indicator), plan, today })

/**
 * The unit that a shortened one stands for: 吨 for 吨标煤, 万 for 万平方米.
 * @param said as typed @returns undefined where it is whole already, or none or several of other factors begin so
 */
export function unitOf(indicator: Indicator, said: string): string | undefined {
  const all = unitsOf(indicator)
  const meant = all.some((one) => one.unit === said) ? [] : all.filter((one) => one.unit.startsWith(said))
  return new Set(meant.map(({ factor }) => factor)).size === 1 ? meant[0]?.unit : undefined
}

/** A number as typed, with its unit and which way it goes. */
export type Numbered = Pick<Slots, 'typedUnit' | 'change'> & { readonly typedValue: string }

/** The unit word 万, which may stand alone: 3万 leaves the unit open. */
export const LARGE = '万'
const DIGITS = /-?\d[\d.,]*/

/** A number as it was typed, its unit apart, with the sign that 上升 or 下降 beside it gives. */
export function numberIn({ raw }: Utterance, { at, end, found }: Span): Numbered {
  const said = raw.slice(at, end).normalize('NFKC')
  const known = found.kind === 'amount' ? found : undefined
  const [digits] = DIGITS.exec(said) ?? []
  const rest = digits === undefined ? '' : said.slice(said.indexOf(digits) + digits.length).trim()
  const at0 = known?.unit === undefined ? -1 : rest.indexOf(known.unit)
  // 3万: so many, in a unit that was not said
  const change = digits?.startsWith('-') ? 'down' : known?.change
  const signed = change ? { change } : {}
  if (digits !== undefined && rest === LARGE) return { typedValue: `${digits}${LARGE}`, ...signed }
  const unit = digits === undefined ? known?.unit : at0 < 0 ? rest : rest.slice(0, at0 + (known?.unit?.length ?? 0))
  return { typedValue: digits ?? known?.value ?? '', ...(unit && { typedUnit: unit }), ...signed }
}

/** The amount that a fault is about: where it stands, else behind it in its clause, else before it. */
function amountAt(said: Utterance, { from, to }: { readonly from: number; readonly to: number }): Span | undefined {
  const touches = ({ at, end }: Span): boolean => at < to && end > from
  const all = spansIn(said, 'amount')
  const clause = clausesOf(said).find((one) => (one.readings[0]?.spans ?? []).some(touches))
  const near = clause ? spansIn(clause, 'amount') : []
  const [only, another] = all
  return all.find(touches) ?? near.find(({ at }) => at >= to) ?? near.at(-1) ?? (another ? undefined : only)
}

const namedIn = (said: Utterance): IndicatorId | undefined => {
  const [only, another] = spansIn(said, 'indicator').filter(({ latent }) => !latent)
  return only && !another && only.found.ids.length === 1 ? only.found.ids[0] : undefined
}

/** 累计 or 新增 where it belongs to no number, and so to all; undefined where neither or both are said. */
export function modeIn(said: Utterance): Slots['mode'] {
  const told = said.small.flatMap(({ part }) => (part.kind === 'mode' ? [part.mode] : []))
  const measured = spansIn(said, 'measure').flatMap(({ found: { measure, is } }) =>
    is !== undefined
      ? []
      : measure === 'increment'
        ? ['increment' as const]
        : measure === 'value'
          ? ['cumulative' as const]
          : [],
  )
  const [only, ...others] = [...told, ...measured]
  return others.every((one) => one === only) ? only : undefined
}

/**
 * The day as of which figures hold: the end of the one time that is said. Undefined for none, several, or a month
 * that is not over.
 */
export function dayIn(said: Utterance, today: Day): Day | undefined {
  const [only, another] = spansIn(said, 'time').filter(({ latent }) => !latent)
  return another ? undefined : only?.found.current ? customaryDay(today) : only?.found.to
}

/** The indicators of a plan that are counted in a unit. */
export const countedIn = ({ indicators }: Plan, unit: string | undefined): IndicatorId[] =>
  unit === undefined ? [] : indicators.filter((one) => factorOf(one, unit) !== undefined).map(({ id }) => id)
