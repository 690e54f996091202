/**
 * What each demo conversation shows, kept so that a reload shows it again.
 *
 * Every insert and every replacement takes the next number of one counter, `changed`. A browser that has seen
 * everything up to N asks for what changed after N and puts it in by id: nothing is missed, nothing is doubled,
 * however often the connection breaks.
 */
import type { Card } from '../../message/card.ts'
import type { Account, Incoming } from '../../message/incoming.ts'
import { instant } from '../../office/day.ts'
import { Conflict, type Row, type Statement, type Store, sql, type Value } from '../../store/index.ts'

/** What a person did, as the conversation shows it. */
export type Mine =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'press'; readonly label: string }
  | { readonly kind: 'file'; readonly name: string; readonly bytes: number }
  | { readonly kind: 'recalled' }

/** What one message of the conversation shows. */
export type Body =
  | Mine
  /** `growing`: what can be read by now of an answer that is still on its way */
  | { readonly kind: 'card'; readonly card: Card; readonly growing?: string }
  /** a file of the assistant's; its content is kept under the message's id for as long as the process runs */
  | { readonly kind: 'handed'; readonly name: string; readonly bytes: number; readonly mime: string }

/** A message of a conversation; `place` is its order, `changed` counts its changes. */
export interface Message extends Pick<Incoming, 'id' | 'account' | 'at' | 'replyTo'> {
  readonly place: number
  readonly changed: number
  readonly body: Body
  readonly urgent: boolean
}

/** What a person did, before it has its place. */
export type SaidLine = Pick<Message, 'id' | 'account' | 'at'> & { readonly body: Mine }

/** What the assistant shows, before it has its place. */
export type ShownMessage = Omit<Message, 'place' | 'changed' | 'body'> & { readonly body: Exclude<Body, Mine> }

const NEXT = '(SELECT COALESCE(MAX(changed), 0) + 1 FROM console_message)'
const COLUMNS = 'id, account, place, changed, at, body, reply_to, urgent'

/** The conversations of the console, in the database, and who waits for their changes. */
export class Transcript {
  private readonly store: Store
  private readonly listeners = new Set<() => void>()

  constructor(store: Store) {
    this.store = store
  }

  /** Keeps what a person said; the same id again changes nothing. */
  async said({ id, account, at, body }: SaidLine): Promise<void> {
    await this.write(
      sql(
        `INSERT INTO console_message (id, account, changed, at, mine, body, seen) VALUES (?, ?, ${NEXT}, ?, 1, ?, 1)
         ON CONFLICT (id) DO NOTHING`,
        ...[id, account, at, JSON.stringify(body)],
      ),
    )
  }

  /** Keeps what the assistant said; the same id again changes nothing. */
  async show({ id, account, at, body, replyTo, urgent }: ShownMessage): Promise<void> {
    await this.write(
      sql(
        `INSERT INTO console_message (id, account, changed, at, mine, body, reply_to, urgent, seen)
         VALUES (?, ?, ${NEXT}, ?, 0, ?, ?, ?, 0) ON CONFLICT (id) DO NOTHING`,
        ...[id, account, at, JSON.stringify(body), replyTo ?? null, urgent ? 1 : 0],
      ),
    )
  }

  /** Puts a card in the place of an earlier one. @returns false when the conversation has no such message */
  async replace(id: string, account: Account, card: Card): Promise<boolean> {
    return this.update(id, account, { kind: 'card', card })
  }

  /** Shows more of an answer that is on its way; once the whole has taken its place nothing changes. */
  async grow(id: string, text: string): Promise<void> {
    await this.write(
      sql(
        `UPDATE console_message SET changed = ${NEXT}, body = json_set(body, '$.growing', ?)
         WHERE id = ? AND json_extract(body, '$.growing') IS NOT NULL`,
        ...[text, id],
      ),
    )
  }

  /** The person took back a message of theirs. @returns false when the conversation has no such message */
  async recall(id: string, account: Account): Promise<boolean> {
    return this.update(id, account, { kind: 'recalled' })
  }

  /**
   * The newest messages of a conversation, `limit` at most, oldest first.
   * @param before a `place`: only those that stand before it
   */
  async page(account: Account, limit: number, before: number = Number.MAX_SAFE_INTEGER): Promise<Message[]> {
    const rows = await this.store.all(
      `SELECT ${COLUMNS} FROM console_message WHERE account = ? AND place < ? ORDER BY place DESC LIMIT ?`,
      ...[account, before, limit],
    )
    return rows.map(read).reverse()
  }

  /** What was said or replaced after the change of that number, oldest first; `limit` messages at most. */
  async since(changed: number, limit: number): Promise<Message[]> {
    const rows = await this.store.all(
      `SELECT ${COLUMNS} FROM console_message WHERE changed > ? ORDER BY changed LIMIT ?`,
      ...[changed, limit],
    )
    return rows.map(read)
  }

  /** The number of the latest change of all conversations. */
  async latest(): Promise<number> {
    const row = await this.store.first<{ n: number }>('SELECT COALESCE(MAX(changed), 0) AS n FROM console_message')
    return row?.n ?? 0
  }

  /** Whether an account said or pressed anything itself; @param but the beginning of ids that do not count */
  async hasActed(account: Account, but: string): Promise<boolean> {
    const row = await this.store.first(
      'SELECT 1 AS found FROM console_message WHERE account = ? AND mine = 1 AND substr(id, 1, ?) <> ? LIMIT 1',
      ...[account, but.length, but],
    )
    return row !== undefined
  }

  /** A message of one's own conversation; undefined where it has none of that id. */
  async one(id: string, account: Account): Promise<Message | undefined> {
    const row = await this.store.first(
      `SELECT ${COLUMNS} FROM console_message WHERE id = ? AND account = ?`,
      id,
      account,
    )
    return row && read(row)
  }

  async last(account: Account): Promise<Message | undefined> {
    return (await this.page(account, 1))[0]
  }

  async has(id: string, account: Account): Promise<boolean> {
    return (await this.one(id, account)) !== undefined
  }

  /** How many of the assistant's messages each person has not seen; nobody with none is listed. */
  async unseen(): Promise<ReadonlyMap<string, number>> {
    const rows = await this.store.all<{ account: string; n: number }>(
      'SELECT account, COUNT(*) AS n FROM console_message WHERE seen = 0 GROUP BY account',
    )
    return new Map(rows.map((row) => [row.account, row.n]))
  }

  async markSeen(account: Account): Promise<void> {
    await this.store.commit([sql('UPDATE console_message SET seen = 1 WHERE account = ? AND seen = 0', account)])
  }

  /** Begins with nothing unread: for the demo's past, which nobody was there to see. */
  async markAllSeen(): Promise<void> {
    await this.store.commit([sql('UPDATE console_message SET seen = 1 WHERE seen = 0')])
  }

  /** Calls back after every change made through this object. @returns ends it */
  listen(onChange: () => void): () => void {
    this.listeners.add(onChange)
    return () => this.listeners.delete(onChange)
  }

  private async update(id: string, account: Account, body: Body): Promise<boolean> {
    const changed = await this.write(
      sql(
        `UPDATE console_message SET changed = ${NEXT}, body = ? WHERE id = ? AND account = ?`,
        ...[JSON.stringify(body), id, account],
      ),
    )
    return changed > 0
  }

  private async write(statement: Statement): Promise<number> {
    const changed = await this.store.commit([statement]).catch((error: unknown) => {
      // On D1 two writers may draw the same number; the second draws again.
      if (error instanceof Conflict) return this.store.commit([statement])
      throw error
    })
    for (const tell of this.listeners) tell()
    return changed[0] ?? 0
  }
}

interface MessageRow extends Row {
  id: string
  account: string
  place: number
  changed: number
  at: number
  body: string
  reply_to: string | null
  urgent: Value
}

function read(raw: Row): Message {
  const row = raw as MessageRow
  return {
    id: row.id,
    account: row.account as Account,
    place: row.place,
    changed: row.changed,
    at: instant(row.at),
    body: JSON.parse(row.body) as Body,
    ...(row.reply_to === null ? {} : { replyTo: row.reply_to }),
    urgent: row.urgent === 1,
  }
}
