/** Answers from tables: the row that is meant, the column that is asked for. */

import { type Found, found, quotesOf } from '../answer/outcome.ts'
import { holding } from '../evidence/match.ts'
import type { Cell } from '../evidence/paper.ts'
import type { Near } from '../evidence/rank.ts'
import type { Question } from '../question/question.ts'
import { flat } from '../words/normalise.ts'

const UNIT_COLUMN = /单位(?!名称)|计量/
const AIM_COLUMN = /目标|计划|任务|指标值|数值|数量/
const BODY_COLUMN = /责任|牵头|负责|主管|配合|部门|单位|实施主体/
const TIME_COLUMN = /时限|时间|期限|日期|进度/
/** Share of what is asked that the row must hold itself. */
const OWN = 0.5
/** Rows that fit alike are the members of a list. */
const ALIKE = 0.05
/** 企业 names no row. */
const TOLD = 0.45
const TIE = 0.02
const DISTINCT = 0.5

/** @returns undefined when no row fits better than the running text, or the row lacks what is asked */
export function rowFor(question: Question, near: readonly Near[]): Found | undefined {
  const [best, next] = near.filter((one) => one.passage.kind === 'row' && one.unmet.length === 0)
  if (!best || best.coverage < 0.6 || best.missing.length > 0) return undefined
  const cells = best.passage.cells ?? []
  const name = nameOf(cells)
  if (!namesRow(question, name)) return undefined
  const weight = question.terms.reduce((sum, term) => sum + term.weight, 0)
  const held = question.terms.reduce((sum, term) => sum + term.weight * holding(term, best.passage.flat), 0)
  if (held < weight * OWN) return undefined
  // 企业 alone fits row after row.
  if (next && next.coverage > best.coverage - TIE && !question.terms.some((term) => term.weight >= DISTINCT))
    return undefined
  if (question.slot === 'list') {
    const alike = near.filter(
      (one) =>
        one.passage.kind === 'row' &&
        one.passage.provision === best.passage.provision &&
        one.coverage >= best.coverage - ALIKE &&
        one.unmet.length === 0,
    )
    if (alike.length > 1)
      return found(alike.map((one) => nameOf(one.passage.cells ?? [])).join('、'), [
        ...new Set(alike.slice(0, 10).flatMap((one) => quotesOf(one.passage))),
      ])
  }
  const wanted = columnsFor(question, cells)
  if (!wanted.length) return undefined
  const unit = cells.find((cell) => UNIT_COLUMN.test(cell.column) && !BODY_COLUMN.test(cell.column.replace('单位', '')))
  const values = wanted.map((cell) => `${cell.column}${valueIn(cell, unit)}`)
  return { ...found(`${name}：${values.join('，')}`, quotesOf(best.passage)), computed: true }
}

/** The row is one that the question names: 白沙市, not any row of the column that it asks about. */
const namesRow = (question: Question, name: string): boolean =>
  question.places.some((one) => flat(name).includes(one.place.name)) ||
  question.terms.some((term) => term.weight >= TOLD && holding(term, flat(name)) >= 0.7) ||
  (/合计|总计|全省|全市|全县/.test(name) && /全省|全市|全县|合计|总共|一共|总/.test(question.text))

/** The leading cells that are words: 钢铁 吨钢综合能耗, without serial number, unit and bodies. */
function nameOf(cells: readonly Cell[]): string {
  const rest = cells.filter((cell) => !/^[\d.、（）()]*$/.test(cell.value) || !cell.value)
  // What stands behind the figures (属性：预期性) is no part of the name.
  const first = rest.findIndex((cell) => UNIT_COLUMN.test(cell.column) || /^[\d.,]+/.test(cell.value))
  const named = (first > 0 ? rest.slice(0, first) : rest).filter(
    (cell) =>
      !UNIT_COLUMN.test(cell.column) &&
      !BODY_COLUMN.test(cell.column) &&
      !TIME_COLUMN.test(cell.column) &&
      !/\d/.test(cell.value.slice(0, 1)),
  )
  return named
    .slice(0, 2)
    .map((cell) => cell.value)
    .filter(Boolean)
    .join(' ')
}

function valueIn(cell: Cell, unit: Cell | undefined): string {
  const bare = /^[≥≤><约]?\s*-?[\d.,]+$/.test(cell.value)
  return bare ? `${cell.value}${unit?.value ?? ''}` : cell.value
}

function columnsFor(question: Question, cells: readonly Cell[]): Cell[] {
  const filled = cells.filter((cell) => cell.value && cell.column)
  const years = question.years.map((one) => String(one.year))
  const byYear = filled.filter((cell) => years.some((year) => cell.column.includes(year)))
  if (byYear.length) return byYear
  if (question.slot === 'body' || question.slot === 'person' || question.attributes.some((one) => one.attribute.who))
    return filled.filter((cell) => BODY_COLUMN.test(cell.column) && !/^计量/.test(cell.column))
  if (question.slot === 'time' || question.slot === 'length')
    return filled.filter((cell) => TIME_COLUMN.test(cell.column))
  const named = filled.filter((cell) => question.terms.some((term) => holding(term, flat(cell.column)) === 1))
  if (named.length) return named
  const numeric = filled.filter((cell) => /\d/.test(cell.value) && !/序号|编号/.test(cell.column))
  if (question.slot === 'number' || question.slot === 'open') {
    const aims = numeric.filter((cell) => AIM_COLUMN.test(cell.column))
    return aims.length ? aims : numeric
  }
  return filled.filter((cell) => !/序号/.test(cell.column))
}
