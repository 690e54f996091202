/** What CONTRIBUTING's recipes count, so that the tests which count the same hold it. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

const NUMBERS = ['none', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten']

/**
 * `**A new command** is three places`: 3.
 * @param kind of the recipe: `command`
 * @param what is counted, after the number: `places`
 * @throws where the recipe tells no such number
 */
export function told(
  kind: string,
  what: string,
  text = readFileSync(join(import.meta.dirname, '../CONTRIBUTING.md'), 'utf8'),
): number {
  const recipe = text.split('\n').find((line) => line.startsWith(`**A new ${kind}** is `)) ?? ''
  const number = NUMBERS.indexOf(new RegExp(`(\\w+) ${what}\\b`).exec(recipe)?.[1] ?? '')
  if (number < 0) throw new Error(`CONTRIBUTING tells no number of ${what} for a new ${kind}`)
  return number
}
