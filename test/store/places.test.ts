/** How many places name a store's engine: what a new one has to be written into, beside its file and its test. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const SRC = join(import.meta.dirname, '../../src')
const sources = readdirSync(SRC, { recursive: true, encoding: 'utf8' })
  .map((path) => path.replaceAll('\\', '/'))
  .filter((path) => path.endsWith('.ts'))

/** What stands in `store/` and is no engine's: its door, and what opens a machine's. */
const DOORS = ['index', 'machine.node']

/** Sources outside of `store/` that import from it, and from which of its files. */
const importing = sources
  .filter((path) => !path.startsWith('store/'))
  .flatMap((path) =>
    [...readFileSync(join(SRC, path), 'utf8').matchAll(/from '[^']*\/store\/([\w.]+)\.ts'/g)].map(([, file = '']) => ({
      path,
      file,
    })),
  )
const from = (isMeant: (file: string) => boolean): string[] => [
  ...new Set(importing.flatMap(({ path, file }) => (isMeant(file) ? [path] : []))),
]

test('an engine for Workers is a file and a line in their root', () => {
  expect(from((file) => !DOORS.includes(file))).toEqual(['main.worker.ts'])
})

test('one for a machine is a file and a line in what all open it with: program, desks, backup, demo, command line', () => {
  expect(from((file) => file === 'machine.node').sort()).toEqual([
    'cli/database.ts',
    'cli/operate/doctor.ts',
    'cli/plan/people.ts',
    'main.node.ts',
    'prepare.node.ts',
    'runtime/backup.node.ts',
    'runtime/desks/serve.node.ts',
  ])
  const opened = readFileSync(join(SRC, 'store/machine.node.ts'), 'utf8').match(/^const \w+: Engine = /gm)
  expect(opened).toHaveLength(1)
})
