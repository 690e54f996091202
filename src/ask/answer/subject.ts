/** Whether a figure is of what was asked: the thing that is measured is named where the figure stands, or above it. */

import { soundsAlike } from '../../language/index.ts'
import { fitOf } from '../claim/fit.ts'
import { DIRECTION } from '../claim/words.ts'
import type { Library } from '../evidence/library.ts'
import type { Question } from '../question/question.ts'
import { pathTo } from '../question/sections.ts'
import type { QuestionLexicon } from '../words/lexicon.ts'
import { flat, segmenter } from '../words/normalise.ts'
import type { Found, Quote } from './outcome.ts'

/** A shorter stretch is a verb or a slip more often than a thing. */
const NAMED = 2
/** A longer row of characters names nothing. */
const LONGEST = 40
/** Where nothing of it is named, so many characters are no way of saying something known. */
const WHOLE = 4
const TURNING: ReadonlySet<string> = new Set(Object.values(DIRECTION).flat())

/**
 * The words of the measured thing that neither the answer nor its headings have: 民间 of 民间投资, where the growth of
 * 工业投资 stands. @returns undefined where the figure is of what was asked, or nothing is measured
 */
export function otherSubject(question: Question, { lead, quotes }: Found, { lexicon }: Library): string | undefined {
  const thing = question.slot === 'number' && !question.into ? measuredThing(question) : ''
  if (thing === '') return undefined
  const said = flat([lead, ...quotes.map((one) => one.text)].join('/'))
  const above = flat(quotes.flatMap(headingsOf).join('/'))
  const { missing } = fitOf(thing, said, above, (word) => lexicon.synonyms.get(word) ?? [], true)
  const strange = missing.filter((one) => isNamed(one, lexicon) && !soundsAlike(one, said))
  const isPart = missing.join('').length < thing.length
  return isPart || strange.join('').length >= WHOLE ? strange[0] : undefined
}

/**
 * What is measured: the name right behind the interrogative and its unit (空壳企业 of 处置多少家空壳企业), else the last
 * stretch of words before it that names something (民间投资 of 民间投资今年要增长多少).
 */
function measuredThing({ text, terms, asking, unit }: Question): string {
  const things = joinedTerms(text, terms)
  const end = asking.at + asking.word.length
  const behind = unit && things.find(({ from }) => from >= end && text.slice(end, from) === unit)
  const named = ({ from, to }: Stretch): boolean => to - from >= NAMED && to - from <= LONGEST
  if (behind && named(behind)) return text.slice(behind.from, behind.to)
  const before = things.map(({ from, to }) => ({ from, to: Math.min(to, asking.at) })).findLast(named)
  return before ? text.slice(before.from, before.to) : ''
}

interface Stretch {
  readonly from: number
  readonly to: number
}

/** Terms that stand beside each other are one stretch: 民间 and 投资. */
function joinedTerms(text: string, terms: Question['terms']): Stretch[] {
  const words = new Set([...segmenter.segment(text)].flatMap(({ index, segment }) => [index, index + segment.length]))
  const things: Stretch[] = []
  for (const one of terms) {
    if (one.from < 0 || TURNING.has(one.text)) continue
    const last = things.at(-1)
    // 出 of 出口 is no word of grammar
    const joins = last && (one.from === last.to || (one.from === last.to + 1 && !words.has(one.from)))
    if (joins) things[things.length - 1] = { from: last.from, to: one.to }
    else things.push({ from: one.from, to: one.to })
  }
  return things
}

const HAN = /^[\u3400-\u9fff]+$/
/** 上头, 一条: with a character of grammar it is a way of talking. */
const isNamed = (text: string, { functionWords }: QuestionLexicon): boolean =>
  HAN.test(text) && [...text].filter((char) => !functionWords.has(char)).length >= NAMED

const headingsOf = ({ document, provision }: Quote): string[] => [
  document.title,
  ...pathTo(provision, document).map((one) => one.heading),
]
