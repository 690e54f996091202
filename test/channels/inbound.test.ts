/** What every platform's events go through, at its own border. */

import { describe, expect, test } from 'vitest'
import { freshStore } from '#fresh-store'
import type { Channel, Delivery, Sent } from '../../src/channels/channel.ts'
import { type InboundParts, openInbound } from '../../src/channels/inbound/index.ts'
import { type Card, say } from '../../src/message/card.ts'
import type { Ending } from '../../src/message/ending.ts'
import { isTakenBack, seen } from '../../src/message/inbox.ts'
import type { Account, Incoming, Said } from '../../src/message/incoming.ts'
import { post } from '../../src/message/outgoing.ts'
import { instant } from '../../src/office/day.ts'
import { type Store, StoreUnavailable, sql } from '../../src/store/index.ts'

const at = instant(1_499_043_600_000)
const ZHANG = 'test:zhang' as Account
const LI = 'test:li' as Account

const message = (id: string, said: Said, account = ZHANG): Incoming => ({
  id,
  channel: 'test',
  account,
  chat: { id: 'chat', kind: 'private' },
  at,
  ...said,
})
const text = (id: string, words = id) => message(id, { kind: 'text', text: words })
const press = (id: string) => message(id, { kind: 'action', command: '撤回', values: {} })
const said = (...messages: Incoming[]) => ({ kind: 'said', messages }) as const
const recalled = (id: string, by?: Account) =>
  ({
    kind: 'recalled',
    id: `recall-${id}`,
    message: id,
    chat: { id: 'chat', kind: 'private' },
    at,
    ...(by && { by }),
  }) as const

const SENT: Sent = { ok: true, message: 'm' }

interface Given {
  /** decides what comes of a message */
  readonly handle?: InboundParts['handle']
  readonly store?: Store
  readonly sent?: Sent
  readonly showsReply?: boolean
}

/** An office that answers everything, and keeps its inbox as the assistant does. */
async function inbound({ handle, store, sent = SENT, showsReply = false }: Given = {}) {
  const kept = store ?? (await freshStore())
  const handled: Incoming[] = []
  const shown: Delivery[] = []
  const logged: unknown[] = []
  const channel: Channel = {
    name: 'test',
    async send(delivery) {
      shown.push(delivery)
      return sent
    },
  }
  const hear = openInbound({
    channel,
    async handle(one, isHurried) {
      handled.push(one)
      const ended = (await handle?.(one, isHurried)) ?? { status: 'answered' }
      if (!handle) await kept.commit([seen(one, null, ended.status)])
      return ended
    },
    store: kept,
    now: () => at,
    log: (entry) => void logged.push(entry),
    showsReply,
  })
  return { hear, store: kept, handled, shown, logged }
}

describe('what one person says', () => {
  test('waits for what came before it, and others do not', async () => {
    const begun: string[] = []
    const ended: (() => void)[] = []
    const { hear } = await inbound({
      handle: async ({ id }) => {
        begun.push(id)
        await new Promise<void>((resolve) => ended.push(resolve))
        return { status: 'answered' }
      },
    })
    const first = hear(said(text('first')))
    const second = hear(said(text('second')))
    const other = hear(said(message('other', { kind: 'enter' }, LI)))
    await expect.poll(() => begun).toEqual(['first', 'other'])
    for (const end of ended.splice(0)) end()
    await Promise.all([first, other])
    await expect.poll(() => begun).toEqual(['first', 'other', 'second'])
    ended[0]?.()
    expect(await second).toEqual({ status: 'answered' })
  })

  test('does not wait longer than its platform does', async () => {
    const { hear } = await inbound({
      handle: ({ id }) => (id === 'hangs' ? new Promise(() => {}) : Promise.resolve({ status: 'answered' })),
    })
    void hear(said(text('hangs')))
    const started = performance.now()
    expect(await hear(said(text('next')))).toEqual({ status: 'answered' })
    expect(performance.now() - started).toBeLessThan(3_000)
  })

  test('is not lost with what failed before it', async () => {
    const { hear } = await inbound({
      handle: async ({ id }) => {
        if (id === 'broken') throw new Error('broken')
        return { status: 'answered' }
      },
    })
    const [broken, next] = await Promise.allSettled([hear(said(text('broken'))), hear(said(text('next')))])
    expect(broken.status).toBe('rejected')
    expect(next).toEqual({ status: 'fulfilled', value: { status: 'answered' } })
  })
})

describe('a message that is taken back', () => {
  test('is undone in its sender’s name, though the platform does not name them', async () => {
    const { hear, handled } = await inbound()
    await hear(said(text('m1')))
    await hear(recalled('m1'))
    expect(handled[1]).toMatchObject({ kind: 'recall', message: 'm1', account: ZHANG })
  })

  test('by somebody else stays', async () => {
    const { hear, handled } = await inbound()
    await hear(said(text('m1')))
    expect(await hear(recalled('m1', LI))).toEqual({ status: 'ignored' })
    expect(handled).toHaveLength(1)
    expect(await hear(recalled('m1', ZHANG))).toEqual({ status: 'answered' })
  })

  test('before it came has its place taken, once', async () => {
    const { hear, store, handled } = await inbound()
    expect(await hear(recalled('m1'))).toEqual({ status: 'recalled' })
    expect(await hear(recalled('m1'))).toEqual({ status: 'duplicate' })
    expect(await store.all('SELECT id, status FROM inbox')).toEqual([{ id: 'test:m1', status: 'recalled' }])
    expect(handled).toEqual([])
  })

  test('in the very moment in which it is committed is undone all the same', async () => {
    const open = await freshStore()
    let looks = 0
    const store: Store = {
      ...open,
      // At the first look it is not there yet.
      first: async (text, ...params) => (looks++ === 0 ? undefined : open.first(text, ...params)),
      commit: (statements) => open.commit(statements),
    }
    await open.commit([seen(text('m1'), null, 'answered')])
    const { hear, handled } = await inbound({ store })
    await hear(recalled('m1'))
    expect(handled).toMatchObject([{ kind: 'recall', message: 'm1', account: ZHANG }])
  })

  test('takes its pictures along', async () => {
    const pictures = [text('m1'), message('m1/1', { kind: 'other', what: '图片' })]
    const { hear, store, handled } = await inbound({
      handle: async ({ id }) => ({ status: (await isTakenBack(store, 'test', id)) ? 'duplicate' : 'answered' }),
    })
    await hear(said(...pictures))
    expect(handled).toHaveLength(2)
    await hear(recalled('m1'))
    expect(await hear(said(...pictures))).toEqual({ status: 'duplicate' })
    expect(handled).toHaveLength(3)
  })
})

test('who left, came back and is told of once more keeps the post', async () => {
  const { hear, store } = await inbound()
  await store.commit([
    sql(`INSERT INTO person (id, name) VALUES ('zhang', '张敏')`),
    sql('INSERT INTO account (account, person) VALUES (?, ?)', ZHANG, 'zhang'),
  ])
  const left = { kind: 'left', id: 'e1', account: ZHANG, at } as const
  const gone = async () => (await store.first('SELECT left_at FROM person'))?.['left_at']
  expect(await hear(left)).toEqual({ status: 'left' })
  expect(await gone()).toBe(at)
  await store.commit([sql('UPDATE person SET left_at = NULL')])
  expect(await hear(left)).toEqual({ status: 'duplicate' })
  expect(await gone()).toBe(null)
})

test('what is of no use is logged with its reason, without words of people', async () => {
  const { hear, logged, handled } = await inbound()
  expect(await hear({ kind: 'ignored', why: 'not mentioned' })).toEqual({ status: 'ignored' })
  expect(logged).toEqual([{ event: 'ignored', channel: 'test', why: 'not mentioned' }])
  expect(handled).toEqual([])
})

describe('who presses a button', () => {
  test.each<[Ending, string, string]>([
    ['recorded', 'success', '已收到'],
    ['refused-binding', 'success', '已收到'],
    ['overtaken', 'warning', '已收到'],
    ['received', 'success', '已收到'],
    ['denied', 'success', '已收到'],
    ['underway', 'success', '已收到，正在处理，稍后回复'],
    ['duplicate', 'warning', '这一步已经处理过了'],
    ['incomplete', 'warning', '已收到'],
    ['nobody', 'warning', '已收到'],
    ['too-many', 'warning', '已收到'],
    ['stale', 'warning', '已收到'],
  ])('is told of what ended %s as a %s: %s', async (status, tone, words) => {
    const { hear } = await inbound({ handle: async () => ({ status }) })
    expect(await hear(said(press('p1')))).toEqual({ status, notice: { tone, text: words } })
  })

  const answered = async (status: Ending, card: Card) => {
    const store = await freshStore()
    const to = { kind: 'chat', channel: 'test', chat: 'chat' } as const
    await store.commit([post({ key: 're:test:p1', to, card, due: at }, at)])
    const { hear } = await inbound({ store, handle: async () => ({ status }) })
    return (await hear(said(press('p1')))).notice?.text
  }

  test('is told the answer’s title, and where it was in vain why', async () => {
    const card = say('已撤回', '柳泉县 老旧木厂 12家')
    expect(await answered('undone', card)).toBe('已撤回')
    expect(await answered('refused', card)).toBe('已撤回 柳泉县 老旧木厂 12家')
  })

  test('is told no more than a toast shows', async () => {
    const long = await answered('refused', say('长'.repeat(100)))
    expect([...(long ?? '')]).toHaveLength(60)
    expect(long).toMatch(/…$/)
  })

  test('is told something, though the answer can not be read just now', async () => {
    const open = await freshStore()
    const store: Store = {
      ...open,
      first: async () => {
        throw new StoreUnavailable('database is locked')
      },
    }
    const { hear } = await inbound({ store, handle: async () => ({ status: 'recorded' }) })
    expect((await hear(said(press('p1')))).notice).toEqual({ tone: 'success', text: '已收到' })
  })
})

describe('what could not be stored', () => {
  const reply = say('没有记录：数据库暂时无法写入')
  const failing = async (more: { sent?: Sent; showsReply?: boolean } = {}) =>
    inbound({ store: await freshStore(), handle: async () => ({ status: 'failed', reply }), ...more })

  test('is told to who pressed a button, at once and not once more', async () => {
    const { hear, shown } = await failing()
    expect((await hear(said(press('p1')))).notice).toEqual({ tone: 'error', text: reply.title })
    expect(shown).toEqual([])
  })

  test('is told to who wrote, in the chat', async () => {
    const { hear, shown } = await failing()
    expect(await hear(said(text('m1')))).toEqual({ status: 'failed' })
    expect(shown).toMatchObject([{ key: 'unstored:m1', chat: 'chat', replyTo: 'm1', card: reply }])
  })

  test('is to come again where it could not be told either', async () => {
    const { hear } = await failing({ sent: { ok: false, retry: true, error: 'HTTP 502' } })
    await expect(hear(said(text('m1')))).rejects.toThrow('HTTP 502')
  })

  test('goes back with the answer where the platform shows that', async () => {
    const { hear, shown } = await failing({ showsReply: true })
    expect(await hear(said(text('m1')))).toEqual({ status: 'failed', reply })
    expect(shown).toEqual([])
  })
})

test('pictures behind words that take long are not waited for one by one', async () => {
  const hurried: (boolean | undefined)[] = []
  const { hear } = await inbound({
    handle: async (one, isHurried) => {
      hurried.push(isHurried)
      return { status: one.id === 'words' ? 'underway' : 'received' }
    },
  })
  expect(await hear(said(text('first'), text('words'), text('a'), text('b')))).toBeDefined()
  expect(hurried).toEqual([false, false, true, true])
})
