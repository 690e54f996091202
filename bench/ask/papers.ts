/**
 * Papers with questions in a citizen's words, by whoever built the engine: right, rightly declined.
 *
 *   tsx bench/ask/papers.ts mended|after [--without lexicon-file …] [--show]
 *
 * `mended`: written while characters were weighed, and mended on. `after`: written when that was done, run once for
 * docs/evaluation-log.md; a development set for whoever mends on it. q.txt: question|words of the answer&…, then after a
 * line with - what the paper does not say.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { parse } from 'yaml'
import { createAsker, readLexicon } from '../../src/ask/index.ts'
import { flat } from '../../src/ask/words/normalise.ts'
import { readDocument } from '../../src/documents/index.ts'
import { day } from '../../src/office/day.ts'

/** The day on which the questions are asked. */
const today = day(2024, 3, 20)
const DATA = join(import.meta.dirname, '../../data')
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { without: { type: 'string', multiple: true, default: [] }, show: { type: 'boolean', default: false } },
})
const folder = join(import.meta.dirname, 'papers', positionals[0] ?? 'after')
const files = [
  'lexicon.yaml',
  'regions/names.yaml',
  ...readdirSync(join(DATA, 'lexicon')).map((one) => `lexicon/${one}`),
]
const lexicon = readLexicon(
  ...files
    .filter((path) => !values.without.some((one) => path.includes(one)))
    .map((path): unknown => parse(readFileSync(join(DATA, path), 'utf8'))),
)
const sum = { right: 0, of: 0, declined: 0, not: 0 }
for (const name of readdirSync(folder)) {
  const document = readDocument(readFileSync(join(folder, name, 'document.txt'), 'utf8'), { id: name })
  const asker = createAsker({ documents: [document], lexicon })
  const [asked = '', beyond = ''] = readFileSync(join(folder, name, 'q.txt'), 'utf8').split('\n-\n')
  for (const line of asked.trim().split('\n')) {
    const [question = '', words = ''] = line.split('|')
    const { status, text } = asker.ask({ question, ...(today && { today }) })
    const isRight = status === 'answered' && words.split('&').every((one) => flat(text).includes(flat(one)))
    sum.of++
    if (isRight) sum.right++
    else if (values.show) console.log(`${name} ${question} (${words})\n  ${status}: ${text.replace(/\n/g, ' ')}`)
  }
  for (const question of beyond.trim().split('\n')) {
    const { status, text } = asker.ask({ question, ...(today && { today }) })
    sum.not++
    if (status !== 'answered') sum.declined++
    else if (values.show) console.log(`${name} ${question}\n  answered: ${text.replace(/\n/g, ' ')}`)
  }
}
console.log(`${sum.right}/${sum.of}, ${sum.declined}/${sum.not}`)
