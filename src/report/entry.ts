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

/**
 * The person of the roster who sent a message, for commands that need a right.
 * @throws Error for an account that is not on the roster: the right was checked before
 */
export function speaker({ person }: Pick<Asked, 'person'>): Person {
  if (!person) throw new Error('a command of a role, and nobody who has it')
  return person
}

/**
 * The ledger's entry for an act of the speaker on one cell, at the message's time.
 * @param more reason, note or `proxy` where they apply
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

/**
 * An outcome that appends acts to the ledger, and replaces the card that was pressed.
 * @param places where the regions' chains stood before the decision, see `append`
 * @throws Conflict at the commit when a chain has grown since
 */
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
