/** How many places name a store's engine: what a new one has to be written into, beside its file and its test. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const SRC = join(import.meta.dirname, '../../src')

const opening = (engine: string): string[] =>
  readdirSync(SRC, { recursive: true, encoding: 'utf8' })
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => path.endsWith('.ts') && readFileSync(join(SRC, path), 'utf8').includes(`/${engine}.ts'`))
    .sort()

test('an engine for Workers is a file and a line in their root', () => {
  expect(opening('d1')).toEqual(['main.worker.ts'])
})

test('one for a machine is a file and a line in what they all open it with', () => {
  expect(opening('sqlite')).toEqual(['store/machine.node.ts'])
  const opened = opening('machine.node')
  expect(opened).toEqual(expect.arrayContaining(['main.node.ts', 'cli/database.ts', 'runtime/desks/serve.node.ts']))
})
