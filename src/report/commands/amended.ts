/** 不对，是11家; 把10改成11; 少报了1家: a draft, or the figures just recorded, with what is right put in. */
import { type Figure, placesOf } from '../../ledger/index.ts'
import type { Asked, Outcome } from '../../message/command.ts'
import { inboxId } from '../../message/incoming.ts'
import { type Amount, add, subtract } from '../../office/amount.ts'
import type { Instant } from '../../office/day.ts'
import { type IndicatorId, indicatorOf } from '../../office/plan.ts'
import type { Draft } from '../drafts.ts'
import type { Item } from '../read/item.ts'
import { readField } from '../read/read.ts'
import type { Receipt } from '../recent.ts'
import { record, type Setting } from '../record.ts'
import type { Amended } from '../rules/reply.ts'
import { standingFor } from '../rules/scope.ts'
import type { Ground } from '../rules/weigh.ts'
import * as text from '../text.ts'

/** The draft with what is right; it waits on where its reading was unsure. */
export async function amendDraft(asked: Asked, ground: Ground, draft: Draft, reply: Amended): Promise<Outcome> {
  const { update } = draft
  const right = await corrected(asked, ground, draft.region, update.items, reply)
  if (right.kind === 'ask') return { status: 'clarify', writes: [], reply: text.whichToAmend(right.names) }
  const items = update.items.map((one) =>
    right.was.includes(one) ? (right.items[right.was.indexOf(one)] ?? one) : one,
  )
  const setting = await settingOf(asked, ground, draft.region)
  if (!setting) return { status: 'stale', writes: [], reply: text.noDraft() }
  // what was changed waits for a yes of its own
  const doubts = [...new Set([...update.doubts, ...right.doubts, text.AMENDED])]
  return record({ ...setting, ends: new Map([[draft.id, 'replaced']]) }, { ...update, items, doubts })
}

/** The correction of what was just recorded; what lies further back is shown before it is written. */
export async function amendReceipt(
  asked: Asked,
  ground: Ground,
  { figures, isJust }: Receipt,
  reply: Amended,
): Promise<Outcome | undefined> {
  // of another indicator: both are changed, which the form shows
  if (reply.instead) return undefined
  const [first] = figures
  const setting = first && (await settingOf(asked, ground, first.region))
  if (!setting) return undefined
  const said = figures.map(itemOf)
  const right = await corrected(asked, ground, first.region, said, reply)
  if (right.kind === 'ask') return undefined
  const proxy = standingFor(asked.person, first.region, ground.regions) === 'proxy'
  const doubts = [...right.doubts, ...(isJust ? [] : [text.CORRECTS_EARLIER])]
  return record(setting, { region: first.region, items: right.items, correcting: true, proxy, doubts })
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
  | { readonly kind: 'ask'; readonly names: readonly string[] }

/** Which of the figures is meant: the one named, the one that had the wrong number, or the only one that fits. */
async function corrected(
  { now }: Asked,
  ground: Ground,
  region: Figure['region'],
  items: readonly Item[],
  reply: Amended,
): Promise<Corrected> {
  const nameOf = (item: Item): string => indicatorOf(ground.plan, item.indicator).short
  const named = items.filter((item) => reply.indicator === undefined || item.indicator === reply.indicator)
  const meant = reply.from === undefined ? named : named.filter((item) => isOf(item, reply.from ?? ''))
  if (reply.instead) return renamed(meant, reply.instead, { now, ground, region })
  if (reply.to === undefined) return dated(meant, reply)
  const to = reply.to
  const read = meant.flatMap((item) => {
    const field = readField(ground, region, indicatorOf(ground.plan, item.indicator), to, reply.asOf ?? item.asOf, now)
    return 'fault' in field ? [] : [{ item, field }]
  })
  const [only, another] = read
  if (!only || another)
    return { kind: 'ask', names: (read.length > 0 ? read.map(({ item }) => item) : items).map(nameOf) }
  const { item, field } = only
  const value = reply.off ? shifted(item.value, field.item.value, reply.off) : field.item.value
  const typed = reply.off ? { typedValue: value, typedUnit: indicatorOf(ground.plan, item.indicator).unit } : {}
  const made: Item = { ...field.item, ...typed, value, mode: item.mode }
  return { kind: 'right', was: [item], items: [made], doubts: [...field.doubts, ...(reply.off ? [text.SHIFTED] : [])] }
}

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
