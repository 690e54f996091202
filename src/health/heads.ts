/** The ledger's seal goes out to the administrators each morning: what stands in their chats nobody can write anew. */
import { type ChainFault, sealAt } from '../ledger/index.ts'
import { post } from '../message/outgoing.ts'
import { clockOf, type Day, dayOf, type Instant } from '../office/day.ts'
import { noticesToAdmins } from '../people/index.ts'
import { keepSetting, type Reader, type Store, settingOf } from '../store/index.ts'
import { heads as card, unlikeSent } from './text.ts'

const HOUR = '08:'
const TOLD = 'heads.told'
/** A seal that went out, and the day at whose beginning the ledger bore it. */
export interface SentSeal {
  readonly day: Day
  readonly seal: string
}

/** The last seal that was sent to administrators; undefined where none was, or the ledger was empty then. */
export async function lastSent(store: Reader): Promise<SentSeal | undefined> {
  const [day, seal] = (await settingOf(store, TOLD))?.split(' ') ?? []
  return day && seal ? { day: day as Day, seal } : undefined
}

/**
 * One fault where the ledger no longer bears the seal that was sent on a day, none where it does. Rewritten hashes
 * are found, too, since the seal lies outside the database.
 */
export async function changedSince(store: Reader, { day, seal }: SentSeal): Promise<ChainFault[]> {
  return (await sealAt(store, day)) === seal.trim().toLowerCase().slice(0, 16)
    ? []
    : [{ region: '', what: 'cut', message: unlikeSent(day, seal) }]
}

/** Sends administrators the ledger's seal each morning, where the ledger has changed since the last one. */
export async function tellHeads(store: Store, now: Instant): Promise<void> {
  if (!clockOf(now).startsWith(HOUR)) return
  const day = dayOf(now)
  const [toldOn, told] = (await settingOf(store, TOLD))?.split(' ') ?? []
  if (toldOn === day) return
  const seal = await sealAt(store, day)
  const isNew = seal !== undefined && seal !== told
  const says = isNew ? await noticesToAdmins(store, `heads:${day}`, { card: card(day, seal), due: now }) : []
  await store.commit([keepSetting(TOLD, `${day} ${seal ?? ''}`), ...says.map((one) => post(one, now))])
}
