/** 2: which figures of the paper are goals of the year: proposed with their own sentence, left out with the reason, ticked. */

import type { Candidate } from '../../../documents/draft/candidate.ts'
import { wordingOf } from '../../../documents/draft/indicator.ts'
import type { Document } from '../../../documents/index.ts'
import * as pc from '../../colour.ts'
import type { Making } from '../making.ts'
import { Wrong } from '../terminal.ts'
import * as text from '../text.ts'

/** Which figures of the paper are goals of the plan. */
export async function goalsStep(making: Making): Promise<void> {
  const { terminal } = making
  const { document } = await making.paper()
  const candidates = sorted(await making.candidates())
  terminal.say(...linesOf(making, candidates, document.text), ...unfiguredIn(document))
  for (;;) {
    const picked = await terminal.ask({ text: text.ticksAsked, read: (typed) => ticksIn(typed, candidates) })
    if (picked.length === 0) {
      if ((await making.chosen()).length > 0) return
      terminal.say(pc.red(`  ✗ ${text.noneTicked}`))
      continue
    }
    const keys = picked.flatMap((at) => candidates[at - 1]?.key ?? [])
    await making.keep({ turned: turnedBy(making.state.turned, keys) })
    terminal.say(...linesOf(making, candidates, document.text))
  }
}

/** @throws Wrong for what is no number, or cannot be a goal */
function ticksIn(typed: string, candidates: readonly Candidate[]): number[] {
  const picked = numbersIn(typed, candidates.length)
  const barred = picked.flatMap((at) => candidates[at - 1] ?? []).find((one) => one.barred)
  if (barred) throw new Wrong(text.barred(barred.said, barred.why ?? ''))
  return picked
}

/** What else the paper sets: directions, and the shares of places. */
function unfiguredIn({ facts }: Document): string[] {
  const directions = facts.flatMap((fact) => (fact.kind === 'direction' ? [`${fact.object}${fact.wording}`] : []))
  const shares = facts.filter((fact) => fact.kind === 'target' && fact.scope).length
  return [
    ...(directions.length > 0 ? [text.directions(directions)] : []),
    ...(shares > 0 ? [text.sharesHeld(shares)] : []),
  ]
}

/** Proposed ones first, then those left out, then what is not worded as a goal; each part in the paper's order. */
const sorted = (candidates: readonly Candidate[]): Candidate[] => {
  const stated = candidates.filter(({ other }) => !other)
  const isGoal = ({ why }: Candidate): boolean => why === undefined
  return [...stated.filter(isGoal), ...stated.filter((one) => !isGoal(one)), ...candidates.filter(({ other }) => other)]
}

const turnedBy = (turned: readonly string[], keys: readonly string[]): string[] => [
  ...turned.filter((key) => !keys.includes(key)),
  ...keys.filter((key) => !turned.includes(key)),
]

function linesOf(making: Making, candidates: readonly Candidate[], paper: string): string[] {
  const line = (one: Candidate, at: number): string[] => {
    const { fact, said, why, alike } = one
    const mark = making.isChosen(one) ? pc.green('✓') : pc.dim('✗')
    return [
      `  ${String(at + 1).padStart(2)} ${mark} ${said}　${pc.dim(`${fact.label}${fact.period ? `　${fact.period}` : ''}`)}${why ? pc.yellow(`　${why}`) : ''}`,
      pc.dim(`       “${wordingOf(fact, paper).replace(/\s+/g, ' ')}”`),
      ...(alike ? [pc.yellow(`       ⚠ ${text.alike(alike)}`)] : []),
    ]
  }
  const brief = (one: Candidate, at: number): string =>
    `${at + 1}${making.isChosen(one) ? pc.green('✓') : ''} ${one.said}${pc.dim(`（${one.fact.label}）`)}`
  const proposed = candidates.filter(({ why }) => why === undefined).length
  const stated = candidates.filter(({ other }) => !other).length
  const numbered = candidates.map((one, at) => ({ one, at }))
  const others = numbered.slice(stated).map(({ one, at }) => brief(one, at))
  return [
    text.proposed(proposed),
    ...numbered.slice(0, proposed).flatMap(({ one, at }) => line(one, at)),
    ...(stated > proposed ? [text.leftOut(stated - proposed)] : []),
    ...numbered.slice(proposed, stated).flatMap(({ one, at }) => line(one, at)),
    ...(others.length > 0 ? [text.others(others.length), `     ${others.join('　')}`] : []),
  ]
}

/**
 * The numbers of a list that a person typed: 3 5-7 → 3, 5, 6, 7. @param most the last there is
 * @throws Wrong for anything else
 */
export function numbersIn(typed: string, most: number): number[] {
  const parts = typed.split(/[\s,，、]+/).filter(Boolean)
  return parts.flatMap((part) => {
    const [, first, last = first] = /^(\d{1,3})(?:[-—~～](\d{1,3}))?$/.exec(part) ?? []
    const [from, to] = [Number(first), Number(last)]
    if (!first || from < 1 || to > most || to < from) throw new Wrong(text.noNumber(part, most))
    return Array.from({ length: to - from + 1 }, (_, at) => from + at)
  })
}
