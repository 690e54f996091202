/** The words of answers from the ledger: what is missing and why, what holds, what a condition asks. */
import { LEVEL } from '../../office/levels.ts'
import type { Light } from '../../office/pace.ts'
import type { Cell } from '../cube/cube.ts'
import type { Absence } from '../measures/reading.ts'
import type { Axis, Fold, Op } from '../query.ts'

const ABSENT: Readonly<Record<Absence, string>> = {
  'no-task': '无任务',
  'no-figure': '尚无上报',
  'not-reported': '本期未报',
  'not-over': '本期还没有结束',
  'not-owed': '本期不用报',
  'no-goal': '没有数值目标',
  'no-pace': '未到考核时点，不能推算',
  'not-summed': `不能由各${LEVEL.county}的比率相加得出`,
  'no-base': '没有可比的数',
  'no-year': '台账没有那一年的数，不能比较',
  private: '不公开，只有本地联系人和上级协调员能看，群里不显示',
  'not-among': '不在比较的范围里',
  'of-counties': '按县看',
  met: '已完成',
  'out-of-reach': '报多少都达不到',
  none: '没有',
}

/**
 * Why a reading is not there, in words.
 * @param cell of a rate, which has no pace by its kind
 */
export const absentText = (why: Absence, cell?: Cell): string =>
  why === 'no-pace' && cell?.indicator.kind === 'rate' ? '比率类指标不按序时' : ABSENT[why]

/** What each light is called in an answer: green is 绿灯, at or above pace. */
export const LIGHTS: Readonly<Record<Light, string>> = {
  green: '绿灯',
  yellow: '黄灯',
  red: '红灯',
  grey: '灰灯',
  purple: '紫灯',
}

/** Comparisons in words, before a value. */
export const OPS: Readonly<Record<Op, string>> = {
  '<': '低于',
  '<=': '不超过',
  '>': '超过',
  '>=': '达到或超过',
  '=': '等于',
  '!=': '不等于',
}

/** A yes-or-no measure in words: so, and not so. */
export const TRUTHS: Readonly<Record<string, readonly [yes: string, no: string]>> = {
  owed: ['应报', '不用报'],
  reported: ['已报', '未报'],
  nil: ['零报告', '不是零报告'],
  onTime: ['按时上报', '未按时上报'],
}

/** Folds in words, before what is folded. */
export const FOLDS: Readonly<Record<Fold, string>> = {
  sum: '合计',
  mean: '平均',
  least: '最小',
  most: '最大',
  count: '计数',
  share: '占比',
}

/** Headings of a table's key columns. */
export const AXES: Readonly<Record<Axis, string>> = {
  place: '地方',
  city: LEVEL.city,
  indicator: '指标',
  period: '时期',
}

/** The sentences of small print, see `notes`. */
export const NOTES = {
  carried: '本期未报的沿用最近一次上报，按它自己的截至日对照序时，不判绿灯；未报不等于0。',
  forecast: '推算：按最近三期的速度延伸到12月31日；区间取全年平均和各期速度的最慢、最快。仅供参考。',
  group: '群里只显示已审核的数据；待审核的请私聊查询。',
  ranking: '按完成率排，超过120%按120%计，并列同名次；无任务和尚无上报的不排。',
  reported: '已提交（含零报告）算已报；草稿和被退回的不算。未报不等于0。',
  added: '各期的数这里列不下，每个地方加在一起；要看每一期，请点一个看。',
  last: '各期的数这里列不下，只列最后一期；要看每一期，请点一个看。',
  first: '每项指标只列最前面的；要看全部，请点一项看。',
  without: '比率不能相加，不在内。',
  supposed: '这是假设，台账没有改，没有记录任何数。',
  late: '按本期第一次上报的时间；被退回后没有重报的算未报。',
}
