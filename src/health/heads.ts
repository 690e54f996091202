/** The ledger's seal goes out to the administrators each morning: what stands in their chats nobody can write anew. */
import { heads, sealOf } from '../ledger/index.ts'
import { post } from '../message/outgoing.ts'
import { at, clockOf, type Day, dayOf, type Instant } from '../office/day.ts'
import { noticesToAdmins } from '../people/index.ts'
import { keepSetting, type Reader, type Store, settingOf } from '../store/index.ts'
import { heads as card } from './text.ts'

const HOUR = '08:'
const TOLD = 'heads.told'
/** Enough to tell two ledgers apart, and short enough to be typed. */
const LENGTH = 16

/** The seal of the ledger as it stood when the day began; undefined where it was empty. */
export async function sealAt(store: Reader, day: Day): Promise<string | undefined> {
  const all = await heads(store, at(day))
  return all.length === 0 ? undefined : sealOf(all).slice(0, LENGTH)
}

/** Each morning, where the ledger has changed since it was last told. */
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
