/** The office on Feishu, on one machine: no demo people or figures, the real clock. */
import type { Hono } from 'hono'
import { createFront, type Front } from './assistant/index.ts'
import { feishuApi, feishuChannel, feishuReceiver, feishuWebhook, linkByPhone } from './channels/feishu/index.ts'
import { sdkTransport } from './channels/feishu/sdk.node.ts'
import { ConfigError, type FeishuConfig, type ModelConfig } from './config.ts'
import { officeData } from './data.node.ts'
import { isDemo } from './demo.ts'
import { interpreterParts } from './interpreter.ts'
import { instant } from './office/day.ts'
import { loadOffice, withoutDemo } from './office/load/index.ts'
import type { Desks } from './runtime/desks/desks.node.ts'
import { type DeskFitting, officeDesks, PATIENCE } from './runtime/desks/office-desks.node.ts'
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
  readonly fitting?: DeskFitting
}

export interface FeishuOffice {
  readonly assistant: Front
  readonly desk: Desks
  /** the webhook, where events come that way */
  readonly mounts: readonly Hono[]
  /** closes the long connection, where there is one */
  readonly stop: () => void
  /** finds the accounts of people whose telephone number alone is on the roster */
  readonly link: () => Promise<void>
}

/** @throws ConfigError when the database was made for the demo */
export async function openFeishu({
  feishu,
  planYear,
  model,
  store,
  databasePath,
  log,
  fitting,
}: Parts): Promise<FeishuOffice> {
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
  const wording = wordingParts({ model, files, now, log, afterwards: onItsOwn('wording-failed') })
  const desk = officeDesks({
    setting: {
      databasePath,
      demo: false,
      ...(planYear !== undefined && { planYear }),
      ...(model && { wordingMs: model.limitMs }),
    },
    channels: [channel],
    log,
    ...(fitting && { fitting }),
  })
  const assistant = createFront({
    desk,
    store,
    regions: office.regions,
    channels: [channel],
    clock,
    later: onItsOwn('delivery-failed'),
    patience: PATIENCE,
    log,
    ...interpreterParts({ model, files, now, log }),
    ...wording,
  })
  const api = feishuApi({ app: feishu, now, transport })
  const link = async (): Promise<void> => {
    const linked = await linkByPhone(store, api, log)
    if (linked > 0) log({ event: 'feishu-linked', people: linked })
  }
  const receive = feishuReceiver({ handle: assistant.handle, store, channel, now, log })
  if (feishu.webhook) {
    const mounts = [feishuWebhook({ receive, appId: feishu.appId, ...feishu.webhook, now, log })]
    return { assistant, desk, mounts, link, stop: () => {} }
  }
  const { longConnection } = await import('./channels/feishu/longconn.node.ts')
  const connection = longConnection({ app: feishu, receive, log })
  return { assistant, desk, mounts: [], link, stop: connection.close }
}
