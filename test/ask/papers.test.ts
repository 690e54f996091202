/**
 * Everyday questions on three invented papers of other departments: articles, work points with a table, numbered points.
 *
 * A line is a question and what its answer holds (& all of, | any of), or `-` where the paper does not say it. How many
 * are right may not fall; what is not said may never be answered.
 */
import { expect, test } from 'vitest'
import { flat } from '../../src/ask/words/normalise.ts'
import { readDocument } from '../../src/documents/index.ts'
import { askerOf } from './asker.ts'

const texts = import.meta.glob<string>('./papers/*.{txt,tsv}', { query: '?raw', import: 'default', eager: true })
const textOf = (name: string): string => texts[`./papers/${name}`] ?? ''

/** Reached on 2026-11-27; on the last, which was run first unseen, 17 of 35 were right before any mending. */
const REACHED = { measures: 24, agri: 30, edu: 24 } as const

test.each(Object.entries(REACHED))('%s: what is said is answered, %i questions or more', (name, reached) => {
  const asker = askerOf(readDocument(textOf(`${name}.txt`), { id: name }))
  const asked = linesOf(name).filter(({ wanted }) => wanted !== '-')
  const right = asked.filter(({ question, wanted }) => {
    const { status, text } = asker.ask({ question })
    const said = flat(text)
    return (
      status === 'answered' && wanted.split('&').every((all) => all.split('|').some((one) => said.includes(flat(one))))
    )
  })
  expect(asked.length).toBeGreaterThan(20)
  expect(right.length).toBeGreaterThanOrEqual(reached)
})

test.each(
  Object.keys(REACHED)
    .flatMap((name) => linesOf(name).map((line) => ({ ...line, name })))
    .filter(({ wanted }) => wanted === '-'),
)('$name does not say: $question', ({ name, question }) => {
  const asker = askerOf(readDocument(textOf(`${name}.txt`), { id: name }))
  expect(asker.ask({ question }).status).toMatch(/declined|smalltalk/)
})

function linesOf(name: string): { question: string; wanted: string }[] {
  return textOf(`${name}.tsv`)
    .trim()
    .split('\n')
    .map((line) => line.split('\t'))
    .map(([question = '', wanted = '']) => ({ question, wanted }))
}
