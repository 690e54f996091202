/**
 * A line that somebody puts into the log of changes, in whatever form SQLite takes it: it is told within a minute, what it
 * says is not believed, it hides nothing else, and the office starts, writes on and takes up what is its own.
 */
import { createHash } from 'node:crypto'
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { keyHash, type LogRow, rowHash } from '../../src/store/change-log/line.node.ts'
import { changeHead, sql } from '../../src/store/index.ts'
import { engine } from '../../src/store/machine.node.ts'

const folder = mkdtempSync(join(tmpdir(), 'yaodian-foreign-'))
afterAll(() => rmSync(folder, { recursive: true }))
afterEach(() => engine.useSecret(undefined))
const SECRET = 'a secret of the office'
const first = join(folder, 'first.db')

/** An office with a key, at work for a while: a person, a post and a draft. */
beforeAll(async () => {
  engine.useSecret(SECRET)
  const store = engine.open(first, { demo: true })
  await store.commit([sql(`INSERT INTO person (id, name) VALUES ('p', '甲')`)])
  await store.commit([
    sql(`INSERT INTO post (person, role, region, seal) VALUES ('p', 'contact', '980522', 'before')`),
    sql(`INSERT INTO draft (id, region, person, at, content, open) VALUES ('own', '980522', 'p', 1, '{}', 1)`),
  ])
  store.close()
  engine.useSecret(undefined)
})

let copies = 0
/** That office, stopped, and whoever has its file and knows the program. */
function stopped() {
  engine.useSecret(SECRET)
  const path = join(folder, `${++copies}.db`)
  copyFileSync(first, path)
  const behind = new Database(path)
  behind.pragma('foreign_keys = OFF')
  return { path, behind, told: () => engine.changedBehind(path).map(({ what, message }) => `${what}: ${message}`) }
}

const plainly = (text: string): string => createHash('sha256').update(text).digest('base64url')
const logged = (table: string, key: readonly string[], row: readonly unknown[]) => [
  table,
  keyHash(table, JSON.stringify(key)),
  rowHash(JSON.stringify(row), plainly),
]

/** A right, and a figure that waits for a yes, as the program would have logged them without a key. */
function forge(behind: Database.Database): string {
  behind.exec(`INSERT INTO post (person, role, region, seal) VALUES ('p', 'admin', '980000', 'before');
    INSERT INTO draft (id, region, person, at, content, open) VALUES ('forged', '980523', 'p', 1, '{}', 1)`)
  return JSON.stringify([
    logged('post', ['p', 'admin', '980000'], ['p', 'admin', '980000', null]),
    logged('draft', ['forged'], ['forged', '980523', 'p', 1, '{}', 1]),
  ])
}

/** The line after the last, but for what is `odd` in it, with the hash that anybody can make. */
function put(behind: Database.Database, changes: string, odd: Partial<Record<keyof LogRow | 'hash', unknown>>): void {
  const last = behind
    .prepare<[], LogRow & { hash: string }>('SELECT * FROM change_log ORDER BY sequence DESC LIMIT 1')
    .get()
  if (!last) throw new Error('no line')
  const line = { sequence: last.sequence + 1, at: last.at, changes, keyed: 0, ...odd }
  const { sequence, at, keyed } = line
  const exact = (_: string, value: unknown): unknown => (typeof value === 'bigint' ? Number(value) : value)
  const hash = plainly(JSON.stringify([last.hash, sequence, at, line.changes, keyed], exact))
  behind
    .prepare('INSERT INTO change_log (sequence, at, changes, keyed, hash) VALUES (?, ?, ?, ?, ?)')
    .run(sequence, at, line.changes, keyed, 'hash' in odd ? odd.hash : hash)
}

const BYTES = Buffer.from('x')
const FORMS: readonly (readonly [what: string, odd: Partial<Record<keyof LogRow | 'hash', unknown>>])[] = [
  ['without a key', {}],
  ['with the key’s number', { keyed: 1 }],
  ['of a later key', { keyed: 2 }],
  ['of the latest key that there can be', { keyed: 9_223_372_036_854_775_807n }],
  ['whose key is a word', { keyed: 'none' }],
  ['whose key is bytes', { keyed: BYTES }],
  ['whose key is a half', { keyed: 0.5 }],
  ['whose key is less than none', { keyed: -1 }],
  ['at the last place that there is', { sequence: 9_223_372_036_854_775_807n }],
  ['at the last place that a number is exact', { sequence: BigInt(Number.MAX_SAFE_INTEGER) }],
  ['before the first', { sequence: -7 }],
  ['whose time is a word', { at: 'soon' }],
  ['whose time is bytes', { at: BYTES }],
  ['whose time is no time', { at: 9_000_000_000_000_000n }],
  ['in a hundred years', { at: Date.now() + 100 * 365 * 86_400_000 }],
  ['that says bytes', { changes: BYTES }],
  ['that says nothing', { changes: '' }],
  ['whose hash is bytes', { hash: BYTES }],
]

test('of an office whose file nobody touched nothing is told', () => {
  const { behind, told } = stopped()
  expect(told()).toEqual([])
  behind.close()
})

describe.each(FORMS)('a line %s', (_, odd) => {
  test('is told, is not believed, and hides nothing that was done beside it', () => {
    const { behind, told } = stopped()
    put(behind, forge(behind), odd)
    behind.exec(`INSERT INTO leave (person, from_day, to_day) VALUES ('p', '2017-07-01', '2017-07-31')`)
    expect(told()).toEqual(
      expect.arrayContaining([
        expect.stringMatching(/^log: /),
        expect.stringMatching(/^post: /),
        expect.stringMatching(/^draft: /),
        expect.stringMatching(/^leave: /),
      ]),
    )
    behind.close()
  })

  test('is told within a minute to who looks at what is only read, and stops no start and no commit', async () => {
    const { path, behind } = stopped()
    put(behind, forge(behind), odd)
    const store = engine.openMade(path, { demo: true })
    const watch = engine.watch(path)
    const lines = () => watch().filter(({ what }) => what === 'log').length
    expect(lines()).toBeGreaterThan(0)
    for (const name of ['乙', '丙']) await store.commit([sql('UPDATE person SET name = ?', name)])
    expect(lines()).toBeGreaterThan(0)
    expect(watch().filter(({ what }) => what === 'person')).toEqual([])
    store.close()
    behind.close()
  })

  test('neither makes a draft the office’s own nor takes from the office what is', async () => {
    const { path, behind } = stopped()
    put(behind, forge(behind), odd)
    const store = engine.openMade(path, { demo: true })
    await expect(store.commit([sql(`UPDATE draft SET open = 0 WHERE id = 'forged'`)])).rejects.toThrow('draft forged')
    await store.commit([sql(`UPDATE draft SET open = 0 WHERE id = 'own'`)])
    expect(await store.all('SELECT id, open FROM draft')).toEqual([{ id: 'own', open: 0 }])
    store.close()
    behind.close()
  })

  test('does not stand for the log in what goes out: its head is of what the office wrote since', async () => {
    const { path, behind } = stopped()
    put(behind, forge(behind), odd)
    const store = engine.openMade(path, { demo: true })
    const before = await changeHead(store, Date.now() + 60_000)
    await store.commit([sql(`UPDATE person SET name = '乙'`)])
    expect(await changeHead(store, Date.now() + 60_000)).not.toEqual(before)
    store.close()
    behind.close()
  })
})

test('a line with a word for its key, and a plain one behind it, with which an office’s key was of no use before', async () => {
  const { path, behind, told } = stopped()
  put(behind, forge(behind), { keyed: 'none' })
  put(behind, '[]', {})
  expect(told().filter((one) => one.startsWith('log'))).toHaveLength(2)
  const store = engine.openMade(path, { demo: true })
  await expect(store.commit([sql(`UPDATE draft SET open = 0 WHERE id = 'forged'`)])).rejects.toThrow('draft forged')
  store.close()
  behind.close()
})

/** There whoever knows the program adds lines like its own, and one that bears a key stops a start, as a key that was lost does. */
const KEYLESS = FORMS.filter(([, { keyed = 0 }]) => !(typeof keyed === 'bigint' || Number(keyed) >= 1))

test.each(KEYLESS)(
  'without a key of the office a line %s neither breaks the audit nor stops the work',
  async (_, odd) => {
    const path = join(folder, `${++copies}.db`)
    const store = engine.open(path, { demo: true })
    await store.commit([sql(`INSERT INTO person (id, name) VALUES ('p', '甲')`)])
    const behind = new Database(path)
    const key = keyHash('person', '["p"]')
    put(behind, JSON.stringify([['person', key, 'now', 'before']]), odd)
    const told = () => engine.changedBehind(path).map(({ what }) => what)
    expect(told().length).toBeGreaterThan(0)
    await store.commit([sql(`INSERT INTO person (id, name) VALUES ('q', '乙')`)])
    expect(told().length).toBeGreaterThan(0)
    store.close()
    engine.openMade(path, { demo: true }).close()
    behind.close()
  },
)

test('each line of the log made anew by somebody is told, though none is left that the office wrote', () => {
  const { behind, told } = stopped()
  behind.exec(`UPDATE change_log SET hash = 'x'`)
  expect(told()).toEqual([expect.stringContaining('不是封存时用的那一个')])
  behind.close()
})

test('what was cut off the log under the running office, or changed there, is told within the minute', async () => {
  const { path, behind } = stopped()
  const store = engine.openMade(path, { demo: true })
  const watch = engine.watch(path)
  expect(watch()).toEqual([])
  await store.commit([sql(`UPDATE person SET quiet = '2017-07-03'`)])
  expect(watch()).toEqual([])
  behind.exec('DELETE FROM change_log WHERE sequence = (SELECT max(sequence) FROM change_log)')
  expect(watch().map(({ what }) => what)).toContain('log')
  store.close()
  behind.close()
})

test('after everything was sealed anew nothing is told of it any more, and what is done then is', () => {
  for (const [, odd] of FORMS) {
    const { path, behind, told } = stopped()
    put(behind, forge(behind), odd)
    engine.reseal(path)
    expect(told()).toEqual([])
    expect(engine.watch(path)()).toEqual([])
    behind.exec(`UPDATE person SET name = '乙'`)
    expect(told()).toEqual([expect.stringMatching(/^person: /)])
    behind.close()
  }
})

describe('each minute’s look agrees with the audit on whether something is wrong', () => {
  /** What an office's file goes through by its own people's hands. @returns where it lies then */
  const STATES: readonly (readonly [state: string, come: (path: string) => Promise<string>])[] = [
    ['fresh', async (path) => path],
    ['restored', async (path) => copied(path)],
    ['sealed anew, as after a key that was lost', resealed],
    ['sealed anew twice', async (path) => resealed(await resealed(path))],
    ['sealed anew, at work and restored', async (path) => copied(await atWork(await resealed(path)))],
    ['at work, sealed anew with somebody gone behind the program', async (path) => resealed(await robbed(path))],
  ]
  let keys = 0
  async function resealed(path: string): Promise<string> {
    engine.useSecret(`another secret of the office ${++keys}`)
    engine.reseal(path)
    return path
  }
  const copied = (path: string): string => {
    const to = join(folder, `${++copies}.db`)
    copyFileSync(path, to)
    return to
  }
  async function atWork(path: string): Promise<string> {
    const store = engine.openMade(path, { demo: true })
    await store.commit([sql(`INSERT INTO leave (person, from_day, to_day) VALUES ('p', '2017-08-01', '2017-08-02')`)])
    store.close()
    return path
  }
  async function robbed(path: string): Promise<string> {
    await atWork(path)
    const behind = new Database(path)
    behind.exec('DELETE FROM leave')
    behind.close()
    return path
  }
  const DEEDS: readonly (readonly [deed: string, isWrong: boolean, act: (behind: Database.Database) => void])[] = [
    ['that nobody touched', false, () => {}],
    ['with a right raised', true, (behind) => behind.exec(`UPDATE post SET role = 'admin'`)],
    [
      'whose last line is another',
      true,
      (behind) => behind.exec(`UPDATE change_log SET hash = 'x' WHERE sequence = (${LAST})`),
    ],
    ...FORMS.map(
      ([what, odd]) =>
        [`with a line ${what}`, true, (behind: Database.Database) => put(behind, forge(behind), odd)] as const,
    ),
  ]
  const LAST = 'SELECT max(sequence) FROM change_log'

  test.each(STATES)('of an office that is %s', async (_, come) => {
    for (const [deed, isWrong, act] of DEEDS) {
      const { path: first, behind } = stopped()
      behind.close()
      const path = await come(first)
      const running = engine.watch(path)
      const wrong = () => ({
        deed,
        running: running().length > 0,
        started: engine.watch(path)().length > 0,
        audit: engine.changedBehind(path).length > 0,
      })
      expect(wrong()).toEqual({ deed, running: false, started: false, audit: false })
      const by = new Database(path)
      act(by)
      by.close()
      expect(wrong()).toEqual({ deed, running: isWrong, started: isWrong, audit: isWrong })
    }
  })
})
