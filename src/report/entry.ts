/** What somebody does to figures on record, as the ledger takes it. */
import { append, type CellKey, type NewEntry, type Places } from '../ledger/index.ts'
import type { Asked, Outcome } from '../message/command.ts'
import { inboxId } from '../message/incoming.ts'
import type { Person } from '../office/person.ts'
import type { Ground } from './rules/weigh.ts'

/** What was asked, by whom, and by which rules it is judged: what each step of a report is given. */
export interface Occasion {
  readonly asked: Asked
  readonly ground: Ground
}

/** Who says it, where a right was needed. @throws Error where nobody of the roster speaks: no such command is run for them */
export function speaker({ person }: Pick<Asked, 'person'>): Person {
  if (!person) throw new Error('a command of a role, and nobody who has it')
  return person
}

/**
 * The ledger's entry for an act of the speaker on one cell.
 * @param more what else is told of it: why, or that it is done for another
 */
export const entryFor = (
  asked: Asked,
  { region, indicator, period }: CellKey,
  act: NewEntry['act'],
  more: Partial<NewEntry> = {},
): NewEntry => ({
  ...{ id: asked.id(), region, indicator, period, act },
  ...{ by: speaker(asked).id, proxy: false, message: inboxId(asked.message), at: asked.now },
  ...more,
})

/** What was done, as it is written and told; the card on which it was pressed is replaced. */
export const written = async (
  { store }: Asked,
  { regions }: Pick<Ground, 'regions'>,
  places: Places,
  acts: readonly NewEntry[],
  told: Omit<Outcome, 'writes'>,
): Promise<Outcome> => ({
  replaceCard: true,
  ...told,
  writes: await append(store, regions.province.key, places, acts),
})
