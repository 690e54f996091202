/** Rosters as they come from other people's tables: read, or refused with the row that is wrong, all or nothing. */
import fc from 'fast-check'
import iconv from 'iconv-lite'
import { describe, expect, test } from 'vitest'
import { instant } from '../../src/office/day.ts'
import { importPeople } from '../../src/people/index.ts'
import { casesOf } from '../generated.ts'
import { whole } from '../invented.ts'
import { freshStore } from '../runtimes/store.node.ts'

const { cases, areDocumented } = casesOf('test/people/broken-roster.test.ts')

const HEADER = '姓名,open_id,手机,角色,区域,AB岗'
const PLACES = ['柳泉县', '竹坞县', '鸥浦市', '雁浦市', '苇渡县', '盐汀县']
const ROWS = PLACES.map((place, at) => `联系人${at},ou_${at},1380000000${at},县联系人,${place},`)
const ROSTER = [HEADER, ...ROWS].join('\r\n')

const load = async (content: Uint8Array) =>
  importPeople(await freshStore(), content, whole.regions, instant(1_500_000_000_000))
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)
const behind = (mark: readonly number[], content: Uint8Array): Uint8Array => new Uint8Array([...mark, ...content])
const UTF8_MARK = [0xef, 0xbb, 0xbf]

describe('a roster is read', () => {
  test.each([
    ['in UTF-8', bytes(ROSTER)],
    ['in UTF-8 behind its mark', behind(UTF8_MARK, bytes(ROSTER))],
    ['in GBK', iconv.encode(ROSTER, 'gbk')],
    ['in GBK behind the mark of UTF-8', behind(UTF8_MARK, iconv.encode(ROSTER, 'gbk'))],
    ['in GB18030 behind its own mark', iconv.encode(`\ufeff${ROSTER}`, 'gb18030')],
    [
      'as Excel’s Unicode text, in UTF-16 with tabs',
      iconv.encode(ROSTER.replaceAll(',', '\t'), 'utf-16le', { addBOM: true }),
    ],
    ['with quoted cells', bytes(ROSTER.replaceAll(/联系人\d/g, (name) => `"${name}"`))],
    ['with a column more', bytes(ROSTER.replaceAll('\r\n', ',备注\r\n'))],
  ])('%s', async (_, content) => {
    const { added, errors } = await load(content)
    expect(errors).toEqual([])
    expect(added).toBe(PLACES.length)
  })
})

/** The roster with one row said otherwise. @param row as spreadsheets count */
const withRow = (row: number, change: (line: string) => string): Uint8Array =>
  bytes([HEADER, ...ROWS].map((line, at) => (at === row - 1 ? change(line) : line)).join('\r\n'))

describe('the row that is wrong is named, and nothing is written', () => {
  const anyRow = fc.integer({ min: 2, max: ROWS.length + 1 })
  test.each<readonly [string, (line: string) => string]>([
    ['a quotation mark that is not closed', (line) => `"${line}`],
    ['a quotation mark in the midst', (line) => line.replace('联系人', '联"系人')],
    ['words behind a closed quotation mark', (line) => line.replace(/联系人\d/, '"联系人"多')],
    ['no name', (line) => line.replace(/联系人\d/, '')],
    ['a place that is none', (line) => line.replace(/[^,]+,$/, '某某县,')],
    ['a role that is none', (line) => line.replace('县联系人', '联络员')],
    ['a telephone number too short', (line) => line.replace(/1380000000\d/, '1380')],
    ['a row cut off', (line) => line.split(',').slice(0, 2).join(',')],
  ])('%s', async (_, change) => {
    await fc.assert(
      fc.asyncProperty(anyRow, async (row) => {
        const { errors, writes, added } = await load(withRow(row, change))
        expect(errors.map((one) => one.row)).toContain(row)
        expect(new Set(errors.map((one) => one.row)).size).toBe(1)
        expect([writes.length, added]).toEqual([0, 0])
      }),
      cases(30),
    )
  })

  test.each(['姓名', '角色', '区域'])('a header without %s says so', async (column) => {
    const { errors } = await load(bytes(ROSTER.replace(column, '其他')))
    expect(errors).toMatchObject([{ row: 1, column }])
    expect(errors[0]?.message).toContain(column)
  })
})

test('whatever bytes come, a roster is whole or nothing of it is written', async () => {
  const good = iconv.encode(ROSTER, 'gbk')
  const change = fc.record({ at: fc.nat(good.length - 1), to: fc.nat(255) })
  await fc.assert(
    fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 6 }), async (all) => {
      const broken = new Uint8Array(good)
      for (const { at, to } of all) broken[at] = to
      const { errors, writes } = await load(broken)
      expect(errors.length === 0 || writes.length === 0).toBe(true)
      for (const { row, message } of errors) {
        expect(row).toBeGreaterThanOrEqual(1)
        expect(row).toBeLessThanOrEqual(ROWS.length + 2)
        expect(message).not.toBe('')
      }
    }),
    cases(500),
  )
})

areDocumented()
