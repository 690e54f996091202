/** How many places name a store's engine: what a new one has to be written into, beside its file and its test. */
import { readdirSync, readFileSync } from 'node:fs'
import { join, posix } from 'node:path'
import { expect, test } from 'vitest'
import { told } from '../told.ts'

const SRC = join(import.meta.dirname, '../../src')
interface Source {
  readonly path: string
  readonly text: string
}

const sources: readonly Source[] = readdirSync(SRC, { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.ts'))
  .map((path) => ({ path: path.replaceAll('\\', '/'), text: readFileSync(join(SRC, path), 'utf8') }))

const HERE = import.meta.dirname
const tests = readdirSync(HERE).map((path) => ({ path, text: readFileSync(join(HERE, path), 'utf8') }))

/** What stands in `store/` and is no engine's: its door, and what opens a machine's. */
const DOORS = ['index', 'machine.node']

/** Below src/, as a source names them from where it stands. */
const importsOf = ({ path, text }: Source): string[] =>
  [...text.matchAll(/from '(\.[^']+)'/g)].map(([, to = '']) => posix.join(posix.dirname(path), to))

/** Files of `store/` that declare an engine for a machine, and which sources import them: two planted ones show what is meant. */
const engines = (all: readonly Source[]) =>
  all
    .filter(({ path, text }) => path.startsWith('store/') && /^export const \w+: Driver = /m.test(text))
    .map(({ path }) => ({
      path,
      named: all.filter((one) => importsOf(one).includes(path)).map((one) => one.path),
    }))

/** Sources outside of `store/` that import from it, and from which of its files. */
const importing = sources
  .filter(({ path }) => !path.startsWith('store/'))
  .flatMap(({ path, text }) =>
    [...text.matchAll(/from '[^']*\/store\/([\w.]+)\.ts'/g)].map(([, file = '']) => ({ path, file })),
  )
const from = (isMeant: (file: string) => boolean): string[] => [
  ...new Set(importing.flatMap(({ path, file }) => (isMeant(file) ? [path] : []))),
]

test('an engine for Workers is a file and a line in their root', () => {
  expect(from((file) => !DOORS.includes(file))).toEqual(['main.worker.ts'])
})

test('one for a machine is a file and a line in what all open it with: program, desks, backup, demo, command line', () => {
  expect(from((file) => file === 'machine.node').sort()).toEqual([
    'build/prepare.node.ts',
    'cli/database.ts',
    'cli/operate/doctor.ts',
    'cli/plan/people.ts',
    'main.node.ts',
    'runtime/backup.node.ts',
    'runtime/desks/serve.node.ts',
  ])
})

test('an engine for a machine is named by one file alone, in one line: nothing else knows which it is', () => {
  const machine = { path: 'store/machine.node.ts', text: "import { other } from './other.node.ts'" }
  const other = { path: 'store/other.node.ts', text: 'export const other: Driver = {}' }
  const named = { path: 'documents/draft/x.ts', text: "import { other } from './other.node.ts'" }
  const peeping = { path: 'cli/database.ts', text: "import { other } from '../store/other.node.ts'" }
  expect(engines([machine, other, named])).toEqual([{ path: other.path, named: [machine.path] }])
  expect(engines([machine, other, peeping])).toEqual([{ path: other.path, named: [machine.path, peeping.path] }])

  const used = (all: readonly Source[]) => engines(all).flatMap(({ named }) => named)
  expect(used(sources)).toEqual([machine.path])
  const testsOf = (path: string) =>
    tests.filter(({ text }) => text.includes(`/${path}'`) && text.includes('driverContract(')).length
  expect(engines(sources).filter(({ path }) => testsOf(path) !== 1)).toEqual([])
  const [itsFile, itsTest] = [1, 1]
  expect(told('store', 'places')).toBe(itsFile + used(sources).length + itsTest)
  // Another one in the place of the first: its own file, and the line.
  const exchanged = [...sources.filter(({ path }) => path !== machine.path), machine, other]
  expect(used(exchanged)).toEqual([machine.path])
})
