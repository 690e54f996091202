/** After the answer is committed: a model words it, the message grows, and the whole takes its place. */
import { finish, type Pending, pendingOf, type Wording, type WordingResult } from '../ask/index.ts'
import { answerKey } from '../message/outgoing.ts'
import { Conflict } from '../store/index.ts'
import { deliver } from './deliver.ts'
import { growing } from './grow.ts'
import type { FrontParts } from './parts.ts'

/**
 * Words one answer that waits for it, and says it; the extractive one where that fails.
 *
 * Whoever writes the end first says it: a tick that finds the answer overdue, another process, or this call.
 */
export async function wordAnswer(question: string, parts: FrontParts): Promise<void> {
  const pending = parts.wording && (await pendingOf(parts.store, question))
  if (!parts.wording || !pending) return
  const message = growing(answerKey(question), pending.channel, parts)
  const result = await worded(parts.wording, pending, message.show, parts)
  await message.rest()
  try {
    await parts.store.commit(finish(pending, result, parts.clock()))
  } catch (error) {
    if (!(error instanceof Conflict)) throw error
    return parts.log({ event: 'worded', id: question, outcome: 'late' })
  }
  parts.log({ event: 'worded', id: question, outcome: result.ok ? 'worded' : result.reason })
  await deliver(parts.clock(), parts)
}

async function worded(
  wording: Wording,
  { question, asked, answer }: Pending,
  show: (text: string) => void,
  { log }: FrontParts,
): Promise<WordingResult> {
  try {
    return await wording.word(asked, answer, show)
  } catch (error) {
    // A fault of ours must not cost the person the answer.
    log({ event: 'wording-failed', id: question, error: error instanceof Error ? error.stack : String(error) })
    return { ok: false, reason: 'fault' }
  }
}
