/** The ratchet of `npm run check` sees what it counts: each kind planted once. */
import { expect, test } from 'vitest'
import { countsOf } from '../bench/ratchet/count.ts'

const clean = { path: 'ask/clean.ts', text: 'export const word = /\\d+/\n' }
const counts = (...sources: { path: string; text: string }[]) => countsOf([clean, ...sources], ['cell', 'inbox'])

test('a pattern over Chinese words is counted with its alternatives, outside the reader alone', () => {
  const text = 'export const asks = /多少|几家|\\d+/\n'
  expect(counts()).toMatchObject({ wordPatterns: 0, wordAlternatives: 0 })
  expect(counts({ path: 'ask/asks.ts', text })).toMatchObject({ wordPatterns: 1, wordAlternatives: 2 })
  expect(counts({ path: 'language/asks.ts', text })).toMatchObject({ wordPatterns: 0, wordAlternatives: 0 })
})

test('a decimal number in ask is counted, a whole one and one elsewhere are not', () => {
  expect(counts({ path: 'ask/limit.ts', text: 'export const limits = [0.52, 3]\n' }).askDecimals).toBe(1)
  expect(counts({ path: 'report/limit.ts', text: 'export const limit = 0.52\n' }).askDecimals).toBe(0)
})

test('SQL on one table in a second folder is counted', () => {
  const sql = (path: string) => ({ path, text: "export const query = 'SELECT 1 FROM cell'\n" })
  expect(counts(sql('ledger/rows.ts')).tablesAbroad).toBe(0)
  expect(counts(sql('ledger/rows.ts'), sql('ledger/more.ts')).tablesAbroad).toBe(0)
  expect(counts(sql('ledger/rows.ts'), sql('remind/rows.ts')).tablesAbroad).toBe(1)
})

test('a folder with more files beside one another than one can look through is counted', () => {
  const files = Array.from({ length: 25 }, (_, at) => ({ path: `heap/f${at}.ts`, text: '' }))
  expect(counts(...files.slice(1)).flatFolders).toBe(0)
  expect(counts(...files).flatFolders).toBe(1)
})

test('a name that two folders give to a type is counted, twice in one folder or not exported it is not', () => {
  const type = (path: string, of = 'export interface Ground {}') => ({ path, text: `${of}\n` })
  expect(counts(type('ask/a.ts'), type('ask/b.ts'), type('report/a.ts', 'interface Ground {}')).sharedTypes).toBe(0)
  expect(counts(type('ask/a.ts'), type('report/a.ts', 'export type Ground = string')).sharedTypes).toBe(1)
})
