/** Each message, and what it is read as: the tables are in cases.ts, the shorthand in office.ts. */
import { describe, expect, test } from 'vitest'
import * as cases from './cases.ts'
import { type Case, inShort, read } from './office.ts'

const GROUPS: readonly (readonly [string, readonly Case[]])[] = [
  ['a command with one figure', cases.COMMANDS],
  ['a date in any form', cases.DATES],
  ['what came new in a month', cases.INCREMENTS],
  ['several indicators', cases.MULTI],
  ['a few words without a command', cases.TERSE],
  ['free text', cases.FREE],
  ['nothing new', cases.NILS],
  ['a table', cases.TABLES],
  ['a misspelt or shortened name', cases.TYPOS],
  ['Traditional characters', cases.TRADITIONAL],
  ['a fault', cases.ERRORS],
  ['another region', cases.ELSEWHERE],
]

describe.each(GROUPS)('%s', (_, group) => {
  test.each(group.map(([said, expected, setting]) => ({ said, expected, setting, on: setting?.now ?? '2017-07-03' })))(
    '$said on $on → $expected',
    ({ said, expected, setting }) => {
      expect(inShort(read(said, setting), setting?.year)).toBe(expected)
    },
  )
})
