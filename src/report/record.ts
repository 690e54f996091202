/** From an update to what is written and said: recorded, kept as a draft, or refused. */
import { append, owing, type Places } from '../ledger/index.ts'
import type { Asked, Outcome } from '../message/command.ts'
import { dayOf } from '../office/day.ts'
import type { Person } from '../office/person.ts'
import { keepDraft } from './drafts.ts'
import type { Update } from './item.ts'
import { blocksOf, entryOf, type Ground, type Prepared, prepare, wantsReason } from './prepare.ts'
import { recorded, waiting } from './receipt.ts'
import * as text from './text.ts'

/** The inbox id of what was said: the ledger's and the drafts' reference to it. */
export const inboxId = ({ message }: Asked): string => `${message.channel}:${message.id}`

/** Who says it, and where the region's chain stood before anything was read. */
export interface Setting {
  readonly asked: Asked
  readonly person: Person
  readonly ground: Ground
  readonly places: Places
  /** the message that the figures are traced to: the one in which they were said */
  readonly message: string
}

/**
 * Records an update, keeps it as a draft where it has to be confirmed, or says what blocks it.
 * @param confirmed what was unsure has been confirmed
 */
export async function record(setting: Setting, update: Update, confirmed = false): Promise<Outcome> {
  const { asked, ground } = setting
  const region = ground.regions.get(update.region)
  const prepared = await prepare(asked.store, ground, update, dayOf(asked.now))
  const fresh = prepared.filter((one) => !one.repeated)
  const period = prepared[0]?.key.period
  if (fresh.length === 0 && period) return { status: 'repeated', writes: [], reply: text.repeated(region, period) }
  const blocks = blocksOf(fresh)
  if (blocks.length > 0) {
    const faults = blocks.map(({ prepared, finding }) => ({ prepared, message: finding.message }))
    return { status: 'blocked', writes: [], reply: text.blocked(region, faults) }
  }
  if (isUnsure(fresh, update, confirmed)) return draft(setting, update, fresh)
  return write(setting, update, fresh)
}

function isUnsure(fresh: readonly Prepared[], update: Update, confirmed: boolean): boolean {
  const isOpen = update.doubts.length > 0 || fresh.some((one) => one.asks.length > 0)
  return (
    (isOpen && !confirmed) || fresh.some((one) => one.choice) || (wantsReason(fresh) && update.reason === undefined)
  )
}

function draft({ asked, person, ground, message }: Setting, update: Update, fresh: readonly Prepared[]): Outcome {
  const reply = waiting(ground, ground.regions.get(update.region), fresh, update, message)
  const content = { id: message, region: update.region, person: person.id, at: asked.now, update }
  return { status: 'draft', writes: [keepDraft(content)], reply }
}

async function write(setting: Setting, update: Update, fresh: readonly Prepared[]): Promise<Outcome> {
  const { asked, person, ground, places, message } = setting
  const entries = fresh.map((one) =>
    entryOf(one, {
      id: asked.id(),
      by: person.id,
      proxy: update.proxy,
      message,
      at: asked.now,
      reason: update.reason,
    }),
  )
  return {
    status: 'recorded',
    writes: await append(asked.store, ground.regions.province.key, places, entries),
    reply: recorded(
      ground,
      ground.regions.get(update.region),
      fresh,
      update,
      message,
      await owingAfter(setting, update, fresh),
    ),
    replaceCard: true,
  }
}

/** What is still owed for the periods of an update, once it is written. */
async function owingAfter({ asked, ground }: Setting, update: Update, fresh: readonly Prepared[]) {
  const periods = [...new Set(fresh.map((one) => one.key.period))]
  return Promise.all(
    periods.map(async (period) => {
      const before = await owing(asked.store, ground.plan, update.region, period)
      const settled = new Set(
        fresh.filter((one) => one.key.period === period && one.act !== 'request').map((one) => one.indicator.id),
      )
      const open = (one: { readonly id: string }) => ![...settled].some((id) => id === one.id)
      return { ...before, missing: before.missing.filter(open), returned: before.returned.filter(open) }
    }),
  )
}
