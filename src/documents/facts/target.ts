/**
 * Figures that a sentence sets as goals, and those that it reports as reached.
 *
 * A goal is told from a threshold (年产值2000万元以上的企业), a grant (奖励100万元) and a result
 * (去年完成1200家) by the words around the number, by its year and by the heading above.
 */
import { type Counted, countedIn, LIMIT } from './counted.ts'
import { clausesOf } from './figure.ts'
import { periodOf, withoutBase } from './time-words.ts'
import { bareVerb, headOf, leadingVerb } from './wording.ts'

/** A figure with what it counts and the period it is for (2025年底前), as worded. */
export interface TargetFigure extends Omit<Counted, 'changed' | 'words'> {
  readonly period?: string
  /** the words that state it, verbatim; absent in tables */
  readonly words?: string
}

/** A figure of a sentence, told apart: a goal to be reached, or a result that was reached. */
export interface MeasuredTarget extends TargetFigure {
  readonly kind: 'target' | 'result'
}

/** What stands around a sentence and decides whether its figures are goals, results or a rule's thresholds. */
export interface TargetContext {
  /** the heading speaks of 目标 or 任务: a figure needs no other sign */
  readonly goals?: boolean
  /** the text is a rule, so figures are thresholds unless a goal is announced */
  readonly rule?: boolean
  /** the heading, or the sentence before, looks back: figures are results unless a goal is announced */
  readonly results?: boolean
  /** the year that it looks back on: 2025年 */
  readonly past?: string
  /** the document's year: figures of earlier years are results */
  readonly year?: number
  /** of the provision: what 第一批 is a batch of */
  readonly heading?: string
}

const ASKED = /力争|确保|争取|努力|预期|目标|计划|任务/
const HOPED = /力争|确保|争取|努力/
const RESULT =
  /去年|上年|上一年|过去[一五]?年|一年来|以来|截至|已(?:经)?(?:累计)?(?:完成|建成|达|认定|实现|培育|新增|超)|完成情况/
// 争取中央补助资金15亿元 is money to be won, not given.
const GRANT =
  /罚款|奖励|(?<!(?:争取|筹集)[^，]{0,6})(?:补助|补贴|资助)|奖补|贴息|给予|最高|注册资本|注册资金|处以|逾期|有效期|不足|一次性/

/**
 * The goals that a sentence sets, in its order; results and thresholds of rules are left out.
 *
 * @param sentence without line breaks, as `Sentence.text` is
 */
export const targetsIn = (sentence: string, context: TargetContext = {}): TargetFigure[] =>
  measuredIn(sentence, context).flatMap(({ kind, ...one }) => (kind === 'target' ? [one] : []))

/**
 * Every figure that a sentence states of something, goal or result, in its order.
 *
 * @param sentence without line breaks, as `Sentence.text` is
 */
export function measuredIn(sentence: string, context: TargetContext): MeasuredTarget[] {
  if (!/\d/.test(sentence)) return []
  const reading = new Reading(context)
  for (const clause of clausesOf(sentence)) reading.take(clause)
  return reading.found
}

/** What the clauses so far say of those that follow. */
class Reading {
  readonly found: MeasuredTarget[] = []
  private readonly context: TargetContext
  private readonly earlier: Counted[] = []
  private period: string | undefined
  private modal: string | undefined
  private spread: string | undefined
  private dated = false
  private result = false
  private granted = false

  constructor(context: TargetContext) {
    this.context = context
  }

  take(clause: string): void {
    const plain = withoutBase(clause)
    const named = periodOf(clause)
    const asked = ASKED.exec(plain)?.[0]
    if (named || asked) this.result = false
    // 每年发布目录，建设中心5家: every year is said of its own clause only.
    const repeated = /^每/.test(named ?? '')
    if (!repeated) this.period = named ?? this.period
    this.dated ||= named !== undefined
    this.modal = asked ?? this.modal
    this.spread = spreading(plain) ?? this.spread
    this.granted ||= GIVEN.test(plain) && GRANT.test(plain)
    this.result ||= RESULT.test(plain) || (!repeated && isPast(this.period, this.context.year))
    if (GRANT.test(plain)) return
    if (this.result || (this.context.results && !this.hoped)) this.report(clause)
    else this.aim(clause, repeated ? named : this.period)
  }

  private get hoped(): boolean {
    return this.modal !== undefined && HOPED.test(this.modal)
  }

  /** What was reached: what is done, or a rate. */
  private report(clause: string): void {
    // 2024年度营业收入达到5000万元的企业: in a rule a past year's figure is a condition.
    if (this.context.rule || this.isDifference(clause)) return
    const { past } = this.context
    for (const one of countedIn(clause, [])) {
      const period = isPast(this.period, this.context.year) ? this.period : (past ?? LAST_YEAR.exec(clause)?.[0])
      const object = one.object.replace(LAST_YEAR_FIRST, '')
      if (isGoal(one) || this.dated || past)
        this.found.push({ kind: 'result', ...finished({ ...one, object }, undefined, period) })
    }
  }

  private aim(clause: string, period: string | undefined): void {
    if (this.isDifference(clause)) return
    const { context, hoped } = this
    const announced = context.goals || hoped || (!context.rule && (this.dated || this.modal !== undefined))
    const counted = countedIn(clause, this.earlier)
    const years = yearsOf(clause, counted.length)
    const isNamed = counted.length > 0 && NAMED_FIGURE.test(clause.slice(0, clause.search(/\d/)))
    for (const [at, one] of counted.entries()) {
      const isBeside = isNamed && this.earlier.length > 0 && this.found.some((target) => target.kind === 'target')
      this.earlier.push(one)
      if (!announced && (context.rule || !(isGoal(one) || isBeside))) continue
      if (isCap(one) && !hoped) continue
      if (this.granted && /元$/.test(one.unit) && leadingVerb(one.object) === '') continue
      const periods = years ? (years.each ? years.named : years.named.slice(at, at + 1)) : [period]
      for (const when of periods)
        this.found.push({ kind: 'target', ...finished(batchOf(one, context.heading), this.spread, when) })
    }
  }

  /** 盘活7万亩，比上年目标减少1万亩: how far from another year's, in the same unit. */
  private isDifference(clause: string): boolean {
    const before = this.earlier.at(-1)
    const [one, other] = COMPARES.test(clause.trim()) ? countedIn(clause, this.earlier) : []
    return (
      one !== undefined && other === undefined && one.unit === before?.unit && !/[%‰]|百分点|同比|环比/.test(clause)
    )
  }
}

/** 建设小微企业园10个，建筑面积100万平方米: what goes with a goal is one. */
const NAMED_FIGURE = /^[^、，]{2,10}$/
const COMPARES = /^(?:[比较](?:上年|去年|上一年|前年|\s?20\d\d\s?年))/
const LAST_YEAR = /去年|上年|上一年/
const LAST_YEAR_FIRST = new RegExp(`^(?:${LAST_YEAR.source})`)

/** 力争新增10家，新建5个: a hope that begins its clause is said of what follows too; 甲事力争达到60家 is not. */
function spreading(clause: string): string | undefined {
  const match = /力争|确保|争取|努力/.exec(clause)
  return match && headOf(clause.slice(0, match.index)).object === '' ? match[0] : undefined
}

const GIVEN = /奖励|奖补|补助|补贴|贴息|资助|给予/

/** 2019年、2020年各完成350家; 分别完成300家、350家 */
function yearsOf(clause: string, figures: number): { named: string[]; each: boolean } | undefined {
  const match = /^(?:到|至)?((?:20\d\d\s?年底?[、和及])+20\d\d\s?年底?)[，\s]?(各|均|每年|分别)/.exec(clause.trim())
  const named = (match?.[1] ?? '').split(/[、和及]/)
  if (!match || (match[2] === '分别' && named.length !== figures)) return undefined
  return { named, each: match[2] !== '分别' }
}

const PER_ITEM =
  /^对?(?:单[笔个户家项次处]|同一|每(?:家|户|个|人|张|餐|辆|笔|名|套|处|亩|项|次)|(?:补助|补贴|授信|贷款)?额度)/
/** 单笔不超过1000万元, 期限最长不超过15天: what one case may have at most is a rule, not a goal. */
const isCap = ({ object, unit, qualifiers, changed }: Counted): boolean =>
  /(?:最[长高多低少大]|至多)$/.test(object) ||
  (PER_ITEM.test(object) &&
    !/建成|建设|完成|新增|培育|创建|打造|培训/.test(object) &&
    (qualifiers.some((one) => LIMIT.test(one)) || (/元$/.test(unit) && !changed)))

/** 公布第一批260项 below the heading “零跑腿”事项清单: the heading says of what. */
function batchOf(found: Counted, heading: string | undefined): Counted {
  // 平均办理时长: of what is said in the heading, where that names a thing.
  const thing = heading && heading.length > 3 && leadingVerb(heading) === '' && !/目标|任务|要求|重点/.test(heading)
  if (thing && /^平均/.test(found.object)) return { ...found, object: `${heading}${found.object}` }
  const batch = /^(.*?)(?:第[一二三四五六七八九十]批|首批)$/.exec(found.object)
  if (!batch || !heading || leadingVerb(heading) || !bareVerb(batch[1] ?? '')) return found
  return { ...found, object: /达到|突破|超过/.test(found.qualifiers.join()) ? heading : `${found.object}${heading}` }
}

/** A figure that nothing announces is a goal when it is something to do, or a rate. */
const isGoal = ({ object, unit, changed }: Counted): boolean =>
  changed ||
  leadingVerb(object) !== '' ||
  /^每|新增|净增/.test(object) ||
  (unit === '%' && /(?:增速|增幅|比重|占比|率|强度)$/.test(object))

function finished(
  { changed: _, ...one }: Counted,
  spread: string | undefined,
  period: string | undefined,
): TargetFigure {
  const hoped = spread ? [spread] : []
  return {
    ...one,
    qualifiers: [...hoped, ...one.qualifiers.filter((word) => !hoped.includes(word))],
    ...(period ? { period } : {}),
  }
}

function isPast(period: string | undefined, year: number | undefined): boolean {
  const years = period?.match(/20\d\d/g)
  return year !== undefined && years !== undefined && years !== null && Number(years.at(-1)) < year
}
