import { expect, test } from 'vitest'
import { freshStore } from '#fresh-store'
import { keepSetting, readingOnce, SETTING } from '../../src/store/index.ts'

test('what a decision asks twice is read once, with each parameter by itself, and another decision reads anew', async () => {
  const store = await freshStore()
  const keep = (value: string) => store.commit([keepSetting('a', value)])
  await keep('1')
  const one = readingOnce(store)
  expect(await one.first(SETTING, 'a')).toEqual({ value: '1' })
  await keep('2')
  expect(await one.first(SETTING, 'a')).toEqual({ value: '1' })
  expect(await one.first(SETTING, 'b')).toBeUndefined()
  expect(await one.all(SETTING, 'a')).toEqual([{ value: '2' }])
  expect(await readingOnce(store).first(SETTING, 'a')).toEqual({ value: '2' })
})
