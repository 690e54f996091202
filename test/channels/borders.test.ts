/** Every way in over HTTP, sent what nobody would send: answered in time, never with 500, and what was refused took no effect. */
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { addClient, openApi } from '../../src/channels/api/index.ts'
import type { Transport } from '../../src/channels/feishu/api/transport.ts'
import { EVENTS } from '../../src/channels/feishu/events/event.ts'
import { openFeishu } from '../../src/channels/feishu/index.ts'
import { openWebhook } from '../../src/channels/webhook/index.ts'
import { sign } from '../../src/channels/webhook/signature.ts'
import { instant } from '../../src/office/day.ts'
import { sql } from '../../src/store/index.ts'
import { openSqlite } from '../../src/store/sqlite.ts'
import { webApp } from '../../src/web/app.ts'
import { casesOf } from '../generated.ts'
import { LIUQUAN, smallConsole } from './console/small.ts'
import { closeAll, feishuOffice } from './feishu/office.ts'
import { encodeFrame } from './feishu/sim/longconn/frame.ts'
import { encrypt, signed } from './feishu/sim/webhook/seal.ts'
import { channelOffice } from './office.ts'
import { CONFIG } from './webhook/other-side.ts'
import { webhookRig } from './webhook/rig.ts'

const { cases, areDocumented } = casesOf('test/channels/borders.test.ts')

/** A crowded machine is given ten times what a platform waits at most. */
const LONGEST_MS = 30_000
const FULL = 1_500

type Json = fc.JsonValue | undefined
const told: Record<number, number> = {}
beforeEach(() => {
  for (const status of Object.keys(told)) delete told[Number(status)]
})

/** @returns the status, once it is known to be no fault of ours */
async function answered(asked: Response | Promise<Response>): Promise<number> {
  const began = performance.now()
  const { status } = await asked
  expect(performance.now() - began).toBeLessThan(LONGEST_MS)
  expect(status).toBeGreaterThanOrEqual(200)
  expect(status).toBeLessThan(500)
  told[status] = (told[status] ?? 0) + 1
  return status
}

/** Any text, halves of pairs and control characters among them. */
const anyText = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.constantFrom('', '\0', '\ud800', '2017', '-1', '9'.repeat(400)),
)
const anyJson: fc.Arbitrary<fc.JsonValue> = fc.oneof(fc.jsonValue({ stringUnit: 'binary' }), anyText)

/** A right body with a few of its places left out or filled with something else. */
const spoilt = (right: fc.JsonValue): fc.Arbitrary<fc.JsonValue> => {
  const places = placesIn(right)
  const change = fc.record({ at: fc.nat(places.length - 1), to: fc.option(anyJson, { nil: undefined }) })
  return fc
    .array(change, { minLength: 1, maxLength: 3 })
    .map((changes) => changes.reduce((body, { at, to }) => put(body, places[at] ?? [], to) ?? null, right))
}

const placesIn = (value: Json, path: readonly string[] = []): string[][] =>
  typeof value === 'object' && value !== null
    ? Object.entries(value).flatMap(([key, one]) => [[...path, key], ...placesIn(one, [...path, key])])
    : []

function put(value: Json, [key, ...rest]: readonly string[], to: Json): Json {
  if (key === undefined) return to
  if (typeof value !== 'object' || value === null) return value
  const copy: Record<string, Json> = Object.fromEntries(Object.entries(value))
  const changed = put(copy[key], rest, to)
  if (changed === undefined) delete copy[key]
  else copy[key] = changed
  return copy as fc.JsonValue
}

describe('the webhook of Feishu', () => {
  const [key, token, appId] = ['key', 'token', `cli_${'a'.repeat(16)}`]
  const nobody: Transport = async () => ({
    status: 200,
    header: () => 'application/json',
    bytes: new TextEncoder().encode(
      JSON.stringify({ code: 0, tenant_access_token: 't', expire: 7200, data: { message_id: 'om_1' } }),
    ),
  })
  const app = {
    baseUrl: 'http://127.0.0.1:9',
    appId,
    appSecret: 's',
    webhook: { encryptKey: key, verificationToken: token },
  }
  const office = channelOffice(openSqlite(':memory:'), (parts) => [openFeishu(app, parts, nobody)])
  const routes = office.messengers.flatMap((one) => one.routes?.(one.hear) ?? [])
  const web = webApp({ mounts: routes, log: office.log })
  const post = (body: string | Uint8Array<ArrayBuffer>, headers: Readonly<Record<string, string>> = {}) =>
    web.request('/feishu/webhook', { method: 'POST', body, headers })
  const seconds = () => String(Math.floor(Date.now() / 1000))
  const deliver = (plain: unknown) => {
    const body = JSON.stringify({ encrypt: encrypt(JSON.stringify(plain), key) })
    return post(body, signed(body, key, seconds(), '1').headers)
  }
  let ids = 0
  const header = (event_type: string) => ({
    event_id: `e${++ids}`,
    event_type,
    create_time: String(Date.now()),
    token,
    app_id: appId,
  })
  const who = { open_id: 'ou_1' }
  const message = (message_type: string, content: fc.JsonValue) => ({
    sender: { sender_id: who, sender_type: 'user' },
    message: {
      message_id: 'om_1',
      create_time: String(Date.now()),
      chat_id: 'oc_1',
      chat_type: 'p2p',
      message_type,
      content: JSON.stringify(content),
      mentions: [{ key: '@_user_1', id: who, name: '张敏' }],
    },
  })
  const RIGHT: Readonly<Record<(typeof EVENTS)[number], readonly fc.JsonValue[]>> = {
    'im.message.receive_v1': [
      message('text', { text: '@_user_1 你好' }),
      message('post', {
        title: '标题',
        content: [
          [
            { tag: 'text', text: '你好' },
            { tag: 'img', image_key: 'k' },
          ],
        ],
      }),
      message('file', { file_key: 'k', file_name: '清单.pdf' }),
    ],
    'im.message.recalled_v1': [{ message_id: 'om_1', chat_id: 'oc_1', recall_type: 'message_owner' }],
    'im.chat.member.bot.added_v1': [{ chat_id: 'oc_1', operator_id: who }],
    'im.chat.access_event.bot_p2p_chat_entered_v1': [{ chat_id: 'oc_1', operator_id: who, last_message_id: null }],
    'application.bot.menu_v6': [{ operator: { operator_id: who }, event_key: '帮助' }],
    'contact.user.deleted_v3': [{ object: who }],
    'card.action.trigger': [
      {
        operator: who,
        action: { value: { command: '撤回', values: { id: '1' }, form: 'f' }, form_value: { f: '12' } },
        context: { open_message_id: 'om_1', open_chat_id: 'oc_1' },
      },
    ],
  }

  test.each(EVENTS)(
    '%s: an event that is signed is answered 200, whatever it holds',
    { timeout: 120_000 },
    async (type) => {
      const before = office.logged.length
      // The premise: the examples are right, and are heard.
      for (const event of RIGHT[type]) expect(await answered(deliver({ header: header(type), event }))).toBe(200)
      expect(office.logged.slice(before).filter(({ why }) => String(why).startsWith('unreadable'))).toEqual([])
      const spoiltEvents = fc.oneof(...RIGHT[type].map(spoilt))
      await fc.assert(
        fc.asyncProperty(spoiltEvents, async (event) => {
          expect(await answered(deliver({ header: header(type), event }))).toBe(200)
        }),
        cases(FULL / EVENTS.length),
      )
    },
  )

  test('an event whose head is spoilt is taken, passed over or refused', { timeout: 120_000 }, async () => {
    const whole = { header: header('im.message.receive_v1'), event: message('text', { text: '你好' }) }
    await fc.assert(
      fc.asyncProperty(spoilt({ header: whole.header }), async (head) => {
        expect([200, 403]).toContain(await answered(deliver({ ...whole, ...(head as object) })))
      }),
      cases(FULL / 3),
    )
  })

  test('an event without a message is logged with what is missing, and not with what it holds', async () => {
    expect(
      await answered(deliver({ header: header('im.message.receive_v1'), event: { sender: { sender_id: who } } })),
    ).toBe(200)
    expect(office.logged.at(-1)).toEqual({ event: 'ignored', channel: 'feishu', why: 'unreadable: message' })
  })

  test('whatever else is posted is refused, and nothing comes of it', { timeout: 120_000 }, async () => {
    const before = await office.count('inbox')
    const bodies = fc.oneof(
      fc.uint8Array({ maxLength: 400 }).map((bytes) => new Uint8Array(bytes)),
      anyJson.map((one) => JSON.stringify(one)),
      anyJson.map((one) => JSON.stringify({ encrypt: encrypt(JSON.stringify(one), key) })),
      anyText.map((encrypted) => JSON.stringify({ encrypt: encrypted })),
    )
    const headers = fc.record({
      'x-lark-request-timestamp': fc.constantFrom('', seconds(), '1e400', 'NaN', '-1'),
      'x-lark-request-nonce': fc.constantFrom('', 'n'),
      'x-lark-signature': fc.constantFrom('', 'a'.repeat(64)),
    })
    await fc.assert(
      fc.asyncProperty(bodies, headers, async (body, given) => {
        expect([401, 403]).toContain(await answered(post(body, given)))
      }),
      cases(FULL),
    )
    expect(await office.count('inbox')).toBe(before)
  })

  test('what is unsigned is refused before anything is decrypted, however large', async () => {
    // Not of this key: decrypting it would be what fails.
    const sealed = JSON.stringify({ encrypt: encrypt(JSON.stringify({ some: 'thing' }), 'other') })
    const why = async (body: string, headers: Readonly<Record<string, string>>) =>
      ((await (await post(body, headers)).json()) as { error: string }).error
    const forged = { ...signed(sealed, key, seconds(), '1').headers, 'x-lark-signature': 'a'.repeat(64) }
    expect(await why(sealed, forged)).toBe('wrong signature')
    const large = JSON.stringify({ encrypt: encrypt(JSON.stringify('长'.repeat(20_000)), 'other') })
    expect(await why(large, {})).toBe('not signed')
    expect((await post('x'.repeat(300 * 1024), signed('x', key, seconds(), '1').headers)).status).toBe(413)
  })
})

describe('the plain webhook', () => {
  const office = channelOffice(openSqlite(':memory:'), (parts) => [
    openWebhook(CONFIG, parts, async () => new Response('{}')),
  ])
  const web = webApp({ mounts: office.messengers.flatMap((one) => one.routes?.(one.hear) ?? []), log: office.log })
  let ids = 0
  const post = async (body: string) => {
    const bytes = new TextEncoder().encode(body)
    const headers = await sign(CONFIG.secret, `m${++ids}`, Date.now(), bytes)
    return web.request('/webhook', { method: 'POST', body: bytes, headers: { ...headers } })
  }
  const common = { from: 'zhang', group: 'g', at: '2017-07-03T09:00:00+08:00', replyTo: 'm0' }
  const RIGHT: readonly fc.JsonValue[] = [
    { kind: 'text', ...common, text: '你好' },
    { kind: 'press', ...common, command: '撤回', values: { id: '1' }, card: 'c' },
    { kind: 'file', ...common, name: '清单.pdf', mime: 'application/pdf', key: 'k' },
    { kind: 'recall', ...common, message: 'm0' },
    { kind: 'enter', ...common },
    { kind: 'left', ...common },
  ]

  test('what is signed is taken or told what is wrong with it', { timeout: 120_000 }, async () => {
    for (const body of RIGHT) expect(await answered(post(JSON.stringify(body)))).toBe(200)
    const bodies = fc.oneof(fc.oneof(...RIGHT.map(spoilt)), anyJson)
    await fc.assert(
      fc.asyncProperty(bodies, async (body) => {
        expect([200, 400]).toContain(await answered(post(JSON.stringify(body))))
      }),
      cases(FULL),
    )
    expect(told[400]).toBeGreaterThan(0)
    expect(told[200]).toBeGreaterThan(RIGHT.length)
  })
})

test('a figure of 310 characters, in words or in digits, is answered with a sentence', async () => {
  const rig = webhookRig(openSqlite(':memory:'))
  const contact = await rig.member('张敏')
  await rig.office.enlist('张敏', contact.account, 'contact', '柳泉县')
  const said = ['一', '9', '九万'].flatMap((digit) => [
    `/上报 老旧木厂 ${digit.repeat(310)}家`,
    `老旧木厂${digit.repeat(310)}家`,
    digit.repeat(310),
  ])
  for (const text of said) await rig.says(contact, text)
  const heard = await rig.sees(contact)
  expect(heard).toHaveLength(said.length)
  expect(heard.join()).not.toMatch(/RangeError|出了点问题|出错/)
  expect(await rig.office.count('ledger')).toBe(0)
  expect(rig.office.logged.filter(({ event }) => /fail/.test(String(event)))).toEqual([])
})

describe('the console', () => {
  const { app } = smallConsole()
  const POSTS: Readonly<Record<string, fc.JsonValue>> = {
    messages: { kind: 'text', id: 'message-1', account: LIUQUAN, text: '你好', replyTo: 'message-0' },
    seen: { account: LIUQUAN },
    clock: { to: 'day', day: '2017-06-02' },
  }
  const post = (path: string, body: string) =>
    app.request(`http://localhost/console/api/${path}`, {
      method: 'POST',
      body,
      headers: { 'content-type': 'application/json' },
    })

  test.each(Object.keys(POSTS))('/%s: what is posted is taken or refused', { timeout: 120_000 }, async (path) => {
    const right = POSTS[path] ?? null
    expect(await answered(post(path, JSON.stringify(right)))).toBe(200)
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(
          spoilt(right).map((one) => JSON.stringify(one)),
          anyText,
        ),
        async (body) => {
          await answered(post(path, body))
        },
      ),
      cases(FULL / 3),
    )
    expect(told[400]).toBeGreaterThan(0)
  })

  test('whatever is asked for is shown or said to be missing', { timeout: 120_000 }, async () => {
    const paths = fc.constantFrom('state', 'messages', 'changes', 'source', 'files')
    const names = fc.constantFrom('account', 'before', 'after', 'document', 'section', 'message')
    const query = fc.dictionary(names, fc.oneof(anyText, fc.constantFrom(LIUQUAN, 'points', '二（一）', '1')))
    await fc.assert(
      fc.asyncProperty(paths, query, async (path, asked) => {
        await answered(app.request(`http://localhost/console/api/${path}?${new URLSearchParams(asked)}`))
      }),
      cases(FULL / 3),
    )
  })
})

describe('the interface for programs', async () => {
  const TOKEN = `yd_${'x'.repeat(43)}`
  const store = openSqlite(':memory:')
  const office = channelOffice(store, (parts) => [openApi({}, parts)])
  await office.enlist('张敏', 'feishu:ou_contact', 'contact', '柳泉县')
  await store.commit([await addClient({ name: 'dashboard', person: '张敏', token: TOKEN, created: instant(0) })])
  const mounts = office.messengers.flatMap(({ routes, hear }) => routes?.(hear) ?? [])
  const web = webApp({ mounts, log: office.log })
  const asked = { measure: 'cumulative', indicators: ['idle-mills'], places: ['980522'] }
  const call = (name: string, given: fc.JsonValue): fc.JsonValue => ({
    jsonrpc: '2.0',
    id: 1,
    method: 'tools/call',
    params: { name, arguments: given },
  })
  const POSTS: readonly (readonly [path: string, right: fc.JsonValue])[] = [
    ['/api/v1/ask', { question: '2017年要处置多少家老旧木厂？' }],
    ['/api/v1/progress', { question: '柳泉县处置老旧木厂到多少了' }],
    ['/api/v1/progress', { query: asked }],
    ['/api/v1/deadlines', { period: '6月' }],
    ['/mcp', call('progress', { query: asked })],
    ['/mcp', call('ask', { question: '2017年要处置多少家老旧木厂？' })],
  ]
  const effects = async (): Promise<string> =>
    JSON.stringify(
      await Promise.all(
        ['ledger', 'cell', 'person', 'post', 'account'].map((table) => store.all(`SELECT * FROM ${table}`)),
      ),
    )

  test.each(POSTS)(
    '%s: what is posted with a token is answered or refused, and changes nothing',
    {
      timeout: 240_000,
    },
    async (path, right) => {
      const before = await effects()
      await fc.assert(
        fc.asyncProperty(
          fc.oneof(
            spoilt(right).map((one) => JSON.stringify(one)),
            anyText,
          ),
          async (body) => {
            // Thirty a minute are heard.
            await store.commit([sql('DELETE FROM inbox')])
            const headers = { 'content-type': 'application/json', authorization: `Bearer ${TOKEN}` }
            await answered(web.request(path, { method: 'POST', body, headers }))
            await office.delivered()
          },
        ),
        cases(FULL / 5),
      )
      expect(told[path === '/mcp' ? 200 : 400]).toBeGreaterThan(0)
      expect(told[200]).toBeGreaterThan(0)
      expect(told[429]).toBeUndefined()
      expect(await effects()).toBe(before)
      expect(office.logged.filter(({ event }) => /fail/.test(String(event)))).toEqual([])
    },
  )
})

describe('the long connection', () => {
  afterEach(closeAll)
  const utf8 = new TextEncoder()
  const event = {
    schema: '2.0',
    header: { event_id: 'e1', event_type: 'im.message.receive_v1', create_time: '1', token: '', app_id: 'cli_1' },
    event: {
      sender: { sender_id: { open_id: 'ou_stranger' }, sender_type: 'user' },
      message: {
        message_id: 'om_1',
        create_time: String(Date.now()),
        chat_id: 'oc_1',
        chat_type: 'p2p',
        message_type: 'text',
        content: '{"text":"/上报 老旧木厂 12家"}',
      },
    },
  }
  // Numbers that the SDK makes arrays of, and waits of, are the platform's own: no larger than it may send.
  const number = fc.oneof(fc.integer({ min: -2, max: 1_000 }).map(String), fc.constantFrom('', 'NaN', '1.5', '-0', '١'))
  const headers = fc.record(
    {
      type: fc.oneof(
        { weight: 5, arbitrary: fc.constant('event') },
        fc.constantFrom('card', 'ping', 'pong', ''),
        fc.string(),
      ),
      message_id: fc.oneof(fc.uuid(), fc.constantFrom('', '__proto__', 'm')),
      sum: fc.oneof({ weight: 3, arbitrary: fc.constant('1') }, number),
      seq: fc.oneof({ weight: 3, arbitrary: fc.constant('0') }, number),
      trace_id: fc.string({ unit: 'binary' }),
    },
    { requiredKeys: [] },
  )
  const payload = fc.oneof(
    spoilt(event).map((one) => utf8.encode(JSON.stringify(one))),
    anyJson.map((one) => utf8.encode(JSON.stringify(one))),
    fc.uint8Array({ maxLength: 200 }),
  )
  const whole = fc
    .record({
      seqId: fc.nat(),
      logId: fc.nat(),
      service: fc.nat(),
      method: fc.constantFrom(0, 1, 1, 1, 2),
      headers,
      payload,
    })
    .map(encodeFrame)
  const broken = fc
    .tuple(whole, fc.array(fc.tuple(fc.nat(400), fc.nat(255)), { maxLength: 5 }), fc.nat(400))
    .map(([bytes, changes, cut]) => {
      const spoiled = bytes.slice(0, cut > 300 ? bytes.length : cut)
      for (const [at, to] of changes) if (at < spoiled.length) spoiled[at] = to
      return spoiled
    })
  const frame = fc.oneof(whole, broken, fc.uint8Array({ maxLength: 300 }))

  test('whatever frame comes over it, it stays open, nothing is recorded, and the next message is answered', {
    timeout: 240_000,
  }, async () => {
    const { sim, person, quiet, store, logged } = await feishuOffice('longconn')
    const official = await person('王处', 'official', '沧岭省')
    const [connection] = sim.connections
    if (!connection) throw new Error('no connection')
    const effects = () =>
      Promise.all(
        ['ledger', 'cell', 'draft', 'person', 'post', 'account'].map((table) => store.all(`SELECT * FROM ${table}`)),
      )
    const before = await effects()
    await fc.assert(
      fc.asyncProperty(fc.array(frame, { minLength: 1, maxLength: 5 }), async (frames) => {
        for (const bytes of frames) connection.sendRaw(bytes)
        await quiet()
        expect(sim.connections).toEqual([connection])
      }),
      cases(FULL / 5),
    )
    expect(await effects()).toEqual(before)
    expect(sim.counters.garbage).toEqual([])
    // What was right among them came through: the office saw events, and refused them by their form.
    expect(logged.length).toBeGreaterThan(10)
    sim.users.sendText(official, '/帮助')
    await quiet()
    expect(sim.lastFromBot(official)?.text).toContain('王处')
  })
})

areDocumented()
