/** What every store must do. Each engine's own test calls this. */
import { describe, expect, test } from 'vitest'
import { Conflict, type Store, sql } from '../../src/store/index.ts'

const inbox = (id: string, text: string | null = null) =>
  sql(
    `INSERT INTO inbox (id, channel, account, chat, at, kind, text, status) VALUES (?, 'c', 'a', 'chat', 1, 'text', ?, 'ok')`,
    id,
    text,
  )

/** @param open a fresh, migrated store */
export function storeContract(open: () => Promise<Store>): void {
  describe('the store contract', () => {
    test('what is committed is read back with its types', async () => {
      const store = await open()
      await store.commit([inbox('1', '处置僵尸企业'), inbox('2')])
      expect(await store.all('SELECT id, at, text FROM inbox ORDER BY id')).toEqual([
        { id: '1', at: 1, text: '处置僵尸企业' },
        { id: '2', at: 1, text: null },
      ])
      expect(await store.first('SELECT id FROM inbox WHERE id = ?', '3')).toBeUndefined()
    })

    test('a round answers each of its queries, in their order, and none where one fails', async () => {
      const store = await open()
      await store.commit([inbox('1', '处置僵尸企业'), inbox('2')])
      const ofText = sql('SELECT id FROM inbox WHERE text = ?', '处置僵尸企业')
      const all = sql('SELECT id FROM inbox ORDER BY id')
      expect(await store.round([])).toEqual([])
      expect(await store.round([ofText])).toEqual([[{ id: '1' }]])
      expect(await store.round([all, sql('SELECT id FROM inbox WHERE id = ?', '3'), ofText])).toEqual([
        [{ id: '1' }, { id: '2' }],
        [],
        [{ id: '1' }],
      ])
      await expect(store.round([all, sql('SELECT * FROM nowhere')])).rejects.toThrow(/nowhere/)
      expect(await store.all('SELECT id FROM inbox')).toHaveLength(2)
    })

    test('a round is of one instant, however many write meanwhile', async () => {
      const store = await open()
      const count = sql('SELECT count(*) AS n FROM inbox')
      const writes = Array.from({ length: 10 }, (_, at) => store.commit([inbox(`${at}`), inbox(`${at} too`)]))
      const rounds = await Promise.all(Array.from({ length: 10 }, () => store.round([count, count, count])))
      await Promise.all(writes)
      for (const [first, ...others] of rounds) expect(others).toEqual([first, first])
      expect(rounds.flat(2).filter(({ n }) => Number(n) % 2 === 1)).toEqual([])
      expect(await store.first(count.sql)).toEqual({ n: 20 })
    })

    test('a unit of work is written as a whole or not at all', async () => {
      const store = await open()
      await store.commit([inbox('1')])
      await expect(store.commit([inbox('2'), inbox('1'), inbox('3')])).rejects.toBeInstanceOf(Conflict)
      expect(await store.all('SELECT id FROM inbox')).toEqual([{ id: '1' }])
    })

    test('what came second is written once it was decided anew, by the statement that was refused', async () => {
      const store = await open()
      await store.commit([inbox('1')])
      await expect(store.commit([inbox('1')])).rejects.toBeInstanceOf(Conflict)
      expect(await store.commit([inbox('2')])).toEqual([1])
      expect(await store.all('SELECT id FROM inbox ORDER BY id')).toEqual([{ id: '1' }, { id: '2' }])
    })

    test('an error that is no conflict also leaves nothing behind', async () => {
      const store = await open()
      await expect(store.commit([inbox('1'), sql('INSERT INTO nowhere VALUES (1)')])).rejects.toThrow(/nowhere/)
      expect(await store.all('SELECT id FROM inbox')).toEqual([])
    })

    test('each statement tells how many rows it changed', async () => {
      const store = await open()
      const changed = await store.commit([
        inbox('1'),
        inbox('2'),
        sql(`UPDATE inbox SET status = 'x'`),
        sql(`UPDATE inbox SET status = 'y' WHERE id = 'none'`),
      ])
      expect(changed).toEqual([1, 1, 2, 0])
    })

    test('of two writers with the same key exactly one succeeds', async () => {
      const store = await open()
      const results = await Promise.allSettled([store.commit([inbox('1', 'A')]), store.commit([inbox('1', 'B')])])
      expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
      expect(await store.all('SELECT id FROM inbox')).toHaveLength(1)
    })

    test('nothing to write is written', async () => {
      const store = await open()
      expect(await store.commit([])).toEqual([])
    })

    test('a hundred parameters are taken', async () => {
      const store = await open()
      const marks = Array.from({ length: 100 }, () => '?').join(',')
      const values = Array.from({ length: 100 }, (_, i) => `v${i}`)
      await store.commit([inbox('v42')])
      expect(await store.all(`SELECT id FROM inbox WHERE id IN (${marks})`, ...values)).toEqual([{ id: 'v42' }])
    })
  })
}
