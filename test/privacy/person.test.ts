/** What is held of one person: handed out whole, and erased so that figures stay and the name does not. */
import { describe, expect, test } from 'vitest'
import { audit } from '../../src/ledger/index.ts'
import { instant, parseInstant } from '../../src/office/day.ts'
import type { PersonId } from '../../src/office/person.ts'
import { erasure, HOLDINGS, heldOf, IMPERSONAL, isOnDuty, personsCalled } from '../../src/privacy/index.ts'
import type { Store } from '../../src/store/index.ts'
import { sql } from '../../src/store/index.ts'
import { office, whole } from '../invented.ts'
import { freshStore } from '../runtimes/store.node.ts'

const NOW = parseInstant('2017-07-04 09:00') ?? instant(0)
const 柳泉 = '柳泉' as PersonId

const tablesOf = async (store: Store): Promise<string[]> =>
  (
    await store.all<{ name: string }>(
      `SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name`,
    )
  ).map(({ name }) => name)

/** Everything that the database says, as text. */
const dump = async (store: Store): Promise<string> =>
  (await Promise.all((await tablesOf(store)).map((table) => store.all(`SELECT * FROM ${table}`))))
    .map((rows) => JSON.stringify(rows))
    .join('\n')

/** A county reports, asks, is answered by a person, rates an answer; its coordinator is told of it by name. */
async function worked() {
  const store = await freshStore()
  const people = await office(store)
  await store.commit([
    sql(`UPDATE person SET name = '葛宏伟', phone = '13800001111' WHERE id = '柳泉'`),
    sql(`UPDATE post SET stand_in = '柳泉' WHERE person = '竹坞'`),
  ])
  await people.says('柳泉', '/上报 老旧木厂 12家 截至 6月30日')
  await people.says('柳泉', '老旧木厂今年的目标是多少？')
  await people.says('柳泉', '/转人工 林下产业园补助怎么申请')
  await people.says('澄州', '/台账 柳泉 老旧木厂 6月')
  await people.says('竹坞', '/上报 老旧木厂 2家 截至 6月30日')
  return { store, people }
}

const erase = async (store: Store) => {
  const { writes, ...rest } = await erasure(store, 柳泉, whole.regions, NOW)
  await store.commit(writes)
  return rest
}

describe('a person', () => {
  test('every table of the database is known for what it holds of people', async () => {
    const store = await freshStore()
    const known = [...HOLDINGS.map(({ table }) => table), ...IMPERSONAL]
    expect((await tablesOf(store)).filter((table) => !known.includes(table))).toEqual([])
    expect(known.filter((table) => table === 'ledger')).toHaveLength(1)
  })

  test('is handed out everything: figures, words, answers, post and account', async () => {
    const { store } = await worked()
    const held = await heldOf(store, 柳泉)
    expect(Object.keys(held)).toEqual(
      expect.arrayContaining(['account', 'cell', 'handover', 'inbox', 'ledger', 'outbox', 'person', 'post']),
    )
    const text = JSON.stringify(held)
    for (const word of ['葛宏伟', '13800001111', '林下产业园补助怎么申请', 'test:柳泉']) expect(text).toContain(word)
    expect(held['ledger']).toHaveLength(1)
    expect(JSON.stringify(held['inbox'])).not.toContain(' 2家')
  })

  test('who is erased is in no word of the database any more, and the figures and their chain are as before', async () => {
    const { store, people } = await worked()
    const before = await dump(store)
    for (const word of ['葛宏伟', '13800001111', '林下产业园补助怎么申请', 'test:柳泉']) expect(before).toContain(word)
    const figures = await store.all('SELECT * FROM ledger ORDER BY region, sequence')
    const { leftInCards } = await erase(store)
    expect(leftInCards).toBe(false)
    const after = await dump(store)
    for (const word of ['葛宏伟', '13800001111', '林下产业园补助怎么申请', 'test:柳泉'])
      expect(after).not.toContain(word)
    expect(await store.all('SELECT * FROM ledger ORDER BY region, sequence')).toEqual(figures)
    expect((await audit(store)).faults).toEqual([])
    // Its own history goes on being told, by the role.
    expect(await people.says('澄州', '/台账 柳泉 老旧木厂 6月')).toContain('柳泉县县联系人（已删除）上报')
    // Others keep what is theirs.
    expect(JSON.stringify(await heldOf(store, '竹坞' as PersonId))).toContain(' 2家')
  })

  test('is erased once: again it changes nothing', async () => {
    const { store } = await worked()
    await erase(store)
    const once = await dump(store)
    expect((await erase(store)).leftInCards).toBe(false)
    expect(await dump(store)).toBe(once)
  })

  test('a name that is part of another person’s stays in the cards of others, and that is said', async () => {
    const { store } = await worked()
    await store.commit([sql(`UPDATE person SET name = '葛宏伟明' WHERE id = '鸥浦'`)])
    expect((await erase(store)).leftInCards).toBe(true)
  })

  test('is found by id, name and account, on duty while holding a post, and once erased by id alone', async () => {
    const { store } = await worked()
    expect(await personsCalled(store, '葛宏伟')).toEqual([柳泉])
    expect(await personsCalled(store, 'test:柳泉')).toEqual([柳泉])
    expect(await isOnDuty(store, 柳泉)).toBe(true)
    await erase(store)
    expect(await personsCalled(store, '葛宏伟')).toEqual([])
    expect(await personsCalled(store, '柳泉')).toEqual([柳泉])
    expect(await isOnDuty(store, 柳泉)).toBe(false)
  })

  test('a file handed out in the chat is written down with who took it', async () => {
    const { store, people } = await worked()
    await people.says('省办', '/导出 完成情况 6月')
    expect(await store.all('SELECT who, what, whom FROM access')).toEqual([
      { who: 'test:省办', what: 'file', whom: expect.stringMatching(/\.xlsx$/) },
    ])
  })
})
