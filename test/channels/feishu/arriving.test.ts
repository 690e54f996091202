/** What comes in out of the ordinary: kinds of messages that have no words, strange names, events in the wrong order. */
import { afterEach, describe, expect, test } from 'vitest'
import { feishuReceiver } from '../../../src/channels/feishu/events/receive.ts'
import { Groups } from '../../../src/channels/feishu/groups.ts'
import { feishuWebhook } from '../../../src/channels/feishu/index.ts'
import type { Arrival } from '../../../src/channels/inbound/index.ts'
import { StoreUnavailable } from '../../../src/store/index.ts'
import { closeAll, feishuOffice } from './office.ts'
import { encrypt, signed } from './sim/webhook/seal.ts'

afterEach(closeAll)

const report = '/上报 老旧木厂 12家'
const PNG = Buffer.from([0x89, 0x50, 0x4e, 0x47, 1, 2, 3])

describe.each(['longconn', 'webhook'] as const)('by %s', (way) => {
  test.each([
    ['forwarded in one', 'merge_forward', 'Merged and Forwarded Message'],
    ['a file without a name', 'file', { file_key: 'file_v3_x' }],
    ['a text of no known form', 'text', { words: '12家' }],
    ['a sticker', 'sticker', { file_key: 'f' }],
    ['what nobody knows yet', 'hologram', {}],
  ])('%s is answered in one sentence, at the first delivery', async (_, type, content) => {
    const { sim, person, quiet } = await feishuOffice(way)
    const contact = await person('张敏', 'contact', '柳泉县')
    const { delivery } = sim.users.sendOther(contact, type, content)
    await quiet()
    expect(delivery?.attempts.map(({ outcome }) => outcome)).toEqual(['ok'])
    expect(sim.lastFromBot(contact)?.text).toContain('看不懂')
  })

  test('pictures in a message with words are kept with the update that the words make', async () => {
    const { sim, person, quiet, count } = await feishuOffice(way)
    const contact = await person('张敏', 'contact', '柳泉县')
    const group = sim.users.addGroup({ name: '工作群', members: [contact] })
    const picture = () => ({ tag: 'img', image_key: sim.world.keep('image', 'image.png', PNG, false).key })
    sim.users.sendPost(contact, '', [[{ tag: 'text', text: report }], [picture()]], { in: group, mention: true })
    await quiet()
    expect(await count('ledger')).toBe(1)
    expect(await count('evidence')).toBe(1)
    expect(
      sim
        .sees(group)
        .filter(({ byBot }) => byBot)
        .map(({ replyTo }) => replyTo),
    ).toEqual(Array(2).fill(sim.sees(group)[0]?.id))
  })

  test('a picture with nothing but the mention is a picture', async () => {
    const { sim, person, quiet, count } = await feishuOffice(way)
    const contact = await person('张敏', 'contact', '柳泉县')
    const group = sim.users.addGroup({ name: '工作群', members: [contact] })
    sim.users.sendText(contact, report, { in: group, mention: true })
    await quiet()
    const { key } = sim.world.keep('image', 'image.png', PNG, false)
    sim.users.sendPost(contact, '', [[{ tag: 'img', image_key: key }]], { in: group, mention: true })
    await quiet()
    expect(await count('evidence')).toBe(1)
    expect(sim.lastFromBot(group)?.text).toContain('图片')
  })

  test.each([
    { kind: 'status', status: 502 } as const,
    { kind: 'limit', resetSeconds: 1 } as const,
    { kind: 'cut' } as const,
  ])('a file is fetched although the platform has a hitch: $kind', async (fault) => {
    const { sim, person, quiet, count } = await feishuOffice(way)
    const contact = await person('张敏', 'contact', '柳泉县')
    sim.users.sendText(contact, report)
    await quiet()
    sim.faults.calls({ api: 'im.messageResource.get', fault, times: 1 })
    sim.users.sendFile(contact, '证明.pdf', Buffer.from('%PDF-1.4 证明'))
    await quiet()
    expect(await count('evidence')).toBe(1)
    expect(sim.counters.lateAnswers).toBe(0)
  })

  test('in a group a sticker is not for the assistant, nor is who speaks to another bot', async () => {
    const { sim, person, quiet } = await feishuOffice(way)
    const contact = await person('张敏', 'contact', '柳泉县')
    const group = sim.users.addGroup({ name: '工作群', members: [contact] })
    sim.users.sendOther(contact, 'sticker', { file_key: 'f' }, { in: group, mention: true })
    sim.emit('im.message.receive_v1', {
      sender: { sender_id: { open_id: contact.openId }, sender_type: 'user' },
      message: {
        message_id: 'om_other',
        create_time: String(Date.now()),
        chat_id: group.id,
        chat_type: 'group',
        message_type: 'text',
        content: JSON.stringify({ text: '@_user_1 天气？' }),
        mentions: [{ key: '@_user_1', id: { open_id: null, union_id: null }, name: '天气' }],
      },
    })
    await quiet()
    expect(sim.deliveries.map(({ attempts }) => attempts.map(({ outcome }) => outcome))).toEqual([['ok'], ['ok']])
    expect(sim.lastFromBot(group)).toBeUndefined()
  })

  test('a mention alone is asked what it wants; names of people stand as they are', async () => {
    const { sim, person, quiet, store } = await feishuOffice(way)
    const contact = await person('张敏', 'contact', '柳泉县')
    const other = sim.users.addUser({ name: '$&李$1' })
    const group = sim.users.addGroup({ name: '工作群', members: [contact, other] })
    sim.users.sendText(contact, '', { in: group, mention: true })
    await quiet()
    expect(sim.lastFromBot(group)?.text).toContain('请输入')
    sim.users.sendText(contact, '来了吗', { in: group, mention: true, mentionAlso: [other] })
    await quiet()
    expect(await store.all('SELECT text FROM inbox ORDER BY at DESC, id DESC LIMIT 1')).toEqual([
      { text: '@$&李$1 来了吗' },
    ])
  })

  test('a press takes effect once, whatever comes along with it, and a replay is told so', async () => {
    const { sim, person, quiet, count } = await feishuOffice(way)
    const contact = await person('张敏', 'contact', '柳泉县')
    sim.users.sendText(contact, report)
    await quiet()
    const card = sim.lastFromBot(contact)
    const value = { command: '撤回', values: { message: `feishu:${sim.sees(contact)[0]?.id}` } }
    const press = {
      operator: { open_id: contact.openId },
      action: { tag: 'button', value, form_value: null, timezone: null },
      context: { open_message_id: card?.id, open_chat_id: contact.chatId, url: null },
    }
    sim.faults.events.duplicate = 1
    const { attempts } = sim.emit('card.action.trigger', press)
    await quiet()
    expect(attempts).toMatchObject([
      { outcome: 'ok', result: { toast: { type: 'success' } } },
      { outcome: 'ok', result: { toast: { type: 'warning' } } },
    ])
    expect(await count('ledger', "act = 'undo'")).toBe(1)
  })

  test('what another bot says is not listened to', async () => {
    const { sim, person, quiet } = await feishuOffice(way)
    const contact = await person('张敏', 'contact', '柳泉县')
    const delivery = sim.emit('im.message.receive_v1', {
      sender: { sender_id: null, sender_type: 'app' },
      message: {
        message_id: 'om_bot',
        create_time: String(Date.now()),
        chat_id: contact.chatId,
        chat_type: 'p2p',
        message_type: 'text',
        content: JSON.stringify({ text: report }),
      },
    })
    await quiet()
    expect(delivery.attempts.map(({ outcome }) => outcome)).toEqual(['ok'])
    expect(sim.sees(contact)).toEqual([])
  })

  test('a recall in a group that overtakes its message keeps it from being recorded', async () => {
    const { sim, person, quiet, count } = await feishuOffice(way)
    const contact = await person('张敏', 'contact', '柳泉县')
    const group = sim.users.addGroup({ name: '工作群', members: [contact] })
    sim.users.sendText(contact, '/帮助', { in: group, mention: true })
    await quiet()
    const shown = sim.sees(group).length
    const content = JSON.stringify({ text: `@_user_1 ${report}` })
    const message = sim.world.post({ chatId: group.id, from: contact.openId, type: 'text', content })
    sim.faults.events.duplicate = 1
    const recall = sim.users.recall(contact, message)
    await quiet()
    expect(recall?.attempts.map(({ outcome }) => outcome)).toEqual(['ok', 'ok'])
    const late = sim.emit('im.message.receive_v1', {
      sender: { sender_id: { open_id: contact.openId }, sender_type: 'user' },
      message: {
        message_id: message.id,
        create_time: String(message.at),
        chat_id: group.id,
        chat_type: 'group',
        message_type: 'text',
        content,
        mentions: [{ key: '@_user_1', id: { open_id: sim.botOpenId }, name: '要点' }],
      },
    })
    await quiet()
    expect(late.attempts.map(({ outcome }) => outcome)).toEqual(['ok', 'ok'])
    expect(await count('ledger')).toBe(0)
    expect(sim.sees(group)).toHaveLength(shown + 1)
  })

  test('of two presses in the same moment one takes effect, and the other is told so', async () => {
    const { sim, person, quiet, store } = await feishuOffice(way)
    const contact = await person('张敏', 'contact', '柳泉县')
    const city = await person('李科', 'city-coordinator', '澄州市')
    sim.users.sendText(contact, report)
    await quiet()
    sim.users.sendText(city, '/审核')
    await quiet()
    const card = sim.lastFromBot(city) ?? ''
    const pressed = await Promise.all([sim.press(city, card, /全部通过/), sim.press(city, card, /全部通过/)])
    expect(pressed.map(({ toast }) => toast?.type).sort()).toEqual(['success', 'warning'])
    await quiet()
    expect(await store.all("SELECT act FROM ledger WHERE act = 'accept'")).toHaveLength(1)
  })
})

describe('by webhook', () => {
  test('who left, came back and is told of once more by a late repeat keeps the post', async () => {
    const { sim, person, quiet, store, count } = await feishuOffice('webhook')
    const contact = await person('张敏', 'contact', '柳泉县')
    sim.users.leaveCompany(contact)
    await quiet()
    expect(await count('person', 'left_at IS NOT NULL')).toBe(1)
    await store.commit([{ sql: 'UPDATE person SET left_at = NULL', params: [] }])
    expect((await sim.attack('replay', contact, '')).status).toBe(200)
    await quiet()
    expect(await count('person', 'left_at IS NOT NULL')).toBe(0)
  })

  const asked = async (body: string, headers: Readonly<Record<string, string>> = {}) => {
    const logged: unknown[] = []
    const hook = feishuWebhook({
      receive: async () => ({}),
      appId: 'cli_a',
      encryptKey: 'key',
      verificationToken: 'token',
      now: () => Date.now(),
      log: (entry) => void logged.push(entry),
    })
    const answer = await hook.request('/feishu/webhook', { method: 'POST', body, headers })
    return { status: answer.status, text: await answer.text(), logged }
  }
  const seal = (plain: unknown, key = 'key'): string => JSON.stringify({ encrypt: encrypt(JSON.stringify(plain), key) })
  const challenge = { type: 'url_verification', challenge: 'c', token: 'token' }
  const event = {
    header: { event_id: 'e', event_type: 't', create_time: '1', app_id: 'cli_a', token: 'token' },
    event: {},
  }
  const seconds = (ago: number): string => String(Math.floor(Date.now() / 1000) - ago)

  test('the address is confirmed to who knows key and token', async () => {
    expect(await asked(seal(challenge))).toMatchObject({ status: 200, text: '{"challenge":"c"}' })
  })

  test.each([
    ['a challenge with a wrong token', seal({ ...challenge, token: 'nekot' }), 403],
    ['a challenge in plain text', JSON.stringify(challenge), 401],
    ['another key', seal(challenge, 'other'), 401],
    ['half of the bytes', seal(event).replace(/.{40}"}$/, '"}'), 401],
    ['less than a vector', JSON.stringify({ encrypt: 'AAAA' }), 401],
    ['no base64', JSON.stringify({ encrypt: '§§' }), 401],
    ['a number in place of it', JSON.stringify({ encrypt: 1 }), 401],
    ['an empty body', '', 401],
    ['null', 'null', 401],
    ['a list', '[]', 401],
  ])('%s is refused', async (_, body, status) => {
    const { headers } = signed(body, 'key', seconds(0), '1')
    expect(await asked(body, headers)).toMatchObject({ status, logged: [{ event: 'webhook-refused' }] })
  })

  test.each([
    ['now', 0, 200],
    ['the last repeat, of seven hours ago', 25_600, 200],
    ['older than any repeat', 8 * 3_600, 403],
    ['from the future', -600, 403],
  ])('an event signed %s', async (_, ago, status) => {
    const body = seal(event)
    expect((await asked(body, signed(body, 'key', seconds(ago), '1').headers)).status).toBe(status)
  })

  test('an event of the old schema is refused, whose address stands elsewhere', async () => {
    const body = seal({ uuid: 'u', token: 'token', ts: '1', type: 'event_callback', event: { type: 'message' } })
    expect((await asked(body, signed(body, 'key', seconds(0), '1').headers)).status).toBe(403)
  })
})

const header = (event_type: string) => ({ event_id: 'e1', event_type, create_time: '1499043600000', app_id: 'a' })

describe('where the store can not be read', () => {
  const down = () => {
    throw new StoreUnavailable('database is locked')
  }
  const heard: Arrival[] = []
  const receive = feishuReceiver(
    async (arrival) => {
      heard.push(arrival)
      return { status: 'failed', notice: { tone: 'error', text: '没有记录' } }
    },
    { bot: async () => 'ou_bot' },
    new Groups({ first: down, all: down, round: down, commit: down, close: () => {} }),
  )

  test('who pressed a button is told so, and the chat passes for a group, where less is shown', async () => {
    const pressed = {
      header: header('card.action.trigger'),
      event: {
        operator: { open_id: 'ou_1' },
        action: { value: { command: '撤回' } },
        context: { open_message_id: 'om_1', open_chat_id: 'oc_1' },
      },
    }
    expect(await receive(pressed)).toEqual({ toast: { type: 'error', content: '没有记录' } })
    expect(heard).toMatchObject([{ kind: 'said', messages: [{ kind: 'action', chat: { kind: 'group' } }] }])
  })

  test('a message in a group that is not known yet is to come again', async () => {
    const mentioned = {
      header: header('im.message.receive_v1'),
      event: {
        sender: { sender_id: { open_id: 'ou_1' } },
        message: {
          message_id: 'om_1',
          create_time: '1499043600000',
          chat_id: 'oc_1',
          chat_type: 'group',
          message_type: 'text',
          content: '{"text":"@_user_1 你好"}',
          mentions: [{ key: '@_user_1', id: { open_id: 'ou_bot' } }],
        },
      },
    }
    await expect(receive(mentioned)).rejects.toThrow('locked')
  })
})
