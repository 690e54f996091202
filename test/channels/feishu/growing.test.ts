/** Messages that grow and messages that are files, with either carrier of requests. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Delivery } from '../../../src/channels/channel.ts'
import { sdkTransport } from '../../../src/channels/feishu/api/sdk.node.ts'
import { feishuChannel } from '../../../src/channels/feishu/channel.ts'
import { say } from '../../../src/message/card.ts'
import type { Account } from '../../../src/message/incoming.ts'
import { replies } from '../../model/replies.ts'
import { scriptedModel } from '../../model/server.ts'
import { closeAll, feishuOffice } from './office.ts'
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
  const now = () => Date.now()
  const app = { baseUrl: sim.url, appId: sim.appId, appSecret: sim.appSecret }
  const transport = carrier === 'the SDK' ? { transport: sdkTransport(app, log) } : {}
  return { logged, feishu: feishuChannel({ app, now, log, ...transport }) }
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
    await feishu.grow?.(message, '处置老旧木厂', 1)
    await feishu.grow?.(message, '处置老旧木厂63家 **不是粗体**', 2)
    expect(sim.sees(user).map(({ text }) => text)).toEqual([expect.stringContaining('63家 **不是粗体**')])
    expect(await feishu.send(to(user.openId, 'b', { replaces: message, card: say('处置63家') }))).toEqual({
      ok: true,
      message,
    })
    expect(sim.sees(user).map(({ text }) => text)).toEqual([expect.stringContaining('处置63家')])
    expect(sim.sees(user)[0]?.text).not.toContain('正在查阅')
  })

  test('is an ordinary card where the app may make no entities, and the whole still takes its place', async () => {
    sim.world.scopes.delete('cardkit:card:write')
    const { feishu, logged } = channel(carrier)
    const user = sim.users.addUser({ name: '王处' })
    const message = idOf(await feishu.send(to(user.openId, 'a', { grows: true })))
    await feishu.grow?.(message, '处置', 1)
    await feishu.send(to(user.openId, 'b', { replaces: message, card: say('处置63家') }))
    expect(sim.sees(user).map(({ text }) => text)).toEqual([expect.stringContaining('处置63家')])
    expect(logged.map(({ event }) => event)).toContain('card-entity-failed')
  })

  test('that another process began is replaced all the same', async () => {
    const user = sim.users.addUser({ name: '王处' })
    const message = idOf(await channel(carrier).feishu.send(to(user.openId, 'a', { grows: true })))
    const after = channel(carrier).feishu
    await after.grow?.(message, '处置', 1)
    await after.send(to(user.openId, 'b', { replaces: message, card: say('处置63家') }))
    expect(sim.sees(user).map(({ text }) => text)).toEqual([expect.stringContaining('处置63家')])
  })

  describe('whose first try got through without an answer ends with the whole', () => {
    const whole = (message: string) => ({ replaces: message, card: say('处置63家') })
    const lost = () => sim.faults.calls({ api: 'im.message.create', fault: { kind: 'cut', after: true }, times: 1 })

    test('after it went on growing', async () => {
      const { feishu } = channel(carrier)
      const user = sim.users.addUser({ name: '王处' })
      lost()
      expect(await feishu.send(to(user.openId, 'a', { grows: true, attempt: 1 }))).toMatchObject({ unknown: true })
      const message = idOf(await feishu.send(to(user.openId, 'a', { grows: true, attempt: 2 })))
      await feishu.grow?.(message, '处置老旧木厂', 1)
      expect(sim.sees(user).map(({ text }) => text)).toEqual([expect.stringContaining('处置老旧木厂')])
      await feishu.send(to(user.openId, 'b', whole(message)))
      expect(sim.sees(user).map(({ text }) => text)).toEqual([expect.stringContaining('处置63家')])
    })

    test('where that try could have no entity, and later ones could', async () => {
      const { feishu } = channel(carrier)
      const user = sim.users.addUser({ name: '王处' })
      sim.faults.calls({ api: 'cardkit.card.create', fault: { kind: 'status', status: 502 }, times: 1 })
      lost()
      expect(await feishu.send(to(user.openId, 'a', { grows: true, attempt: 1 }))).toMatchObject({ unknown: true })
      const message = idOf(await feishu.send(to(user.openId, 'a', { grows: true, attempt: 2 })))
      await feishu.send(to(user.openId, 'b', whole(message)))
      expect(sim.sees(user).map(({ text }) => text)).toEqual([expect.stringContaining('处置63家')])
    })

    test('where that try had its entity refused', async () => {
      const { feishu } = channel(carrier)
      const user = sim.users.addUser({ name: '王处' })
      const refused = { kind: 'code', code: 230099, message: 'ErrCode: 200621' } as const
      sim.faults.calls({ api: 'im.message.create', fault: refused, times: 1 })
      lost()
      expect(await feishu.send(to(user.openId, 'a', { grows: true, attempt: 1 }))).toMatchObject({ unknown: true })
      const message = idOf(await feishu.send(to(user.openId, 'a', { grows: true, attempt: 2 })))
      await feishu.send(to(user.openId, 'b', whole(message)))
      expect(sim.sees(user).map(({ text }) => text)).toEqual([expect.stringContaining('处置63家')])
    })

    test('where that try was of another process, a moment ago', async () => {
      const user = sim.users.addUser({ name: '王处' })
      lost()
      await channel(carrier).feishu.send(to(user.openId, 'a', { grows: true, attempt: 1 }))
      const { feishu } = channel(carrier)
      const message = idOf(await feishu.send(to(user.openId, 'a', { grows: true, attempt: 2 })))
      await feishu.send(to(user.openId, 'b', whole(message)))
      expect(sim.sees(user).map(({ text }) => text)).toEqual([expect.stringContaining('处置63家')])
    })

    test('where another process came between two of this one', async () => {
      const user = sim.users.addUser({ name: '王处' })
      const [one, other] = [channel(carrier).feishu, channel(carrier).feishu]
      sim.faults.calls({ api: 'im.message.create', fault: { kind: 'status', status: 502 }, times: 1 })
      lost()
      await one.send(to(user.openId, 'a', { grows: true, attempt: 1 }))
      expect(sim.sees(user)).toEqual([])
      await other.send(to(user.openId, 'a', { grows: true, attempt: 2 }))
      const message = idOf(await one.send(to(user.openId, 'a', { grows: true, attempt: 3 })))
      await one.send(to(user.openId, 'b', whole(message)))
      expect(sim.sees(user).map(({ text }) => text)).toEqual([expect.stringContaining('处置63家')])
    })
  })

  test('whose entity the platform does not take is an ordinary card', async () => {
    const { feishu } = channel(carrier)
    const user = sim.users.addUser({ name: '王处' })
    const fault = { kind: 'code', code: 230099, message: 'ErrCode: 200621' } as const
    sim.faults.calls({ api: 'im.message.create', fault, times: 1 })
    const message = idOf(await feishu.send(to(user.openId, 'a', { grows: true })))
    expect(sim.sees(user)[0]?.text).toContain('正在查阅')
    await feishu.send(to(user.openId, 'b', { replaces: message, card: say('处置63家') }))
    expect(sim.sees(user).map(({ text }) => text)).toEqual([expect.stringContaining('处置63家')])
  })

  test('is not overwritten by an update that was slow on its way', async () => {
    const { feishu } = channel(carrier)
    const user = sim.users.addUser({ name: '王处' })
    const message = idOf(await feishu.send(to(user.openId, 'a', { grows: true })))
    await sim.advance(11 * 60_000)
    await feishu.grow?.(message, '处置', 1)
    sim.faults.calls({ api: 'im.message.patch', fault: { kind: 'slow', ms: 300 }, times: 1 })
    const slow = feishu.grow?.(message, '处置老旧木厂', 2)
    await feishu.send(to(user.openId, 'b', { replaces: message, card: say('处置63家') }))
    await slow
    await sim.quiet()
    expect(sim.sees(user).map(({ text }) => text)).toEqual([expect.stringContaining('处置63家')])
  })

  test('goes on by updates when the streaming has run out', async () => {
    const { feishu } = channel(carrier)
    const user = sim.users.addUser({ name: '王处' })
    const message = idOf(await feishu.send(to(user.openId, 'a', { grows: true })))
    await sim.advance(11 * 60_000)
    await feishu.grow?.(message, '处置老旧木厂', 1)
    await feishu.grow?.(message, '处置老旧木厂63家', 2)
    await feishu.send(to(user.openId, 'b', { replaces: message, card: say('处置63家') }))
    expect(sim.sees(user)).toHaveLength(1)
    expect(sim.sees(user)[0]?.text).toContain('处置63家')
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

describe.each(['longconn', 'webhook'] as const)('an office with a language model, by %s', (way) => {
  afterEach(closeAll)

  test('answers in one message that ends with the worded answer and its provision', async () => {
    const model = await scriptedModel()
    model.does(replies([['2017年要处置老旧木厂63家。', '2017年处置老旧木厂63家']], { bytes: 60, apartMs: 5 }))
    const office = await feishuOffice(way, { modelUrl: model.url })
    const official = await office.person('王处', 'official', '沧岭省')
    office.sim.users.sendText(official, '2017年要处置多少家老旧木厂？')
    await office.quiet()
    expect(model.heard).toHaveLength(1)
    const shown = office.sim.sees(official).filter(({ byBot }) => byBot)
    expect(shown.map(({ text }) => text)).toEqual([expect.stringMatching(/要处置老旧木厂63家[\s\S]*二（三）/)])
    expect(shown[0]?.updates).toBeGreaterThan(0)
    model.close()
  })

  test('answers in the message that is there when its first try, without an entity, got through unheard', async () => {
    const model = await scriptedModel()
    model.does(replies([['2017年处置老旧木厂63家。']]))
    const office = await feishuOffice(way, { modelUrl: model.url })
    const official = await office.person('王处', 'official', '沧岭省')
    office.sim.faults.calls({ api: 'cardkit.card.create', fault: { kind: 'status', status: 502 }, times: 1 })
    office.sim.faults.calls({ api: 'im.message.', fault: { kind: 'cut', after: true }, times: 1 })
    office.sim.users.sendText(official, '2017年要处置多少家老旧木厂？')
    const waits = () => office.count('outbox', "state <> 'sent'")
    await office.quiet()
    for (let waiting = await waits(); waiting > 0; waiting = await waits()) {
      await office.assistant.deliver(office.clock())
      await office.quiet()
    }
    expect(office.sim.counters.repeatedUuids).toBe(1)
    const shown = office.sim.sees(official).flatMap(({ byBot, text }) => (byBot ? [text] : []))
    expect(shown).toEqual([expect.stringMatching(/63家/)])
    model.close()
  })

  test('shows nothing that the provisions do not say, whatever the model says', async () => {
    const model = await scriptedModel()
    model.does(replies([['2017年处置老旧木厂500家。', '2017年处置老旧木厂63家']], { bytes: 60 }))
    const office = await feishuOffice(way, { modelUrl: model.url })
    const official = await office.person('王处', 'official', '沧岭省')
    office.sim.users.sendText(official, '2017年要处置多少家老旧木厂？')
    await office.quiet()
    // The answer was ready before the first message was confirmed, and went out as soon as it was.
    const shown = office.sim.sees(official).flatMap(({ byBot, text }) => (byBot ? [text] : []))
    expect(shown).toEqual([expect.stringMatching(/63家/)])
    expect(shown.join()).not.toContain('500')
    model.close()
  })

  test('hands over the frozen bulletin as files', async () => {
    const office = await feishuOffice(way, { start: '2017-07-12 09:00' })
    const province = await office.person('吴处', 'provincial-coordinator', '沧岭省')
    office.sim.users.sendText(province, '/通报 2017-06')
    await office.quiet()
    const [report] = office.sim.sees(province).filter(({ byBot }) => byBot)
    if (!report) throw new Error('no report shown')
    await office.sim.press(province, report, /仍要成文/)
    await office.quiet()
    expect(office.sim.sees(province).filter(({ type }) => type === 'file')).toHaveLength(2)
    expect([...office.sim.world.resources.values()].map(({ name }) => name).sort()).toEqual([
      '通报附表（内部）2017-06-1.xlsx',
      '通报（内部）2017-06-1.docx',
    ])
  })
})
