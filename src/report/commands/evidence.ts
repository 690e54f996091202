/** 佐证: files that bear a figure out, attached to the update that they answer or follow within ten minutes. */

import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex } from '@noble/hashes/utils.js'
import { spansIn } from '../../language/index.ts'
import { entriesOf, messagesOfCells, statesOf } from '../../ledger/index.ts'
import { type Asked, answer, type Command, type Outcome } from '../../message/command.ts'
import { command } from '../../message/declare.ts'
import { messagesOf, saidLately } from '../../message/inbox.ts'
import type { Incoming, IncomingFile } from '../../message/incoming.ts'
import { inboxId } from '../../message/incoming.ts'
import { shownAs } from '../../message/outgoing.ts'
import { dayOf, MINUTE_MS } from '../../office/day.ts'
import { lastOver } from '../../office/owed.ts'
import { type Period, readPeriod } from '../../office/period.ts'
import type { IndicatorId } from '../../office/plan.ts'
import type { RegionKey } from '../../office/region.ts'
import { type Reader, type Sealed, sealOf, sql } from '../../store/index.ts'
import * as cards from '../cards/evidence-cards.ts'
import { draftById } from '../drafts.ts'
import { placedInput } from '../presses.ts'
import { forRegion, type Saying } from '../read/region.ts'
import { REPORTERS, standingFor } from '../rules/scope.ts'
import type { Ground } from '../rules/weigh.ts'
import * as text from '../text.ts'
import { filesOf } from '../waiting.ts'

/** Where attachments come from and where their content is kept; content is addressed by its hash. */
export interface Attachments {
  /** what a channel was sent; undefined when it no longer has it */
  fetch(message: Incoming, file: IncomingFile): Promise<Uint8Array | undefined>
  /** keeps it; the same content again changes nothing */
  keep(sha256: string, content: Uint8Array): Promise<void>
}

/** PNG and JPEG: messengers send pictures without a name, so which of both it is shows only in the content. */
const PICTURES = [
  [0x89, 0x50, 0x4e, 0x47],
  [0xff, 0xd8, 0xff],
]

/** Ends of names that are taken, with the first bytes that such content has; none where text has no mark. */
const TYPES: Readonly<Record<string, readonly (readonly number[])[]>> = {
  pdf: [[0x25, 0x50, 0x44, 0x46]],
  png: PICTURES,
  jpg: PICTURES,
  jpeg: PICTURES,
  xlsx: [[0x50, 0x4b, 0x03, 0x04]],
  docx: [[0x50, 0x4b, 0x03, 0x04]],
  xls: [[0xd0, 0xcf, 0x11, 0xe0]],
  doc: [[0xd0, 0xcf, 0x11, 0xe0]],
  csv: [],
  txt: [],
}

/**
 * Which files are taken as evidence (佐证): how long after a report (ms), how large (bytes), how many a report, and by
 * which endings. The rules of reporting (须知) quote it.
 */
export const EVIDENCE_LIMITS = {
  afterMs: 10 * MINUTE_MS,
  bytes: 20 * 1024 * 1024,
  files: 20,
  /** names of the kinds of files */
  types: Object.keys(TYPES),
} as const

const endOf = (name: string): string => /\.([A-Za-z0-9]+)$/.exec(name)?.[1]?.toLowerCase() ?? ''

/**
 * Whether the first bytes of a file agree with its ending: a program renamed to .pdf does not. True of text (csv,
 * txt), which has no mark; false of an ending that is not taken.
 */
export function isWhatItSays(name: string, content: Uint8Array): boolean {
  const marks = TYPES[endOf(name)]
  if (!marks) return false
  return marks.length === 0 || marks.some((mark) => mark.every((byte, index) => content[index] === byte))
}

/**
 * What becomes of a file that is sent: a filled-in table is reported, any other is attached as evidence.
 * @param attachments where content is fetched and kept; without it no evidence is taken
 * @param sheet decides on a file that may be a table; `attached` goes on with it as evidence
 */
export const fileCommand = (
  ground: Ground,
  attachments: Attachments | undefined,
  sheet: (asked: Asked, attached: () => Promise<Outcome>) => Promise<Outcome>,
): Command => ({
  name: 'file',
  words: [],
  right: { kind: 'role', roles: REPORTERS },
  summary: '收下佐证材料',
  run: (asked) => sheet(asked, () => attach(asked, ground, attachments)),
})

/** /佐证: which figures of the region lack the evidence that the plan asks for. */
export const evidenceCommand = (ground: Ground): Command =>
  command({
    name: '佐证',
    words: ['evidence'],
    right: { kind: 'role', roles: REPORTERS },
    summary: '看哪些上报还缺佐证材料',
    help: { group: 'reporting', rank: 8, begins: true },
    effect: 'reads',
    example: () => '/佐证 6月',
    input: placedInput(ground),
    run: (asked, pressed) => forRegion(asked, ground, { command: '佐证', pressed: pressed.region }, missing),
  })

async function attach(asked: Asked, ground: Ground, attachments: Attachments | undefined): Promise<Outcome> {
  const { message, person, store } = asked
  if (message.kind !== 'file') return { status: 'empty', writes: [] }
  const [update, ...others] = await namedFirst(await updatesFor(asked), message.file.name, asked, ground)
  if (!update) return answer('unattached', cards.whatFor())
  const region = await regionOf(store, update)
  if (!person || !region || !standingFor(person, region, ground.regions)) {
    return answer('refused', text.noRight('附佐证', region && ground.regions.get(region), REPORTERS))
  }
  const { file } = message
  if (!EVIDENCE_LIMITS.types.includes(endOf(file.name)))
    return answer('refused', cards.wrongType(file.name, EVIDENCE_LIMITS.types))
  if (file.bytes > EVIDENCE_LIMITS.bytes) return answer('refused', cards.tooLarge(file.name, EVIDENCE_LIMITS.bytes))
  const held = await heldFor(store, update)
  if (held.length >= EVIDENCE_LIMITS.files) return answer('refused', cards.tooMany(EVIDENCE_LIMITS.files))
  const content = await attachments?.fetch(message, file)
  if (!attachments || !content) return answer('unattached', cards.notFetched(file.name))
  if (content.length > EVIDENCE_LIMITS.bytes) return answer('refused', cards.tooLarge(file.name, EVIDENCE_LIMITS.bytes))
  if (!isWhatItSays(file.name, content)) return answer('refused', cards.notWhatItSays(file.name))
  const hash = bytesToHex(sha256(content))
  // Also what is held is kept again: whoever keeps it looks whether it is still whole.
  await attachments.keep(hash, content)
  if (held.includes(hash)) return answer('repeated', cards.attachedAlready(file.name))
  const sealed = [update, hash, region, content.length, person.id, asked.now] as const
  const row = sql(
    `INSERT INTO evidence (message, sha256, region, bytes, person, at, name, mime, carrier, seal)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    ...sealed,
    ...[file.name, file.mime, inboxId(message), sealOf(sealed)],
  )
  const [about = '', ...besides] = await Promise.all([update, ...others].map((one) => aboutOf(store, one, ground)))
  const reply = cards.attached(file.name, content.length, hash, { about, count: held.length + 1, besides })
  return { status: 'attached', writes: [row], reply }
}

/** What is sealed of a file's row: name and type may go, what it bears out stays provable. */
export const SEALED_EVIDENCE: Sealed = {
  table: 'evidence',
  key: `message || ' ' || sha256`,
  columns: ['message', 'sha256', 'region', 'bytes', 'person', 'at'],
}

/**
 * Whether a file that is sent answers a report, or follows one of its sender within `EVIDENCE_LIMITS.afterMs`. Reads
 * the store.
 */
export const isEvidence = async (asked: Asked): Promise<boolean> => (await updatesFor(asked)).length > 0

/** The update that a file answers; without a reply, the sender's last ones of the last ten minutes, the newest first. */
async function updatesFor(asked: Asked): Promise<readonly string[]> {
  const { message, store } = asked
  if (!message.replyTo) return recentUpdates(asked)
  const answered = await answeredUpdate(store, message.channel, message.replyTo)
  return answered === undefined ? [] : [answered]
}

/**
 * Where the name of a file, or the line said just before it, says of what it is (高企证书.pdf; 下面是高企的证书), the one
 * update that reported that comes first.
 */
async function namedFirst(
  updates: readonly string[],
  name: string,
  { store, now, message }: Asked,
  { read, regions }: Ground,
): Promise<readonly string[]> {
  if (updates.length < 2) return updates
  const before = await saidLately(store, message.chat.id, message.account, message.at - EVIDENCE_LIMITS.afterMs)
  const [last] = await messagesOf(store, before.slice(0, 1))
  const line = last?.kind === 'text' && !updates.includes(last.id) ? last.text : ''
  const words = `${name.slice(0, LONGEST_NAME)} ${line.slice(0, LONGEST_NAME)}`
  const said = read(words, { today: dayOf(now), own: regions.province.key })
  const named = new Set(spansIn(said, 'indicator').flatMap(({ found, latent }) => (latent ? [] : found.ids)))
  const reported = await Promise.all(updates.map((one) => reportedBy(store, one)))
  const meant = updates.filter((_, at) => reported[at]?.ids.some((id) => named.has(id)))
  const [only, another] = meant
  return only && !another ? [only, ...updates.filter((one) => one !== only)] : updates
}
/** Of a file's name, and of the line before it, no more is read. */
const LONGEST_NAME = 60

interface Reported {
  readonly region: RegionKey | undefined
  readonly ids: readonly IndicatorId[]
}

/** Whose figures an update holds, drafts among them, and of what. */
async function reportedBy(store: Reader, message: string): Promise<Reported> {
  const draft = await draftById(store, message)
  const entries = await entriesOf(store, message)
  return {
    region: entries[0]?.region ?? draft?.region,
    ids: [...entries, ...(draft?.update.items ?? [])].map(({ indicator }) => indicator),
  }
}

/** `长兴县高新技术企业、低小散企业` */
async function aboutOf(store: Reader, message: string, { plan, regions }: Ground): Promise<string> {
  const { region, ids } = await reportedBy(store, message)
  const names = plan.indicators.filter(({ id }) => ids.includes(id)).map(({ short }) => short)
  return `${region ? regions.get(region).name : ''}${names.join('、')}`
}

/** The message answered may be the person's own, or our card about it. */
async function answeredUpdate(store: Reader, channel: string, replyTo: string): Promise<string | undefined> {
  const own = `${channel}:${replyTo}`
  if (await regionOf(store, own)) return own
  const card = await shownAs(store, replyTo)
  const about = card && /^(?:re|about):(.+)$/.exec(card.key)?.[1]
  return about !== undefined && (await regionOf(store, about)) ? about : undefined
}

/** For so many reports a file may have been meant that are told of. */
const MOST_RECENT = 3

async function recentUpdates({ message, store }: Asked): Promise<readonly string[]> {
  const found: string[] = []
  for (const id of await saidLately(store, message.chat.id, message.account, message.at - EVIDENCE_LIMITS.afterMs)) {
    if (await regionOf(store, id)) found.push(id)
    if (found.length === MOST_RECENT) break
  }
  return found
}

/** The region that a message reported for; undefined when it reported nothing. */
async function regionOf(store: Reader, message: string): Promise<RegionKey | undefined> {
  return (await draftById(store, message))?.region ?? (await entriesOf(store, message))[0]?.region
}

/** The hashes of all evidence that the ledger rests on and that is still kept. */
export const evidenceHeld = async (store: Reader): Promise<string[]> =>
  (
    await store.all<{ sha256: string }>('SELECT DISTINCT sha256 FROM evidence WHERE pruned IS NULL ORDER BY sha256')
  ).map((row) => row.sha256)

const heldFor = async (store: Reader, message: string): Promise<string[]> =>
  (await store.all<{ sha256: string }>('SELECT sha256 FROM evidence WHERE message = ?', message)).map(
    (row) => row.sha256,
  )

async function missing({ asked, ground, region, rest }: Saying): Promise<Outcome> {
  const { plan } = ground
  const demanding = plan.indicators.filter((one) => one.evidence)
  const said = readPeriod(rest, plan.year)
  const periods = said ? [said] : [...new Set(demanding.map((one) => lastOver(one, dayOf(asked.now))))]
  const place = ground.regions.get(region)
  const lists = await Promise.all(
    periods.map(async (period) => ({ period, indicators: await withoutFiles(asked.store, ground, region, period) })),
  )
  return answer('answered', cards.missing(place, lists, demanding))
}

/** The indicators that demand a file, are reported, and have none with any of the cell's messages. */
async function withoutFiles(store: Reader, { plan }: Ground, region: RegionKey, period: Period) {
  const states = await statesOf(store, period, region)
  const acts = await messagesOfCells(store, region, period)
  const files = await filesOf(
    store,
    acts.map(({ message }) => message),
  )
  const borne = new Set(acts.filter(({ message }) => files.has(message)).map(({ indicator }) => indicator))
  return plan.indicators.filter(
    (one) =>
      one.evidence &&
      !borne.has(one.id) &&
      states.some((state) => state.indicator === one.id && state.figure !== undefined),
  )
}
