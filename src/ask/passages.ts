/** Answers that a sentence or a whole numbered item gives: lists, how, who, when, what a term means. */
import { cutAt } from './clauses.ts'
import type { Passage } from './corpus.ts'
import type { Match } from './evidence.ts'
import { holding, matchPassage } from './evidence.ts'
import { flat, tidy } from './normalise.ts'
import { type Found, found, itemQuotes, placeName, type Quote, quoteOf } from './outcome.ts'
import { type Candidate, findPassages, type Library, unmetOf } from './search.ts'
import type { Question } from './understand.ts'

const SURE = 0.5
const WHOLE_ITEM = 520

export const isSure = (match: Match): boolean => match.coverage >= SURE && lacking(match) < 0.45

/** Share of the question's weight that nothing at or above the passage holds. */
function lacking({ missing, coverage }: Match): number {
  const weight = missing.reduce((sum, term) => sum + term.weight, 0)
  return weight === 0 ? 0 : (1 - coverage) * (weight / (weight + 0.6)) * 2
}

type Fits = (passage: Passage, question: Question) => number

/** The best passage that meets every constraint; `fits` favours those with the kind of answer that is wanted. */
function bestPassage(question: Question, library: Library, fits: Fits): Candidate | undefined {
  const sure = findPassages(question, library).filter((one) => one.unmet.length === 0 && isSure(one))
  const ranked = sure.map((one) => ({ one, score: one.coverage + 0.15 * one.own + fits(one.passage, question) }))
  return ranked.sort((a, b) => b.score - a.score)[0]?.one
}

const isList = (passage: Passage): number =>
  cutAt(passage.tidy, '、').length >= 3 || /[、]/.test(passage.tidy) ? 0.06 : 0

export function answerPassage(question: Question, library: Library): Found | undefined {
  const best = bestPassage(question, library, question.kind === 'list' ? isList : () => 0)
  const whole = ['list', 'how', 'summary'].includes(question.kind) ? wholeItem(question, library, best) : undefined
  if (whole) return whole
  if (!best) return undefined
  const lead = leadClause(best.passage, question)
  if (['list', 'how', 'summary'].includes(question.kind)) return found(lead, aroundQuotes(best.passage))
  return found(lead, [quoteOf(best.passage)])
}

/** 申报条件有哪些: the item whose heading, or whose opening line, is what is asked for. */
function wholeItem(question: Question, library: Library, best: Candidate | undefined): Found | undefined {
  const items = library.corpus.passages
    .filter((one) => one.kind === 'heading' || (one.kind === 'sentence' && /[:：]$/.test(one.flat)))
    .filter(
      (one) =>
        one.provision.label !== '印发通知' &&
        itemQuotes(one.document, one.provision).length > (one.kind === 'heading' ? 0 : 1),
    )
    .map((passage) => matchPassage(passage, question.terms))
    .filter((match) => match.own >= 0.9 && match.own >= (best?.own ?? 0) - 0.05)
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

const BODY =
  /[\u3400-\u9fff]{0,14}(?:办公室|委员会|领导小组|工作组|部门|政府|厅|局|委|处|科|法院|银行|协会|公司|集团|单位|院|机构|中心|企业|管委会|秘书处|站|所)/

/** Who does something: the body stands in the same statement as the task, beside the words of the question. */
export function answerWho(question: Question, library: Library): Found | undefined {
  const places =
    /何地|何处|哪里|哪儿|什么地方|哪(?:些|个|几个|几|一个)?(?:地区|地方|地市|市|县|区|省|乡镇|镇|城市)|试点/.test(
      question.text,
    )
  const candidates = findPassages(question, library).filter((one) => one.unmet.length === 0 && isSure(one))
  for (const { passage } of candidates) {
    const parts = cutAt(passage.tidy, '；;。').map((part) => ({
      part,
      score: question.terms.reduce((sum, term) => sum + term.weight * holding(term, flat(part)), 0),
    }))
    const best = parts.sort((a, b) => b.score - a.score)[0]
    if (!best) continue
    if (!places && !namesBody(best.part, question)) continue
    const lead = leadClause({ ...passage, tidy: best.part }, question)
    return found(lead, [quoteOf(passage)])
  }
  return undefined
}

/** 哪家公司 wants a firm, 哪个厅 an authority. */
const SORTS: readonly (readonly [RegExp, RegExp])[] = [
  [/哪(?:个|家|一家|些|几家)?(?:公司|企业|厂)|(?:什么|啥)公司/, /公司|集团|厂$/],
  [/哪(?:个|一个|些|几个)?(?:厅|局|委办|委|处室|处|科)/, /厅$|局$|委员会$|委$|办公室$|处$|科$/],
  [/哪(?:个|家|些|几家)?(?:法院|银行|协会|高校|大学)/, /法院$|银行$|协会$|大学$|学院$/],
]

/** A body that is named, besides words of the question: 四个工作组牵头单位 names none. */
function namesBody(part: string, question: Question): boolean {
  const wantsOne = question.attributes.some((one) => one.attribute.who)
  // 联系人：王明, 由县长任组长: the very word is followed or preceded by who it is.
  if (
    question.attributes.some(
      (one) => one.attribute.same && new RegExp(`由[^，,]{1,12}${one.text}|${one.text}(?:[:：]|由|为|是)`).test(part),
    )
  )
    return true
  const sort = SORTS.find(([asked]) => asked.test(question.text))?.[1]
  const bare = part.replace(/《[^》]*》|（[^）]*号[^）]*）/g, '／')
  const text = question.terms.reduce((so, term) => so.replaceAll(term.text, '／'), flat(bare).replace(/[、,]/g, '／'))
  const bodies = [...text.matchAll(new RegExp(BODY, 'g'))].map((match) => match[0])
  const named = bodies.filter(
    (body) =>
      !/^(?:.*(?:牵头|责任|主管|有关|相关|各).{0,2})?(?:单位|部门|机构)$|^(?:\S*个)?工作组$|^.{0,2}企业$/.test(body),
  )
  if (sort) return bodies.some((body) => sort.test(body))
  return wantsOne ? named.length > 0 : bodies.length > 0
}

const DATED =
  /\d{4}(?:年|本|[-—–]\d{4})|[一二三四五六七八九十\d]+年|\d+月|\d+日|年底|年内|月底|工作日|季度|全年|十[一二三四]五/

export function answerWhen(question: Question, library: Library): Found | undefined {
  const best = bestPassage(question, library, (passage) => (DATED.test(passage.tidy) ? 0.12 : -0.5))
  if (!best || !DATED.test(best.passage.tidy)) return undefined
  return found(leadDated(best.passage, question), [quoteOf(best.passage)])
}

/** The clause with a date that speaks most of what is asked. */
function leadDated(passage: Passage, question: Question): string {
  const clauses = cutAt(passage.tidy, '，；。')
  const dated = clauses
    .filter((clause) => DATED.test(clause))
    .map((clause) => ({
      clause,
      score: question.terms.reduce((sum, term) => sum + term.weight * holding(term, flat(clause)), 0),
    }))
    .sort((a, b) => b.score - a.score)[0]
  if (!dated) return leadClause(passage, question)
  const titles = [...dated.clause.matchAll(/《[^》]+》(?:（[^）]+）)?/g)].map((match) => match[0])
  const title = titles
    .filter((one) => DATED.test(one))
    .sort((a, b) => titleScore(b, question) - titleScore(a, question))[0]
  return clip(title && titleScore(title, question) > 0 && dated.clause.length > 60 ? title : dated.clause)
}

const titleScore = (title: string, question: Question): number =>
  question.terms.reduce((sum, term) => sum + term.weight * holding(term, flat(title)), 0)

/** A term that the document explains: in brackets behind it, by 是指, or by as many items as its name counts. */
export function answerDefinition(question: Question, library: Library): Found | undefined {
  const names = question.terms.filter((term) => term.text.length >= 2).sort((a, b) => b.weight - a.weight)
  for (const match of findPassages(question, library).filter((one) => one.unmet.length === 0 && one.coverage >= 0.45)) {
    for (const name of names) {
      const explained = explanationOf(name.forms, match.passage)
      if (explained) return found(clip(explained), [quoteOf(match.passage)])
    }
  }
  return undefined
}

const NO_EXPLANATION = /^[^、]*(?:\d{4}|试行|修正|修订|草案|号|本)[^、]*$/

function explanationOf(forms: readonly string[], passage: Passage): string | undefined {
  for (const form of forms) {
    const at = passage.flat.indexOf(form)
    if (at < 0) continue
    const rest = passage.flat.slice(at + form.length)
    const bracket = /^[\u3400-\u9fff]{0,8}\(([^()]{2,})\)/.exec(rest)?.[1]
    if (bracket && !NO_EXPLANATION.test(bracket) && (bracket.length > 3 || bracket.includes('、')))
      return `“${form}”：${shown(bracket, passage)}`
    if (/^[\u3400-\u9fff]{0,6}[,，]?(?:是指|指的是|即|包括|是以|系指|,指)/.test(rest))
      return sentenceFrom(passage, form)
    const counted = countedItems(form, passage)
    if (counted) return `“${form}”：${counted}`
  }
  return undefined
}

/** The bracket as the original writes it: the flat text has lost its quotation marks. */
function shown(flatText: string, passage: Passage): string {
  const pieces = [...passage.tidy.matchAll(/（([^（）]+)）/g)].map((match) => match[1] ?? '')
  return pieces.find((piece) => flat(piece) === flatText) ?? flatText
}

const sentenceFrom = (passage: Passage, form: string): string => {
  const clause = cutAt(passage.tidy, '；;。').find((one) => flat(one).includes(form))
  return clause ?? passage.tidy
}

const NUMERALS = '一二三四五六七八九十'

/** 四无 beside 无证无照、无安全保障、无合法场所、无环保措施: a row with exactly as many items as the name counts. */
function countedItems(name: string, passage: Passage): string | undefined {
  const count = countIn(name)
  if (count < 2) return undefined
  const clauses = cutAt(passage.tidy, '，,；;。')
  const at = clauses.findIndex((clause) => flat(clause).includes(name))
  for (const clause of [clauses[at], clauses[at + 1], clauses[at - 1]]) {
    const row = clause ? rowIn(clause, name) : []
    if (row.length === count && !row.some((item) => item.includes(name))) return row.join('、')
  }
  return undefined
}

function countIn(name: string): number {
  const plus = /(\d+)\+(\d+)/.exec(name)
  if (plus) return Number(plus[1]) + Number(plus[2])
  const digits = [...name].map((char) => (char === '两' ? 2 : NUMERALS.indexOf(char) + 1)).filter((digit) => digit > 0)
  return digits.reduce((sum, digit) => sum + digit, 0)
}

function rowIn(clause: string, name: string): string[] {
  const before = clause.split(name)[0] ?? ''
  const text = before.includes('、') ? before : clause
  return text
    .replace(/[“”]/g, '')
    .split(/、|和|以及|及/)
    .map((item) =>
      item
        .replace(/^(?:以|在|按照|坚持|不断完善|加强|围绕|推进|实施)/, '')
        .replace(/(?:的.*|等.*|各?[一二三四五六七八九十\d]+(?:个|大|项|类|种).*)$/, ''),
    )
    .filter((item) => item.length >= 2)
}

/** What a provision is about: its heading, then its items. */
export const nearestLine = (passage: Passage): string => placeName(passage.provision)
