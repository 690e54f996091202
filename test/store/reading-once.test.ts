import { expect, test } from 'vitest'
import { freshStore } from '#fresh-store'
import { keepSetting, readingOnce, SETTING, type Store } from '../../src/store/index.ts'

test('what a decision asks twice is read once, with each parameter by itself, and another decision reads anew', async () => {
  const store = await freshStore()
  const keep = (value: string) => store.commit([keepSetting('a', value)])
  await keep('1')
  const one = readingOnce(store)
  expect(await one.first(SETTING, 'a')).toEqual({ value: '1' })
  await keep('2')
  expect(await one.first(SETTING, 'a')).toEqual({ value: '1' })
  expect(await one.first(SETTING, 'b')).toBeUndefined()
  expect(await one.all(SETTING, 'a')).toEqual([{ value: '1' }])
  expect(await readingOnce(store).first(SETTING, 'a')).toEqual({ value: '2' })
})

/** A store that notes which keys went in which round, and answers a round when it is told to. */
async function slow() {
  const store = await freshStore()
  await store.commit([keepSetting('a', '1'), keepSetting('b', '2'), keepSetting('c', '3')])
  const rounds: unknown[][] = []
  let answer = (): void => {}
  const one = readingOnce({
    ...store,
    round: async (queries: Parameters<Store['round']>[0]) => {
      rounds.push(queries.map(({ params }) => params[0]))
      await new Promise<void>((resolve) => {
        answer = resolve
      })
      return store.round(queries)
    },
  } as Store)
  const turn = () => new Promise((resolve) => setTimeout(resolve))
  return { one, rounds, turn, answers: () => answer() }
}

test('what is asked in one breath goes in one round, and what is asked meanwhile goes together behind it', async () => {
  const { one, rounds, turn, answers } = await slow()
  const first = Promise.all([one.first(SETTING, 'a'), one.all(SETTING, 'b'), one.first(SETTING, 'a')])
  await turn()
  const later = Promise.all([one.first(SETTING, 'c'), one.first(SETTING, 'a')])
  await turn()
  const last = one.first(SETTING, 'none')
  await turn()
  expect(rounds).toEqual([['a', 'b']])
  answers()
  expect(await first).toEqual([{ value: '1' }, [{ value: '2' }], { value: '1' }])
  await turn()
  expect(rounds).toEqual([
    ['a', 'b'],
    ['c', 'none'],
  ])
  answers()
  expect(await later).toEqual([{ value: '3' }, { value: '1' }])
  expect(await last).toBeUndefined()
})

test('a round that fails fails for whoever asked in it, and the next goes on', async () => {
  const store = readingOnce(await freshStore())
  const asked = [store.all('SELECT 1 AS n'), store.all('SELECT * FROM nowhere')]
  const told = await Promise.allSettled(asked)
  expect(told.map(({ status }) => status)).toEqual(['rejected', 'rejected'])
  expect(await store.all('SELECT 2 AS n')).toEqual([{ n: 2 }])
})
