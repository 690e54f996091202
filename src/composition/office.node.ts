/** An office's own assistant on one machine, whatever it speaks through: no demo people or figures, the real clock. */
import { randomUUID } from 'node:crypto'
import type { Hono } from 'hono'
import { createFront, type Front } from '../assistant/front.ts'
import type { Channel } from '../channels/channel.ts'
import { openFeishuOnNode } from '../channels/feishu/messenger.node.ts'
import type { Connection } from '../channels/messenger.ts'
import { inboundOf, type MessengerConfigs, openMessengers } from '../channels/messengers.ts'
import { ConfigError, type ModelConfig } from '../config/index.ts'
import { isDemo } from '../demo/index.ts'
import { yearsWithoutPlan } from '../ledger/index.ts'
import type { Card } from '../message/card.ts'
import type { Account } from '../message/incoming.ts'
import { type Instant, instant } from '../office/day.ts'
import { loadOffice, type Office as OfficeData, withoutDemo } from '../office/load/index.ts'
import { accountsBehind, accountsOnRoster, admins } from '../people/index.ts'
import type { Retention } from '../privacy/index.ts'
import type { Desks } from '../runtime/desks/desks.node.ts'
import { type DeskFitting, officeDesks, PATIENCE } from '../runtime/desks/office-desks.node.ts'
import { timed } from '../runtime/timed.ts'
import type { Store } from '../store/index.ts'
import { officeData, officeFolder } from './data.node.ts'
import { modelParts } from './model-parts.ts'

interface Parts {
  readonly messengers: MessengerConfigs
  readonly planYear: number | undefined
  readonly model: ModelConfig | undefined
  readonly keep?: Retention
  readonly sight?: 'all' | 'own'
  readonly store: Store
  /** files that people send are kept beside the database */
  readonly databasePath: string
  /** what the log of changes is hashed with */
  readonly sealKey?: string | undefined
  /** the process before this one let go of the database: it did not die of a message, which would come again */
  readonly cleanly?: boolean
  readonly log: (entry: Readonly<Record<string, unknown>>) => void
  readonly fitting?: DeskFitting
  /** told how long each message took, ms */
  readonly took?: (kind: string, ms: number) => void
}

/** An office on one machine; nothing beats or is connected before it is started. */
export interface Office {
  readonly assistant: Front
  readonly desk: Desks
  /** the year that is worked on */
  readonly planYear: number
  /** the routes of messengers whose events come by HTTP */
  readonly mounts: readonly Hono[]
  /** calls the messengers whose events come by a connection; undefined where none does */
  readonly connect: () => Promise<Connection | undefined>
  /** what messengers look after each hour */
  readonly hourly: () => Promise<void>
  /** tells the administrators past the outbox: for when nothing can be written any more */
  readonly cry: (card: Card, now: Instant) => Promise<void>
}

/** A machine carries what a Worker can not. */
const ON_NODE = { feishu: openFeishuOnNode }

/**
 * An office on this machine, ready to be started: its store, desks, heart and pages.
 * @throws ConfigError when the database was made for the demo, or holds a later year than any plan is of: a backup put
 *   back without its plan would go on with an older year, and none would see it
 */
export async function openOffice(parts: Parts): Promise<Office> {
  const { planYear, model, keep, sight, store, databasePath, sealKey, log, fitting, took } = parts
  if (await isDemo(store)) throw new ConfigError('YAODIAN_DB：这是演示数据库，不能给单位自己用：换一个路径')
  const now = (): number => Date.now()
  const files = officeData()
  const office = withoutDemo(loadOffice(files, planYear))
  await expectPlans(store, office)
  const clock = () => instant(now())
  const messengers = openMessengers(parts.messengers, { store, now, id: randomUUID, log }, ON_NODE)
  const channels = messengers.map(({ channel }) => channel)
  // The platform is answered after the commit, not after the delivery, and not after the reading.
  const later = (delivery: Promise<void>): void => {
    delivery.catch((error: unknown) => log({ event: 'delivery-failed', error: String(error) }))
  }
  const byModel = await modelParts({ model, files, log })
  const desk = officeDesks({
    setting: {
      files,
      databasePath,
      ...(sealKey !== undefined && { sealKey }),
      demo: false,
      ...(keep && { keep }),
      ...(sight && { sight }),
      ...(planYear !== undefined && { planYear }),
      ...(model && { readingMs: model.limitMs }),
    },
    channels,
    known: await accountsOnRoster(store),
    log,
    ...(fitting && { fitting }),
  })
  const assistant = createFront({
    desk: took ? timed(desk, took, () => performance.now()) : desk,
    store,
    regions: office.regions,
    channels,
    clock,
    upMs: () => (parts.cleanly ? Number.POSITIVE_INFINITY : performance.now()),
    later,
    patience: PATIENCE,
    log,
    ...byModel,
  })
  const ear = inboundOf({ handle: assistant.handle, store, now, log })
  const heard = messengers.map((one) => ({ ...one, hear: ear(one) }))
  return {
    assistant,
    desk,
    planYear: office.plan.year,
    mounts: heard.flatMap(({ routes, hear }) => routes?.(hear) ?? []),
    connect: async () => joined(await Promise.all(heard.flatMap(({ connect, hear }) => connect?.(hear) ?? []))),
    async hourly() {
      await Promise.all(messengers.map(({ hourly }) => hourly?.()))
    },
    cry: crying(store, channels, log),
  }
}

/** @throws ConfigError when figures of a later year than any plan is of are there */
async function expectPlans(store: Store, office: Pick<OfficeData, 'plans'>): Promise<void> {
  const [lost] = await yearsWithoutPlan(store, office)
  if (lost !== undefined && lost > Math.max(...office.plans.map(({ year }) => year)))
    throw new ConfigError(
      `台账里有${lost}年的数，而 ${officeFolder()}/plans/${lost} 不在：从备份的 data/plans/ 拷回来，缺了它，${lost}年的数和目标都看不到`,
    )
}

/** Several connections as one, lost as long as the one that is lost longest; undefined without any. */
function joined(opened: readonly Connection[]): Connection | undefined {
  if (opened.length === 0) return undefined
  return {
    close() {
      for (const { close } of opened) close()
    },
    lostMs: () =>
      opened
        .map(({ lostMs }) => lostMs())
        .reduce((worst, ms) => (ms === undefined ? worst : Math.max(worst ?? 0, ms)), undefined),
  }
}

/** Tells administrators past the outbox, each on one channel. */
const crying =
  (store: Store, channels: readonly Channel[], log: Parts['log']): Office['cry'] =>
  async (card, now) => {
    for (const person of await admins(store)) {
      const accounts = await accountsBehind(store, person)
      const aims = channels.flatMap((channel) => {
        const account = accounts.find((one) => one.startsWith(`${channel.name}:`))
        return account ? [{ channel, account: account as Account }] : []
      })
      const [aim] = aims
      const sent = await aim?.channel.send({ key: `cry:${now}:${person}`, account: aim.account, card, urgent: true })
      if (!sent?.ok) log({ event: 'not-sent', key: `cry:${now}`, error: sent?.error ?? 'no account' })
    }
  }
