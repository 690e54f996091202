/** By which accounts people are known on the platforms, and who has left. */
import type { PersonId } from '../office/person.ts'
import { type Reader, type Row, type Statement, sql } from '../store/index.ts'
import { owning } from './sealed.ts'

/** Whose ids the roster's column `open_id` holds: an account that names no channel is of this platform. */
const UNNAMED = 'feishu:'

/** An account with its channel: `ou_1` becomes `feishu:ou_1`; one that has a channel stays as it is. */
export const accountKey = (said: string): string => (said.includes(':') ? said : UNNAMED + said)

/** An account without its channel, as people type it. */
export const withoutChannel = (account: string): string =>
  account.startsWith(UNNAMED) ? account.slice(UNNAMED.length) : account

/**
 * Whoever is behind an account has left the office: reminded no more, rights gone. Changes no row where nobody is.
 * @param now milliseconds since the epoch
 */
export const leave = (account: string, now: number): Statement =>
  sql(
    'UPDATE person SET left_at = ? WHERE left_at IS NULL AND id IN (SELECT person FROM account WHERE account = ?)',
    now,
    account,
  )

interface PhoneRow extends Row {
  id: PersonId
  phone: string
}

/** Who is on the roster by telephone number and has no account on a channel: `feishu` for `feishu:ou_…`. */
export const knownByPhone = (store: Reader, channel: string): Promise<PhoneRow[]> =>
  store.all<PhoneRow>(
    `SELECT p.id, p.phone FROM person p WHERE p.phone IS NOT NULL AND p.left_at IS NULL AND NOT EXISTS
     (SELECT 1 FROM account a WHERE a.person = p.id AND a.account LIKE ? || ':%')`,
    channel,
  )

/**
 * Makes an account a person's. One that has its person already stays as it is, and no row changes.
 * @param account with its channel: `feishu:ou_…`
 */
export const bindAccount = (account: string, person: PersonId): Statement => owning(account, person, 'stays')

/** All accounts of a person, of every platform, each with its channel: `feishu:ou_…`. */
export const accountsBehind = async (store: Reader, person: PersonId): Promise<string[]> =>
  (await store.all<{ account: string }>('SELECT account FROM account WHERE person = ?', person)).map(
    ({ account }) => account,
  )

/** All accounts of everybody on the roster who has not left, each with its channel: `feishu:ou_…`. */
export const accountsOnRoster = async (store: Reader): Promise<string[]> =>
  (
    await store.all<{ account: string }>(
      'SELECT account FROM account JOIN person ON person.id = account.person WHERE person.left_at IS NULL',
    )
  ).map(({ account }) => account)
