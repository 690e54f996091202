/** No question to the database grows with the history: every statement of reporting finds its rows by an index. */

import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { expect, test } from 'vitest'
import { audit } from '../../src/ledger/index.ts'
import type { Store, Value } from '../../src/store/index.ts'
import { openSqlite } from '../../src/store/sqlite.ts'
import { chat } from './chat.ts'

interface Asked {
  readonly sql: string
  readonly params: readonly Value[]
}

/** A store that keeps what it was asked; people first sit down in it as usual. */
function listening(store: Store, asked: Map<string, Asked>): Store {
  const note = (sql: string, params: readonly Value[]) => void asked.set(sql, { sql, params })
  return {
    all: (sql, ...params) => {
      note(sql, params)
      return store.all(sql, ...params)
    },
    first: (sql, ...params) => {
      note(sql, params)
      return store.first(sql, ...params)
    },
    round: (queries) => {
      for (const one of queries) note(one.sql, one.params)
      return store.round(queries)
    },
    commit: (statements) => {
      for (const one of statements) note(one.sql, one.params)
      return store.commit(statements)
    },
    close: () => store.close(),
  }
}

/** A day in the life of a county and its coordinators, every command once. */
async function day(c: Awaited<ReturnType<typeof chat>>): Promise<void> {
  const first = await c.says('柳泉', '/上报 老旧木厂 12家，存量林地 480亩 截至6月底')
  await c.sends('柳泉', '清单.pdf', new TextEncoder().encode('%PDF'))
  await c.presses('柳泉', first, '修改')
  await c.says('柳泉', '/补充说明 已核')
  await c.says('柳泉', '/填报')
  await c.says('柳泉', '/佐证 6月')
  await c.says('柳泉', '/台账 老旧木厂')
  await c.says('柳泉', '/上报 散锯点 5家 截至6月底')
  await c.says('柳泉', '/确认 属实')
  await c.says('柳泉', '/撤回')
  await c.says('柳泉', '/零报告')
  await c.says('澄州', '/审核')
  await c.says('澄州', '/退回 柳泉 存量林地 不符')
  await c.says('澄州', '/通过 柳泉')
  await c.says('省办', '/接收 6月')
  await c.send('省办', { kind: 'action', command: '接收', values: { sure: 'yes' } })
  await c.says('省办', '/锁定 6月')
  await c.send('省办', { kind: 'action', command: '锁定', values: { period: '2017-06', sure: 'yes' } })
  await c.says('柳泉', '/更正 老旧木厂 14家 备注 漏报')
  await c.says('省办', '/批准更正')
  await c.says('路人', '/绑定 苇渡 王五')
  await c.recalls('柳泉', first.id)
}

/** Tables that grow with every message or every period. */
const GROWING = ['inbox', 'outbox', 'ledger', 'cell', 'draft', 'draft_end', 'evidence', 'binding']

test('every statement looks its rows up', async () => {
  const store = openSqlite(':memory:')
  const asked = new Map<string, Asked>()
  const c = await chat()
  const rows = await c.store.all<{ id: string; role: string; region: string }>(
    'SELECT p.id, o.role, o.region FROM person p JOIN post o ON o.person = p.id',
  )
  await store.commit(
    rows.flatMap(({ id, role, region }) => [
      { sql: 'INSERT INTO person (id, name) VALUES (?, ?)', params: [id, id] },
      { sql: 'INSERT INTO account (account, person) VALUES (?, ?)', params: [`test:${id}`, id] },
      { sql: 'INSERT INTO post (person, role, region) VALUES (?, ?, ?)', params: [id, role, region] },
    ]),
  )
  await day(await chat({ store: listening(store, asked) }))
  expect((await audit(store)).entries).toBeGreaterThan(15)
  expect(asked.size).toBeGreaterThan(40)

  const scans: string[] = []
  for (const { sql } of asked.values()) {
    for (const detail of plan(sql)) {
      const [, verb, table, rest] = /^(SCAN|SEARCH) (\w+)(.*)$/.exec(detail) ?? []
      const name = tableOf(sql, table ?? '')
      if (!GROWING.includes(name)) continue
      if (verb === 'SCAN') scans.push(`${detail} of ${name}: ${sql}`)
      // By its region alone a county's whole history would be read.
      else if (
        ['ledger', 'cell'].includes(name) &&
        /PRIMARY KEY \(region=\?\)$/.test(rest ?? '') &&
        !/MAX\(sequence\)/.test(sql)
      )
        scans.push(`${detail} of ${name}: ${sql}`)
    }
  }
  expect(scans).toEqual([])
})

const db = new Database(':memory:')
const MIGRATIONS = join(import.meta.dirname, '../../src/store/migrations')
for (const file of readdirSync(MIGRATIONS).sort()) db.exec(readFileSync(join(MIGRATIONS, file), 'utf8'))

const plan = (sql: string): string[] =>
  db
    .prepare<unknown[], { detail: string }>(`EXPLAIN QUERY PLAN ${sql}`)
    .all(...Array.from({ length: (sql.match(/\?/g) ?? []).length }, () => '[]'))
    .map((row) => row.detail)

/** The table behind an alias. */
const tableOf = (sql: string, alias: string): string =>
  GROWING.find((table) => new RegExp(`\\b${table}\\s+${alias}\\b`).test(sql)) ?? alias
