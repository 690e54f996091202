/** The plain webhook at its border: who may speak, what is understood, and what becomes of what it posts. */
import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { freshStore } from '#fresh-store'
import page from '../../../docs/webhook.md?raw'
import type { Delivery } from '../../../src/channels/channel.ts'
import type { Acknowledgement, Arrival } from '../../../src/channels/inbound/index.ts'
import { openWebhook } from '../../../src/channels/webhook/index.ts'
import { sign } from '../../../src/channels/webhook/signature.ts'
import { say } from '../../../src/message/card.ts'
import type { Account } from '../../../src/message/incoming.ts'
import { CONFIG, otherSide } from './other-side.ts'

const text = { kind: 'text', from: 'zhang', at: '2017-07-03T09:00:00+08:00', text: '/帮助' }
const MINUTE = 60_000

async function border(answer: Acknowledgement | Error = { status: 'answered' }) {
  const side = otherSide()
  const arrived: Arrival[] = []
  const logged: Readonly<Record<string, unknown>>[] = []
  const parts = {
    store: await freshStore(),
    now: () => Date.now(),
    id: randomUUID,
    log: (entry: object) => void logged.push({ ...entry }),
  }
  const messenger = openWebhook(CONFIG, parts, side.request)
  side.listen(messenger, async (arrival) => {
    arrived.push(arrival)
    if (answer instanceof Error) throw answer
    return answer
  })
  return { side, arrived, logged, ...messenger.channel, channel: messenger.channel }
}

describe('a request', () => {
  test('is signed as the specification’s own example is', async () => {
    const body = new TextEncoder().encode('{"test": 2432232314}')
    const signed = await sign(CONFIG.secret, 'msg_p5jXN8AQM9LWM0D4loKWxJek', 1_614_265_330_000, body)
    expect(signed['webhook-signature']).toBe('v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=')
  })

  test('that is signed arrives with who said what, where and when', async () => {
    const { side, arrived } = await border()
    expect(await side.post({ ...text, group: 'g1', replyTo: 'm7' }, { id: 'm1' })).toEqual({
      code: 200,
      status: 'answered',
    })
    expect(arrived).toEqual([
      {
        kind: 'said',
        messages: [
          {
            id: 'm1',
            channel: 'webhook',
            account: 'webhook:zhang',
            chat: { id: 'group:g1', kind: 'group' },
            at: Date.parse(text.at),
            replyTo: 'm7',
            kind: 'text',
            text: '/帮助',
          },
        ],
      },
    ])
  })

  test('of a press is answered with what to tell', async () => {
    const { side } = await border({ status: 'undone', notice: { tone: 'success', text: '已撤回' } })
    const press = { ...text, kind: 'press', command: '撤回', values: { message: 'webhook:m1' } }
    expect(await side.post(press)).toMatchObject({ code: 200, notice: { tone: 'success', text: '已撤回' } })
  })

  test.each([
    ['signed with another key', { secret: `whsec_${'A'.repeat(44)}` }],
    ['unsigned', { headers: { 'webhook-signature': '' } }],
    ['signed with what is no base64', { headers: { 'webhook-signature': 'v1,§§' } }],
    ['signed by another scheme', { headers: { 'webhook-signature': 'v2,AAAA' } }],
    ['changed on its way', { sent: JSON.stringify({ ...text, text: '/上报 老旧木厂 99家' }) }],
    ['written otherwise', { sent: JSON.stringify(text, null, 1) }],
    ['under another id', { headers: { 'webhook-id': 'other' } }],
    ['under another time', { headers: { 'webhook-timestamp': String(Math.floor(Date.now() / 1000) - 1) } }],
    ['at no time', { headers: { 'webhook-timestamp': 'soon' } }],
    ['signed six minutes ago', { now: Date.now() - 6 * MINUTE }],
    ['signed in six minutes', { now: Date.now() + 6 * MINUTE }],
  ])('%s is refused, and nothing arrives', async (_, how) => {
    const { side, arrived, logged } = await border()
    expect((await side.post(text, how)).code).toBe(401)
    expect(arrived).toEqual([])
    expect(logged).toMatchObject([{ event: 'webhook-refused', status: 401 }])
    // It is refused for this, not for what it says.
    expect((await side.post(text)).code).toBe(200)
  })

  test('with the signatures of an old and of a new key is taken', async () => {
    const { side } = await border()
    const body = new TextEncoder().encode(JSON.stringify(text))
    const { 'webhook-signature': right } = await sign(CONFIG.secret, 'm1', Date.now(), body)
    const headers = { 'webhook-signature': `v1,AAAA ${right}` }
    expect((await side.post(text, { id: 'm1', headers })).code).toBe(200)
  })

  test.each([
    ['no JSON', 'kind=text', ''],
    ['a list', [], ''],
    ['an unknown kind', { ...text, kind: 'song' }, 'kind'],
    ['nobody', { ...text, from: undefined }, 'from'],
    ['a name that could be another channel’s', { ...text, from: 'feishu:ou_1' }, 'from'],
    ['a time without its zone', { ...text, at: '2017-07-03T09:00:00' }, 'at'],
    ['a press of no command', { ...text, kind: 'press' }, 'command'],
    ['values that are no strings', { ...text, kind: 'press', command: '撤回', values: { a: 1 } }, 'values'],
  ])('that says %s is refused for good, and told what is wrong', async (_, posted, field) => {
    const { side, arrived } = await border()
    const { code, error } = await side.post(posted)
    expect(code).toBe(400)
    expect(error).toContain(field)
    expect(arrived).toEqual([])
  })

  test.each(['', 'a b', 'a/1', 'feishu:om_1', 'x'.repeat(101)])('under the id %j is refused', async (id) => {
    const { side, arrived } = await border()
    expect((await side.post(text, { id })).code).toBe(400)
    expect(arrived).toEqual([])
  })

  test('of more than 256 KB is not read', async () => {
    const { side, arrived } = await border()
    expect((await side.post({ ...text, text: '长'.repeat(100_000) })).code).toBe(413)
    expect(arrived).toEqual([])
  })

  test('of ours, sent back to us, is understood as nothing', async () => {
    const { side, arrived, channel } = await border()
    const account = 'webhook:zhang' as Account
    await channel.send({ key: 'k', account, card: say('提醒'), urgent: false })
    const [ours] = side.requests
    const headers = Object.fromEntries(ours?.headers ?? [])
    expect((await side.post(ours?.body ?? '', { headers })).code).toBe(400)
    expect(arrived).toEqual([])
  })

  test('that could not be heard is to be sent again', async () => {
    const { side } = await border(new Error('not stored, and not said'))
    expect((await side.post(text)).code).toBe(500)
  })
})

describe('the page', () => {
  const examples = [...page.matchAll(/```json\n(.+?)\n```/gs)].map(([, json = '']) => json)

  test('has an example of each kind', () => {
    expect(examples.map((json) => JSON.parse(json).kind)).toEqual([
      'text',
      'press',
      'file',
      'recall',
      'enter',
      'other',
      'left',
    ])
  })

  test.each(examples)('%s is understood', async (json) => {
    const { side, arrived } = await border()
    expect(await side.post(json)).toMatchObject({ code: 200 })
    expect(arrived).toHaveLength(1)
  })
})

describe('a delivery', () => {
  const delivery: Delivery = {
    key: 're:webhook:短信/1',
    chat: 'zhang',
    replyTo: 'm1',
    card: say('已记录', '老旧木厂 12家'),
    urgent: true,
  }

  test('is posted whole, and named as the other side names it', async () => {
    const { side, channel } = await border()
    expect(await channel.send(delivery)).toEqual({ ok: true, message: 'm1' })
    expect(JSON.parse(side.requests[0]?.body ?? '')).toEqual({
      kind: 'message',
      key: delivery.key,
      attempt: 1,
      to: { person: 'zhang' },
      replyTo: 'm1',
      urgent: true,
      text: '已记录\n老旧木厂 12家',
      card: delivery.card,
    })
  })

  test('says which message it takes the place of, that it will grow, and which try it is', async () => {
    const { side, channel } = await border()
    await channel.send({ ...delivery, replaces: 'm7', grows: true, attempt: 3 })
    expect(JSON.parse(side.requests[0]?.body ?? '')).toMatchObject({ replaces: 'm7', grows: true, attempt: 3 })
  })

  test('to a group and of a file', async () => {
    const { side, channel } = await border()
    const file = { name: '通报.docx', mime: 'application/x', content: new TextEncoder().encode('内容') }
    await channel.send({ ...delivery, chat: 'group:g1', file })
    expect(side.shown).toMatchObject([
      { to: { group: 'g1' }, file: { name: '通报.docx', mime: 'application/x', content: '5YaF5a65' } },
    ])
  })

  test('that the other side gives no name is named by its id', async () => {
    const { side, channel } = await border()
    side.answers(new Response('thanks'))
    expect(await channel.send(delivery)).toEqual({
      ok: true,
      message: side.requests[0]?.headers.get('webhook-id'),
    })
  })

  test.each([
    [503, { retry: true, unknown: true, silent: true }],
    [429, { retry: true }],
    [408, { retry: true }],
    [401, { retry: true, afterMs: 600_000 }],
    [404, { retry: true, afterMs: 600_000 }],
    [400, { retry: false }],
    [410, { retry: false }],
    [422, { retry: false }],
  ])('that is answered %i is known as such', async (status, expected) => {
    const { side, channel } = await border()
    side.answers(new Response(null, { status }))
    expect(await channel.send(delivery)).toEqual({ ok: false, error: `HTTP ${status}`, ...expected })
  })

  test('that is sent elsewhere does not go there', async () => {
    const { side, channel } = await border()
    side.answers(new Response(null, { status: 307, headers: { location: 'http://elsewhere.invalid/' } }))
    expect(await channel.send(delivery)).toMatchObject({ ok: false, retry: true })
    expect(side.requests).toHaveLength(1)
  })

  test('waits as long as the other side says, in seconds or until a date', async () => {
    const { side, channel } = await border()
    const wait = (after: string) => side.answers(new Response(null, { status: 429, headers: { 'retry-after': after } }))
    wait('90')
    expect(await channel.send(delivery)).toMatchObject({ afterMs: 90_000 })
    wait(new Date(Date.now() + 5 * MINUTE).toUTCString())
    const sent = await channel.send(delivery)
    expect(sent.ok ? 0 : sent.afterMs).toBeGreaterThan(4 * MINUTE)
  })

  test('of which no answer came may have been shown', async () => {
    const parts = { store: await freshStore(), now: () => Date.now(), id: randomUUID, log: () => {} }
    const { channel } = openWebhook(CONFIG, parts, async () => {
      throw new Error('ECONNRESET')
    })
    expect(await channel.send(delivery)).toMatchObject({ ok: false, retry: true, unknown: true, error: 'ECONNRESET' })
  })

  test('that grows and cannot be shown now is not missed', async () => {
    const { side, channel, logged } = await border()
    side.answers(new Response(null, { status: 500 }))
    await channel.grow?.('m1', '2017年', 1)
    const { channel: broken } = openWebhook(
      CONFIG,
      { store: await freshStore(), now: () => Date.now(), id: randomUUID, log: (entry) => void logged.push(entry) },
      async () => {
        throw new Error('ECONNRESET')
      },
    )
    await broken.grow?.('m1', '2017年', 2)
    expect(logged).toMatchObject([{ event: 'webhook-grow-failed', message: 'm1' }])
  })

  test('of a file that is gone, or larger than is taken, is undefined', async () => {
    const { side, channel, logged } = await border()
    side.keep('small', new Uint8Array(3))
    expect(await channel.fetch?.('small')).toEqual(new Uint8Array(3))
    side.keep('large', new Uint8Array(20 * 1024 * 1024 + 1))
    expect(await channel.fetch?.('large')).toBeUndefined()
    expect(await channel.fetch?.('gone')).toBeUndefined()
    expect(logged).toHaveLength(2)
  })
})
