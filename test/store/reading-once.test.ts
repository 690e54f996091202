import { expect, test } from 'vitest'
import { freshStore } from '#fresh-store'
import { readingOnce, sql } from '../../src/store/index.ts'

test('what a decision asks twice is read once, with each parameter by itself, and another decision reads anew', async () => {
  const store = await freshStore()
  const keep = (value: string) =>
    store.commit([sql('INSERT OR REPLACE INTO setting (key, value) VALUES (?, ?)', 'a', value)])
  const value = 'SELECT value FROM setting WHERE key = ?'
  await keep('1')
  const one = readingOnce(store)
  expect(await one.first(value, 'a')).toEqual({ value: '1' })
  await keep('2')
  expect(await one.first(value, 'a')).toEqual({ value: '1' })
  expect(await one.first(value, 'b')).toBeUndefined()
  expect(await one.all(value, 'a')).toEqual([{ value: '2' }])
  expect(await readingOnce(store).first(value, 'a')).toEqual({ value: '2' })
})
