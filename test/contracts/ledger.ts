/** What the ledger promises, on every store. */

import { beforeEach, describe, expect, test } from 'vitest'
import {
  append,
  audit,
  figuresOf,
  historyOf,
  latest,
  type NewEntry,
  placesOf,
  reportedFor,
  statesOf,
  WHOLE_PERIOD,
} from '../../src/ledger/index.ts'
import { amount } from '../../src/office/amount.ts'
import { type Instant, instant } from '../../src/office/day.ts'
import { endOf, type Period } from '../../src/office/period.ts'
import type { PersonId } from '../../src/office/person.ts'
import type { IndicatorId } from '../../src/office/plan.ts'
import type { RegionKey } from '../../src/office/region.ts'
import { Conflict, type Store, sql } from '../../src/store/index.ts'
import { officialIn } from '../official.ts'

const province = '980000' as RegionKey
const liuquan = '980522' as RegionKey
const weidu = '980521' as RegionKey
const mill = 'idle-mills' as IndicatorId
const parks = 'forest-parks' as IndicatorId
const may = '2017-05' as Period
const june = '2017-06' as Period
const july = '2017-07' as Period

/** @param open a fresh, migrated store */
export function ledgerContract(open: () => Promise<Store>): void {
  let store: Store
  let clock: number
  beforeEach(async () => {
    store = await open()
    clock = 0
  })

  const act = (
    what: NewEntry['act'],
    region: RegionKey,
    period: Period,
    value?: number,
    indicator = mill,
  ): NewEntry => ({
    id: `f${++clock}`,
    region,
    indicator,
    period,
    act: what,
    by: 'p1' as PersonId,
    proxy: false,
    message: `m${clock}`,
    at: instant(clock) as Instant,
    said:
      value === undefined
        ? undefined
        : {
            mode: 'cumulative',
            typedValue: String(value),
            typedUnit: '家',
            value: amount(value),
            cumulative: amount(value),
            asOf: endOf(period),
          },
  })
  const decide = async (...acts: NewEntry[]) =>
    append(store, province, await placesOf(store, [...new Set(acts.map((one) => one.region))]), acts)
  const write = async (...acts: NewEntry[]) => store.commit(await decide(...acts))
  const values = async (period: Period, basis?: 'official') =>
    basis
      ? officialIn(store, [liuquan, weidu], [mill, parks], period)
      : (await latest(store, { regions: [liuquan, weidu], indicators: [mill, parks] }, period)).map(
          (one) => `${one.region} ${one.indicator} ${one.period} ${one.cumulative} ${one.state}`,
        )

  describe('what holds', () => {
    test('a region that did not report carries its last figure forward, and one that never did is missing', async () => {
      await write(act('report', liuquan, may, 9))
      expect(await values(june)).toEqual(['980522 idle-mills 2017-05 9 submitted'])
      expect([...(await reportedFor(store, june))]).toEqual([])
      await write(act('report', liuquan, june, 12))
      expect(await values(june)).toEqual(['980522 idle-mills 2017-06 12 submitted'])
      expect(await values(may)).toEqual(['980522 idle-mills 2017-05 9 submitted'])
      expect(await values('2018-01' as Period)).toEqual([])
    })

    test('a correction keeps both values, and undo brings the first one back', async () => {
      await write(act('report', liuquan, june, 12))
      await write(act('correction', liuquan, june, 15))
      expect(await values(june)).toEqual(['980522 idle-mills 2017-06 15 submitted'])
      await write(act('undo', liuquan, june))
      expect(await values(june)).toEqual(['980522 idle-mills 2017-06 12 submitted'])
      const history = await historyOf(store, { region: liuquan, indicator: mill, period: june })
      expect(history.map((one) => [one.act, one.said?.cumulative, one.figure, one.replaces])).toEqual([
        ['report', '12', 'f1', undefined],
        ['correction', '15', 'f2', 'f1'],
        ['undo', undefined, 'f2', undefined],
      ])
    })

    test('a returned figure does not count, and a returned correction leaves the accepted figure standing', async () => {
      await write(act('report', liuquan, june, 12))
      await write(act('return', liuquan, june))
      expect(await figuresOf(store, june)).toEqual([])
      expect((await statesOf(store, june)).map((one) => one.state)).toEqual(['returned'])
      await write(act('report', liuquan, june, 13), act('accept', liuquan, june), act('correction', liuquan, june, 14))
      await write(act('return', liuquan, june))
      expect(await values(june)).toEqual(['980522 idle-mills 2017-06 13 accepted'])
    })

    test('what the province received stays official until it receives the correction', async () => {
      await write(act('report', liuquan, june, 12), act('accept', liuquan, june))
      expect(await values(june, 'official')).toEqual([])
      await write(act('receive', liuquan, june), act('correction', liuquan, june, 14))
      expect(await values(june)).toEqual(['980522 idle-mills 2017-06 14 submitted'])
      expect(await values(june, 'official')).toEqual(['980522 idle-mills 2017-06 12 received'])
    })

    test('a locked period takes a request only, and the request counts once it is granted', async () => {
      await write(act('report', liuquan, june, 12))
      await write({ ...act('lock', province, june), indicator: WHOLE_PERIOD })
      await expect(write(act('correction', liuquan, june, 14))).rejects.toThrow('not open')
      await expect(write(act('undo', liuquan, june))).rejects.toThrow('not open')
      await write(act('request', liuquan, june, 14))
      expect(await values(june)).toEqual(['980522 idle-mills 2017-06 12 submitted'])
      await write(act('undo', liuquan, june))
      await write(act('request', liuquan, june, 15))
      await write(act('grant', liuquan, june))
      expect(await values(june, 'official')).toEqual(['980522 idle-mills 2017-06 15 received'])
      expect((await audit(store)).faults).toEqual([])
    })
  })

  describe('writers at the same moment', () => {
    test('of two who decided on the same reading, the slower one is told to look again', async () => {
      const first = await decide(act('report', liuquan, june, 12))
      const second = await decide(act('report', liuquan, july, 13))
      await store.commit(first)
      await expect(store.commit(second)).rejects.toThrow(Conflict)
      expect((await audit(store)).entries).toBe(1)
    })

    test('what was decided before a faster writer is not written even when its cells are read after him', async () => {
      const places = await placesOf(store, [liuquan])
      await write(act('report', liuquan, may, 20))
      const late = await append(store, province, places, [act('report', liuquan, june, 12)])
      await expect(store.commit(late)).rejects.toThrow(Conflict)
    })

    test('two counties do not stand in each other’s way', async () => {
      const first = await decide(act('report', liuquan, june, 12))
      const second = await decide(act('report', weidu, june, 13))
      await store.commit(first)
      await store.commit(second)
      expect(await values(june)).toHaveLength(2)
    })

    test('a report decided upon before the period was locked does not slip in after it', async () => {
      const report = await decide(act('report', liuquan, june, 12))
      await write({ ...act('lock', province, june), indicator: WHOLE_PERIOD })
      await expect(store.commit(report)).rejects.toThrow(Conflict)
      expect(await figuresOf(store, june)).toEqual([])
    })
  })

  describe('the chain', () => {
    const faultsAfter = async (tamper: string) => {
      await write(act('report', liuquan, may, 9), act('report', liuquan, june, 12), act('report', weidu, june, 3))
      const before = await audit(store)
      expect(before.faults).toEqual([])
      await store.commit([sql(tamper)])
      return (await audit(store, before.heads)).faults.map((fault) => `${fault.region} ${fault.sequence} ${fault.what}`)
    }

    test('a changed value shows', async () => {
      const faults = await faultsAfter(`UPDATE ledger SET cumulative = '99' WHERE region = '980522' AND sequence = 2`)
      expect(faults).toEqual(['980522 2 hash', '980522 undefined holds'])
    })

    test('a row taken out of the middle shows', async () => {
      const faults = await faultsAfter(`DELETE FROM ledger WHERE region = '980522' AND sequence = 1`)
      expect(faults).toContain('980522 2 link')
    })

    test('a row cut off at the end shows against heads that were written down', async () => {
      const faults = await faultsAfter(`DELETE FROM ledger WHERE region = '980522' AND sequence = 2`)
      expect(faults).toContain('980522 2 cut')
    })

    test('a whole county taken out shows against heads that were written down', async () => {
      const faults = await faultsAfter(`DELETE FROM ledger WHERE region = '980521'`)
      expect(faults).toEqual(['980521 1 cut', '980521 undefined holds'])
    })

    test('a present value that the ledger does not bear out shows', async () => {
      const faults = await faultsAfter(`UPDATE cell SET cumulative = '99' WHERE region = '980521'`)
      expect(faults).toEqual(['980521 undefined holds'])
    })
  })
}
