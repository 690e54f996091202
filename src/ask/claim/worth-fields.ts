/** Fields of a claim that say what its figure is worth: how much, which way, against what, bound how, and how firmly. */
import { cutAt } from '../words/clauses.ts'
import { flat } from '../words/normalise.ts'
import type { Claimed } from './claimed.ts'
import { isComparable, isEqual, isSameUnit } from './quantity.ts'
import type { SourceStatement } from './stated.ts'
import { agrees, type ClaimVerdict, type ComparisonContext, differs, unsure } from './verdict.ts'
import {
  BASIS,
  BOUND_AFTER,
  BOUND_BEFORE,
  type Bound,
  type ComparisonBasis,
  DIRECTION,
  HEDGES,
  hitsOf,
  KIND,
  MODALITY,
} from './words.ts'

/** The number and its unit, where a figure is claimed; a unit that cannot be compared `differs`. */
export function number(claimed: Claimed, stated: SourceStatement, { telling }: ComparisonContext): ClaimVerdict {
  if (!claimed.figure) return agrees
  if (!stated.figure) return unsure('number')
  const isAlike = telling ? isSameUnit : isComparable
  if (!isAlike(claimed.figure, stated.figure)) return differs('unit', claimed.figure.text, stated.figure.text)
  return isEqual(claimed.figure, stated.figure) ? agrees : differs('number', claimed.figure.text, stated.figure.text)
}

/** Whether it rises or falls, by or to: `differs` where both say a direction, and another. */
export function direction(claimed: Claimed, stated: SourceStatement): ClaimVerdict {
  if (!claimed.figure || !stated.figure) return agrees
  if (claimed.direction === stated.direction)
    return claimed.direction && claimed.reaches !== stated.reaches ? unsure('direction') : agrees
  if (claimed.direction && stated.direction)
    return differs(
      'direction',
      wordIn(claimed.words, DIRECTION[claimed.direction]),
      DIRECTION[stated.direction][0] ?? '',
    )
  return claimed.direction && namesIt(claimed, stated, DIRECTION[claimed.direction]) ? agrees : unsure('direction')
}

/** 压减粗钢产能400万吨: the word is the verb of the subject, in both. */
const namesIt = (claimed: Claimed, { subjects }: SourceStatement, words: readonly string[]): boolean =>
  words.some((word) => word.length > 1 && claimed.words.includes(word) && subjects.some((one) => one.includes(word)))

/** Left unsaid without harm: what a rise is held against, and that a sum is one. */
const UNSAID: ReadonlySet<ComparisonBasis> = new Set(['year-ago', 'in-all'])

/** What the figure is of or held against (each, in all, the year before); what may be left unsaid agrees, else `unsure`. */
export function basis(
  { figure, basis: said, words }: Claimed,
  { basis: written, text, subjects }: SourceStatement,
  { telling }: ComparisonContext,
): ClaimVerdict {
  const same =
    eachOf(words).every((one) => [text, ...subjects].some((own) => own.includes(one))) &&
    said.every((one) => (one === 'in-all' && !telling) || written.includes(one)) &&
    written.every((one) => (telling ? one === 'in-all' : UNSAID.has(one)) || said.includes(one))
  return !figure || same ? agrees : unsure('basis')
}

const SPREADING = ['每', '均', '各', '单', '个']

/** What it is spread over, as far as a word says: 人 of 人均, nothing of 单个. */
const eachOf = (words: string): string[] =>
  hitsOf(words, { each: BASIS.each }).map(({ word }) => [...word].filter((char) => !SPREADING.includes(char)).join(''))

const BOUND_WORDS: Readonly<Record<Bound, string>> = {
  exact: '',
  least: '以上',
  above: '超过',
  more: '余',
  most: '以内',
  below: '不到',
  about: '左右',
}

const boundWords = (bound: Exclude<Bound, 'exact'>): string[] => [...BOUND_BEFORE[bound], ...BOUND_AFTER[bound]]

/** The longest of a class that was said, or what stands for it. */
const wordIn = (words: string, of: readonly string[]): string =>
  of.filter((word) => words.includes(word)).sort((a, b) => b.length - a.length)[0] ?? of[0] ?? ''

/** 以上, 以内, 左右: `differs` where another bound is claimed than is written, `unsure` where one is left out. */
export function bound(claimed: Claimed, stated: SourceStatement): ClaimVerdict {
  if (!claimed.figure || (claimed.bound === stated.bound && claimed.twice === stated.twice)) return agrees
  if (claimed.twice || claimed.bound === 'exact' || KIND[claimed.bound] === KIND[stated.bound]) return unsure('bound')
  return differs('bound', wordIn(claimed.words, boundWords(claimed.bound)), BOUND_WORDS[stated.bound])
}

const DONE = MODALITY.done

/** From one semicolon to the next. */
function partOf({ sentence, text }: SourceStatement): string {
  const [own, whole] = [flat(text), flat(sentence)]
  return cutAt(whole, ';。').find((part) => part.includes(own)) ?? whole
}

/** 力争, 确保, 已: `differs` where another firmness of a goal is claimed; what is said to be done is no goal. */
export function modality(claimed: Claimed, stated: SourceStatement, { telling }: ComparisonContext): ClaimVerdict {
  const said = claimed.modality
  const written = stated.modality
  // 已新增120家: whatever else it says, what is done is no goal.
  if (DONE.some((word) => claimed.words.includes(word) && !stated.text.includes(word))) return unsure('modality')
  if ((telling || !claimed.figure) && dropsHedge(flat(claimed.text), claimed.whole, partOf(stated)))
    return unsure('modality')
  if (said === written || said === 'may') return agrees
  if (said === undefined && telling && claimed.figure) return unsure('modality')
  if (said === undefined)
    return written === 'strive' || written === 'ensure' || written === 'expected' ? agrees : unsure('modality')
  if (said === 'ensure' || said === 'strive')
    return differs('modality', wordIn(claimed.words, MODALITY[said]), written ? (MODALITY[written][0] ?? '') : '')
  return unsure('modality')
}

const REACH = 12

const TELLING_RUN = 4

/**
 * 鼓励企业加强合作 said as 企业加强合作.
 *
 * @param clause    flat
 * @param said      the whole sentence, flat: a hedge may stand anywhere in it
 * @param statement flat
 */
export const dropsHedge = (clause: string, said: string, statement: string): boolean =>
  HEDGES.some((hedge) => {
    if (hedge.some((word) => said.includes(word))) return false
    return hitsOf(statement, { hedge }).some(({ to }) => {
      const reach = /^[^,;:、()]*/.exec(statement.slice(to))?.[0] ?? ''
      return startsIn(clause, reach.slice(0, REACH + TELLING_RUN))
    })
  })

/** Whether the clause has some four characters in a row of what follows a hedge. */
function startsIn(clause: string, reach: string): boolean {
  for (let from = 0; from + TELLING_RUN <= reach.length; from++)
    if (clause.includes(reach.slice(from, from + TELLING_RUN))) return true
  return false
}
