/** What is logged of which tables (change-log/), and where the log stands. */
import type { Reader } from './index.ts'

/** A table whose changes are logged, and how. */
export interface Logged {
  readonly table: string
  /** for an administrator */
  readonly name: string
  /** tells its rows apart */
  readonly key: readonly string[]
  /** which are logged: not those that change with each attempt to deliver */
  readonly columns: readonly string[]
  /** what is logged beside them: SQL over the row `_` */
  readonly also?: string
  /** which rows are, a condition on columns of the row `_`; all without it */
  readonly where?: string
  /** where a row leads to an act later: what takes it up. One that the program did not write is refused there */
  readonly taken?: TakenUp
}

/**
 * A change of the row itself, under a condition on `OLD` and `NEW`, `orGoes`: also its deletion; or a row `NEW` of another
 * table, for which those rows `_` are read.
 * `else`: what is set in a row that was changed, where it cannot go: its key keeps what it names from being done twice
 */
export type TakenUp = (
  | { readonly when: string; readonly orGoes?: true }
  | { readonly forEach: string; readonly rows: string }
) & { readonly else?: string }

type More = Pick<Logged, 'where' | 'taken' | 'also'>

const logged = (table: string, name: string, key: string, columns: string, more: More = {}): Logged => ({
  table,
  name,
  key: key.split(' '),
  columns: [...key.split(' '), ...columns.split(' ').filter(Boolean)],
  ...more,
})

/** Marks of each minute. */
const STEADY = `_.name NOT LIKE 'tick.%' AND _.name NOT LIKE 'health.%' AND _.name NOT LIKE 'demo%'`

const taken = (when: string): More => ({ taken: { when } })
const TAKEN: More = { taken: { when: '1', orGoes: true } }
const answered = (forEach: string, by: string): More => ({ taken: { forEach, rows: `_.id = NEW.${by}` } })

/** Where a talk stands, as `message/inbox.ts` reads it for the next message: what 好 is a yes to, for half an hour. */
const TALK = `_.chat = NEW.chat AND _.account = NEW.account AND _.at > NEW.at - 1800000 AND _.id <> NEW.id
  AND _.kept IS NOT NULL ORDER BY _.at DESC LIMIT 40`

/** What holds is worked out from the ledger. How often a delivery was tried is left out. */
export const LOGGED: readonly Logged[] = [
  // Its own list is part of it: a step that is taken out is done again, and what is there then would pass for what was.
  logged('d1_migrations', '升级记录', 'name', ''),
  // Its chain's hashes, which everybody can make: logged, they cannot be made anew without the log's.
  logged('ledger', '台账', 'region sequence', 'hash'),
  logged('inbox', '消息', 'id', 'channel account chat at kind text reply_to command status kept pruned', {
    taken: { forEach: 'inbox', rows: TALK, else: 'kept = NULL' },
  }),
  logged(
    'outbox',
    '发出的消息',
    'key',
    'person channel chat reply_to card due replaces urgent unless file grows created sent message pruned',
    {
      // What was sent, or given up, and waits again.
      also: `_.state IN ('queued', 'leased')`,
      taken: {
        when: 'NEW.lease IS NOT NULL AND NEW.lease IS NOT OLD.lease',
        else: `state = 'unknown', lease = NULL`,
      },
    },
  ),
  logged('feishu_group', '群', 'chat', ''),
  logged('person', '人员', 'id', 'name phone left_at quiet'),
  logged('account', '账号', 'account', 'person'),
  logged('post', '岗位', 'person role region', 'stand_in'),
  logged('leave', '请假', 'person from_day', 'to_day stand_in'),
  logged('binding', '绑定申请', 'id', 'account person name region hands_over at open', taken('OLD.open = 1')),
  logged('binding_end', '绑定答复', 'binding', 'how reason person at'),
  logged('evidence', '佐证登记', 'message sha256', 'region name mime bytes person carrier at pruned'),
  logged('remind_run', '催报轮次', 'rule period revision stage', 'due at'),
  logged('reminder', '催报记录', 'key', 'message person region rule period stage day at reason'),
  logged('deadline_move', '改期', 'sequence', 'rule period region due because person at'),
  logged(
    'extension',
    '延期申请',
    'id',
    'rule period region due because person at',
    answered('extension_decision', 'id'),
  ),
  logged('extension_decision', '延期答复', 'id', 'granted person at'),
  logged('document', '文件', 'id', 'title title_key number expires file text state superseded_by added person because'),
  logged('bulletin', '通报', 'id', 'period snapshot seal person at'),
  logged('allocation', '任务分解', 'year at', 'source goals person'),
  logged('vouched', '审定的答复', 'id', 'key question answer document title section person at withdrawn'),
  logged(
    'handover',
    '转人工的问题',
    'id',
    'account person asker region channel chat reply_to question answered recipients at',
    answered('handover_answer', 'handover'),
  ),
  logged('handover_answer', '转人工答复', 'handover', 'answer person at'),
  logged('access', '取用记录', 'sequence', 'at who what whom'),
  logged('client', '接口令牌', 'hash', 'name person created'),
  logged('setting', '内部设置', 'name', 'value', { where: STEADY }),
  logged('pending', '待处理的消息', 'id', 'incoming at tries state why', TAKEN),
  logged('draft', '草稿', 'id', 'region person at content open', taken('OLD.open = 1')),
  logged('draft_end', '草稿的了结', 'draft', 'how person message at'),
  logged('waiting_document', '等待入库的文件', 'id', 'file text at', TAKEN),
  logged(
    'wording',
    '等待模型的问题',
    'question',
    'channel chat reply_to asked answer deadline settled outcome said history evidence',
    taken('OLD.settled IS NULL'),
  ),
  logged(
    'remind_digest',
    '汇总催报',
    'person rule period region',
    'revision stage due message parts until shows version',
  ),
  logged('verdict', '答得对不对', 'question account', 'good why at'),
  logged('settled_question', '已处理的问题', 'key', 'person at'),
]

/**
 * Small tables that the minute's watch compares with the log of changes: the program trusts them as they stand, so that a
 * change made behind its back would work at once.
 */
export const READ_AT_ONCE: readonly string[] = [
  'person',
  'account',
  'post',
  'leave',
  'client',
  'deadline_move',
  'remind_run',
]

/** Of which tables nothing, or less, was logged before a migration: what there is of them is logged with it. */
export const LOGGED_FROM: ReadonlyMap<string, readonly string[]> = new Map([
  ['0023_change_log.sql', LOGGED.map(({ table }) => table)],
  [
    '0024_under_way.sql',
    [
      ...['inbox', 'outbox', 'pending', 'draft', 'draft_end', 'waiting_document', 'wording', 'handover'],
      ...['remind_digest', 'verdict', 'settled_question'],
    ],
  ],
  ['0025_ends.sql', ['d1_migrations', 'inbox', 'outbox', 'feishu_group', 'document', 'wording', 'remind_digest']],
  ['0026_ledger.sql', ['ledger', 'setting']],
])

/** The newest row of the log: written down outside, it shows later that nothing before it was changed or cut off. */
export interface ChangeHead {
  readonly sequence: number
  readonly hash: string
}

/**
 * The last entry of the log of changes, by which it can be told later that nothing before it was changed.
 * @param before milliseconds: as it was at this instant; without it as it is
 * @returns undefined where nothing was logged by then
 */
export const changeHead = (store: Reader, before = Number.MAX_SAFE_INTEGER): Promise<ChangeHead | undefined> =>
  store.first<{ sequence: number; hash: string }>(
    // Time never falls from row to row: from the end, no further than that instant.
    'SELECT sequence, hash FROM change_log WHERE at < ? AND sequence < ? ORDER BY sequence DESC LIMIT 1',
    before,
    // Further on only somebody else put a line, and every head would be that one.
    Number.MAX_SAFE_INTEGER,
  )
