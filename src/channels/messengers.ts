/** The messengers that an office can speak through: a new one is its folder, and an import and a line here. */
import type { z } from 'zod'
import { api } from './api/index.ts'
import { feishu } from './feishu/index.ts'
import { type Hear, type InboundParts, openInbound } from './inbound/index.ts'
import type { Messenger, MessengerKind, MessengerParts } from './messenger.ts'
import { webhook } from './webhook/index.ts'

/** On every runtime, as `YAODIAN_CHANNEL` names them. */
export const MESSENGERS = { feishu, webhook, api }

/** A platform that an office can speak through, as it is named in `YAODIAN_CHANNEL`. */
export type MessengerName = keyof typeof MESSENGERS
type ConfigOf<Name extends MessengerName> = z.output<(typeof MESSENGERS)[Name]['settings']>

/** The settings of those that an office speaks through. */
export type MessengerConfigs = { readonly [Name in MessengerName]?: ConfigOf<Name> }
type Kinds = { readonly [Name in MessengerName]: MessengerKind<ConfigOf<Name>> }
type Openers = { readonly [Name in MessengerName]: Kinds[Name]['open'] }

/**
 * The messengers that have settings, in the order in which they are named.
 * @param openers in the place of the messengers' own: what a machine alone carries
 */
export function openMessengers(
  configs: MessengerConfigs,
  parts: MessengerParts,
  openers: Partial<Openers> = {},
): Messenger[] {
  const kinds: Kinds = MESSENGERS
  const open = <Name extends MessengerName>(name: Name): Messenger[] => {
    const config: ConfigOf<Name> | undefined = configs[name]
    return config ? [(openers[name] ?? kinds[name].open)(config, parts)] : []
  }
  return (Object.keys(configs) as MessengerName[]).flatMap((name) => open(name))
}

/** What a messenger's events are handed to, one for each. @param parts what all of them share */
export const inboundOf =
  (parts: Omit<InboundParts, 'channel' | 'showsReply'>) =>
  ({ channel, showsReply = false }: Messenger): Hear =>
    openInbound({ ...parts, channel, showsReply })
