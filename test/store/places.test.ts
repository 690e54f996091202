/** How many places name a store's engine: what a new one has to be written into. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const SRC = join(import.meta.dirname, '../../src')

const opening = (engine: string): string[] =>
  readdirSync(SRC, { recursive: true, encoding: 'utf8' })
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => path.endsWith('.ts') && readFileSync(join(SRC, path), 'utf8').includes(`/store/${engine}.ts'`))
    .sort()

test('an engine for Workers is a file and a line in their root', () => {
  expect(opening('d1')).toEqual(['main.worker.ts'])
})

test('one for a machine is opened by its root, its desks, its backup, the demo’s maker and the command line', () => {
  expect(opening('sqlite')).toEqual([
    'cli/database.ts',
    'cli/operate/doctor.ts',
    'main.node.ts',
    'prepare.node.ts',
    'runtime/backup.node.ts',
    'runtime/desks/serve.node.ts',
  ])
})
