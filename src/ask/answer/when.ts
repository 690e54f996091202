/** When, how long, how often: the statement with a date, a period or a rhythm of what is asked about. */

import type { Passage } from '../evidence/corpus.ts'
import { holding } from '../evidence/match.ts'
import type { Library } from '../evidence/search.ts'
import type { Question } from '../question/understand.ts'
import { cutAt } from '../words/clauses.ts'
import { flat, tidy } from '../words/normalise.ts'
import { type Found, found, quoteOf } from './outcome.ts'
import { bestPassage, clip, leadClause } from './passages.ts'

const YEAR = /\d{4}(?:年|本|[-—–]\d{4})|[一二三四五六七八九十]年|全年|十[一二三四]五/
const FULL_YEAR = /\d{4}/
const DAY = /\d月|\d日|月底|年底|年内|月末|之日起/
const SPAN =
  /[\d一二三四五六七八九十半](?:小时|分钟|日|天|个?工作日|个月|年|周)|每(?:日|天|周|旬|月|季度|半年|年)|逐月|按月|按季/
const CLOCK = /\d{1,2}[:：]\d{2}|\d{1,2}(?:点|时)(?![间候段数])/
const DATED = new RegExp([YEAR, DAY, SPAN, CLOCK, /工作日|季度/].map((one) => one.source).join('|'))

const NUMERAL = '(?:(?<!\\d)\\d{1,3}|[一二两三四五六七八九十半])'
/** 几年 is not told by 每月20日. */
const LENGTHS: readonly (readonly [RegExp, RegExp])[] = [
  [/几年/, new RegExp(`${NUMERAL}(?:个)?(?:年(?!度|底|初)|月)|长期`)],
  [/几个?月/, new RegExp(`${NUMERAL}个?(?:月|年)`)],
  [/几天|几日|几个?工作日/, new RegExp(`${NUMERAL}个?(?:工作日|日|天|小时|周|月)`)],
  [
    /(?:多久|多长时间)(?!.{0,6}(?:一?次|一回|一趟))/,
    new RegExp(
      `${NUMERAL}个?(?:小时|分钟|工作日|日(?!前)|天|周|月(?!底|末|份|\\d)|年(?!\\d|度|底))|即时|立即|当场|当日|长期`,
    ),
  ],
  [/几个?小时|几分钟/, new RegExp(`${NUMERAL}个?(?:小时|分钟)`)],
]

/** What sort of time is asked for: a rhythm or a length, a day, or any. */
const wantedTime = (text: string): RegExp =>
  /几点|几时/.test(text)
    ? CLOCK
    : /哪年|哪一年|年份|哪几年|哪些年/.test(text)
      ? FULL_YEAR
      : /多久|多长时间|几天|几日|几个?月(?!份|几)|几年|几小时|几次|频次|频率|几个工作日/.test(text)
        ? (LENGTHS.find(([asked]) => asked.test(text))?.[1] ?? SPAN)
        : /几号|几月|哪天|哪一天|哪日|几日|什么时候|何时|啥时候|什么时间|截止|最晚|之前/.test(text)
          ? DAY
          : DATED

/** Whether a text has the sort of time that a question asks for. */
export const isOfTime = (question: string, text: string): boolean => wantedTime(question).test(text)

export function answerWhen(question: Question, library: Library): Found | undefined {
  const wanted = wantedTime(question.text)
  const inForce = answerInForce(question, library)
  if (inForce) return inForce
  const best = bestPassage(question, library, (passage) => {
    if (!DATED.test(passage.tidy) || (wanted === CLOCK && !CLOCK.test(passage.tidy))) return -0.5
    const headed = /时间|期限|时限|日程|进度/.test(passage.heading + passage.path) ? 0.15 : 0
    return (wanted.test(passage.tidy) ? 0.22 : 0) + headed
  })
  if (!best || !DATED.test(best.passage.tidy)) return datedBeside(question, library)
  if (wanted !== DAY && wanted !== DATED && !wanted.test(best.passage.tidy)) return undefined
  const lead = leadDated(best.passage, question)
  // 11月20日前 alone does not say what is due.
  return found(lead.length < 12 ? clip(best.passage.tidy) : lead, [quoteOf(best.passage)])
}

const TAKES_EFFECT = /实行|施行|生效|执行|实施|试行|有效期|管到|失效|到期/
// 实施方案 is a plan, and says nothing of when the paper takes effect.
const ALONE = /^(?:开始|正式|起)?(?:实行|施行|生效|执行|实施|试行|有效期|有效|失效|到期|管到)(?:日期|时间|日)?$/
const IN_FORCE = /自.{4,16}起(?:正式)?(?:施行|实施|执行|试行|生效)/
// Not the term of a permit that the paper speaks of: its own, beside the day on which it takes effect.
const LASTS = /(?:施行|实施|执行|试行|(?:本|该)[\u3400-\u9fff]{2,4}).{0,8}有效期|有效期至|试行期|^有效期/

/** 什么时候开始实行, and nothing else: the document's own term. */
function answerInForce(question: Question, library: Library): Found | undefined {
  const others = question.terms.filter((term) => term.weight >= 0.3 && !ALONE.test(term.text))
  if (!TAKES_EFFECT.test(question.text) || others.length > 0) return undefined
  const wanted = /有效|失效|到期|管到/.test(question.text) ? [LASTS, IN_FORCE] : [IN_FORCE]
  const own = library.corpus.passages.filter((one) => one.document === library.newest[0] && one.kind === 'sentence')
  const passage = wanted.map((pattern) => own.find((one) => pattern.test(one.tidy))).find((one) => one !== undefined)
  return passage && found(clip(passage.tidy), [quoteOf(passage)])
}

/** 补助材料最晚何时递: the subject stands in one sentence, the day in another of the same item that shares a word. */
function datedBeside(question: Question, library: Library): Found | undefined {
  const attributes = question.attributes.filter((one) => one.attribute.name !== '期限')
  const subject = bestPassage({ ...question, attributes }, library, () => 0)
  if (!subject || subject.own < 0.8) return undefined
  const { document, provision } = subject.passage
  const pairs = [...question.text]
    .map((_, at) => question.text.slice(at, at + 2))
    .filter((one) => /^[\u3400-\u9fff]{2}$/.test(one))
  const dated = provision.sentences
    .filter((one) => DAY.test(tidy(one.text)))
    .map((one) => ({ text: one.text, shared: pairs.filter((pair) => flat(one.text).includes(pair)).length }))
    .filter((one) => one.shared > 0)
    .sort((a, b) => b.shared - a.shared)[0]
  return dated && found(clip(tidy(dated.text)), [{ document, provision, text: dated.text }])
}

/** The clause with a date that speaks most of what is asked. */
function leadDated(passage: Passage, question: Question): string {
  const wanted = wantedTime(question.text)
  const clauses = cutAt(passage.tidy, '，；。')
  const dated = clauses
    .filter((clause) => DATED.test(clause))
    .map((clause) => ({
      clause,
      score:
        question.terms.reduce((sum, term) => sum + term.weight * holding(term, flat(clause)), 0) +
        (wanted.test(clause) ? 0.3 : 0),
    }))
    .sort((a, b) => b.score - a.score)[0]
  if (!dated) return leadClause(passage, question)
  const titles = [...dated.clause.matchAll(/《[^》]{1,120}》(?:（[^）]{1,60}）)?/g)].map((match) => match[0])
  const title = titles
    .filter((one) => DATED.test(one))
    .sort((a, b) => titleScore(b, question) - titleScore(a, question))[0]
  return clip(title && titleScore(title, question) > 0 && dated.clause.length > 60 ? title : dated.clause)
}

const titleScore = (title: string, question: Question): number =>
  question.terms.reduce((sum, term) => sum + term.weight * holding(term, flat(title)), 0)
