/** Who can be reached, and whom nobody is to disturb: the roster as reminders hear it, leave and quiet days. */
import { addDays, type Day } from '../office/day.ts'
import type { DemoLeave, DemoPerson } from '../office/load/demo.ts'
import type { PersonId, Role } from '../office/person.ts'
import { type Query, type Reader, type Statement, sql } from '../store/index.ts'
import type { HeldPost, Holder } from './posts.ts'
import { owning, posting } from './sealed.ts'

/** Posts, leave and people, as they stand. */
export interface OnRoster {
  readonly posts: readonly (HeldPost & { readonly person: PersonId; readonly standIn?: PersonId })[]
  readonly leaves: readonly {
    readonly person: PersonId
    readonly from: Day
    readonly to: Day
    readonly standIn?: PersonId
  }[]
  readonly people: readonly (Holder & { readonly quiet?: Day })[]
}

const standingIn = (person: PersonId | null) => (person === null ? {} : { standIn: person })

/**
 * Everybody who is there, with the posts of these roles and the leave that lasts on `from` or comes after it.
 * A stand-in who has left stands in for nobody.
 */
export async function onRoster(store: Reader, roles: readonly Role[], from: Day): Promise<OnRoster> {
  const [posts, leaves, people] = await Promise.all([
    store.all<HeldPost & { person: PersonId; stand_in: PersonId | null }>(
      `SELECT o.person, o.role, o.region, s.id AS stand_in FROM post o
       JOIN person p ON p.id = o.person AND p.left_at IS NULL
       LEFT JOIN person s ON s.id = o.stand_in AND s.left_at IS NULL
       WHERE o.role IN (${roles.map(() => '?').join(', ')}) ORDER BY o.region, o.role, o.person`,
      ...roles,
    ),
    store.all<{ person: PersonId; from_day: Day; to_day: Day; stand_in: PersonId | null }>(
      `SELECT l.person, l.from_day, l.to_day, s.id AS stand_in FROM leave l
       LEFT JOIN person s ON s.id = l.stand_in AND s.left_at IS NULL WHERE l.to_day >= ? ORDER BY l.person, l.from_day`,
      from,
    ),
    store.all<Holder & { quiet: Day | null }>('SELECT id, name, quiet FROM person WHERE left_at IS NULL'),
  ])
  return {
    posts: posts.map(({ stand_in, ...post }) => ({ ...post, ...standingIn(stand_in) })),
    leaves: leaves.map(({ person, from_day, to_day, stand_in }) => ({
      person,
      from: from_day,
      to: to_day,
      ...standingIn(stand_in),
    })),
    people: people.map(({ quiet, ...one }) => ({ ...one, ...(quiet && { quiet }) })),
  }
}

/** A query that finds a row while the person is on the roster, not on leave that day, and not left undisturbed. */
export const reachable = (person: PersonId, day: Day): Query =>
  sql(
    `SELECT 1 FROM person p WHERE p.id = ? AND p.left_at IS NULL AND (p.quiet IS NULL OR p.quiet < ?)
     AND NOT EXISTS (SELECT 1 FROM leave l WHERE l.person = p.id AND ? BETWEEN l.from_day AND l.to_day)`,
    person,
    day,
    day,
  )

/**
 * Who stands in for a person (AB岗) by one of the posts, any of them. @returns undefined without one, or where they left
 */
export const usualStandIn = (store: Reader, person: PersonId): Promise<Holder | undefined> =>
  store.first<Holder>(
    `SELECT s.id, s.name FROM post o JOIN person s ON s.id = o.stand_in AND s.left_at IS NULL WHERE o.person = ? LIMIT 1`,
    person,
  )

/**
 * Leave, both days included. One that begins on the same day is changed into it.
 * @param standIn for this leave alone, before the posts' own
 */
export const goOnLeave = (person: PersonId, from: Day, to: Day, standIn: PersonId | undefined): Statement =>
  sql(
    `INSERT INTO leave (person, from_day, to_day, stand_in) VALUES (?, ?, ?, ?)
     ON CONFLICT (person, from_day) DO UPDATE SET to_day = excluded.to_day, stand_in = excluded.stand_in`,
    person,
    from,
    to,
    standIn ?? null,
  )

/** Whether leave lasts today, its last day included, or is still to come. */
export const hasLeave = async (store: Reader, person: PersonId, today: Day): Promise<boolean> =>
  (await store.first('SELECT 1 FROM leave WHERE person = ? AND to_day >= ?', person, today)) !== undefined

/** Statements that end a person's leave as of yesterday; what was to come is deleted. */
export const endLeave = (person: PersonId, today: Day): Statement[] => [
  sql('DELETE FROM leave WHERE person = ? AND from_day >= ?', person, today),
  sql('UPDATE leave SET to_day = ? WHERE person = ? AND to_day >= ?', addDays(today, -1), person, today),
]

/**
 * Deletes leave that was recorded in error, or is not taken after all. @param from its first day, by which it is told
 */
export const withdrawLeave = (person: PersonId, from: Day): Statement =>
  sql('DELETE FROM leave WHERE person = ? AND from_day = ?', person, from)

/** Leaves a person undisturbed until a day, that included; undefined ends it. */
export const keepQuiet = (person: PersonId, until: Day | undefined): Statement =>
  sql('UPDATE person SET quiet = ? WHERE id = ?', until ?? null, person)

/**
 * Statements that put the demo's people on the roster, with accounts, posts and leave; who is there already stays as
 * they are.
 */
export const enrolled = (people: readonly DemoPerson[], leave: readonly DemoLeave[]): Statement[] => [
  ...people.flatMap(({ id, name, account }) => [
    sql('INSERT OR IGNORE INTO person (id, name) VALUES (?, ?)', id, name),
    owning(account, id, 'stays'),
  ]),
  ...people.flatMap(({ id, posts, standIn }) =>
    posts.map(({ role, region }) => posting({ person: id, role, region, standIn }, 'INSERT OR IGNORE')),
  ),
  ...leave.map(({ person, from, to, standIn }) =>
    sql(
      'INSERT OR IGNORE INTO leave (person, from_day, to_day, stand_in) VALUES (?, ?, ?, ?)',
      person,
      from,
      to,
      standIn ?? null,
    ),
  ),
]
