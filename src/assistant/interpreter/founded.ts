/** Whether words that a model made of a message say no more than was said. */
import { folded, type Span, spansIn, type Utterance } from '../../language/index.ts'
import type { PersonId } from '../../office/person.ts'
import type { RegionKey } from '../../office/region.ts'

/** What was said before the model spoke. */
export interface Before {
  /** by the person: this message, and those before it */
  readonly own: readonly Utterance[]
  /** by the program: what stands open, the answers before */
  readonly shown: Utterance
  /** the speaker's own places and those that they lie in, which need not be named */
  readonly places: readonly RegionKey[]
}

/**
 * A number was said by the person, in figures or in words, or stands in the line in the very words of the person (加一句); a
 * place or a person was named by either; and a time is told only where one was. Which day it is (上上周五) a model may work out: it is seen before anything is done by it.
 */
export function isFounded(line: Utterance, { own, shown, places }: Before): boolean {
  const all = [...own, shown]
  const said = new Set(own.flatMap(numbersIn))
  const isCopied = (one: Stretch): boolean => own.some((other) => hasWords(other, line.raw.slice(one.at, one.end)))
  const named = new Set([...places, ...all.flatMap(namesOf)])
  return (
    numberSpans(line).every((one) => said.has(one.value) || isCopied(one)) &&
    namesOf(line).every((one) => named.has(one)) &&
    (!tellsTime(line) || all.some((one) => tellsTime(one)))
  )
}

/** Whether words that a model made of a message say all that was said: each number, place and person, and a time of each kind. */
export function isWhole(lines: readonly Utterance[], said: Utterance): boolean {
  const numbers = new Set(lines.flatMap(numbersIn))
  const names = new Set(lines.flatMap(namesOf))
  return (
    numberSpans(said).every(({ value }) => numbers.has(value)) &&
    namesOf(said).every((one) => names.has(one)) &&
    TIMES.every((kind) => !tellsTime(said, kind) || lines.some((one) => tellsTime(one, kind)))
  )
}

interface NumberSpan extends Stretch {
  readonly value: string
}

/**
 * Amounts, those with them that would count only where they were waited for (12 alone) and are no part of a time. What no
 * numeral says (无新增, 完成任务) is no number, nor is it that there is any at all (超过0).
 */
function numberSpans(said: Utterance): NumberSpan[] {
  const isOfTime = timesIn(said)
  return [
    ...spansIn(said, 'amount').flatMap(({ at, end, latent, found: { value } }) =>
      !hasNumeral({ at, end }) || (latent && isOfTime({ at, end })) ? [] : [{ at, end, value }],
    ),
    ...spansIn(said, 'compare').flatMap(({ at, end, found: { value } }) =>
      hasNumeral({ at, end }) && value !== '0' ? [{ at, end, value }] : [],
    ),
  ]

  function hasNumeral({ at, end }: Stretch): boolean {
    return [...folded(said.raw.slice(at, end))].some((char) => NUMERALS.has(char))
  }
}

/** Whether a text has these words, and they are no part of a longer number or of a time. */
function hasWords(said: Utterance, words: string): boolean {
  const text = folded(said.raw)
  const isOfTime = timesIn(said)
  const at = text.indexOf(folded(words))
  const end = at + words.length
  const isNumeral = (char: string | undefined): boolean => char !== undefined && NUMERALS.has(char)
  return at >= 0 && !isNumeral(text[at - 1]) && !isNumeral(text[end]) && !isOfTime({ at, end })
}
const NUMERALS: ReadonlySet<string> = new Set('0123456789.〇零一二两三四五六七八九十百千万亿半')

/** Whatever could be a number of it, read or not; the 6 of 6月 is none. */
function numbersIn(said: Utterance): string[] {
  const isOfTime = timesIn(said)
  const digits = [...folded(said.raw).matchAll(/\d+(?:\.\d+)?/g)]
  return [
    ...numberSpans(said).map(({ value }) => value),
    ...digits.flatMap(({ 0: one, index }) =>
      isOfTime({ at: index, end: index + one.length }) ? [] : [String(Number(one))],
    ),
  ]
}

type Stretch = Pick<Span, 'at' | 'end'>

/** Whether a stretch is part of a time. */
function timesIn(said: Utterance): (one: Stretch) => boolean {
  const times = (['time', 'clock', 'delay', 'running'] as const).flatMap((kind) => spansIn(said, kind))
  return ({ at, end }) => times.some((one) => one.at < end && at < one.end)
}

/** Places and people. */
const namesOf = (said: Utterance): (RegionKey | PersonId)[] => [
  ...spansIn(said, 'region').map(({ found }) => found.key),
  ...spansIn(said, 'person').map(({ found }) => found.id),
]

const TIMES = ['time', 'clock', 'delay', 'base', 'running'] as const

/** What ought to be by today's date, or by the year's end, is no time. */
const tellsTime = (said: Utterance, ...kinds: readonly (typeof TIMES)[number][]): boolean =>
  (kinds.length > 0 ? kinds : TIMES).some((kind) =>
    spansIn(said, kind).some(({ found }) => found.kind !== 'base' || !STANDARDS.has(found.of)),
  )
const STANDARDS: ReadonlySet<string> = new Set(['pace', 'goal'])
