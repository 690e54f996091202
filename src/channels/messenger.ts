/** A messenger as the office is given it: its way out, and its way in once there is somebody to hear. */
import type { Hono } from 'hono'
import type { z } from 'zod'
import type { Store } from '../store/index.ts'
import type { Channel } from './channel.ts'
import type { Hear } from './inbound/index.ts'

/** A platform as the office uses it: its way out, and how its events come in. */
export interface Messenger {
  /** its events are known by the channel's name; it says what could not be stored … */
  readonly channel: Channel
  /** … unless the platform shows `Acknowledgement.reply` to the sender */
  readonly showsReply?: boolean
  /** its routes, where its events come by HTTP; to be mounted at the root of `webApp` */
  readonly routes?: (hear: Hear) => Hono
  /** calls the platform, where its events come by a connection: needs a process that stays */
  readonly connect?: (hear: Hear) => Promise<Connection>
  /** what it looks after each hour */
  readonly hourly?: () => Promise<void>
}

/** A connection that stays, by which events come. */
export interface Connection {
  readonly close: () => void
  /** for how long nothing could come in; undefined while it is connected */
  readonly lostMs: () => number | undefined
}

/** A platform as it is registered: by what it is set, and what opens it. */
export interface MessengerKind<Config> {
  /** of the environment, each named as the platform's documents name it; what comes of them is what it is opened with */
  readonly settings: z.ZodPipe<z.ZodObject, z.ZodTransform<Config>>
  /** how people are known there; undefined where none speak, so that nobody can be reached by it */
  readonly accounts: Accounts | undefined
  readonly open: (config: Config, parts: MessengerParts) => Messenger
}

/** What an account is like: somebody who was mistyped would never be reached. */
export interface Accounts {
  /** without its channel: `ou_…` */
  readonly form: RegExp
  /** the same for whoever types it, in Chinese, with its channel: `webhook:名字` */
  readonly like: string
}

/** What every messenger is opened with, beside its settings. */
export interface MessengerParts {
  readonly store: Store
  /** ms since the epoch, by the host's clock */
  readonly now: () => number
  /** one that nobody had before */
  readonly id: () => string
  readonly log: (entry: Readonly<Record<string, unknown>>) => void
  /** a message whose turn is further off goes back to the outbox */
  readonly longestWaitMs?: number | undefined
}
