/** How figures and what was done to them are written wherever progress speaks. */

import type { Act } from '../ledger/index.ts'
import { LEVEL } from '../office/levels.ts'

/** Where nothing was reported yet: never 0. */
export const NO_FIGURE = '尚无上报'

/** What was done to a figure, as the office calls it. */
export const ACT_NAMES: Readonly<Record<Act, string>> = {
  report: '上报',
  nil: '零报告',
  correction: '更正',
  request: '更正申请',
  undo: '撤回',
  accept: '审核通过',
  return: '退回',
  receive: `${LEVEL.whole}级接收`,
  grant: '批准更正',
  deny: '不批准更正',
  note: '补充说明',
  reopen: '收回审核',
  waive: '核销',
  lock: '锁定',
  unlock: '解锁',
}
