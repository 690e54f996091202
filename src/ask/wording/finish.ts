/** How an answer that was being worded ends: in its own message, once, by whoever comes first. */
import type { Job } from '../../message/command.ts'
import { answerKey, type Outgoing, post, wholeKey } from '../../message/outgoing.ts'
import type { Instant } from '../../office/day.ts'
import type { Statement } from '../../store/index.ts'
import { answerCard } from '../cards.ts'
import { wordedCard } from './card.ts'
import { overdue, type Pending, settle } from './rows.ts'
import type { WordingResult } from './word.ts'

/**
 * What is written when the model is done, or has failed.
 * @throws Conflict at the commit when somebody was first
 */
export function finish(pending: Pending, result: WordingResult, now: Instant): Statement[] {
  const card = result.ok
    ? wordedCard(result.worded, pending.answer, pending.question)
    : answerCard(pending.answer, pending.question)
  const settled = result.ok
    ? settle(pending.question, now, 'worded')
    : settle(pending.question, now, result.reason, result.said)
  return [post(whole(pending, card, now), now), settled]
}

const whole = ({ question, channel, chat, replyTo }: Pending, card: Outgoing['card'], now: Instant): Outgoing => ({
  key: wholeKey(answerKey(question)),
  to: { kind: 'chat', channel, chat, replyTo },
  card,
  due: now,
  replaces: answerKey(question),
})

/** Says the extractive answer where the process that asked the model is gone. */
export const wordingJob: Job = {
  name: 'wording',
  async run(now, store) {
    const late = await overdue(store, now)
    return {
      writes: late.map(({ question }) => settle(question, now, 'overdue')),
      says: late.map((pending) => whole(pending, answerCard(pending.answer, pending.question), now)),
    }
  },
}
