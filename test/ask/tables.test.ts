/**
 * Questions on tables of many shapes (names on two levels, sub-heads, units of their own for each row, places across, sums),
 * and on papers that tell of last year and set goals for this one.
 *
 * A line is a question and what the first line of its answer holds (& all of), or `-` where the paper does not say it;
 * `@` sets the day on which one asks.
 * A development set: the engine was mended on it. How many rows there are, which row has a value, how far two lie
 * apart and what several come to together were asked here alone, by nobody in 38 papers of others, and are read no more.
 */
import { expect, test } from 'vitest'
import { flat } from '../../src/ask/words/normalise.ts'
import { readDocument } from '../../src/documents/index.ts'
import type { Day } from '../../src/office/day.ts'
import { askerOf } from './asker.ts'

const texts = import.meta.glob<string>('./tables/*.{txt,tsv}', { query: '?raw', import: 'default', eager: true })
const textOf = (name: string): string => texts[`./tables/${name}`] ?? ''

const PAPERS = Object.keys(texts)
  .filter((path) => path.endsWith('.txt'))
  .map((path) => path.slice('./tables/'.length, -'.txt'.length))

test('there are papers to ask', () => {
  expect(PAPERS.length).toBeGreaterThan(4)
})

test.each(PAPERS)('%s: each question is answered from what it means, or not at all', (name) => {
  const asker = askerOf(readDocument(textOf(`${name}.txt`), { id: name }))
  const lines = textOf(`${name}.tsv`).trim().split('\n')
  const today = lines.find((line) => line.startsWith('@'))?.slice(1) as Day | undefined
  const asked = lines.filter((line) => !line.startsWith('@')).map((line) => line.split('\t'))
  expect(asked.length).toBeGreaterThan(3)
  const faults = asked.flatMap(([question = '', wanted = '']) => {
    const { status, text } = asker.ask({ question, ...(today && { today }) })
    const [lead = ''] = text.split('\n')
    const isRight =
      wanted === '-'
        ? status !== 'answered'
        : status === 'answered' && wanted.split('&').every((one) => flat(lead).includes(flat(one)))
    return isRight ? [] : [`${question} → ${lead} (${wanted})`]
  })
  expect(faults).toEqual([])
})
