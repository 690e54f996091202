/** Messages that grow and messages that are files, with either carrier of requests. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Delivery } from '../../../src/channels/channel.ts'
import { feishuChannel } from '../../../src/channels/feishu/channel.ts'
import { sdkTransport } from '../../../src/channels/feishu/sdk.node.ts'
import { say } from '../../../src/message/card.ts'
import type { Account } from '../../../src/message/incoming.ts'
import { type Sim, startFeishu } from './sim/index.ts'

let sim: Sim
beforeEach(async () => {
  sim = await startFeishu()
})
afterEach(() => sim.close())

const CARRIERS = ['the SDK', 'fetch'] as const

function channel(carrier: (typeof CARRIERS)[number]) {
  const logged: Readonly<Record<string, unknown>>[] = []
  const log = (entry: Readonly<Record<string, unknown>>) => void logged.push(entry)
  const app = { baseUrl: sim.url, appId: sim.appId, appSecret: sim.appSecret }
  const transport = carrier === 'the SDK' ? { transport: sdkTransport(app, log) } : {}
  return { logged, feishu: feishuChannel({ app, now: () => Date.now(), log, ...transport }) }
}

const to = (openId: string, key: string, more: Partial<Delivery> = {}): Delivery => ({
  key,
  account: `feishu:${openId}` as Account,
  card: say('正在查阅…'),
  urgent: false,
  ...more,
})
const idOf = (sent: Awaited<ReturnType<ReturnType<typeof channel>['feishu']['send']>>): string =>
  sent.ok ? sent.message : ''

describe.each(CARRIERS)('by %s a message that grows', (carrier) => {
  test('shows more and more in one place, until the whole takes it', async () => {
    const { feishu } = channel(carrier)
    const user = sim.users.addUser({ name: '王处' })
    const message = idOf(await feishu.send(to(user.openId, 'a', { grows: true })))
    expect(sim.sees(user).map(({ text }) => text)).toEqual([expect.stringContaining('正在查阅')])
    await feishu.grow?.(message, '处置僵尸企业', 1)
    await feishu.grow?.(message, '处置僵尸企业300家 **不是粗体**', 2)
    expect(sim.sees(user).map(({ text }) => text)).toEqual([expect.stringContaining('300家 **不是粗体**')])
    expect(await feishu.send(to(user.openId, 'b', { replaces: message, card: say('处置300家') }))).toEqual({
      ok: true,
      message,
    })
    expect(sim.sees(user).map(({ text }) => text)).toEqual([expect.stringContaining('处置300家')])
    expect(sim.sees(user)[0]?.text).not.toContain('正在查阅')
  })

  test('is an ordinary card where the app may make no entities, and the whole still takes its place', async () => {
    sim.world.scopes.delete('cardkit:card:write')
    const { feishu, logged } = channel(carrier)
    const user = sim.users.addUser({ name: '王处' })
    const message = idOf(await feishu.send(to(user.openId, 'a', { grows: true })))
    await feishu.grow?.(message, '处置', 1)
    await feishu.send(to(user.openId, 'b', { replaces: message, card: say('处置300家') }))
    expect(sim.sees(user).map(({ text }) => text)).toEqual([expect.stringContaining('处置300家')])
    expect(logged.map(({ event }) => event)).toContain('card-entity-failed')
  })

  test('that another process began is replaced all the same', async () => {
    const user = sim.users.addUser({ name: '王处' })
    const message = idOf(await channel(carrier).feishu.send(to(user.openId, 'a', { grows: true })))
    const after = channel(carrier).feishu
    await after.grow?.(message, '处置', 1)
    await after.send(to(user.openId, 'b', { replaces: message, card: say('处置300家') }))
    expect(sim.sees(user).map(({ text }) => text)).toEqual([expect.stringContaining('处置300家')])
  })

  test('goes on by updates when the streaming has run out', async () => {
    const { feishu } = channel(carrier)
    const user = sim.users.addUser({ name: '王处' })
    const message = idOf(await feishu.send(to(user.openId, 'a', { grows: true })))
    await sim.advance(11 * 60_000)
    await feishu.grow?.(message, '处置僵尸企业', 1)
    await feishu.grow?.(message, '处置僵尸企业300家', 2)
    await feishu.send(to(user.openId, 'b', { replaces: message, card: say('处置300家') }))
    expect(sim.sees(user)).toHaveLength(1)
    expect(sim.sees(user)[0]?.text).toContain('处置300家')
  })
})

describe.each(CARRIERS)('by %s a file', (carrier) => {
  const file = {
    name: '通报（内部）2017-06-1.docx',
    mime: 'application/x-docx',
    content: new TextEncoder().encode('通报'),
  }

  test('is sent under its name, once for one key', async () => {
    const { feishu } = channel(carrier)
    const user = sim.users.addUser({ name: '吴处' })
    const first = await feishu.send(to(user.openId, 'f', { file }))
    expect(first).toMatchObject({ ok: true })
    expect(await feishu.send(to(user.openId, 'f', { file }))).toEqual(first)
    expect(sim.sees(user).map(({ type }) => type)).toEqual(['file'])
    const [kept] = [...sim.world.resources.values()]
    expect(kept?.name).toBe(file.name)
    expect(kept?.bytes.toString()).toBe('通报')
  })

  test('that is empty or too large is refused for good, and no message goes out', async () => {
    const { feishu } = channel(carrier)
    const user = sim.users.addUser({ name: '吴处' })
    expect(await feishu.send(to(user.openId, 'e', { file: { ...file, content: new Uint8Array() } }))).toMatchObject({
      ok: false,
      retry: false,
    })
    expect(sim.sees(user)).toEqual([])
  })
})
