/** What the words around it tell, whatever it is: 由 … 代 names a person, 因 … gives a reason. For wishes. */
import type { ParseChart } from '../parse/chart.ts'
import type { Piece } from '../piece.ts'

/** Kinds of words that only a wish needs; a question is read without them. */
export const TELLING: ReadonlySet<string> = new Set(['gives', 'hands-to', 'takes-over', 'deputy-is', 'because'])

const CLAUSE_END = /[。;!\n|，,?()]/
const JOINT = /[\s:是写就说]/
/** A name with the place of its bearer: 安吉县的李四 */
const LONGEST_NAME = 12
const SHORTEST_NAME = 2
/** Of a name at a clause's end, where nothing behind it says that it is one. */
const LONGEST_BARE = 4
const LONGEST_REASON = 100

/** A name behind 由, 交给, 代理人, a reason behind 因为: pieces for what such words announce, whatever it says. */
export function toldBetween(chart: ParseChart): Piece[] {
  const pieces: Piece[] = []
  for (let at = 0; at < chart.length; at++) {
    for (const { part, end } of chart.at(at)) {
      const told =
        part.kind === 'because' && !hasLonger(chart, at, end)
          ? reasonFrom(chart, end)
          : part.kind === 'gives' || part.kind === 'hands-to' || part.kind === 'deputy-is'
            ? nameFrom(chart, end, part.kind)
            : undefined
      if (told) pieces.push(told)
    }
  }
  return pieces
}

/** Up to what takes over; at a clause's end only where it cannot but name somebody. */
function nameFrom(chart: ParseChart, from: number, mark: 'gives' | 'hands-to' | 'deputy-is'): Piece | undefined {
  const start = skip(chart.text, from)
  for (let at = start; at <= start + LONGEST_NAME; at++) {
    const char = chart.text[at] ?? ''
    const isBlank = char === ' ' && mark === 'deputy-is'
    if (char === '' || CLAUSE_END.test(char) || isBlank) {
      const isNamed = mark === 'deputy-is' || (mark === 'hands-to' && at - start <= LONGEST_BARE)
      return isNamed ? named(chart.text, start, at) : undefined
    }
    if (/\d/.test(char) || (at > start && has(chart, at, 'gives'))) return undefined
    if (at >= start + SHORTEST_NAME && has(chart, at, 'takes-over')) return named(chart.text, start, at)
  }
  return undefined
}

/** Without the place or office before 的, and blanks around it. */
function named(text: string, from: number, to: number): Piece | undefined {
  const said = text.slice(from, to)
  const at = from + said.lastIndexOf('的') + 1 + (/的( +)/.exec(said)?.[1]?.length ?? 0)
  const end = from + said.trimEnd().length
  return end - at >= SHORTEST_NAME ? { at, end, part: { kind: 'deputy' }, doubt: -0.3 } : undefined
}

/** To the end of the clause, and through those that follow as long as they tell of no time: that is another matter. */
function reasonFrom(chart: ParseChart, from: number): Piece | undefined {
  const at = skip(chart.text, from)
  const most = at + LONGEST_REASON
  let end = clauseEnd(chart.text, at, most)
  while (end < Math.min(most, chart.length)) {
    const next = clauseEnd(chart.text, end + 1, most)
    if (hasTime(chart, end, next)) break
    end = next
  }
  return end - at >= SHORTEST_NAME ? { at, end, part: { kind: 'reason' }, doubt: -0.5 } : undefined
}

const skip = (text: string, from: number): number => {
  let at = from
  while (JOINT.test(text[at] ?? '')) at++
  return at
}

/** At most as far as a reason goes: of what is said beyond that nothing is read. */
const clauseEnd = (text: string, from: number, most: number): number => {
  const last = Math.min(most, text.length)
  let at = from
  while (at < last && !CLAUSE_END.test(text[at] ?? '')) at++
  return Math.min(at, last)
}

const has = (chart: ParseChart, at: number, kind: string): boolean =>
  chart.at(at).some(({ part }) => part.kind === kind)

/** 因 in 因为 */
const hasLonger = (chart: ParseChart, at: number, than: number): boolean =>
  chart.at(at).some(({ part, end }) => part.kind === 'because' && end > than)

const hasTime = (chart: ParseChart, from: number, to: number): boolean => {
  for (let at = from; at < to; at++) if (has(chart, at, 'moment') || has(chart, at, 'calendar')) return true
  return false
}
