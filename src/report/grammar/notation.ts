/**
 * Whether a message without a command word is clear as typed, so that it need not be confirmed first.
 *
 * The rule: it is, when it is nothing but notation — entries of
 *
 *     name [mode] value        僵尸企业 12家 · 低小散：累计265家，本月新增22家 · 用水量 下降4.5%
 *     names 无新增 | 零报告      高企、小微园区 零报告
 *
 * with separators and days between them, and when nothing about the reading is doubtful.
 * - A name comes before its value. A guess at one is in doubt anyway.
 * - A value is exact and has its unit. Without one (counts, rates) it stands apart from the name, and apart from the
 *   next entry by more than a blank: 僵尸3 低小散96 is a note to oneself.
 * - A second value says what it is: 本月, 累计, 又. The name's own verb may stand in it (又盘活120亩).
 * - A day is written out (8月底, 10月, 前三季度, 2017-09-30); 5.31 may be a version or a sum. None at all means the
 *   period that custom has; but 本月 without a day early in the month may be either, and a nil report of everything,
 *   which settles all that is owed, always names its month.
 * - Any other word — a county's name, 我们县, 了, 目标, 更正, a telephone number — makes it a sentence, and a sentence is asked about.
 */
import { type Day, dateOf } from '../../office/day.ts'
import type { IndicatorId } from '../../office/plan.ts'
import type { Names } from './names.ts'
import type { Said, SaidAmount } from './said/said.ts'

const SHORTHAND = /^(?:截[至止]到?|到|至)? ?\d{1,2}[./-]\d{1,2}(?![\d月日号])|止$/
const THIS_MONTH = /本月|当月|这个月|这月/
const PLAIN_NIL = /^(?:均|都)?暂?(?:无新增|无增加|零报告|零新增|零申报|零上报|零报送|0新增|0报告)$/
/** What introduces a day. */
const UNTIL = /^(?:截[至止]到?|至|时间|日期|(?:截[至止]|统计|数据)(?:日期|时间))$/
/** What may stand in an amount before its number: a mode, a direction, a verb of the name. */
const MODE =
  /^(?:累计(?:数)?|(?:[本当][月期季周])?新增|[本当]月|净增|又|再|又新增|再新增|月增|单月|增加|增长|增幅|增速|上升|提高|提升|下降|降低|降幅|降|下滑|减少)?(.*)$/

type Step = 'pass' | 'apart' | 'break' | 'day' | 'mode' | 'name' | 'value' | 'nil'

/** @returns undefined where the word belongs to no notation */
function stepOf(one: Said, text: string): Step | undefined {
  const words = text.slice(one.at, one.end)
  const step = (is: Step, holds: boolean): Step | undefined => (holds ? is : undefined)
  switch (one.is) {
    case 'blank':
    case 'open':
    case 'close':
      return 'apart'
    case 'colon':
      return step('apart', /[:=]/.test(words))
    case 'unit':
    case 'and':
    case 'way':
      return 'pass'
    case 'break':
    case 'name':
    case 'mode':
      return one.is
    case 'time':
      return step('day', one.when.day !== undefined && !SHORTHAND.test(words))
    case 'amount':
      return step('value', one.value !== undefined && (one.unit !== undefined || isPlain(one, text)))
    case 'nil':
      return step('nil', PLAIN_NIL.test(words))
    case 'word':
      return step('pass', UNTIL.test(words))
    case 'role':
      return one.role === 'before' ? 'mode' : step('pass', one.role === 'year-ago' && words === '同比')
    case 'other':
      // in a group the assistant is always addressed
      return step('pass', words.startsWith('@'))
    default:
      return undefined
  }
}

const isPlain = ({ numeral: { at, end } }: SaidAmount, text: string): boolean => /\d|^零$/.test(text.slice(at, end))

/**
 * Whether a message is nothing but names, numbers, units and days in a report's notation, so that it may be recorded
 * without a yes.
 * @param text in the form that is read, tables left blank
 * @param said all that was read outside tables
 */
export function isNotation(text: string, said: readonly Said[], names: Names, today: Day): boolean {
  // names that have no value yet
  let waiting = 0
  let current: IndicatorId | undefined
  let saysThisMonth = false
  // since the last name or value
  let isMode = false
  let isApart = false
  // the last number had no unit, and nothing but blanks came since
  let isBareOpen = false
  const seen = new Set<Step>()
  for (const [i, one] of said.entries()) {
    // what was said inside a group of words stands in none of them: 新增 of 新增高企3家
    const gap = text.slice(said[i - 1]?.end ?? 0, one.at)
    const step = /^[\s:=()]*$/.test(gap) ? stepOf(one, text) : undefined
    if (!step || (step === 'nil' && waiting === 0 && current !== undefined)) return false
    isApart ||= gap !== '' || step === 'apart'
    isMode ||= step === 'mode' || (one.is === 'amount' && one.mode !== undefined)
    if (step === 'break') isBareOpen = false
    if (one.is === 'mode' && one.when) seen.add('day')
    const before = one.is === 'amount' ? one.before : one.is === 'mode' ? text.slice(one.at, one.end) : ''
    saysThisMonth ||= THIS_MONTH.test(before)
    if (one.is === 'name') {
      current = one.id
      waiting += 1
    }
    if (one.is === 'amount') {
      const isNamed = waiting === 1 || (waiting === 0 && seen.has('value') && isMode)
      const isBare = one.unit === undefined
      if (!isNamed || !isOfName(one, names, current) || (isBare && (!isApart || isBareOpen))) return false
      isBareOpen = isBare
    }
    if (step === 'value' || step === 'nil') waiting = 0
    if (step === 'value' || step === 'nil' || step === 'name') [isMode, isApart] = [false, false]
    seen.add(step)
  }
  if (seen.has('day')) return true
  return !(saysThisMonth && (seen.has('nil') || dateOf(today) <= 10)) && (!seen.has('nil') || current !== undefined)
}

/** Nothing but a mode stands before it, or the name's own verb: 存量用地 再盘活120亩. */
function isOfName({ before }: SaidAmount, names: Names, id: IndicatorId | undefined): boolean {
  const verb = MODE.exec(before)?.[1] ?? ''
  return verb === '' || (id !== undefined && names.get(id).name.includes(verb))
}
