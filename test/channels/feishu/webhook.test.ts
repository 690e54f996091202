/** Webhooks that are not the platform's leave no trace; those that are take effect once. */
import { afterEach, describe, expect, test } from 'vitest'
import { closeAll, feishuOffice } from './office.ts'
import type { Attack } from './sim/index.ts'

afterEach(closeAll)

const report = '/上报 老旧木厂 12家'
const TABLES = ['inbox', 'ledger', 'outbox', 'feishu_group']

async function counts(office: Awaited<ReturnType<typeof feishuOffice>>) {
  return Promise.all(TABLES.map((table) => office.count(table)))
}

describe('the webhook', () => {
  test.each<Attack>([
    'forged',
    'unsigned',
    'stale',
    'tampered',
    'reserialised',
    'wrong-token',
    'wrong-app',
    'plaintext',
  ])('refuses a %s event without a trace', async (attack) => {
    const office = await feishuOffice('webhook')
    const contact = await office.person('张敏', 'contact', '柳泉县')
    const before = await counts(office)
    const { status } = await office.sim.attack(attack, contact, report)
    expect([401, 403]).toContain(status)
    await office.quiet()
    expect(await counts(office)).toEqual(before)
    // The same words by the platform itself are recorded: the refusal was for the attack.
    office.sim.users.sendText(contact, report)
    await office.quiet()
    expect(await office.count('ledger')).toBe(1)
  })

  test('a replay within the window is answered 200 and changes nothing', async () => {
    const office = await feishuOffice('webhook')
    const contact = await office.person('张敏', 'contact', '柳泉县')
    office.sim.users.sendText(contact, report)
    await office.quiet()
    const before = await counts(office)
    expect(before[1]).toBe(1)
    const { status } = await office.sim.attack('replay', contact, '')
    expect(status).toBe(200)
    await office.quiet()
    expect(await counts(office)).toEqual(before)
    expect(office.sim.sees(contact).filter(({ byBot }) => byBot)).toHaveLength(1)
  })

  test('takes bodies that are spaced and escaped otherwise than JavaScript would', async () => {
    const office = await feishuOffice('webhook')
    const contact = await office.person('张敏', 'contact', '柳泉县')
    office.sim.faults.events.spaced = 1
    office.sim.users.sendText(contact, report)
    await office.quiet()
    expect(await office.count('ledger')).toBe(1)
    expect(office.sim.counters.faults['spaced']).toBeGreaterThan(0)
  })

  test('what is said to people who press in vain tells why', async () => {
    const office = await feishuOffice('webhook')
    const contact = await office.person('张敏', 'contact', '柳泉县')
    const other = await office.person('李强', 'contact', '竹坞县')
    const group = office.sim.users.addGroup({ name: '群', members: [contact, other] })
    office.sim.users.sendText(contact, report, { in: group, mention: true })
    await office.quiet()
    const echo = office.sim.lastFromBot(group)
    const pressed = await office.sim.press(other, echo ?? '', /撤/)
    expect(pressed.toast?.type).toBe('warning')
    expect(pressed.toast?.content.length).toBeGreaterThan(5)
    await office.quiet()
    expect(await office.count('ledger')).toBe(1)
  })
})
