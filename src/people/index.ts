/** The roster: who is behind an account, and what they may do. */
import type { Day } from '../office/day.ts'
import type { Person, Post } from '../office/person.ts'
import type { Reader } from '../store/index.ts'
import type { HeldPost, Holder } from './posts.ts'

/** Of one without a post all is null but the person. */
type PostRow = Holder & ((HeldPost & { stands_in: number }) | { role: null; region: null; stands_in: null })

const postOf = ({ role, region, stands_in }: PostRow): Post[] =>
  role ? [{ role, region, ...(stands_in === 1 && { standsIn: true }) }] : []

const BEHIND = '(SELECT person FROM account WHERE account = ?)'

/**
 * Their own posts, those for which they are the stand-in (AB岗), and on a day those of people on leave who named
 * them: whoever takes over has the right, and the ledger says who did it.
 */
const POSTS = `
  SELECT role, region, 0 AS stands_in FROM post WHERE person = ${BEHIND}
  UNION SELECT o.role, o.region, 1 FROM post o
    JOIN person b ON b.id = o.person AND b.left_at IS NULL WHERE o.stand_in = ${BEHIND}
  UNION SELECT o.role, o.region, 1 FROM leave v JOIN post o ON o.person = v.person
    WHERE v.stand_in = ${BEHIND} AND ? BETWEEN v.from_day AND v.to_day`

/**
 * The person behind an account; undefined when unlisted or gone.
 * @param today the office day, for those who take over for people on leave
 */
export async function personOf(store: Reader, account: string, today?: Day): Promise<Person | undefined> {
  const rows = await store.all<PostRow>(
    `SELECT p.id, p.name, o.role, o.region, MIN(o.stands_in) AS stands_in FROM person p LEFT JOIN (${POSTS}) o
     WHERE p.id = ${BEHIND} AND p.left_at IS NULL GROUP BY p.id, o.role, o.region ORDER BY o.role, o.region`,
    ...[account, account, account, today ?? '', account],
  )
  const [first] = rows
  return first && { id: first.id, name: first.name, posts: rows.flatMap(postOf) }
}

export { type Accessed, accessed, accesses, lastAccess } from './access.ts'
export { accountKey, accountsBehind, accountsOnRoster, bindAccount, knownByPhone, leave } from './accounts.ts'
export {
  endLeave,
  enrolled,
  goOnLeave,
  hasLeave,
  keepQuiet,
  onRoster,
  reachable,
  usualStandIn,
  withdrawLeave,
} from './availability.ts'
export { bindingCommands, type OpenItems } from './bind.ts'
export { acting, coordinatingPosts, type OnPost, onPosts } from './duty.ts'
export { addAdmin, importPeople, removeAdmin, rosterTable } from './import.ts'
export {
  accountsOf,
  admins,
  coordinatorsOver,
  countPeople,
  type Holder,
  holders,
  nameOf,
  namesOf,
  noticesToAdmins,
  peopleAddressed,
  peopleNamedIn,
  toldAdmins,
  whoIs,
} from './posts.ts'
export { may } from './rights.ts'
export { SEALED_ACCOUNTS, SEALED_POSTS } from './sealed.ts'
