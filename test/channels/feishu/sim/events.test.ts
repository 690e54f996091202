import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import * as lark from '@larksuiteoapi/node-sdk'
import { afterEach, describe, expect, test } from 'vitest'
import WebSocket from 'ws'
import { pause } from './clock.ts'
import { type Attack, type Options, type Sim, startFeishu } from './index.ts'
import { CONTROL, DATA, decodeFrame, encodeFrame, type Frame } from './longconn/frame.ts'

const closing: (() => unknown)[] = []
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close()
})

async function start(options: Options = {}): Promise<Sim> {
  const sim = await startFeishu(options)
  closing.push(() => sim.close())
  return sim
}

/** A client of the long connection, by hand: one socket that acknowledges what it gets with `answer`. */
async function connect(sim: Sim, answer: (payload: string) => object | undefined = () => ({ code: 200 })) {
  const response = await fetch(`${sim.url}/callback/ws/endpoint`, {
    method: 'POST',
    body: JSON.stringify({ AppID: sim.appId, AppSecret: sim.appSecret }),
  })
  const { data } = (await response.json()) as { data: { URL: string } }
  const socket = new WebSocket(data.URL)
  const frames: Frame[] = []
  socket.on('message', (bytes: Buffer) => {
    const frame = decodeFrame(bytes)
    frames.push(frame)
    if (frame.method !== DATA || frame.headers['sum'] !== '1') return
    const ack = answer(Buffer.from(frame.payload).toString())
    if (ack) socket.send(encodeFrame({ ...frame, payload: Buffer.from(JSON.stringify(ack)) }))
  })
  await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject))
  closing.push(() => socket.terminate())
  return { socket, frames }
}

const base64 = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64')

/** The official client with these handlers, connected. */
async function official(sim: Sim, handlers: Record<string, (data: never) => unknown>): Promise<void> {
  const dispatcher = new lark.EventDispatcher({ loggerLevel: lark.LoggerLevel.fatal }).register(handlers)
  await new Promise<void>((resolve, reject) => {
    const client = new lark.WSClient({
      appId: sim.appId,
      appSecret: sim.appSecret,
      domain: sim.url,
      loggerLevel: lark.LoggerLevel.fatal,
      onReady: () => resolve(),
      onError: reject,
    })
    closing.push(() => client.close({ force: true }))
    void client.start({ eventDispatcher: dispatcher })
  })
}

const CARD = JSON.stringify({
  schema: '2.0',
  header: { title: { tag: 'plain_text', content: '回执' } },
  body: {
    elements: [
      {
        tag: 'button',
        text: { tag: 'plain_text', content: '撤销' },
        behaviors: [{ type: 'callback', value: { do: 'undo' } }],
      },
      {
        tag: 'form',
        name: 'f',
        elements: [
          { tag: 'input', name: 'value', required: true },
          { tag: 'date_picker', name: 'day' },
          {
            tag: 'select_static',
            name: 'unit',
            options: [{ text: { tag: 'plain_text', content: '万元' }, value: 'wan' }],
          },
          {
            tag: 'button',
            name: 'ok',
            text: { tag: 'plain_text', content: '提交' },
            form_action_type: 'submit',
            behaviors: [{ type: 'callback', value: { do: 'save' } }],
          },
        ],
      },
    ],
  },
})

const showCard = (sim: Sim, chatId: string) =>
  sim.world.post({ chatId, from: undefined, type: 'interactive', content: CARD, card: JSON.parse(CARD) })

describe('the long connection', () => {
  test('the official client receives a message and acknowledges it', async () => {
    const sim = await start()
    const heard: unknown[] = []
    await official(sim, { 'im.message.receive_v1': (data) => heard.push(data) })
    const user = sim.users.addUser({ name: '张三' })
    const { message, delivery } = sim.users.sendText(user, '还差多少')
    await sim.settled()
    expect(heard).toMatchObject([
      { message: { message_id: message.id, content: '{"text":"还差多少"}', chat_type: 'p2p' } },
    ])
    expect(delivery?.state).toBe('done')
    expect(delivery?.attempts.map(({ outcome, via }) => [outcome, via])).toEqual([['ok', 'longconn']])
    expect(sim.counters.lateAnswers).toBe(0)
  })

  test('the official client puts fragments together in any order', async () => {
    const sim = await start()
    const heard: unknown[] = []
    await official(sim, { 'im.message.receive_v1': (data) => heard.push(data) })
    Object.assign(sim.faults.events, { fragments: 4, fragmentsShuffled: 1 })
    sim.users.sendText(sim.users.addUser({ name: '张三' }), '长消息'.repeat(50))
    await sim.settled()
    expect(heard).toHaveLength(1)
  })

  test('in a group the bot hears only what mentions it', async () => {
    const sim = await start()
    const { frames } = await connect(sim)
    const user = sim.users.addUser({ name: '张三' })
    const group = sim.users.addGroup({ name: '全省群', members: [user] })
    expect(sim.users.sendText(user, '大家好', { in: group }).delivery).toBeUndefined()
    sim.users.sendText(user, '还差多少', { in: group, mention: true })
    await sim.settled()
    expect(frames).toHaveLength(1)
    const { event } = JSON.parse(Buffer.from(frames[0]?.payload ?? []).toString())
    expect(event.message).toMatchObject({ content: '{"text":"@_user_1 还差多少"}', mentions: [{ key: '@_user_1' }] })
    expect(sim.sees(group).map(({ text }) => text)).toEqual(['大家好', '@要点 还差多少'])
  })

  test('a ping is answered with all four values', async () => {
    const sim = await start()
    const { socket, frames } = await connect(sim)
    socket.send(
      encodeFrame({
        seqId: 1,
        logId: 1,
        service: 1,
        method: CONTROL,
        headers: { type: 'ping' },
        payload: new Uint8Array(),
      }),
    )
    await expect.poll(() => frames.length).toBe(1)
    expect(frames[0]?.headers['type']).toBe('pong')
    const pong = JSON.parse(Buffer.from(frames[0]?.payload ?? []).toString())
    expect(Object.keys(pong).sort()).toEqual(['PingInterval', 'ReconnectCount', 'ReconnectInterval', 'ReconnectNonce'])
  })

  test('what is not acknowledged within 3 s comes again under the same id, four times at most', async () => {
    const sim = await start({ answerMs: 50 })
    const { frames } = await connect(sim, () => undefined)
    const { delivery } = sim.users.sendText(sim.users.addUser({ name: '张三' }), '在吗')
    await pause(100)
    expect(delivery?.attempts.map(({ outcome }) => outcome)).toEqual(['late'])
    await sim.advance(14_000)
    expect(delivery?.attempts).toHaveLength(1)
    for (const ms of [1_000, 300_000, 3_600_000, 6 * 3_600_000]) await sim.advance(ms)
    expect(delivery?.attempts).toHaveLength(5)
    expect(delivery?.state).toBe('given-up')
    expect(new Set(frames.map(({ payload }) => JSON.parse(Buffer.from(payload).toString()).header.event_id)).size).toBe(
      1,
    )
    expect(sim.counters.lateAnswers).toBe(5)
  })

  test('a handler that throws gets it again', async () => {
    const sim = await start({ redeliveryFactor: 300 })
    let calls = 0
    await official(sim, {
      'im.message.receive_v1': () => {
        calls += 1
        if (calls === 1) throw new Error('not yet')
      },
    })
    const { delivery } = sim.users.sendText(sim.users.addUser({ name: '张三' }), '在吗')
    await sim.settled()
    expect(delivery?.attempts.map(({ outcome }) => outcome)).toEqual(['code 500', 'ok'])
  })

  test('an event without a connection waits for its redelivery; one that goes out with the 101 is lost on the official client', async () => {
    const sim = await start({ answerMs: 1_000, redeliveryFactor: 60 })
    const heard: unknown[] = []
    sim.faults.connection.withUpgrade = true
    const { delivery } = sim.users.sendText(sim.users.addUser({ name: '张三' }), '早')
    await official(sim, { 'im.message.receive_v1': (data) => heard.push(data) })
    await sim.settled()
    expect(delivery?.attempts.map(({ outcome }) => outcome)).toEqual(['lost', 'ok'])
    expect(heard).toHaveLength(1)
  })

  test('each event goes to one of the connections', async () => {
    const sim = await start()
    const [one, other] = [await connect(sim), await connect(sim)]
    const user = sim.users.addUser({ name: '张三' })
    for (let at = 0; at < 20; at++) sim.users.sendText(user, String(at))
    await sim.settled()
    expect(one.frames.length + other.frames.length).toBe(20)
    expect(Math.min(one.frames.length, other.frames.length)).toBeGreaterThan(0)
  })

  test('the official client comes back after a kick, a reset, and a frame that breaks off', async () => {
    const sim = await start()
    await official(sim, { 'im.message.receive_v1': () => undefined })
    for (const how of ['kick', 'reset', 'cutMidFrame'] as const) {
      const before = sim.counters.connections
      sim.connections[0]?.[how]()
      await expect.poll(() => sim.counters.connections, { timeout: 5_000 }).toBe(before + 1)
      await expect.poll(() => sim.connections.length).toBe(1)
    }
  })

  test('wrong credentials, a used address and the 51st connection are refused', async () => {
    const sim = await start({ limits: { connections: 1 } })
    const ask = async (AppSecret: string) => {
      const response = await fetch(`${sim.url}/callback/ws/endpoint`, {
        method: 'POST',
        body: JSON.stringify({ AppID: sim.appId, AppSecret }),
      })
      return (await response.json()) as { code: number; data: { URL: string } }
    }
    expect((await ask('wrong')).code).toBe(514)
    const { data } = await ask(sim.appSecret)
    const open = (url: string) =>
      new Promise((resolve) =>
        new WebSocket(url).once('open', () => resolve('open')).once('error', ({ message }) => resolve(message)),
      )
    expect(await open(data.URL)).toBe('open')
    expect(await open(data.URL)).toContain('403')
    expect((await ask(sim.appSecret)).code).toBe(1000040350)
  })
})

describe('faults of the long connection', () => {
  const opened = (url: string): Promise<string> =>
    new Promise((resolve) => {
      const socket = new WebSocket(url, { handshakeTimeout: 300 })
      closing.push(() => socket.terminate())
      socket.once('open', () => resolve('open')).once('error', ({ message }) => resolve(message))
    })
  const discovered = async (sim: Sim) => {
    const response = await fetch(`${sim.url}/callback/ws/endpoint`, {
      method: 'POST',
      body: JSON.stringify({ AppID: sim.appId, AppSecret: sim.appSecret }),
    })
    return { status: response.status, text: await response.text() }
  }
  const address = async (sim: Sim): Promise<string> => JSON.parse((await discovered(sim)).text).data.URL

  test('a connection that has fallen silent neither hears nor answers, and nobody is told', async () => {
    const sim = await start({ answerMs: 100 })
    const { socket, frames } = await connect(sim)
    const [connection] = sim.connections
    if (connection) connection.silent = true
    const { delivery } = sim.users.sendText(sim.users.addUser({ name: '张三' }), '在吗')
    await sim.quiet()
    expect(delivery?.attempts.map(({ outcome }) => outcome)).toEqual(['lost'])
    expect(frames).toHaveLength(0)
    expect(socket.readyState).toBe(WebSocket.OPEN)
    expect(sim.counters.lateAnswers).toBe(0)
  })

  test('a fragment that is missing leaves the event unanswered, until it comes again whole', async () => {
    const sim = await start({ answerMs: 200 })
    const heard: unknown[] = []
    await official(sim, { 'im.message.receive_v1': (data) => heard.push(data) })
    Object.assign(sim.faults.events, { fragments: 3, fragmentMissing: 1 })
    const { delivery } = sim.users.sendText(sim.users.addUser({ name: '张三' }), '在吗')
    await sim.quiet()
    expect(heard).toHaveLength(0)
    sim.faults.clear()
    await sim.advance(15_000)
    expect(delivery?.attempts.map(({ outcome }) => outcome)).toEqual(['lost', 'ok'])
  })

  test('an upgrade hangs, or is refused', async () => {
    const sim = await start()
    sim.faults.connection.upgrade = 'hangs'
    expect(await opened(await address(sim))).toContain('timed out')
    sim.faults.connection.upgrade = '403'
    expect(await opened(await address(sim))).toContain('403')
    sim.faults.connection.upgrade = 'works'
    expect(await opened(await address(sim))).toBe('open')
  })

  test('discovery fails in every shape', async () => {
    const sim = await start()
    const data = async (shape: 'object' | 'null' | 'absent') => {
      sim.faults.connection.discovery = { code: 1000040345, data: shape }
      return JSON.parse((await discovered(sim)).text)
    }
    expect(await data('object')).toMatchObject({ code: 1000040345, data: {} })
    expect(await data('null')).toMatchObject({ data: null })
    expect(await data('absent')).not.toHaveProperty('data')
    sim.faults.connection.discovery = { status: 503 }
    expect((await discovered(sim)).status).toBe(503)
  })

  test('the official client gives up on a code with data, as its supervisor has to know', async () => {
    const sim = await start()
    sim.faults.connection.discovery = { code: 514, data: 'object' }
    await expect(official(sim, {})).rejects.toThrow()
  })
})

describe('faults of events', () => {
  test('duplicates, doubles and new ids reach the client as often as counted', async () => {
    const sim = await start({ seed: 7 })
    const { frames } = await connect(sim)
    Object.assign(sim.faults.events, { duplicate: 0.2, concurrent: 0.1, newEventId: 0.1, reorder: 0.2 })
    const user = sim.users.addUser({ name: '张三' })
    for (let at = 0; at < 100; at++) sim.users.sendText(user, String(at))
    await sim.settled()
    const { duplicate = 0, concurrent = 0, newEventId = 0, reorder = 0 } = sim.counters.faults
    expect(Math.min(duplicate, concurrent, newEventId, reorder)).toBeGreaterThan(0)
    expect(frames).toHaveLength(100 + duplicate + concurrent + newEventId)
    const said = frames.map(({ payload }) => JSON.parse(Buffer.from(payload).toString()).event.message.message_id)
    expect(new Set(said).size).toBe(100)
    expect(new Set(said.slice(0, 50))).not.toEqual(
      new Set(
        sim
          .sees(user)
          .slice(0, 50)
          .map(({ id }) => id),
      ),
    )
  })
})

describe('presses', () => {
  test('the official client answers a press with a toast and a new card', async () => {
    const sim = await start()
    const heard: unknown[] = []
    await official(sim, {
      'card.action.trigger': (data) => {
        heard.push(data)
        const card = { schema: '2.0', body: { elements: [{ tag: 'markdown', content: '已撤销' }] } }
        return { toast: { type: 'success', content: '已撤销' }, card: { type: 'raw', data: card } }
      },
    })
    const user = sim.users.addUser({ name: '张三' })
    const message = showCard(sim, user.chatId)
    const pressed = await sim.press(user, message, '撤销')
    expect(pressed).toMatchObject({ toast: { type: 'success', content: '已撤销' }, updated: true })
    expect(heard).toMatchObject([
      { action: { tag: 'button', value: { do: 'undo' } }, context: { open_message_id: message.id } },
    ])
    expect(sim.message(message).text).toBe('已撤销')
    await expect(sim.press(user, message, '撤销')).rejects.toThrow('no such button')
  })

  test('a form hands over its values by name; what is required is required', async () => {
    const sim = await start()
    let body = ''
    await connect(sim, (payload) => {
      body = payload
      return { code: 200 }
    })
    const user = sim.users.addUser({ name: '张三' })
    const message = showCard(sim, user.chatId)
    await expect(sim.submitForm(user, message, {})).rejects.toThrow('required')
    await expect(sim.submitForm(user, message, { value: '12', unit: '吨' })).rejects.toThrow('no option')
    const pressed = await sim.submitForm(user, message, { value: '12', day: '2017-06-30', unit: '万元' })
    expect(pressed).toMatchObject({ updated: false })
    expect(pressed.error).toBeUndefined()
    expect(JSON.parse(body).event.action).toMatchObject({
      name: 'ok',
      value: { do: 'save' },
      form_value: { value: '12', day: '2017-06-30 +0800', unit: 'wan' },
    })
  })

  test.each<[string, object | undefined, number]>([
    ['no answer in time', undefined, 200341],
    ['a handler that threw', { code: 500 }, 200671],
    ['a body that is no JSON', { code: 200, data: Buffer.from('{').toString('base64') }, 200672],
    ['a toast of no kind', { code: 200, data: base64({ toast: { type: 'loud', content: 'a' } }) }, 200672],
    ['a card of JSON 1.0', { code: 200, data: base64({ card: { type: 'raw', data: { elements: [] } } }) }, 200673],
    [
      'a card with a fault',
      {
        code: 200,
        data: base64({ card: { type: 'raw', data: { schema: '2.0', body: { elements: [{ tag: 'x' }] } } } }),
      },
      200673,
    ],
  ])('%s shows the user an error, and is not sent again', async (_, ack, error) => {
    const sim = await start({ answerMs: 1_000 })
    await connect(sim, () => ack)
    const user = sim.users.addUser({ name: '张三' })
    const message = showCard(sim, user.chatId)
    expect(await sim.press(user, message, '撤销')).toMatchObject({ error, updated: false })
    await sim.advance(8 * 3_600_000)
    expect(sim.deliveries.map(({ type, attempts }) => [type, attempts.length])).toEqual([['card.action.trigger', 1]])
    expect(sim.counters.presses).toEqual({ [error]: 1 })
  })

  test('nothing that listens shows 200340', async () => {
    const sim = await start()
    const user = sim.users.addUser({ name: '张三' })
    expect(await sim.press(user, showCard(sim, user.chatId), '撤销')).toMatchObject({ error: 200340 })
  })

  test('the real limit is 3 s', async () => {
    const sim = await start()
    await connect(sim, () => undefined)
    const user = sim.users.addUser({ name: '张三' })
    const pressed = await sim.press(user, showCard(sim, user.chatId), '撤销')
    expect(pressed).toMatchObject({ error: 200341 })
    expect(pressed.ms).toBeGreaterThan(2_950)
    expect(pressed.ms).toBeLessThan(4_500)
  })
})

describe('the webhook', () => {
  interface Got {
    readonly headers: NodeJS.Dict<string | string[]>
    readonly raw: string
  }

  /** An app that answers challenges, and events with `status` after `delayMs`. */
  async function app(sim: Sim, answer: { status?: number; delayMs?: number; body?: string } = {}) {
    const got: Got[] = []
    const cipher = new lark.AESCipher(sim.encryptKey)
    const server: Server = createServer(async (request, response) => {
      const chunks: Buffer[] = []
      for await (const chunk of request) chunks.push(chunk as Buffer)
      const raw = Buffer.concat(chunks).toString()
      const body = JSON.parse(cipher.decrypt((JSON.parse(raw) as { encrypt: string }).encrypt)) as {
        challenge?: string
      }
      if (body.challenge !== undefined) return response.end(JSON.stringify({ challenge: body.challenge }))
      got.push({ headers: request.headers, raw })
      await pause(answer.delayMs ?? 0)
      return response.writeHead(answer.status ?? 200).end(answer.body ?? '{}')
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    closing.push(
      () => server.closeAllConnections(),
      () => server.close(),
    )
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
    return {
      url,
      got,
      read: (at: number) => JSON.parse(cipher.decrypt(JSON.parse(got[at]?.raw ?? '').encrypt)),
      answer,
    }
  }

  test('the challenge is answered, then an event comes encrypted and signed as the official client signs', async () => {
    const sim = await start()
    const { url, got, read } = await app(sim)
    await sim.useWebhook(url)
    const { message } = sim.users.sendText(sim.users.addUser({ name: '张三' }), '您好')
    await sim.settled()
    expect(read(0)).toMatchObject({ schema: '2.0', header: { token: sim.verificationToken, app_id: sim.appId } })
    expect(read(0).event.message.message_id).toBe(message.id)
    const dispatcher = new lark.EventDispatcher({ encryptKey: sim.encryptKey, loggerLevel: lark.LoggerLevel.fatal })
    let heard = 0
    dispatcher.register({
      'im.message.receive_v1': () => {
        heard += 1
      },
    })
    await dispatcher.invoke(Object.assign(Object.create({ headers: got[0]?.headers }), JSON.parse(got[0]?.raw ?? '')))
    expect(heard).toBe(1)
  })

  test('an address that does not return the challenge is not taken', async () => {
    const sim = await start()
    const server = createServer((_, response) => response.end('{}'))
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    closing.push(() => server.close())
    await expect(sim.useWebhook(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`)).rejects.toThrow(
      'challenge',
    )
  })

  test('what is answered late or not with 200 comes again', async () => {
    const sim = await start({ answerMs: 500 })
    const { url, answer } = await app(sim, { status: 500 })
    await sim.useWebhook(url)
    const { delivery } = sim.users.sendText(sim.users.addUser({ name: '张三' }), '您好')
    await sim.quiet()
    Object.assign(answer, { status: 200, delayMs: 800 })
    await sim.advance(15_000)
    answer.delayMs = 0
    await sim.advance(300_000)
    expect(delivery?.attempts.map(({ outcome }) => outcome)).toEqual(['http 500', 'late', 'ok'])
    expect(delivery?.state).toBe('done')
  })

  test('a spaced webhook is rightly signed and reads the same', async () => {
    const sim = await start()
    const { url, got, read } = await app(sim)
    await sim.useWebhook(url)
    sim.faults.events.spaced = 1
    sim.users.sendText(sim.users.addUser({ name: '张三' }), '您好')
    await sim.settled()
    expect(got[0]?.raw).toMatch(/^\{ "encrypt": /)
    expect(JSON.parse(read(0).event.message.content)).toEqual({ text: '您好' })
  })

  test('a press over the webhook shows what the body says', async () => {
    const sim = await start()
    const { url } = await app(sim, { body: JSON.stringify({ toast: { type: 'error', content: '不是您的' } }) })
    await sim.useWebhook(url)
    const user = sim.users.addUser({ name: '张三' })
    expect(await sim.press(user, showCard(sim, user.chatId), '撤销')).toMatchObject({
      toast: { type: 'error', content: '不是您的' },
    })
  })

  test.each<Attack>([
    'forged',
    'unsigned',
    'stale',
    'tampered',
    'reserialised',
    'wrong-token',
    'wrong-app',
    'plaintext',
    'replay',
  ])('an attack (%s) reaches the app', async (kind) => {
    const sim = await start()
    const seen: string[] = []
    const server = createServer(async (request, response) => {
      const chunks: Buffer[] = []
      for await (const chunk of request) chunks.push(chunk as Buffer)
      const raw = Buffer.concat(chunks).toString()
      seen.push(raw)
      const cipher = new lark.AESCipher(sim.encryptKey)
      const challenge = seen.length === 1 ? JSON.parse(cipher.decrypt(JSON.parse(raw).encrypt)).challenge : undefined
      response.end(JSON.stringify({ challenge }))
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    closing.push(
      () => server.closeAllConnections(),
      () => server.close(),
    )
    await sim.useWebhook(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`)
    const user = sim.users.addUser({ name: '张三' })
    sim.users.sendText(user, '真的')
    await sim.settled()
    expect((await sim.attack(kind, user, '假的')).status).toBe(200)
    expect(seen).toHaveLength(3)
    expect(seen[2] === seen[1]).toBe(kind === 'replay')
    expect(sim.sees(user)).toHaveLength(1)
  })
})

describe('what users do', () => {
  test('each act is an event of its type', async () => {
    const sim = await start()
    const { frames } = await connect(sim)
    const user = sim.users.addUser({ name: '张三' })
    const group = sim.users.addGroup({ name: '全省群', members: [user], botIn: false })
    const { message } = sim.users.sendPost(user, '本月', ['僵尸企业 12 家', '完'])
    sim.users.recall(user, message)
    sim.users.addBot(user, group)
    sim.users.enterChat(user)
    sim.users.openMenu(user, 'help')
    sim.users.rename(user, '张三丰')
    sim.users.leaveCompany(user)
    await sim.settled()
    const types = frames.map(({ payload }) => JSON.parse(Buffer.from(payload).toString()).header.event_type)
    expect(types.sort()).toEqual([
      'application.bot.menu_v6',
      'contact.user.deleted_v3',
      'contact.user.updated_v3',
      'im.chat.access_event.bot_p2p_chat_entered_v1',
      'im.chat.member.bot.added_v1',
      'im.message.recalled_v1',
      'im.message.receive_v1',
    ])
  })

  test('without its scope an event is withheld', async () => {
    const sim = await start()
    const { frames } = await connect(sim)
    sim.world.scopes.delete('im:message.p2p_msg:readonly')
    const { delivery } = sim.users.sendText(sim.users.addUser({ name: '张三' }), '您好')
    await sim.quiet()
    expect(delivery?.state).toBe('withheld')
    expect(frames).toHaveLength(0)
  })
})
