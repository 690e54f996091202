/** The pieces that a text begins with: words, names, numbers, dates in digits, signs; before any rule. */
import { addDays } from '../../office/day.ts'
import type { Found } from '../found.ts'
import { shifted, unsaidEnd } from '../moment.ts'
import type { Called, NameIndex } from '../names/names.ts'
import type { NearNames } from '../names/near.ts'
import type { Mark, Piece, PiecePart } from '../piece.ts'
import type { RuleContext } from '../rules/rule.ts'
import { TELLING, toldBetween } from '../rules/told.ts'
import type { TimeWord, Word, Words } from '../words.ts'
import { ParseChart, STEPS } from './chart.ts'
import { answersIn, aOrNotA, asksAgain, counts } from './clause.ts'
import { notationAt } from './notation.ts'
import { isInNumeral, numbersAt } from './numeral.ts'

/** Everything that the reader knows by heart: the language's words and the office's names. */
export interface Vocabulary {
  readonly words: Words
  readonly names: NameIndex
  readonly near: NearNames
}

const SIGNS: ReadonlyMap<string, Mark['kind']> = new Map([
  ...[...'。;!\n|'].map((sign) => [sign, 'break'] as const),
  ...[...'，,'].map((sign) => [sign, 'comma'] as const),
  ['?', 'question'],
  ['(', 'open'],
  [')', 'close'],
  [':', 'colon'],
  ['=', 'colon'],
  [' ', 'blank'],
  ['\t', 'blank'],
])
/** What may stand between a name and its number. */
const JOINTS: ReadonlySet<string> = new Set(' \t:=是')
const ENDS: ReadonlySet<string> = new Set(['break', 'comma', 'question', 'blank'])
/** Whether a sign ends a clause: 。 ， ？ and their like. */
export const endsClause = (sign: string): boolean => ENDS.has(SIGNS.get(sign) ?? '')
const NO_WORD = /[^\p{L}\p{N}%‰]/u
/** Most of what is typed, and all of it letters. */
const isHan = (char: string): boolean => char >= '\u3400' && char <= '\u9fff'
const isLatin = (char: string | undefined): boolean => char !== undefined && char >= 'a' && char <= 'z'

/**
 * Everything that may stand in a text, before rules join it: words, names, numbers, mistyped names.
 * @param text as `normalised` made it
 * @returns pieces by where they begin; what nothing covers is unread
 */
export function lattice(text: string, { words, names, near }: Vocabulary, context: RuleContext): ParseChart {
  const chart = new ParseChart(text)
  const known = new Array<boolean>(text.length).fill(false)
  const answers = answersIn(text, words)
  /** for each position, whether an indicator's name stands right before it */
  const named: boolean[] = []
  const add = (piece: Piece): void => {
    chart.add(piece)
    if (piece.end - piece.at >= 2 && piece.part.kind !== 'number') known.fill(true, piece.at, piece.end)
  }
  for (let at = 0; at < text.length; at++) {
    const sign = SIGNS.get(text[at] ?? '')
    if (sign) chart.add({ at, end: at + 1, part: { kind: sign } as Mark })
    for (const piece of notationAt(text, at, context.today))
      if (piece.part.kind !== 'document' || isAgency(text, at, words)) chart.add(piece)
    for (const { value, end } of names.trie.at(text, at)) {
      if (!isWhole(text, at, end)) continue
      add(called(value, at, end))
      if (value.found.kind === 'indicator') named[end] = true
    }
    for (const { value, end } of words.trie.at(text, at))
      if (counts(value, text, { at, end }, answers) && (context.ahead || !TELLING.has(value.part.kind)))
        add(worded(value, at, end, context))
    named[at] ??= named[at - 1] === true && JOINTS.has(text.charAt(at - 1))
    for (const piece of numbersAt(text, at, { isNamed: named[at] })) chart.add(piece)
    if (!sign && isNoWord(text.charAt(at)) && !isSigned(chart, at))
      chart.add({ at, end: at + 1, part: { kind: 'filler' } })
    const doubled = aOrNotA(text, at)
    if (doubled !== undefined && !asksAlready(chart, at, doubled))
      add({ at, end: doubled, ...doubledPart(text.slice(at, doubled), words) })
    const again = asksAgain(text, at)
    if (again !== undefined) add({ at, end: again, part: { kind: 'ask', for: 'whether' }, doubt: -0.3 })
    const latin = latinAt(text, at)
    if (latin !== undefined) chart.add({ at, end: latin, part: { kind: 'unread', like: 'other' }, doubt: 0.8 })
  }
  const pieces = near.in(text, known, (count) => {
    chart.steps += count * STEPS.look
  })
  for (const piece of pieces) {
    chart.add(piece)
    if (isInNumeral(text, piece.end))
      for (const number of numbersAt(text, piece.end, { isApart: true })) chart.add(number)
  }
  if (context.ahead) for (const piece of toldBetween(chart)) chart.add(piece)
  return chart
}

const isNoWord = (char: string): boolean => !isHan(char) && NO_WORD.test(char)

const isSigned = (chart: ParseChart, at: number): boolean =>
  chart.at(at).some(({ part }) => part.kind === 'number' && part.sign !== undefined)

/** Whether what stands before a number is an agency's code: no common word, and none of grammar. 根据浙转升办(2017)13号. */
function isAgency(text: string, at: number, { trie, grammar }: Words): boolean {
  const code = text.slice(at, text.indexOf('(', at))
  if ([...code].some((char) => grammar.has(char))) return false
  return !trie.at(text, at).some(({ end, value }) => end - at >= 2 && value.part.kind === 'filler')
}

/** A code in digits is one only when no digit touches it. */
const isWhole = (text: string, at: number, end: number): boolean =>
  !/\d/.test(text[at] ?? '') || (!/[\d.,]/.test(text[at - 1] ?? '') && !/[\d.,%]/.test(text[end] ?? ''))

const called = ({ found, doubt, latent }: Called, at: number, end: number): Piece => ({
  at,
  end,
  part: found,
  ...(doubt !== undefined && { doubt }),
  ...(latent && { latent }),
})

function worded({ part, also, doubt, latent }: Word, at: number, end: number, context: RuleContext): Piece {
  const meant = meantBy(part, context)
  if (!also && !doubt && !latent && part.kind !== 'now') return { at, end, part: meant }
  return {
    at,
    end,
    part: meant,
    ...(also && { also }),
    ...(doubt && { doubt }),
    ...((latent || part.kind === 'now') && { latent: true as const }),
  }
}

function meantBy(part: Word['part'], context: RuleContext): PiecePart {
  if (isTimeWord(part)) return timeOf(part, context)
  if (part.kind === 'own' && part.level && context.regions.isWhole(part.level))
    return { kind: 'region', key: context.regions.province.key } satisfies Found
  return part
}

const TIME_WORDS: ReadonlySet<string> = new Set(
  'relative half-year quarter-of-year month-of-year unsaid-end year-end year-start whole-year now'.split(' '),
)
const isTimeWord = (part: Word['part']): part is TimeWord => TIME_WORDS.has(part.kind)

function timeOf(word: TimeWord, context: RuleContext): PiecePart {
  const { today } = context
  switch (word.kind) {
    case 'relative':
      return {
        kind: 'moment',
        moment: {
          ...shifted(word.grain, word.by, today),
          relative: word.by,
          ...(word.last !== undefined && { days: { from: addDays(today, word.by), to: addDays(today, word.last) } }),
          ...(word.late !== undefined && { late: word.late }),
        },
      }
    case 'half-year':
      return { kind: 'moment', moment: { grain: 'half', n: word.n } }
    case 'month-of-year':
      return { kind: 'moment', moment: { grain: 'month', n: word.n } }
    case 'quarter-of-year':
      return { kind: 'moment', moment: { grain: 'quarter', n: word.n } }
    case 'unsaid-end':
      return { kind: 'moment', moment: { ...unsaidEnd(word.grain, context), end: true } }
    case 'year-end':
      return { kind: 'moment', moment: { grain: 'year', end: true } }
    case 'whole-year':
      return { kind: 'moment', moment: { grain: 'year' } }
    case 'year-start':
      return { kind: 'moment', moment: { grain: 'month', n: 1, dates: [1, 10] } }
    case 'now':
      return { kind: 'time', from: today, to: today, grain: 'day', edge: 'by' }
  }
}

/** A-not-A that is a word of its own, and asks for more than whether: 有没有, 要不要. */
const asksAlready = (chart: ParseChart, at: number, end: number): boolean =>
  chart.at(at).some((piece) => piece.end === end && piece.part.kind === 'ask')

/** 报没报, 红不红, 差不差 ask whether it is so; what is said twice else says nothing more than that it is asked. */
function doubledPart(said: string, { trie }: Words): Pick<Piece, 'part' | 'also'> {
  const asks: Found = { kind: 'ask', for: 'whether' }
  const word = said.slice(0, (said.length - 1) / 2)
  const parts = trie.at(word, 0).flatMap(({ end, value }) => (end === word.length ? [value.part] : []))
  if (parts.some(({ kind }) => kind === 'reports'))
    return { part: { kind: 'measure', measure: 'reported', is: true }, also: asks }
  const state = parts.find((part): part is Extract<Found, { kind: 'measure' }> => part.kind === 'measure')
  return state && !parts.some(({ kind }) => kind === 'ask') ? { part: state, also: asks } : { part: asks }
}

/** A run of letters is one word. */
function latinAt(text: string, at: number): number | undefined {
  if (!isLatin(text[at]) || isLatin(text[at - 1])) return undefined
  let end = at + 1
  while (isLatin(text[end])) end++
  return end
}
