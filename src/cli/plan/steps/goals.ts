/** 2: which figures of the paper are goals of the year: proposed with their own sentence, left out with the reason, ticked. */
import type { TargetCandidate } from '../../../documents/draft/candidate.ts'
import { wordingOf } from '../../../documents/draft/indicator.ts'
import type { Document } from '../../../documents/index.ts'
import { type Look, plain, type Remark, type Tick, type TicksAsk, Wrong } from '../ask.ts'
import type { Making } from '../making.ts'
import * as text from '../text.ts'

/**
 * The step that asks which figures of the paper are goals of the plan; what a person turns round is kept.
 * @returns an ask whose `take` throws Wrong where none is ticked, or one that can be no goal
 */
export async function goalsLook(making: Making): Promise<Look> {
  const { document } = await making.paper()
  const candidates = sorted(await making.candidates())
  const ticks: TicksAsk = {
    kind: 'ticks',
    name: 'goals',
    text: text.goalsAsked,
    items: candidates.map((one) => tickOf(making, one, document.text)),
    async take(chosen) {
      const barred = candidates.find(({ key, barred }) => barred && chosen.includes(key))
      if (barred) throw new Wrong(text.barred(barred.said, barred.why ?? ''))
      if (!candidates.some(({ key }) => chosen.includes(key))) throw new Wrong(text.noneTicked)
      const turned = candidates.filter(({ key, why }) => chosen.includes(key) !== (why === undefined))
      await making.keep({ turned: turned.map(({ key }) => key) })
    },
  }
  return { shown: unfiguredIn(document), asks: [ticks] }
}

const tickOf = (making: Making, one: TargetCandidate, paper: string): Tick => ({
  key: one.key,
  said: one.said,
  where: `${one.fact.label}${one.fact.period ? `　${one.fact.period}` : ''}`,
  wording: wordingOf(one.fact, paper).replace(/\s+/g, ' '),
  why: one.why,
  alike: one.alike,
  barred: one.barred === true,
  other: one.other === true,
  chosen: making.isChosen(one),
})

/** What else the paper sets: directions, and the shares of places. */
function unfiguredIn({ facts }: Document): Remark[] {
  const directions = facts.flatMap((fact) => (fact.kind === 'direction' ? [`${fact.object}${fact.wording}`] : []))
  const shares = facts.filter((fact) => fact.kind === 'target' && fact.scope).length
  return [
    ...(directions.length > 0 ? [plain(text.directions(directions))] : []),
    ...(shares > 0 ? [plain(text.sharesHeld(shares))] : []),
  ]
}

/** Proposed ones first, then those left out, then what is not worded as a goal; each part in the paper's order. */
const sorted = (candidates: readonly TargetCandidate[]): TargetCandidate[] => {
  const stated = candidates.filter(({ other }) => !other)
  const isGoal = ({ why }: TargetCandidate): boolean => why === undefined
  return [...stated.filter(isGoal), ...stated.filter((one) => !isGoal(one)), ...candidates.filter(({ other }) => other)]
}
