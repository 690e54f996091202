/** A sheet as Excel shows it: formats, what is out of sight, what a program left for Excel to reckon. */
import { utils, write } from '@e965/xlsx'
import { describe, expect, test } from 'vitest'
import { readFile } from '../../../src/documents/files/read-file.ts'
import { file, text, xlsx } from './boxes.ts'

const doubtsOf = async (name: string, bytes: Uint8Array): Promise<string> => {
  const read = await readFile(name, bytes)
  return read.kind === 'text' ? read.doubts.join('') : read.reason
}

/** One row of numbers, each in its format. */
function formatted(...cells: readonly (readonly [value: number, format: string | number])[]): Uint8Array {
  const custom = cells.flatMap(([, format]) => (typeof format === 'string' ? [format] : []))
  const escaped = (format: string): string =>
    format.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
  const styles = `<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><numFmts>${custom
    .map((format, at) => `<numFmt numFmtId="${164 + at}" formatCode="${escaped(format)}"/>`)
    .join('')}</numFmts><cellXfs>${cells
    .map(([, format]) => `<xf numFmtId="${typeof format === 'number' ? format : 164 + custom.indexOf(format)}"/>`)
    .join('')}</cellXfs></styleSheet>`
  const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
  return xlsx(
    `<c r="A1" t="str"><v>市</v></c>${cells.map(([value], at) => `<c r="${'BCDEFG'[at]}1" s="${at}"><v>${value}</v></c>`).join('')}`,
    {
      '[Content_Types].xml':
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/></Types>',
      'xl/styles.xml': styles,
      'xl/_rels/workbook.xml.rels': `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="${office}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="r2" Type="${office}/styles" Target="styles.xml"/></Relationships>`,
    },
  )
}

test.each([
  [0.125, '0.0%', '12.5%'],
  [0.05, 9, '5%'],
  [3.4, '0.00"万亩"', '3.40万亩'],
  [1234.5, '#,##0.0', '1,234.5'],
  [12345678, '0!.0,"万"', '1234.6万'],
  [34000, '0\\.0000"万亩"', '3.4000万亩'],
  [-0.02, '0.0%;[Red]-0.0%', '-2.0%'],
  [44561, 'yyyy"年"m"月"d"日"', '2021年12月31日'],
  [44561, 14, '2021/12/31'],
  [44561, 31, '2021年12月31日'],
  [44561, 57, '2021年12月'],
  [12, '"≥"0"家"', '≥12家'],
  [0.30000000000000004, 0, '0.3'],
])('%d in the format %s is %s', async (value, format, shown) => {
  expect(await text('a.xlsx', formatted([value, format]))).toBe(`市\t${shown}\n`)
})

describe.each(['xls', 'xlsx'])('a .%s', (kind) => {
  const bytes = (): Uint8Array =>
    kind === 'xls' ? file('targets.xls') : (write(readBack(), { type: 'array', bookType: 'xlsx' }) as Uint8Array)

  test('is read without what is hidden in it, and names that', async () => {
    expect(await text(`a.${kind}`, new Uint8Array(bytes()))).toMatch(/临江市\|?\t?12/)
    expect(await text(`a.${kind}`, new Uint8Array(bytes()))).not.toMatch(/旧口径|77/)
    const doubts = await doubtsOf(`a.${kind}`, new Uint8Array(bytes()))
    expect(doubts).toMatch(/隐藏的工作表：旧数/)
    expect(doubts).toMatch(/隐藏的第\d行/)
  })
})

/** A workbook with a hidden row and sheet, as another program writes it. */
function readBack() {
  const book = utils.book_new()
  const sheet = utils.aoa_to_sheet([
    ['市', '家'],
    ['临江市', 12],
    ['旧口径', 99],
  ])
  sheet['!rows'] = [{}, {}, { hidden: true }]
  utils.book_append_sheet(book, sheet, '目标')
  utils.book_append_sheet(book, utils.aoa_to_sheet([['临江市', 77]]), '旧数')
  book.Workbook = { Sheets: [{}, { Hidden: 1 }] }
  return book
}

test('a .xls of before 1997 is read in its own letters', async () => {
  const book = utils.book_new()
  utils.book_append_sheet(
    book,
    utils.aoa_to_sheet([
      ['City', 'Count'],
      ['Linjiang', 12],
    ]),
    'T',
  )
  const old = new Uint8Array(write(book, { type: 'array', bookType: 'biff5' }))
  expect(await text('a.xls', old)).toBe('City\tCount\nLinjiang\t12\n')
})

test('a formula whose result nobody saved is a doubt with its place, and no figure', async () => {
  const cells = '<c r="A1" t="str"><v>合计</v></c><c r="B1"><f>SUM(B2:B9)</f></c><c r="C1"><f>1+1</f><v>2</v></c>'
  expect(await text('a.xlsx', xlsx(cells))).toBe('合计\t\t2\n')
  expect(await doubtsOf('a.xlsx', xlsx(cells))).toMatch(
    /1 个公式单元格没有存下结果（表!B1）[\s\S]*1 个公式单元格只取已存的结果/,
  )
})

test('a cell that shows an error is a doubt with its place', async () => {
  const cells = '<c r="A1" t="str"><v>完成率</v></c><c r="B1" t="e"><f>B2/B3</f><v>#DIV/0!</v></c>'
  expect(await text('a.xlsx', xlsx(cells))).toBe('完成率\t#DIV/0!\n')
  expect(await doubtsOf('a.xlsx', xlsx(cells))).toMatch(/1 个单元格显示公式错误（表!B1 #DIV\/0!）/)
})

test('a title that is merged from a hidden column on stands where it is seen', async () => {
  const sheet = utils.aoa_to_sheet([
    ['2025年任务表', null, null],
    ['序号', '市', '目标'],
    [1, '临江市', '12家'],
  ])
  sheet['!merges'] = [{ s: { r: 0, c: 0 }, e: { r: 0, c: 2 } }]
  sheet['!cols'] = [{ hidden: true }]
  const book = utils.book_new()
  utils.book_append_sheet(book, sheet, 'T')
  const bytes = new Uint8Array(write(book, { type: 'array', bookType: 'xlsx', cellStyles: true }))
  expect(await text('a.xlsx', bytes)).toBe('2025年任务表\n市\t目标\n临江市\t12家\n')
})

test('a sheet that opens with a title which says its name is not titled twice', async () => {
  const book = utils.book_new()
  utils.book_append_sheet(book, utils.aoa_to_sheet([['沧岭省2025年养老工作方案'], ['一、总体要求']]), '工作方案')
  utils.book_append_sheet(
    book,
    utils.aoa_to_sheet([
      ['市', '张'],
      ['临江市', 12],
    ]),
    '床位',
  )
  const bytes = new Uint8Array(write(book, { type: 'array', bookType: 'xlsx' }))
  expect(await text('a.xlsx', bytes)).toBe('沧岭省2025年养老工作方案\n一、总体要求\n\n床位\n市\t张\n临江市\t12\n')
})

test('a name merged over several rows stands in each of them', async () => {
  const sheet = utils.aoa_to_sheet([
    ['市', '指标', '目标'],
    ['临江市', '处置僵尸企业', '12家'],
    [null, '盘活用地', '3400亩'],
  ])
  sheet['!merges'] = [{ s: { r: 1, c: 0 }, e: { r: 2, c: 0 } }]
  const book = utils.book_new()
  utils.book_append_sheet(book, sheet, 'T')
  const bytes = new Uint8Array(write(book, { type: 'array', bookType: 'xlsx' }))
  expect(await text('a.xlsx', bytes)).toMatch(/^临江市\t盘活用地\t3400亩$/m)
})

test('what a sheet strikes through is out, whole cells and words of one, and said', async () => {
  const styles =
    '<styleSheet><fonts><font><sz val="11"/></font><font><strike/><sz val="11"/></font></fonts><cellXfs><xf fontId="0"/><xf fontId="1" applyFont="1"/></cellXfs></styleSheet>'
  const cells =
    '<c r="A1" t="inlineStr"><is><r><rPr><strike/></rPr><t>旧</t></r><r><t>处置</t></r></is></c><c r="B1" s="1"><v>36</v></c><c r="C1" s="0"><v>42</v></c>'
  const bytes = xlsx(cells, { 'xl/styles.xml': styles })
  expect(await text('a.xlsx', bytes)).toBe('处置\t\t42\n')
  expect(await doubtsOf('a.xlsx', bytes)).toMatch(/划掉的文字 2 处：旧、单元格B1/)
})
