/** `yaodian ask`: questions answered from documents. */

import { z } from 'zod'
import { type Answer, type Asker, isForModel, judged, type ModelReader } from '../ask/index.ts'
import { openAsker, planDocuments } from '../composition/asker.ts'
import { readingParts } from '../composition/model-reader.ts'
import type { Document } from '../documents/index.ts'
import { dayOf, parseInstant } from '../office/day.ts'
import * as pc from './colour.ts'
import { corpusDocuments } from './corpus.ts'
import { answerLines } from './jsonl.ts'
import { config, files, office } from './open.ts'
import { progressBar } from './progress.ts'
import { usage } from './text.ts'
import { UsageError } from './usage.ts'

/** The options of `yaodian ask`. */
export interface AskOptions {
  readonly jsonl?: string
  readonly corpus?: readonly string[]
  /** questions about where the year stands are answered from the database's ledger */
  readonly withLedger?: boolean
  /** the language model of the settings answers, as in the chat */
  readonly model?: boolean
}

const question = z.object({
  id: z.union([z.string(), z.number()]),
  question: z.string(),
  history: z.array(z.string()).nullish(),
  now: z.string().nullish(),
})
/** A line of `ask --jsonl`: a question, with what was asked before. */
export type QuestionLine = z.infer<typeof question>

/**
 * `yaodian ask`: answers a question, or each line of a file, on standard output.
 *
 * @returns false where a line of a file could not be read
 * @throws UsageError without a question or a file
 */
export async function ask(words: string | undefined, options: AskOptions): Promise<boolean | undefined> {
  const answers = await openAnswers(options)
  const ledger = options.withLedger ? (await import('./ledger.ts')).openLedger() : undefined
  const answer = async (row: QuestionLine) => (await ledger?.(row)) ?? answers(row)
  if (options.jsonl) return answerLines(options.jsonl, question, answer, progressBar('ask'))
  if (!words) throw new UsageError(usage.ask)
  const { status, text } = await answer({ id: '', question: words })
  const [first = '', ...rest] = text.split('\n')
  console.log(status === 'answered' ? pc.bold(pc.green(first)) : pc.yellow(first))
  for (const line of rest) console.log(pc.dim(line))
  return undefined
}

/** The line that `ask --jsonl` prints for one that it reads. */
export interface AnswerRow extends Pick<Answer, 'status' | 'text' | 'citations'> {
  readonly id: string | number
  /** milliseconds */
  readonly ms: number
  /** with a model: `model` where it answered, else why it did not */
  readonly by?: string
}

/**
 * A function that answers questions one by one, from the papers of a corpus or the office's own.
 *
 * @throws UsageError where a model is wanted and none is set, Failure for a file that is refused
 */
export async function openAnswers({
  corpus,
  model,
}: Pick<AskOptions, 'corpus' | 'model'>): Promise<(row: QuestionLine) => Promise<AnswerRow>> {
  const asker = await openCorpus(corpus)
  let reading = model ? openModel() : undefined
  return async (row) => {
    const started = performance.now()
    const { answer, by } = await answerTo(row, asker, reading)
    // A chat leaves an endpoint alone that fails; whoever measures it asks on.
    if (by !== undefined && by !== 'model') reading = openModel()
    const { status, text, citations } = answer
    const ms = Number((performance.now() - started).toFixed(3))
    return { id: row.id, status, text, citations, ms, ...(by !== undefined && { by }) }
  }
}

async function answerTo(
  { question: words, history, now }: QuestionLine,
  asker: Asker,
  reading: ModelReader | undefined,
): Promise<{ answer: Answer; by?: string }> {
  const instant = now ? parseInstant(now) : undefined
  const asked = {
    question: words,
    history: history ?? [],
    ...(instant !== undefined && { today: dayOf(instant) }),
  }
  const answer = asker.ask(asked)
  if (!reading || !isForModel(answer)) return { answer }
  const result = await reading.read(
    { ...asked, answer, evidence: asker.evidence(asked, answer) },
    () => {},
    async (judging) => judged(judging),
  )
  return result.ok ? { answer: result.answer, by: 'model' } : { answer, by: result.reason }
}

function openModel(): ModelReader {
  const { model } = config()
  const { reading } = readingParts({ model, files: files(), now: () => performance.now(), afterwards: () => {} })
  if (!reading) throw new UsageError(usage.noModel)
  return reading
}

/** @param corpus files or folders of other documents than the plan's */
const openCorpus = async (corpus?: readonly string[]): Promise<Asker> =>
  openAsker(office(), files(), await corpusOf(corpus))

/** The texts of the documents, joined: what answers are compared with. */
export const corpusText = async (corpus?: readonly string[]): Promise<string> =>
  (await corpusOf(corpus)).map(({ text }) => text).join('\n')

const corpusOf = async (corpus?: readonly string[]): Promise<Document[]> =>
  corpus?.length ? await corpusDocuments(corpus) : planDocuments(office())
