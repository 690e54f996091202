/** The channel towards a platform that refuses, hangs and limits. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Delivery } from '../../../src/channels/channel.ts'
import { Api } from '../../../src/channels/feishu/api/api.ts'
import { RateLimiter } from '../../../src/channels/feishu/api/rate-limit.ts'
import { fetchTransport } from '../../../src/channels/feishu/api/transport.ts'
import { feishuApi, feishuChannel, uuidOf } from '../../../src/channels/feishu/channel.ts'
import { linkByPhone } from '../../../src/channels/feishu/link.ts'
import { say } from '../../../src/message/card.ts'
import type { Account } from '../../../src/message/incoming.ts'
import { type Store, sql } from '../../../src/store/index.ts'
import { openSqlite } from '../../../src/store/sqlite.ts'
import { type Sim, startFeishu } from './sim/index.ts'

let sim: Sim
beforeEach(async () => {
  sim = await startFeishu()
})
afterEach(() => sim.close())

const logged: Readonly<Record<string, unknown>>[] = []
const channel = () =>
  feishuChannel({
    app: { baseUrl: sim.url, appId: sim.appId, appSecret: sim.appSecret },
    now: () => Date.now(),
    log: (entry) => void logged.push(entry),
  })
const to = (openId: string, key = 'k', more: Partial<Delivery> = {}): Delivery => ({
  key,
  account: `feishu:${openId}` as Account,
  card: say('提醒', '请上报'),
  urgent: false,
  ...more,
})

describe('sending', () => {
  test('the same key twice shows one message', async () => {
    const user = sim.users.addUser({ name: '张敏' })
    const feishu = channel()
    const first = await feishu.send(to(user.openId))
    expect(first).toMatchObject({ ok: true })
    expect(await feishu.send(to(user.openId))).toEqual(first)
    expect(sim.sees(user)).toHaveLength(1)
  })

  test('a key of any length makes an id that the platform takes', async () => {
    expect((await uuidOf('re:'.repeat(200))).length).toBeLessThanOrEqual(50)
    expect(await uuidOf('a')).not.toBe(await uuidOf('b'))
  })

  test('replaces a card in place, and says it anew when that card is gone', async () => {
    const user = sim.users.addUser({ name: '张敏' })
    const feishu = channel()
    const first = await feishu.send(to(user.openId))
    const replaces = first.ok ? first.message : ''
    expect(await feishu.send(to(user.openId, 'k2', { replaces, card: say('已撤回') }))).toEqual(first)
    expect(sim.sees(user).map(({ text }) => text)).toEqual([expect.stringContaining('已撤回')])
    await sim.advance(15 * 24 * 3_600_000)
    expect(await feishu.send(to(user.openId, 'k3', { replaces, card: say('已更正') }))).toMatchObject({ ok: true })
    expect(sim.sees(user)).toHaveLength(2)
  })

  test('many at once ask for one token', async () => {
    const users = Array.from({ length: 10 }, (_, index) => sim.users.addUser({ name: `人${index}` }))
    const feishu = channel()
    const sent = await Promise.all(users.map(({ openId }) => feishu.send(to(openId, openId))))
    expect(sent.every(({ ok }) => ok)).toBe(true)
    const token = Object.entries(sim.counters.requests).filter(([name]) => /token/.test(name))
    expect(token.map(([, times]) => times)).toEqual([1])
  })

  test('a token that is refused is renewed once and the message sent', async () => {
    const user = sim.users.addUser({ name: '张敏' })
    const feishu = channel()
    await feishu.send(to(user.openId, 'a'))
    sim.revokeTokens()
    expect(await feishu.send(to(user.openId, 'b'))).toMatchObject({ ok: true })
    expect(sim.counters.refusals[99991663]).toBe(1)
  })

  test('who the bot is is known at the next event where the platform was slow to tell', async () => {
    const feishu = channel()
    sim.faults.calls({ api: 'bot.', fault: { kind: 'slow', ms: 1_200 }, times: 1 })
    expect(await feishu.bot()).toBeUndefined()
    await sim.quiet(300)
    expect(await feishu.bot()).toBe(sim.botOpenId)
    expect(sim.counters.requests['bot.info']).toBe(1)
  })

  test('a token that is asked for without end holds nobody up for ever', async () => {
    const app = { baseUrl: sim.url, appId: sim.appId, appSecret: sim.appSecret }
    const carry = fetchTransport(sim.url)
    let asked = 0
    const api = new Api({
      app,
      now: () => Date.now(),
      pace: new RateLimiter({ now: () => Date.now(), sleep: async () => {}, longestMs: 0 }),
      timeoutMs: 100,
      transport: (request, how) => (++asked === 1 ? new Promise(() => {}) : carry(request, how)),
    })
    const info = { method: 'GET', path: '/open-apis/bot/v3/info' } as const
    const held = [api.call('bot.info', info), api.call('bot.info', info)]
    expect(await Promise.all(held)).toEqual(Array(2).fill(expect.objectContaining({ kind: 'broken', took: false })))
    expect(await api.call('bot.info', info)).toMatchObject({ kind: 'ok' })
  })

  test('repeats after a void token keep the pace like all others: at most 50 in any second', async () => {
    const now = () => Date.now()
    const left: number[] = []
    const api = new Api({
      app: { baseUrl: sim.url, appId: sim.appId, appSecret: sim.appSecret },
      now,
      pace: new RateLimiter({ now, sleep: (ms) => new Promise((done) => setTimeout(done, ms)), longestMs: 45_000 }),
      async transport({ path }, { token }) {
        const answer = (body: unknown) => ({
          status: 200,
          header: () => 'application/json',
          bytes: new TextEncoder().encode(JSON.stringify(body)),
        })
        if (path.includes('token')) return answer({ code: 0, tenant_access_token: `t-${left.length}`, expire: 7200 })
        left.push(now())
        await new Promise((done) => setTimeout(done, 200))
        return answer(token === 't-0' ? { code: 99_991_663, msg: 'Invalid access token' } : { code: 0 })
      },
    })
    const calls = Array.from({ length: 60 }, () => api.call('bot.info', { method: 'GET', path: '/open-apis/bot' }))
    expect((await Promise.all(calls)).map(({ kind }) => kind)).toEqual(Array(60).fill('ok'))
    // The premise: the first fifty were sent twice.
    expect(left).toHaveLength(110)
    const inSecond = left.map((at) => left.filter((other) => other >= at && other < at + 1_000).length)
    expect(Math.max(...inSecond)).toBeLessThanOrEqual(50)
  })

  test('waits as long as the platform says', async () => {
    const user = sim.users.addUser({ name: '张敏' })
    const feishu = channel()
    sim.faults.calls({ api: 'im.message.create', fault: { kind: 'limit', resetSeconds: 7 }, times: 1 })
    expect(await feishu.send(to(user.openId))).toMatchObject({ ok: false, retry: true, afterMs: 7_000 })
  })

  test('a connection cut after the effect is uncertain, and the second try shows nothing twice', async () => {
    const user = sim.users.addUser({ name: '张敏' })
    const feishu = channel()
    sim.faults.calls({ api: 'im.message.create', fault: { kind: 'cut', after: true }, times: 1 })
    expect(await feishu.send(to(user.openId))).toMatchObject({ ok: false, retry: true, unknown: true })
    expect(await feishu.send(to(user.openId))).toMatchObject({ ok: true })
    expect(sim.sees(user)).toHaveLength(1)
  })

  test('where a repeat is refused rather than recognised, it stays uncertain and shows once', async () => {
    await sim.close()
    sim = await startFeishu({ switches: { repeatedUuid: '230049' } })
    const user = sim.users.addUser({ name: '张敏' })
    const feishu = channel()
    sim.faults.calls({ api: 'im.message.create', fault: { kind: 'cut', after: true }, times: 1 })
    await feishu.send(to(user.openId))
    expect(await feishu.send(to(user.openId))).toMatchObject({
      ok: false,
      retry: true,
      unknown: true,
      afterMs: 300_000,
    })
    expect(sim.sees(user)).toHaveLength(1)
  })

  test('a page of a proxy in place of an answer is no answer: what it hid is asked for again', async () => {
    const user = sim.users.addUser({ name: '张敏' })
    const feishu = channel()
    const page = { kind: 'status', status: 200 } as const
    sim.faults.calls({ api: 'auth.', fault: page, times: 1 })
    expect(await feishu.bot()).toBeUndefined()
    expect(await feishu.bot()).toBe(sim.botOpenId)
    const first = await feishu.send(to(user.openId))
    const replaces = first.ok ? first.message : ''
    sim.faults.calls({ api: 'im.message.patch', fault: page, times: 1 })
    const change = to(user.openId, 'k2', { replaces, card: say('已撤回') })
    expect(await feishu.send(change)).toMatchObject({ ok: false, retry: true, unknown: true })
    expect(await feishu.send(change)).toEqual(first)
    expect(sim.lastFromBot(user)?.text).toContain('已撤回')
  })

  test('a limit without a header is waited for a second, and no header silences the office for long', async () => {
    const user = sim.users.addUser({ name: '张敏' })
    sim.faults.calls({ api: 'im.message.create', fault: { kind: 'code', code: 99991400, status: 429 }, times: 1 })
    expect(await channel().send(to(user.openId))).toMatchObject({ ok: false, retry: true, afterMs: 1_000 })
    const endless = { kind: 'limit', resetSeconds: 1_700_000_000 } as const
    sim.faults.calls({ api: 'im.message.create', fault: endless, times: 1 })
    expect(await channel().send(to(user.openId))).toMatchObject({ ok: false, retry: true, afterMs: 600_000 })
  })

  test('what never changes is not tried again, and is said in words', async () => {
    const user = sim.users.addUser({ name: '张敏', available: false })
    const sent = await channel().send(to(user.openId))
    expect(sent).toMatchObject({ ok: false, retry: false, error: expect.stringContaining('可用范围') })
  })

  test('a card that the platform refuses arrives as plain text', async () => {
    const user = sim.users.addUser({ name: '张敏' })
    const fault = { kind: 'code', code: 230099, message: 'ErrCode: 11310' } as const
    sim.faults.calls({ api: 'im.message.create', fault, times: 1 })
    expect(await channel().send(to(user.openId))).toMatchObject({ ok: true })
    expect(sim.lastFromBot(user)).toMatchObject({ type: 'text', text: expect.stringContaining('请上报') })
  })

  test('a card that the platform refuses in place of another arrives as plain text', async () => {
    const user = sim.users.addUser({ name: '张敏' })
    const feishu = channel()
    const first = await feishu.send(to(user.openId))
    const fault = { kind: 'code', code: 230099, message: 'ErrCode: 11310' } as const
    sim.faults.calls({ api: 'im.message.patch', fault, times: 1 })
    const replaces = first.ok ? first.message : ''
    expect(await feishu.send(to(user.openId, 'k2', { replaces, card: say('已撤回', '12家') }))).toMatchObject({
      ok: true,
    })
    expect(sim.lastFromBot(user)).toMatchObject({ type: 'text', text: expect.stringContaining('12家') })
  })

  test('加急 marks the message for its person', async () => {
    const user = sim.users.addUser({ name: '张敏' })
    await channel().send(to(user.openId, 'k', { urgent: true }))
    expect(sim.lastFromBot(user)?.urgentFor).toEqual(['张敏'])
  })

  test('an answer to a message that was recalled is said anew', async () => {
    const user = sim.users.addUser({ name: '张敏' })
    const { message } = sim.users.sendText(user, '问')
    message.recalled = true
    expect(
      await channel().send({ key: 'k', chat: user.chatId, replyTo: message.id, card: say('答'), urgent: false }),
    ).toMatchObject({ ok: true })
  })

  test('ten messages to one person at once break no limit', async () => {
    const user = sim.users.addUser({ name: '张敏' })
    const feishu = channel()
    await Promise.all(Array.from({ length: 10 }, (_, index) => feishu.send(to(user.openId, `k${index}`))))
    expect(sim.sees(user)).toHaveLength(10)
    expect(sim.counters.violated()).toBe(0)
  })

  test('reminders and answers to one person at once break none either', async () => {
    const user = sim.users.addUser({ name: '张敏' })
    const feishu = channel()
    await feishu.send(to(user.openId))
    const answer = (key: string): Delivery => ({ key, chat: user.chatId, card: say('答'), urgent: false })
    const both = Array.from({ length: 4 }, (_, index) => [to(user.openId, `r${index}`), answer(`a${index}`)]).flat()
    await Promise.all(both.map(feishu.send))
    expect(sim.sees(user)).toHaveLength(9)
    expect(sim.counters.violated()).toBe(0)
  })
})

describe('people known by telephone', () => {
  const phone = '13800138000'
  const roster = async () => {
    const store = openSqlite(':memory:')
    await store.commit([sql('INSERT INTO person (id, name, phone) VALUES (?, ?, ?)', 'p', '张敏', phone)])
    return store
  }
  const link = (store: Store) =>
    linkByPhone(
      store,
      feishuApi({ app: { baseUrl: sim.url, appId: sim.appId, appSecret: sim.appSecret }, now: () => Date.now() }),
      (entry) => void logged.push(entry),
    )

  test('are bound to their account, once', async () => {
    const user = sim.users.addUser({ name: '张敏', mobile: phone })
    const store = await roster()
    expect(await link(store)).toBe(1)
    expect(await store.all('SELECT account, person FROM account')).toEqual([
      { account: `feishu:${user.openId}`, person: 'p' },
    ])
    expect(await link(store)).toBe(0)
    store.close()
  })

  test('stay as they are where the platform does not tell', async () => {
    sim.users.addUser({ name: '张敏', mobile: phone })
    sim.world.scopes.delete('contact:user.id:readonly')
    const store = await roster()
    expect(await link(store)).toBe(0)
    expect(await store.all('SELECT account FROM account')).toEqual([])
    store.close()
  })

  test('are bound at the next hour where a proxy answered in place of the platform', async () => {
    sim.users.addUser({ name: '张敏', mobile: phone })
    const store = await roster()
    sim.faults.calls({ api: 'contact.', fault: { kind: 'status', status: 200 }, times: 1 })
    expect(await link(store)).toBe(0)
    expect(await link(store)).toBe(1)
    store.close()
  })
})

describe('the pace', () => {
  test('gives each request the earliest moment that breaks no window', async () => {
    let now = 0
    const sleep = async (ms: number) => {
      now += ms
    }
    const pace = new RateLimiter({ now: () => now, sleep, longestMs: 100_000 })
    const limits = [
      { key: 'api', most: 50, windowMs: 1_000 },
      { key: 'api', most: 1_000, windowMs: 60_000 },
    ]
    const turns: number[] = []
    for (let index = 0; index < 1_100; index++) {
      const { arrived } = await pace.turn(limits)
      turns.push(now)
      arrived()
    }
    expect(turns[49]).toBe(0)
    expect(turns[50]).toBe(1_000)
    expect(turns[999]).toBe(19_000)
    expect(turns[1_000]).toBe(60_000)
  })

  test('a window begins when a request has arrived, however long it was on its way', async () => {
    let now = 0
    const sleep = async (ms: number) => {
      now += ms
    }
    const pace = new RateLimiter({ now: () => now, sleep, longestMs: 100_000 })
    const limits = [{ key: 'user', most: 2, windowMs: 1_000 }]
    const [slow, quick] = [await pace.turn(limits), await pace.turn(limits)]
    quick.arrived()
    now = 400
    slow.arrived()
    ;(await pace.turn(limits)).arrived()
    expect(now).toBe(1_000)
    await pace.turn(limits)
    expect(now).toBe(1_400)
  })

  test('sends back whom it would keep waiting too long', async () => {
    const pace = new RateLimiter({ now: () => 0, sleep: async () => {}, longestMs: 10 })
    const limits = [{ key: 'user', most: 1, windowMs: 1_000 }]
    expect((await pace.turn(limits)).waitMs).toBe(0)
    expect((await pace.turn(limits)).waitMs).toBe(1_000)
  })
})
