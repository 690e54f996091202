/** 不对，是11家; 把10改成11; 少报了1家: a draft, or the figures just recorded, with what is right put in. */
import type { Change } from '../../language/index.ts'
import { type Figure, placesOf } from '../../ledger/index.ts'
import type { Asked, Outcome } from '../../message/command.ts'
import { inboxId } from '../../message/incoming.ts'
import { type Amount, add, subtract } from '../../office/amount.ts'
import type { Instant } from '../../office/day.ts'
import { type IndicatorId, indicatorOf } from '../../office/plan.ts'
import { type Draft, endDraft } from '../drafts.ts'
import type { Item } from '../read/item.ts'
import { readField } from '../read/read.ts'
import type { Receipt } from '../recent.ts'
import { record, type Setting } from '../record.ts'
import { picked } from '../rules/picked.ts'
import type { Amended } from '../rules/reply.ts'
import { REPORTERS, standingFor } from '../rules/scope.ts'
import type { Ground } from '../rules/weigh.ts'
import * as text from '../text.ts'

/** The draft with what is right; it waits on where its reading was unsure. */
export async function amendDraft(asked: Asked, ground: Ground, draft: Draft, reply: Amended): Promise<Outcome> {
  const { update } = draft
  if (reply.place) return moved(asked, ground, draft, reply.place)
  const right = await corrected(asked, ground, draft.region, update.items, reply)
  if (right.kind === 'ask')
    return { status: right.fits ? 'clarify' : 'unfit', writes: [], reply: text.whichToAmend(right.names) }
  const items = update.items.map((one) =>
    right.was.includes(one) ? (right.items[right.was.indexOf(one)] ?? one) : one,
  )
  const setting = await settingOf(asked, ground, draft.region)
  if (!setting) return { status: 'stale', writes: [], reply: text.noDraft(ground) }
  // what was changed waits for a yes of its own
  const doubts = [...new Set([...update.doubts, ...right.doubts, text.AMENDED])]
  return record({ ...setting, ends: new Map([[draft.id, 'replaced']]) }, { ...update, items, doubts })
}

/** 小微园先不报: the draft without it, or with what is said alone; undefined where nothing or all would be left. */
export async function narrowDraft(
  asked: Asked,
  ground: Ground,
  draft: Draft,
  { how, indicators, places, times }: Change,
): Promise<Outcome | undefined> {
  const { update } = draft
  const items = update.items.filter(({ indicator }) => indicators.includes(indicator) === (how === 'only'))
  if (how === 'in') return undefined
  const isOfDraft = indicators.every((id) => update.items.some(({ indicator }) => indicator === id))
  if (!isOfDraft || places.length + times.length > 0 || items.length === 0 || items.length === update.items.length)
    return undefined
  const setting = await settingOf(asked, ground, draft.region)
  const doubts = [...new Set([...update.doubts, text.AMENDED])]
  return setting && record({ ...setting, ends: new Map([[draft.id, 'replaced']]) }, { ...update, items, doubts })
}

/** 说错了，是德清: the same figures, of another place. */
async function moved(asked: Asked, ground: Ground, draft: Draft, place: Draft['region']): Promise<Outcome> {
  const standing = standingFor(asked.person, place, ground.regions)
  const setting = await settingOf(asked, ground, place)
  if (!setting || !standing)
    return { status: 'refused', writes: [], reply: text.noRight('上报', ground.regions.get(place), REPORTERS) }
  const doubts = [...new Set([...draft.update.doubts, text.AMENDED])]
  const update = { ...draft.update, region: place, proxy: standing === 'proxy', doubts }
  const end = { person: setting.person.id, message: setting.message, at: asked.now }
  const outcome = await record(setting, update)
  return { ...outcome, writes: [...endDraft(draft.id, 'replaced', end), ...outcome.writes] }
}

/** The correction of what was just recorded; what lies further back is shown before it is written. */
export async function amendReceipt(
  asked: Asked,
  ground: Ground,
  { figures, isJust }: Receipt,
  reply: Amended,
): Promise<Outcome | undefined> {
  // of another indicator or place: both are changed, which the form shows
  if (reply.instead || reply.place) return undefined
  const [first] = figures
  const setting = first && (await settingOf(asked, ground, first.region))
  if (!setting) return undefined
  const said = figures.map(itemOf)
  const right = await corrected(asked, ground, first.region, said, reply)
  if (right.kind === 'ask') return undefined
  const proxy = standingFor(asked.person, first.region, ground.regions) === 'proxy'
  const doubts = [...right.doubts, ...(isJust ? [] : [text.CORRECTS_EARLIER])]
  // how it is counted replaces how it was: it is the whole period's, and nothing on top
  const increments = reply.mode === 'increment' ? ({ increments: 'period' } as const) : {}
  return record(setting, { region: first.region, items: right.items, correcting: true, proxy, doubts, ...increments })
}

const itemOf = ({ indicator, said: { mode, typedValue, typedUnit, value, asOf } }: Figure): Item => ({
  indicator,
  mode,
  typedValue,
  ...(typedUnit && { typedUnit }),
  value,
  asOf,
  nil: false,
})

async function settingOf(asked: Asked, ground: Ground, region: Figure['region']): Promise<Setting | undefined> {
  const { person, store } = asked
  if (!person || !standingFor(person, region, ground.regions)) return undefined
  return { asked, person, ground, places: await placesOf(store, [region]), message: inboxId(asked.message) }
}

type Corrected =
  | {
      readonly kind: 'right'
      readonly was: readonly Item[]
      readonly items: readonly Item[]
      readonly doubts: string[]
    }
  /** it could be any of these */
  | { readonly kind: 'ask'; readonly names: readonly string[]; readonly fits?: boolean }

/** Which of the figures is meant: the one named, the one that had the wrong number, or the only one that fits. */
async function corrected(
  { now }: Asked,
  ground: Ground,
  region: Figure['region'],
  items: readonly Item[],
  reply: Amended,
): Promise<Corrected> {
  const nameOf = (item: Item): string => indicatorOf(ground.plan, item.indicator).short
  const pointed = reply.pick ? picked(items, reply.pick) : items
  const named = (pointed ?? []).filter((item) => reply.indicator === undefined || item.indicator === reply.indicator)
  const meant = reply.from === undefined ? named : named.filter((item) => isOf(item, reply.from ?? ''))
  if (reply.instead) return renamed(meant, reply.instead, { now, ground, region })
  if (reply.mode && reply.to === undefined && !reply.unit) return counted(meant, reply.mode)
  if (reply.to === undefined && !reply.unit) return dated(meant, reply)
  const read = meant.flatMap((item) => {
    const to = reply.to ?? inUnit(item, reply.unit ?? '')
    const field = readField(ground, region, indicatorOf(ground.plan, item.indicator), to, reply.asOf ?? item.asOf, now)
    return 'fault' in field ? [] : [{ item, field }]
  })
  const [only, another] = read
  if (!only || another)
    return {
      kind: 'ask',
      names: (read.length > 0 ? read.map(({ item }) => item) : items).map(nameOf),
      fits: read.length > 0,
    }
  const { item, field } = only
  const value = reply.off ? shifted(item.value, field.item.value, reply.off) : field.item.value
  const typed = reply.off ? { typedValue: value, typedUnit: indicatorOf(ground.plan, item.indicator).unit } : {}
  const made: Item = { ...field.item, ...typed, value, mode: reply.mode ?? item.mode }
  return { kind: 'right', was: [item], items: [made], doubts: [...field.doubts, ...(reply.off ? [text.SHIFTED] : [])] }
}

/** 1350万亩，是亩: where the unit was right, what stood before it was not. */
const inUnit = ({ typedValue, typedUnit }: Item, unit: string): string =>
  `${unit === typedUnit ? (DIGITS.exec(typedValue)?.[0] ?? typedValue) : typedValue}${unit}`

/** 不是高企，是科小: the same number, of another indicator. */
function renamed(
  items: readonly Item[],
  id: IndicatorId,
  { now, ground, region }: { readonly now: Instant; readonly ground: Ground; readonly region: Figure['region'] },
): Corrected {
  const [only, another] = items
  if (!only || another) return { kind: 'ask', names: items.map((one) => indicatorOf(ground.plan, one.indicator).short) }
  const field = readField(
    ground,
    region,
    indicatorOf(ground.plan, id),
    `${only.typedValue}${only.typedUnit ?? ''}`,
    only.asOf,
    now,
  )
  if ('fault' in field) return { kind: 'ask', names: [indicatorOf(ground.plan, only.indicator).short] }
  return { kind: 'right', was: [only], items: [{ ...field.item, mode: only.mode }], doubts: field.doubts.slice() }
}

/** 累计的: the same numbers, counted otherwise. */
const counted = (items: readonly Item[], mode: Item['mode']): Corrected => ({
  kind: 'right',
  was: items,
  items: items.map((item) => ({ ...item, mode })),
  doubts: [],
})

/** 是5月底的: the same figures, of another day. */
function dated(items: readonly Item[], { asOf }: Amended): Corrected {
  return asOf === undefined
    ? { kind: 'ask', names: [] }
    : { kind: 'right', was: items, items: items.map((item) => ({ ...item, asOf })), doubts: [] }
}

const DIGITS = /[\d.]+/
const isOf = ({ typedValue, value }: Item, said: string): boolean => {
  const [digits] = DIGITS.exec(said.normalize('NFKC')) ?? []
  return digits !== undefined && (DIGITS.exec(typedValue)?.[0] === digits || value === digits)
}

const shifted = (value: Amount, by: Amount, off: 'over' | 'under'): Amount =>
  off === 'over' ? subtract(value, by) : add(value, by)
