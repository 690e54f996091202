/** One question, understood, to one outcome: which answerer is asked, in which order. */

import { findPassages, findStatements, type Library } from '../evidence/search.ts'
import { TELLING } from '../question/terms.ts'
import type { Question } from '../question/understand.ts'
import * as text from '../text.ts'
import { sameUnit } from '../words/figures.ts'
import { flat } from '../words/normalise.ts'
import { answerByNumber, answerCited, answerCitedYear } from './cited-documents.ts'
import { answerClaim, claimedDetail } from './claim.ts'
import { refuse, refuseOutright } from './decline.ts'
import { answerDefinition } from './definition.ts'
import { answerAttached, answerDetails, answerStructure, detailAsked } from './document-metadata.ts'
import { lookAgain } from './fallback-match.ts'
import { underAttribute, underHeading } from './headings.ts'
import { answerConversion, answerNumber } from './number.ts'
import { type Found, found, type Outcome, quoteOf } from './outcome.ts'
import { answerSummary, answerWhere, fitted, goalQuotes } from './parts-of-document.ts'
import { answerPassage, leadClause, referred, wholeItem } from './passages.ts'
import { answerRow } from './table-answer.ts'
import { answerWhen } from './when.ts'
import { answerInBrackets, answerInCharge, answerWho } from './who.ts'

type Answerer = (question: Question, library: Library) => Found | undefined

/** In order: the first that finds something answers. */
const ANSWERERS: Readonly<Record<Question['kind'], readonly Answerer[]>> = {
  number: [allGoals, answerRow, answerNumber, heldFigure, lasting, bareNumber, wordedGoal],
  conversion: [answerConversion, answerNumber],
  list: [allGoals, answerRow, answerDefinition, underAttribute, listed],
  docnumber: [answerCited],
  definition: [answerDefinition, listed],
  who: [answerRow, answerWho, answerInBrackets, whom, headed],
  when: [answerRow, answerCitedYear, answerWhen, measuredInTime],
  yesno: [answerClaim],
  where: [answerWhere],
  meta: [answerStructure, answerPassage],
  summary: [answerSummary, answerPassage],
  how: [answerRow, answerPassage],
  compare: [answerPassage],
  any: [answerRow, goalOf, answerPassage],
}

export function respond(question: Question, library: Library): Outcome {
  const refusal = refuseOutright(question, library)
  if (refusal) return refusal
  const named = question.kind === 'yesno' ? undefined : answerByNumber(question, library)
  if (named) return named
  const structure = answerAttached(question, library) ?? structural(question, library)
  if (structure) return structure
  const asked = detailAsked(question, library)
  if (asked) {
    const detail =
      question.kind === 'yesno'
        ? claimedDetail(asked.document, asked.detail, question, library)
        : answerDetails(question, asked.document, asked.detail)
    if (detail) return detail
  }
  if (question.result || question.split) {
    const told = question.result ? resultStated(question, library) : splitStated(question, library)
    return told ?? refuse(question, library)
  }
  if (!isAboutSomething(question))
    return (
      underHeading(question, library) ??
      underAttribute(question, library) ??
      answerInCharge(question, library) ??
      lookAgain(question, library) ??
      vague(question, library)
    )
  for (const answerer of ANSWERERS[question.kind]) {
    const answer = answerer(question, library)
    if (answer) return answer
  }
  return (isBareName(question, library) ? undefined : lookAgain(question, library)) ?? refuse(question, library)
}

/** A part named and nothing else: its heading, its items or what it says. */
function structural(question: Question, library: Library): Found | undefined {
  if (
    !question.sections.some((one) => one.provision) ||
    question.attributes.length ||
    question.terms.some((term) => term.weight >= TELLING)
  )
    return undefined
  if (/标题|题目|叫什么|叫啥|名称|名字/.test(question.text)) return answerStructure(question, library)
  if (/(?:几|多少|哪些|哪几)(?:个|大|小){0,2}(?:条|点|项|部分|方面|款|节|块|章)/.test(question.text))
    return answerStructure(question, library) ?? answerSummary(question, library)
  if (['number', 'docnumber', 'yesno', 'conversion', 'when', 'who'].includes(question.kind)) return undefined
  return answerSummary(question, library)
}

/** Something to look for: a telling word that the documents know, a part, an amount, a document's number. */
function isAboutSomething(question: Question): boolean {
  return (
    question.terms.some((term) => term.weight >= TELLING && !term.foreign) ||
    question.sections.length > 0 ||
    question.numbers.length > 0 ||
    question.kind === 'conversion' ||
    question.kind === 'meta' ||
    question.kind === 'summary' ||
    GOALS.test(question.text)
  )
}

/** Nothing named at all: one short question back, with the goals to choose from. */
function vague(question: Question, library: Library): Outcome {
  const document = library.newest[0]
  if (
    !document ||
    question.terms.length ||
    question.attributes.length ||
    !['number', 'any'].includes(question.kind) ||
    !/目标|任务|指标|数/.test(question.text)
  )
    return refuse(question, library)
  const choices = goalQuotes(document)
    .map((one) => one.provision.heading)
    .filter(Boolean)
  return {
    status: 'clarify',
    lead: text.which,
    choices: [...new Set(choices)].slice(0, 8).map((one) => `${one}的目标是多少`),
  }
}

const GOALS =
  /(?:哪些|什么|几个|多少个?|全部|所有|各项).{0,6}(?:量化|数字|具体|主要)?.{0,2}(?:目标|指标)|(?:量化|数字|主要)(?:目标|指标)/

/** 有哪些量化目标: every goal of the document or of the part. */
function allGoals(question: Question, library: Library): Found | undefined {
  if (!GOALS.test(question.text)) return undefined
  if (
    question.terms.some((term) => term.weight >= 0.4 && !/量化|主要|具体|数字/.test(term.text)) &&
    !question.sections.length
  )
    return undefined
  const document = library.newest[0]
  if (!document) return undefined
  const sections = question.sections.flatMap((one) => (one.provision ? [one.provision.label] : []))
  const quotes = goalQuotes(document).filter(
    (one) => !sections.length || sections.some((label) => one.provision.label.startsWith(label)),
  )
  return quotes.length ? found('文件写明的目标如下：', fitted(quotes, 900).slice(0, 12)) : undefined
}

/** A goal without a figure: 持续提升. Not an answer to 百分之几. */
function wordedGoal(question: Question, library: Library): Found | undefined {
  if (question.dimension || question.unit || /多少|几/.test(question.text)) return undefined
  if (question.terms.some((term) => term.foreign && term.weight >= TELLING)) return undefined
  return answerPassage({ ...question, kind: 'any' }, library)
}

/** The words of the question lie scattered over one sentence with a figure of the wanted kind. */
function heldFigure(question: Question, library: Library): Found | undefined {
  const [best, next] = findPassages(question, library).filter((one) => one.passage.kind === 'sentence')
  if (!best || best.unmet.length || best.missing.length || best.own < 0.8 || !question.dimension) return undefined
  if (next && next.own > best.own - 0.1) return undefined
  // In a row of goals the figure may be a neighbour's.
  if (/力争|目标|增长|提升|下降/.test(best.passage.tidy)) return undefined
  const held = (library.statements.get(best.passage) ?? []).flatMap((one) =>
    one.figures.filter((figure) => figure.dimension === question.dimension),
  )
  return held.length ? found(leadClause(best.passage, question), [quoteOf(best.passage)]) : undefined
}

const LENGTH = /多久|多长时间|几天|几日|几个?月|几年|几小时|几个?工作日/

function measuredInTime(question: Question, library: Library): Found | undefined {
  return LENGTH.test(question.text) ? answerNumber({ ...question, dimension: 'time' }, library) : undefined
}

/** 几天, 几年: a length of time that is no figure of its own. */
function lasting(question: Question, library: Library): Found | undefined {
  return question.dimension === 'time' ? answerWhen(question, library) : undefined
}

/** 免费给谁打: those for whom something is done are no bodies. */
function whom(question: Question, library: Library): Found | undefined {
  return /(?:给|对|为|向|让)谁|谁(?:可以|能|适用|享受)|哪些人|什么人/.test(question.text)
    ? answerPassage({ ...question, kind: 'any' }, library)
    : undefined
}

/** 检查范围包括哪些企业: the item under that very heading, whoever it names. */
function headed(question: Question, library: Library): Found | undefined {
  return /哪些|哪几|包括/.test(question.text) && !question.attributes.length
    ? wholeItem({ ...question, kind: 'list' }, library, undefined)
    : undefined
}

const BARE = /(?<![\d第年月(（〔])\d+(?:[.-]\d+)?(?![\d年月号〕])/

/** A number that bears no unit: 容积率不低于1.5, a telephone number. Only where the clause holds all that is asked. */
function bareNumber(question: Question, library: Library): Found | undefined {
  if (question.dimension) return undefined
  const best = findStatements(question, library).find(
    (one) => one.unmet.length === 0 && one.own >= 0.75 && BARE.test(one.statement.flat),
  )
  return best && found(best.statement.text, [...referred(best.passage), quoteOf(best.passage)])
}

/** Terse words that name a goal: its figure. */
function goalOf(question: Question, library: Library): Found | undefined {
  return /目标|任务|指标|数|面积|多少|增速|幅|比例/.test(question.text) || question.unit
    ? answerNumber(question, library)
    : undefined
}

/** 五个一批 is named and counted, and nowhere spelt out: its items cannot be listed. */
function isBareName(question: Question, library: Library): boolean {
  const telling = question.terms.filter((term) => term.weight >= TELLING)
  const name = telling.find((term) => /[一二三四五六七八九十两双]|\d/.test(term.text) && isQuoted(term.text, library))
  return (
    name !== undefined &&
    (telling.every((term) => name.text.includes(term.text)) ||
      /分别|具体|哪[一二三四五六七八九十\d]|指/.test(question.text))
  )
}

const isQuoted = (name: string, library: Library): boolean =>
  library.corpus.passages.some((one) => [...one.tidy.matchAll(/“([^“”]+)”/g)].some((match) => match[1] === name))

/** 两人两所是哪些 without a bracket that explains it: a list, when the words ask for one. */
function listed(question: Question, library: Library): Found | undefined {
  if (isBareName(question, library)) return undefined
  return /意思|含义|定义|内涵|何谓|什么叫|指什么|指哪|具体指|是指|指的是|理解|解释/.test(question.text)
    ? undefined
    : answerPassage({ ...question, kind: 'list' }, library)
}

const DONE = /已|累计|完成了|实现了|达到了|共(?:处置|淘汰|完成|新增)/
const AIM = /力争|目标|确保|计划|要(?!求)|到20\d\d年/

/** Results, where a document reports them. */
function resultStated(question: Question, library: Library): Found | undefined {
  const row = answerRow(question, library)
  if (row) return row
  const best = findStatements(question, library).find(
    (one) =>
      one.unmet.length === 0 &&
      one.coverage >= 0.7 &&
      DONE.test(one.statement.text) &&
      !AIM.test(one.statement.text) &&
      one.statement.figures.some((figure) => !question.unit || sameUnit(figure.unit) === sameUnit(question.unit)),
  )
  return best && found(best.statement.text, [quoteOf(best.passage)])
}

/** Shares of cities and counties, where a table gives them; 每户每月多少 is a rule and no share. */
const splitStated: Answerer = (question, library) =>
  (question.places.length ? answerRow(question, library) : undefined) ?? ruleForEach(question, library)

function ruleForEach(question: Question, library: Library): Found | undefined {
  const each = /[每按]个?(?:人|户|家|月|年|季度|亩|台|辆|车|套|个)/
    .exec(question.text)?.[0]
    .replace('个', '')
    .replace('按', '每')
  if (!each) return undefined
  const answer =
    answerNumber({ ...question, split: false }, library) ?? lookAgain({ ...question, split: false }, library)
  return answer && flat(answer.lead).includes(each) ? answer : undefined
}
