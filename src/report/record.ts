/** From an update to what is written and said: recorded, kept as a draft, or refused. */

import { touchedBulletins } from '../bulletin/index.ts'
import { append, keyOf, owing, type Places } from '../ledger/index.ts'
import type { Card } from '../message/card.ts'
import type { Asked, Outcome } from '../message/command.ts'
import type { Outgoing } from '../message/outgoing.ts'
import { dayOf } from '../office/day.ts'
import type { Person } from '../office/person.ts'
import { holders } from '../people/index.ts'
import type { Reader } from '../store/index.ts'
import { recorded, waiting } from './cards/receipt.ts'
import { type Draft, endDraft, keepDraft, openDrafts } from './drafts.ts'
import type { Update } from './read/item.ts'
import { overtaken } from './rules/late-message.ts'
import { entryOf, keyFor, prepare } from './rules/prepare.ts'
import { wantingReason } from './rules/reason.ts'
import { keeping } from './rules/said-before.ts'
import { blocksOf, type Ground, type Prepared, wantsReason } from './rules/weigh.ts'
import * as text from './text.ts'

/** Who says it, and where the region's chain stood before anything was read. */
export interface Setting {
  readonly asked: Asked
  readonly person: Person
  readonly ground: Ground
  readonly places: Places
  /** the message that the figures are traced to: the one in which they were said */
  readonly message: string
  /** other drafts of the person that end with it, and how, wherever their figures stand */
  readonly ends?: ReadonlyMap<string, 'replaced' | 'confirmed'>
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
  const late = await overtaken(asked.store, fresh, asked.message.at)
  if (late.length > 0) return { status: 'overtaken', writes: [], reply: text.overtaken(region, late, asked.message.at) }
  const blocks = blocksOf(fresh)
  if (blocks.length > 0) {
    const faults = blocks.map(({ prepared, finding }) => ({ prepared, message: finding.message }))
    return { status: 'blocked', writes: [], reply: text.blocked(region, faults) }
  }
  const outcome = isUnsure(fresh, update, confirmed)
    ? draft(setting, update, fresh)
    : await write(setting, update, fresh)
  return { ...outcome, writes: [...(await endReplaced(setting, fresh)), ...outcome.writes] }
}

/** Drafts of the same person on the same cells are out of date: 确认 must not bring them back. */
async function endReplaced({ asked, person, ground, message, ends }: Setting, fresh: readonly Prepared[]) {
  const cells = new Set(fresh.map((one) => keyOf(one.key)))
  const region = fresh[0]?.key.region
  const open = region ? await openDrafts(asked.store, [region]) : []
  const isCovered = ({ update }: Draft): boolean =>
    update.items.every((item) => cells.has(keyOf(keyFor(ground.plan, update.region, item))))
  return open
    .filter((one) => one.person === person.id && one.id !== message)
    .flatMap((one) => {
      const how = ends?.get(one.id) ?? (isCovered(one) ? 'replaced' : undefined)
      return how ? endDraft(one.id, how, { person: person.id, message, at: asked.now }) : []
    })
}

function isUnsure(fresh: readonly Prepared[], update: Update, confirmed: boolean): boolean {
  const isOpen = update.doubts.length > 0 || fresh.some((one) => one.asks.length > 0)
  return (
    (isOpen && !confirmed) || fresh.some((one) => one.choice) || (wantsReason(fresh) && update.reason === undefined)
  )
}

function draft({ asked, person, ground, message }: Setting, update: Update, fresh: readonly Prepared[]): Outcome {
  const reply = waiting(ground, ground.regions.get(update.region), shownIn(asked, fresh), update, message)
  const content = { id: message, region: update.region, person: person.id, at: asked.now, update }
  const wanting = wantsReason(fresh) && update.reason === undefined ? wantingReason(message) : {}
  return { status: 'draft', writes: [keepDraft(content)], reply, request: { ...keeping(update), ...wanting } }
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
      // A reason is of the figures that asked for one, not of those beside them.
      reason: update.correcting || wantsReason([one]) ? update.reason : undefined,
    }),
  )
  const owing = await owingAfter(setting, update, fresh)
  const echo = recorded(ground, ground.regions.get(update.region), shownIn(asked, fresh), update, message, owing)
  const reply = text.withTouched(echo, await touchedBy(asked.store, fresh))
  return {
    status: 'recorded',
    writes: await append(asked.store, ground.regions.province.key, places, entries),
    reply,
    request: keeping(update),
    replaceCard: true,
    says: update.proxy ? await toldToContacts(setting, update, reply) : [],
  }
}

/** Notes are for the region and those above it: in a group an echo leaves them out. */
const shownIn = ({ message }: Asked, fresh: readonly Prepared[]): readonly Prepared[] =>
  message.chat.kind === 'private' ? fresh : fresh.map(({ item: { note: _, ...item }, ...one }) => ({ ...one, item }))

/** Issued bulletins that printed what a correction changes, or carried it on. */
async function touchedBy(store: Reader, fresh: readonly Prepared[]): Promise<string[]> {
  const corrected = fresh.filter((one) => one.act === 'correction')
  const periods = [...new Set(corrected.map((one) => one.key.period))]
  const ids = await Promise.all(periods.map((period) => touchedBulletins(store, period)))
  return [...new Set(ids.flat())]
}

/** Whoever is reported for hears of it. */
async function toldToContacts({ asked, person, message }: Setting, { region }: Update, card: Card) {
  const contacts = await holders(asked.store, 'contact', region)
  return contacts.map(
    (one): Outgoing => ({
      key: `proxy:${message}:${one.id}`,
      to: { kind: 'person', person: one.id },
      card: text.reportedForYou(card, person.name),
      due: asked.now,
    }),
  )
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
