/** What a question claims, in the fields of a statement: one claim a figure, or one without. */
import { datesIn, yearsIn } from '../question/constraints.ts'
import { flat } from '../words/normalise.ts'
import { isEmpty } from './fit.ts'
import { levelsIn } from './levels.ts'
import { isCondition, type Quantity, quantitiesIn } from './quantity.ts'
import type { Comparable } from './stated.ts'
import { BASIS, BOUND_AFTER, DIRECTION, hitAt, hitsOf, MODALITY, PART, WIDENING } from './words.ts'
import { type ReadWorth, withoutNames, worthOf } from './worth.ts'

export interface Claimed extends Comparable {
  /** flat: all that is said, / where a figure or date was taken out */
  readonly words: string
  /** flat: the message that it is part of */
  readonly whole: string
  readonly places: readonly PlaceNamed[]
  /** 全部, 只, 首次: claims more than the rest of the sentence */
  readonly widening: readonly string[]
}

export interface PlaceNamed {
  /** as said */
  readonly text: string
  readonly name: string
  /** the province or city that it lies in */
  readonly parent?: string
}

/** What the reader found in the question; what is absent is read from the words. */
export interface QuestionRead {
  /** 今年, 2017年 with the year meant */
  readonly years?: readonly { readonly text: string; readonly year: number }[]
  readonly places?: readonly PlaceNamed[]
  /** the message with the story around the question: how binding, how far and of each may be said there */
  readonly whole?: string
  /** by a person, who may leave a unit out */
  readonly isSaid?: true
  /** whether the documents have a run of characters: 三年行动 is a name there, and no claim of three years */
  readonly holds?: (run: string) => boolean
}

/** @param question as typed, or flat */
export function claimedIn(question: string, known: QuestionRead = {}): readonly Claimed[] {
  const text = flat(question)
  const whole = flat(known.whole ?? question)
  const named = [...(known.years ?? yearsIn(text, undefined)), ...(known.whole ? yearsIn(whole, undefined) : [])]
  const years = named.filter((one) => !isBase(one.text, whole))
  const dates = datesIn(whole)
  const places = known.places ?? []
  const undated = blanked(
    text,
    [...years, ...dates].map((one) => one.text),
  )
  const quantities = quantitiesIn(undated, known.isSaid).filter((one) => !isName(one, undated, known))
  const words = quantities.reduceRight((so, { from, to }) => `${so.slice(0, from)}/${so.slice(to)}`, undated)
  const widely = worthIn(whole)
  const common = {
    text: question,
    whole,
    years: [...new Set(years.map(({ year }) => year))],
    dates: dates.map((one) => one.text),
    places,
    ...levelsIn(whole),
    widening: WIDENING.filter((word) => withoutNames(whole).includes(word)),
  }
  if (quantities.length === 0) return [{ ...common, ...widely, bound: 'exact', subjects: [words], words }]
  const worths = quantities.map((figure, at) => {
    const start = Math.max(quantities[at - 1]?.to ?? 0, markBefore(undated, figure.from))
    const end = Math.min(quantities[at + 1]?.from ?? undated.length, markBehind(undated, figure.to))
    return worthOf(undated.slice(start, figure.from), undated.slice(figure.to, end), figure.text)
  })
  // 产量1万吨，增长7.6%: what one of them does is not said of the other.
  const { direction, ...rest } = widely
  const shared = worths.some((one) => one.direction) ? rest : widely
  const claims = quantities.map((figure, at): Claimed => {
    const { before, after, ...own } = worths[at] as ReadWorth
    return {
      ...common,
      ...shared,
      ...own,
      // 力争1500家，必须完成: the stronger is claimed.
      ...(widely.modality && { modality: widely.modality }),
      basis: [...new Set([...own.basis, ...widely.basis])],
      subjects: [`${before}/${after}`],
      figure,
      ...(isCondition(undated, figure) && { condition: true as const }),
      words: `${undated.slice(quantities[at - 1]?.to ?? 0, figure.from)}/${at === quantities.length - 1 ? undated.slice(figure.to) : ''}`,
    }
  })
  return hungOn(claims)
}

/** 茶叶产量1万吨，增长7.6%: what names nothing of its own is said of what stands before it, and what it is said to do is its own. */
function hungOn(claims: readonly Claimed[]): Claimed[] {
  let subject = ''
  return claims.map((one) => {
    const hangs = subject !== '' && isEmpty(one.words)
    if (!hangs) subject = one.subjects.join('/')
    return hangs ? { ...one, words: `${subject}${one.words}` } : one
  })
}

/** 处置300家，必须完成: what is said of a figure may stand anywhere in the question. One character proves nothing there. */
function worthIn(words: string): Pick<Claimed, 'modality' | 'direction' | 'basis' | 'part'> {
  const plain = withoutNames(words)
  const modality = (['ensure', 'strive', 'expected', 'principle', 'done'] as const).find((value) =>
    MODALITY[value].some((word) => word.length > 1 && plain.includes(word)),
  )
  const direction = hitsOf(plain, DIRECTION)
    .filter(({ word }) => word.length > 1)
    .at(-1)?.value
  return {
    ...(modality && { modality }),
    ...(direction && { direction }),
    ...(PART.some((word) => plain.includes(word)) && { part: true as const }),
    basis: [
      ...new Set(
        hitsOf(plain, BASIS)
          .filter(({ word }) => word !== '各')
          .map((one) => one.value),
      ),
    ],
  }
}

/** 比2017年下降12%: what it is held against is a word of the claim, and no year that it is for. */
const isBase = (year: string, whole: string): boolean => ['比', '较', '从'].some((word) => whole.includes(word + year))

const blanked = (text: string, words: readonly string[]): string =>
  words.reduce((so, word) => (word ? so.replaceAll(flat(word), '/') : so), text)

/** 三年行动, 15分钟就业服务圈: a number that the documents have in a name. */
function isName({ text, to, dimension }: Quantity, whole: string, { holds }: QuestionRead): boolean {
  const isNumeral = ![...text].some((char) => char >= '0' && char <= '9')
  const behind = whole.slice(to, to + 2)
  if (behind.length < 2 || hitAt(behind, BOUND_AFTER, 'start')) return false
  return (isNumeral || dimension === 'time') && holds?.(text + behind) === true
}

const MARKS = ',，;；。?？!！'
const markBefore = (text: string, at: number): number =>
  Math.max(...[...MARKS].map((mark) => text.lastIndexOf(mark, at - 1) + 1))
const markBehind = (text: string, at: number): number =>
  Math.min(...[...MARKS].map((mark) => text.indexOf(mark, at)).map((found) => (found < 0 ? text.length : found)))
