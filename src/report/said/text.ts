/** What is said of figures that wait, and of how they stand. */

import type { FigureEntry } from '../../ledger/index.ts'
import { type Card, say } from '../../message/card.ts'
import { dayName } from '../../office/day.ts'
import { brief } from '../../office/format.ts'
import { LEVEL } from '../../office/levels.ts'
import type { Indicator } from '../../office/plan.ts'
import type { Lack } from '../item.ts'

/** 算了不改了 */
export const KEPT = '好，不改了，台账没有变化'
export const kept = (): Card => say(KEPT, '报过的照旧。要改时再说一声。')
/** The right number of what is on record, which was said to be wrong. */
export const rightOnRecord = (indicator: Indicator, { asOf, cumulative }: FigureEntry['said']): string =>
  `${indicator.short}截至${dayName(asOf)}已报${brief(cumulative, indicator)}，应该是多少？`

/** 先别交 */
export const HELD = '好，先不交，草稿留着'
export const heldLine = (names: string): string => `${names}还没有提交。要交时说“交”。`
/** 稍等 */
export const WAITED = '好，等您'
export const NOTED = '收到，数没有动'
export const FILE_IT = '现在提交吗？'
export const NOT_TAKEN = '这句没看明白，数没有动'
export const waitsFor = (names: string): string => `${names}还等您确认：对就回“对”，不对直接说正确的数。`
const LACKS: Readonly<Record<Lack, string>> = { unit: '单位', number: '数', indicator: '指标名', day: '日期' }
/** What is asked for, once more and in brief. */
export const lacks = (name: string, lack: Lack): string => `${name}还差${LACKS[lack]}，直接回${LACKS[lack]}就行。`

/** How a figure stands, in a line. */
export const stands = (
  name: string,
  amount: string,
  day: string,
  state: 'draft' | 'recorded',
  /** what it takes the place of */
  held?: string,
): string =>
  `${name}${amount}，截至${day}，${state === 'recorded' ? '已报' : held ? `还没有提交（已报的是${held}）` : '还没有提交'}`
export const standsLacking = (name: string): string => `${name}还没写全`
export const standsNowhere = (name: string): string => `${name}还没有报过数`
export const standSeveral = (filed: number, open: number): string =>
  [...(filed > 0 ? [`已报${filed}项`] : []), ...(open > 0 ? [`等您确认的有${open}项，还没有提交`] : [])].join('，')
export const besideIt = (before: string | undefined, added: string | undefined): string =>
  `${added ? `本期新增${added}，` : ''}${before ? `${before}。` : ''}对就回“对”，提交后由${LEVEL.city}里审核。`
