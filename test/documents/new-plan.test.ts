/** A plan drafted from another office's paper: it is loaded as it live, answered from, and reported on. */
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import type { Channel, Delivery } from '../../src/channels/channel.ts'
import { liveAssistant } from '../../src/composition/live-assistant.ts'
import { openLiveOffice, shippedOffice } from '../../src/composition/live-office.ts'
import { candidatesOf } from '../../src/documents/draft/candidate.ts'
import { draftPlan, draftYear, indicatorsFrom, namedBefore } from '../../src/documents/draft/draft.ts'
import { readDocument } from '../../src/documents/index.ts'
import { plainText } from '../../src/message/card.ts'
import type { Account } from '../../src/message/incoming.ts'
import { type Instant, instant, parseInstant } from '../../src/office/day.ts'
import { loadOffice, withoutDemo } from '../../src/office/load/index.ts'
import type { PersonId } from '../../src/office/person.ts'
import { keepAllocation } from '../../src/progress/index.ts'
import { sql } from '../../src/store/index.ts'
import { openSqlite } from '../../src/store/sqlite.ts'
import { written as shippedFiles } from '../written.ts'

const YEAR = 2019

test('an office of commerce drafts its plan from its paper, asks about it and reports on it', async () => {
  const { regions } = loadOffice(shippedFiles)
  const paper = readFileSync(new URL('./drafts/commerce.txt', import.meta.url), 'utf8')
  const schedule = { text: shippedFiles.get('plans/2017/schedule.yaml') ?? '', year: 2017 }
  const draft = draftPlan(readDocument(paper, { id: 'commerce' }), { year: YEAR, regions, schedule })
  const own = [...draft.files].map(([file, text]): [string, string] => [`plans/${YEAR}/${file}`, text])
  const files = new Map([...shippedFiles, ...own])
  const office = withoutDemo(loadOffice(files, YEAR))

  const store = openSqlite(':memory:')
  const now: Instant = parseInstant(`${YEAR}-07-03 09:00`) ?? instant(0)
  const shown: Delivery[] = []
  const channel: Channel = {
    name: 'test',
    async send(delivery) {
      shown.push(delivery)
      return { ok: true, message: `m-${delivery.key}` }
    },
  }
  let ids = 0
  const clock = () => now
  const live = openLiveOffice({ shipped: shippedOffice(office, files), files, store, clock })
  const parts = { store, regions, channels: [channel], clock, id: () => `id-${++ids}`, log: () => {} }
  const assistant = liveAssistant(live, parts)
  await store.commit([
    sql(`INSERT INTO person (id, name) VALUES ('cx', '长兴联系人')`),
    sql(`INSERT INTO account (account, person) VALUES ('test:cx', 'cx')`),
    sql(`INSERT INTO post (person, role, region) VALUES ('cx', 'contact', '330522')`),
  ])
  const says = async (text: string): Promise<string> => {
    const chat = { id: 'chat', kind: 'private' } as const
    await assistant.handle({
      id: `in-${++ids}`,
      channel: 'test',
      account: 'test:cx' as Account,
      chat,
      at: now,
      kind: 'text',
      text,
    })
    return shown.map(({ card }) => plainText(card)).at(-1) ?? ''
  }

  expect(await says('农贸市场要改造多少家？')).toMatch(/25家/)
  const market = office.plan.indicators.find(({ name }) => name.includes('农贸市场'))
  expect(market?.target.value).toBe('25')
  const goals = new Map(
    [['330522', 3] as const].map(([region, goal]) => [
      region as never,
      new Map([[market?.id as never, String(goal) as never]]),
    ]),
  )
  await store.commit([keepAllocation(office.plan, goals, '商务〔2019〕8号', 'cx' as PersonId, now)])
  expect(await says(`/上报 ${market?.short} 2家 截至6月30日`)).toMatch(/已记录：长兴县[\s\S]*2家[\s\S]*66\.7%/)
  expect(await says(`我们县${market?.short}还差多少`)).toMatch(/还差1家/)
  expect(await says('/要点')).toMatch(/社会消费品零售总额/)
})

test('an office without any plan drafts its first one, with the usual cadence of that year', () => {
  const bare = new Map([...shippedFiles].filter(([path]) => !path.startsWith('plans/')))
  expect(() => loadOffice(bare)).toThrow(/要求一年的计划/)
  const paper = readFileSync(new URL('./drafts/commerce.txt', import.meta.url), 'utf8')
  const draft = draftYear(bare, YEAR, readDocument(paper, { id: 'commerce' }))
  const added = [...draft.files].map(([file, text]): [string, string] => [`plans/${YEAR}/${file}`, text])
  const { plan } = loadOffice(new Map([...bare, ...added]))
  expect(plan.indicators.length).toBeGreaterThan(5)
  const { rules } = plan
  expect(rules.map(({ id }) => id)).toEqual(['monthly', 'quarterly'])
  expect(rules.map(({ from, to }) => [from, to].map((one) => one?.slice(0, 4)))).toEqual([
    [`${YEAR}`, `${YEAR}`],
    [`${YEAR}`, `${YEAR}`],
  ])
})

test('what the year before has under the same name and unit keeps its id, so that years compare', () => {
  const paper = readFileSync(new URL('./drafts/commerce.txt', import.meta.url), 'utf8')
  const document = readDocument(paper, { id: 'commerce' })
  const first = draftYear(shippedFiles, YEAR, document).indicators
  const [kept, recounted] = first
  const indicators = `
- { id: kept-id, name: 别的叫法, short: ${kept?.name}, aliases: [], unit: ${JSON.stringify(kept?.unit)} }
- { id: other-unit, name: ${recounted?.name}, short: ${recounted?.short}, aliases: [], unit: 万箱 }
`
  const again = indicatorsFrom(
    document,
    candidatesOf(document, YEAR).filter(({ why }) => why === undefined),
    {},
    [
      ...namedBefore(new Map([[`plans/${YEAR - 1}/indicators.yaml`, indicators]]), YEAR),
      // a later year's names nothing
      ...namedBefore(new Map([[`plans/${YEAR + 1}/indicators.yaml`, indicators.replaceAll('kept-id', 'later')]]), YEAR),
    ],
  )
  expect(again.map(({ id }) => id)).toEqual(['kept-id', ...first.slice(1).map(({ id }) => id)])
})
