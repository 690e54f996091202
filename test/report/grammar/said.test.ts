/** Each message, and what it is read as: the tables are in cases*.ts, the shorthand in office.ts. */
import { describe, expect, test } from 'vitest'
import { BESIDE, BESIDE_ON } from './cases.beside.ts'
import * as chat from './cases.chat.ts'
import * as errors from './cases.errors.ts'
import * as faults from './cases.faults.ts'
import * as cases from './cases.ts'
import { TURNS } from './cases.turns.ts'
import * as words from './cases.words.ts'
import * as year from './cases.year.ts'
import { type Case, inShort, read, told } from './office.ts'

const on = (now: string, all: readonly Case[]): Case[] =>
  all.map(([said, expected, setting]) => [said, expected, { now, ...setting }])

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
  ['what stands beside a figure', on(BESIDE_ON, BESIDE)],
]

describe.each(GROUPS)('%s', (_, group) => {
  test.each(group.map(([said, expected, setting]) => ({ said, expected, setting, on: setting?.now ?? '2017-07-03' })))(
    '$said on $on → $expected',
    ({ said, expected, setting }) => {
      expect(told(said, setting)).toBe(expected)
    },
  )
})

describe('the plan’s year', () => {
  const asked = (said: string, now: string) => inShort(read(said, { now, planYear: 2017 }))

  test.each([
    [
      'a day of it is read however late, and asked about',
      '上报 僵尸企业 12家 截至 2017-06-30',
      '2026-11-28',
      '僵尸 12 @06-30 ?',
    ],
    ['without a day, once it is over, its end is asked about', '上报 僵尸企业 12家', '2026-11-28', '僵尸 12 @12-31 ?'],
    ['so in the spring after it', '上报 僵尸企业 12家', '2018-03-04', '僵尸 12 @12-31 ?'],
    ['in it nothing is asked', '上报 僵尸企业 12家', '2017-11-28', '僵尸 12 @11-28'],
  ])('%s', (_, said, now, expected) => {
    expect(asked(said, now)).toBe(expected)
  })
})
