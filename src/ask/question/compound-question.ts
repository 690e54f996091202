/** Questions with two subjects or two parts: each is answered on its own, then set side by side. */
import { absolute, compare, subtract } from '../../office/amount.ts'
import { withoutTrailing } from '../../office/bounds.ts'
import { isSure, measuredFor, statementLine } from '../answer/number.ts'
import { type Found, found, type Quote, quoteOf } from '../answer/outcome.ts'
import { answerRow } from '../answer/table-answer.ts'
import type { Library } from '../evidence/search.ts'
import { convert, type Figure, figuresIn } from '../words/figures.ts'
import { flat } from '../words/normalise.ts'
import { ASKS, numberedIn } from './focus.ts'
import type { Question } from './understand.ts'

const JOIN = '(?:和|与|跟|及|以及|同|、|还是|或者|或|比起?|相比|,|vs)'

/** 园区目标几个？哪年建成？ → its parts. One part: no pair. */
export function partsOf(text: string): string[] {
  const numbered = numberedIn(text)
  if (numbered) {
    const [before, one, other] = numbered
    const topic = before.replace(/的?(?:这|有)?(?:两|俩|2)(?:个|件|样|点)[\s\S]*$/, '')
    return [`${topic}${one}`, `${topic}${other}`]
  }
  const pieces = text
    .split(/[?？;；,，。&]/)
    .map((one) => one.trim())
    .filter(Boolean)
  const asking = pieces.filter((one) => ASKS.test(`${one}?`) && ASKS.test(one))
  if (pieces.length > 1 && asking.length > 1) return merged(pieces)
  const bare = twoFigures(text)
  if (bare) return bare
  return joinedIn(text) ?? [text]
}

const JOINED =
  /(多少[\u3400-\u9fff]{0,4}?|几[家个亩项万]|什么(?:文件|文)?|谁|哪些[\u3400-\u9fff]{0,4}?|哪几个[\u3400-\u9fff]{0,4}?)(?:,|，|、|和|以及|并且|还有|又|同时|另外)/g

/** 目标是多少和哪年建成: two questions joined by a word. */
function joinedIn(text: string): string[] | undefined {
  const [first] = [...text.matchAll(JOINED)].filter(
    ({ 0: whole, index }) => index >= 4 && /多少|几|什么|谁|哪|怎么|如何/.test(text.slice(index + whole.length)),
  )
  return first && [text.slice(0, first.index) + (first[1] ?? ''), text.slice(first.index + first[0].length)]
}

const FIRST_FIGURE =
  /(?:多少|几)(?:个|万|亿|千|百){0,3}(?:家|亩|吨标煤|吨标准煤|吨|平方米|公顷|户)?(?=[\u3400-\u9fff“"])(?!的|是|对|吗|才|就|个|点|百分|元|钱|人|年|项|条|倍|成|大|所|种|类|步)/g
const SECOND_FIGURE = /多少|几[家个亩]|什么文|哪个文|谁/

/** 园区目标几个哪年建成: two questions without a mark between them. */
function twoFigures(text: string): string[] | undefined {
  const end = [...text.matchAll(FIRST_FIGURE)]
    .filter(({ index }) => index >= 3)
    .map(({ 0: asked, index }) => index + asked.length)
    .find((to) => SECOND_FIGURE.test(text.slice(to + 3)))
  return end === undefined ? undefined : [text.slice(0, end), text.slice(end)]
}

/** 高企1000家，科小3000家，对吗 → its claims, each with a figure. */
export const claimsOf = (text: string): string[] =>
  text.split(/[,，;；]/).filter((piece) => figuresIn(piece).length > 0)

/** Clauses that ask nothing go with the next one that does. */
function merged(pieces: readonly string[]): string[] {
  const parts: string[] = []
  let pending = ''
  for (const piece of pieces) {
    pending = pending ? `${pending},${piece}` : piece
    if (!ASKS.test(piece)) continue
    parts.push(pending)
    pending = ''
  }
  const last = parts.length - 1
  if (pending && last >= 0) parts[last] = `${parts[last]},${pending}`
  return parts
}

const EACH =
  /分别|各自|各(?=是|为|要|有|多少|几|降|增)|都(?:是|要|有)?(?:多少|几)|(?:和|与|跟|及|、).{1,60}(?:多少|几[家个亩万])/

const AND = /和|与|跟|以及|及|、/
const EACH_ASKED =
  /的?((?:目标|任务|数量|指标)?数?[,，]?(?:分别|各自|各|都|的目标|目标|任务|要|是|需要|今年|一共){0,4}.{0,6}(?:多少|几|什么))/

/** A和B分别多少 → [A多少, B多少]. */
export function subjectsOf(text: string): string[] {
  if (!EACH.test(text)) return []
  // Either subject has two characters at least.
  const and = AND.exec(text.slice(2))
  const [first, rest] = and ? [text.slice(0, 2 + and.index), text.slice(2 + and.index + and[0].length)] : ['', '']
  const asked = EACH_ASKED.exec(rest.slice(2))
  if (!asked) return []
  const second = rest.slice(0, 2 + asked.index)
  const tail = rest.slice(2 + asked.index).replace(asked[0], asked[1] ?? '')
  return [`${first}${tail}`, `${second}${tail}`]
}

const WHICH =
  /哪个|哪一个|哪项|哪一项|哪边|哪种|哪样|哪家|谁|孰|相差|差多少|差几|差距|相比|比较|对比|加起来|合计|一共|总共|之间|有什么区别|有何不同|有什么不同/
/** What a question of 哪个多 ends with, and what may stand before it. */
const RANKING = /(?:多|大|高|少|低|小|重|快)?(?:些|一些|一点)?的?(?:(?<![?？。])[?？。]+)?$/
const RANKED = '的|得|更|要|会|目标|数量|任务|指标|数|家数|规模|今年|上|,|，|最'.split('|')

/** 哪个多: the two things that are set against each other, each with what is asked of both. */
export function rivalsOf(text: string): string[][] {
  const at = text.search(WHICH)
  const left = (at < 0 ? text : text.slice(0, at)).replace(/^(?:比较|对比|请?比较一下|比一下|比比|请问)/, '')
  const asked = at < 0 ? '' : withoutTrailing(text.slice(at).replace(WHICH, '').replace(RANKING, ''), RANKED)
  const bare = left.replace(/[,，](?:二者|两者|它们|这两[个项])的?(?:目标|任务|指标)?数?$|(?<![,，])[,，]+$/, '')
  const match = new RegExp(`^(.{2,}?)${JOIN}([\\s\\S]{2,})$`).exec(bare)
  if (!match) return []
  const [, a = '', b = ''] = match
  const levels = /^(.{2,}?)(?:的)?(省|市|县|区|镇|村)(里|级|本级)$/.exec(a)
  const other = /^(?:省|市|县|区|镇|村)(?:里|级|本级)$/.exec(b)?.[0]
  // 可办率市里跟县里谁高: one thing at two levels
  if (levels && other)
    return [
      [`${a}${asked}`, a],
      [`${levels[1]}${other}${asked}`, `${levels[1]}${other}`],
    ]
  const second = b.replace(/(?:要|会|更|得)?(?:多|少|大|小|高|低)(?:多少|几|吗|出|了|些)[\s\S]*$/, '')
  return [a, second].map((side) => [`${side}${asked}`, side])
}

interface Side {
  readonly line: string
  readonly figure: Figure
  readonly quotes: readonly Quote[]
}

/** What one side comes to: a cell of a table, else a statement. */
function sideOf(question: Question, library: Library): Side | undefined {
  if (!question.terms.some((term) => term.weight >= 0.3) && !question.places.length) return undefined
  const row = answerRow(question, library)
  const cell = row && figuresIn(flat(withUnits(row.lead))).at(-1)
  if (row && cell) return { line: row.lead, figure: cell, quotes: row.quotes }
  const measured = measuredFor(question, library).find((one) => one.match.unmet.length === 0 && isSure(one))
  return (
    measured && {
      line: statementLine(measured.match),
      figure: measured.figure,
      quotes: [quoteOf(measured.match.passage)],
    }
  )
}

/** 整治数（家）45 → 整治数45家 */
export const withUnits = (line: string): string => line.replace(/（([^（）]+)）(-?[\d.]+)(?![\d%])/g, '$2$1')

/** @param sides how each of the two may be read, the fullest first */
export function answerCompare(sides: readonly (readonly Question[])[], library: Library): Found | undefined {
  const [a, b] = sides.map((readings) => firstOf(readings, (one) => sideOf(one, library)))
  if (!a || !b || a.line === b.line) return undefined
  return { ...found(verdict(a, b), [...a.quotes, ...b.quotes]), computed: true }
}

function firstOf<T, R>(all: readonly T[], find: (one: T) => R | undefined): R | undefined {
  for (const one of all) {
    const result = find(one)
    if (result) return result
  }
  return undefined
}

function verdict(a: Side, b: Side): string {
  const other = a.figure.dimension === 'count' ? b.figure.value : convert(b.figure, a.figure.unit)
  if (other === undefined || a.figure.dimension !== b.figure.dimension)
    return `${a.line}；${b.line}（单位不同，不能直接比大小）`
  const order = compare(a.figure.value, other)
  if (order === 0) return `一样多：${a.line}；${b.line}`
  const [more, less] = order > 0 ? [a, b] : [b, a]
  return `较多：${more.line}；较少：${less.line}（按目标数相差${absolute(subtract(a.figure.value, other))}${a.figure.unit}）`
}
