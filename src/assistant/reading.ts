/** After the question is committed: a model answers it, the message grows, and the whole takes its place. */
import { finish, type ModelReader, type PendingAnswer, pendingOf, type ReadingResult, statusOf } from '../ask/index.ts'
import { restated } from '../message/inbox.ts'
import { type Account, type Incoming, inboxId } from '../message/incoming.ts'
import { answerKey } from '../message/outgoing.ts'
import { Conflict } from '../store/index.ts'
import { deliver } from './delivery/deliver.ts'
import type { FrontParts } from './parts.ts'
import { growing } from './streaming.ts'

/**
 * Has one question answered that waits for it, and says the answer; the one found without a model where that fails.
 *
 * Whoever writes the end first says it: a tick that finds the answer overdue, another process, or this call.
 */
export async function readAnswer(message: Incoming, parts: FrontParts): Promise<void> {
  const question = inboxId(message)
  const pending = parts.reading && (await pendingOf(parts.store, question))
  if (!parts.reading || !pending) return
  const shown = growing(answerKey(question), pending.channel, parts)
  const result = await readBy(parts.reading, pending, shown.show, { ...parts, asker: message.account })
  await shown.rest()
  try {
    const ended = result.ok ? [restated(question, statusOf(result.answer))] : []
    await parts.store.commit([...finish(pending, result, parts.clock()), ...ended])
  } catch (error) {
    if (!(error instanceof Conflict)) throw error
    return parts.log({ event: 'worded', id: question, outcome: 'late' })
  }
  parts.log({ event: 'worded', id: question, outcome: result.ok ? 'worded' : result.reason })
  await deliver(parts.clock(), parts)
}

async function readBy(
  reading: ModelReader,
  { question, asking }: PendingAnswer,
  show: (text: string) => void,
  { desk, log, asker }: FrontParts & { readonly asker: Account },
): Promise<ReadingResult> {
  if (!asking) return { ok: false, reason: 'fault' }
  try {
    return await reading.read(asking, show, (judging) => desk.judge(judging, asker))
  } catch (error) {
    // A fault of ours must not cost the person the answer.
    log({ event: 'reading-failed', id: question, error: error instanceof Error ? error.stack : String(error) })
    return { ok: false, reason: 'fault' }
  }
}
