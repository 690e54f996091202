/** What the rows of a table are: titles, heads of any depth, the body with merged cells spread over what they cover. */
import { markerOf } from '../structure/marker.ts'

/** Which rows of a printed table are title, head, body and notes, as indices of the grid's rows. */
export interface Shape {
  /** the words of lone cells above the head */
  readonly title: string
  /** 单位：家, where a lone cell above the head says so */
  readonly unit: string
  /** which rows make the head */
  readonly head: readonly number[]
  /** name of each column, outermost first, its unit behind: 处置僵尸企业 全年（家） */
  readonly header: readonly string[]
  readonly body: readonly BodyRow[]
  /** 注：…, below the body */
  readonly notes: readonly number[]
}

/** A row of the body, its merged cells filled in. */
export interface BodyRow {
  /** which row of the grid it is */
  readonly at: number
  readonly cells: readonly string[]
  /** of each cell: the row of the grid that prints it */
  readonly printed: readonly number[]
  /** the sub-heads that it stands under, outermost first: 一、经济发展 */
  readonly section: string
  /** the rows of the grid that print them */
  readonly heads: readonly number[]
  /** it is no part beside others, but made of them */
  readonly sum?: Sum
}

/**
 * What a row of sums covers: the whole table (合计), a part of it (小计), the rows under a sub-head that has figures
 * itself (`over`), or their average (`mean`).
 */
export type Sum = 'all' | 'part' | 'over' | 'mean'

type Row = readonly string[]

/** A line that gives the unit of all figures of a table: 单位：家. */
export const UNIT_LINE = /^[（(]?\s*(?:计量)?单位[:：]/
const NOTE = /^(?:备?注|说明)\s?\d{0,2}\s?[:：]/
/** Whether a line is a note below a table: 注：…. */
export const isNote = (line: string): boolean => NOTE.test(line.trim())

/**
 * Divides the rows of a printed table into titles, head, body and notes, and fills merged cells in.
 *
 * @param rows cells as printed: one that is merged with the cell before it is empty
 */
export function shapeOf(rows: readonly Row[]): Shape {
  const width = Math.max(0, ...rows.map((row) => row.length))
  const grid = rows.map((row) => Array.from({ length: width }, (_, at) => (row[at] ?? '').trim()))
  const above = grid.findIndex((row) => !isLone(row, width))
  const first = Math.max(0, above)
  const titles = grid.slice(0, first).map((row) => row.find(Boolean) ?? '')
  const last = endOfHead(grid, first)
  const head = Array.from({ length: last - first }, (_, at) => first + at)
  const names = head.map((at) => grid[at] ?? [])
  const rest = Array.from({ length: grid.length - last }, (_, at) => last + at)
  const notes = rest.filter((at) => NOTE.test(grid[at]?.find(Boolean) ?? '') && isLone(grid[at] ?? [], width))
  return {
    title: titles.filter((one) => !UNIT_LINE.test(one)).join(''),
    unit: titles.find((one) => UNIT_LINE.test(one)) ?? '',
    head,
    header: namesOf(names, width),
    body: withSums(bodyOf(grid, rest, names, notes)),
    notes,
  }
}

const filled = (row: Row): number => row.filter(Boolean).length
/** In a table of three columns or more: one cell says something for the whole row. */
const isLone = (row: Row, width: number): boolean =>
  width > 1 && filled(row) === 1 && (width > 2 || NOTE.test(row.find(Boolean) ?? ''))

const YEARLIKE =
  /^(?:19|20)\d\d(?:年|$|[-—–~～至])|^\d{1,2}(?:[-—–~～至]\d{1,2})?(?:月|季度)|^\d{1,2}[-—–~～至]\d{1,2}$/
const FIGURED = /^(?:[≥≤><约+-]|不[少低高]于|不超过)?\s{0,2}\d/
/** 12, ≥90%: what a body holds; 2025年 and 1—6月 name columns. */
const isFigure = (cell: string): boolean => FIGURED.test(cell) && !YEARLIKE.test(cell)

/** The row behind the last of the head. */
function endOfHead(grid: readonly Row[], first: number): number {
  let end = first + 1
  while (end < grid.length - 1 && goesOn(grid[end - 1] ?? [], grid[end] ?? [], grid[end + 1])) end++
  while (end < grid.length - 1 && (isUnits(grid[end] ?? []) || isNumbering(grid[end] ?? []))) end++
  return end
}

/** A row below the head is more of it where it parts what is merged above, names no row of its own and holds no figure. */
function goesOn(above: Row, row: Row, below: Row | undefined): boolean {
  const [stub = ''] = row
  if (!below || filled(row) === 0 || row.some(isFigure) || (stub !== '' && stub !== above[0])) return false
  if (above[0] === '' && stub === '' && filled(above) < 2) return false
  return row.some((cell, at) => at > 0 && cell !== '' && cell !== above[at] && isParted(above, at))
}

/** Merged with a neighbour: empty behind a name, or the same name twice. */
const isParted = (above: Row, at: number): boolean =>
  above[at] === '' ||
  above[at] === above[at - 1] ||
  (above[at + 1] === '' && at + 1 < above.length) ||
  above[at] === above[at + 1]

/** （家） | （亩） below the names of their columns. */
const isUnits = (row: Row): boolean =>
  filled(row) > 0 &&
  row.every(
    (cell, at) =>
      cell === '' || /^[（(][^（）()\d]{1,8}[）)]$/.test(cell) || (at === 0 && /^(?:计量)?单位$/.test(cell)),
  )

const ORDER = '甲乙丙丁戊己'
/** 甲 | 乙 | 1 | 2 | 3: columns counted. */
function isNumbering(row: Row): boolean {
  const counts = row.filter((cell) => !ORDER.includes(cell) || cell === '')
  return (
    row.length > 2 && counts.length > 1 && counts.every((cell, at) => cell === String(at + 1)) && row.every(Boolean)
  )
}

const UNIT_END = /[（(]([^（）()、]{1,10})[）)]$/

/** Names of the columns: what stands above, each level once, merged names carried over what they cover. */
function namesOf(levels: readonly Row[], width: number): string[] {
  const paths: string[][] = Array.from({ length: width }, () => [])
  for (const level of levels.filter((row) => !isNumbering(row))) {
    const before = paths.map((path) => path.join('/'))
    let carried = ''
    for (let at = 0; at < width; at++) {
      const own = level[at] ?? ''
      carried = own || (at > 0 && before[at] === before[at - 1] && levels.length > 1 ? carried : '')
      if (carried && paths[at]?.at(-1) !== carried) paths[at]?.push(carried)
    }
  }
  return paths.map((path) => {
    const unit = path.map((name) => UNIT_END.exec(name)?.[0]).findLast(Boolean) ?? ''
    return `${path
      .map((name) => name.replace(UNIT_END, ''))
      .filter(Boolean)
      .join(' ')}${unit}`
  })
}

function bodyOf(
  grid: readonly Row[],
  rest: readonly number[],
  head: readonly Row[],
  notes: readonly number[],
): BodyRow[] {
  const width = grid[0]?.length ?? 0
  const repeated = new Set(head.map((row) => row.join('\n')))
  const rows = rest.filter((at) => !notes.includes(at) && filled(grid[at] ?? []) > 0)
  const ending = commonEnding(rows.map((at) => grid[at] ?? []).filter((row) => !isLone(row, width)))
  const merged = mergedColumns(rows.map((at) => grid[at] ?? []).filter((row) => !isLone(row, width)))
  const levels = levelsOf(rows.map((at) => grid[at] ?? []))
  const isLevelled = levels.some((level) => level !== undefined)
  const body: BodyRow[] = []
  let heads: readonly Head[] = []
  for (const [index, at] of rows.entries()) {
    const row = grid[at] ?? []
    // A table that runs over pages repeats its head.
    if (repeated.has(row.join('\n'))) continue
    const level = levels[index]
    const lone = isLone(row, width) ? (row.find(Boolean) ?? '') : ''
    if (lone && row[0] !== '' && !(ending && lone.endsWith(ending)) && level === undefined) {
      heads = [{ level: 0, name: lone, at }]
      continue
    }
    if (level !== undefined) heads = heads.filter((head) => head.level < level)
    // 合计 closes what is numbered; 小计 stands under its own head.
    else if (isLevelled && isTotal(row) && !row.some(isSubtotalName)) heads = []
    const printed = { at, cells: row, section: sectionOf(heads) }
    const made = { ...spread(printed, body.at(-1), merged), heads: heads.map((head) => head.at) }
    if (level === undefined) {
      body.push(made)
      continue
    }
    const [name, ...more] = row[0] && isOrdinal(row[0]) ? row.slice(1).filter(Boolean) : row.filter(Boolean)
    heads = [...heads, { level, name: name ?? row[0] ?? '', at }]
    if (more.length > 0) body.push({ ...made, sum: 'over' })
  }
  return body
}

interface Head {
  readonly level: number
  readonly name: string
  readonly at: number
}

const sectionOf = (heads: readonly Head[]): string => heads.map(({ name }) => name).join('/')

/**
 * The path of a sub-head below another: 一、经济发展/（一）工业. The sub-head alone where there is no outer one.
 *
 * @param name the sub-head as the table prints it
 */
export const under = (section: string, name: string): string => (section ? `${section}/${name}` : name)

const ORDINAL = /^[（(]?[一二三四五六七八九十]{1,3}[）)]?$/
/** 一, （二）: a number in a cell of its own. */
const isOrdinal = (cell: string): boolean => ORDINAL.test(cell)

/** 一、 is above （一）, both are above 1. and what has no number. */
function rankOf([first = '', second = '']: Row): number {
  const said = isOrdinal(first) && second !== '' ? (/^[（(]/.test(first) ? first : `${first}、`) : first
  const { kind } = markerOf(said) ?? {}
  return kind === 'point' ? 0 : kind === 'item' ? 1 : 2
}

/**
 * How deep a sub-head stands, of each row that is one: numbered, with rows under it that are numbered lower or not at all,
 * as most of its rank have: 三、其他 above 合计 or above one row more is a row as 一、 and 二、 are.
 */
function levelsOf(rows: readonly Row[]): (number | undefined)[] {
  const ranks = rows.map(rankOf)
  const holds = rows.map((_, at) => (ranks[at + 1] ?? 0) > (ranks[at] ?? 0) && !isTotal(rows[at + 1] ?? []))
  const mostHold = [0, 1].map((rank) => {
    const alike = holds.filter((_, at) => ranks[at] === rank)
    return alike.filter(Boolean).length * 2 > alike.length
  })
  return ranks.map((rank, at) => (holds[at] && mostHold[rank] ? rank : undefined))
}

/** 市 of 临江市, 安平市: a lone cell that ends alike is a row without figures, not a sub-head. */
function commonEnding(rows: readonly Row[]): string {
  const endings = rows.map((row) => (row.find((cell) => cell !== '' && !/^\d+$/.test(cell)) ?? '').slice(-1))
  const most = endings.find((one) => one && endings.filter((other) => other === one).length * 2 > endings.length)
  return rows.length > 1 ? (most ?? '') : ''
}

/** Which columns are printed once for several rows: names at the front, and what only rows with a name of their own print. */
function mergedColumns(rows: readonly Row[]): number[] {
  const width = rows[0]?.length ?? 0
  const columns = Array.from({ length: width }, (_, at) => at)
  const first = columns.find((at) => rows.filter((row) => isFigure(row[at] ?? '')).length * 2 > rows.length)
  const leading = first === undefined ? 1 : Math.max(1, first)
  const unnamed = rows.filter((row) => row[0] === '')
  return columns.filter((at) => at < leading || (unnamed.length > 0 && unnamed.every((row) => row[at] === '')))
}

/** What is printed once holds for the rows below that print none, as far as they lie under the same name. */
function spread(
  row: Pick<BodyRow, 'at' | 'cells' | 'section'>,
  above: BodyRow | undefined,
  merged: readonly number[],
): Omit<BodyRow, 'heads'> {
  const cells = [...row.cells]
  const printed = cells.map(() => row.at)
  const isOfAll = isTotal(cells) && !cells.some(isSubtotalName)
  if (!above || above.section !== row.section || isTotal(above.cells) || isOfAll) return { ...row, cells, printed }
  for (const column of merged) {
    const cell = above.cells[column] ?? ''
    const isUnder = column === 0 || (cells[0] === above.cells[0] && printed[0] !== row.at)
    if (row.cells[column] !== '' || isFigure(cell) || !isUnder) continue
    cells[column] = cell
    printed[column] = above.printed[column] ?? row.at
  }
  return { ...row, cells, printed }
}

/** Names that stand for a whole in the first cells of a row. */
const STUB = 3
const TOTAL = /^(?:合\s*计|总\s*计|小\s*计|共\s*计|累\s*计|合计数|总数|总计数|全[省市县区]合计|总体)$/
const WHOLE = /^全[省市县区]$/
const MEAN = /^(?:全?[省市县区])?平均(?:值|数|分|水平)?$/
const isSubtotalName = (name: string): boolean => /^小\s*计$/.test(name)

/** Whether a name says that it is the sum of others: 合计, 全省, 累计（家）. */
export function isTotalName(name: string): boolean {
  const bare = name.replace(UNIT_END, '').trim()
  return TOTAL.test(bare) || WHOLE.test(bare)
}

/** A row that begins with the name of a sum takes no name from above. */
const isTotal = (cells: Row): boolean => {
  const [first = ''] = cells.filter((cell) => cell !== '' && !/^\d+$/.test(cell))
  return WHOLE.test(first) || cells.slice(0, STUB).some((cell) => TOTAL.test(cell.replace(UNIT_END, '').trim()))
}

/** 智慧水利平台 | 全市 is done in all of it and no sum: nothing else in the table has that name. */
function withSums(body: readonly BodyRow[]): BodyRow[] {
  return body.map((row) => {
    const { cells } = row
    const at = cells.slice(0, STUB).findIndex((cell) => isTotalName(cell) || MEAN.test(cell))
    const name = cells[at] ?? ''
    const before = Array.from({ length: Math.max(0, at) }, (_, column) => column).filter(
      (column) => cells[column] !== '' && !/^\d+$/.test(cells[column] ?? ''),
    )
    const isShared = before.every((column) => body.some((one) => one !== row && one.cells[column] === cells[column]))
    if (row.sum || at < 0 || (WHOLE.test(name) && !isShared)) return row
    return { ...row, sum: MEAN.test(name) ? 'mean' : isSubtotalName(name) || before.length > 0 ? 'part' : 'all' }
  })
}
