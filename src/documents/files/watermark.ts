/** What is printed across the pages and is no part of what they say. */
import type { TextRun } from './page.ts'

/** Pages without their watermarks, turned upright. */
export interface Cleared {
  readonly pages: readonly (readonly TextRun[])[]
  /** by how many degrees each page was turned */
  readonly turns: readonly number[]
  /** words set aside, each once */
  readonly aside: readonly string[]
}

/**
 * Sets aside what runs askew, and what stands in far larger letters at one and the same place of every page.
 * A page whose lines nearly all run upwards is a wide table laid on its side: it is turned upright.
 */
export function clearedOf(pages: readonly (readonly TextRun[])[]): Cleared {
  const aside: TextRun[] = []
  const turns = pages.map(mainTurn)
  const upright = pages.map((pieces, at) => {
    const turn = turns[at] ?? 0
    aside.push(...pieces.filter((piece) => piece.turn !== turn))
    return pieces.filter((piece) => piece.turn === turn).map((piece) => ({ ...piece, ...turned(piece, turn), turn: 0 }))
  })
  const stamps = stampsOf(upright)
  const cleared = upright.map((pieces) => pieces.filter((piece) => !stamps.has(keyOf(piece))))
  aside.push(...upright.flat().filter((piece) => stamps.has(keyOf(piece))))
  return { pages: cleared, turns, aside: [...new Set(inWords(aside))] }
}

/** The direction of most letters. */
function mainTurn(pieces: readonly TextRun[]): number {
  const letters = new Map<number, number>()
  for (const { turn, text } of pieces) letters.set(turn, (letters.get(turn) ?? 0) + text.trim().length)
  return [...letters].sort((a, b) => b[1] - a[1])[0]?.[0] ?? 0
}

/**
 * A point of a page after the page is turned upright.
 *
 * @param turn degrees in which the page's lines run, counter-clockwise
 */
export function turned({ x, y }: { readonly x: number; readonly y: number }, turn: number): { x: number; y: number } {
  if (turn === 0) return { x, y }
  const angle = (-turn * Math.PI) / 180
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)]
  return { x: x * cos - y * sin, y: x * sin + y * cos }
}

const keyOf = ({ text, x, y }: TextRun): string => `${text.trim()} ${Math.round(x)} ${Math.round(y)}`

/** Letters of a watermark are at least so much larger than the text's. */
const LARGER = 1.6

function stampsOf(pages: readonly (readonly TextRun[])[]): Set<string> {
  if (pages.length < 2) return new Set()
  const size = mainSize(pages.flat())
  const places = new Map<string, number>()
  for (const pieces of pages)
    for (const key of new Set(pieces.filter((piece) => piece.size >= size * LARGER && piece.text.trim()).map(keyOf)))
      places.set(key, (places.get(key) ?? 0) + 1)
  return new Set([...places].filter(([, count]) => count === pages.length).map(([key]) => key))
}

/** The size of most letters. */
function mainSize(pieces: readonly TextRun[]): number {
  const letters = new Map<number, number>()
  for (const { size, text } of pieces) {
    const rounded = Math.round(size * 2) / 2
    letters.set(rounded, (letters.get(rounded) ?? 0) + text.length)
  }
  return [...letters].sort((a, b) => b[1] - a[1])[0]?.[0] ?? 10
}

/** Letters that were drawn one by one, as the words that they make. */
function inWords(pieces: readonly TextRun[]): string[] {
  const words: string[] = []
  let last: TextRun | undefined
  for (const piece of pieces.filter(({ text }) => text.trim())) {
    const near = last && last.turn === piece.turn && Math.hypot(last.x - piece.x, last.y - piece.y) < piece.size * 2.5
    if (near) words[words.length - 1] += piece.text.trim()
    else words.push(piece.text.trim())
    last = piece
  }
  return words
}
