/**
 * 2 500 reminders to as many people over real HTTP: how near to the permitted rate do they leave, and is any limit
 * broken? Takes as long as the platform's limits make it: 130 s at best. `npx tsx bench/feishu/rate.ts`
 */
import { createAssistant } from '../../src/assistant/index.ts'
import { sdkTransport } from '../../src/channels/feishu/api/sdk.node.ts'
import { feishuChannel } from '../../src/channels/feishu/index.ts'
import { readData } from '../../src/composition/data.node.ts'
import { post } from '../../src/message/outgoing.ts'
import { instant } from '../../src/office/day.ts'
import { loadOffice } from '../../src/office/load/index.ts'
import type { PersonId } from '../../src/office/person.ts'
import { sql } from '../../src/store/index.ts'
import { openSqlite } from '../../src/store/sqlite.ts'
import { startFeishu } from '../../test/channels/feishu/sim/index.ts'

const PEOPLE = 2_500
/** what a call takes on the platform and on the way, ms */
const LATENCY_MS = 120

/** 50 a second until the minute's 1 000 are gone, again each minute: when the last of so many may leave. */
function bestSeconds(count: number): number {
  const last = count - 1
  return Math.floor(last / 1_000) * 60 + Math.floor((last % 1_000) / 50)
}

async function main(): Promise<void> {
  const sim = await startFeishu({ latencyMs: LATENCY_MS })
  const store = openSqlite(':memory:')
  const { plan, regions } = loadOffice(readData())
  const now = () => Date.now()
  const log = () => {}
  const channel = feishuChannel({
    app: { baseUrl: sim.url, appId: sim.appId, appSecret: sim.appSecret },
    now,
    log,
    transport: sdkTransport({ baseUrl: sim.url, appId: sim.appId, appSecret: sim.appSecret }, log),
  })
  const none = { name: '问', words: [], right: { kind: 'anyone' }, summary: '' } as const
  const assistant = createAssistant({
    store,
    plan,
    regions,
    commands: [],
    jobs: [],
    fallback: { ...none, run: async () => ({ status: 'empty', writes: [] }) },
    channels: [channel],
    clock: () => instant(now()),
    id: () => crypto.randomUUID(),
    log,
  })
  const users = Array.from({ length: PEOPLE }, (_, index) => sim.users.addUser({ name: `联系人${index}` }))
  for (const { openId } of users) {
    const person = openId as PersonId
    await store.commit([
      sql('INSERT INTO person (id, name) VALUES (?, ?)', person, openId),
      sql('INSERT INTO account (account, person) VALUES (?, ?)', `feishu:${openId}`, person),
      post(
        {
          key: `reminder:${openId}`,
          to: { kind: 'person', person },
          card: { title: '上报提醒', blocks: [{ kind: 'text', text: '6月数据请于7月5日前上报。' }] },
          due: instant(now()),
        },
        instant(now()),
      ),
    ])
  }
  const started = performance.now()
  await assistant.tick(instant(now()))
  const seconds = (performance.now() - started) / 1_000
  const shown = users.map((user) => sim.sees(user).length)
  const best = bestSeconds(PEOPLE)
  const result = {
    people: PEOPLE,
    once: shown.filter((times) => times === 1).length,
    twice: shown.filter((times) => times > 1).length,
    seconds: Number(seconds.toFixed(1)),
    bestSeconds: best,
    ofPermittedRate: Number((best / seconds).toFixed(3)),
    violations: sim.counters.violated(),
    requests: sim.counters.requests,
    refusals: sim.counters.refusals,
  }
  console.log(JSON.stringify(result))
  await sim.close()
  const isWell = result.once === PEOPLE && result.violations === 0 && result.ofPermittedRate >= 0.95
  process.exitCode = isWell ? 0 : 1
}

await main()
