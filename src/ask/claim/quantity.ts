/** Numbers with what they count, known unit or not: 300家, 1150万标箱. Dates, years and document numbers are none. */
import { type Amount, amount, compare, multiply } from '../../office/amount.ts'
import { scaleOf } from '../../office/numeral.ts'
import { titlesIn } from '../words/clauses.ts'
import { convert, type Dimension, figuresIn, type PlainFigure, sameUnit } from '../words/figures.ts'
import { BOUND_AFTER, CARRYING, hitAt } from './words.ts'

export interface Quantity {
  /** as written: 8万亩 */
  readonly text: string
  /** multiplied out: 80000 */
  readonly value: Amount
  /** the bare unit; of one that nobody lists, the characters behind the number: 标箱 */
  readonly unit: string
  readonly dimension?: Dimension
  readonly from: number
  readonly to: number
}

const NUMBER = /(\d+(?:\.\d+)?)([十百千万亿]{0,4})/g
const HAN = /^[\u3400-\u9fffa-z/]{1,3}/
/** Behind a number that is a date, a provision or a document's own, or of which the unit stands elsewhere: 30以内. */
const NO_UNIT = '年月日号条章款期级届周岁以'
/** Before a number that orders, or is a part of a longer one. */
const NO_NUMBER = '第.-~—–至+(〔:∶'

/**
 * @param text   flat; in order
 * @param isSaid by a person, who may leave the unit out: 高企1500对吧
 */
export function quantitiesIn(text: string, isSaid = false): Quantity[] {
  const isInTitle = titlesIn(text)
  const known = figuresIn(text).filter((one) => !isInTitle(one.from))
  const counted = known.filter((one) => isCounted(one, text))
  return [...counted, ...unlisted(text, known, isInTitle, isSaid)].sort((a, b) => a.from - b.from)
}

/**
 * 两人两所, 三大机制, 三年行动: a small numeral is a part of a name, or a period, more often than a figure.
 * 20万吨级泊位 is a name too.
 */
const isCounted = ({ text, unit, to }: PlainFigure, whole: string): boolean =>
  whole.charAt(to) !== '级' &&
  ([...text].some((char) => char >= '0' && char <= '9') ||
    (unit !== '年' && [...text].some((char) => '十百千万亿分天日时月'.includes(char))))

function unlisted(
  text: string,
  known: readonly PlainFigure[],
  isInTitle: (at: number) => boolean,
  isSaid: boolean,
): Quantity[] {
  let next = 0
  return [...text.matchAll(NUMBER)].flatMap((match): Quantity[] => {
    const from = match.index
    while ((known[next]?.to ?? Number.POSITIVE_INFINITY) <= from) next++
    if ((known[next]?.from ?? Number.POSITIVE_INFINITY) <= from || isInTitle(from)) return []
    if (from > 0 && NO_NUMBER.includes(text.charAt(from - 1))) return []
    const [whole, number = '', scales = ''] = match
    const to = from + whole.length
    const value = multiply(amount(number), amount(scaleOf(scales)))
    if (isSaid && isBareAt(text, to)) return [{ text: whole, value, unit: '', from, to }]
    const unit = HAN.exec(text.slice(to))?.[0] ?? ''
    if (unit === '' || NO_UNIT.includes(unit.charAt(0))) return []
    return [{ text: text.slice(from, to) + unit.slice(0, 1), value, unit, from, to: to + 1 }]
  })
}

/** What stands right behind a number that has no unit: an end, what bounds it, or what carries the question. */
const BEHIND_BARE: Readonly<Record<'word', readonly string[]>> = {
  word: [
    ...CARRYING.filter((word) => !NO_UNIT.includes(word.charAt(0))),
    ...Object.values(BOUND_AFTER).flat(),
    ...',?!;/',
  ],
}
const isBareAt = (text: string, at: number): boolean =>
  at === text.length || hitAt(text.slice(at), BEHIND_BARE, 'start') !== undefined

/** Things are counted in many ways: 120家 and 120个 园区 are as many. */
const THINGS: ReadonlySet<string> = new Set('个 项 条 件 种 类 家 户 处 座 所 台 套'.split(' '))

/** Whether two units measure the same, so that their numbers can be held against each other. */
export function isComparable(a: Quantity, b: Quantity): boolean {
  if (a.unit === '') return true
  if (!a.dimension || !b.dimension) return a.unit.charAt(0) === b.unit.charAt(0)
  if (a.dimension !== b.dimension || isPoint(a) !== isPoint(b)) return false
  if (bare(a) === bare(b)) return true
  if (a.dimension === 'count') return THINGS.has(a.unit) && THINGS.has(b.unit)
  return convert(a, b.unit) !== undefined
}

/** As comparable, and no thing called another: 120家 is neither 120个 nor 120户. */
export const isSameUnit = (a: Quantity, b: Quantity): boolean =>
  a.unit !== '' && isComparable(a, b) && (a.dimension !== 'count' || a.unit === b.unit)

/** 6个工作日 and 6工作日 are one. */
const bare = ({ unit }: Quantity): string => {
  const same = sameUnit(unit)
  return same.length > 1 && same.startsWith('个') ? same.slice(1) : same
}

/** A percentage point is no per cent. */
const isPoint = ({ unit }: Quantity): boolean => unit.endsWith('点')

/** Whether two comparable quantities are as much; a number without unit leaves the scale out with it: 100 of 100万吨. */
export function isEqual(a: Quantity, b: Quantity): boolean {
  if (a.unit === '' && Number.parseFloat(a.text) === Number.parseFloat(b.text)) return true
  if (compare(a.value, b.value) === 0 && (bare(a) === bare(b) || a.dimension === 'count' || !a.dimension)) return true
  const converted = convert(a, b.unit)
  return converted !== undefined && compare(converted, b.value) === 0
}

/** 由3个工作日压缩至1个: what it was before. */
const FROM = ['由', '从']
const FROM_ON = ['不足', '超过', '达到', '满', '低于', '高于']

/** Behind a figure: 8 characters and (含). */
const LONGEST_CONDITION = 12

/** 以上的, 不满…的: from where on something holds. */
export function isCondition(text: string, { from, to }: Quantity): boolean {
  if (FROM.some((word) => text.slice(0, from).endsWith(word))) return true
  const end = text
    .slice(to, to + LONGEST_CONDITION)
    .replace('(含)', '')
    .indexOf('的')
  return end >= 0 && (end <= 4 || (end <= 8 && FROM_ON.some((word) => text.slice(0, from).endsWith(word))))
}
