/** What was recorded last and can still be changed: what 撤回 and 应该是11家 speak of. */
import { cellsOf, entriesOf, type FigureEntry, isFigure, lastMessage } from '../ledger/index.ts'
import type { Asked } from '../message/command.ts'
import { type Instant, MINUTE_MS } from '../office/day.ts'
import { periodOfIndicator } from '../office/owed.ts'
import type { PersonId } from '../office/person.ts'
import { indicatorOf, type Plan } from '../office/plan.ts'
import { regionsInTalk, saidBefore } from './rules/kept.ts'

/** Figures said so long ago are still what 应该是11家 speaks of. */
const JUST_MS = 30 * MINUTE_MS

/**
 * The figures that one message recorded and that nobody reviewed yet. `isJust`: the asker recorded them, minutes ago.
 */
export interface Receipt {
  readonly message: string
  readonly figures: readonly FigureEntry[]
  readonly isJust: boolean
  readonly at: Instant
}

/**
 * The newest report in the regions of this talk that is still unreviewed, or a request to correct what is locked.
 * @param whose 'own': by the asker alone, as 撤回 takes nothing of a colleague's
 * @returns undefined where there is none, or it states no figure
 */
export async function lastReceipt(asked: Asked, whose: 'any' | 'own' = 'any'): Promise<Receipt | undefined> {
  const { store, person, now } = asked
  const message = await lastMessage(store, regionsInTalk(asked), whose === 'own' ? person?.id : undefined)
  if (message === undefined) return undefined
  const figures = (await entriesOf(store, message)).flatMap((one) => (isFigure(one) ? [one] : []))
  const isJust = figures.some(({ by, at }) => by === person?.id && now - at <= JUST_MS)
  const [first] = figures
  return first && { message, figures, isJust, at: first.at }
}

/** Who reported anew what the person reported in this talk; empty where their own figures count. */
export async function replacedBy(asked: Asked, person: PersonId, plan: Plan): Promise<PersonId[]> {
  const [last] = saidBefore(asked)
  if (!last) return []
  const cells = await cellsOf(
    asked.store,
    last.items.map(({ indicator, asOf }) => ({
      region: last.region,
      indicator,
      period: periodOfIndicator(indicatorOf(plan, indicator), asOf),
    })),
  )
  const others = [...cells.values()].flatMap(({ figure }) => (figure && figure.by !== person ? [figure.by] : []))
  return [...new Set(others)]
}
