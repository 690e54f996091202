/** Documents that the document cites: their names and numbers, never their contents. */
import type { Document } from '../../documents/index.ts'
import { withoutLeading } from '../../office/bounds.ts'
import type { Passage } from '../evidence/corpus.ts'
import { holding } from '../evidence/match.ts'
import { findPassages, type Library } from '../evidence/search.ts'
import type { Term } from '../question/terms.ts'
import type { Question } from '../question/understand.ts'
import { cutAt } from '../words/clauses.ts'
import { flat, tidy } from '../words/normalise.ts'
import { type Found, found, type Quote, quoteOf } from './outcome.ts'

interface Reference {
  readonly passage: Passage
  /** 《…》（文号）as written */
  readonly text: string
  readonly title: string
  readonly number: string | undefined
}

/** References with the passages that make them. */
export function referencesIn(passage: Passage): Reference[] {
  return [
    ...passage.tidy.matchAll(
      /《([^《》]{1,120}(?:《[^《》]{0,120}》[^《》]{0,120}){0,3})》(?:[（(]([^（）()号令]{0,60}[号令][^（）()]{0,60})[）)])?/g,
    ),
  ].map((match) => ({
    passage,
    text: match[0],
    title: match[1] ?? '',
    number: match[2] ?? undefined,
  }))
}

const WANTS_NUMBER = /文号|几号|多少号|第几号|编号|号码|字号|号是/
const CONTENTS =
  /(?:里|里面|中|当中|内|内容|具体|正文|全文|条文|原文)(?:面)?(?:.{0,6})(?:规定|要求|写|说|讲|提|明确|有|是|怎么|什么|哪)|规定了?(?:哪|什么|怎|如何|几|多少)|(?:第[一二三四五六七八九十\d]+条)|(?:内容|全文|条文|原文)(?:是|有|怎|什么|$|[?？])|(?:怎么|如何|咋)(?:规定|说|写|要求)|(?:讲|说|写|提)了?(?:哪些|什么(?:内容|措施|要求)|几条|几点)|(?:几|多少)(?:条|章|页|款|项)/

/** When or by whom a document was issued: its citation does not say. */
const ISSUE =
  /(?:哪天|什么时候|何时|几月|几号|啥时候).{0,4}(?:发|印|出台|公布|施行)|(?:发|印|施行)(?:文|布)?(?:的)?(?:日期|时间)/

/** A document, named by title or number, whose contents are asked for although the collection does not have it. */
export function contentsAsked(question: Question, library: Library): Reference | undefined {
  const issue = question.numbers.length > 0 && ISSUE.test(question.text)
  if (!issue && !CONTENTS.test(question.text)) return undefined
  const all = library.corpus.passages.flatMap(referencesIn)
  const named = all.find(
    (one) =>
      (one.number && question.numbers.some((number) => flat(one.number ?? '').includes(number.text))) ||
      (one.title.length >= 6 && question.text.includes(flat(one.title).replace(/\([^()]*\)/g, ''))) ||
      (/《/.test(question.text) && similar(flat(one.title), question.text)),
  )
  if (!named) return nicknamed(question, library) ?? planned(question, library)
  return library.corpus.documents.some((document) => isSame(document, named)) ? undefined : named
}

const PLAN_CONTENTS =
  /([\u3400-\u9fffa-z0-9+()-]{2,24}?(?:方案|计划|意见|规划|细则|目录))的?(?:主要|具体|核心|详细|全部)?(?:内容|条款|规定|任务|目标|要点)(?:是|有|包括|写|[?？]?$)/

/** 综合工作方案的主要内容: a plan that is to be drawn up, and is not the document at hand. */
function planned(question: Question, library: Library): Reference | undefined {
  const name = PLAN_CONTENTS.exec(question.text)?.[1]
  if (!name || /(?:本|这个?|该|此)(?:方案|计划|意见|规划)$/.test(name)) return undefined
  const head = name.slice(-6)
  if (
    library.corpus.passages.some(
      (one) => one.title.includes(head) || (one.kind === 'heading' && one.flat.includes(head)),
    )
  )
    return undefined
  const passage = library.corpus.passages.find((one) => one.flat.includes(head))
  return passage && { passage, text: `“${name}”`, title: name, number: undefined }
}

const POLICY = /(?:条|计划|方案|意见|办法|规划|纲要|行动)$/
const WITHIN = /^(?:计划|行动|工程|方案)?(?:里面?|中|当中|的?(?:具体|详细)?(?:内容|条款|措施)|的?具体|对|规定|要求)/

/** “一打三整治”行动（甲、乙、丙）: the first time that a passage names it. */
const isExplained = (name: string, { tidy: text }: Passage): boolean =>
  /^[\u3400-\u9fff]{0,6}（[^）]*、/.test(text.slice(text.indexOf(`${name}”`) + name.length + 1))

/** “水十条”里怎么规定: a policy known by a short name in quotation marks, its contents asked for. */
function nicknamed(question: Question, library: Library): Reference | undefined {
  for (const passage of library.corpus.passages) {
    for (const [text, name = ''] of passage.tidy.matchAll(/“([^”]{2,12})”/g)) {
      const at = question.text.indexOf(flat(name))
      const after = question.text.slice(at + flat(name).length)
      const isPolicy = POLICY.test(name) || /^(?:计划|行动|工程|方案)/.test(after)
      if (at >= 0 && isPolicy && WITHIN.test(after) && !isExplained(name, passage)) {
        return { passage, text, title: name, number: undefined }
      }
    }
  }
  return undefined
}

/** What the document itself rests on: the references of the sentence that opens it. */
function groundsOf(question: Question, library: Library): Found | undefined {
  if (
    !/(?:制定|出台|印发|起草|编制|提出)(?:本|这|该)|(?:本|这个?|该|这份)(?:文件|通知|要点|办法|方案|意见)|^(?:文件|要点|通知)|(?:制定|编制|起草|出台|印发)的?(?:政策)?(?:依据|根据)/.test(
      question.text,
    )
  )
    return undefined
  if (
    question.terms.some(
      (term) =>
        term.weight >= 0.3 &&
        !/^(?:(?:制定|出台|印发|起草|编制|提出).{0,4}|(?:工作)?要点|办法|方案|意见|细则|.{0,3}依据|上位法?|法律法规|法律|法规|规章)$/.test(
          term.text,
        ),
    )
  )
    return undefined
  const opening = library.corpus.passages.find(
    (one) =>
      one.document === library.newest[0] &&
      /^(?:根据|依据|按照|为)/.test(one.flat) &&
      referencesIn(one).length > 0 &&
      /根据|依据|按照|依照/.test(one.flat),
  )
  return opening && wordReferences(referencesIn(opening))
}

const isSame = (document: Document, reference: Reference): boolean =>
  flat(document.title).includes(flat(reference.title)) ||
  (document.number !== undefined && flat(document.number) === flat(reference.number ?? ''))

function similar(title: string, question: string): boolean {
  const quoted = /《([^》]+)》?/.exec(question)?.[1]
  return quoted !== undefined && quoted.length >= 4 && title.includes(quoted)
}

/** Which document, or which number: of what the provision on the subject cites. */
export function answerCited(question: Question, library: Library): Found | undefined {
  const grounds = groundsOf(question, library)
  if (grounds) return grounds
  const subject = question.terms
  if (!subject.length && !question.sections.length) return undefined
  const attributes = question.attributes.filter((one) => !/文|依据/.test(one.text))
  // 去年发的那个文: the year is the cited document's.
  const years = question.years.filter((one) => !one.relative)
  const candidates = findPassages({ ...question, attributes, years }, library)
    .filter((one) => one.unmet.length === 0 && one.coverage >= 0.45)
    .flatMap((match) => referencesIn(match.passage).map((reference) => ({ match, reference })))
    .map((one) => ({
      ...one,
      score: one.match.coverage + 0.6 * titleShare(one.reference.title, subject) + nearby(one.reference, subject),
    }))
    .sort((a, b) => b.score - a.score)
  const wantsNumber = WANTS_NUMBER.test(question.text)
  const best = candidates[0]
  if (!best || best.score < 0.6) return undefined
  if (wantsNumber && !best.reference.number) {
    const numbered = candidates.find((one) => one.reference.number && one.score >= best.score - 0.12)
    return numbered ? wordReferences([numbered.reference]) : undefined
  }
  const several = /哪些|哪几|几个|多少个|分别/.test(question.text)
  const chosen = several
    ? candidates.filter((one) => one.score >= best.score - 0.35).map((one) => one.reference)
    : [best.reference]
  return wordReferences(chosen)
}

/** 浙转升〔2017〕1号 全称: the number itself is what is asked about. */
export function answerByNumber(question: Question, library: Library): Found | undefined {
  if (question.terms.some((term) => term.weight >= 0.3)) return undefined
  const reference = referenceByNumber(question, library)
  return reference && wordReferences([reference])
}

const referenceByNumber = (question: Question, library: Library): Reference | undefined =>
  library.corpus.passages
    .flatMap(referencesIn)
    .find(
      (one) =>
        one.number !== undefined && question.numbers.some((number) => flat(one.number ?? '').includes(number.text)),
    )

const titleShare = (title: string, terms: readonly Term[]): number => {
  const whole = terms.reduce((sum, term) => sum + term.weight, 0)
  return whole ? terms.reduce((sum, term) => sum + term.weight * holding(term, flat(title)), 0) / whole : 0
}

/** Whether the subject stands in the clause of the reference. */
function nearby(reference: Reference, terms: readonly Term[]): number {
  const clause = cutAt(reference.passage.tidy, '，,；;。').find((one) => one.includes(reference.text)) ?? ''
  return 0.15 * titleShare(clause, terms)
}

const TITLE_END = /(?:意见|方案|计划|目录|办法|规划|条例|文件|号令)/g
const ISSUED = ['是', '的', '为', '》', '发文', '发布', '出台', '印发', '实施', '覆盖', '管', '发', '版本', '文']

/** …指导意见是哪年发布的, …计划起止年份 */
const asksCitedYear = (text: string): boolean =>
  [...text.matchAll(TITLE_END)].some(({ 0: word, index }) =>
    /^(?:哪|年份|什么时候|何时|起止)/.test(withoutLeading(text.slice(index + word.length), ISSUED)),
  )

/** 处置僵尸企业指导意见是哪年的: the year stands in the title or the number of what is cited. */
export function answerCitedYear(question: Question, library: Library): Found | undefined {
  if (!asksCitedYear(question.text) || /(?:这个?|本|该|此)(?:意见|方案|计划|办法|规划|条例|文件)/.test(question.text))
    return undefined
  const answer = answerCited(question, library)
  return answer && /\d{4}/.test(answer.lead) ? answer : undefined
}

function wordReferences(references: readonly Reference[]): Found {
  const unique = references.filter((one, at) => references.findIndex((other) => other.text === one.text) === at)
  const quotes: Quote[] = unique.map((one) => quoteOf(one.passage))
  const lead = unique.map((one) => tidy(one.text)).join('、')
  return found(
    lead.length <= 116
      ? lead
      : unique
          .map((one) => one.number ?? `《${one.title}》`)
          .join('、')
          .slice(0, 114),
    quotes,
  )
}
