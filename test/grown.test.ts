/** The tests have an office of their own: which of them read the one that ships is told, and run on data that grew. */

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { allTests, HANDING_ON, readersOf, readsShipped } from '../bench/grown/reaching.ts'
import { ANY_OFFICE, OWN_OFFICE, OWN_PROGRAMS, PROGRAMS } from '../bench/grown/suite.ts'

test('whoever reads the shipped office is run on a grown one (bench/grown)', () => {
  const all = allTests()
  expect(all.length).toBeGreaterThan(200)
  const reading = all.filter((path) => readersOf(path).length > 0)
  expect(reading.filter((path) => ![...ANY_OFFICE, ...PROGRAMS].includes(path))).toEqual(['test/grown.test.ts'])
  expect([...ANY_OFFICE, ...PROGRAMS].filter((path) => !reading.includes(path))).toEqual([])
})

test('the others, of which a few are run as well, reach it by no import', () => {
  expect([...OWN_OFFICE, ...OWN_PROGRAMS].flatMap(readersOf)).toEqual([])
})

test('what starts the program in their place starts it with the tests’ own data', () => {
  const starting = HANDING_ON.filter((path) => path.startsWith('test/faults/'))
  expect(starting).toHaveLength(2)
  for (const path of starting)
    expect(readFileSync(join(import.meta.dirname, '..', path), 'utf8')).toMatch(/YAODIAN_DATA(?:'\] =|:) OFFICE/)
})

test.each([
  ['the shipped files', "import { shippedFiles } from '../data.ts'"],
  ['the loader of this machine', "import { readData } from '../src/data.node.ts'"],
  ['a plan by its path', "readFileSync('data/plans/2017/indicators.yaml')"],
  ['the program', "import { ROOT } from '../program.ts'"],
  ['the office of this machine', "import { openOffice } from '../src/office.node.ts'"],
  ['a program of ours', "await built('src/main.cli.ts')"],
])('%s are seen', (_, text) => {
  expect(readsShipped(text)).toBe(true)
  expect(readsShipped("import { buildIfStale } from '../program.ts'")).toBe(false)
  expect(readsShipped("import { files } from '../data.ts'\nreadFileSync('data/language/talk.yaml')")).toBe(false)
})
