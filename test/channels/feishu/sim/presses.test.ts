import { describe, expect, test } from 'vitest'
import type { Sim } from './index.ts'
import { connect, official, start } from './raw.ts'

const base64 = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64')

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

describe('what users do', () => {
  test('each act is an event of its type', async () => {
    const sim = await start()
    const { payloads } = await connect(sim)
    const user = sim.users.addUser({ name: '张三' })
    const group = sim.users.addGroup({ name: '全省群', members: [user], botIn: false })
    const { message } = sim.users.sendPost(user, '本月', ['老旧木厂 12 家', '完'])
    sim.users.recall(user, message)
    sim.users.addBot(user, group)
    sim.users.enterChat(user)
    sim.users.openMenu(user, 'help')
    sim.users.rename(user, '张三丰')
    sim.users.leaveCompany(user)
    await sim.settled()
    const types = payloads().map((payload) => payload.header.event_type)
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
