import { Buffer } from 'node:buffer'
import * as lark from '@larksuiteoapi/node-sdk'
import { afterEach, describe, expect, test } from 'vitest'
import { type Options, type Sim, startFeishu } from './index.ts'

let sim: Sim
afterEach(() => sim.close())

const start = async (options: Options = {}): Promise<Sim> => {
  sim = await startFeishu(options)
  return sim
}

async function token(): Promise<string> {
  const response = await fetch(`${sim.url}/open-apis/auth/v3/tenant_access_token/internal`, {
    method: 'POST',
    body: JSON.stringify({ app_id: sim.appId, app_secret: sim.appSecret }),
  })
  const body = (await response.json()) as { tenant_access_token: string }
  return body.tenant_access_token
}

interface Answer {
  readonly status: number
  readonly code: number
  readonly msg: string
  readonly data: Record<string, unknown>
  readonly headers: Headers
}

async function call(method: string, path: string, body?: unknown): Promise<Answer> {
  const response = await fetch(`${sim.url}/open-apis/${path}`, {
    method,
    headers: { authorization: `Bearer ${await token()}`, 'content-type': 'application/json; charset=utf-8' },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  })
  const json = (await response.json()) as { code: number; msg: string; data: Record<string, unknown> }
  return { status: response.status, headers: response.headers, ...json }
}

const text = (to: string, words: string, uuid?: string): Promise<Answer> =>
  call('POST', 'im/v1/messages?receive_id_type=open_id', {
    receive_id: to,
    msg_type: 'text',
    content: JSON.stringify({ text: words }),
    ...(uuid !== undefined && { uuid }),
  })

const card = (elements: readonly object[], more: object = {}): string =>
  JSON.stringify({ schema: '2.0', body: { elements }, ...more })

const sendCard = (to: string, content: string): Promise<Answer> =>
  call('POST', 'im/v1/messages?receive_id_type=open_id', { receive_id: to, msg_type: 'interactive', content })

/** The official client, with a cache of its own and quiet. */
const client = (): lark.Client =>
  new lark.Client({
    appId: sim.appId,
    appSecret: sim.appSecret,
    domain: sim.url,
    cache: new lark.DefaultCache(),
    loggerLevel: lark.LoggerLevel.fatal,
  })

describe('tokens', () => {
  test('a token with half an hour left is repeated, later a new one is issued and both work', async () => {
    await start()
    const first = await token()
    expect(await token()).toBe(first)
    await sim.advance(91 * 60_000)
    expect(await token()).not.toBe(first)
    const info = await fetch(`${sim.url}/open-apis/bot/v3/info`, { headers: { authorization: `Bearer ${first}` } })
    expect(info.status).toBe(200)
  })

  test('no token, an expired and an unknown one are refused with their codes', async () => {
    await start()
    const ask = async (headers: Record<string, string>): Promise<[number, unknown]> => {
      const response = await fetch(`${sim.url}/open-apis/bot/v3/info`, { headers })
      return [response.status, ((await response.json()) as { code: number }).code]
    }
    const old = await token()
    expect(await ask({ authorization: `Bearer ${old}` })).toEqual([200, 0])
    expect(await ask({})).toEqual([400, 99991661])
    expect(await ask({ authorization: 'Bearer t-nonsense' })).toEqual([400, 99991663])
    await sim.advance(2 * 3_600_000)
    expect(await ask({ authorization: `Bearer ${old}` })).toEqual([400, 99991663])
  })

  test('an unknown path is 404', async () => {
    await start()
    expect((await fetch(`${sim.url}/open-apis/im/v1/nothing`)).status).toBe(404)
  })
})

describe('messages', () => {
  test('the official client sends a text that the user sees', async () => {
    await start()
    const user = sim.users.addUser({ name: '张三' })
    const sent = await client().im.message.create({
      params: { receive_id_type: 'open_id' },
      data: { receive_id: user.openId, msg_type: 'text', content: JSON.stringify({ text: '您好' }) },
    })
    expect(sent.data?.chat_id).toBe(user.chatId)
    expect(sim.sees(user).map((shown) => [shown.byBot, shown.text])).toEqual([[true, '您好']])
  })

  test('the same uuid twice makes one message and returns its id, after an hour it makes another', async () => {
    await start()
    const user = sim.users.addUser({ name: '张三' })
    const create = () =>
      client().im.message.create({
        params: { receive_id_type: 'open_id' },
        data: { receive_id: user.openId, msg_type: 'text', content: '{"text":"一次"}', uuid: 'u-1' },
      })
    const [first, second] = [await create(), await create()]
    expect(first.data?.message_id).toMatch(/^om_/)
    expect(second.data?.message_id).toBe(first.data?.message_id)
    expect(sim.sees(user)).toHaveLength(1)
    expect(sim.counters.repeatedUuids).toBe(1)
    await sim.advance(3_600_001)
    await create()
    expect(sim.sees(user)).toHaveLength(2)
  })

  test('the same uuid at the same time is refused with 230049', async () => {
    await start({ latencyMs: 50 })
    const user = sim.users.addUser({ name: '张三' })
    const codes = (await Promise.all([text(user.openId, '一', 'u-1'), text(user.openId, '一', 'u-1')])).map(
      ({ code }) => code,
    )
    expect(codes.sort()).toEqual([0, 230049])
    expect(sim.sees(user)).toHaveLength(1)
  })

  test('who can not be reached is refused with the reason', async () => {
    await start()
    const user = sim.users.addUser({ name: '张三' })
    const group = sim.users.addGroup({ name: '全省群', members: [user], botIn: false })
    const toGroup = () =>
      call('POST', 'im/v1/messages?receive_id_type=chat_id', {
        receive_id: group.id,
        msg_type: 'text',
        content: '{"text":"a"}',
      })
    expect(await toGroup()).toMatchObject({ status: 400, code: 230002 })
    group.botIn = true
    expect(await toGroup()).toMatchObject({ status: 200, code: 0 })
    group.muted = true
    expect(await toGroup()).toMatchObject({ code: 230035 })
    group.dissolved = true
    expect(await toGroup()).toMatchObject({ code: 232009 })
    user.available = false
    expect(await text(user.openId, 'a')).toMatchObject({ status: 400, code: 230013 })
    user.resigned = true
    expect(await text(user.openId, 'a')).toMatchObject({ code: 230029 })
    expect(await text('ou_nobody', 'a')).toMatchObject({
      code: 230001,
      msg: expect.stringContaining('invalid receive_id'),
    })
    sim.world.scopes.delete('im:message:send_as_bot')
    expect(await text(user.openId, 'a')).toMatchObject({ code: 99991672 })
  })

  test('content that is no JSON, of another type, or too long is refused', async () => {
    await start()
    const { openId } = sim.users.addUser({ name: '张三' })
    const send = (type: string, content: string) =>
      call('POST', 'im/v1/messages?receive_id_type=open_id', { receive_id: openId, msg_type: type, content })
    expect(await send('text', '您好')).toMatchObject({ code: 230001 })
    expect(await send('text', '{"txt":"您好"}')).toMatchObject({ code: 230001 })
    expect(await send('wave', '{"text":"您好"}')).toMatchObject({ code: 230001 })
    expect(await send('text', JSON.stringify({ text: 'x'.repeat(160_000) }))).toMatchObject({ code: 230025 })
    expect(await send('image', '{"image_key":"img_v3_unknown"}')).toMatchObject({ code: 230017 })
    expect(sim.counters.refusals[230001]).toBe(3)
  })

  test('a reply stands under its message; a recalled one can not be replied to', async () => {
    await start()
    const user = sim.users.addUser({ name: '张三' })
    const { message } = sim.users.sendText(user, '还差多少')
    const reply = () =>
      call('POST', `im/v1/messages/${message.id}/reply`, { msg_type: 'text', content: '{"text":"还差 3 家"}' })
    expect(await reply()).toMatchObject({ code: 0 })
    expect(sim.lastFromBot(user)).toMatchObject({ replyTo: message.id, text: '还差 3 家' })
    sim.users.recall(user, message)
    expect(await reply()).toMatchObject({ status: 400, code: 230011 })
  })

  test('a message becomes urgent for those who are in the chat', async () => {
    await start()
    const user = sim.users.addUser({ name: '张三' })
    const other = sim.users.addUser({ name: '李四' })
    const sent = await text(user.openId, '请今日上报')
    const urgent = await call('PATCH', `im/v1/messages/${sent.data['message_id']}/urgent_app?user_id_type=open_id`, {
      user_id_list: [user.openId, other.openId],
    })
    expect(urgent.data).toEqual({ invalid_user_id_list: [other.openId] })
    expect(sim.lastFromBot(user)?.urgentFor).toEqual(['张三'])
  })

  test('the bot recalls its own messages only', async () => {
    await start()
    const user = sim.users.addUser({ name: '张三' })
    const sent = await text(user.openId, '错了')
    expect(await call('DELETE', `im/v1/messages/${sent.data['message_id']}`)).toMatchObject({ code: 0 })
    expect(sim.lastFromBot(user)).toMatchObject({ recalled: true, text: '' })
    const { message } = sim.users.sendText(user, '我的')
    expect(await call('DELETE', `im/v1/messages/${message.id}`)).toMatchObject({ status: 400, code: 230026 })
  })
})

describe('files', () => {
  test('what the official client uploads it can send; what a user sends it can download', async () => {
    await start()
    const user = sim.users.addUser({ name: '张三' })
    const uploaded = await client().im.file.create({
      data: { file_type: 'xls', file_name: '通报.xlsx', file: Buffer.from([1, 2, 0, 255]) },
    })
    const key = uploaded?.file_key ?? ''
    expect(sim.world.resources.get(key)?.bytes).toEqual(Buffer.from([1, 2, 0, 255]))
    const sent = await call('POST', 'im/v1/messages?receive_id_type=open_id', {
      receive_id: user.openId,
      msg_type: 'file',
      content: JSON.stringify({ file_key: key }),
    })
    expect(sent.code).toBe(0)

    const { message } = sim.users.sendFile(user, '证明.pdf', Buffer.from('%PDF'))
    const theirs = (JSON.parse(message.content) as { file_key: string }).file_key
    const path = (id: string, file: string) => `${sim.url}/open-apis/im/v1/messages/${id}/resources/${file}?type=file`
    const get = async (url: string) => fetch(url, { headers: { authorization: `Bearer ${await token()}` } })
    expect(await (await get(path(message.id, theirs))).text()).toBe('%PDF')
    expect((await (await get(path(message.id, key))).json()) as object).toMatchObject({ code: 234003 })
  })
})

describe('rates', () => {
  test('the 51st call of a second is refused with 429, says how long to wait, and is counted', async () => {
    await start({ limits: { perUser: 1000 } })
    const bearer = await token()
    const ask = () => fetch(`${sim.url}/open-apis/bot/v3/info`, { headers: { authorization: `Bearer ${bearer}` } })
    const answers = await Promise.all(Array.from({ length: 60 }, ask))
    const refused = answers.filter(({ status }) => status === 429)
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(50)
    expect(refused).toHaveLength(10)
    expect(refused[0]?.headers.get('x-ogw-ratelimit-limit')).toBe('50')
    expect(Number(refused[0]?.headers.get('x-ogw-ratelimit-reset'))).toBe(1)
    expect(sim.counters.violations.app).toBe(10)
  })

  test('the sixth message of a second to one user is refused with 400 and 230020', async () => {
    await start()
    const user = sim.users.addUser({ name: '张三' })
    const codes = (await Promise.all(Array.from({ length: 6 }, (_, at) => text(user.openId, String(at))))).map(
      ({ code }) => code,
    )
    expect(codes.filter((code) => code === 230020)).toHaveLength(1)
    expect(sim.sees(user)).toHaveLength(5)
    expect(sim.counters.violations).toMatchObject({ user: 1, app: 0 })
  })
})

describe('faults of calls', () => {
  test('each strikes as often as it was told to', async () => {
    await start()
    const user = sim.users.addUser({ name: '张三' })
    await token()
    sim.faults.calls({ fault: { kind: 'limit', resetSeconds: 2 }, api: 'im.message.create', times: 1 })
    const limited = await text(user.openId, 'a')
    expect([limited.status, limited.code, limited.headers.get('x-ogw-ratelimit-reset')]).toEqual([429, 99991400, '2'])
    sim.faults.calls({ fault: { kind: 'code', code: 230022 }, api: 'im.', times: 1 })
    expect(await text(user.openId, 'a')).toMatchObject({ status: 400, code: 230022 })
    expect(await text(user.openId, 'a')).toMatchObject({ code: 0 })
    expect(sim.counters.violated()).toBe(0)
  })

  test('a call that is cut after its effect has had its effect', async () => {
    await start()
    const user = sim.users.addUser({ name: '张三' })
    sim.faults.calls({ fault: { kind: 'cut', after: true }, api: 'im.message.create', times: 1 })
    await expect(text(user.openId, '到了', 'u-1')).rejects.toThrow()
    expect(sim.sees(user)).toHaveLength(1)
    expect(await text(user.openId, '到了', 'u-1')).toMatchObject({ code: 0 })
    expect(sim.sees(user)).toHaveLength(1)
  })

  test('a call that hangs is not answered', async () => {
    await start()
    sim.faults.calls({ fault: { kind: 'hang' }, api: 'bot.info' })
    const bearer = await token()
    const asked = fetch(`${sim.url}/open-apis/bot/v3/info`, {
      headers: { authorization: `Bearer ${bearer}` },
      signal: AbortSignal.timeout(200),
    })
    await expect(asked).rejects.toThrow(/timeout/i)
  })
})

describe('many at once', () => {
  test('a batch reaches users later, and names those it can not reach', async () => {
    await start()
    const [one, other] = [sim.users.addUser({ name: '张三' }), sim.users.addUser({ name: '李四', available: false })]
    const sent = await call('POST', 'message/v4/batch_send/', {
      open_ids: [one.openId, other.openId],
      msg_type: 'text',
      content: { text: '通知' },
    })
    expect(sent.data).toMatchObject({ message_id: expect.stringMatching(/^bm-/), invalid_open_ids: [other.openId] })
    expect(sim.sees(one)).toHaveLength(0)
    await expect.poll(() => sim.sees(one).map(({ text: words }) => words)).toEqual(['通知'])
  })
})

describe('people', () => {
  test('what the app may do can be asked', async () => {
    await start({ scopes: ['im:message:send_as_bot'] })
    const { data } = await call('GET', 'application/v6/scopes')
    expect(data['scopes']).toContainEqual({ scope_name: 'im:message:send_as_bot', grant_status: 1 })
    expect(data['scopes']).toContainEqual({ scope_name: 'im:message.urgent', grant_status: 2 })
  })

  test('are found by e-mail and read within the contact scope', async () => {
    await start()
    const user = sim.users.addUser({ name: '张三', email: 'zhang@example.com' })
    const found = await call('POST', 'contact/v3/users/batch_get_id?user_id_type=open_id', {
      emails: ['zhang@example.com', 'nobody@example.com'],
    })
    expect(found.data['user_list']).toEqual([
      { email: 'zhang@example.com', user_id: user.openId },
      { email: 'nobody@example.com' },
    ])
    const read = await client().contact.user.get({
      path: { user_id: user.openId },
      params: { user_id_type: 'open_id' },
    })
    expect(read.data?.user?.name).toBe('张三')
    user.inContactScope = false
    expect(await call('GET', `contact/v3/users/${user.openId}?user_id_type=open_id`)).toMatchObject({
      status: 400,
      code: 41050,
    })
  })
})

describe('cards', () => {
  test('a card is shown as a user reads it, and after a patch as it is now', async () => {
    await start()
    const user = sim.users.addUser({ name: '张三' })
    const sent = await sendCard(
      user.openId,
      card([{ tag: 'markdown', content: '**300家**，见 &#42;二（三）' }], {
        header: { title: { tag: 'plain_text', content: '僵尸企业' }, template: 'blue' },
      }),
    )
    expect(sent.code).toBe(0)
    expect(sim.lastFromBot(user)?.text).toBe('僵尸企业\n300家，见 *二（三）')
    const patched = await call('PATCH', `im/v1/messages/${sent.data['message_id']}`, { content: card([{ tag: 'hr' }]) })
    expect(patched.code).toBe(0)
    expect(sim.lastFromBot(user)).toMatchObject({ text: '', updates: 1 })
    await sim.advance(15 * 24 * 3_600_000)
    expect(
      await call('PATCH', `im/v1/messages/${sent.data['message_id']}`, { content: card([{ tag: 'hr' }]) }),
    ).toMatchObject({
      status: 400,
      code: 230031,
    })
  })

  test('streaming grows one element, with a sequence that rises', async () => {
    await start()
    const user = sim.users.addUser({ name: '张三' })
    const created = await call('POST', 'cardkit/v1/cards', {
      type: 'card_json',
      data: card([{ tag: 'markdown', element_id: 'answer', content: '正在查阅' }], {
        config: { streaming_mode: true },
      }),
    })
    const id = String(created.data['card_id'])
    const sent = await sendCard(user.openId, JSON.stringify({ type: 'card', data: { card_id: id } }))
    expect(sent.code).toBe(0)
    const stream = (content: string, sequence: number) =>
      call('PUT', `cardkit/v1/cards/${id}/elements/answer/content`, { content, sequence })
    expect(await stream('处置', 1)).toMatchObject({ code: 0 })
    expect(await stream('处置 300 家', 2)).toMatchObject({ code: 0 })
    expect(await stream('旧', 2)).toMatchObject({ status: 400, code: 300317 })
    expect(sim.sees(user).map(({ text: words }) => words)).toEqual(['处置 300 家'])
    const settings = JSON.stringify({ config: { streaming_mode: false } })
    expect(await call('PATCH', `cardkit/v1/cards/${id}/settings`, { settings, sequence: 3 })).toMatchObject({ code: 0 })
    expect(await stream('完', 4)).toMatchObject({ code: 300309 })
    expect(await sendCard(user.openId, JSON.stringify({ type: 'card', data: { card_id: id } }))).toMatchObject({
      code: 230099,
    })
  })

  const submit = { tag: 'button', name: 'ok', text: { tag: 'plain_text', content: '提交' }, form_action_type: 'submit' }
  const input = (name: string) => ({ tag: 'input', name })
  const table = { tag: 'table', columns: [{ name: 'c', display_name: '县', data_type: 'text' }], rows: [{ c: '甲县' }] }
  const chart = { tag: 'chart', chart_spec: { type: 'bar', data: { values: [] } } }
  const deep = (levels: number): object =>
    levels === 0 ? { tag: 'hr' } : { tag: 'collapsible_panel', header: {}, elements: [deep(levels - 1)] }

  test.each<[string, readonly object[], number]>([
    ['a tag that nobody knows', [{ tag: 'marquee' }], 200621],
    ['a tag of JSON 1.0', [{ tag: 'action', actions: [] }], 200861],
    ['a property that is not listed', [{ tag: 'input', name: 'a', multiline: true }], 200621],
    ['more than 200 elements', Array.from({ length: 201 }, () => ({ tag: 'hr' })), 11310],
    ['more than five tables', Array.from({ length: 6 }, () => table), 11310],
    [
      'markdown tables beside tables',
      [table, table, table, table, table, { tag: 'markdown', content: '|a|b|\n|---|---|\n|1|2|' }],
      11310,
    ],
    ['six levels of containers', [deep(6)], 11310],
    ['a table in a panel', [{ tag: 'collapsible_panel', header: {}, elements: [table] }], 200621],
    ['a row that is no row', [{ ...table, rows: ['甲县'] }], 200914],
    ['a cell of another type', [{ ...table, rows: [{ c: 1 }] }], 200915],
    ['a chart without a type', [{ tag: 'chart', chart_spec: {} }], 200550],
    ['a chart in a form', [{ tag: 'form', name: 'f', elements: [chart, submit] }], 200550],
    ['the same name twice in a form', [{ tag: 'form', name: 'f', elements: [input('a'), input('a'), submit] }], 200530],
    ['a form without a name', [{ tag: 'form', elements: [submit] }], 200530],
    ['a form without a submit button', [{ tag: 'form', name: 'f', elements: [input('a')] }], 200530],
    ['a malformed element_id', [{ tag: 'hr', element_id: '1st' }], 200621],
    ['a long button', [{ tag: 'button', text: { tag: 'plain_text', content: '长'.repeat(101) } }], 200621],
    ['an image that was never uploaded', [{ tag: 'img', img_key: 'img_v3_unknown' }], 200570],
    ['an @ of nobody', [{ tag: 'markdown', content: '<at id=ou_nobody></at>' }], 100290],
    [
      'a callback that is no object',
      [{ ...submit, form_action_type: undefined, behaviors: [{ type: 'callback', value: 'a' }] }],
      200621,
    ],
  ])('%s is refused', async (_, elements, inner) => {
    await start()
    const user = sim.users.addUser({ name: '张三' })
    const good = await sendCard(
      user.openId,
      card([deep(5), table, chart, { tag: 'form', name: 'f', elements: [input('a'), submit] }]),
    )
    expect(good).toMatchObject({ status: 200, code: 0 })
    const refused = await sendCard(user.openId, card(elements))
    expect(refused).toMatchObject({ status: 400, code: 230099, msg: expect.stringContaining(`ErrCode: ${inner};`) })
    expect(sim.sees(user)).toHaveLength(1)
  })

  test('a pressed card is updated later by its token, twice, within half an hour', async () => {
    await start({ answerMs: 200 })
    const user = sim.users.addUser({ name: '张三' })
    const press = {
      tag: 'button',
      text: { tag: 'plain_text', content: '查' },
      behaviors: [{ type: 'callback', value: {} }],
    }
    const sent = await sendCard(user.openId, card([press]))
    const answered = sim.world.cardTokens
    answered.set('c-1', {
      messageId: String(sent.data['message_id']),
      bornAt: sim.world.clock.now(),
      answered: false,
      uses: 0,
    })
    const update = () =>
      call('POST', 'interactive/v1/card/update', {
        token: 'c-1',
        card: JSON.parse(card([{ tag: 'markdown', content: '好了' }])),
      })
    expect(await update()).toMatchObject({ status: 400, code: 300090 })
    const right = answered.get('c-1')
    if (right) right.answered = true
    expect(await update()).toMatchObject({ code: 0 })
    expect(sim.lastFromBot(user)?.text).toBe('好了')
    expect(await update()).toMatchObject({ code: 0 })
    expect(await update()).toMatchObject({ code: 300090 })
  })

  test('a card over 30 KB is refused', async () => {
    await start()
    const user = sim.users.addUser({ name: '张三' })
    expect(await sendCard(user.openId, card([{ tag: 'markdown', content: '长'.repeat(11_000) }]))).toMatchObject({
      code: 230025,
    })
  })
})
