/**
 * The switchboard of faults: each is off until switched on. Numbers are probabilities from 0 to 1, drawn with the seed.
 */

import { count } from './counters.ts'
import type { ClientConfig } from './settings.ts'
import type { World } from './state/world.ts'

export interface EventFaults {
  /** delivered once more, 10–500 ms after it was acknowledged */
  duplicate: number
  /** delivered twice at once */
  concurrent: number
  /** held back 20–400 ms, so that later ones pass it */
  reorder: number
  /** after the acknowledgement the same message comes again under another event_id */
  newEventId: number
  /** cut into this many frames (long connection only); 1 is whole */
  fragments: number
  fragmentsShuffled: number
  /** one of the fragments does not come */
  fragmentMissing: number
  /** webhooks with spaces, escaped slashes and \u escapes, rightly signed */
  spaced: number
}

export interface ConnectionFaults {
  /** events that find no connection wait for the next, and go out in one write with its 101 */
  withUpgrade: boolean
  /** pings stay unanswered */
  noPong: boolean
  /** the upgrade never comes to an end, or is refused */
  upgrade: 'works' | 'hangs' | '403'
  /** what discovery answers instead of an address */
  discovery: DiscoveryFault | undefined
  /** other values than the settings', as ReconnectCount 1 */
  clientConfig: Partial<ClientConfig>
}

type DiscoveryFault =
  | { readonly code: number; readonly data: 'object' | 'null' | 'absent' }
  | { readonly status: number }
  | { readonly hangs: true }

/** What goes wrong with a call to an API. `after` the effect: it has happened, the caller does not hear of it. */
export type CallFault =
  | { readonly kind: 'status'; readonly status: number; readonly after?: boolean }
  | { readonly kind: 'code'; readonly code: number; readonly message?: string; readonly status?: number }
  | { readonly kind: 'limit'; readonly resetSeconds?: number; readonly status?: 429 | 400 }
  | { readonly kind: 'hang'; readonly after?: boolean }
  | { readonly kind: 'cut'; readonly after?: boolean }
  | { readonly kind: 'slow'; readonly ms: number }

export interface CallRule {
  readonly fault: CallFault
  /** the API's name, such as im.message.create, or the start of one, such as `im.`; all when absent */
  readonly api?: string
  /** probability, 1 when absent */
  readonly rate?: number
  /** strikes at most so often, for ever when absent */
  readonly times?: number
}

const NO_EVENT_FAULTS: EventFaults = {
  duplicate: 0,
  concurrent: 0,
  reorder: 0,
  newEventId: 0,
  fragments: 1,
  fragmentsShuffled: 0,
  fragmentMissing: 0,
  spaced: 0,
}

const NO_CONNECTION_FAULTS: ConnectionFaults = {
  withUpgrade: false,
  noPong: false,
  upgrade: 'works',
  discovery: undefined,
  clientConfig: {},
}

export class Faults {
  readonly events: EventFaults = { ...NO_EVENT_FAULTS }
  readonly connection: ConnectionFaults = { ...NO_CONNECTION_FAULTS }
  private readonly world: World
  private rules: { rule: CallRule; left: number }[] = []

  constructor(world: World) {
    this.world = world
  }

  /** Switches a fault of calls on; the returned function switches it off. */
  calls(rule: CallRule): () => void {
    const entry = { rule, left: rule.times ?? Number.POSITIVE_INFINITY }
    this.rules.push(entry)
    return () => {
      this.rules = this.rules.filter((other) => other !== entry)
    }
  }

  /** The fault that strikes this call, if one does. */
  strike(api: string): CallFault | undefined {
    for (const entry of this.rules) {
      const { api: name = '', rate = 1, fault } = entry.rule
      if (entry.left <= 0 || !api.startsWith(name) || !this.world.chance.hits(rate)) continue
      entry.left -= 1
      count(this.world.counters.faults, `call ${fault.kind}`)
      return fault
    }
    return undefined
  }

  /** Does this fault of events strike now? */
  hits(kind: Exclude<keyof EventFaults, 'fragments'>): boolean {
    const struck = this.world.chance.hits(this.events[kind])
    if (struck) count(this.world.counters.faults, kind)
    return struck
  }

  /** What discovery and pongs hand out now. */
  clientConfig(): ClientConfig {
    return { ...this.world.settings.clientConfig, ...this.connection.clientConfig }
  }

  /** Everything off. */
  clear(): void {
    Object.assign(this.events, NO_EVENT_FAULTS)
    Object.assign(this.connection, NO_CONNECTION_FAULTS)
    this.rules = []
  }
}
