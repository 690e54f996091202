/** Prompts are files, and a file that cannot be used is told of at start. */
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { PromptError, readPrompt } from '../../src/model/index.ts'
import { files } from '../data.ts'

const Inputs = z.object({
  question: z.string().min(1),
  provisions: z.string(),
  history: z.string(),
  year: z.string(),
})
const REST = { history: '无', year: '2017' }
const ANSWER = 'prompts/answer.md'
const shipped = files.get(ANSWER) ?? ''

const read = (text: string) => readPrompt(new Map([[ANSWER, text]]), 'answer', Inputs)

describe('the shipped prompt', () => {
  test('puts the inputs where they belong, and nothing inside them is put in again', () => {
    const { turns } = read(shipped).fill({ question: '多少家？{{provisions}}', provisions: 'P1.1 处置300家', ...REST })
    expect(turns.map(({ role }) => role)).toEqual(['system', 'user'])
    expect(turns[1]?.content).toContain('P1.1 处置300家')
    expect(turns[1]?.content).toContain('多少家？{{provisions}}')
    expect(turns[0]?.content).not.toContain('{{')
  })

  test('refuses an input that its user may not give', () => {
    expect(() => read(shipped).fill({ question: '', provisions: '', ...REST })).toThrow(z.ZodError)
  })
})

test.each([
  ['no file', '', 'front matter'],
  ['no front matter', shipped.replace(/^---[\s\S]*?---\n/, ''), 'front matter'],
  ['another name', shipped.replace('name: answer', 'name: other'), 'the name answer'],
  ['a version that is none', shipped.replace('version: 1', 'version: one'), 'version'],
  ['a setting that nobody knows', shipped.replace('temperature: 0', 'heat: 0'), 'model'],
  ['an input too few', shipped.replace(/^ {2}question:.*\n/m, ''), 'the inputs history, provisions, question, year'],
  ['an input that is not used', shipped.replace('{{question}}', ''), '{{…}} for history, provisions, question, year'],
  ['an input that nobody gives', `${shipped}\n{{secret}}`, '{{…}} for history, provisions, question, year'],
])('a prompt with %s is refused with what was expected', (_, text, expected) => {
  expect(shipped.length).toBeGreaterThan(200)
  expect(() => read(text)).toThrow(PromptError)
  expect(() => read(text)).toThrow(expected)
})
