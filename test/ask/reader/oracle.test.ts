/** A reader that knows the gold answers: what is right in the document's words, or near them, is shown. */
import { expect, test } from 'vitest'
import { composed } from '../../../src/ask/reader/compose.ts'
import type { Evidence } from '../../../src/ask/verify/evidence.ts'
import type { ModelReply } from '../../../src/ask/verify/reply.ts'
import { verify } from '../../../src/ask/verify/verify.ts'
import { scoreQuestions } from '../../../src/evaluation/questions.ts'
import { normal, occurs, within } from '../../../src/evaluation/wording.ts'
import { isLong } from '../../size.ts'
import { unfoundOf } from '../verify/replied.ts'
import { type GoldCase, PAPERS, paperOf } from './papers.ts'

interface Line {
  readonly id: string
  readonly label: string
  readonly text: string
  readonly told?: string
}

const linesOf = ({ provisions }: Evidence): Line[] =>
  provisions.flatMap(({ label, lines }) => lines.map((line) => ({ ...line, label })))

/** A row is told with the names of its columns, as people read it out. */
const toldOf = ({ id, quote }: { id: string; quote: string }, evidence: Evidence): string =>
  linesOf(evidence).find((one) => one.id === id)?.told ?? quote

/** The lines that hold the gold quotation, and those of its section that hold what it lacks. */
function goldLines({ gold }: GoldCase, evidence: Evidence): { id: string; quote: string }[] {
  const sections = [gold.section].flat()
  const own = linesOf(evidence).filter(({ label }) => sections.some((one) => within(label, one)))
  const quote = normal(gold.quote)
  const quoted = [...own, ...linesOf(evidence)].filter(
    ({ text }) => normal(text).includes(quote) || (text.length > 4 && quote.includes(normal(text))),
  )
  const first = quoted.filter(({ id }, at) => quoted.findIndex((one) => one.id === id) === at)
  const [only] = first
  const said =
    only && normal(only.text).includes(quote)
      ? [{ id: only.id, quote: gold.quote }]
      : first.map(({ id, text }) => ({ id, quote: text }))
  const lacking = gold.must.filter(
    (group) => !said.some((one) => group.some((word) => occurs(word, normal(one.quote)))),
  )
  const more = lacking.flatMap(
    (group) => own.find(({ text }) => group.some((word) => occurs(word, normal(text)))) ?? [],
  )
  return [...said, ...more.map(({ id, text }) => ({ id, quote: text }))]
}

/** One question of so many is asked where the test is not played at full length. */
const EACH = 3

const WAYS: readonly ((quote: string) => string)[] = [
  (quote) => `${quote}。`,
  (quote) => `文件提出，${quote}。`,
  (quote) => `根据文件，${quote}`,
]

const replyOf = (one: GoldCase, evidence: Evidence, way: (quote: string) => string): ModelReply => {
  const lines = goldLines(one, evidence)
  return {
    question: one.question,
    status: 'answered',
    evidence: lines,
    ...(['premise', 'yesno'].includes(one.kind) && {
      premise: { claim: one.question, holds: one.kind === 'premise' ? ('no' as const) : ('unclear' as const) },
    }),
    sentences: lines.map((line, at) => ({ text: way(toldOf(line, evidence)), evidence: [at] })),
    calc: [],
  }
}

test('gold answers in the words of the document pass and are right', { timeout: 120_000 }, () => {
  let asked = 0
  let right = 0
  const turned: string[] = []
  for (const name of PAPERS) {
    const paper = paperOf(name)
    const cases = paper.questions.filter(({ kind }, nth) => kind !== 'conversion' && (isLong || nth % EACH === 0))
    for (const [nth, one] of cases.entries()) {
      const asking = unfoundOf(paper.asker, one.question, one.history)
      const reply = replyOf(one, asking.evidence, WAYS[nth % WAYS.length] ?? String)
      const verified = verify(reply, asking.evidence)
      const answer = verified.faults.length
        ? { status: 'turned down', text: '', citations: [] }
        : composed(reply, verified, asking)
      const { failures, right: share } = scoreQuestions([one], [{ ...answer, id: one.id }], paper.text)
      asked++
      right += share.right
      if (failures.length)
        turned.push(
          `${name} ${one.id} ${one.kind} ${one.question} | ${one.gold.quote} | ${failures[0]?.why.join('; ')} | ${verified.faults.map(({ objection, at }) => `${objection} ${at}`).join('; ')} | ${answer.text}`,
        )
    }
  }
  console.log(`${right} of ${asked} gold answers shown and right`)
  console.log(turned.join('\n'))
  expect(asked).toBeGreaterThan(isLong ? 800 : 200)
  expect(right / asked).toBeGreaterThanOrEqual(0.97)
})
