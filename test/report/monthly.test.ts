/** A month's table is checked like chat, and a correction says which bulletins it leaves behind. */
import { expect, test } from 'vitest'
import { latest } from '../../src/ledger/index.ts'
import { amount } from '../../src/office/amount.ts'
import { instant, parseInstant } from '../../src/office/day.ts'
import type { Period } from '../../src/office/period.ts'
import type { Person, PersonId } from '../../src/office/person.ts'
import type { IndicatorId } from '../../src/office/plan.ts'
import type { RegionKey } from '../../src/office/region.ts'
import { bookMonthly } from '../../src/report/index.ts'
import { sql } from '../../src/store/index.ts'
import { chat, ground } from './chat.ts'

const june = '2017-06' as Period
const mills = 'idle-mills' as IndicatorId
const liuquan = '980522' as RegionKey
const weidu = '980521' as RegionKey

const chengzhou: Person = {
  id: '澄州' as PersonId,
  name: '澄州科长',
  posts: [{ role: 'city-coordinator', region: '980500' as RegionKey }],
}
const row = (region: RegionKey, value: string, cell: string) => ({
  region,
  indicator: mills,
  period: june,
  cumulative: amount(value),
  typed: value,
  unit: '家',
  cell,
})

async function booking() {
  const { store, says } = await chat()
  let ids = 0
  const book = (rows: readonly ReturnType<typeof row>[], reason?: string, person = chengzhou) =>
    bookMonthly(store, ground, rows, {
      person,
      message: 'import:1',
      now: parseInstant('2017-07-03T10:00') ?? instant(0),
      id: () => `t${++ids}`,
      reason,
    })
  return { store, says, book }
}

test('a table of several counties is recorded in one commit, and again is no second report', async () => {
  const { store, book } = await booking()
  const rows = [row(liuquan, '9', 'B2'), row(weidu, '10', 'B3')]
  const booked = await book(rows)
  if (!booked.ok) throw new Error(JSON.stringify(booked.faults))
  await store.commit(booked.writes)
  const held = await latest(store, { regions: [liuquan, weidu], indicators: [mills] }, june)
  expect(held.map((one) => `${one.region} ${one.cumulative}`).sort()).toEqual(['980521 10', '980522 9'])
  expect(await book(rows)).toMatchObject({ ok: true, recorded: 0, repeated: 2, writes: [] })
})

test('one cell that chat would block keeps the whole table out, named by its cell', async () => {
  const { says, book } = await booking()
  await says('柳泉', '/上报 老旧木厂 9家 截至5月底')
  const booked = await book([row(liuquan, '3', 'B2'), row(weidu, '10', 'B3')])
  expect(booked).toMatchObject({
    ok: false,
    faults: [{ cell: 'B2', message: expect.stringContaining('不能比截至5月31日的9家小') }],
  })
})

test('a figure that a check warns of needs a reason, which travels with it', async () => {
  const { book } = await booking()
  const rows = [row(liuquan, '50', 'B2')]
  expect(await book(rows)).toMatchObject({ ok: false, faults: [{ cell: 'B2' }] })
  expect(await book(rows, '已核实')).toMatchObject({ ok: true, recorded: 1 })
})

test('nobody books for a county that is not theirs', async () => {
  const { book } = await booking()
  expect(await book([row('980282' as RegionKey, '9', 'B2')])).toMatchObject({
    ok: false,
    faults: [{ cell: 'B2', message: expect.stringContaining('不能为鸥浦市上报') }],
  })
})

test('a correction names the issued bulletins that it touches, and only those', async () => {
  const { store, says } = await chat()
  const bulletin = (id: string, period: string) =>
    sql(
      'INSERT INTO bulletin (id, period, snapshot, seal, person, at) VALUES (?, ?, ?, ?, ?, ?)',
      id,
      period,
      '{}',
      '',
      'x',
      1,
    )
  await store.commit([bulletin('2017-05-1', '2017-05'), bulletin('2017-06-1', '2017-06')])
  expect((await says('柳泉', '/上报 老旧木厂 9家 截至6月底')).text).not.toContain('通报')
  const corrected = await says('柳泉', '/更正 老旧木厂 10家 截至6月底 备注 漏报1家')
  expect(corrected.status).toBe('recorded')
  expect(corrected.text).toContain('已固定的通报2017-06-1涉及这个数')
  expect(corrected.text).not.toContain('2017-05-1')
})
