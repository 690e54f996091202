/**
 * Questions on tables of many shapes: names on two levels, sub-heads, units of their own for each row, places across, sums.
 *
 * A line is a question and what the first line of its answer holds (& all of), or `-` where the table does not say it.
 * A development set: the engine was mended on it.
 */
import { expect, test } from 'vitest'
import { flat } from '../../src/ask/words/normalise.ts'
import { readDocument } from '../../src/documents/index.ts'
import { askerOf } from './asker.ts'

const texts = import.meta.glob<string>('./tables/*.{txt,tsv}', { query: '?raw', import: 'default', eager: true })
const textOf = (name: string): string => texts[`./tables/${name}`] ?? ''

const PAPERS = Object.keys(texts)
  .filter((path) => path.endsWith('.txt'))
  .map((path) => path.slice('./tables/'.length, -'.txt'.length))

test('there are papers to ask', () => {
  expect(PAPERS.length).toBeGreaterThan(4)
})

test.each(PAPERS)('%s: each question is answered from the rows and columns that it means', (name) => {
  const asker = askerOf(readDocument(textOf(`${name}.txt`), { id: name }))
  const asked = textOf(`${name}.tsv`)
    .trim()
    .split('\n')
    .map((line) => line.split('\t'))
  expect(asked.length).toBeGreaterThan(3)
  const faults = asked.flatMap(([question = '', wanted = '']) => {
    const { status, text } = asker.ask({ question })
    const [lead = ''] = text.split('\n')
    const isRight =
      wanted === '-'
        ? status !== 'answered'
        : status === 'answered' && wanted.split('&').every((one) => flat(lead).includes(flat(one)))
    return isRight ? [] : [`${question} → ${lead} (${wanted})`]
  })
  expect(faults).toEqual([])
})
