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

export function isNotation(text: string, said: readonly Said[], names: Names, today: Day, inTables: boolean): boolean {
  const entries = new Entries(text, names)
  return said.every((one, i) => entries.take(one, said[i - 1])) && entries.areWhole(today, inTables)
}

class Entries {
  /** names that have no value yet */
  private waiting: IndicatorId[] = []
  private current: IndicatorId | undefined
  private hasFigure = false
  private hasNil = false
  private hasDay = false
  private saysThisMonth = false
  private modeSince = false
  private gapSince = false
  /** the last number had no unit, and nothing but blanks came since */
  private bareOpen = false

  private readonly text: string
  private readonly names: Names

  constructor(text: string, names: Names) {
    this.text = text
    this.names = names
  }

  areWhole(today: Day, inTables: boolean): boolean {
    if (this.waiting.length > 0) return false
    if (!this.hasFigure && !this.hasNil) return inTables
    if (this.hasDay) return true
    const isEarly = this.hasNil || dateOf(today) <= 10
    return !(this.saysThisMonth && isEarly) && (!this.hasNil || this.current !== undefined)
  }

  /** @returns false where the word belongs to no notation */
  take(one: Said, before: Said | undefined): boolean {
    const words = this.text.slice(one.at, one.end)
    if (!this.passes(this.text.slice(before?.end ?? 0, one.at))) return false
    switch (one.is) {
      case 'blank':
      case 'open':
      case 'close':
        this.gapSince = true
        return true
      case 'colon':
        this.gapSince = true
        return /[:=]/.test(words) || (words === '.' && /^\s*$/.test(this.text.slice(one.end)))
      case 'break':
        this.bareOpen = false
        return true
      case 'unit':
      case 'and':
      case 'way':
        return true
      case 'time':
        this.hasDay = true
        return one.when.day !== undefined && !SHORTHAND.test(words)
      case 'name':
        this.waiting.push(one.id)
        this.current = one.id
        this.since()
        return true
      case 'amount':
        return this.number(one)
      case 'mode':
        this.modeSince = true
        if (one.when) this.hasDay = true
        else this.saysThisMonth ||= THIS_MONTH.test(words)
        return true
      case 'nil':
        return this.nil(words)
      case 'word':
        return UNTIL.test(words)
      case 'role':
        if (one.role === 'before') this.modeSince = true
        return one.role === 'before' || (one.role === 'year-ago' && words === '同比')
      case 'other':
        // in a group the assistant is always addressed
        return words.startsWith('@')
      default:
        return false
    }
  }

  /** What was said inside a group of words stands in none of them: 新增 of 新增高企3家. */
  private passes(gap: string): boolean {
    if (gap !== '') this.gapSince = true
    return /^[\s:=()]*$/.test(gap)
  }

  private number(one: SaidAmount): boolean {
    const verb = MODE.exec(one.before)?.[1] ?? ''
    if (verb !== '' && !this.isOfName(verb)) return false
    this.saysThisMonth ||= THIS_MONTH.test(one.before)
    this.modeSince ||= one.mode !== undefined
    const [only, another] = this.waiting
    const isNext = only === undefined && this.hasFigure && this.modeSince
    if ((!only && !isNext) || another !== undefined || one.value === undefined || !this.isPlain(one)) return false
    this.waiting = []
    this.hasFigure = true
    this.bareOpen = one.unit === undefined
    this.since()
    return true
  }

  private isPlain({ unit, numeral }: SaidAmount): boolean {
    if (unit !== undefined) return true
    return this.gapSince && !this.bareOpen && /\d|^零$/.test(this.text.slice(numeral.at, numeral.end))
  }

  private nil(words: string): boolean {
    // 僵尸企业 12家 其他零报告: whose?
    if (!PLAIN_NIL.test(words) || (this.waiting.length === 0 && this.current !== undefined)) return false
    this.waiting = []
    this.hasNil = true
    this.since()
    return true
  }

  /** 存量用地 再盘活120亩: the verb is in the name of what it is said of. */
  private isOfName(verb: string): boolean {
    const id = this.waiting[0] ?? this.current
    return id !== undefined && this.names.get(id).name.includes(verb)
  }

  private since(): void {
    this.modeSince = false
    this.gapSince = false
  }
}
