/** A message as a row of what counts in a report: the utterance's spans with the small words between them, in order. */
import type { Small, Span, Utterance } from '../../../language/index.ts'
import { ofMark, ofSpan, type Reader, TELLS } from './kinds.ts'
import type { At, Said, SaidAmount } from './said.ts'

/**
 * A message as a row of what counts in a report, in its order and without gaps.
 * @param from where what is reported begins: offset behind the command word
 */
export function saidIn(utterance: Utterance, from: number, reader: Reader): Said[] {
  const { text } = reader
  const [best, ...others] = utterance.readings
  const spans = best?.spans ?? []
  const tells = ({ part }: Small): boolean => TELLS.has(part.kind)
  const marks = new Places(utterance.small.filter(tells))
  const unread = new Places(spans.filter(({ found }) => found.kind === 'unread'))
  const found = new Places(spans.filter((one) => one.found.kind !== 'unread'))
  const said: Said[] = []
  // what joined nothing is told both ways; the way that says more counts
  for (const span of spans) {
    if (span.at < from) continue
    if (span.found.kind !== 'unread' || span.found.like === 'time' || !marks.has(span)) said.push(ofSpan(span, reader))
  }
  for (const mark of utterance.small) {
    const { at, end, part } = mark
    if (at < from || found.has(mark) || (unread.has(mark) && !tells(mark))) continue
    said.push({ ...ofMark(part, text.slice(at, end)), at, end })
  }
  said.sort((a, b) => a.at - b.at || a.end - b.end)
  const told = others.flatMap((one) =>
    one.spans.filter(({ found }) => found.kind === 'time' || found.kind === 'amount'),
  )
  return withEntries(withNeighbours(withOthers(said, told, reader), text), utterance.raw, text)
}

/** Stretches of a message, asked whether one is among them. */
class Places {
  private readonly keys: ReadonlySet<number>

  constructor(places: readonly At[]) {
    this.keys = new Set(places.map(keyOf))
  }

  has(place: At): boolean {
    return this.keys.has(keyOf(place))
  }
}

/** Longer than any text that is read. */
const MOST = 2 ** 24
const keyOf = ({ at, end }: At): number => at * MOST + end

/** What another reading says of a place counts where a name waits for it, or has what it needs. */
function withOthers(said: readonly Said[], others: readonly Span[], reader: Reader): readonly Said[] {
  if (others.length === 0) return said
  const byPlace = new Map(others.map((one) => [`${one.found.kind} ${one.at} ${one.end}`, one]))
  return said.map((one, i) => {
    const kind = isDay(said, i) ? 'time' : isFigure(said, i) || isNone(said, i) ? 'amount' : undefined
    const other = kind && byPlace.get(`${kind} ${one.at} ${one.end}`)
    return other ? ofSpan({ at: other.at, end: other.end, found: other.found }, reader) : one
  })
}

/** 9.30僵尸企业20家: what may be a day is one where it touches a name. */
function isDay(said: readonly Said[], i: number): boolean {
  const [one, next] = [said[i], said[i + 1]]
  return one?.is === 'amount' && one.unit === undefined && next?.is === 'name' && next.at === one.end
}

/** 高企没有，土地24公顷: what asks of what was done asks nothing where nothing but a name stands before it. */
function isNone(said: readonly Said[], i: number): boolean {
  const [one, next] = [said[i], said[i + 1]]
  return one?.is === 'word' && one.small === true && hasNameBefore(said, i) && (!next || next.is === 'break')
}

/** 高企 5，6月底: what may be one of two months is the figure of a name that has no other. */
function isFigure(said: readonly Said[], i: number): boolean {
  const one = said[i]
  if (one?.is !== 'time' || one.when.end - one.when.at > LONGEST_MONTH || !hasNameBefore(said, i)) return false
  let next = i + 1
  while (said[next] && !ENDS.has(said[next]?.is ?? '')) next += 1
  return said[next]?.is !== 'amount'
}

function hasNameBefore(said: readonly Said[], i: number): boolean {
  let before = i - 1
  while (BETWEEN.has(said[before]?.is ?? '')) before -= 1
  return said[before]?.is === 'name'
}

/** 12, 十二 */
const LONGEST_MONTH = 2
const BETWEEN: ReadonlySet<string> = new Set(['blank', 'colon', 'glue'])
const ENDS: ReadonlySet<string> = new Set(['amount', 'name', 'break'])

/** 标准厂房（万平方米）: 万 belongs to the unit; 一些, l2家: a number that runs on into words, or out of them, is none. */
function withNeighbours(said: readonly Said[], text: string): Said[] {
  const out: Said[] = []
  for (let i = 0; i < said.length; i++) {
    const one = said[i]
    if (!one) continue
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

/** The row with the numbers of a list left out (1. 2、 (3) ① 一是): each begins its entry as a break does. */
export function withEntries(said: readonly Said[], raw: string, text: string): Said[] {
  const out: Said[] = []
  for (let i = 0; i < said.length; i++) {
    const one = said[i]
    const end = one && isSerial(said, i, out, raw, text)
    if (!one || end === undefined) {
      if (one) out.push(one)
      continue
    }
    if (out.at(-1)?.is === 'open') out.pop()
    out.push({ is: 'break', strong: true, line: false, at: one.at, end: said[end]?.end ?? one.end })
    i = end
  }
  return out
}

/** @returns the place of the last token that belongs to the number; undefined where it is none */
function isSerial(said: readonly Said[], i: number, before: readonly Said[], raw: string, text: string) {
  const one = said[i]
  if (one?.is !== 'amount' || one.unit !== undefined || one.before !== '' || one.plus || one.mode) return undefined
  if (/[①-⑳❶-❿⓵-⓾]/.test(raw.slice(one.at, one.end))) return i
  if (one.end - one.at > 2 || !beginsEntry(before)) return undefined
  const next = said[i + 1]
  const mark = next ? text.slice(next.at, next.end) : ''
  const isOpen = before.at(-1)?.is === 'open'
  if (isOpen ? mark === ')' : /^(?:[.、:)]|是)$/.test(mark))
    return /\d/.test(text[next?.end ?? 0] ?? '') && mark === '.' ? undefined : i + 1
  // 1 僵尸企业 9家: a number before a name at a line's head counts the lines, where the line has another one
  const last = before.at(-1)
  const isHead = last === undefined || (last.is === 'break' && last.line)
  const isBlank = next?.is === 'blank'
  if (!isHead || !isBlank || said[i + 2]?.is !== 'name') return undefined
  for (let at = i + 3; at < said.length; at++) {
    const token = said[at]
    if (token?.is === 'amount') return i + 1
    if (token?.is === 'break' && token.line) return undefined
  }
  return undefined
}

function beginsEntry(before: readonly Said[]): boolean {
  const last = before.findLast((one) => one.is !== 'blank' && one.is !== 'open')
  if (!last || last.is === 'break' || last.is === 'colon' || last.is === 'word' || last.is === 'other') return true
  return last.is === 'amount' || last.is === 'time'
}
