/** Questions that claim something: confirmed when the documents say it, put right when they say otherwise. */
import type { Document } from '../../documents/index.ts'
import type { Passage } from '../evidence/corpus.ts'
import { holding } from '../evidence/match.ts'
import { findPassages, type Library } from '../evidence/search.ts'
import { withUnits } from '../question/compound-question.ts'
import { isWhole, TELLING, type Term } from '../question/terms.ts'
import type { Question } from '../question/understand.ts'
import type { Statement } from '../words/clauses.ts'
import { equalFigures, type Figure, figuresIn, sameUnit } from '../words/figures.ts'
import { flat, tidy } from '../words/normalise.ts'
import { exceptionTo, otherLevel, turns } from '../words/polarity.ts'
import { referencesIn } from './cited-documents.ts'
import { dayElsewhere, placeElsewhere, yearElsewhere } from './claim-correction.ts'
import { type Detail, detailOf, quoteFor } from './document-metadata.ts'
import { isSure as isSureMeasure, measuredFor, statementLine } from './number.ts'
import { type Found, found, quoteOf } from './outcome.ts'
import { clip, introOf, leadClause } from './passages.ts'
import { answerRow } from './table-answer.ts'
import { answerWho } from './who.ts'

/** 有。 for 有没有, 是。 for the rest. */
const yes = (question: Question): string =>
  /有没有|有无|提没提|提到|提及|写没写|有.{0,12}吗/.test(question.text) ? '有' : '是'

export function answerClaim(question: Question, library: Library): Found | undefined {
  // 由省经信委牵头吗: only a provision that names a body for the task can say so or put it right.
  if (question.attributes.some((one) => one.attribute.who) && !answerWho(question, library)) return undefined
  return (
    claimedFigure(question, library) ??
    claimedReference(question, library) ??
    claimedQualifier(question, library) ??
    claimedWords(question, library)
  )
}

/** 要处置500家对吧: the figure beside the one that the document states. */
function claimedFigure(question: Question, library: Library): Found | undefined {
  const claimed = question.amounts.find((one) => one.dimension !== 'time') ?? claimedLength(question)
  if (!claimed) return undefined
  const measured = measuredFor({ ...question, dimension: claimed.dimension }, library).filter(
    (one) => one.match.unmet.length === 0,
  )
  const best = measured
    .filter((one) => one.match.statement.figures.some((figure) => isComparable(figure, claimed)))
    .find((one) => isSureMeasure(one) || one.match.coverage >= 0.52)
  if (!best) return claimedCell(question, claimed, library)
  const figures = best.match.statement.figures.filter((one) => isComparable(one, claimed))
  if (!figures.length) return undefined
  const stated = figures.find((one) => equalFigures(one, claimed))
  const line = statementLine(best.match)
  const quotes = [quoteOf(best.match.passage)]
  if (!stated && figures.every((one) => isThreshold(best.match.statement, one)))
    return found(clip(`文件写的是：${leadClause(best.match.passage, question)}`), quotes)
  if (!stated) return found(`不是${claimed.text}，文件写的是：${line}`, quotes)
  const turned = contrary(question.text, best.match.statement.flat)
  if (turned) return found(`不是${turned}，文件写的是：${line}`, quotes)
  const bound = boundOf(question, best.match.statement, stated)
  return found(bound ? `文件写的是：${line}` : `${yes(question)}，${line}`, quotes)
}

/** 4次 is no claim about 6.5万户. */
const isComparable = (stated: Figure, claimed: Figure): boolean =>
  stated.dimension === claimed.dimension &&
  (claimed.dimension !== 'count' ||
    sameUnit(stated.unit) === sameUnit(claimed.unit) ||
    (THINGS.has(stated.unit) && THINGS.has(claimed.unit)))
const THINGS = new Set(['个', '项', '条', '件', '种', '类', '家', '户', '处', '座', '所'])

/** 年取水量100万立方米以上的: from where on something holds, not how much there is. */
const isThreshold = (statement: Statement, { from, to }: Figure): boolean =>
  /^(?:以上|以下|以内|及以上|及以下)?(?:\([^()]*\))?的/.test(statement.text.slice(to)) ||
  (/(?:不足|超过|达到|满|低于|高于)$/.test(statement.text.slice(0, from)) &&
    /^[^，。]{0,6}的/.test(statement.text.slice(to)))

/** 3年后就能转手: a length of time, and no day of the month. */
const claimedLength = (question: Question): Figure | undefined =>
  /\d月|月底|号|日前/.test(question.text) ? undefined : question.amounts.find((one) => one.dimension === 'time')

/** 新建幼儿园30所没错吧: the cell of a table beside the figure that is claimed. */
function claimedCell(question: Question, claimed: Figure, library: Library): Found | undefined {
  const row = answerRow({ ...question, kind: 'number' }, library)
  const stated = row && figuresIn(flat(withUnits(row.lead))).find((one) => one.dimension === claimed.dimension)
  if (!row || !stated) return undefined
  return {
    ...row,
    lead: equalFigures(stated, claimed) ? `是，${row.lead}` : `不是${claimed.text}，文件写的是：${row.lead}`,
  }
}

const UP = /增长|上升|上涨|提高|增加|提升|涨/
const DOWN = /下降|降低|减少|降|压减|削减/

/** The direction that the question claims and the document contradicts. */
function contrary(asked: string, said: string): string | undefined {
  const [question, stated] = [asked, said].map((one) => one.replaceAll('增加值', '')) as [string, string]
  const up = UP.exec(question)?.[0]
  const down = DOWN.exec(question)?.[0]
  if (up && !down && DOWN.test(stated) && !UP.test(stated)) return up
  if (down && !up && UP.test(stated) && !DOWN.test(stated)) return down
  return undefined
}

/** 至少, 不超过, 已经 claim more than the bare figure; then the wording itself is the answer. */
const boundOf = (question: Question, statement: Statement, figure: Figure): boolean =>
  /只|仅|最多|不超过|不到|至多|必须|硬性|恰好|正好|刚好|已经|全部|都/.test(question.text) &&
  !statement.flat.slice(figure.to).includes('以上')

const QUALIFIERS = /力争|左右|以上|以内|不低于|不少于|预期性|约束性|硬性|刚性|必须完成/

/** 这个数是力争的吗: whether the goal bears that word. */
function claimedQualifier(question: Question, library: Library): Found | undefined {
  const word = QUALIFIERS.exec(question.text)?.[0]
  if (!word || question.amounts.length) return undefined
  const best = measuredFor(question, library).find((one) => one.match.unmet.length === 0 && isSureMeasure(one))
  if (!best) return undefined
  const line = statementLine(best.match)
  return found(line.includes(word) ? `是，${line}` : `文件没有用“${word}”，写的是：${line}`, [
    quoteOf(best.match.passage),
  ])
}

/** 依据的是某号文吧: the number beside the one that the provision on the subject cites. */
function claimedReference(question: Question, library: Library): Found | undefined {
  const claimed = question.numbers[0]
  if (!claimed) return undefined
  const candidates = findPassages(question, library).filter((one) => one.unmet.length === 0 && one.coverage >= 0.45)
  for (const { passage } of candidates) {
    const references = referencesIn(passage).filter((one) => one.number)
    if (!references.length) continue
    const same = references.find((one) => flat(one.number ?? '').includes(claimed.text))
    const shown = (same ?? references[0])?.text ?? ''
    return found(clip(same ? `是，${tidy(shown)}` : `不是${claimed.text}，文件写的是：${tidy(shown)}`), [
      quoteOf(passage),
    ])
  }
  return undefined
}

/** The document's own issuer, number, title or date, claimed: 发文机关是…，对吗. */
export function claimedDetail(document: Document, detail: Detail, question: Question): Found | undefined {
  const value = detailOf(document, detail)
  const quote = value && quoteFor(document, value)
  if (!value || !quote) return undefined
  const claimed = claimedValue(question, detail)
  const held =
    detail === 'addressees' && question.terms.some((term) => term.weight >= 0.3 && holding(term, flat(value)) === 1)
  const agrees = held || (claimed !== undefined && claimed.length >= 2 && agreesWith(flat(value), claimed, detail))
  return found(agrees ? `是，${tidy(value)}` : `不是${claimed ?? '这样'}，文件写的是：${tidy(value)}`, [quote])
}

function claimedValue(question: Question, detail: Detail): string | undefined {
  const after =
    /(?:是|为|由|叫|给)(?!不是|否|吗|吧)([^,，?？。]{1,60}?)(?:发(?:的|布|出)?|印发的?|制定的?)?(?:[,，]|对吗|对吧|对不对|是吧|没错吧|吗|吧|的|$|[?？])/.exec(
      question.text,
    )?.[1]
  if (detail === 'number') return question.numbers[0]?.text ?? question.text.match(/(?<!\d)\d+号/)?.[0] ?? after
  return after
}

const agreesWith = (value: string, claimed: string, detail: Detail): boolean =>
  detail === 'issued' ? sameDay(value, claimed) : value.includes(claimed) || claimed.includes(value)

const sameDay = (value: string, claimed: string): boolean => {
  const digits = (text: string): string[] => text.match(/\d+/g) ?? []
  const asked = digits(claimed)
  return asked.length > 0 && asked.every((one) => digits(value).includes(one))
}

/** Everything else: the words of the claim against the sentence that holds most of them. */
function claimedWords(question: Question, library: Library): Found | undefined {
  if (!question.sections.length && question.terms.every((term) => term.weight < TELLING)) return undefined
  const loose: Question = { ...question, places: [], years: [] }
  const candidates = findPassages(loose, library).filter((one) => one.unmet.length === 0)
  const best = candidates[0]
  if (!best) return undefined
  const { passage } = best
  const wrongPlace = placeElsewhere(question, best, library)
  if (wrongPlace !== undefined) return wrongPlace || undefined
  const wrongYear = yearElsewhere(question, passage)
  if (wrongYear !== undefined) return wrongYear || undefined
  // 有下列情形之一的，不适用本办法：an item says what its opening line makes of it.
  const intro = introOf(passage)
  const clause = leadClause(passage, question)
  const lead = intro ? `${tidy(intro.text)}${clause}` : clause
  const quotes = [...(intro ? [intro] : []), quoteOf(passage)]
  if (question.amounts.some((one) => one.dimension !== 'time')) return undefined
  const absent = absentWords(question.terms, passage)
  const otherDay = dayElsewhere(question, passage)
  if (otherDay && best.coverage >= 0.5) return found(clip(`不是${otherDay}，文件写的是：${lead}`), quotes)
  const exception = exceptionTo(passage)
  if (
    best.coverage >= 0.72 &&
    !absent.length &&
    !exception &&
    !qualified(question.text) &&
    !turns(lead) &&
    !otherLevel(question.text, lead)
  )
    return found(clip(`${yes(question)}，文件写的是：${lead}`), quotes)
  const turned = contrary(question.text, flat(lead))
  if (turned && best.coverage >= 0.5) return found(clip(`不是${turned}，文件写的是：${lead}`), quotes)
  const shown = absent.filter(isWhole)
  const rest = question.terms.filter((term) => !absent.includes(term))
  const foreign = absent.filter((term) => term.foreign)
  const weight = (terms: readonly Term[]): number => terms.reduce((sum, term) => sum + term.weight, 0)
  // 管水的人要不要买社保: the one word that is known does not tell what is claimed of it.
  const telling = rest.filter((term) => term.weight >= TELLING)
  if (foreign.length && (telling.length < 2 || weight(foreign) > 0.6 * weight(rest))) return undefined
  if (best.coverage >= 0.5)
    return found(
      clip(
        shown.length
          ? `文件该处没有写“${shown.map((term) => term.text).join('”“')}”，写的是：${lead}`
          : `文件写的是：${exception ? withException(lead, exception) : lead}`,
      ),
      quotes,
    )
  return undefined
}

/** Both in one line, the rule shortened first. */
function withException(lead: string, exception: string): string {
  if (lead.includes(exception)) return lead
  const room = Math.max(40, LINE - exception.length)
  return `${(lead.length <= room ? lead : `${lead.slice(0, room - 2)}……`).replace(/[。；]$/, '')}；${exception}`
}

const LINE = 104

/** Words of the claim that the sentence and its headings lack; a figure is weighed against those stated, not looked up. */
const absentWords = (terms: readonly Term[], passage: Passage): Term[] =>
  terms.filter(
    (term) =>
      term.weight >= 0.3 &&
      !/^[\d.]+$|^都|要$/.test(term.text) &&
      holding(term, `${passage.flat}/${passage.heading}/${passage.path}/${passage.title}`) < 0.5,
  )

/** Words that claim more than a sentence can confirm by holding the same nouns. */
const qualified = (text: string): boolean =>
  /不|没(?!错)|无(?!证|照)|只|仅|唯一|全部|所有|必须|一律|已经|都|最|早就|首次|强制|免/.test(
    text.replace(/是不是|对不对|有没有|有无|要不要|需不需要|能不能|算不算|不(?=达标|合格|断)/g, ''),
  )
