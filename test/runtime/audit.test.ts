/** The nightly audit: the command line's, in a process of its own. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import { auditFaults } from '../../src/runtime/audit.node.ts'
import { sql } from '../../src/store/index.ts'
import { openSqlite } from '../../src/store/sqlite.ts'
import { built } from '../built.ts'

const folder = mkdtempSync(join(tmpdir(), 'yaodian-audit-'))
afterAll(() => rmSync(folder, { recursive: true }))
afterEach(() => vi.unstubAllEnvs())

let cli = ''
beforeAll(async () => {
  cli = await built('src/main.cli.ts')
}, 60_000)

test('counts what was changed behind the program, and says why it could not look', { timeout: 60_000 }, async () => {
  const path = join(folder, 'office.db')
  vi.stubEnv('YAODIAN_DB', path)
  vi.stubEnv('YAODIAN_CHANNEL', 'console')
  await expect(auditFaults(cli)).rejects.toThrow(/没有数据库/)
  const store = openSqlite(path)
  await store.commit([sql("INSERT INTO person (id, name) VALUES ('y', '乙')")])
  store.close()
  expect(await auditFaults(cli)).toBe(0)
  const behind = new Database(path)
  behind.exec(`
    INSERT INTO person (id, name) VALUES ('x', '甲');
    INSERT INTO leave (person, from_day, to_day) VALUES ('x', '2031-01-01', '2031-02-01')`)
  behind.close()
  expect(await auditFaults(cli)).toBe(2)
})
