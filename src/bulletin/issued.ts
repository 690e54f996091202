/** Bulletins as they were issued: the numbers under an id and a seal, which are compared whenever they are used. */
import type { Instant } from '../office/day.ts'
import { endOf, type Period } from '../office/period.ts'
import type { PersonId } from '../office/person.ts'
import { type Reader, type Row, type Statement, sql } from '../store/index.ts'
import { type Snapshot, sealOf } from './snapshot.ts'

/** An issued bulletin: the frozen numbers, their seal, who issued it and when. */
export interface Issued {
  /** 2017-06-1 */
  readonly id: string
  readonly period: Period
  readonly snapshot: Snapshot
  readonly seal: string
  readonly by: PersonId
  readonly at: Instant
  /** the numbers are those that were sealed; else nothing of them is shown or handed out */
  readonly isIntact: boolean
}

/** Bulletins of before these were kept tell nothing of what had been received. */
const BEFORE = { received: { counties: 0, of: 0 } }

function issuedOf(row: Row): Issued {
  const kept = String(row['snapshot'])
  return {
    id: String(row['id']),
    period: row['period'] as Period,
    snapshot: { ...BEFORE, ...(JSON.parse(kept) as Snapshot) },
    seal: String(row['seal']),
    by: row['person'] as PersonId,
    at: Number(row['at']) as Instant,
    isIntact: sealOf(kept) === row['seal'],
  }
}

/**
 * A bulletin by its id (`2017-06-1`); undefined where there is none. `isIntact` has to be asked before anything of it
 * is shown.
 */
export async function issuedById(store: Reader, id: string): Promise<Issued | undefined> {
  const row = await store.first('SELECT * FROM bulletin WHERE id = ?', id)
  return row && issuedOf(row)
}

/** The bulletins of a period, the first first: a period may be issued anew. */
export async function issuedFor(store: Reader, period: Period): Promise<Issued[]> {
  return (await store.all('SELECT * FROM bulletin WHERE period = ? ORDER BY at, id', period)).map(issuedOf)
}

/** Ids of bulletins whose numbers are not those that were sealed when they were issued, the oldest first. */
export async function changedBulletins(store: Reader): Promise<string[]> {
  // What was changed need not even be readable any more.
  const rows = await store.all<{ id: string; snapshot: string; seal: string }>(
    'SELECT id, snapshot, seal FROM bulletin ORDER BY at, id',
  )
  return rows.filter(({ snapshot, seal }) => sealOf(snapshot) !== seal).map(({ id }) => id)
}

/** The id of the bulletin that was issued last for exactly that period; undefined where none was. */
export async function lastIssued(store: Reader, period: Period): Promise<string | undefined> {
  return (await issuedFor(store, period)).at(-1)?.id
}

/**
 * Ids of issued bulletins that printed a period's figures: its own, and later ones of the year, into which they are
 * carried.
 */
export async function touchedBulletins(store: Reader, period: Period): Promise<string[]> {
  const rows = await store.all<{ id: string; period: string }>(
    'SELECT id, period FROM bulletin WHERE period BETWEEN ? AND ? ORDER BY at, id',
    period.slice(0, 4),
    `${period.slice(0, 4)}~`,
  )
  return rows.filter((row) => endOf(row.period as Period) >= endOf(period)).map((row) => row.id)
}

/**
 * A snapshot issued under an id: the statement to commit, and what it comes to.
 * @throws Conflict at the commit where the id is taken
 */
export function freeze(snapshot: Snapshot, id: string, by: PersonId): { statement: Statement; issued: Issued } {
  const kept = JSON.stringify(snapshot)
  const { period, at } = snapshot
  const seal = sealOf(kept)
  return {
    statement: sql(
      'INSERT INTO bulletin (id, period, snapshot, seal, person, at) VALUES (?, ?, ?, ?, ?, ?)',
      ...[id, period, kept, seal, by, at],
    ),
    issued: { id, period, snapshot, seal, by, at, isIntact: true },
  }
}
