/** The straight lines that a page draws: what a table's cells are ruled with. */

/** A straight line that a page draws, from one end to the other, in points of the page, y upwards. */
export interface RuledLine {
  readonly x: number
  readonly y: number
  readonly toX: number
  readonly toY: number
}

/** What a page draws, in order, as pdf.js lists its operators (`getOperatorList`). */
export interface Drawing {
  readonly fnArray: readonly number[]
  readonly argsArray: readonly unknown[]
}

/** The numbers by which pdf.js names the drawing operators that are looked at (`OPS`). */
export type Steps = Readonly<
  Record<
    | 'save'
    | 'restore'
    | 'transform'
    | 'paintFormXObjectBegin'
    | 'paintFormXObjectEnd'
    | 'constructPath'
    | 'rectangle'
    | 'moveTo'
    | 'lineTo'
    | 'curveTo'
    | 'curveTo2'
    | 'curveTo3'
    | 'closePath'
    | 'stroke'
    | 'closeStroke'
    | 'fill'
    | 'eoFill'
    | 'fillStroke'
    | 'eoFillStroke'
    | 'closeFillStroke'
    | 'closeEOFillStroke'
    | 'endPath',
    number
  >
>

type Matrix = readonly [number, number, number, number, number, number]
/** x and y on a page, in points, y upwards. */
export type PagePoint = readonly [number, number]

const SAME: Matrix = [1, 0, 0, 1, 0, 0]
/** What is filled and no thicker is a line. */
const THIN = 3
/** Nobody rules a page with more; what draws them is a picture. */
const MOST = 20_000

/** The straight lines that a page strokes or fills as thin bars: the ruling of its tables. @returns none where it draws more than any table has */
export function rulesOf({ fnArray, argsArray }: Drawing, steps: Steps): RuledLine[] {
  const stroked = new Set([
    steps.stroke,
    steps.closeStroke,
    steps.fillStroke,
    steps.eoFillStroke,
    steps.closeFillStroke,
  ])
  stroked.add(steps.closeEOFillStroke)
  const filled = new Set([steps.fill, steps.eoFill])
  const rules: RuledLine[] = []
  const before: Matrix[] = []
  let matrix = SAME
  let paths: PagePoint[][] = []
  for (const [at, step] of fnArray.entries()) {
    const given = argsArray[at]
    if (step === steps.save || step === steps.paintFormXObjectBegin) before.push(matrix)
    if (step === steps.restore || step === steps.paintFormXObjectEnd) matrix = before.pop() ?? SAME
    else if (step === steps.transform) matrix = times(matrix, matrixIn(given))
    else if (step === steps.paintFormXObjectBegin && Array.isArray(given)) matrix = times(matrix, matrixIn(given[0]))
    else if (step === steps.constructPath) paths = pathsIn(given, matrix, steps)
    else if (stroked.has(step) || filled.has(step)) {
      rules.push(...paths.flatMap((path) => (stroked.has(step) ? sidesOf(path) : barOf(path))))
      paths = []
    } else if (step === steps.endPath) paths = []
    if (rules.length > MOST) return []
  }
  return rules
}

function matrixIn(given: unknown): Matrix {
  const [a = 1, b = 0, c = 0, d = 1, e = 0, f = 0] = Array.isArray(given) ? given.map(Number) : SAME
  return [a, b, c, d, e, f]
}

const times = ([a, b, c, d, e, f]: Matrix, [g, h, i, j, k, l]: Matrix): Matrix => [
  a * g + c * h,
  b * g + d * h,
  a * i + c * j,
  b * i + d * j,
  a * k + c * l + e,
  b * k + d * l + f,
]

/** Each stretch of a path as the points that it goes through; what is curved ends it. */
function pathsIn(given: unknown, [a, b, c, d, e, f]: Matrix, steps: Steps): PagePoint[][] {
  const [kinds, numbers] = Array.isArray(given) ? given : []
  if (!Array.isArray(kinds) || !Array.isArray(numbers)) return []
  const paths: PagePoint[][] = []
  let at = 0
  const next = (): number => Number(numbers[at++])
  const point = (x: number, y: number): PagePoint => [a * x + c * y + e, b * x + d * y + f]
  for (const kind of kinds) {
    const path = paths.at(-1)
    if (kind === steps.rectangle) {
      const [x, y, width, height] = [next(), next(), next(), next()]
      const corners = [point(x, y), point(x + width, y), point(x + width, y + height), point(x, y + height)]
      paths.push([...corners, point(x, y)])
    } else if (kind === steps.moveTo) paths.push([point(next(), next())])
    else if (kind === steps.lineTo) path?.push(point(next(), next()))
    else if (kind === steps.closePath && path?.[0]) path.push(path[0])
    else if (kind === steps.curveTo) at += 6
    else if (kind === steps.curveTo2 || kind === steps.curveTo3) at += 4
  }
  return paths
}

/** The straight sides of a path that is stroked, one for each pair of neighbouring points. */
export const sidesOf = (path: readonly PagePoint[]): RuledLine[] =>
  path.slice(1).map(([toX, toY], at) => {
    const [x, y] = path[at] ?? [toX, toY]
    return { x, y, toX, toY }
  })

/**
 * The middle line of a path that was filled as a thin bar, as Word and browsers draw rules; empty for an area wider
 * than a rule.
 */
export function barOf(path: readonly PagePoint[]): RuledLine[] {
  const [xs, ys] = [path.map(([x]) => x), path.map(([, y]) => y)]
  const [x, toX, y, toY] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)]
  if (toY - y <= THIN) return [{ x, y: (y + toY) / 2, toX, toY: (y + toY) / 2 }]
  return toX - x <= THIN ? [{ x: (x + toX) / 2, y, toX: (x + toX) / 2, toY }] : []
}
