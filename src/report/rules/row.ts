/** Which of the figures of a draft or a receipt the next words put right, and what they are then. */
import { ownIn } from '../../language/index.ts'
import { type Amount, add, amount, divide, subtract } from '../../office/amount.ts'
import { type Indicator, type IndicatorId, indicatorOf, type Plan } from '../../office/plan.ts'
import { factorOf } from '../grammar/index.ts'
import { asPart, type FigureRow, type Item, isItem, type Part } from '../item.ts'
import { LARGE, type Numbered, settled, unitOf } from '../read/part.ts'
import type { Reporting } from '../read/region.ts'
import * as text from '../text.ts'
import type { Amended } from './amendment.ts'
import { picked } from './picked.ts'
import type { Ground } from './weigh.ts'

/** A figure as it was shown and as it would be. */
export interface Changed {
  readonly was: FigureRow
  readonly now: FigureRow
}

/**
 * What an amendment comes to: the figures it changes, or the names of those among which has to be asked (`fits`: what
 * it would make of each).
 */
export type Fit =
  | { readonly kind: 'right'; readonly changed: readonly Changed[]; readonly doubts: readonly string[] }
  /** it could be any of these, or fits none */
  | { readonly kind: 'ask'; readonly names: readonly string[]; readonly fits: readonly Changed[] }

/**
 * Which figures an amendment is of: those named or pointed to, the one that had the wrong number, what lacks just
 * this, else the only one that it fits. A mode or a day without a number is of all.
 * @param isCorrecting they are on record, see `settled`
 */
export async function fitting(
  it: Reporting,
  rows: readonly FigureRow[],
  reply: Amended,
  isCorrecting = false,
): Promise<Fit> {
  const { ground } = it
  const isTwice = reply.instead !== undefined && rows.some(({ indicator }) => indicator === reply.instead)
  const meant = isTwice ? [] : meantBy(rows, reply, ground)
  const tried = await Promise.all(meant.map((row) => changed(it, row, reply, isCorrecting)))
  const isOfAll = (reply.mode ?? reply.asOf) && !reply.typedValue && !reply.typedUnit && !reply.instead
  const whole = tried.filter(({ now }) => isItem(now))
  const stands = (one: Changed): boolean => isItem(one.was)
  const lacking = tried.filter((one) => !stands(one) && isNearer(one))
  const fits = isOfAll ? tried : preferred(whole, lacking, stands)
  if (fits.length === 0 || (!isOfAll && fits.length > 1)) {
    const among = fits.length > 0 ? meant.filter((row) => fits.some(({ was }) => was === row)) : rows
    return { kind: 'ask', names: among.map((row) => nameOf(ground, row)), fits }
  }
  return { kind: 'right', changed: fits, doubts: fits.flatMap(({ doubts }) => doubts) }
}

/** What was asked for goes before what stands. */
function preferred<One>(whole: readonly One[], nearer: readonly One[], stands: (one: One) => boolean): readonly One[] {
  const asked = whole.filter((one) => !stands(one))
  return asked.length > 0 ? asked : whole.length > 0 ? whole : nearer
}

const nameOf = ({ plan }: Ground, { indicator, typedValue = '', typedUnit = '' }: FigureRow): string =>
  indicator ? indicatorOf(plan, indicator).short : `${typedValue}${typedUnit}`

/** The figures that an amendment may be of, by what it names of them. */
function meantBy(rows: readonly FigureRow[], reply: Amended, { plan }: Ground): readonly FigureRow[] {
  const { pick, indicator, from, asOf } = reply
  // 高企 alone says nothing of what stands as 高企
  if (isBareName(reply)) return rows.filter((row) => !isItem(row) && row.lacks === 'indicator')
  const pointed = pick ? (picked(rows, pick) ?? []) : rows
  const named = pointed.filter(({ indicator: id }) => indicator === undefined || isSame(id, indicator, plan))
  // 5月的改成16, of figures of April, May and June
  const then = named.filter((row) => asOf !== undefined && row.asOf === asOf)
  const own = then.length > 0 ? then : named
  const all = own.length > 0 ? own : pointed.filter((row) => row.indicator === undefined)
  return all.filter((row) => (from === undefined || isNumber(row, from)) && isOfItsDay(row, reply))
}

const isBareName = ({ isLoose, indicator, typedValue, typedUnit, mode, asOf }: Amended): boolean =>
  isLoose === true && indicator !== undefined && !typedValue && !typedUnit && !mode && !asOf

/** Whether an indicator is the one that is named, or what this year's plan calls so. */
const isSame = (id: IndicatorId | undefined, named: IndicatorId, plan: Plan): boolean =>
  id === named || (id !== undefined && ownIn(plan, id) === named)

/** Without a word that corrects a number beside another day is another figure, but where the day is what lacks. */
function isOfItsDay(row: FigureRow, { isLoose, typedValue, asOf }: Amended): boolean {
  const isDated = isLoose && typedValue !== undefined && asOf !== undefined
  const lacksDay = row.asOf === undefined || (!isItem(row) && row.lacks === 'day')
  return !isDated || lacksDay || row.asOf === asOf
}

type Tried = Changed & { readonly doubts: readonly string[] }

/** Other things lack than before, or of another number. */
const isNearer = ({ was, now }: Changed): boolean =>
  !isItem(was) && !isItem(now) && (was.lacks !== now.lacks || was.typedValue !== now.typedValue)

async function changed(it: Reporting, was: FigureRow, reply: Amended, isCorrecting: boolean): Promise<Tried> {
  const { ground } = it
  const { row, doubts } = await settled(it, putIn(was, reply, ground), isCorrecting)
  if (!isItem(row)) return { was, now: row, doubts }
  const note = isItem(was) && was.note ? { note: was.note } : {}
  const { off } = reply
  if (!off || !reply.typedValue) return { was, now: { ...row, ...note }, doubts }
  // by how much a figure is wrong that is not here
  if (!isItem(was) || (reply.asOf && reply.asOf !== was.asOf)) return { was, now: asPart(was), doubts: [] }
  const value = (off === 'over' ? subtract : add)(was.value, row.value)
  const typed = typedAs(value, was.typedUnit, ground, row.indicator)
  return { was, now: { ...row, value, ...typed, ...note }, doubts: [...doubts, text.SHIFTED] }
}

/** In the unit that was said before, which what is said next is in too. */
function typedAs(value: Amount, said: string | undefined, { plan }: Ground, id: Item['indicator']) {
  const indicator = indicatorOf(plan, id)
  const unit = said ?? indicator.unit
  return { typedValue: divide(value, factorOf(indicator, unit) ?? amount(1)), typedUnit: unit }
}

function putIn(row: FigureRow, reply: Amended, { plan }: Ground): Part {
  const part = asPart(row)
  const { typedValue, typedUnit, change, mode, asOf, instead, indicator } = reply
  const id = instead ?? part.indicator ?? indicator
  const meant = id && indicatorOf(plan, id)
  const number = typedValue && { typedValue, ...(typedUnit && { typedUnit }), ...(change && { change }) }
  const told = number ? numbered(part, number, meant) : typedUnit ? inUnit(part, typedUnit, meant) : {}
  return { ...part, ...(id && { indicator: id }), ...told, ...(mode && { mode }), ...(asOf && { asOf }) }
}

/** 12 in the unit that was said before; 1.2万 of what was said in 万平方米, or of 家; 3.6 of what falls is a fall. */
function numbered(
  part: Part,
  { typedValue: said, typedUnit: unit, change }: Numbered,
  meant: Indicator | undefined,
): Numbered {
  const typedValue = meant?.kind === 'rate' && part.typedValue?.startsWith('-') && !change ? `-${said}` : said
  if (unit !== undefined)
    return {
      typedValue,
      ...(change && { change }),
      typedUnit: (part.typedUnit?.startsWith(unit) ? part.typedUnit : meant && unitOf(meant, unit)) ?? unit,
    }
  const isOfUnit = typedValue.endsWith(LARGE) && part.typedUnit?.startsWith(LARGE)
  return { typedValue: isOfUnit ? typedValue.slice(0, -LARGE.length) : typedValue, ...(change && { change }) }
}

/** 1350万亩，是亩: where the unit was right, what stood before it was not. */
function inUnit(part: Part, said: string, meant: Indicator | undefined): Partial<Part> {
  const unit = (meant && unitWithin(meant, said)) ?? said
  const [digits] = DIGITS.exec(part.typedValue ?? '') ?? []
  return { typedUnit: unit, ...(unit === part.typedUnit && digits !== undefined && { typedValue: digits }) }
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
function isNumber(row: FigureRow, said: string): boolean {
  const [digits] = DIGITS.exec(said.normalize('NFKC')) ?? []
  return digits !== undefined && (DIGITS.exec(asPart(row).typedValue ?? '')?.[0] === digits || row.value === digits)
}
