/** The check, against wrong answers that a person thought up with the paper at hand. */
import { describe, expect, test } from 'vitest'
import { askerOf } from '../asker.ts'
import { paper } from './answers.ts'
import { FALSE } from './by-hand.ts'
import { askingOf, replied, shownOf } from './replied.ts'

describe('near to what the paper says, and wrong', () => {
  test.each(
    Object.entries(FALSE).flatMap(([name, list]) => list.map(([question, says]) => [name, question, says] as const)),
  )('%s: %s', (name, question, says) => {
    const asking = askingOf(askerOf(paper(name)), question)
    expect(asking.answer.status).toBe('answered')
    for (const said of says) {
      const reply = replied(said, asking)
      const { lines } = shownOf(reply, asking)
      const wrong = reply.sentences.map(({ text }) => text.trim())
      // Where a right sentence stands beside the wrong one, that one may be shown.
      expect([said, wrong.every((text) => lines.includes(text))]).toEqual([said, false])
    }
  })
})
