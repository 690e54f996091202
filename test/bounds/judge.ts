/** What is wrong with what a text takes, counted in steps: too many, or more than its length accounts for. */
import type { Cost } from './reader.ts'
import { LONGEST } from './texts.ts'

/** A text that can be as long as asked. */
export type Text = (length: number) => string
/** What reading a text takes; of no account beyond what a reading takes that took no more than `few`. */
export type Counting = (text: string, few?: number) => Promise<Cost>

/**
 * What may be taken, in steps of our own code. The goal is 50 units, milliseconds where nothing else runs (unit.ts): a
 * step is one in 20 to 90 thousand of a unit, the fewer the more strings it makes, so that a count stands for the clock
 * by kind of work and never exactly. The night measures the dearest by the clock.
 * - `message`, of 6 000 characters: 2.3 million. Reading words took 23 units for 2.1 million, 149 for 4.8; the dearest that is
 *   known, a page that names its county first and is read with the name and without, 45 for 2.0; the
 *   most steps that are known, a press of 代报 with one word 3 000 times, 2.27 million.
 * - `line`, of 500, the longest that is read by whoever answers from papers: half of it, since its steps are strings cut
 *   and looked up, 37 units for 0.9 million.
 * - `question`, a short one on the ledger: its steps are cells, 30 to 50 units for 0.49 million with 8 000 rows.
 * - `file`, at the back office, where it holds up no message: 300 units.
 */
export const MOST_STEPS = { message: 2_300_000, line: 1_100_000, question: 550_000, file: 6_000_000 }
/**
 * What a message asks of the ledger, rows and keys: a year of all indicators of a whole province is some 9 400, and no
 * other is read after one like that.
 */
export const MOST_ROWS = 12_000
export const STEPS_A_ROW = 60
/** Some twenty units: below it growth is no matter, since no message is longer. Pages become tables and numbers words at some length. */
export const FLOOR = 750_000
/** Twice the text takes twice the steps, and a little; its square would take 4 times. */
export const MOST_GROWN = 2.4
const EXPONENT = Math.log2(MOST_GROWN)
const HALF = 0.5
const THREE_QUARTERS = 0.75

/** What is too much, whatever its length: more rows than all may ask, more steps than words and rows account for. */
export function faultIn({ rows, steps }: Pick<Cost, 'rows' | 'steps'>, most: number): string | undefined {
  if (rows > MOST_ROWS) return `${rows} rows`
  return steps > most + rows * STEPS_A_ROW ? `${steps.toFixed()} steps, ${rows} rows` : undefined
}

/**
 * @returns the steps of the text in full length, and what is wrong with them. Read once, the whole and then its half:
 * what is made on the first occasion is counted with the whole, so that what passes so passes however it is counted.
 * Only what does not is counted exactly, each length twice.
 */
export async function judged(
  steps: Counting,
  text: Text,
  most: number,
): Promise<{ readonly steps: number; readonly fault?: string }> {
  const once = await steps(text(LONGEST), Infinity)
  if (!once.threw && !faultIn(once, most)) {
    if (once.steps <= FLOOR) return { steps: once.steps }
    const half = await steps(text(Math.floor(LONGEST * HALF)), Infinity)
    if (once.steps <= Math.max(half.steps, FLOOR * HALF) * MOST_GROWN) return { steps: once.steps }
  }
  const whole = await steps(text(LONGEST), FLOOR)
  const said = (fault: string) => ({ steps: whole.steps, fault })
  if (whole.threw) return said(`threw ${whole.threw}`)
  const fault = faultIn(whole, most)
  if (fault) return said(fault)
  if (whole.steps <= FLOOR) return { steps: whole.steps }
  const [shorter, share] = await grownFrom(steps, text, whole.steps)
  if (share <= 1) return { steps: whole.steps }
  return said(`${shorter.toFixed()} steps for a shorter one, ${whole.steps.toFixed()} for the whole`)
}

/**
 * How a text grew: against its dearer half, and where that is too much against three quarters as well. A page is a table
 * only from some length on, or from its head on; what grows faster than its length does so from both.
 * @returns the steps of the shorter text, and by what share of the most that is allowed the whole grew; the better of the two
 */
async function grownFrom(steps: Counting, text: Text, whole: number): Promise<readonly [number, number]> {
  const parts = [HALF, THREE_QUARTERS].map((part) => ({ part, length: Math.floor(LONGEST * part) }))
  let best: readonly [number, number] = [0, Infinity]
  for (const { part, length } of parts) {
    const [first, last] = [text(length), text(LONGEST).slice(-length)]
    const shorter = Math.max((await steps(first)).steps, (await steps(last)).steps)
    const grown = whole / Math.max(shorter, FLOOR * part) / (1 / part) ** EXPONENT
    if (grown < best[1]) best = [shorter, grown]
    if (best[1] <= 1) break
  }
  return best
}
