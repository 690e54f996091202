/** How often a message asks the database before it is committed: what needs nothing of each other goes in one trip. */
import { expect, test } from 'vitest'
import { freshStore } from '#fresh-store'
import type { Store } from '../../src/store/index.ts'
import { office } from '../invented.ts'

/** Notes how many reads each trip takes along, up to the commit that ends a message. */
function noting(store: Store): {
  readonly store: Store
  readonly tripsOf: (step: () => Promise<unknown>) => Promise<number[]>
} {
  let trips: number[] = []
  let ended: number[] = []
  const noted: Store = {
    all: (sql, ...params) => {
      trips.push(1)
      return store.all(sql, ...params)
    },
    first: (sql, ...params) => {
      trips.push(1)
      return store.first(sql, ...params)
    },
    round: (queries) => {
      trips.push(queries.length)
      return store.round(queries)
    },
    commit: (statements) => {
      // what is sent afterwards is the outbox's
      if (statements.some(({ sql }) => sql.startsWith('INSERT INTO inbox'))) ended = [...trips]
      return store.commit(statements)
    },
    close: () => store.close(),
  }
  const tripsOf = async (step: () => Promise<unknown>): Promise<number[]> => {
    trips = []
    ended = []
    await step()
    return ended
  }
  return { store: noted, tripsOf }
}

/**
 * How the office stands (papers, allocation: side by side, so two trips here and the time of one); then sender, talk and
 * whether it is known; then what the words turn out to be about. A trip may go where what it asks for is known before.
 */
const TRIPS: readonly (readonly [said: string, trips: readonly number[]])[] = [
  // chain and what is owed; the figure's past, its neighbours, the lock, drafts
  ['/上报 老旧木厂 12家', [1, 1, 4, 2, 5]],
  // drafts first: the words may be said to one
  ['老旧木厂13家', [1, 1, 4, 1, 2, 4]],
  ['对', [1, 1, 4, 1, 1, 4, 1, 1]],
  ['/零报告', [1, 1, 4, 1, 1, 1, 4]],
  ['更正 老旧木厂 14家 备注 漏报', [1, 1, 4, 1, 1, 1, 5, 1]],
  ['盘活存量低产林地要多少亩', [1, 1, 4, 1, 1]],
  ['哪些县还没报', [1, 1, 4, 1, 4, 1, 1]],
  ['/帮助', [1, 1, 4]],
]

test('a message asks in as few trips as what it says allows', async () => {
  const { store, tripsOf } = noting(await freshStore())
  const desk = await office(store)
  const taken: (readonly [string, readonly number[]])[] = []
  for (const [said] of TRIPS) taken.push([said, await tripsOf(() => desk.says('柳泉', said))])
  expect(taken).toEqual(TRIPS)
})
