/** Scoring answers: the printed lines equal those of the office's own scorer on recorded answers, right and wrong ones. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import {
  type AnswerLine,
  type QuestionCase,
  questionLines,
  scoreQuestions,
  scoreUnanswerable,
  type UnanswerableCase,
  unanswerableLines,
} from '../../src/evaluation/questions.ts'
import { figures, normal, occurs, within } from '../../src/evaluation/wording.ts'

const recorded = (name: string): string => readFileSync(join(import.meta.dirname, 'recorded', name), 'utf8').trim()
const rows = <T>(name: string): T[] =>
  recorded(name)
    .split('\n')
    .map((line): T => JSON.parse(line))
const document = readFileSync(join(import.meta.dirname, '../documents/fixtures/work-points-2017.txt'), 'utf8')

describe('scores of answers equal the office scorer’s', () => {
  test('questions, with answers that are wrong in every way the scorer knows', () => {
    const score = scoreQuestions(
      rows<QuestionCase>('questions.jsonl'),
      rows<AnswerLine>('questions.answers.jsonl'),
      document,
    )
    // The premise: there is something right and something wrong of each sort to be told apart.
    expect(score.right.right).toBeGreaterThan(10)
    for (const fault of [score.answeredButWrong, score.askedBack, score.quotesNotVerbatim, score.quotesElsewhere]) {
      expect(fault.right).toBeGreaterThan(0)
    }
    expect(score.unsupportedFigures).toBeGreaterThan(0)
    expect(questionLines(score).join('\n')).toBe(recorded('questions.scored.txt'))
  })

  test('messages that the document does not answer', () => {
    const score = scoreUnanswerable(
      rows<UnanswerableCase>('unanswerable.jsonl'),
      rows<AnswerLine>('unanswerable.answers.jsonl'),
      document,
    )
    expect(score.rightlyNotAnswered.right).toBeGreaterThan(5)
    expect(score.failures.length).toBeGreaterThan(0)
    expect(unanswerableLines(score).join('\n')).toBe(recorded('unanswerable.scored.txt'))
  })
})

describe('how words are compared', () => {
  test('a number is matched as a whole', () => {
    expect(occurs('300家', normal('处置僵尸企业 300 家'))).toBe(true)
    expect(occurs('300家', normal('共1300家'))).toBe(false)
    expect(occurs('4月18日', normal('2017年4月18日'))).toBe(true)
  })

  test('^ asks for the beginning', () => {
    expect(occurs('^是的', normal('“是的，300家'))).toBe(true)
    expect(occurs('^是的', normal('不是的'))).toBe(false)
  })

  test('a figure is the same however it is written', () => {
    expect([...figures('1万家、百分之五、8万亩').keys()]).toEqual([...figures('10000家，5%，80000亩').keys()])
    expect(figures('2017年4月18日').size).toBe(0)
  })

  test('a label is itself and what lies in it, in every spelling', () => {
    expect(within('二、（三）', '二（三）')).toBe(true)
    expect(within('第二部分（三）', '二（三）')).toBe(true)
    expect(within('二（三）1', '二（三）')).toBe(true)
    expect(within('二', '二（三）')).toBe(false)
  })
})
