import { describe, expect, test } from 'vitest'
import { call, card, sendCard, start } from './raw.ts'

describe('cards', () => {
  test('a card is shown as a user reads it, and after a patch as it is now', async () => {
    const sim = await start()
    const user = sim.users.addUser({ name: '张三' })
    const sent = await sendCard(
      sim,
      user.openId,
      card([{ tag: 'markdown', content: '**63家**，见 &#42;二（三）' }], {
        header: { title: { tag: 'plain_text', content: '老旧木厂' }, template: 'blue' },
      }),
    )
    expect(sent.code).toBe(0)
    expect(sim.lastFromBot(user)?.text).toBe('老旧木厂\n63家，见 *二（三）')
    const patched = await call(sim, 'PATCH', `im/v1/messages/${sent.data['message_id']}`, {
      content: card([{ tag: 'hr' }]),
    })
    expect(patched.code).toBe(0)
    expect(sim.lastFromBot(user)).toMatchObject({ text: '', updates: 1 })
    await sim.advance(15 * 24 * 3_600_000)
    expect(
      await call(sim, 'PATCH', `im/v1/messages/${sent.data['message_id']}`, { content: card([{ tag: 'hr' }]) }),
    ).toMatchObject({
      status: 400,
      code: 230031,
    })
  })

  test('streaming grows one element, with a sequence that rises', async () => {
    const sim = await start()
    const user = sim.users.addUser({ name: '张三' })
    const created = await call(sim, 'POST', 'cardkit/v1/cards', {
      type: 'card_json',
      data: card([{ tag: 'markdown', element_id: 'answer', content: '正在查阅' }], {
        config: { streaming_mode: true },
      }),
    })
    const id = String(created.data['card_id'])
    const sent = await sendCard(sim, user.openId, JSON.stringify({ type: 'card', data: { card_id: id } }))
    expect(sent.code).toBe(0)
    const stream = (content: string, sequence: number) =>
      call(sim, 'PUT', `cardkit/v1/cards/${id}/elements/answer/content`, { content, sequence })
    expect(await stream('处置', 1)).toMatchObject({ code: 0 })
    expect(await stream('处置 63 家', 2)).toMatchObject({ code: 0 })
    expect(await stream('旧', 2)).toMatchObject({ status: 400, code: 300317 })
    expect(sim.sees(user).map(({ text: words }) => words)).toEqual(['处置 63 家'])
    const settings = JSON.stringify({ config: { streaming_mode: false } })
    expect(await call(sim, 'PATCH', `cardkit/v1/cards/${id}/settings`, { settings, sequence: 3 })).toMatchObject({
      code: 0,
    })
    expect(await stream('完', 4)).toMatchObject({ code: 300309 })
    expect(await sendCard(sim, user.openId, JSON.stringify({ type: 'card', data: { card_id: id } }))).toMatchObject({
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
    const sim = await start()
    const user = sim.users.addUser({ name: '张三' })
    const good = await sendCard(
      sim,
      user.openId,
      card([deep(5), table, chart, { tag: 'form', name: 'f', elements: [input('a'), submit] }]),
    )
    expect(good).toMatchObject({ status: 200, code: 0 })
    const refused = await sendCard(sim, user.openId, card(elements))
    expect(refused).toMatchObject({ status: 400, code: 230099, msg: expect.stringContaining(`ErrCode: ${inner};`) })
    expect(sim.sees(user)).toHaveLength(1)
  })

  test('a pressed card is updated later by its token, twice, within half an hour', async () => {
    const sim = await start({ answerMs: 200 })
    const user = sim.users.addUser({ name: '张三' })
    const press = {
      tag: 'button',
      text: { tag: 'plain_text', content: '查' },
      behaviors: [{ type: 'callback', value: {} }],
    }
    const sent = await sendCard(sim, user.openId, card([press]))
    const answered = sim.world.cardTokens
    answered.set('c-1', {
      messageId: String(sent.data['message_id']),
      bornAt: sim.world.clock.now(),
      answered: false,
      uses: 0,
    })
    const update = () =>
      call(sim, 'POST', 'interactive/v1/card/update', {
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
    const sim = await start()
    const user = sim.users.addUser({ name: '张三' })
    expect(await sendCard(sim, user.openId, card([{ tag: 'markdown', content: '长'.repeat(11_000) }]))).toMatchObject({
      code: 230025,
    })
  })
})
