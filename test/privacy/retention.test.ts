/** What is over goes, kind by kind, at night and by an index; the ledger and the keys stay. */
import { describe, expect, test as onBoth } from 'vitest'
import { freshStore } from '#fresh-store'
import { audit } from '../../src/ledger/index.ts'
import { DAY_MS, type Instant, instant, parseInstant } from '../../src/office/day.ts'
import { prunedCounts, prunedEvidence, RETENTION, type Retention, retentionJob } from '../../src/privacy/index.ts'
import { type Store, sql } from '../../src/store/index.ts'
import { office } from '../invented.ts'
import { test } from '../size.ts'

const REPORTED = parseInstant('2017-07-03 09:00') ?? instant(0)
const night = (days: number): Instant => {
  const morning = REPORTED + days * DAY_MS
  return instant(morning - 7 * 3_600_000 + 5 * 60_000)
}

async function worked() {
  const store = await freshStore()
  const people = await office(store)
  await people.says('柳泉', '/上报 老旧木厂 12家 截至 6月30日')
  await people.says('柳泉', '老旧木厂今年的目标是多少？')
  await people.sends('柳泉', '名单.txt', '三家')
  await store.commit([
    sql(
      `INSERT INTO wording (question, channel, chat, reply_to, asked, answer, deadline, settled)
       VALUES ('q', 'test', 'c', 'r', '问', '{}', ?, ?)`,
      REPORTED,
      REPORTED,
    ),
  ])
  return { store, people }
}

async function run(store: Store, now: Instant, keep: Retention = RETENTION): Promise<void> {
  const { writes } = await retentionJob(keep).run(now, store)
  await store.commit(writes)
}

describe('what is kept too long', () => {
  onBoth('each kind goes when its own days are over, and not a day before', async () => {
    const { store } = await worked()
    const wordings = async () => (await store.all('SELECT 1 FROM wording')).length
    const held = await store.all('SELECT 1 FROM outbox')
    const said = await store.all('SELECT 1 FROM inbox')
    expect([held.length, said.length]).toEqual([3, 3])
    await run(store, night(RETENTION.transcripts))
    expect(await wordings()).toBe(1)
    await run(store, night(RETENTION.transcripts + 1))
    expect([await wordings(), await prunedCounts(store)]).toEqual([0, { texts: 0, cards: 0, evidence: 0 }])
    await run(store, night(RETENTION.cards + 1))
    expect(await prunedCounts(store)).toEqual({ texts: 0, cards: 3, evidence: 0 })
    await run(store, night(RETENTION.texts + 1))
    expect(await prunedCounts(store)).toEqual({ texts: 3, cards: 3, evidence: 0 })
    expect(await prunedEvidence(store)).toEqual([])
    await run(store, night(RETENTION.evidence + 1))
    expect(await prunedCounts(store)).toEqual({ texts: 3, cards: 3, evidence: 1 })
    expect(await prunedEvidence(store)).toHaveLength(1)
    const texts = await store.all('SELECT text, kept FROM inbox')
    expect(texts).toEqual(texts.map(() => ({ text: null, kept: null })))
  })

  test('the ledger’s chain holds, the figure is told, and the same message again changes nothing', async () => {
    const { store, people } = await worked()
    await run(store, night(2_000))
    expect((await audit(store)).faults).toEqual([])
    expect(await people.says('柳泉', '/台账 老旧木厂 6月')).toContain('累计12家')
    const entries = await store.all('SELECT 1 FROM ledger')
    const known = await store.first<{ id: string }>(`SELECT id FROM inbox WHERE command = '上报'`)
    await people.redeliver('柳泉', '/上报 老旧木厂 12家 截至 6月30日', known?.id.replace('test:', '') ?? '')
    expect(await store.all('SELECT 1 FROM ledger')).toHaveLength(entries.length)
  })

  test('by day nothing is looked at, and for ever means for ever', async () => {
    const { store } = await worked()
    await run(store, instant(REPORTED + 2_000 * DAY_MS))
    await run(store, night(2_000), { texts: undefined, cards: undefined, transcripts: undefined, evidence: undefined })
    expect(await prunedCounts(store)).toEqual({ texts: 0, cards: 0, evidence: 0 })
  })

  test('what waits to be sent stays, however old', async () => {
    const { store } = await worked()
    await store.commit([sql(`UPDATE outbox SET state = 'queued'`)])
    await run(store, night(2_000))
    expect((await prunedCounts(store)).cards).toBe(0)
  })

  test.each([
    ['SELECT id FROM inbox WHERE pruned IS NULL AND at < ? ORDER BY at', 'inbox_kept'],
    ['SELECT key FROM outbox WHERE pruned IS NULL AND created < ? ORDER BY created', 'outbox_kept'],
    ['SELECT at FROM evidence WHERE pruned IS NULL AND at < ? ORDER BY at', 'evidence_kept'],
    ['SELECT question FROM wording WHERE settled IS NOT NULL AND deadline < ? ORDER BY deadline', 'wording_settled'],
  ])('%s is answered by the index %s', async (query, index) => {
    const store = await freshStore()
    const plan = await store.all<{ detail: string }>(`EXPLAIN QUERY PLAN ${query}`, 0)
    expect(plan.map(({ detail }) => detail).join()).toContain(index)
    expect(plan.map(({ detail }) => detail).join()).not.toContain('SCAN')
  })
})
