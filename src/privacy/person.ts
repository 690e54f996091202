/** All that is held of one person: handed out as it lies there, or erased. */

import { say } from '../message/card.ts'
import type { Instant } from '../office/day.ts'
import { levelled } from '../office/levels.ts'
import { type PersonId, ROLE_NAMES, type Role } from '../office/person.ts'
import type { Regions } from '../office/region.ts'
import { nameOf } from '../people/index.ts'
import type { Reader, Row, Statement, Value } from '../store/index.ts'
import { HOLDINGS, type Holding, whose } from './holdings.ts'
import * as text from './text.ts'

/**
 * The persons that a word means: an id (also of somebody long gone), a name, or an account. Several may have one
 * name; none where nobody is known so.
 */
export async function personsCalled(store: Reader, called: string): Promise<readonly PersonId[]> {
  const rows = await store.all<{ id: PersonId }>(
    `SELECT id FROM person WHERE ? IN (id, name) UNION SELECT person AS id FROM account WHERE account = ?`,
    called,
    called,
  )
  return rows.map(({ id }) => id)
}

/** All rows that hold something of a person, by table, as they are stored. Tables without any are left out. */
export async function heldOf(store: Reader, person: PersonId): Promise<Readonly<Record<string, readonly Row[]>>> {
  const of = await keysOf(store, person)
  const held = new Map<string, Map<string, Row>>()
  for (const one of HOLDINGS) {
    const rows = await store.all(`SELECT * FROM ${one.table} WHERE ${whose(one)}`, of(one))
    const known = held.get(one.table) ?? new Map<string, Row>()
    for (const row of rows) known.set(JSON.stringify(row), row)
    if (known.size > 0) held.set(one.table, known)
  }
  return Object.fromEntries([...held].map(([table, rows]) => [table, [...rows.values()]]))
}

/** Whether somebody holds a post and has not left; erasing them would take their rights. */
export const isOnDuty = async (store: Reader, person: PersonId): Promise<boolean> =>
  (await store.first(
    'SELECT 1 FROM post o JOIN person p ON p.id = o.person AND p.left_at IS NULL WHERE o.person = ?',
    person,
  )) !== undefined

/**
 * The statements that erase a person: figures stay, and the name becomes the role, in cards that others were shown,
 * too. Erasing again changes nothing.
 *
 * @returns `leftInCards`: the name is a part of another word, so that others' cards keep it until their time is over
 */
export async function erasure(
  store: Reader,
  person: PersonId,
  regions: Regions,
  now: Instant,
): Promise<{ readonly role: string; readonly writes: readonly Statement[]; readonly leftInCards: boolean }> {
  const of = await keysOf(store, person)
  const [name, role] = [await nameOf(store, person), await roleOf(store, person, regions)]
  const values = { gone: JSON.stringify(say(text.GONE)), now, role }
  const isGone = text.isRole(name)
  const isPart = !isGone && (await isPartOfAnother(store, person, name, regions))
  const writes = HOLDINGS.flatMap((one) => erasing(one, of(one), values))
  const renamed: Statement = {
    sql: `UPDATE outbox SET card = replace(card, ?, ?), seal = 'erased' WHERE instr(card, ?) > 0 AND state NOT IN ('queued', 'leased')`,
    params: [name, role, name],
  }
  return { role, leftInCards: isPart, writes: isPart || isGone ? writes : [...writes, renamed] }
}

type Keys = (holding: Holding) => string

async function keysOf(store: Reader, person: PersonId): Promise<Keys> {
  const rows = await store.all<{ account: string }>('SELECT account FROM account WHERE person = ?', person)
  const accounts = JSON.stringify(rows.map(({ account }) => account))
  return ({ by }) => (by === 'person' ? JSON.stringify([person]) : accounts)
}

function erasing(one: Holding, keys: string, values: Readonly<Record<string, Value>>): Statement[] {
  if (one.erased === undefined) return []
  if (one.erased === 'row') return [{ sql: `DELETE FROM ${one.table} WHERE ${whose(one)}`, params: [keys] }]
  const params: Value[] = []
  const set = one.erased.replace(/:(\w+)/g, (_, name: string) => {
    params.push(values[name] ?? null)
    return '?'
  })
  return [{ sql: `UPDATE ${one.table} SET ${set} WHERE ${whose(one)}`, params: [...params, keys] }]
}

/** 长兴县县联系人: the post held, else where figures of theirs lie. */
async function roleOf(store: Reader, person: PersonId, regions: Regions): Promise<string> {
  const post = await store.first<{ role: Role; region: string }>(
    'SELECT role, region FROM post WHERE person = ? ORDER BY role, region LIMIT 1',
    person,
  )
  if (post) return text.role(regions.find(post.region)?.name, levelled(ROLE_NAMES[post.role], regions.levels))
  const entry = await store.first<{ region: string }>('SELECT region FROM ledger WHERE person = ? LIMIT 1', person)
  const known = await nameOf(store, person)
  if (text.isRole(known)) return known
  return text.role(entry && regions.find(entry.region)?.name, undefined)
}

/** 张三 within 张三丰, or a county's name: replacing it in a card would change what the card says. */
async function isPartOfAnother(store: Reader, person: PersonId, name: string, regions: Regions): Promise<boolean> {
  const other = await store.first('SELECT 1 FROM person WHERE id <> ? AND instr(name, ?) > 0', person, name)
  return other !== undefined || name.length < 2 || regions.mentioned(name).length > 0
}
