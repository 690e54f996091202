/** What the columns of a table hold: names, figures with their unit, bodies, times, where something is. */
import { figuresOf } from '../facts/figure.ts'
import type { Table } from '../structure/document.ts'

/**
 * What the cells of a column are. `serial` numbers the rows, `body` names who is responsible, `name` names what the
 * row is about.
 */
export type ColumnKind = 'serial' | 'unit' | 'body' | 'time' | 'place' | 'note' | 'figure' | 'name'

/** A column of a table: its index, its name, and what its cells are. */
export interface Column {
  readonly at: number
  readonly name: string
  readonly kind: ColumnKind
}

const SERIAL = /^(?:序\s*号|编\s*号|次\s*序|项\s*次)$/
const UNIT = /^(?:计量)?单\s?位$/
const BODY = /责任|牵头|配合|主办|协办|承办|部门|负责|主管|实施主体|单位$/
const TIME = /时限|时间(?!长)|期限|日期|进度/
const PLACE = /地点$|地址$|位置$|所在地$/
const NOTE = /^(?:备\s?注|说\s?明)$/
const FIGURE = /^(?:[≥≤><约+-]|[不少低高]{2}于|不超过|达到?|增长|下降|降低|提高)?\s{0,4}\d[\d,]*(?:\.\d+)?(?!\d*[年月])/
/** 2024—2026年, 6月底: a time; 0575-8001, 13800000000: a number to call. Neither is a figure. */
const NAMELY = /^(?:19|20)\d\d\s?[年./\-—–－~～至]|^\d{1,2}\s?月|^0\d|^1\d{10}$/

const known = new WeakMap<Table, readonly Column[]>()

/** A table's columns in reading order, with what kind of cells each holds; worked out once a table. */
export function columnsOf(table: Table): readonly Column[] {
  const made = known.get(table) ?? table.header.map((name, at) => ({ at, name, kind: kindOf(table, name.trim(), at) }))
  known.set(table, made)
  return made
}

function kindOf(table: Table, name: string, at: number): ColumnKind {
  const cells = table.rows.map((row) => (row[at] ?? '').trim()).filter(Boolean)
  const figures = cells.filter(isFigure).length
  if (SERIAL.test(name) || (name === '' && cells.every((cell) => /^\d{1,3}$/.test(cell)))) return 'serial'
  if (UNIT.test(name) && cells.every(isUnit)) return 'unit'
  if (NOTE.test(name)) return 'note'
  if (figures * 2 < cells.length || cells.length === 0) {
    if (BODY.test(name)) return 'body'
    if (TIME.test(name)) return 'time'
    if (PLACE.test(name)) return 'place'
  }
  return figures > 0 && figures * 2 >= cells.length ? 'figure' : 'name'
}

/** 3家以上; 80周岁及以上本市户籍老年人 is words. */
const MOST_WORDS = 8
const isFigure = (cell: string): boolean =>
  FIGURE.test(cell) && !NAMELY.test(cell) && (cell.match(/[\u3400-\u9fff]/g)?.length ?? 0) <= MOST_WORDS

/** 家, 万人, 1/10万 */
const isUnit = (cell: string): boolean => cell.length <= 8 && !/\d/.test(cell.replace(/\d?\/\d+/g, ''))

const BRACKETED = /[（(]([^（）()、\d]{1,10})[）)]$/
const IN_BRACKETS = /[（(][^（）()、]{1,10}[）)]$/

/** The unit in brackets behind a name: 处置僵尸企业（家） → 家. */
export const unitIn = (name: string): string => BRACKETED.exec(name.trim())?.[1] ?? ''

/** A column's name without what stands in brackets: 处置僵尸企业（家） → 处置僵尸企业. */
export const withoutUnit = (name: string): string => name.replace(IN_BRACKETS, '').trim()

const GOAL = /目标|任务|计划|指标值|预期/
const RESULT = /实际|完成(?!时|率)|上年|去年|基数|现状|基期/
const LAST = /上年|去年/
const YEAR = /(?<!\d)20\d\d(?!\d)/g

/**
 * Whether a column's name says that its figures are goals (目标, 任务) or results (完成, 实际); undefined where it
 * says neither.
 */
export const senseOf = ({ name }: Column): 'goal' | 'result' | undefined =>
  GOAL.test(name) ? 'goal' : RESULT.test(name) ? 'result' : undefined

/**
 * The years that a column's figures are of: those that its name says, else those of the table's caption, else the paper's.
 * @param year the paper's
 * @returns none where nothing tells
 */
export function yearsOf({ name }: Column, { caption }: Table, year: number | undefined): number[] {
  for (const words of [name, caption]) {
    const said = [...words.matchAll(YEAR)].map(([one]) => Number(one))
    const [first = 0, last = first] = [Math.min(...said), Math.max(...said)]
    // 2024—2026年
    if (said.length > 0) return Array.from({ length: Math.min(20, last - first + 1) }, (_, at) => first + at)
    if (year !== undefined && LAST.test(words)) return [year - 1]
  }
  return year === undefined ? [] : [year]
}

/** The levels of a column's name, outermost first, without years, units and 其中. */
export const levelsOf = (name: string): string[] =>
  withoutUnit(name)
    .split(' ')
    .map((level) => level.replace(/(?:19|20)\d\d年?/g, '').replace(/^其中[:：]?/, ''))
    .filter(Boolean)

/** A column's name in one, as it is said before a figure: 播种面积 2022年目标（万亩） → 播种面积2022年目标. */
export const saidOf = (name: string): string =>
  withoutUnit(name)
    .replace(/其中[:：]?/g, '')
    .replaceAll(' ', '')

/** The unit in a line such as 单位：家; '' where it names none or several. */
export const unitOfLine = (line: string): string =>
  /单位[：:]\s{0,4}([^、，,；）)\s]{1,20})(?=[）)\s]|$)/.exec(line)?.[1] ?? ''

/**
 * A bare number's unit: in a column of its own, in brackets behind its row's name or its column's, or said of the table.
 * @returns '' where none is said
 */
export function unitOf(table: Table, row: readonly string[], column: Column): string {
  const columns = columnsOf(table)
  const own = columns.find((one) => one.kind === 'unit')
  const named = columns
    .filter((one) => one.kind === 'name' && one.at < column.at)
    .map((one) => unitIn(row[one.at] ?? ''))
    .filter(counts)
  const counted = unitIn(column.name) || (SCORE.test(column.name) ? '分' : '')
  return (
    (own && (row[own.at] ?? '').trim()) ||
    named.find(Boolean) ||
    counted ||
    unitOfLine(table.unit) ||
    moneyOf(table.unit, column)
  )
}

const MONEY = /资金|金额|经费|投资|预算|补助|产值|收入/
/** 单位：万元、亩: of several the one that is money belongs to columns that name money. */
function moneyOf(line: string, { name }: Column): string {
  const units = line.replace(/^[^:：]{0,8}[:：]|[）)]$/g, '').split(/[、，,；;]/)
  return MONEY.test(name) ? (units.find((one) => one.trim().endsWith('元'))?.trim() ?? '') : ''
}

/** 家, 万标箱: what stands in brackets behind a row's name may as well be another name: 视频监控（“明厨亮灶”）. */
const counts = (word: string): boolean => SCALED.test(word) || figuresOf(`1${word}`)[0]?.unit === word
const SCALED = /^[十百千]?[万亿]./

const SCORE = /(?:分值|得分|分数|满分)$/

/**
 * The words that name a row: cells before its first figure, without counts, units and times; its first cell where none
 * do.
 */
export function nameOf(table: Table, row: readonly string[]): string[] {
  const columns = columnsOf(table)
  const first = columns.findIndex((one) => one.kind === 'figure')
  const stub = columns.filter((one) => one.kind === 'name' && (first <= 0 || one.at < first))
  const names = stub.length ? stub : columns.filter((one) => one.kind === 'body' || one.kind === 'name')
  const said = names.map((one) => (row[one.at] ?? '').trim()).filter(Boolean)
  return said.length ? said : row.filter(Boolean).slice(0, 1)
}
