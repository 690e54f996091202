/**
 * Questions on papers that are made into Word, Excel and print, read back from there (`test/documents/papers`).
 *
 * A line is a question and what the first line of its answer holds (& all of), or `-` where the paper does not say it;
 * `@` sets the day on which one asks. How many are right may not fall, nor how many are declined that nothing answers.
 */
import { describe, expect, test } from 'vitest'
import { flat } from '../../src/ask/words/normalise.ts'
import { readFile } from '../../src/documents/files/read-file.ts'
import { readDocument } from '../../src/documents/index.ts'
import type { Day } from '../../src/office/day.ts'
import { build } from '../documents/papers/build.ts'
import { askerOf } from './asker.ts'

const texts = import.meta.glob<string>('../documents/papers/*.{paper,tsv}', {
  query: '?raw',
  import: 'default',
  eager: true,
})
const textOf = (name: string): string => texts[`../documents/papers/${name}`] ?? ''

/** Of some ten answers, and of four questions that have none. The reader was mended on what showed in the first twelve. */
const REACHED = {
  action: [9, 4],
  bulletin: [8, 3],
  charter: [6, 3],
  digitalplan: [10, 3],
  flood: [7, 2],
  funds: [7, 3],
  grain: [7, 3],
  hospital: [6, 4],
  projects: [11, 4],
  report: [10, 4],
  safety: [10, 4],
  talent: [4, 4],
  // seen first when that was done: 47 of 60 answers right then, 20 of 24 declined
  sewage: [10, 2],
  sports: [10, 4],
  loans: [8, 3],
  waste: [10, 4],
  review: [6, 4],
  heating: [6, 3],
  // rows whose levels are merged names, or sub-heads with figures of their own: made for that, no measure
  investment: [9, 2],
  marking: [9, 0],
  works: [7, 0],
  indicators: [3, 0],
  // asked at first sight after that: 25 of 30 right, 3 wrong figures from tables, 7 of 9 declined
  rivers: [10, 2],
  // how many projects stand under a head was asked as if nothing said it; it counts its rows now
  industry: [9, 2],
  library: [9, 2],
} as const

describe.each(Object.entries(REACHED))('%s', (name, [right, declined]) => {
  test('is answered as often as before, and what it does not say is declined as often', async () => {
    const { name: file, bytes } = build(name, textOf(`${name}.paper`))
    const read = await readFile(file, bytes)
    if (read.kind === 'refused') throw new Error(read.reason)
    const asker = askerOf(readDocument(read.text, { id: name }))
    const lines = textOf(`${name}.tsv`).trim().split('\n')
    const today = lines[0]?.replace('@', '') as Day
    const told = lines.slice(1).map((line) => {
      const [question = '', wanted = ''] = line.split('\t')
      const { status, text } = asker.ask({ question, today })
      const [lead = ''] = text.split('\n')
      return { wanted, status, isRight: wanted.split('&').every((one) => flat(lead).includes(flat(one))) }
    })
    const said = told.filter(({ wanted }) => wanted !== '-')
    expect(said.length).toBeGreaterThan(4)
    expect(said.filter(({ status, isRight }) => status === 'answered' && isRight).length).toBeGreaterThanOrEqual(right)
    const unsaid = told.filter(({ wanted }) => wanted === '-')
    expect(unsaid.filter(({ status }) => status !== 'answered').length).toBeGreaterThanOrEqual(declined)
  })
})
