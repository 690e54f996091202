/** How an answer that a model was asked for ends: in its own message, once, by whoever comes first. */
import type { Job } from '../../message/command.ts'
import { answerKey, type Outgoing, post, wholeKey } from '../../message/outgoing.ts'
import type { Instant } from '../../office/day.ts'
import type { Statement } from '../../store/index.ts'
import { answerCard } from '../cards.ts'
import type { ReadingResult } from './read.ts'
import { overdue, type PendingAnswer, settle } from './rows.ts'

/**
 * What is written when the model is done, or has failed.
 * @throws Conflict at the commit when somebody was first
 */
export function finish(pending: PendingAnswer, result: ReadingResult, now: Instant): Statement[] {
  const card = answerCard(result.ok ? result.answer : pending.answer, pending.question)
  const settled = result.ok
    ? settle(pending.question, now, 'worded')
    : settle(pending.question, now, result.reason, result.said)
  return [post(whole(pending, card, now), now), settled]
}

const whole = (
  { question, channel, chat, replyTo }: PendingAnswer,
  card: Outgoing['card'],
  now: Instant,
): Outgoing => ({
  key: wholeKey(answerKey(question)),
  to: { kind: 'chat', channel, chat, replyTo },
  card,
  due: now,
  replaces: answerKey(question),
})

/** Says the answer that was found without it where the process that asked the model is gone. */
export const readingJob: Job = {
  name: 'reading',
  async run(now, store) {
    const late = await overdue(store, now)
    return {
      writes: late.map(({ question }) => settle(question, now, 'overdue')),
      says: late.map((pending) => whole(pending, answerCard(pending.answer, pending.question), now)),
    }
  },
}
