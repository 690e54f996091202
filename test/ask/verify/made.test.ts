/** Wrong answers made of right ones by one change each: none is shown, whatever the goal. */
import { expect, test } from 'vitest'
import { isLong } from '../../size.ts'
import { askerOf } from '../asker.ts'
import { askedOf, FAULTS, paper, rightOf } from './answers.ts'
import { BY_HAND } from './by-hand.ts'
import { askingOf, replied, shownOf } from './replied.ts'

const PAPERS = ['2017', 'energy', 'housing', 'agriculture', 'science', 'commerce']

const papers = PAPERS.map((name) => {
  const document = paper(name)
  const asker = askerOf(document)
  return { name, asker, asked: askedOf(name, asker, document) }
})

test('of the wrong answers that can be made of all goals none is shown', { timeout: 180_000 }, () => {
  const shown: string[] = []
  let made = 0
  for (const { asker, asked } of papers) {
    for (const [n, one] of asked.entries()) {
      const asking = askingOf(asker, one.question)
      for (const [fault, make] of Object.entries(FAULTS)) {
        // by day one of two ways in turn, by night both
        for (const way of isLong ? [n, n + 3] : [n % 2 === 0 ? n : n + 3]) {
          const said = make(rightOf(one, way).said, one, asked, way)
          if (said === undefined) continue
          made++
          const reply = replied(said, asking)
          const { lines } = shownOf(reply, asking)
          const wrong = reply.sentences.map(({ text }) => text.trim())
          if (wrong.length > 0 && wrong.every((text) => lines.includes(text))) shown.push(`${fault}: ${said}`)
        }
      }
    }
  }
  console.log(`${made - shown.length} of ${made} wrong answers were turned down or gave way to the document's words`)
  expect(made).toBeGreaterThan(isLong ? 1_500 : 750)
  expect(shown).toEqual([])
})

test('right answers in other words than the paper’s are shown as they are said, nine of ten', {
  timeout: 60_000,
}, () => {
  const turned: string[] = []
  let said = 0
  for (const { name, asker, asked } of papers) {
    const hand = (BY_HAND[name] ?? []).map(([question, text, quoted]) => {
      const at = asker.ask({ question }).citations.findIndex(({ quote }) => quote.includes(quoted))
      return { question, said: text.replaceAll('①', `〔${at + 1}〕`) }
    })
    const rights = asked.flatMap((one, n) => [rightOf(one, n), rightOf(one, n + 2)])
    for (const one of [...hand, ...rights]) {
      said++
      const asking = askingOf(asker, one.question)
      const reply = replied(one.said, asking)
      const { lines, verified } = shownOf(reply, asking)
      if (!reply.sentences.every(({ text }) => lines.includes(text.trim())))
        turned.push(
          `${one.question} ${one.said} | ${verified.faults.map(({ objection, at }) => `${objection} ${at}`).join()} | ${lines.join(' ')}`,
        )
    }
  }
  console.log(`${said - turned.length} of ${said} as they are said\n${turned.join('\n')}`)
  expect(said).toBeGreaterThan(100)
  expect(turned.length / said).toBeLessThan(0.1)
})
