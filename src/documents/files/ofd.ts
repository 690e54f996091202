/** .ofd (GB/T 33190), the fixed layout of Chinese offices: a ZIP of pages whose text objects know their places. */
import { LIMITS } from './limits.ts'
import type { TextRun } from './page.ts'
import type { FileContent } from './read-file.ts'
import { laidOut, type Page } from './ruled.ts'
import { barOf, type PagePoint, type RuledLine, sidesOf } from './ruling.ts'
import { doubted, refusals } from './text.ts'
import { attribute, type Token, tokensOf } from './xml.ts'
import { FileRefused, type Zip } from './zip.ts'

/**
 * The text of an OFD (GB/T 33190), page by page as it is laid out. @throws FileRefused for too many pages, and for pictures
 */
export function readOfd(zip: Zip): FileContent {
  const places = textsOf(zip.text('OFD.xml'), 'DocRoot').flatMap((path) => {
    const root = located('', path)
    return [...opened(zip.text(root), 'Page')].flatMap(({ attributes }) => {
      const place = attribute(attributes, 'BaseLoc')
      return place ? [located(root, place)] : []
    })
  })
  if (places.length > LIMITS.pages) throw new FileRefused(refusals.tooManyPages)
  const { text, aside } = laidOut(places.map((place) => pageOf(zip.text(place))))
  // Its pages are pictures.
  if (!text.trim() && zip.names.some((name) => /\.(?:jpe?g|png|bmp|tiff?|jb2)$/i.test(name)))
    throw new FileRefused(refusals.scan)
  return { text, doubts: doubted({ watermark: aside }) }
}

/** A path in the box: from its root where it begins with a slash, else from the folder of the part that names it. */
function located(from: string, path: string): string {
  const steps = path.startsWith('/') ? [] : from.split('/').slice(0, -1)
  for (const step of path.split('/').filter((one) => one && one !== '.')) {
    if (step === '..') steps.pop()
    else steps.push(step)
  }
  return steps.join('/')
}

const local = (name: string): string => name.replace(/^\w+:/, '')

function* opened(xml: string, name: string): Generator<Extract<Token, { attributes: string }>> {
  for (const token of tokensOf(xml)) if (token.kind === 'open' && local(token.name) === name) yield token
}

function textsOf(xml: string, name: string): string[] {
  const texts: string[] = []
  let inside = false
  for (const token of tokensOf(xml)) {
    if (token.kind !== 'text') inside = token.kind === 'open' && local(token.name) === name
    else if (inside) texts.push(token.text.trim())
  }
  return texts
}

const numbers = (text: string | undefined): number[] => (text ?? '').trim().split(/\s+/).map(Number)

/** Points of a millimetre: the lines of a table are as near to each other as a PDF's. */
const POINTS = 72 / 25.4
/** Nobody rules a page with more; what draws them is a picture. */
const MOST_RULES = 20_000

/** Millimetres from the top downwards become points from the bottom upwards. */
function pageOf(xml: string): Page {
  const pieces: TextRun[] = []
  const rules: RuledLine[] = []
  let object = objectOf('')
  let code: string | undefined
  let isPath = false
  for (const token of tokensOf(xml)) {
    if (token.kind === 'text') {
      if (code !== undefined && token.text.trim()) pieces.push(pieceOf(token.text, code, object))
      if (isPath && rules.length < MOST_RULES) rules.push(...drawnOf(token.text, object))
      continue
    }
    const name = local(token.name)
    if ((name === 'TextObject' || name === 'PathObject') && token.kind === 'open') object = objectOf(token.attributes)
    code = name === 'TextCode' && token.kind === 'open' ? token.attributes : undefined
    isPath = name === 'AbbreviatedData' && token.kind === 'open'
  }
  return { pieces, rules: rules.length < MOST_RULES ? rules : [] }
}

interface Placed {
  readonly x: number
  readonly y: number
  readonly size: number
  readonly matrix: readonly number[]
  /** painted as an area, and not as the line around it */
  readonly isFilled: boolean
}

function objectOf(attributes: string): Placed {
  const [x = 0, y = 0] = numbers(attribute(attributes, 'Boundary'))
  const matrix = numbers(attribute(attributes, 'CTM'))
  return {
    x,
    y,
    size: Number(attribute(attributes, 'Size') ?? 4) || 4,
    matrix: matrix.length === 6 ? matrix : [1, 0, 0, 1, 0, 0],
    isFilled: attribute(attributes, 'Stroke') === 'false' && attribute(attributes, 'Fill') === 'true',
  }
}

/** Where a place within an object lies on the page. */
function placed(
  { x, y, matrix: [a = 1, b = 0, c = 0, d = 1, e = 0, f = 0] }: Placed,
  own: number,
  down: number,
): PagePoint {
  return [(x + a * own + c * down + e) * POINTS, -(y + b * own + d * down + f) * POINTS]
}

function pieceOf(text: string, code: string, object: Placed): TextRun {
  const [a = 1, b = 0] = object.matrix
  const [x, y] = placed(object, Number(attribute(code, 'X') ?? 0), Number(attribute(code, 'Y') ?? 0))
  const scale = (Math.hypot(a, b) || 1) * POINTS
  return {
    text,
    x,
    y,
    width: (advance(attribute(code, 'DeltaX'), text.length) || text.length * object.size) * scale,
    size: object.size * scale,
    turn: Math.round((Math.atan2(-b, a) * 180) / Math.PI),
  }
}

/** How many numbers follow each step of a path (GB/T 33190, 图形对象). */
const STEPS: Readonly<Record<string, number>> = { S: 2, M: 2, L: 2, Q: 4, B: 6, A: 7, C: 0 }

/** `M 0 0 L 160 0`: the straight lines of a path; what is curved ends it. */
function drawnOf(data: string, object: Placed): RuledLine[] {
  const paths: PagePoint[][] = []
  const words = data.trim().split(/\s+/)
  for (let at = 0; at < words.length; ) {
    const step = words[at] ?? ''
    const count = STEPS[step] ?? 0
    const [own = 0, down = 0] = words.slice(at + 1, at + 1 + count).map(Number)
    const path = paths.at(-1)
    if (step === 'L') path?.push(placed(object, own, down))
    else if (step === 'C' && path?.[0]) path.push(path[0])
    else if (step !== 'C') paths.push(step === 'M' || step === 'S' ? [placed(object, own, down)] : [])
    at += 1 + count
  }
  return paths.flatMap((path) => (object.isFilled ? barOf(path) : sidesOf(path)))
}

/** `3.5 g 4 1.75`: the steps from letter to letter; g repeats the one behind its count. */
function advance(steps: string | undefined, letters: number): number {
  const words = (steps ?? '').trim().split(/\s+/).filter(Boolean)
  let width = 0
  let step = 0
  for (let at = 0; at < words.length; ) {
    const repeated = words[at] === 'g'
    const count = repeated ? Math.min(Number(words[at + 1]) || 0, letters) : 1
    step = Number(words[repeated ? at + 2 : at]) || 0
    width += count * step
    at += repeated ? 3 : 1
  }
  return width + step
}
