/** Tables that are ruled: words stand in the cell that the lines around them make, however near to each other. */
import { COLUMNS, linesOf, type TextRun } from './page.ts'
import { below, rowsAsLines } from './rows.ts'
import type { RuledLine } from './ruling.ts'
import { clearedOf, turned } from './watermark.ts'

/** The pieces of text and the drawn lines of one page, in points. */
export interface Page {
  readonly pieces: readonly TextRun[]
  readonly rules: readonly RuledLine[]
}

/**
 * The text of pages as they are laid out, from top to bottom, a ruled table as rows of cells; a form feed parts
 * pages.
 *
 * @returns text; pages: the pieces of each page that are its text; aside: words that lie across pages (watermarks),
 *   left out
 */
export function laidOut(printed: readonly Page[]) {
  const { pages, turns, aside } = clearedOf(printed.map(({ pieces }) => pieces))
  const margin = Math.min(
    ...pages
      .flat()
      .filter((piece) => piece.text.trim())
      .map((piece) => piece.x),
  )
  const text = pages
    .map((pieces, at) => pageLines(pieces, margin, turnedRules(printed[at]?.rules ?? [], turns[at] ?? 0)).join('\n'))
    .join('\n\f')
  return { text, pages, aside }
}

const turnedRules = (rules: readonly RuledLine[], turn: number): RuledLine[] =>
  rules.map((rule) => {
    const [from, to] = [turned(rule, turn), turned({ x: rule.toX, y: rule.toY }, turn)]
    return { ...from, toX: to.x, toY: to.y }
  })

/** A page's text from top to bottom, a ruled table as rows of cells. @param margin where its lines begin */
export function pageLines(pieces: readonly TextRun[], margin: number, rules: readonly RuledLine[]): string[] {
  const lines: string[] = []
  let rest = pieces
  for (const frame of framesOf(rules)) {
    const inside = rest.filter((piece) => holds(frame, piece))
    const above = rest.filter((piece) => !inside.includes(piece) && middleOf(piece).y > frame.top)
    const below = rest.filter((piece) => !inside.includes(piece) && !above.includes(piece))
    // A row alone is a table's where its page ends or begins, and a number or a running head stands beyond it.
    if (frame.ys.length < 3 && ![above, below].some((beyond) => linesOf(beyond, 0).length < 3)) continue
    rest = below
    // Two tables one below the other are parted by a line.
    lines.push(...(above.length ? linesOf(above, margin) : ['']), ...rowsAsLines(rowsOf(frame, inside), true))
  }
  return [...lines, ...(lines.length && rest.length ? [''] : []), ...linesOf(rest, margin)]
}

/** A table's lines: where they lie, and between which cells. */
interface Frame {
  /** from left to right */
  readonly xs: readonly number[]
  /** from top to bottom */
  readonly ys: readonly number[]
  readonly top: number
  readonly level: readonly Line[]
  readonly upright: readonly Line[]
}

/** A line along one axis. */
interface Line {
  readonly at: number
  from: number
  to: number
}

/** Lines no farther apart meet. */
const NEAR = 3
/** Nobody's table is ruled with more; beyond it is a drawing. */
const MOST = 800

/** Tables of two columns at least, from the top of the page. */
function framesOf(rules: readonly RuledLine[]): Frame[] {
  const level = joined(rules.flatMap(({ x, y, toX, toY }) => (Math.abs(y - toY) < 1 ? [lineOf(y, x, toX)] : [])))
  const upright = joined(rules.flatMap(({ x, y, toX, toY }) => (Math.abs(x - toX) < 1 ? [lineOf(x, y, toY)] : [])))
  if (level.length + upright.length > MOST) return []
  return groupsOf(level, upright)
    .map((group) => ({
      ...group,
      xs: stopsOf([...group.upright.map(({ at }) => at), ...endsOf(group.level)]),
      ys: stopsOf([...group.level.map(({ at }) => at), ...endsOf(group.upright)]).reverse(),
    }))
    .map((group) => ({ ...group, top: group.ys[0] ?? 0 }))
    .filter(({ xs, ys }) => xs.length > 2 && ys.length > 1)
    .sort((a, b) => b.top - a.top)
}

const lineOf = (at: number, one: number, other: number): Line => ({
  at,
  from: Math.min(one, other),
  to: Math.max(one, other),
})

/** Each cell draws its own part of a line. */
function joined(lines: readonly Line[]): Line[] {
  const rows: Line[][] = []
  for (const line of [...lines].sort((a, b) => a.at - b.at)) {
    const row = rows.at(-1)
    if (row?.[0] && line.at - row[0].at < NEAR) row.push(line)
    else rows.push([line])
  }
  return rows.flatMap((row) => {
    const whole: Line[] = []
    for (const line of row.sort((a, b) => a.from - b.from)) {
      const last = whole.at(-1)
      if (last && line.from - last.to < NEAR) last.to = Math.max(last.to, line.to)
      else whole.push({ ...line, at: row[0]?.at ?? line.at })
    }
    return whole.filter(({ from, to }) => to - from > NEAR)
  })
}

/** Lines that meet belong to one table. */
function groupsOf(level: readonly Line[], upright: readonly Line[]): Pick<Frame, 'level' | 'upright'>[] {
  const groups: { level: Set<Line>; upright: Set<Line> }[] = []
  for (const line of level) {
    const met = upright.filter((one) => meets(line, one))
    if (met.length === 0) continue
    const own = { level: new Set([line]), upright: new Set(met) }
    for (const other of groups.filter((group) => met.some((one) => group.upright.has(one)))) {
      for (const one of other.level) own.level.add(one)
      for (const one of other.upright) own.upright.add(one)
      groups.splice(groups.indexOf(other), 1)
    }
    groups.push(own)
  }
  return groups.map((group) => ({ level: [...group.level], upright: [...group.upright] }))
}

const reaches = ({ from, to }: Line, at: number): boolean => at > from - NEAR && at < to + NEAR
const meets = (level: Line, upright: Line): boolean => reaches(level, upright.at) && reaches(upright, level.at)

/** A table without lines at its sides ends where those across it do. */
const endsOf = (lines: readonly Line[]): number[] => [
  Math.min(...lines.map(({ from }) => from)),
  Math.max(...lines.map(({ to }) => to)),
]

function stopsOf(all: readonly number[]): number[] {
  const stops: number[] = []
  for (const one of [...all].sort((a, b) => a - b)) if (one - (stops.at(-1) ?? -Infinity) > NEAR) stops.push(one)
  return stops
}

const middleOf = ({ x, y, width, size }: TextRun) => ({ x: x + width / 2, y: y + size * 0.35 })

function holds({ xs, ys }: Frame, piece: TextRun): boolean {
  const { x, y } = middleOf(piece)
  return x > (xs[0] ?? 0) && x < (xs.at(-1) ?? 0) && y < (ys[0] ?? 0) && y > (ys.at(-1) ?? 0)
}

/** Rows of cells; a merged one stands in its first column, in each of its rows. */
function rowsOf(frame: Frame, pieces: readonly TextRun[]): string[][] {
  const { xs, ys } = frame
  const columns = xs.length - 1
  const first = mergedCells(frame)
  const cells = new Map<number, TextRun[]>()
  for (const piece of pieces) {
    const { x, y } = middleOf(piece)
    const cell = first[indexOf(ys, -y, -1) * columns + indexOf(xs, x, 1)] ?? 0
    cells.set(cell, [...(cells.get(cell) ?? []), piece])
  }
  const words = new Map([...cells].map(([cell, held]) => [cell, wordsOf(held)]))
  return Array.from({ length: ys.length - 1 }, (_, row) =>
    Array.from({ length: columns }, (_, column) => {
      const cell = first[row * columns + column] ?? 0
      const text = cell % columns === column ? (words.get(cell) ?? '') : ''
      return cell === row * columns + column ? text : below(text)
    }),
  )
}

/** Between which stops a place lies. @param sign -1 where they fall */
const indexOf = (stops: readonly number[], place: number, sign: 1 | -1): number =>
  Math.max(
    0,
    stops.findLastIndex((stop) => stop * sign <= place),
  )

/** Of each cell, counted row by row, the first of those that no line parts from it. */
function mergedCells({ xs, ys, level, upright }: Frame): number[] {
  const columns = xs.length - 1
  const first = Array.from({ length: columns * (ys.length - 1) }, (_, cell) => cell)
  const root = (cell: number): number => {
    const up = first[cell] ?? cell
    return up === cell ? cell : root(up)
  }
  const join = (one: number, other: number): void => {
    const [low, high] = [root(one), root(other)].sort((a, b) => a - b)
    if (low !== undefined && high !== undefined) first[high] = low
  }
  const isParted = (lines: readonly Line[], at: number, across: number): boolean =>
    lines.some((line) => Math.abs(line.at - at) <= NEAR && line.from < across && line.to > across)
  for (const cell of first.keys()) {
    const [row, column] = [Math.floor(cell / columns), cell % columns]
    const [left = 0, right = 0, top = 0, bottom = 0] = [xs[column], xs[column + 1], ys[row], ys[row + 1]]
    if (column + 1 < columns && !isParted(upright, right, (top + bottom) / 2)) join(cell, cell + 1)
    if (row + 2 < ys.length && !isParted(level, bottom, (left + right) / 2)) join(cell, cell + columns)
  }
  return first.map((_, cell) => root(cell))
}

/** The lines of a cell as one. */
function wordsOf(pieces: readonly TextRun[]): string {
  const margin = Math.min(...pieces.map(({ x }) => x))
  return linesOf(pieces, margin)
    .map((line) => line.trim().replaceAll(COLUMNS, ' '))
    .reduce((so, line) => so + (/[A-Za-z]$/.test(so) && /^[A-Za-z]/.test(line) ? ' ' : '') + line, '')
}
