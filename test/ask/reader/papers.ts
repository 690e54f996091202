/** The papers of test/eval with their sets, each with an asker of its own. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Answer, Asker } from '../../../src/ask/index.ts'
import type { ModelQuestion } from '../../../src/ask/reader/read.ts'
import { readDocument } from '../../../src/documents/index.ts'
import type { QuestionCase, UnanswerableCase } from '../../../src/evaluation/questions.ts'
import { askerOf } from '../asker.ts'

const EVAL = join(import.meta.dirname, '../../eval')
const PLAN = join(import.meta.dirname, '../../fixtures/offices/zhejiang/plans/2017/document.txt')

export interface GoldCase extends QuestionCase {
  readonly gold: QuestionCase['gold'] & { readonly quote: string }
}

export interface Paper {
  /** plan, or a folder of test/eval/papers or test/eval/strangers */
  readonly name: string
  readonly text: string
  readonly asker: Asker
  readonly questions: readonly GoldCase[]
  readonly unanswerable: readonly UnanswerableCase[]
}

const rowsOf = <T>(...path: readonly string[]): T[] =>
  readFileSync(join(EVAL, ...path), 'utf8')
    .split('\n')
    .filter((line) => line.trim())
    .map((line) => JSON.parse(line) as T)

const PLAN_SETS = ['heldout-a', 'heldout-b', 'heldout-c', 'heldout-d', 'heldout-e']

export const PAPERS: readonly string[] = ['plan', ...readdirSync(join(EVAL, 'papers')).sort()]

const opened = new Map<string, Paper>()

/** Read once for all files of a process: nothing that is asked changes it. */
export function paperOf(name: string): Paper {
  const paper = opened.get(name) ?? openPaper(name)
  opened.set(name, paper)
  return paper
}

function openPaper(name: string): Paper {
  const isPlan = name === 'plan'
  const kind = existsSync(join(EVAL, 'papers', name)) ? 'papers' : 'strangers'
  const text = readFileSync(isPlan ? PLAN : join(EVAL, kind, name, 'document.txt'), 'utf8')
  const of = <T>(set: string): T[] =>
    isPlan
      ? [...rowsOf<T>(`${set}.dev.jsonl`), ...PLAN_SETS.flatMap((folder) => rowsOf<T>(folder, `${set}.jsonl`))]
      : rowsOf<T>(kind, name, `${set}.jsonl`)
  return {
    name,
    text,
    asker: askerOf(readDocument(text, { id: name })),
    questions: of('questions'),
    unanswerable: of('unanswerable'),
  }
}

/** A question as it would be put to a model. */
export function askingOf(
  asker: Asker,
  question: string,
  history: readonly string[] = [],
): ModelQuestion & { answer: Answer } {
  const answer = asker.ask({ question, history })
  return { question, history, answer, evidence: asker.evidence({ question, history }, answer) }
}
