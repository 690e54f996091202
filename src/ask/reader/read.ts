/** A model answers a question from the papers: what it says is judged elsewhere, and what fails is told to it once. */
import { type ChatRequest, type FaultReason, type Model, ModelFault } from '../../model/index.ts'
import type { Answer } from '../index.ts'
import type { Evidence } from '../verify/evidence.ts'
import type { Objection, VerificationFault } from '../verify/objection.ts'
import { type AnswerPrompt, answerPrompt, firstChat, secondChat } from './ask-model.ts'
import type { Judge, Judgement } from './judge.ts'

/** A question on its way to a model, with what it may rest on and what is said without one. */
export interface ModelQuestion {
  readonly question: string
  /** earlier messages of the same person, oldest first */
  readonly history: readonly string[]
  readonly evidence: Evidence
  /** found without a model */
  readonly answer: Answer
}

const GUARDED: readonly Answer['reason'][] = ['injection', 'advice', 'privacy', 'smalltalk']

/** Whether a model is asked: not where nothing has to be read. @param answer found without it */
export const isForModel = ({ reason }: Answer): boolean => !GUARDED.includes(reason)

export type ReadingResult =
  | { readonly ok: true; readonly answer: Answer }
  /** `said`: what was turned down, for those who mend the prompt or the check */
  | { readonly ok: false; readonly reason: Objection | FaultReason | 'fault'; readonly said?: string }

/** Called with all that was verified so far, whenever a sentence is added. */
export type Show = (text: string) => void

export interface ModelReader {
  /** the longest that an answer may take, in ms */
  readonly limitMs: number
  readonly read: (asking: ModelQuestion, show: Show, judge: Judge) => Promise<ReadingResult>
}

/**
 * A language model that answers from what was found, sentence by sentence as each is verified (`judge`); once more where
 * the first answer does not stand and there is time.
 * @param now milliseconds, rising: whether there is time to ask again
 * @throws PromptError when `prompts/answer.md` cannot be used
 */
export function openModelReader(model: Model, files: ReadonlyMap<string, string>, now: () => number): ModelReader {
  const prompt = answerPrompt(files)
  return {
    limitMs: model.limitMs,
    async read(asking, show, judge) {
      const { late, over } = deadline(model.limitMs)
      try {
        return await read({ asking, show, judge, late }, { model, prompt, now })
      } finally {
        over()
      }
    },
  }
}

interface Means {
  readonly model: Model
  readonly prompt: AnswerPrompt
  readonly now: () => number
}

interface Reading {
  readonly asking: ModelQuestion
  readonly show: Show
  readonly judge: Judge
  /** rejects when the time is over */
  readonly late: Promise<never>
}

async function read(reading: Reading, { model, prompt, now }: Means): Promise<ReadingResult> {
  const { asking } = reading
  const until = now() + model.limitMs
  const chat = firstChat(prompt, asking.question, asking.history, asking.evidence)
  let said = ''
  try {
    said = await wholeOf(model, chat, reading)
    const first = await judgedWhole(said, reading)
    if (first.ok && !first.doubt) return first
    const faults = first.ok ? [...(first.doubt ? [first.doubt] : [])] : first.faults
    // What took more than half of the time takes as long again.
    if (until - now() < model.limitMs / 2) return refused(faults, said)
    said = await wholeOf(model, secondChat(chat, said, faults), reading)
    const second = await judgedWhole(said, reading)
    return second.ok ? second : refused(second.faults, said)
  } catch (error) {
    if (error instanceof ModelFault) return { ok: false, reason: error.reason, said }
    throw error
  }
}

const refused = (faults: readonly VerificationFault[], said: string): ReadingResult => ({
  ok: false,
  reason: faults[0]?.objection ?? 'empty',
  said,
})

/** @throws ModelFault where it takes more than it may, or longer than there is time */
async function judgedWhole(said: string, { asking, judge, late }: Reading): Promise<Judgement> {
  const judgement = await Promise.race([judge({ asking, said, isWhole: true }), late])
  if (!judgement) throw new ModelFault('too-long', 'to be verified')
  return judgement
}

/** All that the model says; it is looked at as it comes. @throws ModelFault when the time is over, too */
async function wholeOf(model: Model, chat: ChatRequest, reading: Reading): Promise<string> {
  const pieces = model.ask(chat)
  const looks = showing(reading)
  let text = ''
  try {
    for (;;) {
      const next = await Promise.race([pieces.next(), reading.late])
      if (next.done) return text
      text += next.value
      // A sentence ends as the object that it is.
      if (next.value.includes('}')) looks.see(text)
    }
  } finally {
    looks.end()
    // Whoever is late is not waited for.
    void pieces.return(undefined).catch(() => {})
  }
}

function deadline(ms: number): { late: Promise<never>; over: () => void } {
  let timer: ReturnType<typeof setTimeout> | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new ModelFault('timeout')), Math.max(0, ms))
  })
  late.catch(() => {})
  return { late, over: () => clearTimeout(timer) }
}

/** Shows what stands and was verified, sentence by sentence: one look at a time, at the newest text. */
function showing({ asking, show, judge }: Reading) {
  let newest: string | undefined
  let shown = ''
  let isOver = false
  let looks = Promise.resolve()
  const look = async (): Promise<void> => {
    const said = newest
    newest = undefined
    if (said === undefined || isOver) return
    const judgement = await judge({ asking, said, isWhole: false })
    // What is cut off once is not tried again.
    if (!judgement) isOver = true
    const text = judgement?.ok ? (judgement.answer.said?.join('\n') ?? '') : ''
    if (isOver || text === '' || text === shown) return
    shown = text
    show(text)
  }
  return {
    see(text: string): void {
      newest = text
      // The whole is judged all the same.
      looks = looks.then(look).catch(() => {})
    },
    end(): void {
      isOver = true
    },
  }
}
