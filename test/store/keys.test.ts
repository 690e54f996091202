/** The keys by which nothing happens twice: whatever two processes decide, the second row of the same key is refused. */

import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterAll, describe, expect, test } from 'vitest'
import { openSqlite } from '../../src/store/sqlite.ts'

const folder = mkdtempSync(join(tmpdir(), 'keys-'))
openSqlite(join(folder, 'office.db')).close()
const db = new Database(join(folder, 'office.db'))
db.pragma('foreign_keys = OFF')
afterAll(() => {
  db.close()
  rmSync(folder, { recursive: true })
})

interface Column {
  readonly name: string
  readonly type: string
}

let rows = 0

/** A row of which every column has something of its own, but for the key. */
function insert(table: string, key: Readonly<Record<string, string | number>>): void {
  const nth = ++rows
  const columns = db.pragma(`table_info(${table})`) as readonly Column[]
  const values = columns.map(({ name, type }) => key[name] ?? (type === 'INTEGER' ? 1_000 + nth : `${name}-${nth}`))
  db.prepare(`INSERT INTO ${table} VALUES (${columns.map(() => '?').join(', ')})`).run(...values)
}

describe('of two rows with the same key the second is refused', () => {
  test.each<readonly [what: string, table: string, key: Readonly<Record<string, string | number>>]>([
    ['a message', 'inbox', { id: 'feishu:om_1' }],
    ['an answer or a reminder', 'outbox', { key: 're:feishu:om_1' }],
    ['a place in a county’s chain', 'ledger', { region: '330522', sequence: 1 }],
    ['a place in a figure’s history', 'ledger', { region: '330523', indicator: 'a', period: '2017-06', revision: 1 }],
    ['an act', 'ledger', { id: 'act' }],
    ['the end of a draft', 'draft_end', { draft: 'd' }],
    ['the answer to a request to become a contact', 'binding_end', { binding: 'b' }],
    ['a stage of a deadline', 'remind_run', { rule: 'r', period: 'p', revision: '0', stage: 's' }],
    ['a reminder', 'reminder', { key: 'k' }],
    ['the decision on more time', 'extension_decision', { id: 'e' }],
    ['the number of a moved deadline', 'deadline_move', { sequence: 1 }],
    ['the answer to a question that was handed over', 'handover_answer', { handover: 'h' }],
    ['the number of a bulletin', 'bulletin', { id: '2017-06-1' }],
    ['the name of a program', 'client', { name: 'dashboard' }],
  ])('%s', (_, table, key) => {
    insert(table, key)
    expect(() => insert(table, key)).toThrow(/UNIQUE constraint failed/)
  })
})
