import { describe, expect, test } from 'vitest'
import type { SourceView } from '../../../src/channels/console/source.ts'
import { type Card, say } from '../../../src/message/card.ts'
import { at, type Day } from '../../../src/office/day.ts'
import { LIUQUAN, smallConsole, ZHUWU } from './small.ts'

const text = (said: string, id = 'message-0001') => ({ kind: 'text', id, account: LIUQUAN, text: said })

describe('the page', () => {
  test('is served at the root with everything that it names', async () => {
    const { app } = smallConsole()
    const page = await app.request('http://localhost/')
    expect(page.status).toBe(200)
    const html = await page.text()
    const named = [...html.matchAll(/(?:href|src)="(\/[^"#]+)"/g)].map((match) => match[1] ?? '')
    expect(named.length).toBeGreaterThan(4)
    for (const path of named) expect((await app.request(`http://localhost${path}`)).status, path).toBe(200)
  })

  test('every module that a module imports is served', async () => {
    const { app } = smallConsole()
    const seen = new Set(['main.js'])
    for (const name of seen) {
      const response = await app.request(`http://localhost/console/${name}`)
      expect(response.headers.get('content-type'), name).toContain('text/javascript')
      for (const match of (await response.text()).matchAll(/from '\.\/([\w.]+)'/g)) seen.add(match[1] ?? '')
    }
    expect(seen.size).toBeGreaterThan(8)
  })

  test('runs no script and takes no style but its own files', async () => {
    const { app } = smallConsole()
    const page = await app.request('http://localhost/')
    expect(page.headers.get('content-security-policy')).toContain("script-src 'self'; style-src 'self'")
    expect(await page.text()).not.toMatch(/<script(?![^>]*src)|<style|\sstyle="|\son\w+="/)
  })
})

describe('who may ask', () => {
  test.each(['localhost:3000', '127.0.0.1:3000', '[::1]:3000'])('a page at %s is answered', async (host) => {
    const { app } = smallConsole()
    expect((await app.request(`http://${host}/console/api/state`)).status).toBe(200)
  })

  test.each(['evil.example', 'localhost.evil.example', '192.168.1.7:3000'])(
    'a page at %s is refused, whatever address the name points to',
    async (host) => {
      const { app } = smallConsole()
      for (const path of ['/', '/console/main.js', '/console/api/state']) {
        expect((await app.request(`http://${host}${path}`)).status, path).toBe(403)
      }
    },
  )

  test.each([{ origin: 'https://evil.example' }, { origin: 'null' }, { 'sec-fetch-site': 'cross-site' }])(
    'a change sent with %o is refused and does nothing',
    async (headers) => {
      const { api, heard } = smallConsole()
      expect((await api('/messages', text('你好'), headers)).code).toBe(403)
      expect(heard).toEqual([])
      expect((await api('/messages', text('你好'), { origin: 'http://localhost' })).code).toBe(200)
      expect(heard).toHaveLength(1)
    },
  )

  test('nobody speaks as a person that the demo does not have', async () => {
    const { api, heard } = smallConsole()
    const response = await api('/messages', { ...text('你好'), account: 'console:somebody' })
    expect(response.code).toBe(404)
    expect(response.error).toMatch(/身份/)
    expect(heard).toEqual([])
  })
})

describe('a message', () => {
  test('is shown, handled and answered, and a reload shows both', async () => {
    const { api, conversation, heard } = smallConsole()
    expect(await api('/messages', text('你好'))).toEqual({ code: 200, status: 'answered' })
    expect(heard[0]).toMatchObject({
      kind: 'text',
      text: '你好',
      channel: 'console',
      account: LIUQUAN,
      chat: { kind: 'private' },
    })
    expect(await conversation(LIUQUAN)).toEqual(['我：你好', '要点：收到：你好'])
    const { messages } = await api(`/messages?account=${LIUQUAN}`)
    expect(messages.map((message) => message.body.kind)).toEqual(['text', 'card'])
  })

  test('sent again after a lost answer is shown once and handled once', async () => {
    const { api, conversation, heard } = smallConsole()
    await api('/messages', text('老旧木厂12家'))
    await api('/messages', text('老旧木厂12家'))
    expect(heard).toHaveLength(1)
    expect(await conversation(LIUQUAN)).toEqual(['我：老旧木厂12家', '要点：收到：老旧木厂12家'])
  })

  test('of 10 000 characters is taken whole', async () => {
    const { api, heard } = smallConsole()
    expect((await api('/messages', text('长'.repeat(10_000)))).code).toBe(200)
    expect(heard[0]).toMatchObject({ text: '长'.repeat(10_000) })
  })

  test('above 1 MB is refused in a sentence', async () => {
    const { api, heard } = smallConsole()
    const response = await api('/messages', text('长'.repeat(400_000)))
    expect(response.code).toBe(413)
    expect(response.error).toMatch(/1MB/)
    expect(heard).toEqual([])
  })

  test.each([{}, { kind: 'text' }, { ...text('x'), id: "'; DROP TABLE" }, { kind: 'other', id: 'message-0001' }, []])(
    'of no known shape (%o) is refused in a sentence',
    async (body) => {
      const { api, heard } = smallConsole()
      const response = await api('/messages', body)
      expect(response.code).toBe(400)
      expect(response.error).toMatch(/刷新/)
      expect(heard).toEqual([])
    },
  )

  test('that answers another names it', async () => {
    const { api, heard } = smallConsole()
    await api('/messages', { ...text('这是佐证'), replyTo: 're:console:message-0000' })
    expect(heard[0]?.replyTo).toBe('re:console:message-0000')
  })

  test('is said not to be recorded when nothing can be stored, and the same id works once it can', async () => {
    const notStored: Card = { title: '没有记下', tone: 'bad', blocks: [] }
    let broken = true
    const { api } = smallConsole({
      handle: async () => (broken ? { status: 'failed', reply: notStored } : { status: 'recorded' }),
    })
    expect(await api('/messages', text('老旧木厂12家'))).toEqual({ code: 200, status: 'failed', reply: notStored })
    broken = false
    expect(await api('/messages', text('老旧木厂12家'))).toEqual({ code: 200, status: 'recorded' })
  })

  test('whose handling breaks is answered with a sentence, never with the error', async () => {
    const { api, logged } = smallConsole({
      handle: async () => {
        throw new Error('secret detail')
      },
    })
    const response = await api('/messages', text('你好'))
    expect(response.code).toBe(500)
    expect(response.error).toMatch(/重试/)
    expect(JSON.stringify(response)).not.toMatch(/secret/)
    expect(JSON.stringify(logged)).toMatch(/secret/)
  })
})

describe('a card', () => {
  const card: Card = { title: '已登记', blocks: [{ kind: 'buttons', buttons: [{ label: '撤销', command: '撤销' }] }] }

  test('that is pressed comes back as an action that names the card', async () => {
    const { api, heard, conversation } = smallConsole()
    const press = {
      kind: 'action',
      id: 'press-0001',
      account: LIUQUAN,
      command: '撤销',
      values: { report: '7' },
      card: 'c1',
      label: '撤销',
    }
    await api('/messages', press)
    expect(heard[0]).toMatchObject({ kind: 'action', command: '撤销', values: { report: '7' }, card: 'c1' })
    expect(await conversation(LIUQUAN)).toContain('点：撤销')
  })

  test('that is replaced keeps its place, and counts as a change', async () => {
    const { channel, transcript, conversation } = smallConsole()
    const first = await channel.send({ key: 'a', account: LIUQUAN, card, urgent: false })
    expect(first).toEqual({ ok: true, message: 'a' })
    await channel.send({ key: 'b', account: LIUQUAN, card: { title: '别的', blocks: [] }, urgent: false })
    const before = await transcript.latest()
    const second = await channel.send({
      key: 'c',
      account: LIUQUAN,
      card: { title: '已撤销', blocks: [] },
      replaces: 'a',
      urgent: false,
    })
    expect(second).toEqual({ ok: true, message: 'a' })
    expect(await conversation(LIUQUAN)).toEqual(['要点：已撤销', '要点：别的'])
    expect((await transcript.since(before, 10)).map((message) => message.id)).toEqual(['a'])
  })

  test('that replaces what another conversation shows is shown as a new message instead', async () => {
    const { channel, conversation } = smallConsole()
    await channel.send({ key: 'a', account: LIUQUAN, card, urgent: false })
    await channel.send({
      key: 'b',
      account: ZHUWU,
      card: { title: '给竹坞', blocks: [] },
      replaces: 'a',
      urgent: false,
    })
    expect(await conversation(LIUQUAN)).toEqual(['要点：已登记'])
    expect(await conversation(ZHUWU)).toEqual(['要点：给竹坞'])
  })

  test('that is delivered a second time is shown once', async () => {
    const { channel, conversation } = smallConsole()
    for (let i = 0; i < 2; i++) await channel.send({ key: 'due-6', account: ZHUWU, card, urgent: true })
    expect(await conversation(ZHUWU)).toEqual(['要点：已登记'])
  })
})

describe('a file', () => {
  const upload = (app: ReturnType<typeof smallConsole>['app'], content: Uint8Array<ArrayBuffer>) =>
    app.request(
      `http://localhost/console/api/files?account=${LIUQUAN}&id=file-0001&name=${encodeURIComponent('佐证.xlsx')}`,
      {
        method: 'POST',
        headers: { 'content-type': 'application/vnd.ms-excel' },
        body: content,
      },
    )

  test('comes in with its name, size and kind, and its content can be fetched', async () => {
    const { app, heard, channel, conversation } = smallConsole()
    expect((await upload(app, new Uint8Array([1, 2, 3]))).status).toBe(200)
    expect(heard[0]).toMatchObject({
      kind: 'file',
      file: { name: '佐证.xlsx', bytes: 3, mime: 'application/vnd.ms-excel' },
    })
    expect(await channel.fetch?.('file-0001')).toEqual(new Uint8Array([1, 2, 3]))
    expect(await conversation(LIUQUAN)).toContain('附件：佐证.xlsx')
  })

  test('above 5 MB is refused in a sentence', async () => {
    const { app, heard } = smallConsole()
    const response = await upload(app, new Uint8Array(5 * 1024 * 1024 + 1))
    expect(response.status).toBe(413)
    expect(await response.text()).toMatch(/5MB/)
    expect(heard).toEqual([])
  })
})

describe('a file that the assistant hands over', () => {
  const content = new TextEncoder().encode('通报')
  const file = { name: '通报（内部）2017-06-1.docx', mime: 'application/x-docx', content }
  const where = (account: string, message: string) =>
    `http://localhost/console/api/files?${new URLSearchParams({ account, message })}`

  test('stands in the conversation and is fetched under its name, by that conversation alone', async () => {
    const { app, channel, conversation } = smallConsole()
    await channel.send({ key: 'file:1', account: LIUQUAN, card: say('📎'), file, urgent: false })
    expect(await conversation(LIUQUAN)).toEqual(['文件：通报（内部）2017-06-1.docx'])
    const got = await app.request(where(LIUQUAN, 'file:1'))
    expect(new Uint8Array(await got.arrayBuffer())).toEqual(content)
    expect(decodeURIComponent(got.headers.get('content-disposition') ?? '')).toContain(file.name)
    expect(got.headers.get('x-content-type-options')).toBe('nosniff')
    expect((await app.request(where(ZHUWU, 'file:1'))).status).toBe(404)
    expect((await app.request(where(LIUQUAN, 'other'))).status).toBe(404)
  })

  test('is said to be gone after a restart', async () => {
    const { app, transcript } = smallConsole()
    const body = { kind: 'handed', name: file.name, bytes: 6, mime: file.mime } as const
    await transcript.show({ id: 'file:2', account: LIUQUAN, at: at('2017-07-03' as Day), body, urgent: false })
    const got = await app.request(where(LIUQUAN, 'file:2'))
    expect(got.status).toBe(410)
    expect(await got.json()).toEqual({ error: '程序重启过，这份文件已不在，请重新要一次。' })
  })
})

test('a message that is taken back is told to the assistant and shown as taken back', async () => {
  const { api, heard, conversation } = smallConsole({ answer: () => undefined })
  await api('/messages', text('老旧木厂12家'))
  await api('/messages', { kind: 'recall', id: 'recall-0001', account: LIUQUAN, message: 'message-0001' })
  expect(heard[1]).toMatchObject({ kind: 'recall', message: 'message-0001' })
  expect(await conversation(LIUQUAN)).toEqual(['撤回'])
})

describe('what is unread', () => {
  test('counts for each person until it is seen', async () => {
    const { api, channel } = smallConsole()
    const unseen = async () => {
      const { people } = await api('/state')
      return people.map((person) => person.unseen)
    }
    for (const key of ['a', 'b'])
      await channel.send({ key, account: ZHUWU, card: { title: key, blocks: [] }, urgent: false })
    expect(await unseen()).toEqual([0, 2, 0])
    await api('/seen', { account: ZHUWU })
    expect(await unseen()).toEqual([0, 0, 0])
  })
})

describe('the time machine', () => {
  test('says the day, what kind of day it is, and when the next deadline is', async () => {
    const { api } = smallConsole()
    const { clock } = await api('/state')
    expect(clock).toMatchObject({ name: '2017年6月1日', weekday: '周四', kind: '工作日', clock: '10:00' })
    expect(clock.nextDeadline).toBe(at('2017-06-05' as Day, '18:00'))
  })

  test('goes to nine o’clock tomorrow', async () => {
    const { api, now } = smallConsole()
    await api('/clock', { to: 'next-morning' })
    expect(now()).toBe(at('2017-06-02' as Day, '09:00'))
  })

  test('goes to the next deadline, and what falls due on the way is delivered', async () => {
    const { api, now, conversation } = smallConsole()
    await api('/clock', { to: 'next-deadline' })
    expect(now()).toBe(at('2017-06-05' as Day, '18:00'))
    expect(await conversation(ZHUWU)).toEqual(['要点：请上报'])
    const { clock } = await api('/state')
    expect(clock.nextDeadline).toBeUndefined()
  })

  test.each([
    [{ to: 'day', day: '2017-05-31' }, /之后/],
    [{ to: 'day', day: '2017-02-30' }, /之后/],
    [{ to: 'day', day: '2019-01-01' }, /一年/],
  ])('refuses %o with what to do instead', async (destination, sentence) => {
    const { api, now } = smallConsole()
    const before = now()
    const response = await api('/clock', destination)
    expect(response.code).toBe(409)
    expect(response.error).toMatch(sentence)
    expect(now()).toBe(before)
  })

  test('takes no second journey while it is on its way', async () => {
    let arrive = () => {}
    const slow = new Promise<void>((resolve) => {
      arrive = resolve
    })
    const journeys: number[] = []
    const { api } = smallConsole({
      change: {
        clock: {
          now: () => at('2017-06-01' as Day),
          move: (to) => {
            journeys.push(to)
            return slow
          },
          nextDeadline: async () => undefined,
          describe: () => '工作日',
        },
      },
    })
    const first = api('/clock', { to: 'next-morning' })
    const second = await api('/clock', { to: 'next-morning' })
    expect(second.code).toBe(409)
    const { clock } = await api('/state')
    expect(clock.target).toBe(at('2017-06-02' as Day, '09:00'))
    arrive()
    expect((await first).code).toBe(200)
    expect(journeys).toHaveLength(1)
  })
})

describe('the source panel', () => {
  const source = async (document: string, section: string): Promise<SourceView> => {
    const path = `/console/api/source?${new URLSearchParams({ document, section })}`
    return (await (await smallConsole().app.request(path)).json()) as SourceView
  }

  test('marks the provision that is cited, and only that', async () => {
    const view = await source('points', '二（一）')
    expect(view).toMatchObject({ title: '工作要点', number: '沧林振办〔2017〕13号', section: '二（一）' })
    expect(view.lines.filter((line) => line.marked).map((line) => line.text)).toEqual([
      '（一）淘汰落后土窑。力争淘汰1000家以上。',
    ])
  })

  test('shows the whole document when it has no such provision', async () => {
    const view = await source('points', '九')
    expect(view.section).toBeUndefined()
    expect(view.lines).toHaveLength(5)
  })

  test('says when there is no such document', async () => {
    const { api } = smallConsole()
    expect((await api('/source?document=other')).code).toBe(404)
  })
})
