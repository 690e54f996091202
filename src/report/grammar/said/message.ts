/** A message as a row of what counts in a report: the utterance's spans with the small words between them, in order. */
import type { Span, Utterance } from '../../../language/index.ts'
import { withEntries } from './entries.ts'
import { ofMark, TELLS } from './of-mark.ts'
import { ofSpan, type Reader } from './of-span.ts'
import type { Said, SaidAmount } from './said.ts'

/** @param from where what is reported begins, the command word left out */
export function saidIn(utterance: Utterance, from: number, reader: Reader): Said[] {
  const { text } = reader
  const [best, ...others] = utterance.readings
  const spans = (best?.spans ?? []).filter(({ at }) => at >= from)
  const small = utterance.small.filter(({ at }) => at >= from)
  const marks = new Map(
    small.flatMap(({ at, end, part }): [number, number][] => (TELLS.has(part.kind) ? [[at, end]] : [])),
  )
  const unread = new Map(
    spans.flatMap(({ at, end, found }): [number, number][] => (found.kind === 'unread' ? [[at, end]] : [])),
  )
  const found = new Set(spans.flatMap((one) => (one.found.kind === 'unread' ? [] : [`${one.at} ${one.end}`])))
  const said = [
    // what joined nothing is told both ways; the way that says more counts
    ...spans
      .filter(({ at, end, found }) => found.kind !== 'unread' || found.like === 'time' || marks.get(at) !== end)
      .map((span) => ofSpan(span, reader)),
    ...small
      .filter(({ at, end, part }) => !found.has(`${at} ${end}`) && (unread.get(at) !== end || TELLS.has(part.kind)))
      .map(({ at, end, part }): Said => ({ ...ofMark(part, text.slice(at, end)), at, end })),
  ].sort((a, b) => a.at - b.at || a.end - b.end)
  const days = others.flatMap((one) => one.spans.filter(({ found }) => found.kind === 'time'))
  return withEntries(withNeighbours(withDays(said, days, reader), text), utterance.raw, text)
}

/** 9.30僵尸企业20家: what may be a day is one where it touches a name. */
function withDays(said: readonly Said[], days: readonly Span[], reader: Reader): Said[] {
  const byPlace = new Map(days.map((one) => [`${one.at} ${one.end}`, one]))
  return said.map((one, i) => {
    const next = said[i + 1]
    const isBefore = one.is === 'amount' && one.unit === undefined && next?.is === 'name' && next.at === one.end
    const day = isBefore ? byPlace.get(`${one.at} ${one.end}`) : undefined
    return day ? ofSpan({ at: day.at, end: day.end, found: day.found }, reader) : one
  })
}

/** 标准厂房（万平方米）: 万 belongs to the unit; 一些, l2家: a number that runs on into words, or out of them, is none. */
function withNeighbours(said: readonly Said[], text: string): Said[] {
  const out: Said[] = []
  for (const [i, one] of said.entries()) {
    const last = out.at(-1)
    const touches = last !== undefined && last.end === one.at
    if (one.is === 'unit' && touches && last.is === 'unread' && text.slice(last.at, last.end) === '万') {
      out[out.length - 1] = { ...one, unit: `万${one.unit}`, at: last.at }
    } else if (one.is === 'amount' && touches && last.is === 'unread' && /[a-z]$/.test(text.slice(last.at, last.end))) {
      out[out.length - 1] = { ...inexact(one), at: last.at }
    } else out.push(one.is === 'amount' && runsOn(one, said[i + 1], text) ? inexact(one) : one)
  }
  return out
}

function inexact({ value: _, ...one }: SaidAmount): SaidAmount {
  return one
}

/** A Chinese numeral without a unit ends where a word does. */
function runsOn({ unit, numeral, end }: SaidAmount, next: Said | undefined, text: string): boolean {
  const isSpelt = unit === undefined && !/\d/.test(text.slice(numeral.at, numeral.end))
  return isSpelt && next?.at === end && (next.is === 'word' || next.is === 'unread')
}
