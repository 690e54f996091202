import { describe, expect, test } from 'vitest'
import { freshStore } from '#fresh-store'
import { instant } from '../../src/office/day.ts'
import { type Statement, type Store, StoreUnavailable } from '../../src/store/index.ts'
import { small } from './small.ts'

describe('a message', () => {
  test('with a command has its effect and its answer', async () => {
    const { says, hears, store } = await small()
    expect(await says('chen', '/记 今天开会')).toEqual({ status: 'noted' })
    expect(hears('chen')).toEqual(['已记下\n今天开会'])
    expect(await store.all(`SELECT value FROM setting`)).toEqual([{ value: '今天开会' }])
  })

  test('that is delivered again changes nothing and is not answered again', async () => {
    const { says, hears, store } = await small()
    await says('chen', '/记 今天开会', 'same')
    expect(await says('chen', '/记 今天开会', 'same')).toEqual({ status: 'duplicate' })
    expect(hears('chen')).toHaveLength(1)
    expect(await store.all('SELECT * FROM setting')).toHaveLength(1)
  })

  test('that is delivered twice at the same moment takes effect once', async () => {
    const { says, hears, store } = await small()
    const both = await Promise.all([says('chen', '/记 甲', 'same'), says('chen', '/记 甲', 'same')])
    expect(both.map(({ status }) => status).sort()).toEqual(['duplicate', 'noted'])
    expect(hears('chen')).toHaveLength(1)
    expect(await store.all('SELECT * FROM setting')).toHaveLength(1)
  })

  test('of two that race for the same number, the loser is decided anew and neither is lost', async () => {
    const { says, hears } = await small()
    await Promise.all(['a', 'b', 'c', 'd'].map((id) => says('chen', '/加一', id)))
    expect(hears('chen').sort()).toEqual(['第 1 次', '第 2 次', '第 3 次', '第 4 次'])
  })

  test.each([
    ['/记 开会', 'noted'],
    ['／记 开会', 'noted'],
    ['/note 开会', 'noted'],
    ['/NOTE 开会', 'noted'],
    ['/记开会', 'noted'],
    ['记 开会', 'noted'],
    ['记：开会', 'noted'],
    ['/ 记 开会', 'noted'],
    ['记者招待会几点', 'answered'],
    ['你好', 'answered'],
    ['\u200b', 'empty'],
    ['', 'empty'],
    ['/', 'empty'],
    ['/不存在', 'unknown-command'],
  ])('“%s” ends as %s', async (text, status) => {
    const { says, hears } = await small()
    expect(await says('chen', text)).toEqual({ status })
    expect(hears('chen')).toHaveLength(1)
  })

  test('that fits two commands is asked about, with a button for each, and has no effect', async () => {
    const { says, hears, store } = await small()
    expect(await says('chen', '请记住三月十日')).toEqual({ status: 'clarify' })
    expect(hears('chen')[0]).toMatch(/\[记下一句话\] \[加一\]/)
    expect(await store.all('SELECT * FROM setting')).toEqual([])
  })

  test('from somebody without the right is refused with the right that is missing and who can grant it', async () => {
    const { says, hears } = await small()
    expect(await says('wu', '/记 开会')).toEqual({ status: 'forbidden' })
    expect(hears('wu')[0]).toMatch(/需要“县联系人”身份，您现在是市协调员[\s\S]*联系省协调员/)
    await says('nobody', '/记 开会')
    expect(hears('nobody')[0]).toMatch(/不在名册上[\s\S]*\/绑定/)
  })

  test('of 10 000 characters is refused in one sentence', async () => {
    const { says, hears } = await small()
    expect(await says('chen', '长'.repeat(10_000))).toEqual({ status: 'too-long' })
    expect(hears('chen')[0]).toMatch(/10000 字，最多 6000 字/)
  })

  test('by a form whose fields together are longer than two messages is refused unread', async () => {
    const { assistant, incoming, hears } = await small()
    const values = { text: '长'.repeat(9_000), note: '长'.repeat(4_000) }
    const form = incoming('chen', { kind: 'action', command: '记', values })
    expect(await assistant.handle(form)).toEqual({ status: 'too-long' })
    expect(hears('chen')[0]).toMatch(/13000 字，最多 12000 字/)
  })

  test('beyond thirty in a minute is held back, and a minute later it goes on', async () => {
    const { says, later } = await small()
    for (let i = 0; i < 30; i++) await says('chen', '你好')
    expect(await says('chen', '你好')).toEqual({ status: 'too-many' })
    expect(await says('wu', '你好')).toEqual({ status: 'answered' })
    later(61_000)
    expect(await says('chen', '你好')).toEqual({ status: 'answered' })
  })

  test('is counted by the platform’s clock: on a host a day behind, forty spread over hours are no flood', async () => {
    const { assistant, incoming, now } = await small()
    const tell = (id: string, at: number) =>
      assistant.handle({ ...incoming('chen', { kind: 'text', text: '你好' }, id), at: instant(at) })
    const day = 24 * 3_600_000
    for (let i = 0; i < 40; i++)
      expect(await tell(`spread-${i}`, now() + day + i * 600_000)).toEqual({ status: 'answered' })
    for (let i = 0; i < 30; i++) await tell(`burst-${i}`, now() + 2 * day)
    expect(await tell('more', now() + 2 * day)).toEqual({ status: 'too-many' })
  })

  test('knows the conversation: the sender’s last five texts within half an hour', async () => {
    const { says, hears, later } = await small()
    await says('chen', '很久以前')
    later(31 * 60_000)
    for (const text of ['一', '二']) {
      await says('chen', text)
      later(1_000)
    }
    await says('wu', '别人的话')
    await says('chen', '三')
    expect(hears('chen').at(-1)).toBe('您问：三\n一\n二')
  })

  test('asking for help shows only what the asker may do, a line each', async () => {
    const { says, hears } = await small()
    await says('chen', '/帮助')
    expect(hears('chen')[0]).toContain('/记 记下一句话')
    await says('nobody', '帮助')
    expect(hears('nobody')[0]).not.toContain('/记')
  })
})

describe('when the database takes no writes', () => {
  const broken = (inner: Store): Store => ({
    all: (sql, ...params) => inner.all(sql, ...params),
    first: (sql, ...params) => inner.first(sql, ...params),
    round: (queries) => inner.round(queries),
    commit: async (_: readonly Statement[]) => {
      throw new StoreUnavailable('database is locked')
    },
    close: () => inner.close(),
  })

  test('the person is told that nothing was recorded, and a repeat later takes effect', async () => {
    const good = await small()
    const bad = await small({ store: broken(good.store) })
    const handled = await bad.says('chen', '/记 开会', 'same')
    expect(handled.status).toBe('failed')
    expect(handled.reply?.title).toMatch(/没有记录/)
    expect(await good.store.all('SELECT * FROM inbox')).toEqual([])
    expect(await good.says('chen', '/记 开会', 'same')).toEqual({ status: 'noted' })
  })

  test('a fault of a command leaves nothing behind either', async () => {
    const store = await freshStore()
    const failing = await small({
      parts: {
        store,
        commands: [
          {
            name: '坏',
            words: [],
            right: { kind: 'anyone' },
            summary: '坏',
            run: () => Promise.reject(new Error('bug')),
          },
        ],
      },
    })
    const handled = await failing.says('chen', '/坏')
    expect(handled.reply?.title).toMatch(/没有记录/)
    expect(failing.log.at(-1)).toMatchObject({ event: 'failed' })
    expect(await store.all('SELECT * FROM inbox')).toEqual([])
  })
})
