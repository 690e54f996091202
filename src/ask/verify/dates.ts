/** Dates and years: each that a sentence names stands in what it rests on, with the year it has there. */
import { flat } from '../words/normalise.ts'
import type { Cited } from './cited.ts'
import { tokensOf } from './words.ts'

interface DateSaid {
  readonly year?: number
  readonly month?: number
  readonly day?: number
}

const UNITS = ['年', '月', '日'] as const

/** Years, months and days of a flat text, in order; 2025年12月31日 is one of them, 12月31日 too. */
function datesIn(text: string): DateSaid[] {
  const tokens = tokensOf(text)
  const dates: DateSaid[] = []
  for (let at = 0; at < tokens.length; ) {
    const [date, end] = dateAt(tokens, at)
    if (end > at) dates.push(date)
    at = end > at ? end : at + 1
  }
  return dates
}

function dateAt(tokens: readonly string[], from: number): [DateSaid, number] {
  const fields: (number | undefined)[] = []
  let at = from
  for (const [index, unit] of UNITS.entries()) {
    const number = Number(tokens[at])
    // 5年 is a length of time, 3月 without a year a month.
    const fits = Number.isInteger(number) && tokens[at + 1] === unit && (index > 0 || isYear(number))
    if (fits && (index < 2 || fields[1] !== undefined)) {
      fields[index] = number
      at += 2
    }
  }
  const [year, month, day] = fields
  if (year === undefined && month === undefined) return [{}, from]
  return [
    { ...(year !== undefined && { year }), ...(month !== undefined && { month }), ...(day !== undefined && { day }) },
    at,
  ]
}

const isYear = (number: number): boolean => number >= 1900 && number < 2200

/** Years as written, without 年 too: 2017-2019. */
const yearsIn = (text: string): number[] =>
  tokensOf(text)
    .map(Number)
    .filter((one) => Number.isInteger(one) && isYear(one))

/** Dates of a text, each with the year that was named last before it. */
function dated(text: string, before: number | undefined): DateSaid[] {
  let year = before
  return datesIn(text).map((date) => {
    year = date.year ?? year
    return { ...date, ...(year !== undefined && { year }) }
  })
}

/** @returns the first date or year of the sentence that its evidence does not have */
export function wrongDate(sentence: string, cited: readonly Cited[]): string | undefined {
  const said = flat(sentence)
  const own = cited.flatMap(({ statements, heads, paper }) => [
    ...statements.flatMap((statement) => dated(statement, paper.year)),
    ...heads.flatMap((head) => dated(head, paper.year)),
  ])
  const years = new Set(cited.flatMap(yearsOf))
  const wrong = datesIn(said).find((date) => !own.some((one) => isSame(date, one)) && !isBareYear(date, years))
  if (wrong) return [wrong.year, wrong.month, wrong.day].filter((one) => one !== undefined).join('-')
  return yearsIn(said)
    .find((year) => !years.has(year))
    ?.toString()
}

const isSame = (said: DateSaid, own: DateSaid): boolean =>
  said.month === own.month && said.day === own.day && (said.year === undefined || said.year === own.year)

const isBareYear = ({ year, month }: DateSaid, years: ReadonlySet<number>): boolean =>
  month === undefined && year !== undefined && years.has(year)

/** A year belongs to its statement; the paper's counts only where the statement has none of its own. */
function yearsOf({ statements, heads, paper, provision }: Cited): number[] {
  const own = statements.flatMap(yearsIn)
  // The cells of a row, and what leads to an item, are no other time than the row's and the item's.
  const near = [...provision.path, provision.heading].map(flat).flatMap(yearsIn)
  return own.length > 0
    ? [...own, ...near]
    : [...near, ...heads.flatMap(yearsIn), ...(paper.year === undefined ? [] : [paper.year])]
}
