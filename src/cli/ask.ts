/** `yaodian ask`: questions answered from documents. */
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { basename, extname, join } from 'node:path'
import pc from 'picocolors'
import { z } from 'zod'
import type { Asker } from '../ask/index.ts'
import { openAsker, planDocuments } from '../asker.ts'
import { type Document, readDocument } from '../documents/index.ts'
import { dayOf, parseInstant } from '../office/day.ts'
import { answerLines } from './jsonl.ts'
import { files, office } from './open.ts'
import { fromCaller } from './paths.ts'
import { progressBar } from './progress.ts'
import { UsageError } from './usage.ts'

export interface AskOptions {
  readonly jsonl?: string
  readonly corpus?: readonly string[]
  /** questions about where the year stands are answered from the database's ledger */
  readonly withLedger?: boolean
}

const question = z.object({
  id: z.union([z.string(), z.number()]),
  question: z.string(),
  history: z.array(z.string()).nullish(),
  now: z.string().nullish(),
})
export type QuestionLine = z.infer<typeof question>

export async function ask(words: string | undefined, options: AskOptions): Promise<boolean | undefined> {
  const asker = openCorpus(options.corpus)
  const ledger = options.withLedger ? (await import('./ledger.ts')).openLedger() : undefined
  const answer = async (row: QuestionLine) => (await ledger?.(row)) ?? answerLine(asker, row)
  if (options.jsonl) return answerLines(options.jsonl, question, answer, progressBar('ask'))
  if (!words) throw new UsageError('ask: expected a question, or --jsonl FILE')
  const { status, text } = await answer({ id: '', question: words })
  const [first = '', ...rest] = text.split('\n')
  console.log(status === 'answered' ? pc.bold(pc.green(first)) : pc.yellow(first))
  for (const line of rest) console.log(pc.dim(line))
  return undefined
}

/** The line that `ask --jsonl` prints for one that it reads. */
export function answerLine(asker: Asker, { id, question: words, history, now }: QuestionLine) {
  const started = performance.now()
  const instant = now ? parseInstant(now) : undefined
  const { status, text, citations } = asker.ask({
    question: words,
    ...(history && { history }),
    ...(instant !== undefined && { today: dayOf(instant) }),
  })
  return { id, status, text, citations, ms: Number((performance.now() - started).toFixed(3)) }
}

/** @param corpus files or folders of other documents than the plan's */
export const openCorpus = (corpus?: readonly string[]): Asker => openAsker(office(), files(), corpusOf(corpus))

/** The documents' originals, one after the other: what answers are held against. */
export const corpusText = (corpus?: readonly string[]): string =>
  corpusOf(corpus)
    .map(({ text }) => text)
    .join('\n')

const corpusOf = (corpus?: readonly string[]): Document[] =>
  corpus?.length ? corpusDocuments(corpus) : planDocuments(office())

/** @param corpus files or folders */
export const corpusDocuments = (corpus: readonly string[]): Document[] => corpus.flatMap(readCorpus)

const TEXTS = ['.txt', '.md']

function readCorpus(path: string): Document[] {
  const whole = fromCaller(path)
  try {
    if (statSync(whole).isDirectory()) {
      return readdirSync(whole)
        .filter((name) => TEXTS.includes(extname(name)) && !/^readme/i.test(name))
        .sort()
        .map((name) => readFileAt(join(whole, name)))
    }
    return [readFileAt(whole)]
  } catch (error) {
    throw new UsageError(`cannot read ${path}: ${error instanceof Error ? error.message : String(error)}`)
  }
}

function readFileAt(path: string): Document {
  const bytes = readFileSync(path)
  return readDocument(decoded(bytes), { id: basename(path, extname(path)) })
}

/** UTF-8 strictly first, then what Windows in Chinese offices writes. */
function decoded(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('gb18030').decode(bytes)
  }
}
