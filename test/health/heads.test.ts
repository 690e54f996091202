/** The ledger's seal goes out each morning, and tells later what was changed although its hashes were written anew. */
import { expect, test } from 'vitest'
import { changedSince, lastSent, tellHeads } from '../../src/health/index.ts'
import { hashOf } from '../../src/ledger/entry.ts'
import { audit, sealAt } from '../../src/ledger/index.ts'
import { type Day, instant, parseInstant } from '../../src/office/day.ts'
import { type Store, sql } from '../../src/store/index.ts'
import { office } from '../invented.ts'
import { freshStore } from '../runtimes/store.node.ts'

const moment = (text: string) => parseInstant(text) ?? instant(0)
const DAY = '2017-07-04' as Day

async function reported() {
  const store = await freshStore()
  const people = await office(store)
  await store.commit([
    sql(`INSERT INTO person (id, name) VALUES ('ma', '马工')`),
    sql(`INSERT INTO post (person, role, region) VALUES ('ma', 'admin', '980000')`),
  ])
  await people.says('柳泉', '/上报 老旧木厂 12家 截至 6月30日')
  return { store, people }
}

const told = async (store: Store): Promise<string[]> =>
  (await store.all<{ card: string }>(`SELECT card FROM outbox WHERE person = 'ma' ORDER BY key`)).map(
    ({ card }) => card,
  )

test('administrators are sent the seal each morning that the ledger has changed, and once a morning', async () => {
  const { store } = await reported()
  await tellHeads(store, moment('2017-07-04 07:59'))
  expect(await told(store)).toEqual([])
  for (const clock of ['08:00', '08:01', '08:59']) await tellHeads(store, moment(`2017-07-04 ${clock}`))
  expect(await told(store)).toEqual([expect.stringContaining((await sealAt(store, DAY)) ?? 'none')])
  await tellHeads(store, moment('2017-07-05 08:00'))
  expect(await told(store)).toHaveLength(1)
})

test('a figure changed with all its hashes written anew is not what was sent', async () => {
  const { store, people } = await reported()
  const sent = await sealAt(store, DAY)
  await people.says('竹坞', '/上报 老旧木厂 2家 截至 6月30日')
  const [row] = await store.all(`SELECT * FROM ledger WHERE region = '980522'`)
  if (!row) throw new Error('no figure')
  const changed = { ...row, value: '13', cumulative: '13' }
  await store.commit([
    sql(`UPDATE ledger SET value = '13', cumulative = '13', hash = ? WHERE region = '980522'`, hashOf(changed)),
    sql(`UPDATE cell SET cumulative = '13' WHERE region = '980522'`),
  ])
  // The premise: the chain itself is whole.
  expect((await audit(store)).faults).toEqual([])
  expect(sent).toBeDefined()
  expect(await sealAt(store, DAY)).not.toBe(sent)
})

test('audit verify compares with the last that was sent, whatever was reported since', async () => {
  const { store, people } = await reported()
  expect(await lastSent(store)).toBeUndefined()
  await tellHeads(store, moment('2017-07-04 08:00'))
  const sent = await lastSent(store)
  expect(sent).toEqual({ day: DAY, seal: await sealAt(store, DAY) })
  if (!sent) throw new Error('nothing was sent')
  await people.until('2017-07-04 09:00')
  await people.says('竹坞', '/上报 老旧木厂 2家 截至 6月30日')
  expect(await changedSince(store, sent)).toEqual([])
  await store.commit([
    sql(`DELETE FROM ledger WHERE region = '980522'`),
    sql(`DELETE FROM cell WHERE region = '980522'`),
  ])
  // The premise: nothing else tells that a county’s whole chain is gone.
  expect((await audit(store)).faults).toEqual([])
  expect(await changedSince(store, sent)).toEqual([expect.objectContaining({ what: 'cut' })])
})

test('what is reported later changes nothing of a morning before', async () => {
  const { store, people } = await reported()
  const sent = await sealAt(store, DAY)
  await people.until('2017-07-05 09:00')
  await people.says('竹坞', '/上报 老旧木厂 2家 截至 6月30日')
  expect(await store.all('SELECT 1 FROM ledger')).toHaveLength(2)
  expect(await sealAt(store, DAY)).toBe(sent)
})
