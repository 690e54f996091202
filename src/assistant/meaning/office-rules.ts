/** The office's rules of reporting, where they are asked for so plainly that nothing else needs to speak for it. */
import { articleCard, type RulesPaper } from '../../guide/index.ts'
import type { Intent } from '../../intent/index.ts'
import type { Card } from '../../message/card.ts'
import type { Asked } from '../../message/command.ts'

const LIKELY = 0.5
const LONGEST_QUESTION = 100

/** Where the papers on policy do not know, and were not surely meant. */
export const insteadOf = (status: string, asked: Asked, rules: RulesPaper | undefined): Card | undefined =>
  NOT_ANSWERED.has(status) && chance(asked, 'document') < LIKELY ? articleFor(asked, rules) : undefined

const NOT_ANSWERED: ReadonlySet<string> = new Set(['off-topic', 'near-miss', 'not-in-document'])

const chance = ({ likely }: Asked, intent: Intent): number => likely?.().find((one) => one.intent === intent)?.p ?? 0

export function articleFor({ text: words }: Asked, rules: RulesPaper | undefined): Card | undefined {
  const found = words.length <= LONGEST_QUESTION ? rules?.find(words) : undefined
  return rules && found?.isSure ? articleCard(rules, found, words) : undefined
}
