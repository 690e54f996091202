/** Answers that a sentence or a whole numbered item gives: lists, how, and what is asked in few words. */

import type { Passage } from '../evidence/corpus.ts'
import type { Match } from '../evidence/match.ts'
import { holding, matchPassage } from '../evidence/match.ts'
import { type Candidate, findPassages, type Library, unmetOf } from '../evidence/search.ts'
import type { Question } from '../question/understand.ts'
import { cutAt } from '../words/clauses.ts'
import { flat, tidy } from '../words/normalise.ts'
import { type Found, found, itemQuotes, type Quote, quoteOf } from './outcome.ts'

const SURE = 0.42
const WHOLE_ITEM = 520

export const isSure = (match: Match): boolean => match.coverage >= SURE && lacking(match) < 0.45

/** Share of the question's weight that nothing at or above the passage holds. */
function lacking({ missing, coverage }: Match): number {
  const weight = missing.reduce((sum, term) => sum + term.weight, 0)
  return weight === 0 ? 0 : (1 - coverage) * (weight / (weight + 0.6)) * 2
}

type Fits = (passage: Passage, question: Question) => number

/** The best passage that meets every constraint; `fits` favours those with the kind of answer that is wanted. */
export function bestPassage(question: Question, library: Library, fits: Fits): Candidate | undefined {
  const sure = findPassages(question, library).filter((one) => one.unmet.length === 0 && isSure(one))
  const ranked = sure.map((one) => ({ one, score: one.coverage + 0.15 * one.own + fits(one.passage, question) }))
  return ranked.sort((a, b) => b.score - a.score)[0]?.one
}

const isList = (passage: Passage): number =>
  cutAt(passage.tidy, '、').length >= 3 || /[、]/.test(passage.tidy) ? 0.06 : 0

const CONSEQUENCE = /罚|责令|取消|通报|处分|吊销|追究|问责|约谈|不予|不再受理/

const AMOUNT = /(?:标准|额度|金额|比例|补贴|补助|奖励|待遇|数量|规模|增速)[?？。]?$/
const MEASURED = /\d(?:\.\d+)?(?:[万亿]?(?:元|亩|吨|人|户|家|个|座|所|套|公里|平方米)|%)/

/** What kind of sentence answers: a row for a list, a penalty for 会怎么样. */
function favour(question: Question): Fits {
  if (/会怎么?样|会如何|什么后果|怎么处理|怎么处罚|怎么罚|咋办|怎么办|咋处理/.test(question.text))
    return (passage) => (CONSEQUENCE.test(passage.tidy) ? 0.3 : 0)
  if (question.kind === 'how' && /(?:怎么|如何|怎样|咋)(?:申|办|领|交|报|查|登记|注册|缴)/.test(question.text))
    return (passage) => (/通过|登录|提交|提出|按照|采取/.test(passage.tidy) ? 0.04 : 0)
  // 补贴标准, in so many words: the figures are meant, not who may have them.
  if (question.kind === 'any' && AMOUNT.test(question.text))
    return (passage) => (/\d/.test(passage.tidy) && MEASURED.test(passage.tidy) ? 0.12 : 0)
  return question.kind === 'list' ? isList : () => 0
}

export function answerPassage(question: Question, library: Library): Found | undefined {
  const best = bestPassage(question, library, favour(question))
  const whole = ['list', 'how', 'summary'].includes(question.kind) ? wholeItem(question, library, best) : undefined
  if (whole) return whole
  if (!best) return undefined
  const lead = leadClause(best.passage, question)
  if (opensItems(best.passage)) return itemsOpened(best.passage)
  const intro = introOf(best.passage)
  const several = ['list', 'how', 'summary'].includes(question.kind)
  const quotes = several ? aroundQuotes(best.passage) : [quoteOf(best.passage)]
  if (intro) return found(clip(`${tidy(intro.text)}${lead}`), [intro, ...quotes])
  if (several) return found(lead, quotes)
  return found(lead, [...referred(best.passage), quoteOf(best.passage)])
}

/** 有下列情形之一的，取消资格：what an item below it is an item of. */
export function introOf({ kind, document, provision }: Passage): Quote | undefined {
  const parent = document.provisions.find((one) => one.label === provision.parent)
  const intro = parent?.sentences.findLast((one) => /[:：]\s*$/.test(one.text))
  return kind === 'sentence' && parent && intro ? { document, provision: parent, text: intro.text } : undefined
}

/** 符合下列条件之一的，可以申请：says nothing without the items that follow. */
export const opensItems = ({ kind, flat: text, document, provision }: Passage): boolean =>
  kind === 'sentence' && text.endsWith(':') && itemQuotes(document, provision).length > 1

export function itemsOpened({ document, provision, tidy: text }: Passage): Found {
  const quotes = itemQuotes(document, provision)
  const items = quotes.slice(1).map((one) => tidy(one.text).replace(/[；;。]$/, ''))
  return found(clip(`${text}${items.join('；')}`), quotes.slice(0, 12))
}

const ANAPHOR = /该(?:科|处|局|室|办|单位|部门|机构|中心|平台|系统|网站|邮箱)|上述|前述/

/** 请与该科联系: the sentence before, that says which. */
export function referred({ document, provision, tidy: text, text: own }: Passage): Quote[] {
  if (!ANAPHOR.test(text)) return []
  const before = provision.sentences[provision.sentences.findIndex((one) => one.text === own) - 1]
  return before ? [{ document, provision, text: before.text }] : []
}

/** 申报条件有哪些: the item whose heading, or whose opening line, is what is asked for. */
export function wholeItem(question: Question, library: Library, best: Candidate | undefined): Found | undefined {
  const items = library.corpus.passages
    .filter(
      (one) =>
        one.kind === 'heading' || (question.kind === 'list' && one.kind === 'sentence' && /[:：]$/.test(one.flat)),
    )
    .filter(
      (one) =>
        one.provision.label !== '印发通知' &&
        itemQuotes(one.document, one.provision).length > (one.kind === 'heading' ? 0 : 1),
    )
    .map((passage) => matchPassage(passage, question.terms))
    .filter((match) => match.own >= 0.8 && match.own >= (best?.own ?? 0) - 0.05)
    .sort((a, b) => b.own - a.own)
  const item = items[0]?.passage
  if (!item || unmetOf(question, item, library).length) return undefined
  const quotes = itemQuotes(item.document, item.provision)
  if (quotes.reduce((sum, one) => sum + one.text.length, 0) > 950) return undefined
  const lead =
    item.kind === 'heading' && best && best.passage.provision === item.provision
      ? leadClause(best.passage, question)
      : item.tidy
  return found(clip(lead), quotes.slice(0, 12))
}

/** The whole numbered item where it is short, else the sentence with its neighbours. */
function aroundQuotes(passage: Passage): Quote[] {
  const whole = itemQuotes(passage.document, passage.provision)
  const length = whole.reduce((sum, one) => sum + one.text.length, 0)
  const own = quoteOf(passage)
  if (passage.kind !== 'sentence') return [own]
  if (length <= WHOLE_ITEM) return whole
  const sentences = passage.provision.sentences
  const at = sentences.findIndex((one) => one.text === passage.text)
  let from = at
  let to = at + 1
  const size = (): number => sentences.slice(from, to).reduce((sum, one) => sum + one.text.length, 0)
  while (size() < WHOLE_ITEM) {
    const before = from > 0 && size() + (sentences[from - 1]?.text.length ?? 0) <= WHOLE_ITEM
    const after = to < sentences.length && size() + (sentences[to]?.text.length ?? 0) <= WHOLE_ITEM
    if (after) to++
    else if (before) from--
    else break
  }
  return [
    {
      ...own,
      text: sentences
        .slice(from, to)
        .map((one) => one.text)
        .join(''),
    },
  ]
}

const LEAD = 110

/** The clause that speaks most of what is asked, with its neighbours as far as one line holds them. */
export function leadClause(passage: Passage, question: Question): string {
  const text = tidy(passage.tidy)
  if (text.length <= LEAD) return text
  const clauses = cutAt(text, '，；。')
  const scores = clauses.map((clause) =>
    question.terms.reduce((sum, term) => sum + term.weight * holding(term, flat(clause)), 0),
  )
  const best = scores.indexOf(Math.max(...scores))
  let from = best
  let to = best + 1
  const line = (): string => text.slice(text.indexOf(clauses[from] ?? ''), endOf(text, clauses, from, to))
  while (
    to < clauses.length &&
    text.slice(text.indexOf(clauses[from] ?? ''), endOf(text, clauses, from, to + 1)).length <= LEAD
  )
    to++
  while (
    from > 0 &&
    text.slice(text.indexOf(clauses[from - 1] ?? ''), endOf(text, clauses, from - 1, to)).length <= LEAD
  )
    from--
  return clip(line())
}

function endOf(text: string, clauses: readonly string[], from: number, to: number): number {
  let at = text.indexOf(clauses[from] ?? '')
  for (const clause of clauses.slice(from, to)) at = text.indexOf(clause, at) + clause.length
  return at
}

export const clip = (text: string): string => (text.length <= 116 ? text : `${text.slice(0, 114)}……`)
