/** Each message, and what it is read as: the tables are in cases*.ts, the shorthand in office.ts. */
import { describe, expect, test } from 'vitest'
import * as chat from './cases.chat.ts'
import * as errors from './cases.errors.ts'
import * as faults from './cases.faults.ts'
import * as cases from './cases.ts'
import { TURNS } from './cases.turns.ts'
import * as words from './cases.words.ts'
import * as year from './cases.year.ts'
import { type Case, inShort, read } from './office.ts'

const on = (now: string, all: readonly Case[]): Case[] => all.map(([said, expected]) => [said, expected, { now }])

const GROUPS: readonly (readonly [string, readonly Case[]])[] = [
  ['a command with one figure', cases.COMMANDS],
  ['a date in any form', cases.DATES],
  ['what came new in a month', cases.INCREMENTS],
  ['several indicators', cases.MULTI],
  ['a few words without a command', words.TERSE],
  ['free text', words.FREE],
  ['nothing new', words.NILS],
  ['a table', words.TABLES],
  ['a misspelt or shortened name', words.TYPOS],
  ['Traditional characters', words.TRADITIONAL],
  ['a fault', errors.ERRORS],
  ['another region', errors.ELSEWHERE],
  ['August', on(year.AUGUST_ON, year.AUGUST)],
  ['October', on(year.OCTOBER_ON, year.OCTOBER)],
  ['November', on(year.NOVEMBER_ON, year.NOVEMBER)],
  ['faults in every dress', on(faults.JULY_ON, faults.JULY)],
  ['tables as they are pasted', on(faults.SEPTEMBER_ON, faults.SEPTEMBER)],
  ['the turn of the year', TURNS],
  ['figures among other news', chat.PROSE],
  ['what was put right', chat.PUT_RIGHT],
  ['sheets and pieces of them', chat.SHEETS],
  ['two figures at once', chat.AT_ONCE],
]

describe.each(GROUPS)('%s', (_, group) => {
  test.each(group.map(([said, expected, setting]) => ({ said, expected, setting, on: setting?.now ?? '2017-07-03' })))(
    '$said on $on → $expected',
    ({ said, expected, setting }) => {
      expect(inShort(read(said, setting), setting?.year)).toBe(expected)
    },
  )
})
