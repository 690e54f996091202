/** The long connection on bad days: given up by the SDK, cut, silent. */
import { afterEach, describe, expect, test } from 'vitest'
import { longConnection } from '../../../src/channels/feishu/events/longconn.node.ts'
import { closeAll, feishuOffice } from './office.ts'
import { startFeishu } from './sim/index.ts'

afterEach(closeAll)

const back = { timeout: 15_000, interval: 100 }

describe('the long connection', () => {
  test.each([1, 403, 514, 1000040345, 1000040350])(
    'is opened anew after code %i, which the SDK takes for final',
    { timeout: 30_000 },
    async (code) => {
      const { sim, person, quiet, logged } = await feishuOffice('longconn')
      const official = await person('王处', 'official', '沧岭省')
      sim.faults.connection.discovery = { code, data: 'object' }
      for (const connection of [...sim.connections]) connection.reset()
      await expect.poll(() => logged.some(({ event }) => event === 'feishu-connection-failed'), back).toBe(true)
      expect(sim.connections).toHaveLength(0)
      sim.faults.clear()
      await expect.poll(() => sim.connections.length, back).toBe(1)
      sim.users.sendText(official, '/帮助')
      await quiet()
      expect(sim.lastFromBot(official)?.text).toContain('王处')
    },
  )

  test('comes back by itself after a cut, and what was missed meanwhile is taken when it comes again', async () => {
    const { sim, person, quiet, count, logged } = await feishuOffice('longconn', { redeliveryFactor: 15 })
    const contact = await person('张敏', 'contact', '柳泉县')
    for (const connection of [...sim.connections]) connection.cutMidFrame()
    sim.users.sendText(contact, '/上报 老旧木厂 12家')
    await expect.poll(() => sim.connections.length, back).toBe(1)
    await sim.settled()
    await quiet()
    expect(await count('ledger')).toBe(1)
    const told = logged.map(({ event }) => event).filter((event) => /connect/.test(String(event)))
    expect(told).toEqual(['feishu-connected', 'feishu-connection-lost', 'feishu-reconnected'])
  })

  test('no log holds a token, a secret or the words of people', async () => {
    const { sim, person, quiet, logged } = await feishuOffice('longconn')
    const contact = await person('张敏', 'contact', '柳泉县')
    sim.faults.connection.discovery = { code: 514, data: 'object' }
    for (const connection of [...sim.connections]) connection.reset()
    await expect.poll(() => logged.some(({ event }) => event === 'feishu-connection-failed'), back).toBe(true)
    sim.faults.clear()
    await expect.poll(() => sim.connections.length, back).toBe(1)
    sim.faults.calls({ fault: { kind: 'status', status: 502 }, times: 2 })
    sim.users.sendText(contact, '保密的话13800138000')
    await quiet()
    expect(logged.length).toBeGreaterThan(3)
    const all = JSON.stringify(logged)
    for (const secret of [sim.appSecret, '保密的话', '13800138000']) expect(all).not.toContain(secret)
    expect(all).not.toMatch(/Bearer|\bt-[\w]{8}/)
  })

  test('says for how long nothing could come in, from its beginning on', { timeout: 30_000 }, async () => {
    const sim = await startFeishu()
    const { url: baseUrl, appId, appSecret } = sim
    let at = 1_000
    const connection = longConnection({
      app: { baseUrl, appId, appSecret },
      receive: () => Promise.reject(new Error('nothing comes')),
      log: () => {},
      now: () => at,
    })
    at += 500
    expect(connection.lostMs()).toBe(500)
    await connection.ready
    expect(connection.lostMs()).toBeUndefined()
    sim.faults.connection.discovery = { code: 1000040350, data: 'object' }
    for (const one of [...sim.connections]) one.reset()
    await expect.poll(connection.lostMs, back).toBe(0)
    at += 60_000
    expect(connection.lostMs()).toBe(60_000)
    connection.close()
    await sim.close()
  })
})
