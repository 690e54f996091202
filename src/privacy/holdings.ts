/**
 * Every table, and what it holds of people: by which column their rows are found, and what becomes of those when the
 * person is erased. What bears a figure out stays, under an id that leads to nobody. A test knows every table here.
 */

/**
 * How a column refers to a person: by id, by account, by a message of theirs, as an answer to one, or as the one who
 * handed something on.
 */
export type PersonReference = 'person' | 'account' | 'message' | 'answer' | 'handed-on'

/** A column that holds something of a person, and what becomes of it when the person is erased. */
export interface Holding {
  readonly table: string
  /** a column, or an expression over them */
  readonly column: string
  readonly by: PersonReference
  /** what is set in its rows, `row` where they go; absent: it stays */
  readonly erased?: string
}

/** What was sent is no longer told, what waits is not sent. */
const UNSAID = `card = :gone, unless = NULL, file = NULL, pruned = coalesce(pruned, :now), seal = NULL,
  state = CASE WHEN state IN ('queued', 'leased') THEN 'dropped' ELSE state END`

/**
 * Every column that holds something of a person. The order counts: what is found by a person's messages comes before
 * these lose their sender.
 */
export const HOLDINGS: readonly Holding[] = [
  { table: 'outbox', column: 'key', by: 'answer', erased: UNSAID },
  { table: 'outbox', column: 'key', by: 'handed-on', erased: UNSAID },
  { table: 'outbox', column: 'person', by: 'person', erased: UNSAID },
  { table: 'wording', column: 'question', by: 'message', erased: 'row' },
  { table: 'waiting_document', column: 'id', by: 'message', erased: 'row' },
  { table: 'verdict', column: 'account', by: 'account', erased: 'row' },
  {
    table: 'handover',
    column: 'account',
    by: 'account',
    erased: `account = '', asker = :role, question = '', answered = NULL`,
  },
  { table: 'pending', column: `json_extract(incoming, '$.account')`, by: 'account', erased: 'row' },
  { table: 'console_message', column: 'account', by: 'account', erased: 'row' },
  { table: 'binding', column: 'account', by: 'account', erased: `account = '', name = :role, open = 0` },
  {
    table: 'inbox',
    column: 'account',
    by: 'account',
    erased: `account = 'erased', text = NULL, kept = NULL, pruned = coalesce(pruned, :now)`,
  },
  { table: 'client', column: 'person', by: 'person', erased: 'row' },
  { table: 'remind_digest', column: 'person', by: 'person', erased: 'row' },
  { table: 'leave', column: 'person', by: 'person', erased: 'row' },
  { table: 'leave', column: 'stand_in', by: 'person', erased: 'stand_in = NULL' },
  { table: 'post', column: 'stand_in', by: 'person', erased: 'stand_in = NULL' },
  { table: 'post', column: 'person', by: 'person', erased: 'row' },
  { table: 'account', column: 'person', by: 'person', erased: 'row' },
  {
    table: 'person',
    column: 'id',
    by: 'person',
    erased: 'name = :role, phone = NULL, quiet = NULL, left_at = coalesce(left_at, :now)',
  },
  // Figures, and what was decided of them: who did it is an id, chained with the rest.
  { table: 'ledger', column: 'person', by: 'person' },
  { table: 'cell', column: 'person', by: 'person' },
  { table: 'draft', column: 'person', by: 'person' },
  { table: 'draft_end', column: 'person', by: 'person' },
  { table: 'evidence', column: 'person', by: 'person' },
  { table: 'reminder', column: 'person', by: 'person' },
  { table: 'binding_end', column: 'person', by: 'person' },
  { table: 'deadline_move', column: 'person', by: 'person' },
  { table: 'extension', column: 'person', by: 'person' },
  { table: 'extension_decision', column: 'person', by: 'person' },
  { table: 'document', column: 'person', by: 'person' },
  { table: 'bulletin', column: 'person', by: 'person' },
  { table: 'allocation', column: 'person', by: 'person' },
  { table: 'settled_question', column: 'person', by: 'person' },
  { table: 'vouched', column: 'person', by: 'person' },
  { table: 'handover_answer', column: 'person', by: 'person' },
  { table: 'access', column: 'who', by: 'person' },
  { table: 'access', column: 'who', by: 'account' },
  { table: 'access', column: 'whom', by: 'person' },
]

/** The tables that hold nothing of any person. */
export const IMPERSONAL: readonly string[] = [
  'setting',
  'guard',
  'change_log',
  'remind_run',
  'feishu_group',
  'd1_migrations',
]

const SAID = 'SELECT id FROM inbox WHERE account IN (SELECT value FROM json_each(?))'

/**
 * An SQL condition for the rows of a person. Its one parameter is JSON: `[id]` where the column refers by person,
 * else the list of accounts.
 */
export const whose = ({ column, by }: Holding): string => {
  switch (by) {
    case 'person':
    case 'account':
      return `${column} IN (SELECT value FROM json_each(?))`
    case 'message':
      return `${column} IN (${SAID})`
    case 'answer':
      return `${column} IN (SELECT 're:' || s.id || j.value FROM (${SAID}) s CROSS JOIN json_each('["", ":whole"]') j)`
    case 'handed-on':
      return `${column} IN (SELECT 'handover:' || h.id || ':' || r.value FROM handover h, json_each(h.recipients) r
        WHERE h.account IN (SELECT value FROM json_each(?)))`
  }
}
