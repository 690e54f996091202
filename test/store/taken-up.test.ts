/**
 * What the program takes up later (a message that waits, a draft, a file to be kept, what is to be sent) is its own:
 * a row that somebody put into the file, or changed there, is not acted on, and administrators are told.
 */
import { createHash } from 'node:crypto'
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { readingJob } from '../../src/ask/reader/finish.ts'
import { tellForged } from '../../src/health/index.ts'
import { say } from '../../src/message/card.ts'
import { post } from '../../src/message/outgoing.ts'
import { instant, parseInstant } from '../../src/office/day.ts'
import type { PersonId } from '../../src/office/person.ts'
import { changedBehind } from '../../src/store/change-log/behind.node.ts'
import { keyHash } from '../../src/store/change-log/line.node.ts'
import { openOn } from '../../src/store/connected.ts'
import type { DatabaseConnection, Driver, PreparedStatement } from '../../src/store/driver.ts'
import { sql } from '../../src/store/index.ts'
import { openSqlite, sqlite } from '../../src/store/sqlite.ts'
import { small } from '../assistant/small.ts'
import { office, whole } from '../invented.ts'

const folder = mkdtempSync(join(tmpdir(), 'yaodian-taken-up-'))
afterAll(() => rmSync(folder, { recursive: true }))
const empty = join(folder, 'empty.db')
beforeAll(() => openSqlite(empty, { demo: true }).close())

const SECRET = 'a secret of the office'
const NOW = parseInstant('2017-07-03 09:00') ?? instant(0)
const LIUQUAN = whole.regions.find('柳泉县')?.key ?? ''

const closing: (() => void)[] = []
afterEach(() => {
  for (const close of closing.splice(0)) close()
})
let copies = 0

/** An office on a machine, and whoever has its file. */
async function opened(secret?: string) {
  const path = join(folder, `${++copies}.db`)
  copyFileSync(empty, path)
  const store = openSqlite(path, { demo: true, secret })
  const behind = new Database(path)
  behind.pragma('foreign_keys = OFF')
  closing.push(
    () => behind.close(),
    () => store.close(),
  )
  const log: Record<string, unknown>[] = []
  const people = await office(store, '2017-07-03 09:00', { log: (entry) => void log.push(entry) })
  await store.commit([
    sql(`INSERT INTO person (id, name) VALUES ('ma', '马工')`),
    sql(`INSERT INTO account (account, person) VALUES ('test:ma', 'ma')`),
    sql(`INSERT INTO post (person, role, region) VALUES ('ma', 'admin', ?)`, whole.regions.province.key),
  ])
  const change = (text: string, ...params: (string | number)[]): void => {
    expect(behind.prepare(text).run(...params).changes).toBeGreaterThan(0)
  }
  const count = (table: string): number => Number(behind.prepare(`SELECT count(*) FROM ${table}`).pluck().get())
  /** What `audit verify` finds. */
  const audited = (): string[] => changedBehind(behind, secret).map(({ what, message }) => `${what}: ${message}`)
  /** What administrators are told at the next minute. */
  const told = async (): Promise<string> => {
    await tellForged(store, NOW)
    return store
      .all<{ card: string }>(`SELECT card FROM outbox WHERE key LIKE 'forged.%'`)
      .then((rows) => rows.map(({ card }) => card).join())
  }
  return { store, behind, people, log, change, count, audited, told }
}

const REPORT = '/上报 老旧木厂 12家 截至 6月30日'
const DRAFT = '六月老旧木厂12家'
const message = (text: string, id = 'x') =>
  JSON.stringify({
    id,
    channel: 'test',
    account: 'test:柳泉',
    chat: { id: 'chat-柳泉', kind: 'private' },
    at: NOW,
    kind: 'text',
    text,
  })
const PENDING = `INSERT INTO pending (id, incoming, at, tries, state) VALUES (?, ?, ?, 1, 'received')`

describe('a message that waits', () => {
  test('that the program received is handled', async () => {
    const { store, people, count, audited } = await opened()
    await store.commit([sql(PENDING, 'test:x', message(REPORT), NOW)])
    await people.until('2017-07-03 09:15')
    expect(count('ledger')).toBe(1)
    expect(count('pending')).toBe(0)
    expect(audited()).toEqual([])
  })

  test('and that somebody put in is not: nothing is recorded, nobody hears anything, administrators do', async () => {
    const { people, change, count, audited, told } = await opened()
    change(PENDING, 'test:x', message(REPORT), NOW)
    await people.until('2017-07-03 09:15')
    expect([count('ledger'), count('draft'), count('pending')]).toEqual([0, 0, 0])
    expect(people.hears('柳泉')).toEqual([])
    expect(await told()).toMatch(/待处理的消息[\s\S]*test:x[\s\S]*老旧木厂 12家/)
    expect(audited()).toEqual([expect.stringMatching(/^pending: 待处理的消息.*不是要点写进去的/)])
  })

  test('and whose words somebody changed is not', async () => {
    const { store, people, change, count, audited } = await opened()
    await store.commit([sql(PENDING, 'test:x', message(REPORT), NOW)])
    change(`UPDATE pending SET incoming = replace(incoming, '12家', '13家')`)
    await people.until('2017-07-03 09:15')
    expect([count('ledger'), count('pending')]).toEqual([0, 0])
    expect(audited()).toEqual([expect.stringMatching(/^pending: .*改动过/)])
  })

  test('and that was handled once and is put back as it was is not', async () => {
    const { store, behind, people, count } = await opened()
    await store.commit([sql(PENDING, 'test:x', message('/台账'), NOW)])
    const row = behind.prepare<[], { incoming: string; at: number }>('SELECT incoming, at FROM pending').get()
    await people.until('2017-07-03 09:15')
    const heard = people.hears('柳泉').length
    expect(heard).toBe(1)
    behind.exec(`DELETE FROM inbox; DELETE FROM outbox`)
    behind.prepare(PENDING).run('test:x', row?.incoming, row?.at)
    await people.until('2017-07-03 09:45')
    expect(count('inbox')).toBe(0)
    expect(count('pending')).toBe(0)
  })

  test('and that was handled once is not, where the line that says so was spoilt in the log', async () => {
    const { store, behind, people, change, count } = await opened()
    await store.commit([sql(PENDING, 'test:x', message('/台账'), NOW)])
    const row = behind.prepare<[], { incoming: string; at: number }>('SELECT incoming, at FROM pending').get()
    const born = Number(behind.prepare('SELECT max(sequence) FROM change_log').pluck().get())
    await people.until('2017-07-03 09:15')
    behind.exec('DELETE FROM inbox; DELETE FROM outbox')
    change(`UPDATE change_log SET changes = '[' || changes WHERE sequence > ?`, born)
    behind.prepare(PENDING).run('test:x', row?.incoming ?? '', row?.at ?? 0)
    await people.until('2017-07-03 09:45')
    expect([count('inbox'), count('pending')]).toEqual([0, 0])
  })

  test('and that was set aside, put in by somebody, is not tried again', async () => {
    const { store, people, change, count } = await opened()
    change(
      `INSERT INTO pending (id, incoming, at, tries, state, why) VALUES ('test:x', ?, ?, 1, 'set-aside', 'died')`,
      message(REPORT),
      NOW,
    )
    await expect(
      store.commit([
        sql(`UPDATE pending SET state = 'again', tries = tries + 1 WHERE id = 'test:x' AND state = 'set-aside'`),
      ]),
    ).rejects.toThrow('test:x')
    await people.until('2017-07-03 09:15')
    expect([count('ledger'), count('pending')]).toEqual([0, 0])
  })
})

describe('a draft', () => {
  const drafted = async (secret?: string) => {
    const office = await opened(secret)
    expect(await office.people.says('柳泉', DRAFT)).toMatch(/12家/)
    expect(office.count('draft')).toBe(1)
    return office
  }

  test('that is as it was shown is recorded with a yes', async () => {
    const { people, count, audited } = await drafted()
    await people.says('柳泉', '对')
    expect(count('ledger')).toBe(1)
    expect(audited()).toEqual([])
  })

  test.each([
    ['its figure', `UPDATE draft SET content = replace(content, '12', '13')`],
    ['when it was said', 'UPDATE draft SET at = at + 1'],
    ['whose it is', `UPDATE draft SET person = '竹坞'`],
  ])(
    'of which somebody changed %s after it was shown is not recorded, and whoever says yes is told that none waits',
    async (_, changed) => {
      const { people, change, count, audited, told } = await drafted()
      change(changed)
      const heard = await people.presses('柳泉', '确认')
      expect(count('ledger')).toBe(0)
      expect(heard).not.toMatch(/13家/)
      expect(await told()).toMatch(/草稿/)
      expect(audited()).toContainEqual(expect.stringMatching(/^draft: .*改动过/))
    },
  )

  test('that somebody put in is not recorded, and the county’s own report afterwards is', async () => {
    const { behind, people, change, count } = await drafted()
    const row = behind.prepare<[], { content: string }>('SELECT content FROM draft').get()
    await people.says('柳泉', '放弃')
    change(
      'INSERT INTO draft (id, region, person, at, content, open) VALUES (?, ?, ?, ?, ?, 1)',
      'test:forged',
      LIUQUAN,
      '柳泉',
      NOW,
      (row?.content ?? '').replaceAll('12', '99'),
    )
    await people.acts('柳泉', '确认', { draft: 'test:forged' })
    expect(count('ledger')).toBe(0)
    expect(await people.says('柳泉', REPORT)).toMatch(/12家/)
    expect(count('ledger')).toBe(1)
  })

  test.each([
    ['makes a draft genuine where the office has no key', undefined, 0],
    ['makes none where it has one, and the line bears no key', SECRET, 0],
    ['makes none where it has one, and the line says that it bears it', SECRET, 1],
  ])('a line that somebody who knows the program adds to the log %s', async (_, secret, keyed) => {
    const { behind, people, change, count } = await drafted(secret)
    change(`UPDATE draft SET content = replace(content, '12', '13')`)
    const row = behind
      .prepare<[], { id: string; region: string; person: string; at: number; content: string; open: number }>(
        'SELECT * FROM draft',
      )
      .get()
    if (!row) throw new Error('no draft')
    const { id, region, person, at, content, open } = row
    const hash = (text: string) => createHash('sha256').update(text).digest('base64url')
    const last = behind
      .prepare<[], { sequence: number; at: number; hash: string }>('SELECT * FROM change_log ORDER BY sequence DESC')
      .get()
    if (!last) throw new Error('no log')
    const changes = JSON.stringify([
      [
        'draft',
        keyHash('draft', JSON.stringify([id])),
        hash(JSON.stringify([id, region, person, at, content, open])).slice(0, 22),
      ],
    ])
    const line = [last.sequence + 1, last.at, changes, keyed] as const
    change(
      'INSERT INTO change_log (sequence, at, changes, keyed, hash) VALUES (?, ?, ?, ?, ?)',
      ...line,
      hash(JSON.stringify([last.hash, ...line])),
    )
    await people.presses('柳泉', '确认')
    expect(count('ledger')).toBe(secret ? 0 : 1)
  })
})

test('a draft of before a key was set is still recorded', async () => {
  const { behind, people } = await opened()
  await people.says('柳泉', DRAFT)
  const store = openSqlite(behind.name, { demo: true, secret: SECRET })
  closing.push(() => store.close())
  await store.commit([sql(`UPDATE draft SET open = 0`)])
  expect(await store.all('SELECT open FROM draft')).toEqual([{ open: 0 }])
})

test('a file that waits to be kept, and whose text somebody changed, is not kept', async () => {
  const { people, change, count, told } = await opened()
  const text =
    '关于做好闲置苗棚排查工作的通知\n\n临工办〔2017〕31号\n\n各县（市、区）工业办：\n\n2017年排查闲置苗棚450万平方米。\n\n临江省工业办公室\n2017年6月20日\n'
  await people.sends('省办', '通知.txt', text)
  change(`UPDATE waiting_document SET text = replace(text, '450', '950')`)
  const before = count('document')
  await people.presses('省办', '入库')
  expect(count('document')).toBe(before)
  expect(count('waiting_document')).toBe(0)
  expect(await told()).toMatch(/等待入库的文件/)
  await people.sends('省办', '通知.txt', text)
  await people.presses('省办', '入库')
  expect(count('document')).toBe(before + 1)
})

describe('what is to be sent', () => {
  const reminder = (key: string) =>
    post(
      {
        key,
        to: { kind: 'person', person: '竹坞' as PersonId },
        card: say(`请上报 ${key}`),
        due: instant(NOW + 60_000),
      },
      NOW,
    )
  const forged = `INSERT INTO outbox (key, person, card, due, urgent, created, grows, state, attempts) SELECT 'forged', '柳泉', card, due, 0, created, 0, 'queued', 0 FROM outbox WHERE key = 'r1'`

  test.each([
    ['put in', forged],
    ['with other words', `UPDATE outbox SET card = replace(card, 'r1', '别的') WHERE key = 'r1'`],
    ['to somebody else', `UPDATE outbox SET person = '柳泉' WHERE key = 'r1'`],
    ['with a file', `UPDATE outbox SET file = '{"name":"a","mime":"b","key":"名册"}' WHERE key = 'r1'`],
    ['in place of another', `UPDATE outbox SET replaces = 're:x' WHERE key = 'r1'`],
    ['on another condition', `UPDATE outbox SET "unless" = '{"sql":"SELECT 1","params":[]}' WHERE key = 'r1'`],
  ])('%s by somebody else is not sent, and what waits behind it is', async (_, changed) => {
    const { store, people, change, told } = await opened()
    await store.commit([reminder('r1'), reminder('r2')])
    change(changed)
    await people.until('2017-07-03 09:15')
    await people.until('2017-07-03 09:30')
    expect(people.hears('柳泉')).toEqual([])
    expect(people.hears('竹坞').filter((one) => one.startsWith('请上报 '))).toEqual(
      changed === forged ? ['请上报 r1', '请上报 r2'] : ['请上报 r2'],
    )
    expect(await told()).toMatch(/发出的消息/)
  })
})

describe('what was sent, or given up', () => {
  test.each([
    ['sent', 'queued again', `state = 'queued'`],
    [
      'sent',
      'queued again as if it never had been',
      `state = 'queued', sent = NULL, message = NULL, tried = NULL, attempts = 0`,
    ],
    ['dropped', 'queued again', `state = 'queued', due = 0`],
  ])('%s, and %s by somebody else, is not sent once more, and the key stays taken', async (ending, _, changed) => {
    const { store, people, change, behind, audited, told } = await opened()
    const due = instant(NOW + 60_000)
    await store.commit([
      post({ key: 'r1', to: { kind: 'person', person: '竹坞' as PersonId }, card: say('请上报'), due }, NOW),
    ])
    if (ending === 'dropped') await store.commit([sql(`UPDATE outbox SET state = 'dropped' WHERE key = 'r1'`)])
    await people.until('2017-07-03 09:15')
    const heard = people.hears('竹坞').length
    expect(heard).toBe(ending === 'sent' ? 1 : 0)
    expect(audited()).toEqual([])
    change(`UPDATE outbox SET ${changed} WHERE key = 'r1'`)
    expect(audited()).toEqual([expect.stringMatching(/^outbox: 发出的消息 r1 写入以后被改动过/)])
    await people.until('2017-07-03 09:30')
    expect(people.hears('竹坞')).toHaveLength(heard)
    expect(behind.prepare(`SELECT state FROM outbox WHERE key = 'r1'`).pluck().get()).toBe('unknown')
    expect(await told()).toMatch(/发出的消息 r1/)
    expect(audited()).toContainEqual(expect.stringMatching(/^outbox: .*此前被改动过/))
  })

  test('waits, and marked as sent by somebody else: the audit tells', async () => {
    const { store, people, change, audited } = await opened()
    const due = instant(NOW + 3_600_000)
    await store.commit([
      post({ key: 'r1', to: { kind: 'person', person: '竹坞' as PersonId }, card: say('请上报'), due }, NOW),
    ])
    change(`UPDATE outbox SET state = 'sent' WHERE key = 'r1'`)
    await people.until('2017-07-03 10:30')
    expect(people.hears('竹坞')).toEqual([])
    expect(audited()).toEqual([expect.stringMatching(/^outbox: .*改动过/)])
  })
})

test('an answer that waits for a model is said as the program found it, and is not where somebody changed it', async () => {
  const { store, change, count, told } = await opened()
  const { assistant, now, hears } = await small({ store, parts: { jobs: [readingJob] } })
  const answer = JSON.stringify({ status: 'declined', reason: 'not-written', text: '文件里没有写。', citations: [] })
  const waits = (question: string) =>
    sql(
      `INSERT INTO wording (question, channel, chat, reply_to, asked, answer, deadline) VALUES (?, 'test', 'chat-wu', 'q', '问', ?, 1)`,
      question,
      answer,
    )
  await store.commit([waits('test:q')])
  await assistant.tick(now())
  expect(hears('wu')).toEqual([expect.stringContaining('文件里没有写')])
  await store.commit([waits('test:r')])
  change(`UPDATE wording SET answer = replace(answer, '没有写', '写了') WHERE question = 'test:r'`)
  await assistant.tick(now())
  expect(hears('wu')).toHaveLength(1)
  expect(count('wording')).toBe(1)
  expect(await told()).toMatch(/等待模型的问题/)
})

describe('what somebody asked for, and another grants or answers', () => {
  type People = Awaited<ReturnType<typeof office>>
  const ASKED: readonly (readonly [
    what: string,
    ask: (people: People) => Promise<string>,
    answer: (people: People) => Promise<string>,
    answered: string,
    changed: string,
  ])[] = [
    [
      'a post',
      (people) => people.says('路人', '/绑定 柳泉县 王五'),
      (people) => people.presses('澄州', '通过'),
      'binding_end',
      `UPDATE binding SET account = 'test:别人'`,
    ],
    [
      'more time',
      (people) => people.says('柳泉', '/延期 7月7日 因 数据核实中'),
      (people) => people.presses('澄州', '同意'),
      'extension_decision',
      `UPDATE extension SET due = '2017-07-20'`,
    ],
    [
      'an answer',
      (people) => people.says('柳泉', '/转人工 破产清算还没终结的算不算处置'),
      (people) => people.fills('澄州', { answer: '终结后才算' }),
      'handover_answer',
      `UPDATE handover SET chat = 'chat-别人'`,
    ],
  ]

  test.each(ASKED)(
    '%s: as it was asked for it is, changed by somebody it is not',
    async (_, ask, answer, answered, changed) => {
      const genuine = await opened()
      await ask(genuine.people)
      await answer(genuine.people)
      expect(genuine.count(answered)).toBe(1)
      expect(genuine.audited()).toEqual([])
      const forged = await opened()
      await ask(forged.people)
      forged.change(changed)
      await answer(forged.people)
      expect(forged.count(answered)).toBe(0)
      expect(forged.people.hears('别人')).toEqual([])
      expect(await forged.told()).toMatch(/不是要点写进去的|改动过/)
    },
  )
})

describe('what is changed behind the program, and then by the program, is found although nothing of it is left', () => {
  test.each([
    [
      'a name',
      `UPDATE person SET phone = '13900000000' WHERE id = '柳泉'`,
      `UPDATE person SET phone = '1' WHERE id = '柳泉'`,
      /^person: .*改动过/,
    ],
    [
      'a person put in',
      `INSERT INTO person (id, name) VALUES ('forged', '甲')`,
      `DELETE FROM person WHERE id = 'forged'`,
      /^person: .*不是要点写进去的/,
    ],
    [
      'a post deleted',
      `DELETE FROM post WHERE person = 'ma'`,
      `INSERT INTO post (person, role, region) SELECT 'ma', 'admin', region FROM post WHERE person = '省办'`,
      /^post: .*被删过/,
    ],
  ])('%s', async (_, behind, own, found) => {
    const { store, change, audited } = await opened()
    change(behind)
    await store.commit([sql(own)])
    expect(audited()).toEqual([expect.stringMatching(found)])
  })
})

describe('what 好 is a yes to', () => {
  const previewed = async () => {
    const office = await opened()
    expect(await office.people.says('省办', '催一下柳泉县')).toMatch(/没报齐的：柳泉县/)
    return office
  }
  const reminded = ({ people }: Awaited<ReturnType<typeof opened>>, whom: string): number =>
    people.hears(whom).filter((one) => one.includes('请')).length

  test('is what was shown', async () => {
    const office = await previewed()
    await office.people.says('省办', '好')
    expect([reminded(office, '柳泉'), reminded(office, '竹坞')]).toEqual([1, 0])
    expect(office.audited()).toEqual([])
  })

  test('is nothing where somebody changed it since: nobody is reminded, the message stays known, administrators are told', async () => {
    const office = await previewed()
    office.change(`UPDATE inbox SET kept = replace(kept, '980522', '980523') WHERE kept IS NOT NULL`)
    await office.people.says('省办', '好')
    expect([reminded(office, '柳泉'), reminded(office, '竹坞')]).toEqual([0, 0])
    expect(office.count('inbox')).toBe(2)
    expect(office.behind.prepare('SELECT kept FROM inbox ORDER BY at, id').pluck().get()).toBeNull()
    expect(await office.told()).toMatch(/消息[\s\S]*改动过，已移出或作废/)
    expect(office.audited()).toContainEqual(expect.stringMatching(/^inbox: .*改动过/))
  })

  test.each(['09:10', '09:29', '09:45', '11:00'])(
    'is, however late it is said, at %s nothing that somebody changed, and within half an hour what was shown',
    async (clock) => {
      const genuine = await previewed()
      await genuine.people.until(`2017-07-03 ${clock}`)
      await genuine.people.says('省办', '好')
      expect(reminded(genuine, '柳泉')).toBe(clock < '09:30' ? 1 : 0)
      const changed = await previewed()
      changed.change(`UPDATE inbox SET kept = replace(kept, '980522', '980523') WHERE kept IS NOT NULL`)
      await changed.people.until(`2017-07-03 ${clock}`)
      await changed.people.says('省办', '好')
      expect(reminded(changed, '竹坞')).toBe(0)
    },
  )

  test('is nothing where somebody put the turn in', async () => {
    const office = await previewed()
    office.change(
      `INSERT INTO inbox (id, channel, account, chat, at, kind, text, command, status, kept)
       SELECT 'test:forged', channel, account, chat, at + 1, kind, text, command, status, replace(kept, '980522', '980523') FROM inbox`,
    )
    await office.people.says('省办', '好')
    expect(reminded(office, '竹坞')).toBe(0)
    expect(office.behind.prepare(`SELECT 1 FROM inbox WHERE id = 'test:forged'`).get()).toBeUndefined()
  })
})

test('what an office of before had under way is its own, and what is put in after that is not', async () => {
  const { store, behind, people, count } = await opened()
  await people.says('柳泉', DRAFT)
  behind.exec(`DELETE FROM change_log; DELETE FROM d1_migrations WHERE name LIKE '0024%'`)
  await store.commit([sql(`UPDATE person SET phone = '1' WHERE id = 'ma'`)])
  const upgraded = openSqlite(behind.name, { demo: true })
  closing.push(() => upgraded.close())
  await upgraded.commit([sql(`UPDATE draft SET content = '{}'`)])
  expect(count('draft')).toBe(1)
  behind.exec(`UPDATE draft SET content = '{"items":[]}'`)
  await expect(upgraded.commit([sql('UPDATE draft SET open = 0')])).rejects.toThrow('draft')
  expect(count('draft')).toBe(0)
})

test('administrators are told of it once, and where there are none as soon as there is one', async () => {
  const { store, behind, people, change, told } = await opened()
  await store.commit([sql(`DELETE FROM post WHERE person = 'ma'`)])
  change(PENDING, 'test:x', message(REPORT), NOW)
  await people.until('2017-07-03 09:15')
  expect(await told()).toBe('')
  await store.commit([
    sql(`INSERT INTO post (person, role, region) VALUES ('ma', 'admin', ?)`, whole.regions.province.key),
  ])
  expect(await told()).toContain('test:x')
  await tellForged(store, instant(NOW + 60_000))
  expect(behind.prepare(`SELECT count(*) FROM outbox WHERE key LIKE 'forged.%'`).pluck().get()).toBe(1)
  expect(behind.prepare(`SELECT 1 FROM setting WHERE name LIKE 'forged.%'`).get()).toBeUndefined()
})

test('administrators are told of what was refused, though somebody put what nobody can read beside it', async () => {
  const { people, change, told } = await opened()
  change(`INSERT INTO setting VALUES ('forged.0', 'x')`)
  change(PENDING, 'test:x', message(REPORT), NOW)
  await people.until('2017-07-03 09:15')
  expect(await told()).toMatch(/forged\.0[\s\S]*test:x/)
})

test('a draft is still found genuine behind three thousand later lines of the log, and a forged one is still refused', async () => {
  const { store, people, change, count } = await opened()
  await people.says('柳泉', DRAFT)
  await people.says('竹坞', '六月老旧木厂2家')
  for (let at = 0; at < 3_000; at++) await store.commit([sql(`UPDATE person SET phone = ? WHERE id = 'ma'`, at)])
  change(`UPDATE draft SET at = at + 1 WHERE person = '竹坞'`)
  await people.presses('柳泉', '确认')
  await people.presses('竹坞', '确认')
  expect(count('ledger')).toBe(1)
})

test('what was written is found without the log being read again, whichever connection wrote it, and what was changed is refused', async () => {
  const path = join(folder, `${++copies}.db`)
  copyFileSync(empty, path)
  let lines = 0
  const store = openOn(
    countingLines(() => lines++),
    path,
    { demo: true },
  )
  const other = openSqlite(path, { demo: true })
  const behind = new Database(path)
  closing.push(
    () => behind.close(),
    () => other.close(),
    () => store.close(),
  )
  const again = (id: string) => [sql('UPDATE pending SET tries = tries + 1 WHERE id = ?', id)]
  for (const id of ['old', 'new']) await store.commit([sql(PENDING, id, message(REPORT), NOW)])
  await other.commit(again('old'))
  for (let n = 0; n < 200; n++) await store.commit(again('new'))
  lines = 0
  await store.commit(again('old'))
  expect(lines).toBe(1)
  behind.exec(`UPDATE pending SET incoming = '{}' WHERE id = 'old'`)
  await expect(store.commit(again('old'))).rejects.toThrow('pending')
  expect(await store.all('SELECT id FROM pending')).toEqual([{ id: 'new' }])
})

/** SQLite, where each line of the log that is read whole is told of. */
const countingLines = (told: () => void): Driver => ({
  ...sqlite,
  connect(at, how) {
    const db: DatabaseConnection = sqlite.connect(at, how)
    const prepare = <R>(text: string): PreparedStatement<R> => {
      const statement = db.prepare<R>(text)
      if (!text.startsWith('SELECT * FROM change_log')) return statement
      return {
        ...{ get: (...given) => statement.get(...given), iterate: (...given) => statement.iterate(...given) },
        ...{ run: (...given) => statement.run(...given), pluck: () => statement.pluck() },
        all(...given) {
          const rows = statement.all(...given)
          for (const _ of rows) told()
          return rows
        },
      }
    }
    return {
      ...{ name: db.name, prepare, exec: (text) => db.exec(text), close: () => db.close() },
      ...{
        function: (name, options, work) => db.function(name, options, work),
        transaction: (work) => db.transaction(work),
      },
    }
  },
})
