/** Which past year a heading or a sentence speaks of. */

const YEAR = /(?<!\d)(20\d\d)\s?年/g
/** 较2020年, 以2020年为基数: where a comparison begins. */
const BASE = /[比较以从]\s?20\d\d\s?年/g
const LAST = /去年|上年|上一年|过去(?:的)?一年|一年来/

/**
 * The past year that a provision tells of, by its headings: 2025年主要工作 in a paper of 2026 → 2025年. The innermost heading
 * that names a year decides.
 *
 * @param path headings, outermost first
 * @param year the paper's
 * @returns undefined where it is of the paper's own year or later, or nothing tells
 */
export function pastYearOf(path: string, year: number | undefined): string | undefined {
  if (year === undefined) return undefined
  const named = [...path.replace(BASE, '').matchAll(YEAR)].map((match) => Number(match[1]))
  const last = named.at(-1)
  if (last !== undefined) return last < year ? `${last}年` : undefined
  return LAST.test(path) ? `${year - 1}年` : undefined
}

/**
 * 2025年，全市…; 过去一年，…: the year before the paper's that a sentence begins with, as it is said there: 2025年.
 * @param year the paper's
 * @returns undefined where it looks back on none
 */
export function lookedBackOn(sentence: string, year: number | undefined): string | undefined {
  const [start = ''] = sentence.trim().split(/[，,]/)
  const opens = /^(?:20\d\d\s?年|去年|上年|上一年|过去|一年来)/.test(start)
  return opens ? pastYearOf(start, year) : undefined
}
