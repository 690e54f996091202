/** `yaodian people import FILE` and `yaodian admin add|remove ACCOUNT`, without the command line around them. */
import type { Instant } from '../office/day.ts'
import type { Regions } from '../office/region.ts'
import { type Reader, type Statement, sql } from '../store/index.ts'
import { accountKey } from './accounts.ts'
import { rosterOf } from './listed.ts'
import { type Imported, importRoster } from './roster.ts'
import { rosterRows } from './roster-rows.ts'
import { owning, posting } from './sealed.ts'
import { linesOf } from './sheet.ts'

/**
 * What importing a roster file comes to, all or nothing: with errors there is nothing to write.
 * @param content .csv in UTF-8 or GB18030, or .xlsx
 * @param options.replace whoever is not in the file leaves, and so does every post that is not
 * @returns counts, errors with their line, and the statements for the caller to commit
 */
export async function importPeople(
  store: Reader,
  content: Uint8Array,
  regions: Regions,
  now: Instant,
  options: { readonly replace?: boolean } = {},
): Promise<Imported> {
  const { lines, errors } = await linesOf(content)
  return errors.length > 0
    ? { added: 0, changed: 0, removed: 0, errors, writes: [] }
    : importRoster(lines, await rosterOf(store), regions, now, options)
}

/** The roster as it stands, a head and a row for each post: what `importPeople` takes back without a change. */
export const rosterTable = async (store: Reader, regions: Regions): Promise<string[][]> =>
  rosterRows(await rosterOf(store), regions)

/**
 * Statements that make an account an administrator, on the roster or not; who had left is back.
 * @param openId `ou_…`, or with its channel `console:…`
 */
export async function addAdmin(store: Reader, openId: string, regions: Regions): Promise<Statement[]> {
  const account = accountKey(openId)
  const known = await store.first<{ person: string }>('SELECT person FROM account WHERE account = ?', account)
  const person = known?.person ?? account
  const listed = known
    ? [sql('UPDATE person SET left_at = NULL WHERE id = ?', person)]
    : [sql('INSERT OR IGNORE INTO person (id, name) VALUES (?, ?)', person, '管理员'), owning(account, person, 'stays')]
  return [...listed, posting({ person, role: 'admin', region: regions.province.key }, 'INSERT OR IGNORE')]
}

/**
 * Statements that take the office of administrator from whoever has this account; other posts stay.
 * @returns undefined where the account is no administrator's; `last` where no other administrator has an account
 */
export async function removeAdmin(store: Reader, account: string): Promise<Statement[] | 'last' | undefined> {
  const rows = await store.all<{ person: string; own: number; reached: number }>(
    `SELECT DISTINCT o.person, EXISTS (SELECT 1 FROM account a WHERE a.person = o.person AND a.account = ?) AS own,
       EXISTS (SELECT 1 FROM account a WHERE a.person = o.person) AS reached
     FROM post o JOIN person p ON p.id = o.person AND p.left_at IS NULL WHERE o.role = 'admin'`,
    account,
  )
  const found = rows.find(({ own }) => own === 1)
  if (!found) return undefined
  // Whoever is known by a telephone number alone is told of nothing.
  const isLast = !rows.some((one) => one !== found && one.reached === 1)
  return isLast ? 'last' : [sql("DELETE FROM post WHERE person = ? AND role = 'admin'", found.person)]
}
