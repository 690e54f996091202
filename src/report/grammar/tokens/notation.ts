/**
 * Whether a message without a command word is clear as typed, so that it need not be confirmed first.
 *
 * The rule: it is, when it is nothing but notation — entries of
 *
 *     name [mode] value        僵尸企业 12家 · 低小散：累计265家，本月新增22家 · 用水量 下降4.5%
 *     names 无新增 | 零报告      高企、小微园区 零报告
 *
 * with separators and dates between them, and when nothing about the reading is doubtful.
 * - A name stands as the plan has it: an alias is one, a guess is not. It comes before its value.
 * - A value is exact and has its unit. Without one (counts, rates) it stands apart from the name, and apart from the
 *   next entry by more than a blank: 僵尸3 低小散96 is a note to oneself.
 * - A second value says what it is: 本月, 累计, 又. The name's own verb may follow it (落后产能淘汰：28家) or
 *   such a word (又盘活120亩).
 * - A date is written out (8月底, 10月, 前三季度, 2017-09-30); 5.31 may be a version or a sum. None at all means the
 *   period that custom has; but 本月 without a date early in the month may be either, and a nil report of everything,
 *   which settles all that is owed, always names its month.
 * - Any other word — a county's name, 我们县, 了, 到…为止, 目标, 更正, a telephone number — makes it a sentence, and a sentence is asked about.
 */
import { dateOf, dayOf, type Instant } from '../../../office/day.ts'
import type { IndicatorId } from '../../../office/plan.ts'
import type { Names } from './names.ts'
import type { NumberToken, Token } from './tokens.ts'

const SHORTHAND = /^\d{1,2}[./-]\d{1,2}(?![\d月日号])/
const PLAIN_NIL = /^(?:均|都)?暂?(?:无新增|无增加|零报告|零新增|零申报|零上报|零报送|0新增|0报告)$/
/** What introduces a date. */
const UNTIL = /^(?:截[至止]到?|至|时间|日期|(?:截[至止]|统计|数据)(?:日期|时间))$/
const THIS_MONTH = /本月|当月|这个月|这月/
const SPELT = /^[^\d]+$/

/**
 * @param tokens of the whole message, tables left out
 * @param inTables whether figures stand in plain tables: then words beside them need say nothing of their own
 */
export function isNotation(
  text: string,
  tokens: readonly Token[],
  names: Names,
  now: Instant,
  inTables: boolean,
): boolean {
  const entries = new Entries(text, names)
  return tokens.every((token, at) => entries.take(token, tokens[at - 1])) && entries.areWhole(now, inTables)
}

class Entries {
  /** names that have no value yet */
  private waiting: IndicatorId[] = []
  private hasName = false
  private hasFigure = false
  private hasNil = false
  private hasDate = false
  private saysThisMonth = false
  /** since the last name or number */
  private modeSince = false
  private breakSince = false
  private gapSince = false
  /** the last number had no unit, and nothing but blanks came since */
  private bareOpen = false

  private readonly text: string
  private readonly names: Names

  constructor(text: string, names: Names) {
    this.text = text
    this.names = names
  }

  areWhole(now: Instant, inTables: boolean): boolean {
    if (this.waiting.length > 0) return false
    if (!this.hasFigure && !this.hasNil) return inTables
    if (this.hasDate || !this.hasNil) return this.hasDate || !this.saysThisMonth || dateOf(dayOf(now)) > 10
    return this.hasName && !this.saysThisMonth
  }

  /** @returns false where the token belongs to no notation */
  take(token: Token, before: Token | undefined): boolean {
    switch (token.kind) {
      case 'blank':
      case 'bracket':
        this.gapSince = true
        return true
      case 'colon':
        this.gapSince = true
        return this.isSeparator(token)
      case 'break':
        this.breakSince = true
        this.bareOpen = false
        return true
      case 'unit':
        return true
      case 'date':
        this.hasDate = true
        return token.date.day !== undefined && !token.date.guessed && !SHORTHAND.test(token.date.text)
      case 'name':
        return this.name(token.id, before)
      case 'number':
        return this.number(token)
      case 'word':
        return this.word(token, before)
      case 'other':
        // in a group the assistant is always addressed
        return this.said(token).startsWith('@')
      default:
        return false
    }
  }

  private isSeparator({ from, to }: Token): boolean {
    const mark = this.text.slice(from, to)
    return /[:=]/.test(mark) || (mark === '.' && /^\s*$/.test(this.text.slice(to)))
  }

  private name(id: IndicatorId, before: Token | undefined): boolean {
    // 新增高企 may be the name's own 新认定 in other words
    if (before?.kind === 'word' && /新增|增加/.test(this.said(before))) return false
    this.waiting.push(id)
    this.hasName = true
    this.since()
    return true
  }

  private number(token: NumberToken): boolean {
    const [only, another] = this.waiting
    const isFirst = only !== undefined && another === undefined && !this.breakSince
    const isNext = only === undefined && this.hasFigure && this.modeSince
    if ((!isFirst && !isNext) || token.value === undefined || !this.isPlain(token)) return false
    this.waiting = []
    this.hasFigure = true
    this.bareOpen = token.unit === undefined
    this.since()
    return true
  }

  private isPlain({ unit, numeral }: NumberToken): boolean {
    if (unit !== undefined) return true
    const digits = this.text.slice(numeral.from, numeral.to)
    return this.gapSince && !this.bareOpen && (!SPELT.test(digits) || digits === '零')
  }

  private word(token: Token & { readonly kind: 'word' }, before: Token | undefined): boolean {
    const said = this.said(token)
    switch (token.word.is) {
      case 'mode':
        this.modeSince = true
        if (THIS_MONTH.test(said)) this.saysThisMonth = true
        return !token.word.weak
      case 'nil':
        return this.nil(said)
      case 'verb':
        return (this.modeSince || before?.kind === 'name') && this.isOfName(said)
      case 'glue':
        return UNTIL.test(said)
      case 'role':
        return token.word.role === 'year-on-year' && said === '同比'
      case 'and':
        return said === '、' || this.waiting.length > 0
      case 'direction':
        return true
      default:
        return false
    }
  }

  private nil(said: string): boolean {
    // 僵尸企业 12家 其他零报告: whose?
    if (!PLAIN_NIL.test(said) || (this.waiting.length === 0 && this.hasName)) return false
    this.waiting = []
    this.hasNil = true
    this.since()
    return true
  }

  /** 存量用地 再盘活120亩: the verb is in the name of what it is said of. */
  private isOfName(verb: string): boolean {
    const [only] = this.waiting
    return only !== undefined && this.names.get(only).name.includes(verb)
  }

  private since(): void {
    this.modeSince = false
    this.breakSince = false
    this.gapSince = false
  }

  private said({ from, to }: Token): string {
    return this.text.slice(from, to)
  }
}
