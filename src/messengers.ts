/** The messengers that an office can speak through; their settings are read in config.ts. */
import { openApi } from './channels/api/index.ts'
import { openFeishu } from './channels/feishu/index.ts'
import { type Hear, type InboundParts, openInbound } from './channels/inbound/index.ts'
import type { Messenger, MessengerParts } from './channels/messenger.ts'
import { openWebhook } from './channels/webhook/index.ts'
import type { MessengerConfigs, MessengerName } from './config.ts'

type Openers = {
  readonly [Name in MessengerName]: (config: NonNullable<MessengerConfigs[Name]>, parts: MessengerParts) => Messenger
}

/** On every runtime. */
export const MESSENGERS: Openers = { feishu: openFeishu, webhook: openWebhook, api: openApi }

/** Those that have settings, in the order in which they are named. */
export function openMessengers(
  configs: MessengerConfigs,
  parts: MessengerParts,
  openers: Openers = MESSENGERS,
): Messenger[] {
  const open = <Name extends MessengerName>(name: Name): Messenger[] => {
    const config = configs[name]
    return config ? [openers[name](config, parts)] : []
  }
  return (Object.keys(configs) as MessengerName[]).flatMap((name) => open(name))
}

/** What a messenger's events are handed to. */
export const earOf =
  (parts: Omit<InboundParts, 'channel' | 'showsReply'>) =>
  ({ channel, showsReply = false }: Messenger): Hear =>
    openInbound({ ...parts, channel, showsReply })
