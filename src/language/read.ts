/**
 * The one reader of the office's language: a message, once, becomes typed spans; who acts on them sees no words.
 *
 * Words and names make pieces (lattice), rules over kinds join them (rules), the cheapest ways through are readings.
 */
import type { RegionKey } from '../office/region.ts'
import type { Reading, Span, Utterance } from './found.ts'
import type { Looking } from './moment.ts'
import { namesOf, type OfficeNames } from './names/names.ts'
import { NearNames } from './names/near.ts'
import { type Normal, normalised, rawSpan } from './normalise.ts'
import type { ParseChart } from './parse/chart.ts'
import { kindSet } from './parse/kinds.ts'
import { endsClause, lattice, type Vocabulary } from './parse/lattice.ts'
import { type Path, paths } from './parse/path.ts'
import { Spans, smallOf } from './parse/spans.ts'
import { ReadingCache } from './reading-cache.ts'
import { AMOUNTS } from './rules/amount.ts'
import { apply } from './rules/apply.ts'
import { CLOCKS } from './rules/clock.ts'
import { COMPARISONS } from './rules/compare.ts'
import { MEASURES } from './rules/measure.ts'
import { MOMENTS } from './rules/moment.ts'
import { PLACES } from './rules/place.ts'
import type { RuleContext } from './rules/rule.ts'
import { TIMES, timesOf } from './rules/time.ts'
import { WISHES } from './rules/wish.ts'
import type { Words } from './words.ts'

/** Who speaks, and when: what 上月 and 我县 refer to. */
export interface Speaking extends Looking {
  readonly own: RegionKey
}

/** Reads a message as one person says it on one day. */
export type Read = (raw: string, speaking: Speaking) => Utterance

const MOST_READINGS = 8
/** A wish is a sentence or two, with a reason; who looks ahead in more than this reads what is none. */
const LONGEST_WISH = 1_000

/**
 * A reader for an office; building it costs some milliseconds, reading is linear in the length of the message.
 *
 * @param office names of its indicators, regions, people and documents
 * @param words  data/language, see `loadWords`
 */
export function readerOf(office: OfficeNames, words: Words): Read {
  const names = namesOf(office, words)
  const vocabulary: Vocabulary = { words, names, near: new NearNames(names.whole, words) }
  const kept = new ReadingCache()
  return (raw, speaking) => {
    const known = kept.find(raw, speaking)
    if (known) return known
    const closing = office.closing && speaking.today <= office.closing.until ? { closing: office.closing.year } : {}
    const said = read(normalised(raw), vocabulary, { ...speaking, ...closing, regions: office.regions })
    kept.add(said, speaking)
    return said
  }
}

function read(normal: Normal, vocabulary: Vocabulary, context: RuleContext): Utterance {
  if (context.ahead && normal.text.length > LONGEST_WISH) return unread(normal, 0)
  const chart = lattice(normal.text, vocabulary, context)
  apply(MOMENTS, chart, context)
  settleTimes(chart, context)
  apply(TIMES, chart, context)
  apply(AMOUNTS, chart, context)
  apply(CLOCKS, chart, context)
  settleNumbers(chart)
  apply(COMPARISONS, chart, context)
  apply(MEASURES, chart, context)
  apply(PLACES, chart, context)
  apply(WISHES, chart, context)
  if (chart.isSpent) return { ...unread(normal, chart.steps), isSpent: true }
  const ways = paths(chart)
  const spans = new Spans(normal, context, (at, end) => vocabulary.near.resembles(normal.text, at, end))
  const readings = distinct(ways, spans)
  const small = ways.slice(0, 1).flatMap((best) => smallOf(best, normal))
  return {
    raw: normal.raw,
    text: normal.text,
    readings,
    small,
    breaks: breaksIn(normal),
    steps: chart.steps,
    ...(chart.isDense && { isDense: true }),
  }
}

/** What was read of it in part might mean something else. */
const unread = ({ raw, text }: Normal, steps: number): Utterance => ({
  raw,
  text,
  readings: [{ spans: [{ at: 0, end: raw.length, found: { kind: 'unread', like: 'other' } }], score: 0 }],
  small: [],
  breaks: [],
  steps,
})

function breaksIn(normal: Normal): number[] {
  const breaks: number[] = []
  for (let at = 0; at < normal.text.length; at++)
    if (endsClause(normal.text.charAt(at))) breaks.push(rawSpan(normal, at, at + 1).at)
  return breaks
}

const MOMENT = kindSet(['moment'])
const NUMBER = kindSet(['number'])

/** Moments become days, or times that the calendar does not have. */
function settleTimes(chart: ParseChart, context: RuleContext): void {
  for (let at = 0; at < chart.length; at++) {
    if (!chart.has(at, MOMENT)) continue
    for (const { part, end, doubt = 0 } of chart.at(at)) {
      if (part.kind !== 'moment') continue
      for (const made of timesOf(part.moment, context)) {
        const sum = doubt + (made.doubt ?? 0)
        chart.add({
          at,
          end,
          part: made.part,
          ...(made.also && { also: made.also }),
          ...(sum !== 0 && { doubt: sum }),
          ...(part.weak && { latent: true }),
        })
      }
    }
  }
}

/** A number that nothing stands beside is an amount only where one is waited for. */
function settleNumbers(chart: ParseChart): void {
  for (let at = 0; at < chart.length; at++) {
    if (!chart.has(at, NUMBER)) continue
    for (const { part, end, doubt = 0 } of chart.at(at)) {
      if (part.kind !== 'number') continue
      if (part.value === undefined) chart.add({ at, end, part: { kind: 'unread', like: 'amount' }, doubt: doubt + 0.6 })
      else chart.add({ at, end, part: { kind: 'amount', value: part.value }, latent: true, doubt: doubt + 0.05 })
    }
  }
}

/** Ways that say the same are one reading. */
function distinct(all: readonly Path[], read: Spans): Reading[] {
  const readings: Reading[] = []
  for (const path of all) {
    const spans = read.of(path)
    if (!readings.some((one) => isSame(one.spans, spans))) readings.push({ spans, score: -path.cost })
    if (readings.length === MOST_READINGS) break
  }
  return readings
}

const isSame = (a: Reading['spans'], b: Reading['spans']): boolean =>
  a.length === b.length && a.every((one, i) => isSameSpan(one, b[i]))

function isSameSpan(a: Span, b: Span | undefined): boolean {
  if (a === b) return true
  if (a.at !== b?.at || a.end !== b.end || a.found.kind !== b.found.kind) return false
  return a.found === b.found || JSON.stringify(a.found) === JSON.stringify(b.found)
}
