/** Whether a clause says what one sentence of the document says, in its words, with its negations and hedges. */
import { figuresIn } from '../words/figures.ts'
import { flat } from '../words/normalise.ts'
import { sameFigure } from './check-figure.ts'
import { longestRun, tokensOf, uncovered } from './check-words.ts'
import { HEDGES } from './qualifier.ts'

const CLAUSE_END = /(?<!\d)[,.]|[,.](?!\d)|[，；;：:、。！？!?（）()…]+|——/
const NEGATION = /不得|不能|不再|不予|不准|不宜|不要|不应|没有|禁止|严禁|停止|暂停|取消|防止|避免|杜绝|不|未|无|非|勿/g
const HEDGE_REACH = 12
const TELLING_RUN = 4

/** Which sentences a clause may follow: those of the cited provisions, and the line of the extractive answer. */
export interface Sources {
  /** flat */
  readonly sentences: readonly string[]
  /** titles, labels: they may stand in any clause */
  readonly heads: readonly string[]
}

export interface Followed {
  readonly clause: string
  /** the sentence that it follows, flat */
  readonly sentence: string
  readonly objection?: 'words' | 'negation' | 'hedge'
}

export const clausesOf = (sentence: string): string[] => sentence.split(CLAUSE_END).map(flat).filter(Boolean)

/** @param said the whole sentence, flat: a hedge may stand anywhere before */
export function follow(clause: string, said: string, { sentences, heads }: Sources): Followed {
  const headTokens = heads.map(tokensOf)
  const tokens = tokensOf(clause)
  const ranked = sentences
    .map((sentence) => {
      const known = figurePlaces(clause, sentence)
      return { sentence, open: uncovered(tokens, [tokensOf(sentence), ...headTokens], known) }
    })
    .sort((a, b) => a.open.length - b.open.length || overlap(tokens, b.sentence) - overlap(tokens, a.sentence))
  const [best] = ranked
  if (!best) return { clause, sentence: '', objection: 'words' }
  const equal = ranked.filter(({ open }) => open.length === best.open.length)
  const judged = equal.map(({ sentence, open }) => ({
    clause,
    sentence,
    ...judge(clause, said, sentence, open),
  }))
  return judged.find(({ objection }) => !objection) ?? judged[0] ?? { clause, sentence: '', objection: 'words' }
}

const overlap = (tokens: readonly string[], sentence: string): number => {
  const source = tokensOf(sentence)
  return Math.max(0, ...tokens.map((_, at) => longestRun(tokens, at, source)))
}

function judge(clause: string, said: string, sentence: string, open: readonly number[]): Pick<Followed, 'objection'> {
  if (open.length > 0) return { objection: 'words' }
  if (negates(clause, sentence)) return { objection: 'negation' }
  if (dropsHedge(clause, said, sentence)) return { objection: 'hedge' }
  return {}
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
    if (said.search(hedge) >= 0) return false
    return [...sentence.matchAll(hedge)].some((match) => {
      const from = match.index + match[0].length
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
