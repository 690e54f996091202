/** From an update to what is written and said: recorded, kept as a draft, or refused. */

import { touchedBulletins } from '../bulletin/index.ts'
import type { Utterance } from '../language/index.ts'
import { append, keyOf, owing, type Places, placesOf } from '../ledger/index.ts'
import { below, type Card } from '../message/card.ts'
import { type Asked, answer, type Outcome } from '../message/command.ts'
import { inboxId } from '../message/incoming.ts'
import type { Outgoing } from '../message/outgoing.ts'
import { dayOf } from '../office/day.ts'
import type { Person, PersonId } from '../office/person.ts'
import type { Indicator, IndicatorId } from '../office/plan.ts'
import type { RegionKey } from '../office/region.ts'
import { holders, nameOf } from '../people/index.ts'
import type { Reader } from '../store/index.ts'
import { blocked, partBlocks, unread } from './cards/lacking.ts'
import { type Echo, recorded, waiting } from './cards/receipt.ts'
import { withRunning } from './cards/waiting-list.ts'
import { type Draft, endDraft, keepDraft, keepOnly, openDrafts } from './drafts.ts'
import type { Occasion } from './entry.ts'
import type { Item, Part, Update } from './item.ts'
import { partOfBlocked } from './read/part.ts'
import type { Reporting } from './read/region.ts'
import { keeping, wantingReason } from './rules/kept.ts'
import { entryOf, keyFor, overtaken, prepare } from './rules/prepare.ts'
import { proposed } from './rules/proposed.ts'
import { standingFor } from './rules/scope.ts'
import { type Ground, isBlocked, isFallen, type Prepared, wantsReason } from './rules/weigh.ts'
import * as text from './text.ts'

/** Who says it, and where the region's chain stood before anything was read. */
export interface Setting extends Reporting {
  readonly person: Person
  readonly places: Places
  /** the message that the figures are traced to: the one in which they were said */
  readonly message: string
  /** the words as the figures were read of them, where that was without the place: a page is not read twice */
  readonly words?: () => Utterance
  /** other drafts of the person that end with it, and how, wherever their figures stand */
  readonly ends?: ReadonlyMap<string, 'replaced' | 'confirmed'>
}

/**
 * Where figures are recorded: who speaks, for which region, and what stands there (its cells, and what it owes).
 * @param of `message`: the one in which the figures were said, where it is not this; `beside`: other regions whose
 *   figures they may turn out to be
 * @returns undefined where the person reports nothing for the region
 */
export async function settingOf(
  { asked, ground, region }: Reporting,
  { message = inboxId(asked.message), beside = [] }: { message?: string; beside?: readonly RegionKey[] } = {},
): Promise<Setting | undefined> {
  const { person, store } = asked
  if (!person || !standingFor(person, region, ground.regions)) return undefined
  return { asked, person, ground, region, places: await placesOf(store, [...new Set([region, ...beside])]), message }
}

/**
 * A draft with other figures, checked anew; it takes the place of what it was.
 * @param isConfirmed as with `record`
 * @returns undefined where the person may not report for the region
 */
export async function redrafted(
  it: Occasion,
  { id, region }: Draft,
  update: Update,
  isConfirmed?: Confirmed,
): Promise<Outcome | undefined> {
  const setting = await settingOf({ ...it, region })
  return setting && record({ ...setting, ends: new Map([[id, 'replaced']]) }, update, isConfirmed)
}

/** 代报: by a coordinator for another. */
const isProxy = ({ person, ground }: Setting, { region }: Update): boolean =>
  standingFor(person, region, ground.regions) === 'proxy'

/**
 * Records what is sure of an update, keeps as a draft what has to be confirmed or cannot stand yet: each indicator by
 * itself.
 * @param isConfirmed for which indicators a yes was said to what was shown; without it what is sure needs none
 * @returns what the caller is to commit, nothing is written here; `repeated`, `overtaken`, `blocked` or `unread` where there
 *   is nothing to record or to ask
 */
export async function record(setting: Setting, said: Update, isConfirmed?: Confirmed): Promise<Outcome> {
  const { asked, ground } = setting
  const region = ground.regions.get(said.region)
  const [weighed, { own, others }] = await Promise.all([
    prepare(asked.store, ground, said, dayOf(asked.now)),
    draftsIn(setting, said.region),
  ])
  const isLess = weighed.some(isFallen)
  const { update, prepared } = isLess
    ? await proposed({ asked, ground, words: setting.words ?? asked.said }, said, weighed)
    : { update: said, prepared: weighed }
  const fresh = prepared.filter((one) => !one.repeated)
  const { parts: asks = [] } = update
  const period = prepared[0]?.key.period
  if (fresh.length === 0 && period && asks.length === 0) return answer('repeated', text.repeated(region, period))
  const late = await overtaken(asked.store, fresh, asked.message.at)
  if (late.length > 0) return answer('overtaken', text.overtaken(region, late, asked.message.at))
  const { bad, open, good } = partsOf(fresh, update, isConfirmed)
  const parts = [...asks, ...bad.map(partOfBlocked)]
  const ended = [
    ...endReplaced(setting, others, fresh, parts),
    ...(own && open.length + parts.length === 0 ? endDraft(own.id, 'confirmed', asked) : []),
  ]
  const running = others.filter(({ id }) => !setting.ends?.has(id)).flatMap((one) => leftOf(ground, one, fresh))
  const left: Update = { ...update, items: open.map(({ item }) => item), parts }
  const lacking = parts.length > 0 ? partBlocks(ground, parts, setting.message) : []
  const isLeft = open.length + parts.length > 0
  const kept = isLeft
    ? draft(setting, { own, update: left, fresh: open, running, agreed: isConfirmed !== undefined })
    : undefined
  if (good.length === 0 && open.length === 0) {
    const reply = bad.length > 0 ? blocked(region, bad, lacking) : unread(lacking, update.reason)
    const status = bad.length > 0 ? 'blocked' : 'unread'
    return { status, writes: [...ended, ...(kept?.writes ?? [])], reply, ...(kept && { request: kept.request }) }
  }
  const written = good.length > 0 ? await write(setting, update, good, running) : undefined
  const outcome = joinedOf(kept, written, open.length > 0)
  const reply = outcome.reply && below(outcome.reply, lacking)
  return { ...outcome, writes: [...ended, ...outcome.writes], ...(reply && { reply }) }
}

type Confirmed = (indicator: IndicatorId) => boolean

interface Parts {
  /** what a check blocks */
  readonly bad: readonly Prepared[]
  /** what is asked about first */
  readonly open: readonly Prepared[]
  readonly good: readonly Prepared[]
}

/** Each indicator by itself: what is wrong with one keeps none of the others waiting. */
function partsOf(fresh: readonly Prepared[], update: Update, isConfirmed: Confirmed | undefined): Parts {
  const isOpen = (all: readonly Prepared[]): boolean => isUnsure(all, update, isConfirmed)
  const ofSame = ({ indicator }: Prepared) => fresh.filter((one) => one.indicator.id === indicator.id)
  const bad = fresh.filter((one) => isBlocked(...ofSame(one)))
  const rest = fresh.filter((one) => !bad.includes(one))
  const open = rest.filter((one) => isOpen(ofSame(one)))
  return { bad, open, good: rest.filter((one) => !open.includes(one)) }
}

/** What is recorded is said first, what waits below it. */
function joinedOf(kept: Outcome | undefined, written: Outcome | undefined, isOpen: boolean): Outcome {
  if (!kept || !written?.reply || !kept.reply) return written ?? kept ?? { status: 'empty', writes: [] }
  return {
    ...written,
    writes: [...written.writes, ...kept.writes],
    ...(isOpen && { reply: text.withOpen(written.reply, kept.reply), request: kept.request }),
  }
}

/** The newest word on a figure counts: drafts of the same person lose what is said anew, and end where nothing is left. */
function endReplaced(
  { asked, ground, ends }: Setting,
  others: readonly Draft[],
  fresh: readonly Prepared[],
  parts: readonly Part[],
) {
  const said = new Set([...fresh.map(({ indicator }) => indicator.id), ...parts.flatMap((one) => one.indicator ?? [])])
  return others.flatMap((one) => {
    const items = leftOf(ground, one, fresh)
    const asks = one.update.parts ?? []
    const still = asks.filter(({ indicator }) => indicator === undefined || !said.has(indicator))
    const how = ends?.get(one.id) ?? (items.length + still.length === 0 ? 'replaced' : undefined)
    if (how) return endDraft(one.id, how, asked)
    const isLess = items.length < one.update.items.length || still.length < asks.length
    return isLess ? [keepOnly(one, { items, parts: still })] : []
  })
}

/** The draft that is settled now, whoever left it open, and what else the person left open in the region. */
async function draftsIn({ asked, person, message }: Setting, region: RegionKey) {
  const open = await openDrafts(asked.store, [region])
  const own = open.find(({ id }) => id === message)
  return { own, others: open.filter((one) => one !== own && one.person === person.id) }
}

function leftOf({ plan }: Ground, { update }: Draft, fresh: readonly Prepared[]): readonly Item[] {
  const cells = new Set(fresh.map((one) => keyOf(one.key)))
  return update.items.filter((item) => !cells.has(keyOf(keyFor(plan, update.region, item))))
}

function isUnsure(all: readonly Prepared[], update: Update, isConfirmed: Confirmed | undefined): boolean {
  const isOpen = isConfirmed
    ? !all.every(({ indicator }) => isConfirmed(indicator.id))
    : update.doubts.length > 0 || all.some((one) => one.asks.length > 0)
  return isOpen || all.some((one) => one.choice) || (wantsReason(all) && update.reason === undefined)
}

/** Figures that wait for a yes. */
interface Waiting {
  /** the draft that is settled now */
  readonly own: Draft | undefined
  readonly update: Update
  readonly fresh: readonly Prepared[]
  /** what waits in other drafts */
  readonly running: readonly Item[]
  /** a yes was said to what was shown */
  readonly agreed: boolean
}

const echoOf = (setting: Setting, update: Update, fresh: readonly Prepared[]): Echo => ({
  ground: setting.ground,
  region: setting.ground.regions.get(update.region),
  prepared: shownIn(setting.asked, fresh),
  isProxy: isProxy(setting, update),
  message: setting.message,
})

/** What waits on: in the draft that is settled now, or in one of its own. */
function draft(setting: Setting, { own, update, fresh, running, agreed }: Waiting): Outcome {
  const { asked, person, ground, message } = setting
  const wants = wantsReason(fresh) && update.reason === undefined
  const card = waiting(echoOf(setting, update, fresh), update)
  const reply = withRunning(ground, agreed && wants ? text.stillWantsReason(card) : card, update.items, running)
  const shown: Update = { ...update, items: fresh.map(asShown) }
  const content = { id: message, region: update.region, person: person.id, at: asked.now, update: shown }
  const wanting = wants || update.items.length === 0 ? wantingReason(message, wants && agreed ? true : undefined) : {}
  const kept = own ? keepOnly(own, shown) : keepDraft(content)
  return { status: 'draft', writes: [kept], reply, request: { ...keeping(update), ...wanting } }
}

const asShown = ({ item, said }: Prepared): Item =>
  item.mode === 'increment' ? { ...item, comes: said.cumulative } : item

async function write(
  setting: Setting,
  update: Update,
  fresh: readonly Prepared[],
  running: readonly Item[],
): Promise<Outcome> {
  const { asked, person, ground, places, message } = setting
  const proxy = isProxy(setting, update)
  const entries = fresh.map((one) =>
    entryOf(one, {
      id: asked.id(),
      by: person.id,
      proxy,
      message,
      at: asked.now,
      // A reason is of the figures that asked for one, or of the only one, and not of those beside them.
      reason: update.correcting || fresh.length === 1 || wantsReason([one]) ? update.reason : undefined,
    }),
  )
  const owing = await owingAfter(setting, update, fresh)
  const echo = recorded(echoOf(setting, update, fresh), owing)
  const touched = text.withTouched(echo, await touchedBy(asked.store, fresh))
  const reply = withRunning(ground, await withReplaced(setting, touched, fresh), [], running)
  return {
    status: 'recorded',
    writes: await append(asked.store, ground.regions.province.key, places, entries),
    reply,
    request: keeping(update),
    replaceCard: true,
    says: [...(proxy ? await toldToContacts(setting, update, reply) : []), ...toldToReplaced(setting, fresh)],
  }
}

/** Whose figures were replaced is said to whoever replaced them. */
async function withReplaced({ asked, person }: Setting, card: Card, fresh: readonly Prepared[]): Promise<Card> {
  const others = [...new Set(fresh.flatMap(({ held }) => (held && held.by !== person.id ? [held.by] : [])))]
  const names = await Promise.all(others.map((one) => nameOf(asked.store, one)))
  return names.length > 0 ? text.replacesOthers(card, names) : card
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

/** A notice for each contact of a county for which a coordinator reported. */
async function toldToContacts(setting: Setting, { region }: Update, card: Card): Promise<Outgoing[]> {
  const { asked, person, message } = setting
  const contacts = await holders(asked.store, 'contact', region)
  return contacts.map(({ id }) => toldTo(asked, id, `proxy:${message}`, text.reportedForYou(card, person.name)))
}

/** A notice for each person whose figures a colleague replaced; a correction asked for after the lock replaces none yet. */
function toldToReplaced({ asked, person, ground, message, region }: Setting, fresh: readonly Prepared[]): Outgoing[] {
  const replaced = fresh.flatMap((one) =>
    one.held && one.held.by !== person.id && one.act !== 'request' ? [{ one, by: one.held.by }] : [],
  )
  return [...new Set(replaced.map(({ by }) => by))].map((owner) => {
    const own = replaced.flatMap(({ one, by }) => (by === owner ? [one] : []))
    const card = text.replacedYours(ground.regions.get(region), person.name, own)
    return toldTo(asked, owner, `replaced:${message}:${asked.message.id}`, card)
  })
}

const toldTo = ({ now }: Asked, person: PersonId, key: string, card: Card): Outgoing => ({
  ...{ key: `${key}:${person}`, to: { kind: 'person', person }, card, due: now },
})

/** What is still owed for the periods of an update, once it is written. */
async function owingAfter({ asked, ground }: Setting, update: Update, fresh: readonly Prepared[]) {
  const periods = [...new Set(fresh.map((one) => one.key.period))]
  return Promise.all(
    periods.map(async (period) => {
      const before = await owing(asked.store, ground.plan, update.region, period)
      const settled = fresh.filter(({ key, act }) => key.period === period && act !== 'request')
      const open = ({ id }: Indicator): boolean => settled.every(({ indicator }) => indicator.id !== id)
      return { ...before, missing: before.missing.filter(open), returned: before.returned.filter(open) }
    }),
  )
}
