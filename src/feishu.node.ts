/** The office on Feishu, on one machine: no demo people or figures, the real clock. */
import { randomUUID } from 'node:crypto'
import { dirname, join } from 'node:path'
import type { Hono } from 'hono'
import type { Assistant } from './assistant/index.ts'
import { feishuApi, feishuChannel, feishuReceiver, feishuWebhook, linkByPhone } from './channels/feishu/index.ts'
import { sdkTransport } from './channels/feishu/sdk.node.ts'
import { ConfigError, type FeishuConfig, type ModelConfig } from './config.ts'
import { officeData } from './data.node.ts'
import { isDemo } from './demo.ts'
import { readFile } from './documents/files/read-file.ts'
import { filesIn } from './files.node.ts'
import { livingAssistant } from './living.ts'
import { instant } from './office/day.ts'
import { loadOffice, withoutDemo } from './office/load/index.ts'
import { shippedOffice, standing } from './standing.ts'
import type { Store } from './store/index.ts'
import { wordingParts } from './wording.ts'

interface Parts {
  readonly feishu: FeishuConfig
  readonly planYear: number | undefined
  readonly model: ModelConfig | undefined
  readonly store: Store
  /** files that people send are kept beside the database */
  readonly databasePath: string
  readonly log: (entry: Readonly<Record<string, unknown>>) => void
}

export interface FeishuOffice {
  readonly assistant: Assistant
  /** the webhook, where events come that way */
  readonly mounts: readonly Hono[]
  /** closes the long connection, where there is one */
  readonly stop: () => void
  /** finds the accounts of people whose telephone number alone is on the roster */
  readonly link: () => Promise<void>
}

/** @throws ConfigError when the database was made for the demo */
export async function openFeishu({ feishu, planYear, model, store, databasePath, log }: Parts): Promise<FeishuOffice> {
  if (await isDemo(store))
    throw new ConfigError('YAODIAN_DB: a demo database, never mixed with an office’s own: choose another path')
  const now = (): number => Date.now()
  const files = officeData()
  const office = withoutDemo(loadOffice(files, planYear))
  const clock = () => instant(now())
  const transport = sdkTransport(feishu, log)
  const channel = feishuChannel({ app: feishu, now, log, transport })
  // The platform is answered after the commit, not after the delivery, and not after the wording.
  const onItsOwn = (event: string) => (work: Promise<void>) => {
    work.catch((error: unknown) => log({ event, error: String(error) }))
  }
  const assistant = livingAssistant(
    standing({ shipped: shippedOffice(office, files), files, store, clock }),
    {
      store,
      regions: office.regions,
      channels: [channel],
      clock,
      id: randomUUID,
      later: onItsOwn('delivery-failed'),
      log,
      ...wordingParts({ model, files, now, afterwards: onItsOwn('wording-failed') }),
    },
    { attachments: filesIn(join(dirname(databasePath), 'evidence'), [channel]), readFile },
  )
  const api = feishuApi({ app: feishu, now, transport })
  const link = async (): Promise<void> => {
    const linked = await linkByPhone(store, api, log)
    if (linked > 0) log({ event: 'feishu-linked', people: linked })
  }
  const receive = feishuReceiver({ handle: assistant.handle, store, channel, now, log })
  if (feishu.webhook) {
    const mounts = [feishuWebhook({ receive, appId: feishu.appId, ...feishu.webhook, now, log })]
    return { assistant, mounts, link, stop: () => {} }
  }
  const { longConnection } = await import('./channels/feishu/longconn.node.ts')
  const connection = longConnection({ app: feishu, receive, log })
  return { assistant, mounts: [], link, stop: connection.close }
}
