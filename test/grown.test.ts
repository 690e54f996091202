/** The tests have offices of their own: which of them read the one that ships is told, and run on data that grew. */

import { readdirSync, readFileSync } from 'node:fs'
import { join, posix } from 'node:path'
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

test('sentences are taught in the frozen office: what ships may grow, and the weights stay', () => {
  const folder = join(import.meta.dirname, '../bench/train')
  const sources = readdirSync(folder).map((name) => readFileSync(join(folder, name), 'utf8'))
  expect(sources.filter((text) => text.includes('frozenFiles()'))).toHaveLength(1)
  expect(sources.filter((text) => /\breadData\b|\bofficeData\b/.test(text))).toEqual([])
})

test.each([
  ['the shipped files', "import { shippedFiles } from '../data.ts'"],
  ['the loader of this machine', "import { readData } from '../src/composition/data.node.ts'"],
  ['a plan by its path', "readFileSync('data/plans/2017/indicators.yaml')"],
  ['a plan by its folders', "readFileSync(join(root, 'data', 'plans', year, 'plan.yaml'))"],
  ['a folder that is a value', "cpSync(join(root, 'data', folder), to)"],
  ['the program', "import { ROOT } from '../program.ts'"],
  ['the office of this machine', "import { openOffice } from '../src/composition/office.node.ts'"],
  ['a program of ours', "await built('src/main.cli.ts')"],
])('%s are seen', (_, text) => {
  expect(readsShipped(text)).toBe(true)
  expect(readsShipped("import { buildIfStale } from '../program.ts'")).toBe(false)
  expect(readsShipped("import { files } from '../data.ts'\nreadFileSync('data/language/talk.yaml')")).toBe(false)
})

/**
 * Behaviour is told in the invented office (invented.ts). What stands on the frozen copy of the real one, as files and
 * folders below test/, with why.
 */
const ON_FROZEN: Readonly<Record<string, string>> = {
  'ask/': 'answers from its paper, and strangers’ questions on it',
  'documents/': 'its paper is read, and drafts are held against its plan',
  'model/chat.ts': 'recorded answers of models quote its paper',
  'model/prompt.test.ts': 'the same',
  'assistant/interpreter/': 'recorded guesses of a model name its counties',
  'assistant/thread/': 'talks of strangers name them',
  'assistant/mixed.test.ts': 'strangers’ messages on its paper and its figures',
  'assistant/owner.test.ts': 'questions on its paper and on its figures, which of both they are of',
  'assistant/rights.test.ts': 'sentences of strangers on both',
  'intent/': 'sentences of many hands name its counties and indicators',
  'language/': 'a corpus of its names, their sounds and how they are mistyped',
  'request/': 'sets of questions by strangers',
  'progress/prepared.ts': 'the same sets, with their ledger',
  'progress/several.test.ts': 'the first three of more cities than the invented office has',
  'progress/question.test.ts': 'a corpus of plain questions, with sounds of its names',
  'report/told-in-talk.test.ts': 'a table of its indicators and counties, as contacts send it',
  'report/grammar/': 'a corpus of lines of reports, and the development set',
  'open/acts.test.ts': 'the lessons as they are written; what is heard is of the invented office',
  'remind/world.ts': 'a year of 89 counties',
  'remind/ticker.ts': 'the same in processes of its own',
  'query/plain.test.ts': 'one test of more counties than fit',
  'query/run.test.ts': 'tables of 89 counties',
  'bounds/': 'steps are counted at its size',
  'faults/': 'processes are started on its data, as they come',
  'runtime/': 'the same',
  'runtimes/budget.ts': 'queries of D1 are counted at its size',
  'walk.test.ts': 'lines are counted at the messages that docs/architecture.md names',
  'office/': 'every file of a whole plan is broken in turn; 89 dated codes',
  'offices/flows.test.ts': 'the three jobs on each office',
  'demo.test.ts': 'its demo',
  'data.test.ts': 'a whole plan, edited',
  'names.ts': 'its names, which sources may not have',
  'said.ts': 'reads in whichever office it is given, in this one by itself',
}

const MAKERS = ['office.ts', 'data.ts', 'frozen.ts', 'written.ts']
/** What they export that is of no office. */
const OF_NONE = new Set(['officeOf', 'Cast', 'language', 'shippedFiles'])
const IMPORT = /^import (?:type )?(\{[^}]*\}|\* as \w+) from '(\.[^']+)'/gm

const namesIn = (names: string): string[] =>
  names.startsWith('*') ? [names] : (names.match(/\w+(?= as \w+)|(?<!as )\b(?!type\b|as\b)\w+/g) ?? [])

const takesFrozen = (path: string, text: string): boolean =>
  [...text.matchAll(IMPORT)].some(([, names = '', from = '']) => {
    const to = posix.normalize(posix.join(posix.dirname(path), from))
    return MAKERS.includes(to) && namesIn(names).some((name) => !OF_NONE.has(name))
  })

const below = readdirSync(import.meta.dirname, { recursive: true, encoding: 'utf8' })
  .map((path) => path.replaceAll('\\', '/'))
  .filter((path) => path.endsWith('.ts') && ![...MAKERS, 'invented.ts'].includes(path))
const standing = below.filter((path) => takesFrozen(path, readFileSync(join(import.meta.dirname, path), 'utf8')))

test('what stands on the frozen copy is named with its reason, and no more is named', () => {
  expect(standing.length).toBeGreaterThan(30)
  const named = Object.keys(ON_FROZEN)
  expect(standing.filter((path) => !named.some((one) => path.startsWith(one)))).toEqual([])
  expect(named.filter((one) => !standing.some((path) => path.startsWith(one)))).toEqual([])
})

test.each([
  ["import { office } from '../office.ts'", true],
  ["import { files as frozen } from '../data.ts'", true],
  ["import * as frozen from '../office.ts'", true],
  ["import { type Cast, officeOf } from '../office.ts'", false],
  ["import { office } from '../invented.ts'", false],
  ["import { office } from './office.ts'", false],
])('%s takes it: %s', (text, isFrozen) => {
  expect(takesFrozen('people/x.test.ts', text)).toBe(isFrozen)
})
