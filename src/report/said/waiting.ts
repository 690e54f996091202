/** What waits for a person's word: their drafts, with what is asked about them. */
import type { Mode } from '../../ledger/index.ts'
import type { Amount } from '../../office/amount.ts'
import { customaryDay, type Day, dayOf } from '../../office/day.ts'
import type { Holds, LeftOpen } from '../../open/index.ts'
import { type Draft, isForgotten, isShownLast, mine } from '../drafts.ts'
import type { Occasion } from '../entry.ts'
import { type FigureRow, isItem, numbersOf, rowsOf } from '../item.ts'
import { numberAsked, reasonAsked, type Wanting } from '../rules/kept.ts'

/** What the drafts hold, as far as it tells how words are meant. */
export interface Situation extends LeftOpen {
  readonly holds: Held
}

/** What stands in the drafts, beside what every open thing has. */
export interface Held extends Holds {
  /** the units in which its numbers are said */
  readonly units: readonly string[]
  readonly modes: readonly Mode[]
  /** of the same numbers those that are added, and those that are whole */
  readonly added: readonly string[]
  readonly wholes: readonly string[]
}

/** What lies open where figures wait, for the classifier of acts. */
export const figures = { command: '上报', isPreview: true } as const

/** The drafts that a person left open, at least one. `wants`: the reason that was asked for last. */
export interface Waiting extends Occasion {
  /** the newest first; those that nobody answered in time among them */
  readonly drafts: readonly [Draft, ...Draft[]]
  /** those that can still be settled */
  readonly live: readonly Draft[]
  readonly wants?: Wanting
}

/**
 * The asker's open drafts, by one query.
 * @returns undefined where they have none
 */
export async function waitingOf({ asked, ground }: Occasion): Promise<Waiting | undefined> {
  const [first, ...others] = await mine(asked, 'forgotten too')
  if (!first) return undefined
  const drafts = [first, ...others] as const
  const wants = reasonAsked(asked)
  return { asked, ground, drafts, live: drafts.filter((one) => !isForgotten(one, asked.now)), ...(wants && { wants }) }
}

/** All figures of the drafts, in the order shown. */
export const rowsIn = (drafts: readonly Draft[]): FigureRow[] => drafts.flatMap(({ update }) => rowsOf(update))

/** Whether it is asked for why, or something was put right, which is told with why. */
function whyIn({ update }: Draft, wants: Wanting | undefined, today: Day): string[] {
  if (wants && update.items.length > 0) return ['reason']
  const isEarlier = update.items.some(({ asOf }) => asOf.slice(0, 7) < customaryDay(today).slice(0, 7))
  return (update.correcting || isEarlier) && update.reason === undefined ? ['why'] : []
}

const WHOLE = 'cumulative' as const

const comesOf = (row: FigureRow): Amount[] => (isItem(row) && row.comes ? [row.comes] : [])

/** The drafts as the classifier of acts takes them. */
export function situationOf({ asked, drafts, wants }: Waiting): Situation {
  const [newest] = drafts
  const rows = rowsIn(drafts)
  const { parts = [] } = newest.update
  const lacks = parts.flatMap(({ lacks, check }) => lacks ?? (check ? ['check'] : []))
  const holds = {
    indicators: rows.flatMap(({ indicator }) => indicator ?? []),
    values: rows.flatMap(numbersOf),
    added: rows.flatMap((row) =>
      row.mode === 'increment' ? numbersOf(row).filter((one) => comesOf(row).every((comes) => comes !== one)) : [],
    ),
    wholes: rows.flatMap((row) => (row.mode === 'increment' ? comesOf(row) : numbersOf(row))),
    days: rows.flatMap(({ asOf }) => asOf ?? []),
    units: rows.flatMap(({ typedUnit }) => typedUnit ?? []),
    modes: rows.flatMap((row) => [row.mode ?? [], comesOf(row).map(() => WHOLE)].flat()),
    lacks: [
      ...new Set([...lacks, ...(numberAsked(asked) ? ['number'] : []), ...whyIn(newest, wants, dayOf(asked.now))]),
    ],
  }
  return { ...figures, isPast: !isShownLast(asked, newest), holds }
}
