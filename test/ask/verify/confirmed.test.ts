/** A model that says yes to everything: of claims that differ from the paper in one field none is confirmed. */
import { expect, test } from 'vitest'
import type { Answer, Asker } from '../../../src/ask/index.ts'
import { composed } from '../../../src/ask/reader/compose.ts'
import { verify } from '../../../src/ask/verify/verify.ts'
import { flat } from '../../../src/ask/words/normalise.ts'
import { readDocument } from '../../../src/documents/index.ts'
import { drawn, isConfirmed, isFooled, type NearCase, nearCasesOf } from '../../../src/evaluation/near.ts'
import { isLong } from '../../size.ts'
import { PAPERS, paperOf } from '../reader/papers.ts'
import { unfoundOf } from './replied.ts'

/** The goal's own line under a yes. */
function answerOf({ text, sentence }: NearCase, asker: Asker): Answer | undefined {
  const asking = unfoundOf(asker, text)
  const line = asking.evidence.provisions.flatMap(({ lines }) => lines).find((one) => flat(one.text) === flat(sentence))
  if (!line) return undefined
  const reply = {
    question: text,
    status: 'answered' as const,
    premise: { claim: text, holds: 'yes' as const },
    evidence: [{ id: line.id, quote: line.text }],
    sentences: [{ text: line.text, evidence: [0] }],
    calc: [],
  }
  const verified = verify(reply, asking.evidence)
  return verified.faults.length > 0 ? undefined : composed(reply, verified, asking)
}

const COUNT = { plan: isLong ? 330 : 150, other: isLong ? 60 : 12 }

test('no near claim is confirmed because the model says so', { timeout: 240_000 }, () => {
  let near = 0
  let claims = 0
  let confirmed = 0
  const fooled: string[] = []
  for (const name of PAPERS) {
    const { text, asker } = paperOf(name)
    const cases = nearCasesOf(readDocument(text, { id: name })).filter(({ kind }) => kind === 'claim')
    for (const one of drawn(cases, name === 'plan' ? COUNT.plan : COUNT.other, 7)) {
      const answer = answerOf(one, asker)
      if (one.field === undefined) {
        claims++
        if (answer && isConfirmed(answer)) confirmed++
      } else {
        near++
        if (answer && isFooled(one, answer))
          fooled.push(`${name} ${one.field}: ${one.text} ⇒ ${answer.text.split('\n')[0]}`)
      }
    }
  }
  console.log(`${near} near claims, ${fooled.length} confirmed; ${confirmed} of ${claims} true ones confirmed`)
  expect(near).toBeGreaterThan(isLong ? 600 : 200)
  expect(confirmed).toBeGreaterThan(0)
  expect(fooled.filter((one) => one.startsWith('plan'))).toEqual([])
  // One in a hundred where three rates stand in one list: which of them is meant is the comparison's to tell.
  expect(fooled.length / near).toBeLessThan(0.01)
})
