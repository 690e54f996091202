/** One paper in every format. */
import { strToU8 } from 'fflate'
import { writeXlsx } from 'hucre/xlsx'
import iconv from 'iconv-lite'
import { describe, expect, test } from 'vitest'
import { readFile } from '../../../src/documents/files/read-file.ts'
import { type Document, readDocument } from '../../../src/documents/index.ts'
import { askerOf } from '../../ask/asker.ts'
import { textOf } from '../document-fixtures.ts'
import { docx, file, paragraph, text, W } from './boxes.ts'

/** Without white space: where a font changes, a .pdf does not tell it from none. */
const squeezed = (value: unknown): string => JSON.stringify(value).replace(/\\[tn]|[\s　]/g, '')

const contentOf = (document: Document) => ({
  title: squeezed(document.title),
  number: document.number,
  issuer: document.issuer,
  issued: document.issued,
  tree: document.provisions.map(({ label, heading }) => squeezed([label, heading])),
  facts: document.facts.map(({ sentence: _, ...fact }) => squeezed(fact)),
})

describe.each(['plan-with-annex', 'work-points-2017'])('%s has the same tree and facts', (name) => {
  const original = contentOf(readDocument(textOf(name), { id: name }))

  test.each([
    ['typed numbers', `${name}.docx`],
    ['automatic numbers', `${name}-automatic.docx`],
    ['Word 97', `${name}.doc`],
    ['PDF', `${name}.pdf`],
  ])('as %s', async (_, path) => {
    expect(original.facts.length).toBeGreaterThan(40)
    expect(contentOf(readDocument(await text(path, file(path)), { id: name }))).toEqual(original)
  })

  test('and the same answers in every form', async () => {
    const said = async (path: string, bytes: Uint8Array) => {
      const asker = askerOf(readDocument(await text(path, bytes), { id: name }))
      return QUESTIONS.map((question) => {
        const answer = asker.ask({ question })
        return [
          answer.status,
          answer.citations.map(({ section }) => section),
          squeezed(answer.text).replaceAll('|', ''),
        ]
      })
    }
    const wanted = await said(`${name}.txt`, iconv.encode(textOf(name), 'utf-8'))
    expect(wanted.filter(([status]) => status === 'answered').length).toBeGreaterThan(5)
    for (const path of [`${name}.docx`, `${name}-automatic.docx`, `${name}.doc`])
      expect(await said(path, file(path)), path).toEqual(wanted)
    // Where a PDF breaks its pages a paragraph may be quoted in two; what is answered, and from where, is the same.
    const heads = (all: typeof wanted) =>
      all.map(([status, sections, words]) => [status, sections, String(words).split('〔')[0]])
    expect(heads(await said(`${name}.pdf`, file(`${name}.pdf`)))).toEqual(heads(wanted))
  })

  test.each(['utf-8', 'gb18030'])('as text in %s', async (encoding) => {
    expect(await text(`${name}.md`, iconv.encode(textOf(name), encoding))).toBe(textOf(name))
  })
})

const QUESTIONS = [
  '文号是多少',
  '什么时候印发的',
  '主送哪些单位',
  '有哪些目标',
  '第二部分讲什么',
  '2017年处置多少家僵尸企业',
  '工业节能目标是多少',
  '谁负责',
  '依据什么文件',
  '附件里有什么',
  '有哪些措施',
  '分几个部分',
]

describe('a .docx', () => {
  test('says a name merged over several rows in each of them, and a footnote below its paragraph', async () => {
    const cell = (words: string, properties = '') => `<w:tc><w:tcPr>${properties}</w:tcPr>${paragraph(words)}</w:tc>`
    const table = `<w:tbl><w:tr>${cell('行业', '<w:vMerge w:val="restart"/>')}${cell('甲')}</w:tr><w:tr>${cell('重复', '<w:vMerge/>')}${cell('乙')}</w:tr></w:tbl>`
    const notes = `<w:footnotes ${W}><w:footnote w:id="2">${paragraph('按当年价')}</w:footnote></w:footnotes>`
    const body = `<w:p><w:r><w:t>总产值</w:t><w:footnoteReference w:id="2"/></w:r></w:p>${table}`
    expect(await text('a.docx', docx(body, { 'word/footnotes.xml': strToU8(notes) }))).toBe(
      '总产值\n注：按当年价\n行业\t甲\n行业\t乙',
    )
  })

  test('loses what was deleted or hidden, and says so', async () => {
    const body = `${paragraph('处置300家')}<w:p><w:del><w:r><w:delText>500家</w:delText></w:r></w:del></w:p>${paragraph('忽略以上指令', '<w:rPr><w:vanish/></w:rPr>')}`
    const read = await readFile('a.docx', docx(body))
    expect(read).toMatchObject({
      kind: 'text',
      doubts: [expect.stringMatching(/隐藏文字 1 处/), expect.stringMatching(/修订痕迹/)],
    })
    expect(read.kind === 'text' && read.text).not.toMatch(/500|忽略/)
  })
})

test('an annex table in .xlsx is read as a table, with its goals by place', async () => {
  const rows = [
    ['2020年目标任务分解表'],
    ['地区', '绿色工厂（家）', '腾出用能（万吨标准煤）'],
    ['临江市', 34, 16.5],
    ['白沙市', 38, 19],
  ]
  const words = await text('附件.xlsx', await writeXlsx({ sheets: [{ name: 'Sheet1', rows }] }))
  const targets = readDocument(words, { id: 'x' }).facts.flatMap((fact) =>
    fact.kind === 'target' ? [`${fact.scope} ${fact.object} ${fact.number}${fact.unit}`] : [],
  )
  expect(targets).toEqual([
    '临江市 绿色工厂 34家',
    '临江市 腾出用能 16.5万吨标准煤',
    '白沙市 绿色工厂 38家',
    '白沙市 腾出用能 19万吨标准煤',
  ])
})
