/** How the time of a pattern grows with its text: recheck's word where it proves it, else what an attack measures. */
import { check, type Diagnostics } from 'recheck'
import { type Attacker, attacksOn, type Growth, type Pumped } from './attack.ts'
import type { Pattern } from './collect.ts'

export const GROWTHS = ['linear', 'quadratic', 'cubic', 'exponential'] as const satisfies readonly Growth[]

export interface Verdict {
  readonly growth: Growth
  readonly by: 'recheck' | 'attack'
}

const TIMEOUT_MS = 4_000

/** recheck proves by automata; what it only guesses by fuzzing, or cannot decide in time, is tried. */
export async function judge(pattern: Pick<Pattern, 'source' | 'flags'>, attacker: Attacker): Promise<Verdict> {
  const said = await check(pattern.source, pattern.flags, { timeout: TIMEOUT_MS })
  if (said.status === 'safe' && !said.complexity.isFuzz) return { growth: 'linear', by: 'recheck' }
  if (said.status === 'vulnerable' && !said.complexity.isFuzz) return { growth: provedIn(said), by: 'recheck' }
  const attacks = [...suggested(said), ...attacksOn(pattern.source)]
  return { growth: await attacker.growth(pattern.source, pattern.flags, attacks), by: 'attack' }
}

const provedIn = ({ complexity }: Extract<Diagnostics, { status: 'vulnerable' }>): Growth =>
  complexity.type === 'exponential' ? 'exponential' : complexity.degree > 2 ? 'cubic' : 'quadratic'

/** The text by which recheck suspects the pattern. */
function suggested(said: Diagnostics): Pumped[] {
  if (said.status !== 'vulnerable') return []
  const { pumps, suffix } = said.attack
  return [
    ...pumps.map(({ prefix, pump }) => ({ before: prefix, pump, after: suffix })),
    { before: '', pump: pumps.map(({ prefix, pump }) => prefix + pump).join(''), after: suffix },
  ]
}
