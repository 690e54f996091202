/** What a question leaves open, read off its interrogative: a closed class of words, written whole in data/lexicon/ask-slots.yaml. */

import type { TimeSort } from '../../documents/index.ts'
import { withoutTrailing } from '../../office/bounds.ts'
import { keptOf, keptOfText } from '../words/kept.ts'
import type { AnswerSlots, SlotName } from '../words/lexicon.ts'
import { placesOf, segmenter } from '../words/normalise.ts'

export interface AskedSlot {
  readonly slot: SlotName
  /** where the interrogative stands; empty at the end where a terse question has none */
  readonly from: number
  readonly to: number
  /** the words that ask, without their noun: 哪个 of 哪个厅 */
  readonly word: string
  /** the noun that says what is asked for: 厅 */
  readonly head?: string
  readonly sorts?: readonly TimeSort[] | undefined
}

/** How far behind an interrogative the noun may stand that says what is asked for: 哪些责任单位. */
const REACH = 3

/** @param text flat */
export const askedIn = (text: string, { slots, endings }: AnswerSlots): AskedSlot =>
  interrogativesBy(slots)(text) ?? ending(text, endings)

/** Texts that are kept with what asks in them: a question is looked at whole, clause by clause, and for its key. */
const MOST_KEPT = 32

const interrogativesBy = keptOf((slots: AnswerSlots['slots']) =>
  keptOfText((text) => interrogativeIn(text, slots), MOST_KEPT),
)

/** The first word that asks. @returns undefined where none does */
function interrogativeIn(text: string, slots: AnswerSlots['slots']): AskedSlot | undefined {
  const found = slots.flatMap(({ slot, asked, of, reach, sorts }, order) =>
    asked.flatMap((word) =>
      placesOf(word, text).flatMap((from) => {
        const to = from + word.length
        const behind = of && headIn(text, to, of, reach)
        const head = behind ?? (of && headBefore(text, from, of))
        return of && head === undefined
          ? []
          : [
              {
                slot,
                order,
                sorts,
                from,
                word: to,
                to: behind && !reach ? to + behind.at + behind.noun.length : to,
                head,
              },
            ]
      }),
    ),
  )
  const [first] = uncovered(found).sort((a, b) => a.order - b.order)
  if (!first) return undefined
  const { slot, from, to, word, head, sorts } = first
  return { slot, from, to, word: text.slice(from, word), sorts, ...(head && { head: head.noun }) }
}

interface Place {
  readonly from: number
  /** where the words that ask end */
  readonly word: number
}

/** 几 of 哪几个, 何 of 如何, 何处 of 如何处理: the one that begins first and is longest is meant. */
function uncovered<T extends Place>(found: readonly T[]): T[] {
  let [at, longest, covered] = [-1, 0, 0]
  const meant = new Set<T>()
  for (const one of found.toSorted((a, b) => a.from - b.from || b.word - a.word)) {
    if (one.from !== at) [at, longest, covered] = [one.from, one.word, Math.max(covered, longest)]
    if (one.word === longest && covered <= one.from) meant.add(one)
  }
  return found.filter((one) => meant.has(one))
}

interface Head {
  readonly noun: string
  /** characters behind the interrogative */
  readonly at: number
}

/** The first of these nouns that begins right behind an interrogative, or a little later. */
function headIn(text: string, from: number, of: readonly string[], reach = REACH): Head | undefined {
  for (let at = 0; at <= reach; at++) {
    const noun = of.find((one) => text.startsWith(one, from + at) && (reach === REACH || endsWord(text, from + at)))
    if (noun) return { noun, at }
  }
  return undefined
}

/** 小 of 小区 and 多 of 多久 compare nothing. */
const endsWord = (text: string, at: number): boolean => {
  const { index = 0, segment = '' } = segmenter.segment(text).containing(at) ?? {}
  return index + segment.length === at + 1
}

/** 牵头单位是哪家: the noun stands before. */
function headBefore(text: string, from: number, of: readonly string[]): Head | undefined {
  const noun = COPULAS.filter((copula) => text.endsWith(copula, from)).flatMap(
    (copula) => of.find((one) => one.length > 1 && text.endsWith(one, from - copula.length)) ?? [],
  )[0]
  return noun === undefined ? undefined : { noun, at: 0 }
}
const COPULAS = ['是', '为', '叫', '具体是', '都是']

/** What may stand behind the words that ask. */
const CLOSING = [...'?？。.!！呢']

function ending(text: string, endings: AnswerSlots['endings']): AskedSlot {
  const bare = withoutTrailing(text, CLOSING)
  for (const [slot, words] of endings)
    for (const word of words) if (bare.endsWith(word)) return { slot, from: bare.length, to: bare.length, word: '' }
  return { slot: 'open', from: bare.length, to: bare.length, word: '' }
}

/** Every interrogative of a text: whether a clause asks anything. */
export const asks = (text: string, { slots }: AnswerSlots): boolean =>
  (interrogativesBy(slots)(text)?.slot ?? 'open') !== 'open'
