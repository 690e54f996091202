/** 模板: what is owed as a table, filled in on a computer and sent back as a report. */
import { expect, test } from 'vitest'
import { freshStore } from '#fresh-store'
import { rowsOf, workbook } from '../../src/tables/workbook.ts'
import { office } from '../invented.ts'

const open = async () => office(await freshStore(), '2017-07-03 09:00')
type Office = Awaited<ReturnType<typeof open>>

const handed = async (o: Office, who: string, nth = 0): Promise<string[][]> => {
  const file = o.files(who)[nth]
  return file ? rowsOf(file.content) : []
}

/** Fills in cells of the third column by the name in the first, as a person does. */
const withValues = (rows: readonly string[][], typed: Readonly<Record<string, string>>): string[][] =>
  rows.map((row) => row.map((cell, at) => (at === 2 ? (typed[row[0] ?? ''] ?? cell) : cell)))

const asXlsx = ([title, heads, ...rows]: readonly string[][]) =>
  workbook([{ name: '1', title: title?.[0] ?? '', heads: heads ?? [], rows }])

test('a contact is handed the open periods as tables, with units and what stands', async () => {
  const o = await open()
  await o.says('柳泉', '/上报 老旧木厂 8家 截至 5月31日')
  await o.says('柳泉', '/模板')
  expect(o.hears('柳泉').join()).toMatch(/“柳泉县填报表2017-06.xlsx”、“柳泉县填报表2017-Q2.xlsx”/)
  await o.until('2017-07-03 09:15')
  const rows = await handed(o, '柳泉')
  expect(rows[0]?.[0]).toBe('柳泉县2017年6月填报表')
  expect(rows[1]).toEqual(['指标', '单位', '累计', '最近一次累计', '说明'])
  expect(rows[2]?.slice(0, 3)).toEqual(['截至日期', '', '2017-06-30'])
  expect(rows.find(([name]) => name === '老旧木厂')).toEqual(['老旧木厂', '家', '', '8', ''])
  expect(rows.find(([name]) => name === '存量低产林地')?.[1]).toBe('亩')
  expect(rows).toHaveLength(3 + 9)
  expect((await handed(o, '柳泉', 1))[0]?.[0]).toBe('柳泉县2017年二季度填报表')
})

test('filled in and sent back it is reported, what was left empty is not', async () => {
  const o = await open()
  await o.says('柳泉', '给个空表，我填好发过来')
  await o.until('2017-07-03 09:15')
  const rows = withValues(await handed(o, '柳泉'), { 老旧木厂: '10', 存量低产林地: '420' })
  const reply = await o.sends('柳泉', '随便叫什么.xlsx', await asXlsx(rows))
  expect(reply).toMatch(/已记录：柳泉县/)
  expect(reply).toMatch(/老旧木厂 \| 10家/)
  expect(reply).toMatch(/存量低产林地 \| 420亩/)
  expect(await o.says('柳泉', '/我的任务')).toMatch(/6月还有7项没报/)
})

test('a CSV of it, and a corrected day, are read as well; a cell that is no number is named', async () => {
  const o = await open()
  await o.says('柳泉', '/模板 6月')
  await o.until('2017-07-03 09:15')
  const rows = await handed(o, '柳泉')
  const csv = (typed: Record<string, string>) =>
    withValues(rows, typed)
      .map((row) => row.join(','))
      .join('\r\n')
  expect(await o.sends('柳泉', '6月.csv', csv({ 老旧木厂: '大概四家吧谁知道' }))).toMatch(/老旧木厂：/)
  expect(await o.sends('柳泉', '6月.csv', csv({ 截至日期: '月底', 老旧木厂: '4' }))).toMatch(/截至/)
  expect(await o.sends('柳泉', '6月.csv', csv({ 截至日期: '2017/6/28', 老旧木厂: '10' }))).toMatch(/截至6月28日/)
})

test('the table of another county is no report, nor is any other table', async () => {
  const o = await open()
  await o.says('竹坞', '/模板 6月')
  await o.until('2017-07-03 09:15')
  const rows = withValues(await handed(o, '竹坞'), { 老旧木厂: '4' })
  expect(await o.sends('柳泉', 'a.xlsx', await asXlsx(rows))).not.toMatch(/已记录/)
  const other = [['柳泉县6月情况'], ['指标', '单位', '累计'], ['老旧木厂', '家', '4']]
  expect(await o.sends('柳泉', 'b.xlsx', await asXlsx(other))).not.toMatch(/已记录/)
})

test('in a group no table is handed out', async () => {
  const o = await open()
  expect(await o.saysInGroup('柳泉', '/模板')).toMatch(/请在私聊里要/)
})
