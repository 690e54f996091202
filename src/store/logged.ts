/** What is logged of which tables (change-log.node.ts), and where the log stands. */
import type { Reader } from './index.ts'

export interface Logged {
  readonly table: string
  /** for an administrator */
  readonly name: string
  /** tells its rows apart */
  readonly key: readonly string[]
  /** which are logged: not those that change with each attempt to deliver */
  readonly columns: readonly string[]
  /** which rows are, a condition on columns of the row `_`; all without it */
  readonly where?: string
  /** where a row leads to an act later: what takes it up. One that the program did not write is refused there */
  readonly taken?: Taken
}

/** A change of the row itself, under a condition on `OLD` and `NEW`; `'it goes'`: also its deletion; or a row that answers it. */
export type Taken =
  | { readonly when: string; readonly orGoes?: true }
  | { readonly answeredIn: string; readonly by: string }

type More = Pick<Logged, 'where' | 'taken'>

const logged = (table: string, name: string, key: string, columns: string, more: More = {}): Logged => ({
  table,
  name,
  key: key.split(' '),
  columns: [...key.split(' '), ...columns.split(' ').filter(Boolean)],
  ...more,
})

/** Marks of each minute, and of what was told of faults. */
const STEADY = `_.name NOT LIKE 'tick.%' AND _.name NOT LIKE 'health.%' AND _.name NOT LIKE 'alert.%' AND _.name NOT LIKE 'demo%'`

const taken = (when: string): More => ({ taken: { when } })
const TAKEN: More = { taken: { when: '1', orGoes: true } }
const answered = (answeredIn: string, by: string): More => ({ taken: { answeredIn, by } })

/**
 * The ledger has a chain of its own, what holds is worked out from it. How far a delivery has come, and what the platform
 * says of its groups, is left out.
 */
export const LOGGED: readonly Logged[] = [
  logged('inbox', '消息', 'id', 'channel account chat at kind text command status kept pruned'),
  logged(
    'outbox',
    '发出的消息',
    'key',
    'person channel chat reply_to card due replaces unless file created pruned',
    taken('NEW.lease IS NOT NULL AND NEW.lease IS NOT OLD.lease'),
  ),
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
  logged('document', '文件', 'id', 'title number expires file text state superseded_by added person because'),
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
    'channel chat reply_to asked answer deadline settled history evidence',
    taken('OLD.settled IS NULL'),
  ),
  logged('remind_digest', '汇总催报', 'person rule period region', 'revision stage due message parts until'),
  logged('verdict', '答得对不对', 'question account', 'good why at'),
  logged('settled_question', '已处理的问题', 'key', 'person at'),
]

/** Those of which nothing, or less, was logged before `0024_under_way.sql`. */
export const LOGGED_LATER: readonly Logged[] = LOGGED.filter(({ table }) =>
  [
    ...['inbox', 'outbox', 'pending', 'draft', 'draft_end', 'waiting_document', 'wording', 'handover'],
    ...['remind_digest', 'verdict', 'settled_question'],
  ].includes(table),
)

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
    'SELECT sequence, hash FROM change_log WHERE at < ? ORDER BY sequence DESC LIMIT 1',
    before,
  )
