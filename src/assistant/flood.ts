/** Too many messages of one sender: none of them is read. */
import { countSaid } from '../message/inbox.ts'
import type { Incoming } from '../message/incoming.ts'
import { MINUTE_MS } from '../office/day.ts'
import type { Reader } from '../store/index.ts'

export const PER_MINUTE = 30

/** By the platform's clock: a host whose clock is behind would take a whole day for that minute. */
export const isFlooding = async (message: Incoming, store: Reader): Promise<boolean> =>
  (await countSaid(store, message, MINUTE_MS, message.at)) >= PER_MINUTE
