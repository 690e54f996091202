/** The figures of a draft or a receipt in the order shown, and which of them the next words put right. */
import type { Asked } from '../../message/command.ts'
import { type Amount, add, divide, isNegative, subtract } from '../../office/amount.ts'
import { type Indicator, indicatorOf } from '../../office/plan.ts'
import type { RegionKey } from '../../office/region.ts'
import { factorOf } from '../grammar/index.ts'
import type { Item, Part, Update } from '../read/item.ts'
import { LARGE, settled, unitOf } from '../read/part.ts'
import * as text from '../text.ts'
import type { Amended } from './amendment.ts'
import { picked } from './picked.ts'
import type { Ground } from './weigh.ts'

/** One figure: `item` where it stands. */
export interface Row {
  readonly was: Item | Part
  readonly part: Part
  readonly item?: Item
  /** the cumulative figure that an increment comes to */
  readonly comes?: Amount
}

export const rowsOf = ({ items, parts = [], comes = {} }: Pick<Update, 'items' | 'parts' | 'comes'>): Row[] => [
  ...items.map((item): Row => {
    const whole = comes[item.indicator]
    return { was: item, part: partOfItem(item), item, ...(whole !== undefined && { comes: whole }) }
  }),
  ...parts.map((part): Row => ({ was: part, part })),
]

const partOfItem = ({ indicator, typedValue, typedUnit, value, mode, asOf, nil }: Item): Part => ({
  indicator,
  nearest: [],
  // 下降4.6%: the fall stood in words beside the number
  number: nil ? '0' : isNegative(value) ? value : typedValue,
  ...(typedUnit && { unit: typedUnit }),
  mode,
  asOf,
  message: '',
})

export interface Changed {
  readonly was: Item | Part
  readonly now: Row
}

export type Fit =
  | { readonly kind: 'right'; readonly changed: readonly Changed[]; readonly doubts: readonly string[] }
  /** it could be any of these, or fits none */
  | { readonly kind: 'ask'; readonly names: readonly string[]; readonly fits: readonly Changed[] }

/**
 * Which figures are meant: the one named or pointed to, the one that had the wrong number, what lacks just this, or
 * the only one that it fits. How it is counted and the day are said of all of them.
 */
export async function fitting(
  asked: Asked,
  ground: Ground,
  region: RegionKey,
  rows: readonly Row[],
  reply: Amended,
): Promise<Fit> {
  const isTwice = reply.instead !== undefined && rows.some(({ part }) => part.indicator === reply.instead)
  const meant = isTwice ? [] : meantBy(rows, reply)
  const tried = await Promise.all(meant.map((row) => changed(asked, ground, region, row, reply)))
  const isOfAll = (reply.mode ?? reply.asOf) && !reply.to && !reply.unit && !reply.instead
  const whole = tried.filter(({ now }) => now.item)
  const stands = (one: Changed): boolean => 'value' in one.was
  const lacking = tried.filter((one) => !stands(one) && isNearer(one))
  const fits = isOfAll ? tried : preferred(whole, lacking, stands)
  if (fits.length === 0 || (!isOfAll && fits.length > 1)) {
    const among = fits.length > 0 ? meant.filter(({ was }) => fits.some((one) => one.was === was)) : rows
    return { kind: 'ask', names: among.map(({ part }) => nameOf(ground, part)), fits }
  }
  return { kind: 'right', changed: fits, doubts: fits.flatMap(({ doubts }) => doubts) }
}

/** What was asked for goes before what stands. */
function preferred<One>(whole: readonly One[], nearer: readonly One[], stands: (one: One) => boolean): readonly One[] {
  const asked = whole.filter((one) => !stands(one))
  return asked.length > 0 ? asked : whole.length > 0 ? whole : nearer
}

const nameOf = ({ plan }: Ground, { indicator, number = '', unit = '' }: Part): string =>
  indicator ? indicatorOf(plan, indicator).short : `${number}${unit}`

function meantBy(
  rows: readonly Row[],
  { pick, indicator, from, to, unit, mode, asOf, isLoose }: Amended,
): readonly Row[] {
  const pointed = pick
    ? (picked(
        rows.map((row) => ({ ...row, indicator: row.part.indicator })),
        pick,
      ) ?? [])
    : rows
  const named = pointed.filter(({ part }) => indicator === undefined || part.indicator === indicator)
  const isOf = ({ part, item }: Row): boolean => from === undefined || isNumber(part, item?.value, from)
  // a number beside another day is another figure, but where the day is what lacks
  const isThen = ({ part }: Row): boolean =>
    !isLoose ||
    to === undefined ||
    asOf === undefined ||
    part.lacks === 'day' ||
    part.asOf === undefined ||
    part.asOf === asOf
  // 高企 alone says nothing of what stands as 高企
  if (isLoose && indicator && !to && !unit && !mode && !asOf)
    return rows.filter(({ part }) => part.lacks === 'indicator')
  const all = named.length > 0 ? named : pointed.filter(({ part }) => part.indicator === undefined)
  return all.filter((row) => isOf(row) && isThen(row))
}

type Tried = Changed & { readonly doubts: readonly string[] }

/** Other things lack than before, or of another number. */
const isNearer = ({ was, now }: Changed): boolean =>
  'message' in was && (was.lacks !== now.part.lacks || was.number !== now.part.number)

async function changed(asked: Asked, ground: Ground, region: RegionKey, row: Row, reply: Amended): Promise<Tried> {
  const part = putIn(row.part, reply, ground)
  const read = await settled({ asked, ground, region }, part, reply.corrects ?? false)
  if (!('item' in read)) return { was: row.was, now: { was: read.part, part: read.part }, doubts: [] }
  const { off } = reply
  // by how much a figure is wrong that is not here
  if (off && (!row.item || (reply.asOf && reply.asOf !== row.item.asOf))) return { was: row.was, now: row, doubts: [] }
  const value = off && row.item ? shifted(row.item.value, read.item.value, off) : read.item.value
  const item = {
    ...read.item,
    value,
    ...(off && typedAs(value, row.part.unit, ground, read.item.indicator)),
    ...kept(row),
  }
  return {
    was: row.was,
    now: { was: item, part: partOfItem(item), item },
    doubts: [...read.doubts, ...(off ? [text.SHIFTED] : [])],
  }
}

/** In the unit that was said before, which what is said next is in too. */
function typedAs(value: Amount, said: string | undefined, { plan }: Ground, id: Item['indicator']) {
  const indicator = indicatorOf(plan, id)
  const unit = said ?? indicator.unit
  const factor = factorOf(indicator, unit)
  return factor === undefined
    ? { typedValue: value, typedUnit: indicator.unit }
    : { typedValue: divide(value, factor), typedUnit: unit }
}

const kept = ({ item }: Row) => (item?.note ? { note: item.note } : {})

function putIn(part: Part, { to, unit, mode, asOf, instead, indicator }: Amended, { plan }: Ground): Part {
  const id = instead ?? part.indicator ?? indicator
  const meant = id && indicatorOf(plan, id)
  const told = to ? numbered(part, to, meant) : unit ? inUnit(part, unit, meant) : {}
  return {
    ...part,
    ...(id && { indicator: id }),
    ...told,
    ...(mode && { mode }),
    ...(asOf && { asOf }),
  }
}

/** 12 in the unit that was said before; 1.2万 of what was said in 万平方米, or of 家; 3.6 of what falls is a fall. */
function numbered(
  part: Part,
  { number: said, unit, isSigned }: NonNullable<Amended['to']>,
  meant: Indicator | undefined,
) {
  const number = meant?.kind === 'rate' && part.number?.startsWith('-') && !isSigned ? `-${said}` : said
  if (unit !== undefined)
    return { number, unit: (part.unit?.startsWith(unit) ? part.unit : meant && unitOf(meant, unit)) ?? unit }
  const isOfUnit = number.endsWith(LARGE) && part.unit?.startsWith(LARGE)
  return { number: isOfUnit ? number.slice(0, -LARGE.length) : number }
}

/** 1350万亩，是亩: where the unit was right, what stood before it was not. */
function inUnit(part: Part, said: string, meant: Indicator | undefined): Partial<Part> {
  const unit = (meant && unitWithin(meant, said)) ?? said
  const [digits] = DIGITS.exec(part.number ?? '') ?? []
  return { unit, ...(unit === part.unit && digits !== undefined && { number: digits }) }
}

/** 平方咯: the longest beginning that is a unit, or begins one. */
function unitWithin(meant: Indicator, said: string): string | undefined {
  for (let end = said.length; end > 0; end--) {
    const words = said.slice(0, end)
    const unit = unitOf(meant, words) ?? (factorOf(meant, words) === undefined ? undefined : words)
    if (unit) return unit
  }
  return undefined
}

const DIGITS = /[\d.]+/
const isNumber = ({ number = '' }: Part, value: Amount | undefined, said: string): boolean => {
  const [digits] = DIGITS.exec(said.normalize('NFKC')) ?? []
  return digits !== undefined && (DIGITS.exec(number)?.[0] === digits || value === digits)
}

const shifted = (value: Amount, by: Amount, off: 'over' | 'under'): Amount =>
  off === 'over' ? subtract(value, by) : add(value, by)
