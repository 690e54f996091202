/** The platform silent for an hour: calls hang, are cut or refused; when it is back everything is said once, in its order. */
import { afterEach, expect, test } from 'vitest'
import { say } from '../../src/message/card.ts'
import { post } from '../../src/message/outgoing.ts'
import { type Instant, MINUTE_MS } from '../../src/office/day.ts'
import type { PersonId } from '../../src/office/person.ts'
import { closeAll, feishuOffice } from '../channels/feishu/office.ts'

afterEach(closeAll)

const PEOPLE = 12
const REMINDED = 60
/** The minute of the silence in which they are. */
const REMINDED_AT = 5
const HOUR_MINUTES = 60
/** What everybody says, and at which minute of the silence. */
const SAID: readonly (readonly [minute: number, text: string])[] = [
  [1, '2017年要处置多少家僵尸企业？'],
  [9, '/帮助'],
  [25, '小微企业园区今年的目标是多少？'],
  [58, '/我的'],
]

const reminderTo = (name: string, due: Instant) =>
  post({ key: `reminder:${name}`, to: { kind: 'person', person: name as PersonId }, card: say('请上报'), due }, due)

test('an hour without the platform: every answer and reminder is said once, in order and at its pace', {
  timeout: 240_000,
}, async () => {
  const { sim, store, clock, quiet, pass, count, enlist } = await feishuOffice('webhook')
  const people = Array.from({ length: PEOPLE }, (_, at) => sim.users.addUser({ name: `官员${at}` }))
  const reminded = Array.from({ length: REMINDED }, (_, at) => sim.users.addUser({ name: `联系人${at}` }))
  for (const { name, openId } of reminded) await enlist(name, `feishu:${openId}`, 'contact', '长兴县')
  // The office has spoken with it before.
  for (const user of people) sim.users.sendText(user, '/帮助')
  await quiet()
  expect(await count('outbox', `state = 'sent'`)).toBe(PEOPLE)

  sim.faults.calls({ api: 'im.message', fault: { kind: 'hang' }, times: 2 })
  sim.faults.calls({ api: 'im.message', fault: { kind: 'cut' }, rate: 0.3 })
  sim.faults.calls({ api: 'im.message', fault: { kind: 'status', status: 503 } })
  for (let minute = 0; minute < HOUR_MINUTES; minute++) {
    const text = SAID.find(([at]) => at === minute)?.[1]
    if (text !== undefined) for (const user of people) sim.users.sendText(user, text)
    if (minute === REMINDED_AT) await store.commit(reminded.map(({ name }) => reminderTo(name, clock())))
    await quiet()
    await sim.advance(MINUTE_MS)
    await pass(MINUTE_MS)
  }
  const struck = sim.counters.faults
  expect(await count('outbox', `state = 'sent'`)).toBe(PEOPLE)

  sim.faults.clear()
  for (let minute = 0; minute < 3; minute++) {
    await pass(MINUTE_MS)
    await quiet()
  }
  // Who wrote as it fell silent, before anybody knew: it may have been shown, and is said again with these words.
  const uncertain = await store.all<{ key: string }>(`SELECT key FROM outbox WHERE state = 'unknown'`)
  console.log(
    `${uncertain.length} of ${PEOPLE * SAID.length + REMINDED} uncertain; the platform: ${JSON.stringify(struck)}`,
  )
  expect(uncertain.length).toBeLessThanOrEqual(PEOPLE + 2)
  for (const { key } of uncertain) expect(await count('outbox', `key = 'again:${key}' AND state = 'sent'`)).toBe(1)
  expect(await store.all(`SELECT key, state, error FROM outbox WHERE state NOT IN ('sent', 'unknown')`)).toEqual([])
  for (const user of people) {
    const shown = sim.sees(user)
    const asked = shown.filter(({ byBot }) => !byBot).map(({ id }) => id)
    expect(asked).toHaveLength(SAID.length + 1)
    expect(shown.filter(({ byBot }) => byBot).map(({ replyTo }) => replyTo)).toEqual(asked)
  }
  for (const user of reminded)
    expect(sim.sees(user).map(({ text }) => text)).toEqual([expect.stringContaining('请上报')])
  expect(sim.counters.violations).toEqual({ app: 0, user: 0, group: 0, message: 0, card: 0 })
})
