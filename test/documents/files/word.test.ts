/** What Word shows and does not write down, and what it writes down and does not show. */
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate'
import { describe, expect, test } from 'vitest'
import { readFile } from '../../../src/documents/files/read-file.ts'
import { readDocument } from '../../../src/documents/index.ts'
import { labels } from '../document-fixtures.ts'
import { docx, paragraph, text, W } from './boxes.ts'

const doubtsOf = async (bytes: Uint8Array): Promise<string> => {
  const read = await readFile('a.docx', bytes)
  return read.kind === 'text' ? read.doubts.join('') : read.reason
}
const run = (words: string, properties = ''): string =>
  `<w:r>${properties && `<w:rPr>${properties}</w:rPr>`}<w:t xml:space="preserve">${words}</w:t></w:r>`
const inParagraph = (...runs: readonly string[]): string => `<w:p>${runs.join('')}</w:p>`

describe('words that no longer hold', () => {
  const M = 'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
  test.each([
    ['struck out', '<w:strike/>'],
    ['struck out twice', '<w:dstrike w:val="1"/>'],
    ['struck out by their style', '<w:rStyle w:val="Old"/>'],
    ['struck out by the style that theirs is based on', '<w:rStyle w:val="Older"/>'],
  ])('%s are out, and said', async (_, properties) => {
    const styles = `<w:styles ${W}><w:style w:styleId="Old"><w:rPr><w:strike/></w:rPr></w:style><w:style w:styleId="Older"><w:basedOn w:val="Old"/></w:style></w:styles>`
    const box = docx(inParagraph(run('处置僵尸企业'), run('36', properties), run('42家。')), {
      'word/styles.xml': strToU8(styles),
    })
    expect(await text('a.docx', box)).toBe('处置僵尸企业42家。')
    expect(await doubtsOf(box)).toMatch(/划掉的文字 1 处：36/)
  })

  test('a run that says that it is not struck out is in, whatever its style', async () => {
    const box = docx(
      inParagraph(run('处置'), run('36', '<w:strike w:val="0"/>'), run('家。', '<w:strike w:val="none"/>')),
    )
    expect(await text('a.docx', box)).toBe('处置36家。')
    expect(await doubtsOf(box)).toBe('')
  })

  test('hidden by the style of their paragraph they are out too', async () => {
    const styles = `<w:styles ${W}><w:style w:styleId="H"><w:rPr><w:vanish/></w:rPr></w:style></w:styles>`
    const box = docx(`${paragraph('处置36家。')}<w:p><w:pPr><w:pStyle w:val="H"/></w:pPr>${run('旧稿')}</w:p>`, {
      'word/styles.xml': strToU8(styles),
    })
    expect((await text('a.docx', box)).trim()).toBe('处置36家。')
    expect(await doubtsOf(box)).toMatch(/隐藏文字 1 处/)
  })

  test('a row whose deletion is tracked is out, and a paragraph whose mark is deleted goes on in the next', async () => {
    const cell = (words: string) => `<w:tc>${paragraph(words)}</w:tc>`
    const table = `<w:tbl><w:tr>${cell('市')}${cell('家')}</w:tr><w:tr><w:trPr><w:del w:id="1"/></w:trPr>${cell('旧市')}${cell('9')}</w:tr><w:tr>${cell('临江市')}${cell('12')}</w:tr></w:tbl>`
    const broken = `<w:p><w:pPr><w:rPr><w:del w:id="2"/></w:rPr></w:pPr>${run('全年处置')}</w:p>${paragraph('36家。')}`
    const box = docx(broken + table)
    expect(await text('a.docx', box)).toBe('全年处置36家。\n市\t家\n临江市\t12')
    expect(await doubtsOf(box)).toMatch(/修订痕迹/)
  })

  test('what was moved stands where it came to, and what a change set before does not count', async () => {
    const moved = inParagraph(
      run('甲'),
      `<w:moveFrom>${run('乙')}</w:moveFrom>`,
      run('丙'),
      `<w:moveTo>${run('乙')}</w:moveTo>`,
    )
    const changed = inParagraph(run('丁', '<w:rPrChange><w:rPr><w:strike/></w:rPr></w:rPrChange>'))
    expect(await text('a.docx', docx(moved + changed))).toBe('甲丙乙\n丁')
  })

  test('notes stand below their paragraph, those of the end too', async () => {
    const box = docx(
      `<w:p>${run('总产值')}<w:r><w:footnoteReference w:id="2"/></w:r>${run('与能耗')}<w:r><w:endnoteReference w:id="2"/></w:r></w:p>${paragraph('二')}`,
      {
        'word/footnotes.xml': strToU8(
          `<w:footnotes ${W}><w:footnote w:id="2">${paragraph('按当年价')}</w:footnote></w:footnotes>`,
        ),
        'word/endnotes.xml': strToU8(
          `<w:endnotes ${W}><w:endnote w:id="2">${paragraph('按等价值')}</w:endnote></w:endnotes>`,
        ),
      },
    )
    expect(await text('a.docx', box)).toBe('总产值与能耗\n注：按当年价\n注：按等价值\n二')
  })

  test('a formula is one line; one that is drawn in several is doubtful', async () => {
    const m = (name: string, ...inner: readonly string[]) => `<m:${name}>${inner.join('')}</m:${name}>`
    const t = (words: string) => m('r', m('t', words))
    const rate = m('f', m('num', t('本年'), t('－上年')), m('den', t('上年')))
    const power = m('sSup', m('e', t('x')), m('sup', t('2')))
    const sum = m(
      'nary',
      '<m:naryPr><m:chr m:val="∑"/></m:naryPr>',
      m('sub', t('i=1')),
      m('sup', t('n')),
      m('e', t('a')),
    )
    const root = m('rad', m('deg'), m('e', t('n')))
    const box = docx(
      `<w:p ${M}>${run('增速＝')}${m('oMath', rate, t('×100%＋'), power, t('＋'), sum, t('＋'), root)}${run('。')}</w:p>`,
    )
    expect(await text('a.docx', box)).toBe('增速＝(本年－上年)/上年×100%＋x^2＋∑_(i=1)^n a＋√(n)。')
    expect(await doubtsOf(box)).toBe('')
    const matrix = docx(`<w:p ${M}>${m('oMath', m('m', m('mr', m('e', t('1')), m('e', t('2')))))}</w:p>`)
    expect(await doubtsOf(matrix)).toMatch(/公式排成多行/)
    expect(await doubtsOf(docx(`<w:p>${run('见')}<w:r><w:object/></w:r></w:p>`))).toMatch(/嵌有对象 1 个/)
  })
})

test('a paper whose elements have another prefix is the same', async () => {
  const usual = docx(inParagraph(run('处置'), run('36', '<w:strike/>'), run('42家。')))
  const xml = strFromU8(unzipSync(usual)['word/document.xml'] ?? new Uint8Array())
    .replaceAll('w:', 'ns0:')
    .replace('xmlns:w=', 'xmlns:ns0=')
  expect(xml).toContain('<ns0:p>')
  expect(await text('a.docx', zipSync({ 'word/document.xml': strToU8(xml) }))).toBe('处置42家。')
})

test('a raised figure is no digit of the figure before it', async () => {
  const body = inParagraph(
    run('处置36家'),
    run('2', '<w:vertAlign w:val="superscript"/>'),
    run('，5000m'),
    run('2', '<w:vertAlign w:val="superscript"/>'),
    run('。'),
  )
  expect(await text('a.docx', docx(body))).toBe('处置36家²，5000m²。')
})

describe('numbers that Word counts', () => {
  interface Level {
    readonly format: string
    readonly text: string
    readonly start?: number
    readonly more?: string
  }
  const numbering = (
    levels: readonly Level[],
    nums = '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>',
  ): string =>
    `<w:numbering ${W}><w:abstractNum w:abstractNumId="0">${levels
      .map(
        ({ format, text: shape, start = 1, more = '' }, at) =>
          `<w:lvl w:ilvl="${at}"><w:start w:val="${start}"/><w:numFmt w:val="${format}"/>${more}<w:lvlText w:val="${shape}"/></w:lvl>`,
      )
      .join('')}</w:abstractNum>${nums}</w:numbering>`
  const item = (words: string, level = 0, list = 1): string =>
    `<w:p><w:pPr><w:numPr><w:ilvl w:val="${level}"/><w:numId w:val="${list}"/></w:numPr></w:pPr>${run(words)}</w:p>`
  const numbered = (body: string, levels: readonly Level[], nums?: string): Promise<string> =>
    text('a.docx', docx(body, { 'word/numbering.xml': strToU8(numbering(levels, nums)) }))

  test.each([
    ['chineseCounting', 12, '十二'],
    ['chineseCountingThousand', 105, '一百〇五'],
    ['chineseLegalSimplified', 2, '贰'],
    ['ideographLegalTraditional', 3, '參'],
    ['ideographTraditional', 1, '甲'],
    ['ideographZodiac', 3, '寅'],
    ['ideographZodiacTraditional', 1, '甲子'],
    ['ideographDigital', 12, '一二'],
    ['taiwaneseCountingThousand', 20, '二十'],
    ['upperRoman', 4, 'IV'],
    ['lowerRoman', 9, 'ix'],
    ['upperLetter', 28, 'BB'],
    ['lowerLetter', 3, 'c'],
    ['decimalEnclosedCircleChinese', 21, '㉑'],
    ['decimalEnclosedCircle', 2, '②'],
    ['decimalEnclosedParen', 3, '⑶'],
    ['decimalEnclosedFullstop', 3, '⒊'],
    ['ideographEnclosedCircle', 2, '㊁'],
    ['decimalFullWidth', 12, '１２'],
    ['decimalZero', 7, '07'],
    ['decimal', 7, '7'],
  ])('%s writes %i as %s', async (format, start, written) => {
    expect(await numbered(item('总则'), [{ format, text: '%1、', start }])).toBe(`${written}、总则`)
  })

  test('a number is parted from its heading, and the paper has its tree', async () => {
    const levels = [
      { format: 'decimal', text: '%1' },
      { format: 'decimal', text: '%1.%2' },
      { format: 'decimal', text: '%1.%2.%3', more: '<w:suff w:val="space"/>' },
    ]
    const body = `${item('总体要求')}${paragraph('坚持稳中求进。')}${item('重点任务')}${item('处置', 1)}${paragraph('处置36家。')}${item('盘活', 1)}${item('闲置', 2)}${paragraph('处置1200亩。')}${item('附则')}`
    const words = await numbered(`${paragraph('某市工作要点')}${body}`, levels)
    expect(words).toMatch(/^2\.2\.1 闲置$/m)
    const document = readDocument(words, { id: 'd' })
    expect(labels(document)).toEqual(['引言', '1', '2', '2.1', '2.2', '2.2.1', '3'])
    expect(document.provisions.at(-2)).toMatchObject({ heading: '闲置', parent: '2.2' })
  })

  test('a list that begins anew, at a number of its own, and one that never begins anew', async () => {
    const nums =
      '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride></w:num>'
    const levels = [
      { format: 'chineseCounting', text: '%1、' },
      { format: 'decimal', text: '%2.', more: '<w:lvlRestart w:val="0"/>' },
    ]
    const body = item('甲') + item('子', 1) + item('乙') + item('丑', 1) + item('丙', 0, 2)
    expect(await numbered(body, levels, nums)).toBe('一、甲\n1.子\n二、乙\n2.丑\n五、丙')
  })

  test('all numbers of a legal level are plain ones', async () => {
    const levels = [
      { format: 'chineseCounting', text: '第%1章' },
      { format: 'decimal', text: '%1.%2', more: '<w:isLgl/>' },
    ]
    expect(await numbered(item('总则') + item('目的', 1), levels)).toBe('第一章 总则\n1.1 目的')
  })

  test('a level that a heading’s style carries, and a list that a list style stands for', async () => {
    const xml = `<w:numbering ${W}><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:pStyle w:val="H1"/><w:lvlText w:val="%1、"/></w:lvl><w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:pStyle w:val="H2"/><w:lvlText w:val="（%2）"/></w:lvl></w:abstractNum><w:abstractNum w:abstractNumId="1"><w:numStyleLink w:val="L"/></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num></w:numbering>`
    const style = (id: string, list: number) =>
      `<w:style w:styleId="${id}"><w:pPr><w:numPr><w:numId w:val="${list}"/></w:numPr></w:pPr></w:style>`
    const styles = `<w:styles ${W}>${style('H1', 2)}${style('H2', 2)}${style('L', 1)}</w:styles>`
    const head = (words: string, id: string) => `<w:p><w:pPr><w:pStyle w:val="${id}"/></w:pPr>${run(words)}</w:p>`
    const parts = { 'word/numbering.xml': strToU8(xml), 'word/styles.xml': strToU8(styles) }
    expect(await text('a.docx', docx(head('甲', 'H1') + head('子', 'H2') + head('乙', 'H1'), parts))).toBe(
      '一、甲\n（一）子\n二、乙',
    )
  })
})
