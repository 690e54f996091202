/** What a table's column holds, by its heading. */
import type { Mode } from '../../../ledger/index.ts'

/** What a column holds; `skip` is a number that is none of ours (目标, 完成率). */
export type Column =
  | { readonly is: 'indicator' | 'unit' | 'date' | 'note' | 'mode' | 'region' | 'skip' | 'blank' | 'unknown' }
  | { readonly is: 'value'; readonly mode: Mode; readonly unit?: string }

const SKIP =
  /完成率|完成比例|进度(?!情况)|占比|同比|环比|增幅|增速|降幅|排名|名次|序时|去年|上年|同期|序号|编号|^no\.?$|^#$|上月(?!新增|增)|上期|差额|缺口|责任|联系|电话|填报|科室|牵头|部门|审核|得分|评价/
/** Whether a heading is of line numbers or of who is responsible. */
export const isBeside = (heading = ''): boolean =>
  /^(?:序号|编号|no\.?|#)$|责任|联系|电话|填报|科室|牵头|部门|审核/.test(heading.replace(/\s/g, ''))

const TARGET = /目标|任务|计划|指标数/

/** Headings that say what a column is by themselves. */
const NAMES: readonly (readonly [heading: RegExp, is: Exclude<Column['is'], 'value'>])[] = [
  [
    /^(?:主要|考核|工作|具体)?(?:指标|项目|名称|事项|内容|类别|任务名称|任务内容|工作任务|工作)(?:名称|内容|项)?$/,
    'indicator',
  ],
  [/^(?:计量|数据)?单位$/, 'unit'],
  [/^(?:备注|说明|备注说明|情况说明|进展情况说明|补充说明)$/, 'note'],
  [/^(?:统计)?(?:口径|类型|方式|数据类型|填报类型)$/, 'mode'],
  [
    /^(?:地区|区县|县区|县\(?市|区域|县名|所属县|县别|辖区|乡镇|镇街|乡|镇|街道|村|园区名称|企业名称|单位名称)/,
    'region',
  ],
  [/^(?:数据|统计|填报)?(?:截止|截至|日期|时间|报告期|期别|所属期|月份|期间|时点)(?:日期|时间|日|时点)?$/, 'date'],
]
const ADDED = /(?:较|比)上月|当月|本月|当期|本期|单月|新增|净增/
/** 累计, 截至6月底, 1-6月; 6月底数 */
const REACHED =
  /累计|累积|截至|截止|\d[-~—至到]\d{1,2}月|^(?:\d{4}年?[-/.]?)?\d{1,2}月(?:份|底|末|\d{1,2}日)?(?:数|完成数|数据)?$/
const VALUE =
  /^(?:实际)?(?:完成|数值|数据|数量|实际|值|数|进展|已完成|上报|报送|实绩|结果|指标值)(?:数|值|情况|量|数据|数值|进展|完成数|完成值)?$/

/**
 * What a column holds by its heading alone; `unknown` where the heading does not tell.
 * @param cell the heading in the form that is read
 */
export function columnOf(cell: string): Column {
  const bare = cell.replace(/\s/g, '')
  if (bare === '') return { is: 'blank' }
  const unit = /[(/]([^()/]{1,5})\)?$/.exec(bare)?.[1]
  const heading = bare.replace(/\([^()]*\)$/, '').replace(/\/[^/]{1,5}$/, '')
  const value = (mode: Mode): Column => ({ is: 'value', mode, ...(unit && isUnitLike(unit) && { unit }) })
  const named = NAMES.find(([pattern]) => pattern.test(heading))
  if (named) return { is: named[1] }
  if (ADDED.test(heading) && !/累计|累积|目标|任务|计划|同比|率/.test(heading)) return value('increment')
  if (SKIP.test(heading) || (TARGET.test(heading) && !/累计完成|已完成|实际/.test(heading))) return { is: 'skip' }
  return REACHED.test(heading) || VALUE.test(heading) ? value('cumulative') : { is: 'unknown' }
}

const isUnitLike = (text: string): boolean => !/累计|当月|截|月|数/.test(text)
