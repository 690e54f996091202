/** A roster file compared with who is there, and written as a whole or not at all. */
import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import type { Instant } from '../office/day.ts'
import type { Regions } from '../office/region.ts'
import { type Statement, sql } from '../store/index.ts'
import {
  type KnownPerson,
  type ListedPerson,
  listedIn,
  phonesIn,
  type RosterError,
  type RosterLine,
} from './roster-rows.ts'
import { owning, posting } from './sealed.ts'

/** What an import did, or would have done; nothing is written when there are errors. */
export interface Imported {
  readonly added: number
  readonly changed: number
  readonly removed: number
  readonly errors: readonly RosterError[]
  readonly writes: readonly Statement[]
}

/**
 * Compares a roster file with who is there.
 * @param replace whoever is not in the file leaves, and so does every post that is not
 */
export function importRoster(
  lines: readonly RosterLine[],
  earlier: readonly KnownPerson[],
  regions: Regions,
  now: Instant,
  options: { readonly replace?: boolean } = {},
): Imported {
  const errors: RosterError[] = []
  const known = withAccounts(earlier, phonesIn(lines, earlier))
  const listed = listedIn(lines, known, regions, errors, options)
  errors.sort((a, b) => a.row - b.row)
  if (errors.length > 0) return { added: 0, changed: 0, removed: 0, errors, writes: [] }
  const byKey = new Map(known.map((one) => [one.key, one]))
  const names = new Map(listed.map((one) => [one.key, one.name]))
  const idOf = (key: string): string => byKey.get(key)?.id ?? newId(key, names.get(key) ?? '')
  const wanted = listed.map((one) => (options.replace ? one : withEarlierPosts(one, byKey.get(one.key))))
  const changes = wanted.filter((one) => differs(one, byKey.get(one.key)))
  const isNew = ({ key }: ListedPerson): boolean => byKey.get(key)?.gone ?? true
  const administers = ({ posts }: ListedPerson): boolean => posts.some(({ role }) => role === 'admin')
  const before = known.filter((one) => !one.gone && administers(one))
  if (options.replace && before.length > 0 && !wanted.some(administers))
    return { added: 0, changed: 0, removed: 0, errors: [noAdministrator(before)], writes: [] }
  if (options.replace && before.some(isReached) && !wanted.filter(administers).some(isReached))
    return { added: 0, changed: 0, removed: 0, errors: [noneReached(before.filter(isReached))], writes: [] }
  const leaving = options.replace ? known.filter((one) => !one.gone && !listed.some(({ key }) => key === one.key)) : []
  return {
    added: changes.filter(isNew).length,
    changed: changes.filter((one) => !isNew(one)).length,
    removed: leaving.length,
    errors,
    // Everybody first, then the posts: a stand-in may stand further down in the file.
    writes: [
      ...changes.flatMap((one) => personWrites(one, idOf(one.key))),
      ...changes.flatMap((one) => postWrites(one, idOf)),
      ...leaving.flatMap((one) => leavingWrites(one.id, now)),
    ],
  }
}

/** Nobody could mend it from the chat, and nobody would be told of faults. */

/** Whoever is known by a telephone number only has no account yet that a message could go to. */
const isReached = ({ key }: ListedPerson): boolean => !key.startsWith('tel:')

const noneReached = (before: readonly ListedPerson[]): RosterError => ({
  row: 1,
  column: '角色',
  message: `导入后的管理员都只有手机号，还没有对上账号，收不到告警（现在收得到的是${before.map(({ key, name }) => `${name} ${key}`).join('、')}）：名册里写上收得到的管理员，或不用 --replace`,
})

const noAdministrator = (before: readonly ListedPerson[]): RosterError => ({
  row: 1,
  column: '角色',
  message: `导入后将没有管理员：名册里请写上角色为“管理员”的人（现在是${before.map(({ key, name }) => `${name} ${key}`).join('、')}），或不用 --replace`,
})

/** The id stays in the ledger for ever, and a telephone number is to be forgotten when its person is. */
const newId = (key: string, name: string): string =>
  key.startsWith('tel:') ? `person:${bytesToHex(sha256(utf8ToBytes(`${key} ${name}`))).slice(0, 16)}` : key

/** Whoever was known by a telephone number only, and now has an account in the file, is still the same person. */
const withAccounts = (earlier: readonly KnownPerson[], phones: ReadonlyMap<string, string>): KnownPerson[] =>
  earlier.map((one) => {
    const account = one.key.startsWith('tel:') && one.phone ? phones.get(one.phone) : undefined
    return account && account !== one.key ? { ...one, key: account, unlinked: true } : one
  })

/** Without `replace`, what a person already is stays. */
function withEarlierPosts(one: ListedPerson, before: KnownPerson | undefined): ListedPerson {
  if (!before || before.gone) return one
  const kept = before.posts.filter((post) => !one.posts.some((mine) => samePost(mine, post)))
  return {
    ...one,
    phone: one.phone ?? before.phone,
    posts: [...one.posts.map((post) => withStandIn(post, before)), ...kept],
  }
}

type ListedPost = ListedPerson['posts'][number]

const samePost = (a: ListedPost, b: ListedPost): boolean => a.role === b.role && a.region === b.region

const withStandIn = (post: ListedPost, before: KnownPerson): ListedPost => ({
  ...post,
  standIn: post.standIn ?? before.posts.find((had) => samePost(had, post))?.standIn,
})

function differs(one: ListedPerson, before: KnownPerson | undefined): boolean {
  if (!before || before.gone || before.unlinked) return true
  const text = ({ name, phone, posts }: ListedPerson) =>
    JSON.stringify([
      name,
      phone ?? null,
      posts.map((post) => `${post.role} ${post.region} ${post.standIn ?? ''}`).sort(),
    ])
  return text(one) !== text(before)
}

function personWrites({ key, name, phone }: ListedPerson, id: string): Statement[] {
  const person = sql(
    `INSERT INTO person (id, name, phone) VALUES (?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET name = excluded.name, phone = excluded.phone, left_at = NULL`,
    id,
    name,
    phone ?? null,
  )
  return key.startsWith('tel:') ? [person] : [person, owning(key, id, 'changes')]
}

function postWrites({ key, posts }: ListedPerson, idOf: (key: string) => string): Statement[] {
  const id = idOf(key)
  return [
    sql('DELETE FROM post WHERE person = ?', id),
    ...posts.map(({ role, region, standIn }) =>
      posting({ person: id, role, region, standIn: standIn === undefined ? undefined : idOf(standIn) }),
    ),
  ]
}

/** Gone from the office: the rights go, the name stays for the ledger's history. */
const leavingWrites = (person: string, now: Instant): Statement[] => [
  sql('UPDATE person SET left_at = ? WHERE id = ?', now, person),
  sql('DELETE FROM post WHERE person = ?', person),
  sql('UPDATE post SET stand_in = NULL WHERE stand_in = ?', person),
]
