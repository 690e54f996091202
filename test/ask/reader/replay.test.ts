/** Answers of a language model that saw nothing but the prompt, recorded: the whole way from question to answer but for the model. */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { type Answer, isForModel, judged, openModelReader } from '../../../src/ask/index.ts'
import {
  type AnswerLine,
  type QuestionCase,
  scoreQuestions,
  scoreUnanswerable,
  type UnanswerableCase,
} from '../../../src/evaluation/questions.ts'
import { files } from '../../data.ts'
import { isLong } from '../../size.ts'
import { askingOf, type Paper, paperOf } from './papers.ts'
import { recorded } from './recorded.ts'

interface Line {
  readonly id: string
  readonly paper: string
  readonly set: 'questions' | 'unanswerable'
  readonly case: string
  readonly content: string
}

const RECORDED = join(import.meta.dirname, '../../eval/recorded/reader.jsonl')
const RECORD = process.env['RECORD']
const lines = readFileSync(RECORDED, 'utf8')
  .split('\n')
  .filter(Boolean)
  .map((line) => JSON.parse(line) as Line)
  // By day one of three of each paper.
  .filter((_, at) => isLong || RECORD !== undefined || at % 3 === 0)

interface Replayed {
  readonly line: Line
  readonly paper: Paper
  readonly one: QuestionCase | UnanswerableCase
  readonly answer: Answer
  readonly by: string
}

const { model, unanswered } = recorded(new Map(lines.map(({ id, content }) => [id, content])))
const reader = openModelReader(model, files, () => 0)

async function replayed(line: Line, paper: Paper): Promise<Replayed | undefined> {
  const one = paper[line.set].find(({ id }) => id === line.case)
  if (!one) return undefined
  const asking = askingOf(paper.asker, one.question, one.history)
  if (!isForModel(asking.answer)) return undefined
  const before = unanswered.size
  const result = await reader.read(
    asking,
    () => {},
    async (judging) => judged(judging),
  )
  if (unanswered.size > before) return undefined
  return {
    line,
    paper,
    one,
    answer: result.ok ? result.answer : asking.answer,
    by: result.ok ? 'model' : result.reason,
  }
}

function isRight({ line, paper, one, answer }: Replayed): boolean {
  const said: AnswerLine[] = [{ ...answer, id: one.id }]
  return line.set === 'questions'
    ? scoreQuestions([one as QuestionCase], said, paper.text).failures.length === 0
    : scoreUnanswerable([one as UnanswerableCase], said, paper.text).failures.length === 0
}

test('recorded answers are right and rightly declined, and what is stale is counted', {
  timeout: 240_000,
}, async () => {
  const replays: Replayed[] = []
  for (const name of new Set(lines.map(({ paper }) => paper))) {
    const paper = paperOf(name)
    for (const line of lines.filter((one) => one.paper === name)) {
      const replay = await replayed(line, paper)
      if (replay) replays.push(replay)
    }
  }
  if (RECORD)
    writeFileSync(
      RECORD,
      [...unanswered].map(([id, { turns }]) => `${JSON.stringify({ id, messages: turns })}\n`).join(''),
    )
  const share = (set: Line['set']) => {
    const all = replays.filter(({ line }) => line.set === set)
    return { right: all.filter(isRight).length, of: all.length }
  }
  const [questions, declined] = [share('questions'), share('unanswerable')]
  const reasons = replays.map(({ by }) => by)
  const counts = [...new Set(reasons)].map((by) => `${by} ${reasons.filter((one) => one === by).length}`)
  const wrong = replays.filter((one) => !isRight(one))
  console.log(
    [
      `${lines.length} recorded, ${lines.length - replays.length} stale; answered by ${counts.join(', ')}`,
      `right ${questions.right} of ${questions.of}, rightly declined ${declined.right} of ${declined.of}`,
      ...wrong.map(
        ({ line, one, answer, by }) => `wrong ${line.paper} ${one.id} by ${by}: ${one.question} → ${answer.text}`,
      ),
    ].join('\n'),
  )
  expect(replays.length).toBeGreaterThan(lines.length / 2)
  expect(questions.right / questions.of).toBeGreaterThanOrEqual(0.97)
  expect(declined.right / declined.of).toBeGreaterThanOrEqual(0.97)
})
