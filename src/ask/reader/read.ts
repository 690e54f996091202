/** A model answers a question from the papers: every statement is verified, and what fails is told to it once. */
import { type Chat, type FaultReason, type Model, ModelFault } from '../../model/index.ts'
import type { Answer } from '../index.ts'
import type { Evidence } from '../verify/evidence.ts'
import type { Fault, Objection } from '../verify/objection.ts'
import type { Reply } from '../verify/reply.ts'
import { type Verified, verify } from '../verify/verify.ts'
import { type AnswerPrompt, answerPrompt, firstChat, secondChat } from './ask-model.ts'
import { composed } from './compose.ts'
import { readReply, readSoFar } from './schema.ts'

/** A question on its way to a model, with what it may rest on and what is said without one. */
export interface Asking {
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
  readonly read: (asking: Asking, show: Show) => Promise<ReadingResult>
}

/**
 * @param now milliseconds, rising: whether there is time to ask again
 * @throws PromptError when `prompts/answer.md` cannot be used
 */
export function openModelReader(model: Model, files: ReadonlyMap<string, string>, now: () => number): ModelReader {
  const prompt = answerPrompt(files)
  return { limitMs: model.limitMs, read: (asking, show) => read(asking, show, { model, prompt, now }) }
}

interface Means {
  readonly model: Model
  readonly prompt: AnswerPrompt
  readonly now: () => number
}

async function read(asking: Asking, show: Show, { model, prompt, now }: Means): Promise<ReadingResult> {
  const until = now() + model.limitMs
  const chat = firstChat(prompt, asking.question, asking.history, asking.evidence)
  let said = ''
  try {
    said = await wholeOf(model, chat, until - now(), showing(asking, show))
    const first = judge(said, asking)
    const doubt = first.ok ? overlooked(first.reply, asking) : undefined
    if (first.ok && !doubt) return told(first, asking)
    const faults = first.ok ? [...(doubt ? [doubt] : [])] : first.faults
    // What took more than half of the time takes as long again.
    if (until - now() < model.limitMs / 2) return refused(faults, said)
    said = await wholeOf(model, secondChat(chat, said, faults), until - now(), showing(asking, show))
    const second = judge(said, asking)
    return second.ok ? told(second, asking) : refused(second.faults, said)
  } catch (error) {
    if (error instanceof ModelFault) return { ok: false, reason: error.reason, said }
    throw error
  }
}

type Judged =
  | { readonly ok: true; readonly reply: Reply; readonly verified: Verified }
  | { readonly ok: false; readonly faults: readonly Fault[] }

function judge(said: string, { evidence }: Asking): Judged {
  const reply = readReply(said)
  if (!reply) return { ok: false, faults: [{ objection: 'unreadable', at: '' }] }
  const verified = verify(reply, evidence)
  return verified.faults.length > 0 ? { ok: false, faults: verified.faults } : { ok: true, reply, verified }
}

const told = ({ reply, verified }: Extract<Judged, { ok: true }>, asking: Asking): ReadingResult => ({
  ok: true,
  answer: composed(reply, verified, asking),
})

const refused = (faults: readonly Fault[], said: string): ReadingResult => ({
  ok: false,
  reason: faults[0]?.objection ?? 'empty',
  said,
})

/** What was found without a model is looked at once more before it is said not to be written. */
function overlooked({ status }: Reply, { answer }: Asking): Fault | undefined {
  const [found] = answer.citations
  const silent = status === 'not_stated' || status === 'unclear'
  return silent && answer.status === 'answered' && found ? { objection: 'overlooked', at: found.quote } : undefined
}

/** All that the model says; each piece is looked at as it comes. @throws ModelFault after `ms` too */
async function wholeOf(model: Model, chat: Chat, ms: number, seen: (text: string) => void): Promise<string> {
  const pieces = model.ask(chat)
  const { late, over } = deadline(ms)
  let text = ''
  try {
    for (;;) {
      const next = await Promise.race([pieces.next(), late])
      if (next.done) return text
      text += next.value
      seen(text)
    }
  } finally {
    over()
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

/** Shows each sentence once it stands and was verified; up to the first that may not be shown. */
function showing(asking: Asking, show: Show): (text: string) => void {
  let looked = 0
  return (text) => {
    const reply = readSoFar(text)
    if (!reply || reply.sentences.length === looked) return
    looked = reply.sentences.length
    const verified = verify(reply, asking.evidence)
    if (verified.faults.length > 0 || verified.sentences.length === 0) return
    show(composed(reply, verified, asking).said?.join('\n') ?? '')
  }
}
