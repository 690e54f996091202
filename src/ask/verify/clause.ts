/** Whether a clause says what one sentence of the document says, in its words, with its negations and hedges. */
import { HEDGES, hitsOf } from '../claim/words.ts'
import { figuresIn } from '../words/figures.ts'
import { flat } from '../words/normalise.ts'
import { sameFigure } from './figure.ts'
import { tokensOf, uncovered } from './words.ts'

const CLAUSE_END = /(?<!\d)[,.]|[,.](?!\d)|[，；;：:。！？!?（）()…]+|——/
const ITEM_END = /、/
const NEGATION = /不得|不能|不再|不予|不准|不宜|不要|不应|没有|禁止|严禁|停止|暂停|取消|防止|避免|杜绝|不|未|无|非|勿/g
const HEDGE_REACH = 12
const TELLING_RUN = 4

/** What a clause may follow: one statement, with what may stand in any clause about it. */
export interface Source {
  /** flat */
  readonly statement: string
  /** flat: titles, labels, headings */
  readonly heads: readonly string[]
}

export type Unfollowed = 'words' | 'negation' | 'hedge'

/** Clauses of a sentence, each as the items that it lists. */
export const clausesOf = (sentence: string): string[][] =>
  sentence
    .split(CLAUSE_END)
    .map((clause) => clause.split(ITEM_END).map(flat).filter(Boolean))
    .filter((items) => items.length > 0)

/**
 * @param items of one clause: all follow the same source
 * @param said the whole sentence, flat: a hedge may stand anywhere before
 * @returns why the clause follows no statement; undefined where it does follow one
 */
export function unfollowed(items: readonly string[], said: string, sources: readonly Source[]): Unfollowed | undefined {
  const judged = sources.map((source) => {
    const found = items.map((item) => judgeItem(item, said, source))
    return { open: sum(found.map(({ open }) => open)), objection: found.find(({ objection }) => objection)?.objection }
  })
  if (judged.some(({ objection }) => objection === undefined)) return undefined
  const [best] = judged.sort((a, b) => a.open - b.open)
  return best?.objection ?? 'words'
}

const sum = (numbers: readonly number[]): number => numbers.reduce((so, one) => so + one, 0)

function judgeItem(item: string, said: string, source: Source): { open: number; objection: Unfollowed | undefined } {
  const open = openIn(item, tokensOf(item), source)
  return { open: open.length, objection: judge(item, said, source, open) }
}

const openIn = (clause: string, tokens: readonly string[], { statement, heads }: Source): readonly number[] =>
  uncovered(tokens, [tokensOf(statement), ...heads.map(tokensOf)], figurePlaces(clause, statement))

function judge(
  clause: string,
  said: string,
  { statement, heads }: Source,
  open: readonly number[],
): Unfollowed | undefined {
  if (open.length > 0) return 'words'
  if (negates(clause, [statement, ...heads].join('。'))) return 'negation'
  return dropsHedge(clause, said, statement) ? 'hedge' : undefined
}

/** Tokens of figures that the sentence has too, in whatever unit or numerals. */
function figurePlaces(clause: string, sentence: string): Set<number> {
  const theirs = figuresIn(sentence)
  const places = new Set<number>()
  for (const figure of figuresIn(clause)) {
    if (!theirs.some((one) => sameFigure(one, figure))) continue
    const from = tokensOf(clause.slice(0, figure.from)).length
    const length = tokensOf(clause.slice(figure.from, figure.to)).length
    for (let place = from; place < from + length; place++) places.add(place)
  }
  return places
}

/** A negation that the sentence lacks, or one that it has before the same words and the clause lacks. */
function negates(clause: string, sentence: string): boolean {
  const added = negated(clause).some(({ word, what }) => !sentence.includes(`${word}${what}`))
  return added || negated(sentence).some(({ word, what }) => isDropped(word, what, clause, sentence))
}

function isDropped(word: string, what: string, clause: string, sentence: string): boolean {
  if (what.length < 2) return false
  const isPlain = (text: string): boolean => text.replaceAll(`${word}${what}`, '／').includes(what)
  return isPlain(clause) && !clause.includes(`${word}${what}`) && !isPlain(sentence)
}

/** Each negating word with the two characters that it negates. */
const negated = (text: string): { word: string; what: string }[] =>
  [...text.matchAll(NEGATION)].map((match) => {
    const after = text.slice(match.index + match[0].length)
    return { word: match[0], what: /^[\u3400-\u9fff]{1,2}/.exec(after)?.[0] ?? '' }
  })

/** 鼓励企业加强合作 said as 企业加强合作. */
function dropsHedge(clause: string, said: string, sentence: string): boolean {
  return HEDGES.some((hedge) => {
    if (hedge.some((word) => said.includes(word))) return false
    return hitsOf(sentence, { hedge }).some(({ to: from }) => {
      const reach = /^[^,;:、()]*/.exec(sentence.slice(from))?.[0] ?? ''
      return startsIn(clause, reach.slice(0, HEDGE_REACH + TELLING_RUN))
    })
  })
}

/** Whether the clause has some four characters in a row of what follows a hedge. */
function startsIn(clause: string, reach: string): boolean {
  for (let from = 0; from + TELLING_RUN <= reach.length; from++) {
    if (clause.includes(reach.slice(from, from + TELLING_RUN))) return true
  }
  return false
}
