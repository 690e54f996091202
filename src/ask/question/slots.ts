/** What a question leaves open, read off its interrogative: a closed class of words, written whole in data/lexicon/ask-slots.yaml. */
import { withoutTrailing } from '../../office/bounds.ts'
import type { SlotName, Slots } from '../words/lexicon.ts'

export interface Asked {
  readonly slot: SlotName
  /** where the interrogative stands; empty at the end where a terse question has none */
  readonly from: number
  readonly to: number
}

/** How far behind an interrogative the noun may stand that says what is asked for: 哪些责任单位. */
const REACH = 3

/** @param text flat */
export function askedIn(text: string, { slots, endings }: Slots): Asked {
  const found = slots.flatMap(({ slot, asked, of, reach }, order) =>
    asked.flatMap((word) =>
      placesOf(word, text).flatMap((from) => {
        const to = from + word.length
        const head = of && (headIn(text, to, of, reach) ?? (isHeaded(text.slice(0, from), of) ? to : undefined))
        return of && head === undefined ? [] : [{ slot, order, from, word: to, to: head ?? to }]
      }),
    ),
  )
  // 几 of 哪几个, 何 of 如何, 何处 of 如何处理: the one that begins first and is longest is meant.
  const meant = found.filter(
    (one) =>
      !found.some(
        (other) =>
          other.from < one.word &&
          one.from < other.word &&
          (other.from < one.from || (other.from === one.from && other.word > one.word)),
      ),
  )
  const [first] = meant.sort((a, b) => a.order - b.order)
  return first ? { slot: first.slot, from: first.from, to: first.to } : ending(text, endings)
}

function placesOf(word: string, text: string): number[] {
  const places: number[] = []
  for (let from = text.indexOf(word); from >= 0; from = text.indexOf(word, from + 1)) places.push(from)
  return places
}

/** The end of the first of these nouns that begins right behind an interrogative, or a little later. */
function headIn(text: string, at: number, of: readonly string[], reach = REACH): number | undefined {
  for (let from = at; from <= at + reach; from++) {
    const head = of.find((one) => text.startsWith(one, from))
    if (head) return from + head.length
  }
  return undefined
}

/** 牵头单位是哪家: the noun stands before. */
const isHeaded = (before: string, of: readonly string[]): boolean =>
  COPULAS.some(
    (copula) =>
      before.endsWith(copula) && of.some((one) => one.length > 1 && before.slice(0, -copula.length).endsWith(one)),
  )
const COPULAS = ['是', '为', '叫', '具体是', '都是']

/** What may stand behind the words that ask. */
const CLOSING = [...'?？。.!！呢']

function ending(text: string, endings: Slots['endings']): Asked {
  const bare = withoutTrailing(text, CLOSING)
  for (const [slot, words] of endings)
    for (const word of words) if (bare.endsWith(word)) return { slot, from: bare.length, to: bare.length }
  return { slot: 'open', from: bare.length, to: bare.length }
}

/** Every interrogative of a text: whether a clause asks anything. */
export const asks = (text: string, slots: Slots): boolean => askedIn(text, { ...slots, endings: [] }).slot !== 'open'
