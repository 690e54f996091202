/** What the doctor finds on the platform. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { checkFeishu } from '../../../src/cli/feishu.ts'
import { type Sim, startFeishu } from './sim/index.ts'

let sim: Sim
beforeEach(async () => {
  sim = await startFeishu()
})
afterEach(() => sim.close())

const found = async (change: { appSecret?: string } = {}) => {
  const findings = await checkFeishu({ baseUrl: sim.url, appId: sim.appId, appSecret: sim.appSecret, ...change })
  return findings.map(({ level, text }) => `${level} ${text}`)
}

describe('the doctor', () => {
  test('finds nothing wrong with a whole set-up, and sends nothing', async () => {
    expect((await found()).map((line) => line.slice(0, 3))).toEqual(['ok ', 'ok ', 'ok ', 'ok '])
    expect(Object.keys(sim.counters.requests).filter((name) => name.startsWith('im.'))).toEqual([])
  })

  test('names a wrong secret, and asks nothing more', async () => {
    expect(await found({ appSecret: 'wrong' })).toEqual([expect.stringMatching(/^bad 飞书：.*FEISHU_APP_SECRET/)])
  })

  test('names each missing scope with what goes without it', async () => {
    sim.world.scopes.delete('im:message:send_as_bot')
    sim.world.scopes.delete('im:message.urgent')
    const lines = (await found()).join('\n')
    expect(lines).toMatch(/^bad 飞书：缺权限 im:message:send_as_bot/m)
    expect(lines).toMatch(/^warn 飞书：缺权限 im:message.urgent：加急/m)
  })

  test('names a bot that is not enabled and a connection that is refused', async () => {
    sim.world.botDisabled = true
    sim.faults.connection.discovery = { code: 1000040350, data: 'object' }
    const lines = (await found()).join('\n')
    expect(lines).toMatch(/^bad 飞书：机器人：/m)
    expect(lines).toMatch(/^bad 飞书：长连接：.*1000040350/m)
  })
})
