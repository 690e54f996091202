/** What a question leaves open, read off its interrogative: a closed class of words, written whole in data/lexicon/ask-slots.yaml. */
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
  const all = slots.flatMap(({ slot, asked, of, reach }) =>
    asked.flatMap((word) => placesOf(word, text).map((from) => ({ slot, of, reach, from, to: from + word.length }))),
  )
  // 几 of 哪几个 and 何 of 如何 ask nothing of their own.
  const whole = all.filter(
    (one) =>
      !all.some((other) => other.from <= one.from && one.to <= other.to && other.to - other.from > one.to - one.from),
  )
  for (const { slot, of, reach, from, to } of whole) {
    const head = of && (headIn(text, to, of, reach) ?? (isHeaded(text.slice(0, from), of) ? to : undefined))
    if (!of || head !== undefined) return { slot, from, to: head ?? to }
  }
  return ending(text, endings)
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

function ending(text: string, endings: Slots['endings']): Asked {
  const bare = text.replace(/[?？。.!！呢]+$/, '')
  for (const [slot, words] of endings)
    for (const word of words) if (bare.endsWith(word)) return { slot, from: bare.length, to: bare.length }
  return { slot: 'open', from: bare.length, to: bare.length }
}

/** Every interrogative of a text: whether a clause asks anything. */
export const asks = (text: string, slots: Slots): boolean => askedIn(text, { ...slots, endings: [] }).slot !== 'open'
