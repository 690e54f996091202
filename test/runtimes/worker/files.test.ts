/** Files that people send are read in a Worker as on Node. */
import { expect, test } from 'vitest'
import { readFile } from '../../../src/documents/files/read-file.ts'
import { readDocument } from '../../../src/documents/index.ts'
import { lines, printed } from '../../documents/files/printed.ts'

const papers = import.meta.glob<string>('../../documents/files/work-points-2017*.{docx,doc,pdf}', {
  query: '?inline',
  import: 'default',
  eager: true,
})

const bytesOf = (url: string): Uint8Array =>
  Uint8Array.from(atob(url.slice(url.indexOf(',') + 1)), (char) => char.codePointAt(0) ?? 0)

test('there is a paper of each kind', () => {
  expect(Object.keys(papers)).toHaveLength(4)
})

test.each(Object.entries(papers))('%s', async (path, url) => {
  const read = await readFile(path, bytesOf(url))
  expect(read.kind === 'refused' ? read.reason : 'read').toBe('read')
  const document = readDocument(read.kind === 'text' ? read.text : '', { id: 'paper' })
  expect(document.number).toBe('浙转升办〔2017〕13号')
  const targets = document.facts.flatMap((fact) =>
    fact.kind === 'target' ? [`${fact.label} ${fact.number}${fact.unit}`] : [],
  )
  expect(targets).toContain('二（三） 300家')
  expect(targets.length).toBeGreaterThan(10)
})

const others = import.meta.glob<string>('../../documents/files/{targets.xls,struck.doc,struck.rtf}', {
  query: '?inline',
  import: 'default',
  eager: true,
})

test.each([
  ['targets.xls', '临江市|12.5%|3.40万亩|2021年12月31日'],
  ['struck.doc', '处置僵尸企业42家。\n注：按季统计'],
  ['struck.rtf', '处置僵尸企业42家（注：按季统计）。'],
])('%s', async (name, words) => {
  const url = others[`../../documents/files/${name}`] ?? ''
  expect(url.length).toBeGreaterThan(1000)
  const read = await readFile(name, bytesOf(url))
  expect(read.kind === 'text' ? read.text : read.reason).toContain(words)
})

const maps = import.meta.glob<string>('../../../node_modules/pdfjs-dist/cmaps/{GBK-EUC-H,Adobe-GB1-UCS2}.bcmap', {
  query: '?inline',
  import: 'default',
  eager: true,
})

test('a PDF whose fonts lie on the reader’s machine, by the maps that come along', async () => {
  const asked: string[] = []
  const read = await readFile('a.pdf', printed([lines('一、目标任务', '全年处置僵尸企业36家。')]), async (name) => {
    asked.push(name)
    return bytesOf(maps[`../../../node_modules/pdfjs-dist/cmaps/${name}.bcmap`] ?? '')
  })
  expect(asked).toContain('GBK-EUC-H')
  expect(read.kind === 'text' ? read.text : read.reason).toBe('一、目标任务\n全年处置僵尸企业36家。')
})
