/** What is printed across the pages and is no part of what they say. */
import type { Piece } from './page.ts'

export interface Cleared {
  readonly pages: readonly (readonly Piece[])[]
  /** words set aside, each once */
  readonly aside: readonly string[]
}

/**
 * Sets aside what runs askew, and what stands in far larger letters at one and the same place of every page.
 * A page whose lines nearly all run upwards is a wide table laid on its side: it is turned upright.
 */
export function clearedOf(pages: readonly (readonly Piece[])[]): Cleared {
  const aside: Piece[] = []
  const upright = pages.map((pieces) => {
    const turn = mainTurn(pieces)
    aside.push(...pieces.filter((piece) => piece.turn !== turn))
    return pieces.filter((piece) => piece.turn === turn).map((piece) => turned(piece, turn))
  })
  const stamps = stampsOf(upright)
  const cleared = upright.map((pieces) => pieces.filter((piece) => !stamps.has(keyOf(piece))))
  aside.push(...upright.flat().filter((piece) => stamps.has(keyOf(piece))))
  return { pages: cleared, aside: [...new Set(inWords(aside))] }
}

/** The direction of most letters. */
function mainTurn(pieces: readonly Piece[]): number {
  const letters = new Map<number, number>()
  for (const { turn, text } of pieces) letters.set(turn, (letters.get(turn) ?? 0) + text.trim().length)
  return [...letters].sort((a, b) => b[1] - a[1])[0]?.[0] ?? 0
}

function turned(piece: Piece, turn: number): Piece {
  if (turn === 0) return piece
  const angle = (-turn * Math.PI) / 180
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)]
  return { ...piece, x: piece.x * cos - piece.y * sin, y: piece.x * sin + piece.y * cos, turn: 0 }
}

const keyOf = ({ text, x, y }: Piece): string => `${text.trim()} ${Math.round(x)} ${Math.round(y)}`

/** Letters of a watermark are at least so much larger than the text's. */
const LARGER = 1.6

function stampsOf(pages: readonly (readonly Piece[])[]): Set<string> {
  if (pages.length < 2) return new Set()
  const size = mainSize(pages.flat())
  const places = new Map<string, number>()
  for (const pieces of pages)
    for (const key of new Set(pieces.filter((piece) => piece.size >= size * LARGER && piece.text.trim()).map(keyOf)))
      places.set(key, (places.get(key) ?? 0) + 1)
  return new Set([...places].filter(([, count]) => count === pages.length).map(([key]) => key))
}

/** The size of most letters. */
function mainSize(pieces: readonly Piece[]): number {
  const letters = new Map<number, number>()
  for (const { size, text } of pieces) {
    const rounded = Math.round(size * 2) / 2
    letters.set(rounded, (letters.get(rounded) ?? 0) + text.length)
  }
  return [...letters].sort((a, b) => b[1] - a[1])[0]?.[0] ?? 10
}

/** Letters that were drawn one by one, as the words that they make. */
function inWords(pieces: readonly Piece[]): string[] {
  const words: string[] = []
  let last: Piece | undefined
  for (const piece of pieces.filter(({ text }) => text.trim())) {
    const near = last && last.turn === piece.turn && Math.hypot(last.x - piece.x, last.y - piece.y) < piece.size * 2.5
    if (near) words[words.length - 1] += piece.text.trim()
    else words.push(piece.text.trim())
    last = piece
  }
  return words
}
