/** Goals, results and bodies that a table states: by row (指标, 单位, 目标, 责任单位), by place and column, or with places across. */
import type { Table } from '../structure/document.ts'
import { type Column, columnsOf, unitIn, unitOf, unitOfLine, withoutUnit } from '../table/column.ts'
import { isTotalName } from '../table/shape.ts'
import { figuresOf } from './figure.ts'
import { type MeasuredTarget, type TargetFigure, targetsIn } from './target.ts'
import { periodOf } from './time-words.ts'

/** The goals and bodies that one row of a table states. */
export interface GridFacts {
  /** index of the row among `table.rows` */
  readonly row: number
  readonly measured: readonly (MeasuredTarget & Pick<ScopedFigure, 'scope'>)[]
  readonly bodies: readonly { readonly body: string; readonly role: string; readonly task: string }[]
}

const OBJECT = /指标|项目|内容|任务|事项|工作|名称|措施|类别/
const PLACE = /地区|区域|城市|县|市|乡镇|街道|单位名称|行业|领域|园区/
const GOAL = /目标|任务数|计划|指标值|任务量|数量|任务/
const RESULT = /实际|完成(?!时)|上年|去年|基数|现状|基期|时限|时间|进度|备注|序号|编号|比例尺/
const BODY = /责任|牵头|配合|主办|协办|部门/
const VALUE =
  /^(≥|≤|>|<|不少于|不低于|不超过|达到|约|增长|下降|降低|提高|[+-])?\s{0,4}(\d[\d,]*(?:\.\d+)?)\s{0,4}([^\d\s（(≥≤]{0,8}?)\s{0,4}[（(]?(以上|左右|以内|以下)?[）)]?$/

/** A figure, and the place whose it is where one is named. */
type ScopedFigure = TargetFigure & { readonly scope?: string }

/** Which column says what. */
interface Roles {
  readonly object: Column | undefined
  /** outermost first: 市, 县 */
  readonly places: readonly Column[]
  readonly goals: readonly Column[]
  readonly results: readonly Column[]
  readonly bodies: readonly Column[]
  /** the goals' columns are named by places */
  readonly isAcross: boolean
  /** goals stand in columns that are named as such */
  readonly isNamed: boolean
}

/**
 * The goals and results in a table, row by row, each named by its row and column. Rows without any are left out.
 *
 * @param caption heading path and the lines between caption and header, such as 单位：家
 * @param year the document's: columns of earlier years are results
 */
export function factsOfTable(table: Table, caption: string, year?: number): GridFacts[] {
  const roles = rolesOf(table, caption, year)
  const last = year === undefined ? undefined : `${year - 1}年`
  return table.rows.map((cells, row) => {
    const task = cellOf(cells, roles.object)
    // 合计 and 一、工业项目 are what other rows come to, and nothing that is done beside them.
    if (isMadeOf(table, row, task)) return { row, measured: [], bodies: [] }
    const wordy = roles.object && !roles.isNamed ? targetsIn(task, { goals: true }) : []
    const stated = (column: Column): ScopedFigure[] => statedIn({ table, cells, column, caption }, roles)
    const goals = roles.goals.flatMap(stated)
    const results = roles.results.flatMap((column) =>
      stated(column).map((one) => ({ ...(last && { period: last }), ...one })),
    )
    return {
      row,
      measured: [
        ...[...goals, ...wordy].map((one) => ({ kind: 'target' as const, ...one })),
        ...results.map((one) => ({ kind: 'result' as const, ...one })),
      ],
      bodies: roles.bodies.flatMap((column) => {
        const body = cellOf(cells, column)
        return body ? [{ body, role: column.name, task }] : []
      }),
    }
  })
}

const isMadeOf = ({ places }: Table, row: number, task: string): boolean => {
  const sum = places[row]?.sum
  return task !== '' && sum !== undefined && (sum === 'over' || isTotalName(task))
}

const cellOf = (cells: readonly string[], column: Column | undefined): string =>
  column === undefined ? '' : (cells[column.at] ?? '').trim()

function rolesOf(table: Table, caption: string, year: number | undefined): Roles {
  const columns = columnsOf(table).map((one) => ({ ...one, name: one.name.replace(/\s(?=[（(])/g, '') }))
  const texts = columns.filter(
    ({ name, at }) => OBJECT.test(name) && !BODY.test(name) && !RESULT.test(name) && isWordy(table, at),
  )
  const object = texts.find(({ name }) => /名称|指标|项目/.test(name)) ?? texts[0]
  const places = columns.filter(
    ({ name, at }) => at !== object?.at && PLACE.test(name) && !BODY.test(name) && isWordy(table, at),
  )
  const free = columns.filter((one) => one.at !== object?.at && !places.includes(one) && !BODY.test(one.name))
  const values = free.filter(
    ({ name, at }) => !RESULT.test(name) && (isNumeric(table, at) || (GOAL.test(name) && hasFigures(table, at))),
  )
  const across = values.filter(({ name }) => isPlaceName(withoutUnit(name)) || isTotalName(name))
  const isAcross = object !== undefined && across.length > 1
  const named = withoutBaseline(
    values.filter(({ name }) => GOAL.test(name) || YEAR.test(name)),
    year,
  )
  // A form to be filled in or a list of firms sets no goals.
  const sets = named.length > 0 || GOAL.test(`${caption}${table.caption}${table.header.join('')}`)
  return {
    object,
    places,
    isAcross,
    isNamed: named.length > 0,
    goals: sets ? (isAcross ? across : object && named.length ? named : values) : [],
    results: free.filter(({ name, at }) => REACHED.test(name) && isNumeric(table, at)),
    bodies: columns.filter(({ name }) => BODY.test(name)),
  }
}

interface Cell {
  readonly table: Table
  /** of its row */
  readonly cells: readonly string[]
  readonly column: Column
  readonly caption: string
}

/** What one cell states. */
function statedIn(
  { table, cells, column, caption }: Cell,
  { object, places, isAcross, isNamed }: Roles,
): ScopedFigure[] {
  const task = cellOf(cells, object)
  const worded = object && task ? task : columnName(column.name)
  if (!worded || !(object || places.length)) return []
  const period = periodOf(column.name)
  const read = readCell(cellOf(cells, column), unitOf(table, cells, column) || unitIn(task) || unitOfLine(caption))
  if (!read) return object && isNamed ? inCell(`${worded}${cellOf(cells, column)}`, period) : []
  const scope = isAcross ? (isTotalName(column.name) ? '' : withoutUnit(column.name)) : placeOf(cells, places)
  return [{ object: withoutUnit(worded), ...read, ...(period ? { period } : {}), ...(scope ? { scope } : {}) }]
}

/** The finest place that a row names; none for the sum of all. */
function placeOf(cells: readonly string[], places: readonly Column[]): string {
  return (
    places
      .map((column) => cellOf(cells, column))
      .filter((one) => one && !isTotalName(one))
      .at(-1) ?? ''
  )
}

const PLACED = /^[\u4e00-\u9fa5]{2,8}(?:[市县区州旗镇乡村]|街道)$/
/** Whether a name ends as names of places do: 城关街道, 临江市. Not looked up in any roster. */
export const isPlaceName = (name: string): boolean => PLACED.test(name)
const REACHED = /实际|完成(?!时|率)|上年|去年/

const YEAR = /(20\d\d)年?/

/** Of columns 2020年 and 2025年 the first is where one starts from, unless it says that it is a goal too. */
function withoutBaseline<C extends { readonly name: string }>(columns: readonly C[], year: number | undefined): C[] {
  const yearOf = ({ name }: C): number => Number(YEAR.exec(name)?.[1] ?? 9999)
  const plain = columns.filter((column) => YEAR.test(column.name) && !GOAL.test(column.name))
  const years = plain.map(yearOf)
  const spread = years.length === 2 && Math.max(...years) - Math.min(...years) > 1
  return columns.filter((column) => {
    if (!plain.includes(column)) return year === undefined || yearOf(column) >= year
    return !(year !== undefined && yearOf(column) < year) && !(spread && yearOf(column) === Math.min(...years))
  })
}

/** 力争4万吨标准煤以上: a cell that says more than a number. */
const inCell = (text: string, period: string | undefined): TargetFigure[] =>
  targetsIn(text, { goals: true }).map((one) => ({ ...one, ...(period ? { period } : {}) }))

const isNumeric = (table: Table, at: number): boolean =>
  table.rows.filter((row) => VALUE.test((row[at] ?? '').trim())).length * 2 >= table.rows.length

const hasFigures = (table: Table, at: number): boolean =>
  table.rows.filter((row) => /\d/.test(row[at] ?? '')).length * 2 >= table.rows.length

const isWordy = (table: Table, at: number): boolean =>
  table.rows.some((row) => /[\u4e00-\u9fa5]{2}/.test(row[at] ?? '')) && !isNumeric(table, at)

function readCell(
  text: string,
  unit: string,
): Pick<TargetFigure, 'number' | 'upper' | 'unit' | 'qualifiers'> | undefined {
  const bare = text.replace(/\s/g, '')
  const match = VALUE.exec(bare)
  if (!match?.[2]) return rangeIn(bare) ?? rangeIn(`${bare}${unit}`)
  return {
    number: match[2],
    unit: match[3] || unit,
    qualifiers: [match[1], match[4]].filter((one): one is string => Boolean(one)),
  }
}

/** 4.5—4.8, its unit in the cell or beside it: a cell that is one figure with two ends. */
function rangeIn(text: string): Pick<TargetFigure, 'number' | 'upper' | 'unit' | 'qualifiers'> | undefined {
  const [figure] = figuresOf(text)
  if (figure?.upper === undefined || figure.from > 0 || figure.to < text.length) return undefined
  const { number, upper, unit, after } = figure
  return { number, upper, unit, qualifiers: after ? [after] : [] }
}

/** 处置企业 全年 → 处置企业: what says when, or that it is a goal, is no part of the object. */
const columnName = (text: string): string =>
  withoutUnit(text)
    .split(' ')
    .map((part) => part.replace(/^20\d\d年(?:度)?|(?:目标|任务|计划|任务数|目标值|实际完成|完成数?|实际)$/g, ''))
    .filter((part) => part !== '' && periodOf(part) !== part)
    .join('')
