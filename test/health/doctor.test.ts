/** `yaodian doctor` over a database on the disk: the words of /healthz. */
import { spawnSync } from 'node:child_process'
import { closeSync, mkdtempSync, openSync, rmSync, statSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { tickBegan } from '../../src/health/index.ts'
import { databaseDamaged, tickPart } from '../../src/health/parts.ts'
import { instant } from '../../src/office/day.ts'
import { sql } from '../../src/store/index.ts'
import { openSqlite } from '../../src/store/sqlite.ts'
import { built } from '../built.ts'

const folder = mkdtempSync(join(tmpdir(), 'yaodian-doctor-'))
afterAll(() => rmSync(folder, { recursive: true }))

let cli = ''
beforeAll(async () => {
  cli = await built('src/main.cli.ts')
}, 60_000)

function doctor(path: string): { out: string; code: number | null } {
  const env = { ...process.env, YAODIAN_DB: path, YAODIAN_CHANNEL: 'console' }
  const { stdout, status } = spawnSync(process.execPath, [cli, 'doctor'], { encoding: 'utf8', env })
  return { out: stdout, code: status }
}

test('tells of a damaged page and of a tick that stands what /healthz tells, and fails', {
  timeout: 60_000,
}, async () => {
  const path = join(folder, 'office.db')
  const store = openSqlite(path)
  const began = Date.now() - 3 * 3_600_000
  const rows = Array.from({ length: 2_000 }, (_, i) =>
    sql('INSERT INTO setting VALUES (?, ?)', `s${i}`, 'x'.repeat(50)),
  )
  await store.commit([tickBegan(instant(began)), ...rows])
  store.close()
  const well = doctor(path)
  expect(well.out).toContain(tickPart({ sinceMs: 3 * 3_600_000, failed: [] }).text)
  expect(well.out).not.toContain(databaseDamaged().text)

  const file = openSync(path, 'r+')
  const last = Math.floor(statSync(path).size / 4_096) - 2
  writeSync(file, Buffer.alloc(4_096), 0, 4_096, last * 4_096)
  closeSync(file)
  const { out, code } = doctor(path)
  const { text, mend } = databaseDamaged()
  expect(out).toContain(`database: ${text}`)
  expect(out).toContain(`→ ${mend}`)
  expect(code).toBe(1)
})
