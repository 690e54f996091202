/**
 * Questions on tables of many shapes (names on two levels, sub-heads, units of their own for each row, places across, sums),
 * and on papers that tell of last year and set goals for this one.
 *
 * A line is a question and what the first line of its answer holds (& all of), or `-` where the paper does not say it;
 * `@` sets the day on which one asks.
 * A development set: the engine was mended on it. Rows that are picked by their cells, counted and added were asked for by
 * strangers (`picks`, `homes`, `repairs`: 14 of 19, 19 of 22 and 11 of 15 right when first asked); how far two lie apart was not, and is not read. `bridges` and
 * `charging` were asked by the builder before rows were picked by the kinds that a column sorts them into (13 of 20 right).
 */
import { expect, test } from 'vitest'
import { flat } from '../../src/ask/words/normalise.ts'
import { readDocument } from '../../src/documents/index.ts'
import type { Day } from '../../src/office/day.ts'
import { askerOf, says } from './asker.ts'

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

test.each([
  ['homes', '临山县投用时间是哪天 ⇒ 那沙洲区呢？', '沙洲区，投用时间：2025年10月底'],
  ['homes', '哪个区县床位最多？ ⇒ 最少的呢？', '河西区：床位40张'],
  ['picks', '石桥镇那笔钱里，省里出多少？ ⇒ 县里呢？', '石桥镇：补助资金县级98.0万元'],
  ['picks', '山塘一座补多少钱？ ⇒ 那渠道呢？', '渠道每公里补助7万元'],
])('%s: what follows asks the same of another row, or the other end: %s', (name, talk, lead) => {
  const answer = says(askerOf(readDocument(textOf(`${name}.txt`), { id: name })), talk)
  expect(answer.text.split('\n')[0]).toContain(lead)
})

test('a sentence that only shares words with a question for the most is not shown', () => {
  const text =
    '宁川县2024年山塘整治计划\n一、计划规模\n全县安排补助资金1072.5万元。\n二、补助标准\n实际造价超出补助的部分，由乡镇人民政府自行筹措。'
  const asker = askerOf(readDocument(text, { id: 'plan' }))
  expect(says(asker, '全县安排多少补助资金').text).toContain('1072.5万元')
  expect(says(asker, '哪个地方的补助最高').status).toBe('declined')
  expect(says(asker, '补助最高的是谁').status).toBe('declined')
})
