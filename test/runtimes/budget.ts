/** What a message and a minute cost in queries: the free plan gives a call 50, the paid plan 1 000. */
import { describe, expect, test } from 'vitest'
import { openWorker } from '../../src/composition/worker.ts'
import { type Outgoing, post } from '../../src/message/outgoing.ts'
import { type Instant, parseInstant } from '../../src/office/day.ts'
import { loadDemo } from '../../src/office/load/demo.ts'
import { loadOffice } from '../../src/office/load/index.ts'
import { type Store, sql } from '../../src/store/index.ts'
import { files, office } from '../office.ts'
import { metered } from './metered.ts'

const demo = loadDemo(files, loadOffice(files).regions)

/** The messages of an ordinary day; the most that any of them costs, its delivery included. */
const ORDINARY = 17
const MESSAGES = [
  ['官员', '2017年要处置多少家僵尸企业？'],
  ['官员', '那土地呢？'],
  ['长兴', '/上报 僵尸企业 12家 截至 6月30日'],
  ['长兴', '/更正 僵尸企业 13家 截至 6月30日 原因：漏计一家'],
  ['长兴', '其他指标本月无新增'],
  ['长兴', '/我的'],
  ['湖州', '/审核'],
  ['湖州', '/未报'],
  ['官员', '/排名 僵尸企业'],
  ['省办', '/进度'],
  ['官员', '/帮助'],
  ['长兴', '/口径 僵尸企业'],
  ['长兴', '/联系人'],
  ['长兴', '/转人工 破产清算还没终结的算不算处置'],
] as const

/** @param opened a fresh, migrated store of the runtime */
export function budget(opened: () => Promise<Store>): void {
  describe('what a call costs', () => {
    test('a message of an ordinary day stays within half of the free plan’s 50 queries', async () => {
      const store = metered(await opened())
      const { says } = await office(store)
      await store.commit(roster())
      const costs: [string, number][] = []
      for (const [who, text] of MESSAGES) {
        store.queries()
        await says(who, text)
        costs.push([text, store.queries()])
      }
      console.log(costs.map(([text, queries]) => `${queries} queries: ${text}`).join('\n'))
      expect(costs.filter(([, queries]) => queries < 5)).toEqual([])
      expect(costs.filter(([, queries]) => queries > ORDINARY)).toEqual([])
    })

    test('no minute of a morning on which all counties are reminded costs more than the paid plan gives, most a few', async () => {
      const store = metered(await opened())
      const { until } = await office(store, '2017-07-03 08:45')
      await store.commit(roster())
      await until('2017-07-03 09:00')
      await until('2017-07-03 09:01')
      store.queries()
      await until('2017-07-03 09:02')
      const idle = store.queries()
      await until('2017-07-04 08:59')
      const before = await sent(store)
      const minutes: number[] = []
      for (let minute = 0; minute < 20; minute++) {
        store.queries()
        await until(`2017-07-04 09:${String(minute).padStart(2, '0')}`)
        minutes.push(store.queries())
      }
      const messages = (await sent(store)) - before
      console.log(`idle ${idle} queries; ${messages} reminders from 09:00 on: ${minutes.join(' ')} queries a minute`)
      expect(messages).toBeGreaterThan(80)
      expect(idle).toBeLessThanOrEqual(7)
      expect(Math.max(...minutes)).toBeLessThanOrEqual(100)
    })

    test.each([
      [4, 'free', 50],
      [150, 'paid', 1_000],
    ])(
      'a tick that sends %i of 400 waiting messages fits the %s plan, and the rest goes out later',
      async (perCall, _, most) => {
        const store = metered(await opened())
        await store.commit(Array.from({ length: 400 }, (_, index) => post(notice(index), START)))
        let requests = 0
        const { tick } = openWorker({
          files,
          store,
          channels: [
            {
              name: 'test',
              async send({ key }) {
                requests++
                return { ok: true, message: key }
              },
            },
          ],
          mounts: () => [],
          perCall,
          clock: () => START,
          waitUntil: () => {},
        })
        store.queries()
        await tick()
        const queries = store.queries()
        console.log(`${perCall} a call: ${queries} queries and ${requests} requests`)
        expect(await sent(store)).toBe(perCall)
        expect(queries + (most === 50 ? requests : 0)).toBeLessThanOrEqual(most)
        await tick()
        expect(await sent(store)).toBe(2 * perCall)
      },
    )
  })
}

const START = parseInstant('2017-07-03 09:00') ?? (0 as Instant)

const notice = (index: number): Outgoing => ({
  key: `n${index}`,
  to: { kind: 'chat', channel: 'test', chat: `c${index}` },
  card: { title: `${index}`, blocks: [] },
  due: START,
})

const sent = async (store: Store): Promise<number> =>
  Number((await store.first(`SELECT count(*) AS n FROM outbox WHERE state = 'sent'`))?.['n'])

const roster = () =>
  demo.people.flatMap(({ id, name, posts }) => [
    sql('INSERT INTO person (id, name) VALUES (?, ?)', id, name),
    sql('INSERT INTO account (account, person) VALUES (?, ?)', `test:${id}`, id),
    ...posts.map(({ role, region }) =>
      sql('INSERT INTO post (person, role, region) VALUES (?, ?, ?)', id, role, region),
    ),
  ])
