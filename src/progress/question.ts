/**
 * Reading a question about the ledger: what kind, which indicators, whose figures, which period.
 *
 * Words that name indicators, places and times are taken out first, so that 落后产能 is not read as 落后. Questions
 * of policy (what a document demands) and reports (a figure without a question) are left to others.
 */
import { Converter } from 'opencc-js/t2cn'
import type { Instant } from '../office/day.ts'
import type { Period } from '../office/period.ts'
import type { IndicatorId, Plan } from '../office/plan.ts'
import type { RegionKey, Regions } from '../office/region.ts'
import { IndicatorNames, plain } from './mention.ts'
import { momentIn } from './moment.ts'
import { placesIn } from './place.ts'

export type QuestionKind =
  /** how far: figure, goal, rate, pace, light */
  | 'progress'
  /** what is left to the goal */
  | 'gap'
  /** which place, or who is first and last */
  | 'rank'
  /** who has not reported; for one county: what it still owes */
  | 'missing'
  /** what the asker still owes */
  | 'mine'
  /** how much more than a period before */
  | 'change'
  /** whether the year's goal will be met */
  | 'forecast'
  /** who or what is behind pace, or at pace */
  | 'lights'
  /** who has met the goal, or not yet */
  | 'finished'
  /** who stands at zero */
  | 'zero'
  /** who reported it and when */
  | 'provenance'
  /** month by month */
  | 'trend'
  /** two places side by side */
  | 'compare'
  /** the share allotted to a city or county */
  | 'goal'
  /** how lights, rates and places are made */
  | 'rule'

export interface Question {
  readonly kind: QuestionKind
  /** empty: all */
  readonly indicators: readonly IndicatorId[]
  /** whose figures; empty: the asker's own region, or everybody in the pool where a list is wanted */
  readonly subjects: readonly RegionKey[]
  readonly pool?: RegionKey
  readonly level?: 'city' | 'county'
  readonly period?: Period
  /** what the period is compared with */
  readonly base?: Period
  /** a year asked about that is not the plan's */
  readonly year?: number
  /** from the top or the bottom of a ranking: how many, or exactly which place */
  readonly pick?: { readonly from: 'top' | 'bottom'; readonly count: number; readonly exactly?: number }
  /** 没完成, 没达到: the opposite is asked */
  readonly negative: boolean
  /** the document's goal is asked for as well */
  readonly target: boolean
}

export interface QuestionContext {
  readonly plan: Plan
  readonly regions: Regions
  /** the asker's own region */
  readonly own: RegionKey
  readonly now: Instant
  /** the asker's earlier texts in this conversation, oldest first */
  readonly history: readonly string[]
}

/** @returns undefined where it is no question about the ledger */
export function readQuestion(text: string, context: QuestionContext): Question | undefined {
  const names = namesFor(context.plan)
  return [...context.history, text].reduce<Question | undefined>(
    (last, turn) => resolved(heard(turn, context, names), last),
    undefined,
  )
}

const kept = new WeakMap<Plan, IndicatorNames>()

/** Names are indexed once a plan, not once a message. */
export function namesFor(plan: Plan): IndicatorNames {
  const names = kept.get(plan) ?? new IndicatorNames(plan.indicators)
  kept.set(plan, names)
  return names
}

const simplify = Converter({ from: 'tw', to: 'cn' })

interface Heard extends Omit<Question, 'kind'> {
  readonly kind?: QuestionKind
  /** what is left when names, places and times are taken out */
  readonly rest: string
  readonly isReport: boolean
  readonly isPolicy: boolean
}

/** What one text says by itself. */
export function heard(text: string, { plan, regions, own, now }: QuestionContext, names: IndicatorNames): Heard {
  const said = plain(simplify(text)).replace(/^[/@]\S*?(?=[\u4e00-\u9fa5])/, '')
  const moment = momentIn(said, now, plan.year)
  const mentions = names.in(moment.rest)
  const bare = mentions.reduce(
    (so, { from, to }) => so.slice(0, from) + '＃'.repeat(to - from) + so.slice(to),
    moment.rest,
  )
  const places = placesIn(bare, regions, own)
  const { rest } = places
  const common = {
    indicators: [...new Set(mentions.map((one) => one.indicator.id))],
    subjects: places.subjects,
    ...(places.pool && { pool: places.pool }),
    ...(places.level && { level: places.level }),
    ...(moment.period && { period: moment.period }),
    ...(moment.base && { base: moment.base }),
    ...(moment.year !== undefined && { year: moment.year }),
    ...pickIn(rest),
    negative: NEGATIVE.test(rest),
    target: TARGET.test(rest),
  }
  const kind = kindIn(rest, { ...common, said })
  return { ...common, ...(kind && { kind }), rest, isReport: isReport(said), isPolicy: isPolicy(rest) }
}

/** What a text means after what was said before it. */
function resolved(said: Heard, last: Question | undefined): Question | undefined {
  if (said.isReport || (said.isPolicy && said.kind !== 'goal')) return undefined
  const { rest, isReport: _, isPolicy: __, ...own } = said
  if (own.kind === undefined) return last && isEllipsis(said) ? follow(last, own) : undefined
  const question = { ...own, kind: own.kind }
  if (!last || (question.indicators.length > 0 && !/^(?:那|再|还有|也)|呢/.test(rest))) {
    return needsIndicator(question) && question.indicators.length === 0 && !last ? undefined : question
  }
  return { ...question, ...inherited(question, last) }
}

/** A part of a question, to be filled from the one before: 那安吉呢, 土地呢, 上个月呢, 全省呢. */
function isEllipsis({ rest, indicators, subjects, pool, level, period }: Heard): boolean {
  const names =
    indicators.length > 0 || subjects.length > 0 || pool !== undefined || level !== undefined || period !== undefined
  return (
    names &&
    rest.replace(/[＃＠·，,。.？?！!]|那么?|呢|的|和|再|看看?|换成|情况|请问|如果是?|也|说说|还有|呀|啊|吧|在|按/g, '')
      .length <= 2
  )
}

function follow(last: Question, said: Omit<Heard, 'kind' | 'rest' | 'isReport' | 'isPolicy'>): Question {
  const { pick: _, ...before } = last
  const moved = said.subjects.length > 0 || said.pool !== undefined || said.level !== undefined
  return {
    ...before,
    ...(last.pick && { pick: last.pick }),
    ...(said.indicators.length > 0 && { indicators: said.indicators }),
    ...(moved && { subjects: stays(said, last) ? last.subjects : said.subjects, ...placed(said, last) }),
    ...(said.period && { period: said.period }),
    ...(said.year !== undefined && { year: said.year }),
  }
}

/** 全市呢 after 全省第几: the same place in another whole. */
const stays = (said: Pick<Question, 'subjects' | 'pool'>, last: Question): boolean =>
  last.kind === 'rank' && said.subjects.length === 0 && said.pool !== undefined

/** 那湖州呢 after 哪些县没报: the whole changes, the list stays. */
function placed(said: Pick<Question, 'subjects' | 'pool' | 'level'>, last: Question): Partial<Question> {
  const level = said.level ?? last.level
  const pool = said.pool ?? (said.level === undefined && last.kind === 'rank' ? last.pool : undefined)
  return { ...(level && { level }), ...(pool && { pool }) }
}

function inherited(question: Question, last: Question): Partial<Question> {
  const isList = ['missing', 'mine', 'lights', 'finished', 'zero'].includes(question.kind)
  const noPlace = question.subjects.length === 0 && question.pool === undefined && question.level === undefined
  return {
    ...(question.indicators.length === 0 && !isList && { indicators: last.indicators }),
    ...((noPlace || question.kind === 'rank') &&
      question.subjects.length === 0 &&
      question.level === undefined &&
      !isList &&
      last.level === undefined && { subjects: last.subjects }),
    ...(question.period === undefined &&
      !isList &&
      last.period &&
      question.kind !== 'change' && { period: last.period }),
  }
}

/** Kinds that mean nothing without naming what is measured. */
const needsIndicator = ({ kind, subjects, pool, level }: Question): boolean =>
  kind === 'goal' || (kind === 'provenance' && subjects.length === 0 && !pool && !level)

const UNIT =
  '(?:家|户|个(?!月|县|市|区|指标|地)|亩|万亩|公顷|平方米|万平方米|万平|平米|吨|万吨|吨标煤|吨标准煤|%|百分点|㎡|万方)'
const FIGURE = new RegExp(`\\d[\\d,.]*(?:万|千|百|亿)?${UNIT}|零报告|无新增`)
const ASKS =
  /[?？]|吗|多少|几|哪|谁|怎么?样|怎样|如何|没有$|呢|么$|能否|是否|能不能|有没有|够不够|什么|查|看看|告诉|列出|显示|排名|名次|完成率|完成情况|进度|进展|未报|没报|名单|差/

/** A figure said, and nothing asked. */
const isReport = (said: string): boolean =>
  FIGURE.test(said) && !/[?？]|吗|多少|几|哪|谁|怎么?样|呢|能否|是否|能不能|第几|什么/.test(said)

const LEDGER =
  /(?:完成|处置|淘汰|盘活|新增|腾出|认定|整治|做|干|报|达到|下降|增长)(?:了|到|的怎|得怎)|了(?:多少|几|没|吗)|完成(?:率|情况|进度)|还差|差多少|缺口|第几名|排名|名次|没报|未报|没有报|进度|进展|已经?(?:完成|报|处)|累计|目前|现在|截至|截止到|红灯|黄灯|绿灯|实际|到.?多少|落后|滞后|怎么?样了|还要|还需|还剩|剩|预计|能不能|能完成|年底能/

const POLICY =
  /(?:文件|要点|通知|方案|意见|政策|办法|规定)(?:里|中|上|对|的)?|要求|什么(?:意思|含义|叫|是)|是什么|定义|口径|第[几\d一二三四五六七八九十]+(?:条|部分|章|节|款|页|项|点)|哪(?:一)?(?:条|部分|节|段)|措施|怎么(?:推进|处置|做|落实|淘汰|盘活|整治|报送?|填|改)|如何|牵头|负责|部门|支持|奖励|补助|依据|试点|文号|印发|截止(?:时间|日期)|什么时候(?:报|交|截止)|几号前?(?:报|交)/

const DEMAND =
  /(?<![还再])(?:要|应该?|应当|须|需要?|力争|计划|必须|拟)(?:求|完成|处置|淘汰|盘活|新增|达到|腾出|认定|整治|建|下降|增长)/

/** What documents demand, not what was done; where both are asked, it is ours too. */
const isPolicy = (rest: string): boolean =>
  (POLICY.test(rest) || DEMAND.test(rest)) && !LEDGER.test(rest) && !RULE.test(rest)

const NEGATIVE = /没完成|未完成|没有完成|没达|未达|没有达|没到|完不成|没超|还没/
const TARGET = /目标|任务|要求|文件|应(?:该|当)?完成|规定/
const RULE =
  /(?:灯|序时|完成率|排名|名次).{0,6}(?:怎么(?:算|定|来|排|亮|看|划)|规则|标准|什么意思|含义|口径|代表|表示)|(?:为什么|为何|怎么)(?:是|会|亮|变|成)?.{0,4}[红黄绿灰紫]灯?|(?:怎么|如何)(?:算|计算|定|评|排)(?:的|出来)?.{0,6}(?:灯|序时|完成率|排名|名次)|亮灯规则|什么(?:是|叫)序时/

const KINDS: readonly (readonly [QuestionKind, RegExp])[] = [
  ['rule', RULE],
  [
    'provenance',
    /谁(?:上)?报(?:的|上来)|＠报的|(?:谁|哪个人|哪位)(?:填|提供|报送)|(?:哪天|什么时候|何时|几号|几时)(?:上)?(?:报|填|更新)(?:的|上来|送)|(?:数据|数字|数|这个).{0,4}(?:来源|哪来|哪里来|出处)|经手|更新(?:时间|日期)/,
  ],
  [
    'mine',
    /＠?＠?.{0,2}(?:还|都)?(?:欠|差|有|要|该|需要|得|缺)(?:报|填|交)?(?:哪些|什么|哪几项|几项|多少项|啥)(?:指标)?.{0,3}(?:没|未|要|该|需|待)?(?:有)?(?:报|填|交)|＠.{0,3}(?:还)?(?:要|该|得|需要?)(?:报|填|交)(?:什么|哪些|啥|几项|多少)|还欠|欠(?:报|哪些|什么)|我的(?:待办|任务清单)/,
  ],
  [
    'missing',
    /(?:没|未|尚未|没有|还没|不)(?:上|有|按时|及时)?(?:报|填报|报送|报上来|交)(?!废)|漏报|缺报|迟报|报(?:齐|全|完)|(?:上报|报送|填报|报数)(?:率|情况|进度|进展|了)|(?:报|交)了?(?:没有?|吗|么|没$)|(?:几|多少|哪些|＠)(?:个|家)?.{0,4}(?:已经?|都)?(?:上)?报了(?!多少|几|什么)|已报|已上报|零报告/,
  ],
  [
    'forecast',
    /(?:能|可以|可能|会)(?:不能|否|够|不会)?.{0,6}(?:完成|达到|达标|实现|赶上|到\d|完得成|超额|兑现)|完得成|完不成|完得了|完不了|来得及|按(?:照)?(?:现在|目前|当前|这个|这样|此)的?.{0,3}(?:速度|节奏|进度|趋势)|预计|预测|照(?:这|此|目前|现在)|每(?:个)?(?:周|月|天|星期|季度?).{0,4}(?:要|需|得|完成|再)|什么时候能|年底(?:会|大概|大约|能)|有(?:没有)?(?:把握|希望|风险)|有戏|悬/,
  ],
  [
    'change',
    /比[较]?[·]+.{0,6}|比(?:上期|前期|上一期|上周|上次|前次|上个?|之前|前面).{0,6}|环比|(?:多|增加|增长|涨|提高|进|上升|提升|净增)了(?:多少|几)|新增了?(?:多少|几)|变化(?:了|多|大|情|怎)|增量|增幅|[·]+.{0,4}(?:新增|净增|增加|单月)|当月数|单月/,
  ],
  ['compare', /＠.{0,3}(?:和|与|跟|同|比|、|还是).{0,3}＠.{0,12}(?:谁|哪|差|多|高|快|好|比|强)/],
  [
    'rank',
    /第几|几名|第[一二三四五六七八九十\d]+名|排名|名次|排(?:在|第|到|多少|老几|几)|最(?:好|差|快|慢|高|低|多|少|后|前|先|落后|靠)|垫底|倒数|前[一二三四五六七八九十\d]+|后[一二三四五六七八九十\d]+(?!天|月|半)|领先|靠前|靠后|领跑|第一(?!季|产|批)|榜|名列|位列|位居/,
  ],
  [
    'zero',
    /(?:一(?:家|个|亩|户)(?:都|也)没|还?(?:是|为)(?:0|零)(?!报)|零(?:进展|完成|进度|突破)|没有?(?:任何)?(?:进展|动静|起色|开张)|空白|毫无进展)/,
  ],
  [
    'lights',
    /落后|滞后|[红黄绿紫灰]灯|亮灯|灯色|慢于|低于序时|达(?:到|不到)了?序时|没(?:有)?(?:达到|到|跟上|赶上)序时|跟不上|拖后腿|预警|快于|超(?:过|前)序时|达标率|偏慢|较慢|超序时|赶上序时|掉队/,
  ],
  [
    'gap',
    /还差|差(?:多少|几|多远|距|了多少)|差额|缺口|还剩|剩(?:下|余|多少)|还(?:要|需要?|得|应|该).{0,8}(?:多少|几)|(?:离|距离?).{0,8}(?:目标|任务|要求|完成|多远)|欠多少|还有多少(?:没|未)?|差距/,
  ],
  ['trend', /走势|趋势|逐月|逐季|(?:每个?|各|历)(?:月|季度?)|曲线|折线|一路|变化曲线|按月/],
  [
    'progress',
    /进度|进展|完成|累计|序时|(?:了|到|有)(?:多少|几[家个户亩]|百分之几)|多少了|怎么?样|情况|目前|现在|截至|截止|达标|做(?:了|到|得)|干(?:了|到|得)|报了(?:多少|几)|(?:多少|几)[家个户亩吨%]|是多少|数(?:据|字)|汇总|总体|灯/,
  ],
  [
    'goal',
    /(?:任务|目标|指标|分解|分配|下达|承担|分到|领了|认领).{0,8}(?:多少|几|什么|是)|(?:多少|几).{0,6}(?:任务|目标)|任务(?:数|量)/,
  ],
]

/** Words of progress that are about the ledger only together with an indicator, or that policy questions use too. */
const WEAK = /^(?!.*(?:进度|进展|完成|累计|序时|汇总|总体|灯)).*$/

function kindIn(
  rest: string,
  said: Pick<Question, 'indicators' | 'subjects' | 'pool' | 'level'> & { said: string },
): QuestionKind | undefined {
  if (!ASKS.test(said.said)) return undefined
  const hasPlace = said.subjects.length > 0 || said.pool !== undefined || said.level !== undefined
  const goal = isGoal(rest) && hasPlace
  for (const [kind, pattern] of KINDS) {
    if (!pattern.test(rest)) continue
    if (kind === 'finished' || kind === 'goal') continue
    if (kind === 'forecast' && /(?:要|应|需|须)(?:要|该|当)?(?:完成|达到)/.test(rest) && !/能|按|每/.test(rest))
      continue
    if (kind === 'change' && !/[·比环]|了/.test(rest)) continue
    if (kind === 'compare' && said.subjects.length < 2) continue
    if (kind === 'progress') {
      if (said.level !== undefined && FINISHED.test(rest)) return 'finished'
      if (goal && !LEDGER.test(rest)) return 'goal'
      if (WEAK.test(rest) && (said.indicators.length === 0 || !(LEDGER.test(rest) || hasPlace))) return undefined
      if (DEMAND.test(rest) && !LEDGER.test(rest)) return hasPlace ? 'goal' : undefined
      if (TARGET.test(rest) && !LEDGER.test(rest) && !hasPlace) return undefined
    }
    if (kind === 'lights' && said.level === undefined && said.subjects.length > 0 && !/哪|几项|多少项|什么/.test(rest))
      return 'progress'
    return kind
  }
  return goal && said.indicators.length > 0 ? 'goal' : undefined
}

const FINISHED =
  /(?:没|未|没有|已经?|提前|超额|全部|都)?(?:完成)(?:了(?!多少|几|百)|目标|任务|的|全年|$|[?？])|达标|完成(?:全年)?(?:目标|任务)|百分之?百|100%|超额/
const isGoal = (rest: string): boolean =>
  KINDS.some(([kind, pattern]) => kind === 'goal' && pattern.test(rest)) || (DEMAND.test(rest) && !LEDGER.test(rest))

const NUMBERS: Readonly<Record<string, number>> = {
  一: 1,
  两: 2,
  二: 2,
  三: 3,
  四: 4,
  五: 5,
  六: 6,
  七: 7,
  八: 8,
  九: 9,
  十: 10,
}
const numberOf = (text: string): number => NUMBERS[text] ?? Number(text)

function pickIn(rest: string): Pick<Question, 'pick'> | Record<never, never> {
  const first = /(?:排名?(?:在)?)?(前|后|倒数前?|末|最后|最末)([一两二三四五六七八九十]|\d{1,2})(?!季|月|天)/.exec(rest)
  if (first) {
    const from = first[1] === '前' ? 'top' : 'bottom'
    return { pick: { from, count: numberOf(first[2] ?? '') } }
  }
  const exact = /(倒数)?第([一二三四五六七八九十]|\d{1,2})(?!季|批|产|[条章节款部])/.exec(rest)
  if (exact) {
    const place = numberOf(exact[2] ?? '')
    return { pick: { from: exact[1] ? 'bottom' : 'top', count: place, exactly: place } }
  }
  if (/最(?:好|快|高|多|靠前|先)|领先|领跑|靠前|榜首/.test(rest))
    return { pick: { from: 'top', count: /最|榜首/.test(rest) ? 1 : 5 } }
  if (/最(?:差|慢|低|少|后|落后|靠后)|垫底|靠后|倒数/.test(rest))
    return { pick: { from: 'bottom', count: /最|垫底/.test(rest) ? 1 : 5 } }
  return {}
}
