/** Tables of a PDF and of an OFD: what stands in one cell is told by the lines around it, not by the gaps between words. */
import { describe, expect, test } from 'vitest'
import { pageLines } from '../../../src/documents/files/ruled.ts'
import type { RuledLine } from '../../../src/documents/files/ruling.ts'
import { readDocument } from '../../../src/documents/index.ts'
import { build } from '../papers/build.ts'
import { text } from './boxes.ts'
import { printed } from './printed.ts'

const TABLE = `| 县 | 资金 | < | < | 备注 |
| ^ | 合计 | 中央 | 省级 | ^ |
| 东陵区 | 320 | 210 | 110 | |
| 河阳县 | 760 | 500 | 260 | 含结转 |
| 合计 | 1080 | 710 | 370 | |`
const paper = (table: string, above = 2, format = 'pdf') =>
  build('资金', `#format ${format}\n2025年资金分配表\n${'一、各县要加快支出进度。\n'.repeat(above - 1)}${table}`).bytes
const rowsIn = (words: string): string[] => words.split('\n').filter((line) => line.startsWith('|'))

describe('a ruled table', () => {
  const FORMATS = ['pdf', 'ofd']
  test.each(FORMATS)(
    'of a .%s is read cell by cell: heads over columns, a name beside two rows, empty cells',
    async (format) => {
      expect(rowsIn(await text(`a.${format}`, paper(TABLE, 2, format)))).toEqual([
        '|县|资金|||备注|',
        '|县|合计|中央|省级|备注|',
        '|东陵区|320|210|110||',
        '|河阳县|760|500|260|含结转|',
        '|合计|1080|710|370||',
      ])
    },
  )

  test.each(FORMATS)('of a .%s goes on over the page, wherever the page ends', async (format) => {
    const name = `a.${format}`
    const [whole] = readDocument(await text(name, paper(TABLE, 2, format)), { id: 'a' }).tables
    for (const above of [22, 23, 24]) {
      const tables = readDocument(await text(name, paper(TABLE, above, format)), { id: 'a' }).tables
      expect(tables.map(({ header, rows }) => ({ header, rows }))).toEqual([
        { header: whole?.header, rows: whole?.rows },
      ])
    }
  })

  const line = (x: number, y: number, toX: number, toY: number): RuledLine => ({ x, y, toX, toY })
  const word = (said: string, x: number, y: number) => ({ text: said, x, y, width: said.length * 5, size: 10, turn: 0 })
  // Two rows of two cells, 100 wide and 20 high, the lowest line at 700.
  const inner = [line(100, 700, 100, 740), ...[700, 720, 740].map((y) => line(0, y, 200, y))]
  const words = [word('1850', 78, 726), word('2600', 102, 726), word('18', 80, 706), word('26', 102, 706)]

  test('figures that nearly touch stay apart', () => {
    expect(pageLines(words, 0, inner)).toEqual(['', '|1850|2600|', '|18|26|'])
    expect(pageLines(words, 0, []).join()).not.toContain('1850   2600')
  })

  test('needs no lines at its sides, and each cell may draw its own part of a line', () => {
    const parts = inner.flatMap(({ x, y, toX, toY }) => [
      line(x, y, (x + toX) / 2, (y + toY) / 2),
      line((x + toX) / 2, (y + toY) / 2 + 0.4, toX, toY + 0.4),
    ])
    expect(
      pageLines(
        words,
        0,
        parts.filter(({ x, toX, y, toY }) => x === toX || Math.abs(y - toY) < 1),
      ),
    ).toEqual(['', '|1850|2600|', '|18|26|'])
  })

  test('one row alone in the midst of a page makes none', () => {
    const around = [200, 180, 160].flatMap((far) => [word('上文', 0, 700 + far), word('下文', 0, 700 - far)])
    const row = [line(0, 700, 200, 700), line(0, 720, 200, 720), line(100, 700, 100, 720)]
    expect(pageLines([...around, ...words.slice(2)], 0, row).join()).not.toContain('|')
    expect(pageLines(words.slice(2), 0, row)).toEqual(['', '|18|26|'])
  })

  test('a line below words, or a box around them, makes none', () => {
    const box = [line(0, 700, 200, 700), line(0, 740, 200, 740), line(0, 700, 0, 740), line(200, 700, 200, 740)]
    for (const rules of [box, [line(0, 700, 200, 700)]])
      expect(pageLines(words, 0, rules)).toEqual(pageLines(words, 0, []))
  })

  test('a drawing of a thousand lines makes none, and is no trouble', () => {
    const drawing = Array.from({ length: 1500 }, (_, at) => line(at * 4, 0, at * 4, 900))
    expect(pageLines(words, 0, drawing)).toEqual(pageLines(words, 0, []))
  })
})

test('without lines a figure below a figure is a row, not more of it', async () => {
  const row = (y: number, ...said: readonly (readonly [string, number])[]) =>
    said.map(([words, x]) => ({ text: words, x, y, size: 10 }))
  const page = [
    ...row(700, ['项目', 80], ['总投资', 200], ['财政', 300]),
    ...row(680, ['棉纺厂', 80], ['3200', 200], ['2400', 300]),
    ...row(660, ['建设里', 80], ['1850', 200], ['1850', 300]),
    ...row(640, ['2600', 200], ['1900', 300]),
  ]
  expect(await text('a.pdf', printed([page]))).not.toContain('18502600')
})

describe('what a line begins with', () => {
  test('1 总则 keeps the blank that parts its number', async () => {
    const page = [
      { text: '1', x: 112, y: 700 },
      { text: '总则', x: 124, y: 700 },
      { text: '处置', x: 112, y: 672 },
      { text: '3', x: 144, y: 672 },
      { text: '家僵尸企业', x: 152, y: 672 },
    ]
    expect((await text('a.pdf', printed([page]))).replace(/　/g, '')).toBe('1 总则\n处置3家僵尸企业')
  })

  test('a figure at the edge of a paragraph that is set in opens nothing', () => {
    const lines = ['　　一、总体情况', '　　上半年，全市营商环境综合得分86.4分，比上年同期提', '高', '　　二、主要做法']
    const set = (...body: readonly string[]) =>
      readDocument([lines[0], ...body, lines[3], ...body].join('\n'), { id: 'a' })
    const wide = '　　上半年全市营商环境综合得分为八十六点四分比上年提高'
    const [first] = set(
      wide,
      '1.8分。共收集有效问卷四千六百二十份，满意度比上年提高',
      '1.2分。',
      wide,
      '2.8分。',
    ).provisions
    expect(first?.sentences.map((one) => one.text)).toEqual([
      `${wide.trim()}1.8分。`,
      '共收集有效问卷四千六百二十份，满意度比上年提高1.2分。',
      `${wide.trim()}2.8分。`,
    ])
  })
})

test('letters that a PDF names by their radical are those that people type', async () => {
  expect(await text('a.txt', new TextEncoder().encode('定⼭市⾯积⽬标：⻘浦县⻝品⻚数⻔类'))).toBe(
    '定山市面积目标：青浦县食品页数门类',
  )
})
