/** `yaodian eval`: the scores of the assistant on question and update sets, with the failing cases. */

import { z } from 'zod'
import {
  type AnswerLine,
  type QuestionScore,
  questionLines,
  scoreQuestions,
  scoreUnanswerable,
  type UnanswerableScore,
  unanswerableLines,
} from '../evaluation/questions.ts'
import { scoreUpdates, type UpdateCase, type UpdateScore, VERDICTS } from '../evaluation/updates.ts'
import { corpusText, openAnswers } from './ask.ts'
import * as pc from './colour.ts'
import { readRows } from './jsonl.ts'
import { office as openOffice } from './open.ts'
import { parseLine, updateRow } from './parse.ts'
import { usage } from './text.ts'
import { UsageError } from './usage.ts'

/** The options of `yaodian eval`. */
export interface EvalOptions {
  readonly questions?: string
  readonly unanswerable?: string
  readonly updates?: string
  readonly corpus?: readonly string[]
  /** the language model of the settings answers, as in the chat */
  readonly model?: boolean
}

const asked = z.object({
  id: z.string(),
  question: z.string(),
  history: z.array(z.string()).optional(),
  now: z.string().optional(),
  kind: z.string(),
})
const questionCase = asked.extend({
  style: z.string(),
  gold: z.object({
    must: z.array(z.array(z.string())),
    mustNot: z.array(z.string()).optional(),
    section: z.union([z.string(), z.array(z.string())]),
  }),
})
const unanswerableCase = asked.extend({ expect: z.string(), mustNot: z.array(z.string()).optional() })

const expectedItem = z.object({
  indicator: z.string(),
  value: z.string(),
  unit: z.string(),
  mode: z.string(),
  asOf: z.string(),
})
const expectation: z.ZodType<UpdateCase['expect']> = z.union([
  z.object({ items: z.array(expectedItem), confirm: z.boolean() }),
  z
    .object({
      nil: z.literal(true),
      asOf: z.string(),
      indicators: z.array(z.string()).optional(),
      confirm: z.boolean(),
    })
    .transform(({ indicators, ...nil }) => ({ ...nil, ...(indicators && { indicators }) })),
  z.object({ error: z.object({ kind: z.string() }) }),
])

/** The scores of the sets that were named. */
export interface Scores {
  readonly questions?: QuestionScore
  readonly unanswerable?: UnanswerableScore
  readonly updates?: UpdateScore
}

interface Failing {
  readonly set: string
  readonly id: string
  readonly asked: string
  readonly why: string
  readonly said: string
}

/**
 * Scores the sets that are named.
 * @returns the scores, and the cases that fail
 * @throws UsageError where none is named
 */
export async function evaluate(options: EvalOptions): Promise<{ scores: Scores; failing: Failing[] }> {
  const questions =
    options.questions && (await answered('questions', { shape: questionCase, score: scoreQuestions }, options))
  const unanswerable =
    options.unanswerable &&
    (await answered('unanswerable', { shape: unanswerableCase, score: scoreUnanswerable }, options))
  const reports = options.updates && updates(options.updates)
  const all = [questions, unanswerable, reports].filter((one) => one !== undefined && one !== '')
  if (all.length === 0) throw new UsageError(usage.eval)
  return {
    scores: {
      ...(questions && { questions: questions.scored }),
      ...(unanswerable && { unanswerable: unanswerable.scored }),
      ...(reports && { updates: reports.scored }),
    },
    failing: all.flatMap((one) => one.failing),
  }
}

/** `yaodian eval`: the scores of the sets that are named, and the failing cases, on standard output. */
export async function evaluation(options: EvalOptions): Promise<void> {
  const { scores, failing } = await evaluate(options)
  const sections = [
    scores.questions && ['questions', questionLines(scores.questions)],
    scores.unanswerable && ['unanswerable', unanswerableLines(scores.unanswerable)],
    scores.updates && ['updates', updateLines(scores.updates)],
  ].filter((section): section is [string, string[]] => section !== undefined)
  for (const [name, lines] of sections) console.log([pc.bold(name), ...lines, ''].join('\n'))
  for (const { set, id, asked: words, why, said } of failing)
    console.log(`${pc.red(id)} [${set}] ${words}\n   ${why}\n   → ${said}`)
}

type Asked = z.infer<typeof asked>

interface Scoring<C, S> {
  readonly shape: z.ZodType<C>
  readonly score: (cases: readonly C[], answers: readonly AnswerLine[], document: string) => S
}

async function answered<C extends Asked, S extends { readonly failures: readonly Failed[] }>(
  set: 'questions' | 'unanswerable',
  { shape, score }: Scoring<C, S>,
  options: EvalOptions,
): Promise<{ readonly scored: S; readonly failing: readonly Failing[] }> {
  const cases = readRows(options[set] ?? '', shape)
  const answers = await answersTo(cases, options)
  const scored = score(cases, answers, await corpusText(options.corpus))
  return { scored, failing: scored.failures.map((one) => failingOf(set, one, cases, answers)) }
}

interface Failed {
  readonly id: string
  readonly why: readonly string[]
}

async function answersTo(cases: readonly Asked[], options: EvalOptions): Promise<AnswerLine[]> {
  const answer = await openAnswers(options)
  const lines: AnswerLine[] = []
  for (const one of cases) lines.push({ ...(await answer(one)), id: one.id })
  return lines
}

function failingOf(set: string, { id, why }: Failed, cases: readonly Asked[], answers: readonly AnswerLine[]): Failing {
  const one = cases.find((each) => each.id === id)
  const text = answers.find((each) => each.id === id)?.text ?? ''
  const asked = [...(one?.history ?? []), one?.question].join(' ⇒ ')
  return { set, id, asked, why: why.join('; '), said: text.replaceAll('\n', ' ').slice(0, 200) }
}

function updates(file: string): { readonly scored: UpdateScore; readonly failing: readonly Failing[] } {
  const office = openOffice()
  const row = updateRow(office).and(
    z.object({ id: z.string(), core: z.boolean(), style: z.string(), expect: expectation }),
  )
  const cases = readRows(file, row)
  const outputs = cases.map((one) => ({ ...parseLine(one, office), id: one.id }))
  const scored = scoreUpdates(cases, outputs)
  const failing = scored.failures.map(({ id, verdict }): Failing => {
    const one = cases.find((each) => each.id === id)
    const why = `${verdict}; expected ${JSON.stringify(one?.expect)}`
    const said = JSON.stringify(outputs.find((each) => each.id === id))
    return { set: 'updates', id, asked: JSON.stringify(one?.text), why, said }
  })
  return { scored, failing }
}

const percent = ({ part, whole }: { part: number; whole: number }): string =>
  whole ? `${((100 * part) / whole).toFixed(1).padStart(5)} % (${part}/${whole})` : '    – (0/0)'

const updateLines = (score: UpdateScore): string[] => [
  ...(['core', 'stretch', 'all'] as const).map((name) => `${name.padEnd(14)}${percent(score[name])}`),
  'by style',
  ...Object.entries(score.styles).map(([style, share]) => `${`  ${style}`.padEnd(14)}${percent(share)}`),
  'by outcome',
  ...VERDICTS.map((verdict) => {
    const { all, core } = score.outcomes[verdict]
    return `  ${verdict.padEnd(22)} ${String(all).padStart(4)}  (core ${core})`
  }),
  `asked needlessly ${percent(score.needless).trim()} of the right core cases that are clear as typed`,
]
