/** Figures that cannot stand as they were said: what is known of each, what is asked, and when it is whole. */
import { clausesOf, type Span, spansIn, type Utterance } from '../../language/index.ts'
import type { Asked } from '../../message/command.ts'
import { isNegative, isZero } from '../../office/amount.ts'
import { type Day, dayName, dayOf } from '../../office/day.ts'
import { type Indicator, type IndicatorId, indicatorOf, type Plan } from '../../office/plan.ts'
import {
  complain,
  customaryDay,
  type FaultKind,
  factorOf,
  needsUnit,
  type ReadFault,
  unitsOf,
} from '../grammar/index.ts'
import type { Ground, Prepared } from '../rules/weigh.ts'
import { readField, undated } from './field.ts'
import type { Item, Lack, Part } from './item.ts'
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

/** @param within where in the words the fault stands; @returns undefined where there is no figure to complete */
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
  const falls = amount?.found.kind === 'amount' && amount.found.change === 'down' && !told?.number.startsWith('-')
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
    ...(told && falls && { number: `-${told.number}` }),
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

/** What a check blocks: all of it is known, and any of it may be what is wrong. */
export const partOfBlocked = ({ item, indicator, said, findings }: Prepared): Part => {
  const [finding] = findings.filter(({ grade }) => grade === 'block')
  return {
    indicator: indicator.id,
    nearest: [],
    ...(!item.nil && { number: isNegative(item.value) ? item.value : item.typedValue }),
    ...(item.typedUnit && { unit: item.typedUnit }),
    mode: item.mode,
    asOf: item.asOf,
    ...(item.increment !== undefined && { added: item.increment }),
    ...(finding?.check === 'unit-missing' ? { lacks: 'unit' as const } : finding && { check: finding.check }),
    message: `${indicator.short}（截至${dayName(said.asOf)}）：${finding?.message ?? ''}`,
  }
}

/** The figure, where nothing of it lacks any more; else what is asked next. */
export async function settled(
  it: Reporting,
  part: Part,
  correcting: boolean,
): Promise<{ readonly item: Item; readonly doubts: readonly string[] } | { readonly part: Part }> {
  const { asked, ground } = it
  const { indicator: id, number, mode } = part
  const today = dayOf(asked.now)
  const still = (lacks: Lack, kind: FaultKind): { readonly part: Part } => ({
    part: part.lacks === lacks ? part : { ...part, lacks, message: asking(ground.plan, part, kind, today) },
  })
  if (id === undefined) return still('indicator', 'unknown-indicator')
  if (number === undefined) return still('number', 'missing-value')
  const indicator = indicatorOf(ground.plan, id)
  const large = part.unit === undefined && number.endsWith(LARGE) ? unitOf(indicator, LARGE) : undefined
  const unit = large ?? (part.unit === undefined ? undefined : (unitOf(indicator, part.unit) ?? part.unit))
  if (unit === undefined ? needsUnit(indicator) : factorOf(indicator, unit) === undefined)
    return still('unit', 'bad-unit')
  if (part.lacks === 'day' && part.asOf === undefined) return { part }
  const asOf = part.asOf ?? (await undated(it, indicator, customaryDay(today), correcting))
  const typed = `${large ? number.slice(0, -LARGE.length) : number}${unit ?? ''}`
  const field = readField(it, indicator, typed, asOf)
  if ('fault' in field) return { part: { ...part, lacks: 'number', message: field.fault } }
  const counted = mode && indicator.kind !== 'rate' ? { mode } : {}
  // 没有新增
  if (counted.mode === 'increment' && isZero(field.item.value))
    return { item: nilItem(indicator, asOf), doubts: field.doubts }
  return { item: { ...field.item, ...counted }, doubts: field.doubts }
}

const asking = (
  { indicators: plan }: Plan,
  { indicator, number = '' }: Pick<Part, 'indicator' | 'number'>,
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

/** A number and its unit, each as typed. */
export interface Numbered {
  readonly number: string
  readonly unit?: string
  /** 上升, 下降 stood beside it: its sign is said */
  readonly isSigned?: true
}

export const LARGE = '万'
const DIGITS = /-?\d[\d.,]*/

export function numberIn({ raw }: Utterance, { at, end, found }: Span): Numbered {
  const said = raw.slice(at, end).normalize('NFKC')
  const known = found.kind === 'amount' ? found : undefined
  const [digits] = DIGITS.exec(said) ?? []
  const rest = digits === undefined ? '' : said.slice(said.indexOf(digits) + digits.length).trim()
  const at0 = known?.unit === undefined ? -1 : rest.indexOf(known.unit)
  // 3万: so many, in a unit that was not said
  const signed = known?.change !== undefined || digits?.startsWith('-') ? ({ isSigned: true } as const) : {}
  if (digits !== undefined && rest === LARGE) return { number: `${digits}${LARGE}`, ...signed }
  const unit = digits === undefined ? known?.unit : at0 < 0 ? rest : rest.slice(0, at0 + (known?.unit?.length ?? 0))
  return { number: digits ?? known?.value ?? '', ...(unit && { unit }), ...signed }
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

/** 累计, 新增 where no number has it: said of all. */
export function modeIn(said: Utterance): Part['mode'] {
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

/** The one day that is said, undefined for none or several; 本月 is not over, and is what custom takes it for. */
export function dayIn(said: Utterance, today: Day): Day | undefined {
  const [only, another] = spansIn(said, 'time').filter(({ latent }) => !latent)
  return another ? undefined : only?.found.current ? customaryDay(today) : only?.found.to
}

/** Those that are counted in a unit. */
export const countedIn = ({ indicators }: Plan, unit: string | undefined): IndicatorId[] =>
  unit === undefined ? [] : indicators.filter((one) => factorOf(one, unit) !== undefined).map(({ id }) => id)
