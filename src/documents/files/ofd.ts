/** .ofd (GB/T 33190), the fixed layout of Chinese offices: a ZIP of pages whose text objects know their places. */
import { LIMITS } from './limits.ts'
import { linesOf, type Piece } from './page.ts'
import type { Content } from './read-file.ts'
import { doubts, refusals } from './text.ts'
import { clearedOf } from './watermark.ts'
import { attribute, type Token, tokensOf } from './xml.ts'
import { Refusal, type Zip } from './zip.ts'

/**
 * The text of an OFD (GB/T 33190), page by page as it is laid out. @throws Refusal for too many pages, and for pictures
 */
export function readOfd(zip: Zip): Content {
  const places = textsOf(zip.text('OFD.xml'), 'DocRoot').flatMap((path) => {
    const root = located('', path)
    return [...opened(zip.text(root), 'Page')].flatMap(({ attributes }) => {
      const place = attribute(attributes, 'BaseLoc')
      return place ? [located(root, place)] : []
    })
  })
  if (places.length > LIMITS.pages) throw new Refusal(refusals.tooManyPages)
  const { pages, aside } = clearedOf(places.map((place) => piecesOf(zip.text(place))))
  const margin = Math.min(...pages.flat().map((piece) => piece.x))
  const text = pages.map((pieces) => linesOf(pieces, margin).join('\n')).join('\n\f')
  // Its pages are pictures.
  if (!text.trim() && zip.names.some((name) => /\.(?:jpe?g|png|bmp|tiff?|jb2)$/i.test(name)))
    throw new Refusal(refusals.scan)
  return { text, doubts: aside.length ? [doubts.watermark(aside)] : [] }
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

/** Millimetres from the top downwards become heights from the bottom upwards. */
function piecesOf(xml: string): Piece[] {
  const pieces: Piece[] = []
  let object = { x: 0, y: 0, size: 4, matrix: [1, 0, 0, 1, 0, 0] }
  let code: string | undefined
  for (const token of tokensOf(xml)) {
    if (token.kind === 'text') {
      if (code !== undefined && token.text.trim()) pieces.push(pieceOf(token.text, code, object))
      continue
    }
    const name = local(token.name)
    if (name === 'TextObject' && token.kind === 'open') {
      const [x = 0, y = 0] = numbers(attribute(token.attributes, 'Boundary'))
      const matrix = numbers(attribute(token.attributes, 'CTM'))
      object = {
        x,
        y,
        size: Number(attribute(token.attributes, 'Size') ?? 4) || 4,
        matrix: matrix.length === 6 ? matrix : [1, 0, 0, 1, 0, 0],
      }
    } else if (name === 'TextCode') code = token.kind === 'open' ? token.attributes : undefined
  }
  return pieces
}

function pieceOf(
  text: string,
  code: string,
  {
    x,
    y,
    size,
    matrix: [a = 1, b = 0, c = 0, d = 1, e = 0, f = 0],
  }: { x: number; y: number; size: number; matrix: number[] },
): Piece {
  const own = Number(attribute(code, 'X') ?? 0)
  const down = Number(attribute(code, 'Y') ?? 0)
  const scale = Math.hypot(a, b) || 1
  return {
    text,
    x: x + a * own + c * down + e,
    y: -(y + b * own + d * down + f),
    width: (advance(attribute(code, 'DeltaX'), text.length) || text.length * size) * scale,
    size: size * scale,
    turn: Math.round((Math.atan2(-b, a) * 180) / Math.PI),
  }
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
