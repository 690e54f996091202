/** `yaodian audit verify`: whether the ledger, the issued bulletins and the evidence are as they were written. */

import { z } from 'zod'
import { identityOf } from '../../demo/index.ts'
import { changedSince, lastSent, type SentSeal } from '../../health/index.ts'
import { audit, type ChainFault, type ChainHead, sealAt } from '../../ledger/index.ts'
import { addDays, at, dayOf, instant, parseDay } from '../../office/day.ts'
import type { RegionKey } from '../../office/region.ts'
import { lastAccess } from '../../people/index.ts'
import { prunedCounts } from '../../privacy/index.ts'
import { isOf, lastBackup, placeOf } from '../../runtime/backup.node.ts'
import type { Store } from '../../store/index.ts'
import * as pc from '../colour.ts'
import { alone, changedBehind, databasePath, inOffice, onStore, reseal as sealAnew } from '../database.ts'
import { print, readRows } from '../jsonl.ts'
import { config } from '../open.ts'
import { doneAtTheMachine } from '../privacy.ts'
import { audit as words } from '../text.ts'
import { UsageError } from '../usage.ts'
import { faultsBeside } from './beside.ts'

const head = z.object({
  region: z.string().transform((key) => key as RegionKey),
  sequence: z.number().int(),
  hash: z.string(),
})

/**
 * `yaodian audit verify`: compares the database with its log of changes, seals and hash chains, and prints what
 * differs.
 *
 * @param options.anchors a file with heads written down earlier, a line each, as `--heads` prints them; without it
 *   those of the last backup
 * @param options.seal what administrators were sent on the morning of `day`; without a day the one that bears it is
 *   looked for, without a seal the last that was sent is taken
 * @param options.workers the database is a copy from D1, where no log of changes is written; what is not noticed
 *   there is said
 * @returns whether nothing was changed
 * @throws UsageError where the seal has not the form of one
 */
export async function verifyLedger(options: {
  readonly anchors?: string
  readonly heads?: boolean
  readonly seal?: string
  readonly day?: string
  readonly workers?: boolean
}): Promise<boolean> {
  // A mistyped one would be like no day's, and accuse.
  if (options.seal !== undefined && !SEAL.test(options.seal.trim())) throw new UsageError(words.wrongSeal(options.seal))
  const { backup } = config()
  return onStore(async (store) => {
    const restored = await lastAccess(store, 'restore')
    const office = (await identityOf(store)) ?? ''
    const last = backup && (await lastBackup(inOffice(backup.folder), office))
    // What is another database, or an older state of it, is like no backup, and nobody did anything to it.
    const apart =
      last && !isOf(last, office)
        ? apartFrom('other', words.otherDatabase(last.made))
        : last && restored && restored.at > Date.parse(last.made)
          ? apartFrom('restored', words.restoredSince(restored, last.made))
          : undefined
    const compared = apart ? undefined : last
    const anchored: readonly ChainHead[] = options.anchors
      ? readRows(options.anchors, head)
      : (compared?.ledger.heads ?? [])
    const { entries, regions, heads, ...found } = await audit(store, anchored)
    const faults: (Omit<ChainFault, 'what'> & { readonly what: string })[] = [
      ...found.faults,
      ...(apart ? [apart] : []),
    ]
    const isUnlogged = options.workers === true && found.log === undefined
    const beside = [
      ...(await faultsBeside(store, placeOf(databasePath()).evidence)),
      ...changedBehind(isUnlogged ? 'unlogged' : compared?.log),
    ]
    if (isUnlogged) console.error(words.unlogged)
    const sent = options.seal === undefined ? await lastSent(store) : await sentIn(store, options.seal, options.day)
    if (sent) console.error(words.compared(sent.seal, sent.day))
    const unlike = sent ? await changedSince(store, sent) : []
    faults.push(
      ...(sent && unlike.length > 0 && restored && restored.at > at(sent.day)
        ? [apartFrom('restored', words.restoredAfter(restored, sent.day))]
        : unlike),
    )
    if (options.heads) for (const one of heads) print(one)
    else for (const fault of [...faults, ...beside]) print(fault)
    const count = faults.length + beside.length
    const verdict = count ? pc.red(words.faults(count)) : pc.green(words.unchanged)
    console.error(`${words.verdict(entries, regions)}${verdict}`)
    const today = dayOf(instant(Date.now()))
    const seal = await sealAt(store, today)
    if (seal) console.error(words.keep(seal, today))
    const resealed = await lastAccess(store, 'reseal')
    if (resealed) console.error(words.resealedBy(resealed))
    const gone = await prunedCounts(store)
    if (gone.texts + gone.cards + gone.evidence > 0) console.error(words.pruned(gone.texts, gone.cards, gone.evidence))
    return count === 0
  })
}

const apartFrom = (what: 'other' | 'restored', message: string) => ({ region: '', what, message })

/**
 * `yaodian audit reseal`: what is there counts as it stands, and is sealed anew with the key that is set; that of before
 * is lost, or what the audit found has been looked into.
 * @throws InUse while an office is at work, UsageError where no key is set
 */
export async function reseal(): Promise<void> {
  if (config().sealKey === undefined) throw new UsageError(words.noKey)
  await alone(resealHere)
}

/**
 * What the audit finds until then is said with it, and between which lines of the log: administrators hear each fault, the
 * access log keeps how many there were of which kind, so that a second person sees what nothing is compared with any more.
 */
export async function resealHere(): Promise<void> {
  const found = changedBehind(undefined)
  const isKnown = found.every(({ what }) => what !== 'key')
  const said = words.resealed(sealAnew(), isKnown ? found : undefined)
  await doneAtTheMachine('reseal', said, words.resealedTitle, isKnown ? words.unlike(found) : [])
  console.error(said)
}

/** As it is sent, or whole. */
const SEAL = /^[0-9a-f]{16,64}$/i

/** Longer than a seal is looked for, nobody keeps a chat. */
const DAYS_BACK = 1_100

/** @returns the seal with the day at whose beginning it is compared: the one given, else one that bears it, else today */
async function sentIn(store: Store, seal: string, text: string | undefined): Promise<SentSeal> {
  const today = dayOf(instant(Date.now()))
  if (text !== undefined) {
    const day = parseDay(text)
    if (day === undefined) throw new UsageError(words.wrongDay(text))
    return { seal, day }
  }
  for (let back = 0; back <= DAYS_BACK; back++) {
    const sent = { seal, day: addDays(today, -back) }
    if ((await changedSince(store, sent)).length === 0) return sent
  }
  return { seal, day: today }
}
