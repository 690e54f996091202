/** Files that people send are read in a Worker as on Node. */
import { expect, test } from 'vitest'
import { readFile } from '../../../src/documents/files/read-file.ts'
import { readDocument } from '../../../src/documents/index.ts'

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
