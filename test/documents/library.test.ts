import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeEach, expect, test } from 'vitest'
import {
  type Document,
  inForce,
  keepDocument,
  readDocument,
  storedDocuments,
  supersededBy,
} from '../../src/documents/index.ts'
import { type Day, instant } from '../../src/office/day.ts'
import type { Store } from '../../src/store/index.ts'
import { openSqlite } from '../../src/store/sqlite.ts'
import { textOf } from './document-fixtures.ts'

const folder = mkdtempSync(join(tmpdir(), 'yaodian-library-'))
afterAll(() => rmSync(folder, { recursive: true }))

const TODAY = '2020-06-01' as Day
let stores = 0
let store: Store
beforeEach(() => {
  store = openSqlite(join(folder, `${stores++}.db`))
})

const old = readDocument(textOf('plan-with-annex'), { id: 'old' })
const newer = readDocument(textOf('plan-with-annex').replaceAll('800', '850'), { id: 'new' })
let clock = 0
const keep = (document: Document) => store.commit(keepDocument(document, 'a.docx', instant(++clock)))

test('a document brought in is read again as it was', async () => {
  await keep(old)
  const [stored] = await storedDocuments(store, TODAY)
  expect(stored?.text).toBe(old.text)
  expect(stored?.facts).toEqual(old.facts)
})

test('a newer version takes its place, and the old text is not found any more', async () => {
  await keep(old)
  expect(await supersededBy(store, newer)).toEqual(['《临江省2020年工业节能降耗专项行动实施方案》临制高办〔2020〕8号'])
  await keep(newer)
  const stored = await storedDocuments(store, TODAY)
  expect(stored).toHaveLength(1)
  expect(stored[0]?.text).toContain('850')
  expect(stored[0]?.text).not.toContain('800')
  expect(await store.first('SELECT superseded_by FROM document WHERE text = ?', old.text)).toEqual({
    superseded_by: expect.stringMatching(/^[0-9a-f]{64}$/),
  })
})

test('it also takes the place of the plan’s own document', () => {
  const other = readDocument(textOf('opinion'), { id: 'other' })
  expect(inForce([old, other], [newer])).toEqual([newer, other])
})

test('the same file sent twice is one document', async () => {
  await keep(old)
  await keep(old)
  expect(await storedDocuments(store, TODAY)).toHaveLength(1)
})

test('an expired document is left out from the day after', async () => {
  const text = '某市扶持办法\n\n第一条 给予奖励。\n\n第二条 本办法自2019年1月1日起施行，有效期至2020年5月31日。\n'
  await keep(readDocument(text, { id: 'e' }))
  expect(await storedDocuments(store, '2020-05-31' as Day)).toHaveLength(1)
  expect(await storedDocuments(store, TODAY)).toHaveLength(0)
})
