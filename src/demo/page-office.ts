/** What the console's page shows of the office. All that the office can do is loaded for it, so a start does without. */
import { randomUUID } from 'node:crypto'
import { abilities } from '../assistant/commands.ts'
import { createDesk } from '../assistant/index.ts'
import type { ConsoleOptions } from '../channels/console/options.ts'
import { lazyAsker } from '../composition/asker.ts'
import { openLiveOffice, shippedOffice } from '../composition/live-office.ts'
import type { Instant } from '../office/day.ts'
import type { Files, Office } from '../office/load/index.ts'
import { nextDeadline } from '../remind/index.ts'
import type { Store } from '../store/index.ts'
import { type Cast, suggestionsFor } from './cast.ts'

interface Parts {
  readonly office: Office
  readonly files: Files
  readonly store: Store
  readonly clock: () => Instant
  readonly cast: Cast['cast']
  readonly log: (entry: Readonly<Record<string, unknown>>) => void
}

/** Documents, suggestions and the next deadline, for the page. */
export type PageOffice = Pick<ConsoleOptions, 'documents' | 'suggestions'> &
  Pick<ConsoleOptions['clock'], 'nextDeadline'>

/** What the console's page shows of the office: messages are handled by the desks, on other threads. */
export function pageOffice({ office, files, store, clock, cast, log }: Parts): PageOffice {
  const { regions } = office
  const shipped = shippedOffice(office, files, lazyAsker)
  const live = openLiveOffice({ shipped, files, store, clock, open: lazyAsker })
  const { commands } = createDesk({ ...abilities(shipped), store, regions, id: randomUUID, log })
  return {
    documents: async () => (await live.now()).documents,
    suggestions: suggestionsFor(commands, cast, regions),
    nextDeadline: async () => nextDeadline((await live.now()).office, clock(), store),
  }
}
