import { describe, expect, onTestFinished, test } from 'vitest'
import WebSocket from 'ws'
import { CONTROL, encodeFrame } from './longconn/frame.ts'
import { address, connect, discovered, official, start } from './raw.ts'

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
    const { frames, payloads } = await connect(sim)
    const user = sim.users.addUser({ name: '张三' })
    const group = sim.users.addGroup({ name: '全省群', members: [user] })
    expect(sim.users.sendText(user, '大家好', { in: group }).delivery).toBeUndefined()
    const other = sim.users.addUser({ name: '李四' })
    sim.users.sendText(user, '还差多少', { in: group, mention: true, mentionAlso: [other] })
    await sim.settled()
    expect(frames).toHaveLength(1)
    const { event } = payloads()[0]
    expect(event.message).toMatchObject({
      content: '{"text":"@_user_1 @_user_2 还差多少"}',
      mentions: [
        { key: '@_user_1', name: '要点' },
        { key: '@_user_2', name: '李四' },
      ],
    })
    expect(sim.sees(group).map(({ text }) => text)).toEqual(['大家好', '@要点 @李四 还差多少'])
  })

  test('a ping is answered with all four values', async () => {
    const sim = await start()
    const { socket, frames, payloads } = await connect(sim)
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
    const pong = payloads()[0]
    expect(Object.keys(pong).sort()).toEqual(['PingInterval', 'ReconnectCount', 'ReconnectInterval', 'ReconnectNonce'])
  })

  test('pings stay unanswered, or are answered with other values, when told so', async () => {
    const sim = await start()
    const { socket, payloads } = await connect(sim)
    const ping = {
      seqId: 1,
      logId: 1,
      service: 1,
      method: CONTROL,
      headers: { type: 'ping' },
      payload: new Uint8Array(),
    }
    sim.faults.connection.noPong = true
    socket.send(encodeFrame(ping))
    await expect.poll(() => sim.counters.pings).toBe(1)
    sim.faults.connection.noPong = false
    sim.faults.connection.clientConfig = { ReconnectCount: 1 }
    socket.send(encodeFrame(ping))
    await expect.poll(() => payloads().map(({ ReconnectCount: many }) => many)).toEqual([1])
  })

  test('what is not acknowledged within 3 s comes again under the same id, four times at most', async () => {
    const sim = await start({ answerMs: 50 })
    const { payloads } = await connect(sim, () => undefined)
    const { delivery } = sim.users.sendText(sim.users.addUser({ name: '张三' }), '在吗')
    await expect.poll(() => delivery?.attempts.map(({ outcome }) => outcome)).toEqual(['late'])
    await sim.advance(14_000)
    expect(delivery?.attempts).toHaveLength(1)
    for (const ms of [1_000, 300_000, 3_600_000, 6 * 3_600_000]) await sim.advance(ms)
    expect(delivery?.attempts).toHaveLength(5)
    expect(delivery?.state).toBe('given-up')
    expect(new Set(payloads().map((payload) => payload.header.event_id)).size).toBe(1)
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
    const ask = async (secret: string) => JSON.parse((await discovered(sim, secret)).text)
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
      onTestFinished(() => socket.terminate())
      socket.once('open', () => resolve('open')).once('error', ({ message }) => resolve(message))
    })
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
    const { frames, payloads } = await connect(sim)
    Object.assign(sim.faults.events, { duplicate: 0.2, concurrent: 0.1, newEventId: 0.1, reorder: 0.2 })
    const user = sim.users.addUser({ name: '张三' })
    for (let at = 0; at < 100; at++) sim.users.sendText(user, String(at))
    await sim.settled()
    const { duplicate = 0, concurrent = 0, newEventId = 0, reorder = 0 } = sim.counters.faults
    expect(Math.min(duplicate, concurrent, newEventId, reorder)).toBeGreaterThan(0)
    expect(frames).toHaveLength(100 + duplicate + concurrent + newEventId)
    const said = payloads().map((payload) => payload.event.message.message_id)
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
