import { describe, expect, test } from 'vitest'
import { call, sdk, start, text, token } from './raw.ts'

describe('tokens', () => {
  test('a token with half an hour left is repeated, later a new one is issued and both work', async () => {
    const sim = await start()
    const first = await token(sim)
    expect(await token(sim)).toBe(first)
    await sim.advance(91 * 60_000)
    expect(await token(sim)).not.toBe(first)
    const info = await fetch(`${sim.url}/open-apis/bot/v3/info`, { headers: { authorization: `Bearer ${first}` } })
    expect(info.status).toBe(200)
  })

  test('no token, an expired and an unknown one are refused with their codes', async () => {
    const sim = await start()
    const ask = async (headers: Record<string, string>): Promise<[number, unknown]> => {
      const response = await fetch(`${sim.url}/open-apis/bot/v3/info`, { headers })
      return [response.status, ((await response.json()) as { code: number }).code]
    }
    const old = await token(sim)
    expect(await ask({ authorization: `Bearer ${old}` })).toEqual([200, 0])
    expect(await ask({})).toEqual([400, 99991661])
    expect(await ask({ authorization: 'Bearer t-nonsense' })).toEqual([400, 99991663])
    await sim.advance(2 * 3_600_000)
    expect(await ask({ authorization: `Bearer ${old}` })).toEqual([400, 99991663])
  })

  test('an unknown path is 404', async () => {
    const sim = await start()
    expect((await fetch(`${sim.url}/open-apis/im/v1/nothing`)).status).toBe(404)
  })
})

describe('messages', () => {
  test('the official client sends a text that the user sees', async () => {
    const sim = await start()
    const user = sim.users.addUser({ name: '张三' })
    const sent = await sdk(sim).im.message.create({
      params: { receive_id_type: 'open_id' },
      data: { receive_id: user.openId, msg_type: 'text', content: JSON.stringify({ text: '您好' }) },
    })
    expect(sent.data?.chat_id).toBe(user.chatId)
    expect(sim.sees(user).map((shown) => [shown.byBot, shown.text])).toEqual([[true, '您好']])
  })

  test('the same uuid twice makes one message and returns its id, after an hour it makes another', async () => {
    const sim = await start()
    const user = sim.users.addUser({ name: '张三' })
    const create = () =>
      sdk(sim).im.message.create({
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
    const sim = await start({ latencyMs: 50 })
    const user = sim.users.addUser({ name: '张三' })
    const codes = (await Promise.all([text(sim, user.openId, '一', 'u-1'), text(sim, user.openId, '一', 'u-1')])).map(
      ({ code }) => code,
    )
    expect(codes.sort()).toEqual([0, 230049])
    expect(sim.sees(user)).toHaveLength(1)
  })

  test('who can not be reached is refused with the reason', async () => {
    const sim = await start()
    const user = sim.users.addUser({ name: '张三' })
    const group = sim.users.addGroup({ name: '全省群', members: [user], botIn: false })
    const toGroup = () =>
      call(sim, 'POST', 'im/v1/messages?receive_id_type=chat_id', {
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
    expect(await text(sim, user.openId, 'a')).toMatchObject({ status: 400, code: 230013 })
    user.resigned = true
    expect(await text(sim, user.openId, 'a')).toMatchObject({ code: 230029 })
    expect(await text(sim, 'ou_nobody', 'a')).toMatchObject({
      code: 230001,
      msg: expect.stringContaining('invalid receive_id'),
    })
    sim.world.scopes.delete('im:message:send_as_bot')
    expect(await text(sim, user.openId, 'a')).toMatchObject({ code: 99991672 })
  })

  test('content that is no JSON, of another type, or too long is refused', async () => {
    const sim = await start()
    const { openId } = sim.users.addUser({ name: '张三' })
    const send = (type: string, content: string) =>
      call(sim, 'POST', 'im/v1/messages?receive_id_type=open_id', { receive_id: openId, msg_type: type, content })
    expect(await send('text', '您好')).toMatchObject({ code: 230001 })
    expect(await send('text', '{"txt":"您好"}')).toMatchObject({ code: 230001 })
    expect(await send('wave', '{"text":"您好"}')).toMatchObject({ code: 230001 })
    expect(await send('text', JSON.stringify({ text: 'x'.repeat(160_000) }))).toMatchObject({ code: 230025 })
    expect(await send('image', '{"image_key":"img_v3_unknown"}')).toMatchObject({ code: 230017 })
    expect(sim.counters.refusals[230001]).toBe(3)
  })

  test('a reply stands under its message; a recalled one can not be replied to', async () => {
    const sim = await start()
    const user = sim.users.addUser({ name: '张三' })
    const { message } = sim.users.sendText(user, '还差多少')
    const reply = () =>
      call(sim, 'POST', `im/v1/messages/${message.id}/reply`, { msg_type: 'text', content: '{"text":"还差 3 家"}' })
    expect(await reply()).toMatchObject({ code: 0 })
    expect(sim.lastFromBot(user)).toMatchObject({ replyTo: message.id, text: '还差 3 家' })
    sim.users.recall(user, message)
    expect(await reply()).toMatchObject({ status: 400, code: 230011 })
  })

  test('a message becomes urgent for those who are in the chat', async () => {
    const sim = await start()
    const user = sim.users.addUser({ name: '张三' })
    const other = sim.users.addUser({ name: '李四' })
    const sent = await text(sim, user.openId, '请今日上报')
    const urgent = await call(
      sim,
      'PATCH',
      `im/v1/messages/${sent.data['message_id']}/urgent_app?user_id_type=open_id`,
      {
        user_id_list: [user.openId, other.openId],
      },
    )
    expect(urgent.data).toEqual({ invalid_user_id_list: [other.openId] })
    expect(sim.lastFromBot(user)?.urgentFor).toEqual(['张三'])
  })

  test('the bot recalls its own messages only', async () => {
    const sim = await start()
    const user = sim.users.addUser({ name: '张三' })
    const sent = await text(sim, user.openId, '错了')
    expect(await call(sim, 'DELETE', `im/v1/messages/${sent.data['message_id']}`)).toMatchObject({ code: 0 })
    expect(sim.lastFromBot(user)).toMatchObject({ recalled: true, text: '' })
    const { message } = sim.users.sendText(user, '我的')
    expect(await call(sim, 'DELETE', `im/v1/messages/${message.id}`)).toMatchObject({ status: 400, code: 230026 })
  })
})

describe('files', () => {
  test('what the official client uploads it can send; what a user sends it can download', async () => {
    const sim = await start()
    const user = sim.users.addUser({ name: '张三' })
    const uploaded = await sdk(sim).im.file.create({
      data: { file_type: 'xls', file_name: '通报.xlsx', file: Buffer.from([1, 2, 0, 255]) },
    })
    const key = uploaded?.file_key ?? ''
    expect(sim.world.resources.get(key)?.bytes).toEqual(Buffer.from([1, 2, 0, 255]))
    const sent = await call(sim, 'POST', 'im/v1/messages?receive_id_type=open_id', {
      receive_id: user.openId,
      msg_type: 'file',
      content: JSON.stringify({ file_key: key }),
    })
    expect(sent.code).toBe(0)

    const { message } = sim.users.sendFile(user, '证明.pdf', Buffer.from('%PDF'))
    const theirs = (JSON.parse(message.content) as { file_key: string }).file_key
    const path = (id: string, file: string) => `${sim.url}/open-apis/im/v1/messages/${id}/resources/${file}?type=file`
    const get = async (url: string) => fetch(url, { headers: { authorization: `Bearer ${await token(sim)}` } })
    expect(await (await get(path(message.id, theirs))).text()).toBe('%PDF')
    expect((await (await get(path(message.id, key))).json()) as object).toMatchObject({ code: 234003 })
  })
})

/** The limits' clock stands: how long sixty calls take is the machine's. */
describe('rates', () => {
  let now = 0
  test('the 51st call of a second is refused with 429, says how long to wait, and is counted', async () => {
    const sim = await start({ limits: { perUser: 1000 }, limitsNow: () => now })
    const bearer = await token(sim)
    const ask = () => fetch(`${sim.url}/open-apis/bot/v3/info`, { headers: { authorization: `Bearer ${bearer}` } })
    const answers = await Promise.all(Array.from({ length: 60 }, ask))
    const refused = answers.filter(({ status }) => status === 429)
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(50)
    expect(refused).toHaveLength(10)
    expect(refused[0]?.headers.get('x-ogw-ratelimit-limit')).toBe('50')
    expect(Number(refused[0]?.headers.get('x-ogw-ratelimit-reset'))).toBe(1)
    expect(sim.counters.violations.app).toBe(10)
    now += 1_000
    expect((await ask()).status).toBe(200)
  })

  test('the sixth message of a second to one user is refused with 400 and 230020', async () => {
    const sim = await start({ limitsNow: () => now })
    const user = sim.users.addUser({ name: '张三' })
    const codes = (await Promise.all(Array.from({ length: 6 }, (_, at) => text(sim, user.openId, String(at))))).map(
      ({ code }) => code,
    )
    expect(codes.filter((code) => code === 230020)).toHaveLength(1)
    expect(sim.sees(user)).toHaveLength(5)
    expect(sim.counters.violations).toMatchObject({ user: 1, app: 0 })
  })
})

describe('faults of calls', () => {
  test('each strikes as often as it was told to', async () => {
    const sim = await start()
    const user = sim.users.addUser({ name: '张三' })
    await token(sim)
    sim.faults.calls({ fault: { kind: 'limit', resetSeconds: 2 }, api: 'im.message.create', times: 1 })
    const limited = await text(sim, user.openId, 'a')
    expect([limited.status, limited.code, limited.headers.get('x-ogw-ratelimit-reset')]).toEqual([429, 99991400, '2'])
    sim.faults.calls({ fault: { kind: 'code', code: 230022 }, api: 'im.', times: 1 })
    expect(await text(sim, user.openId, 'a')).toMatchObject({ status: 400, code: 230022 })
    expect(await text(sim, user.openId, 'a')).toMatchObject({ code: 0 })
    expect(sim.counters.violated()).toBe(0)
  })

  test('a call that is cut after its effect has had its effect', async () => {
    const sim = await start()
    const user = sim.users.addUser({ name: '张三' })
    sim.faults.calls({ fault: { kind: 'cut', after: true }, api: 'im.message.create', times: 1 })
    await expect(text(sim, user.openId, '到了', 'u-1')).rejects.toThrow()
    expect(sim.sees(user)).toHaveLength(1)
    expect(await text(sim, user.openId, '到了', 'u-1')).toMatchObject({ code: 0 })
    expect(sim.sees(user)).toHaveLength(1)
  })

  test('a call that hangs is not answered', async () => {
    const sim = await start()
    sim.faults.calls({ fault: { kind: 'hang' }, api: 'bot.info' })
    const bearer = await token(sim)
    const asked = fetch(`${sim.url}/open-apis/bot/v3/info`, {
      headers: { authorization: `Bearer ${bearer}` },
      signal: AbortSignal.timeout(200),
    })
    await expect(asked).rejects.toThrow(/timeout/i)
  })
})

describe('many at once', () => {
  test('a batch reaches users later, and names those it can not reach', async () => {
    const sim = await start()
    const [one, other] = [sim.users.addUser({ name: '张三' }), sim.users.addUser({ name: '李四', available: false })]
    const sent = await call(sim, 'POST', 'message/v4/batch_send/', {
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
    const sim = await start({ scopes: ['im:message:send_as_bot'] })
    const { data } = await call(sim, 'GET', 'application/v6/scopes')
    expect(data['scopes']).toContainEqual({ scope_name: 'im:message:send_as_bot', grant_status: 1 })
    expect(data['scopes']).toContainEqual({ scope_name: 'im:message.urgent', grant_status: 2 })
  })

  test('are found by e-mail and read within the contact scope', async () => {
    const sim = await start()
    const user = sim.users.addUser({ name: '张三', email: 'zhang@example.com' })
    const found = await call(sim, 'POST', 'contact/v3/users/batch_get_id?user_id_type=open_id', {
      emails: ['zhang@example.com', 'nobody@example.com'],
    })
    expect(found.data['user_list']).toEqual([
      { email: 'zhang@example.com', user_id: user.openId },
      { email: 'nobody@example.com' },
    ])
    const read = await sdk(sim).contact.user.get({
      path: { user_id: user.openId },
      params: { user_id_type: 'open_id' },
    })
    expect(read.data?.user?.name).toBe('张三')
    user.inContactScope = false
    expect(await call(sim, 'GET', `contact/v3/users/${user.openId}?user_id_type=open_id`)).toMatchObject({
      status: 400,
      code: 41050,
    })
  })
})
