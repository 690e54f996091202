/** Who holds a post where: whom to ask, whom to tell. */
import { type Outgoing, unposted } from '../message/outgoing.ts'
import { withoutLeading, withoutTrailing } from '../office/bounds.ts'
import type { PersonId, Role } from '../office/person.ts'
import type { RegionKey, Regions } from '../office/region.ts'
import type { Reader } from '../store/index.ts'

/** A person, by id and name. */
export type Holder = { readonly id: PersonId; readonly name: string }

/** Which post somebody holds, as a row of `post` says it: a role in a region. */
export type HeldPost = { readonly role: Role; readonly region: RegionKey }

/**
 * What somebody is called, also after leaving the office: the ledger remembers longer than the roster. The id, for one
 * who was never on it or was erased.
 */
export async function nameOf(store: Reader, id: PersonId): Promise<string> {
  return (await store.first<{ name: string }>('SELECT name FROM person WHERE id = ?', id))?.name ?? id
}

/** The people with a role in exactly one region, not in one around it; who left is none. By id. */
export const holders = (store: Reader, role: Role, region: RegionKey): Promise<Holder[]> =>
  store.all<Holder>(
    `SELECT p.id, p.name FROM post o JOIN person p ON p.id = o.person AND p.left_at IS NULL
     WHERE o.region = ? AND o.role = ? ORDER BY p.id`,
    region,
    role,
  )

/** The coordinators nearest above a region: its city's, else the province's. */
export async function coordinatorsOf(store: Reader, region: RegionKey, regions: Regions): Promise<Holder[]> {
  const { level, parent } = regions.get(region)
  const city = level === 'city' ? region : parent
  const ofCity = city ? await holders(store, 'city-coordinator', city) : []
  return ofCity.length > 0 ? ofCity : holders(store, 'provincial-coordinator', regions.province.key)
}

/**
 * All coordinators over a region: of itself and its city; of the province unless it is a county.
 * @param but one who is left out: who asks is not asked
 */
export async function coordinatorsOver(
  store: Reader,
  region: RegionKey,
  regions: Regions,
  but: PersonId,
): Promise<PersonId[]> {
  const { level, parent } = regions.get(region)
  const rows = await store.all<{ person: PersonId }>(
    `SELECT DISTINCT o.person FROM post o JOIN person p ON p.id = o.person AND p.left_at IS NULL
     WHERE ((o.role = 'city-coordinator' AND o.region IN (?, ?)) OR (? = 1 AND o.role = 'provincial-coordinator')) AND o.person <> ?`,
    region,
    parent ?? region,
    level === 'county' ? 0 : 1,
    but,
  )
  return rows.map(({ person }) => person)
}

/**
 * What somebody is called and the region of their first post, null without one; also of those who left.
 * @returns undefined for one who was never on the roster
 */
export const whoIs = (store: Reader, id: PersonId): Promise<{ name: string; region: RegionKey | null } | undefined> =>
  store.first(
    `SELECT p.name, o.region FROM person p LEFT JOIN post o ON o.person = p.id WHERE p.id = ? ORDER BY o.role LIMIT 1`,
    id,
  )

/** Names by id, also of those who left: the ledger remembers longer than the roster. Who was never on it is missing. */
export async function namesOf(store: Reader, people: Iterable<PersonId>): Promise<Map<PersonId, string>> {
  const rows = await store.all<Holder>(
    'SELECT p.id, p.name FROM json_each(?) j CROSS JOIN person p ON p.id = j.value',
    JSON.stringify([...new Set(people)]),
  )
  return new Map(rows.map(({ id, name }) => [id, name]))
}

/**
 * Everybody on the roster whose name stands in a text, longer names first, also where it is a part of another (陈立 of
 * 陈立新).
 */
export const peopleNamedIn = (store: Reader, words: string): Promise<Holder[]> =>
  store.all<Holder>(
    'SELECT id, name FROM person WHERE left_at IS NULL AND instr(?, name) > 0 ORDER BY length(name) DESC, id',
    words,
  )

/**
 * Who with a post in one of these regions is called so by colleagues: the name without its place (长兴联系人), else
 * surname and title (李科). By id.
 */
export async function peopleAddressed(
  store: Reader,
  words: string,
  among: readonly RegionKey[],
  regions: Regions,
): Promise<Holder[]> {
  const rows = await store.all<Holder & { region: RegionKey }>(
    `SELECT p.id, p.name, min(o.region) AS region FROM post o JOIN person p ON p.id = o.person AND p.left_at IS NULL
     WHERE o.region IN (SELECT value FROM json_each(?)) GROUP BY p.id, p.name ORDER BY p.id`,
    JSON.stringify(among),
  )
  const there = rows.map(({ id, name, region }) => {
    const place = regions.get(region)
    return { id, name, own: withoutLeading(name, [place.name, place.short]) }
  })
  const byName = there.filter(({ own }) => own.length > 1 && words.includes(own))
  if (byName.length > 0) return byName
  // 李主任 is no 李工
  const bare = there.filter(({ own }) => withoutTrailing(own, TITLES) === own)
  return bare.filter(({ own }) => TITLES.some((title) => words.includes(own.slice(0, 1) + title)))
}
/** Closed class: what colleagues put behind a surname. */
const TITLES = ['工', '科', '处', '局', '主任', '老师', '同志']

/** One account of each person who is there and goes by that id, name or account: the first by its letters. */
export async function accountsOf(store: Reader, called: string): Promise<string[]> {
  const rows = await store.all<{ account: string }>(
    `SELECT min(a.account) AS account FROM person p JOIN account a ON a.person = p.id
     WHERE p.left_at IS NULL AND ? IN (p.id, p.name, a.account) GROUP BY p.id`,
    called,
  )
  return rows.map(({ account }) => account)
}

/**
 * A notice for each administrator who can be reached (`toldAdmins`) and has not had it.
 * @param key of the notice; each one's own goes behind it, so that the outbox takes it once
 */
export async function noticesToAdmins(
  store: Reader,
  key: string,
  { card, due }: Pick<Outgoing, 'card' | 'due'>,
): Promise<Outgoing[]> {
  const told = (await toldAdmins(store)).map((person) => ({ key: `${key}:${person}`, person }))
  const keys = told.map((one) => one.key)
  const fresh = new Set(await unposted(store, keys))
  return told
    .filter((one) => fresh.has(one.key))
    .map((one) => ({ key: one.key, to: { kind: 'person', person: one.person }, card, due }))
}

/**
 * Administrators whom a message can reach; all of them where none has an account. An alert to one without would be told
 * to all the others as not sent, and where there are no others to who coordinates.
 */
export async function toldAdmins(store: Reader): Promise<PersonId[]> {
  const all = await admins(store)
  const rows = await store.all<{ person: PersonId }>(
    'SELECT person FROM account WHERE person IN (SELECT value FROM json_each(?))',
    JSON.stringify(all),
  )
  const known = new Set(rows.map(({ person }) => person))
  const reached = all.filter((one) => known.has(one))
  return reached.length > 0 ? reached : all
}

/**
 * Who looks after the program: holders of the role `admin` who have not left, with an account or without. In any order.
 */
export async function admins(store: Reader): Promise<PersonId[]> {
  const rows = await store.all<{ person: PersonId }>(
    `SELECT DISTINCT o.person FROM post o JOIN person p ON p.id = o.person AND p.left_at IS NULL WHERE o.role = 'admin'`,
  )
  return rows.map(({ person }) => person)
}

/** How many are on the roster and have not left, with a post or without. */
export const countPeople = async (store: Reader): Promise<number> =>
  (await store.first<{ n: number }>('SELECT count(*) AS n FROM person WHERE left_at IS NULL'))?.n ?? 0
