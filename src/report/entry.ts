/** What somebody does to figures on record, as the ledger takes it. */
import type { CellKey, NewEntry } from '../ledger/index.ts'
import type { Asked } from '../message/command.ts'
import { inboxId } from '../message/incoming.ts'
import type { Person } from '../office/person.ts'

/** @param more what else is told of it: why, or that it is done for another */
export const entryFor = (
  asked: Asked,
  person: Person,
  { region, indicator, period }: CellKey,
  act: NewEntry['act'],
  more: Partial<NewEntry> = {},
): NewEntry => ({
  ...{ id: asked.id(), region, indicator, period, act },
  ...{ by: person.id, proxy: false, message: inboxId(asked.message), at: asked.now },
  ...more,
})
