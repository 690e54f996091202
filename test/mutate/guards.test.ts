/** The table of guards stays true: each stands where it says, once, and is told of in docs/security.md. */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { GUARDS } from './guards.ts'

const ROOT = join(import.meta.dirname, '../..')
const read = (path: string): string => readFileSync(join(ROOT, path), 'utf8')

test('each guard stands in its file, once, and its test is there', () => {
  expect(GUARDS.length).toBeGreaterThanOrEqual(20)
  const times = GUARDS.map(({ guard, file, from }) => [guard, read(file).split(from).length - 1])
  expect(times.filter(([, count]) => count !== 1)).toEqual([])
  expect(GUARDS.filter((one) => !existsSync(join(ROOT, one.test[0])))).toEqual([])
})

test('docs/security.md names each guard, and its test', () => {
  const text = read('docs/security.md')
  expect(GUARDS.filter(({ guard }) => !text.includes(`${guard}`)).map(({ guard }) => guard)).toEqual([])
  expect([...new Set(GUARDS.map((one) => one.test[0]))].filter((file) => !text.includes(file))).toEqual([])
})

test('each test that docs/security.md names is there', () => {
  const named = [...read('docs/security.md').matchAll(/`(test\/[\w./-]+\.ts)`/g)].flatMap(([, path]) => path ?? [])
  expect(named.length).toBeGreaterThan(10)
  expect(named.filter((path) => !existsSync(join(ROOT, path)))).toEqual([])
})
