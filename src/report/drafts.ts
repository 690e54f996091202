/** Drafts: updates that wait until their sender confirms the reading or gives a reason. */
import { groupedBy } from '../language/index.ts'
import { type Asked, isCourtesy, type Turn } from '../message/command.ts'
import { inboxId } from '../message/incoming.ts'
import { type Day, type Instant, MINUTE_MS } from '../office/day.ts'
import { periodOfIndicator } from '../office/owed.ts'
import type { Period } from '../office/period.ts'
import type { PersonId } from '../office/person.ts'
import { type IndicatorId, indicatorOf, type Plan } from '../office/plan.ts'
import type { RegionKey } from '../office/region.ts'
import { type Reader, type Row, type Statement, sql } from '../store/index.ts'
import type { Update } from './item.ts'
import { isShownBy, regionsInTalk } from './rules/kept.ts'

/**
 * An update that waits for its sender's yes, its figures in base units. `person` said it, for `region`; `open` is
 * false once it is filed, dropped or replaced.
 */
export interface Draft {
  /** inbox id of the message that said it: one draft a message */
  readonly id: string
  readonly region: RegionKey
  readonly person: PersonId
  readonly at: Instant
  readonly update: Update
  readonly open: boolean
}

const draftOf = (row: Row): Draft => ({
  id: String(row['id']),
  region: row['region'] as RegionKey,
  person: row['person'] as PersonId,
  at: Number(row['at']) as Instant,
  // Written by this program from a checked update, so it is read as one.
  update: JSON.parse(String(row['content'])) as Update,
  open: row['open'] === 1,
})

/** A draft by its id, ended ones too; undefined where there is none. */
export async function draftById(store: Reader, id: string): Promise<Draft | undefined> {
  const row = await store.first('SELECT * FROM draft WHERE id = ?', id)
  return row && draftOf(row)
}

/** The drafts that wait in a region, the newest first: any of its contacts may settle them. */
export async function openDrafts(store: Reader, regions: readonly RegionKey[]): Promise<Draft[]> {
  const rows = await store.all(
    `SELECT d.* FROM json_each(?) r JOIN draft d ON d.region = r.value AND d.open = 1 ORDER BY d.at DESC, d.id`,
    JSON.stringify(regions),
  )
  return rows.map(draftOf)
}

/** The figures in a region's open drafts, by whomever, each with its day. One query. */
export const draftedIn = (store: Reader, region: RegionKey): Promise<{ indicator: IndicatorId; asOf: Day }[]> =>
  store.all(
    `SELECT json_extract(i.value, '$.indicator') AS indicator, json_extract(i.value, '$.asOf') AS asOf
     FROM draft d, json_each(d.content, '$.items') i WHERE d.region = ? AND d.open = 1`,
    region,
  )

/**
 * Figures that one person wrote for a region and period and has not filed: their indicators, and the drafts that hold
 * them.
 */
export interface Written {
  readonly region: RegionKey
  readonly person: PersonId
  readonly drafts: readonly string[]
  readonly indicators: readonly IndicatorId[]
}

/**
 * The open drafts of the regions for one period, an entry for each region and person. Two people's drafts stay apart.
 */
export async function writtenFor(
  store: Reader,
  plan: Plan,
  regions: readonly RegionKey[],
  period: Period,
): Promise<Written[]> {
  const found = (await openDrafts(store, regions)).flatMap(({ id, region, person, update }) => {
    const own = update.items.filter((one) => periodOfIndicator(indicatorOf(plan, one.indicator), one.asOf) === period)
    return own.length > 0 ? [{ region, person, drafts: [id], indicators: own.map(({ indicator }) => indicator) }] : []
  })
  return [...groupedBy(found, ({ region, person }) => `${region} ${person}`).values()].flatMap((all) =>
    all.slice(0, 1).map((one) => ({
      ...one,
      drafts: all.flatMap(({ drafts }) => drafts),
      indicators: [...new Set(all.flatMap(({ indicators }) => indicators))],
    })),
  )
}

/** The drafts that a person left open in these regions. */
export const draftsOf = async (store: Reader, person: PersonId, regions: readonly RegionKey[]): Promise<Draft[]> =>
  (await openDrafts(store, regions)).filter((one) => one.person === person)

/**
 * The asker's open drafts, newest first: of the own regions, and of those for which they spoke in this talk. Those
 * never fit to file are left out after half an hour, unless `which` asks for them.
 */
export async function mine(asked: Asked, which?: 'forgotten too'): Promise<Draft[]> {
  const { person, store, now } = asked
  const all = person ? await draftsOf(store, person.id, regionsInTalk(asked)) : []
  return which ? all : all.filter((one) => !isForgotten(one, now))
}

/** A figure that never stood is asked about as long as a talk lasts. */
const ASKED_MS = 30 * MINUTE_MS

/** Whether a draft in which no figure could stand is older than half an hour: it is asked about no more. */
export const isForgotten = ({ update, at }: Draft, now: Instant): boolean =>
  update.items.length === 0 && now - at > ASKED_MS

/** Whether the draft is what the person saw last, courtesies left out, so that a bare yes is to it. */
export const isShownLast = ({ turns }: Pick<Asked, 'turns'>, { id, at }: Draft): boolean => {
  const last = turns.findLast((turn) => !isCourtesy(turn))
  // 没看明白, with its button below
  const isOffered = last?.kept?.options?.some(({ values }) => values?.['draft'] === id)
  return !last || last.id === id || last.command === '确认' || isShownBy(last, id) || isOffered || at > (last.at ?? at)
}

const OWN: ReadonlySet<string | null> = new Set([null, '上报', '更正', '修改', '确认', '放弃', '零报告', '填报'])

/**
 * Whether nothing of another matter came between: since the draft was shown only reporting commands ran, and no
 * indicator was spoken of that it does not hold.
 * @param isAsked something of it was asked for, which any command in between leaves open
 */
export function isBeforeThem({ turns }: Pick<Asked, 'turns'>, { id, at, update }: Draft, isAsked = false): boolean {
  const held = [...update.items, ...(update.parts ?? [])].flatMap(({ indicator }) => indicator ?? [])
  const isOfOther = ({ kept }: Turn): boolean =>
    (kept?.topic?.indicators ?? []).some((ids) => !ids.some((one) => held.includes(one)))
  const shown = turns.findLastIndex((turn) => turn.id === id)
  const since = shown < 0 ? turns.filter((turn) => (turn.at ?? 0) > at) : turns.slice(shown + 1)
  return since.every((turn) => (isAsked || OWN.has(turn.command)) && !isOfOther(turn))
}

/**
 * Writes a new draft.
 * @throws Conflict at the commit where the message has one
 */
export const keepDraft = (draft: Omit<Draft, 'open'>): Statement =>
  sql(
    'INSERT INTO draft (id, region, person, at, content, open) VALUES (?, ?, ?, ?, ?, 1)',
    draft.id,
    draft.region,
    draft.person,
    draft.at,
    JSON.stringify(draft.update),
  )

/** Replaces the figures that a draft holds by `left`; changes no row where the draft has ended. */
export const keepOnly = ({ id, update }: Draft, left: Partial<Pick<Update, 'items' | 'parts'>>): Statement =>
  sql('UPDATE draft SET content = ? WHERE id = ? AND open = 1', JSON.stringify({ ...update, ...left }), id)

/**
 * Ends a draft for good. None where nobody of the roster does it.
 * @throws Conflict at the commit where it was ended already
 */
export const endDraft = (
  id: string,
  how: 'confirmed' | 'discarded' | 'replaced',
  { person, message, now }: Asked,
): Statement[] => {
  const into = 'INSERT INTO draft_end (draft, how, person, message, at) VALUES (?, ?, ?, ?, ?)'
  const closes = sql('UPDATE draft SET open = 0 WHERE id = ?', id)
  return person ? [sql(into, id, how, person.id, inboxId(message), now), closes] : []
}

/** How a draft ended, a word of `draft_end`; undefined while it is open. */
export async function endOfDraft(store: Reader, id: string): Promise<string | undefined> {
  return (await store.first<{ how: string }>('SELECT how FROM draft_end WHERE draft = ?', id))?.how
}
