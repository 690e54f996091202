/** What kind of question a text is: patterns over what is left when indicators, places and times are taken out. */
import { readable } from '../../office/bounds.ts'
import type { Regions } from '../../office/region.ts'
import { looksAhead } from './future-claim.ts'
import type { Question, QuestionKind } from './question.ts'
import { THRESHOLD } from './threshold.ts'

/** Marks in the text for what was taken out. */
export const MARKS = { indicator: '＃', place: '＠', time: '·' } as const

/** A text with its names, places and times replaced by marks, and what they were. */
export interface Bare extends Pick<Question, 'indicators' | 'subjects' | 'pool' | 'level' | 'period' | 'base'> {
  /** 哪些指标落后＠… */
  readonly rest: string
  /** what the year's work points are called */
  readonly topic: string
  /** the text before anything was taken out */
  readonly said: string
  /** the place named is below the province, where the document itself has no goals */
  readonly isBelowProvince: boolean
  /** a list of places is asked for though none is said, see `impliesCounties` */
  readonly isImplied: boolean
}

interface Rule {
  readonly kind: QuestionKind
  readonly pattern: RegExp
  readonly unless?: RegExp
  readonly when?: (bare: Bare) => boolean
  /** said of documents as well: left to others where a document's words are asked for */
  readonly weak?: boolean
}

const ASKS =
  /[?？]|(.)不\1|不$|吧$|吗|多少|多[远大]|几|哪|谁|啥|咋|还是|怎么?样|怎么[走变]|怎样|如何|没有?$|呢|么$|能否|是否|是不是|能不能|有没有|够不够|什么|查|看|告诉|列|显示|为何|对比|排名|名次|完成率|完成情况|完成数|进度|进展|走势|趋势|环比|未报|没报|名单|差|任务$|目标$|情况$|率$|[红黄绿]灯|占(?:全省|全市|比)|比重$|总表|一览|名单|的[县市]$|低于|超过|不足|落后|红灯|预测|预计|汇总|[前后倒末]数?[一二三四五六七八九十\d]+名?|第[一二三四五六七八九十]名|最[好差快慢高低多少大后]/

const UNIT =
  '(?:家|户|个(?!月|县|市|区|指标|地)|亩|万亩|公顷|平方米|万平方米|万平|平米|吨|万吨|吨标煤|吨标准煤|%|百分点|㎡|万方)'
const FIGURE = new RegExp(`(?<![\\d,.])\\d[\\d,.]*(?:万|千|百|亿)?${UNIT}|零报告|无新增`)
const QUESTION =
  /[?？]|(.)不\1|不$|吗|多少|几|哪|谁|啥|咋|怎么?样|呢|没$|能否|是否|能不能|什么|还差|第几|完成率|低于|超过|不足|排名|的[县市]$/

/** A figure said, and nothing asked. */
export const isReport = (said: string): boolean => FIGURE.test(said) && !QUESTION.test(said) && !looksAhead(said)

/** What was done, as against what is demanded. */
const DONE =
  /了(?:多少|几|没|吗|么|百分)|百分之(?:几|多少)|(?<![要需应须该])完成(?:多少|几)|报上来(?:多少|几)|(?:多少|几)了|[的得](?:怎么?样|如何)|怎么?样了|完成(?:率|情况|进度|数)|还差|差多少|缺口|名次|排名|没报|未报|没有报|进度|进展|已经?(?:完成|报|处|淘|盘)|累计|实际|还要|还需|还剩|能不能|能完成|到(?:哪|了)|哪一步|程度|报的|(?:完成|处置|淘汰|盘活|新增|腾出|认定|整治|做|干|报)[到得]/

/** Words that go with what was done, and with what is to be done by then as well. */
const BY_NOW = /目前|现在|截至|截止/

const DEMAND =
  /(?<![还再])(?:要求?|应该?|应当|须|需要?|力争|计划|必须|拟)(?:完成|处置|淘汰|盘活|新增|新认定|达到|腾出|认定|整治|建|下降|增长|＃)/

const DOCUMENT =
  /(?:文件|要点(?!助手)|通知|方案|意见|政策|办法|规定)|要求|什么(?:意思|含义|叫|是)|是什么(?!原因)|定义|口径|第[几\d一二三四五六七八九十]+(?:条|部分|章|节|款|页|项|点)|哪一?(?:条|部分|节|段)|措施|(?:怎么|如何)(?:推进|处置|做|落实|淘汰|盘活|整治|报送?|填|改|加快|开展)|牵头|负责|部门|支持|奖励|补助|依据|试点|文号|印发|处罚|截止(?:时间|日期)|什么时候(?:要|该)?(?:报|交|截止)(?!的|上)|几号前?(?:报|交)(?!的)/

/** The document's words are asked for as well as the figure, or alone. */
export const asksTarget = (rest: string): boolean =>
  /目标|任务|要求|文件|应(?:该|当)?完成|规定/.test(rest) || DEMAND.test(rest)

export const isNegative = (rest: string): boolean =>
  /没完成|未完成|(?<!有)没有?(?:完成|达|到|超|过)|未达|完不成|达不到|还没|不到/.test(rest)

const LIGHT = '[红黄绿紫灰]灯'

const HOW_TO = /怎么(?:改|更正|修改|操作)|如何|能不能改|(?:可以|能|要|想|需要?|帮我?)(?:再)?(?:改|更正)/

const RULES: readonly Rule[] = [
  {
    kind: 'pace',
    pattern:
      /(?:序时|时序)(?:进度)?(?!.{0,6}(?:差|慢|快|超|落后|滞后|领先|高|低)).{0,8}(?:多少|几)|(?:按|照)(?:序时|时序|时间|进度).{0,8}(?:该|应|要).{0,8}(?:多少|几)|·[^，,]{0,4}(?<!不)(?:该|应该?|应当)(?:到|达到|完成|做到)了?(?:百分之)?(?:多少|几)|时间过去?了?百分之(?:多少|几)/,
    unless: /完成率|怎么(?:算|来|定)|如何|(?:比|跟|和|与|离|距离?|低于|高于|慢于|快于|超过?)(?:序时|时序)/,
  },
  {
    kind: 'source',
    pattern:
      /(?:任务|分解|指标|目标)(?:数|量)?.{0,10}(?:哪个?文件|什么文件|哪[里儿]?来|怎么来|(?:谁|＠+)(?:给|来)?(?:定|下|分|派|核)(?:下来)?的|依据|来源|出处|出自|(?:根据|凭|按照?)(?:什么|啥|哪)|怎么(?:定|分|核|下))|(?:哪个?|什么|哪份)文件.{0,6}(?:定|下达|分解|分配|给)的?/,
    when: ({ isBelowProvince, rest }) => isBelowProvince || /分解|分配|分下/.test(rest),
  },
  {
    kind: 'correction',
    pattern:
      /更正|订正|(?:改过|改了|改动过?)的|又改|后来改|(?:改|修改|变|动)(?:过|了|动过)(?:数|数据|数字|一?次|几次|没|吗|么|什么|多少)|(?:数|数据|数字)(?:是不是|有没有|是否)?(?:被|给)?(?:改|修改|改动|变动|动)(?:过|了)|改(?:之|以)?前|(?:原来|原先|原本|起初|最初|一开始|之前|先前)(?:上)?(?:报|填)的?|报(?:了|过)(?:几|多少|一|两|二)(?:次|遍|回)|有没有(?:改|修改|变动|动)(?:过|＃|＠|$)/,
    unless: HOW_TO,
  },
  {
    kind: 'late',
    pattern:
      /(?:晚|迟)了(?:没|吗|么|几|多|不)|(?:晚|迟)(?:没|不)(?:晚|迟)|迟到|(?:按时|准时)(?:报|交|上)?(?:了|的)?(?:没|吗|么)|(?:逾期|超期|超时)了?(?:没|吗|么|几|多)|晚没晚|迟没迟|截止.{0,3}(?:以后|之后|后).{0,3}报|过了(?:截止|期|时间).{0,4}报|才报(?:的|$|[?？])/,
    unless: /现在|还来得及|会不会/,
  },
  {
    kind: 'rule',
    pattern:
      /(?:灯|序时|完成率|排名|名次).{0,6}(?:(?:怎么|如何)(?:算|计算|定|来|排|亮|看|划|得)|规则|标准|什么意思|含义|口径|代表|表示)|(?:为什么|为何|怎么)(?:＠)*(?:是|会|亮|变|成)?.{0,4}[红黄绿灰紫]灯?|(?:怎么|如何)(?:算|计算|定|评|排)(?:的|出来)?.{0,6}(?:灯|序时|完成率|排名|名次)|亮灯规则|什么(?:是|叫)(?:序时|完成率)/,
  },
  {
    kind: 'provenance',
    pattern:
      /(?:谁|(?<![要该需得＠])＠+)(?:上)?报(?:的|上来)(?!数)|截[至止]到?(?:是)?(?:什么时候|哪[一天]?天|何时|几号|几月)|更新到|(?:最近|上次|最后|上一次).{0,6}报.{0,4}(?:什么时候|哪天|何时|几号|时间)|(?:谁|哪个人|哪位|＠{1,4})(?:填|提供|报送)的?|(?:哪天|什么时候|何时|几号|几时)(?:上)?(?:报|填|更新)(?:的|上来|送)|(?:数据|数字|数|这个).{0,4}(?:来源|哪来|哪里来|出处)|报(?:的|了|过)数?(?:是不是|不是|是)?\d[\d,.]*(?!月)\D{0,6}(?:吗|么|吧|对|[?？])|(?:是不是|是否)报的?数?\d|(?:更正|改)(?:过|了)(?:没|吗|么|几次|什么)|经手|更新(?:时间|日期)|谁(?:经办|负责报)/,
    unless: /多少|几(?![号时月])/,
  },
  {
    kind: 'review',
    pattern:
      /审核|待审|退回|退的|(?<![腾清关迁])退了|打回|驳回|等(?:着|待)?＠*审|没?过审|(?:要|该|需要?)＠+审|审了?(?:没|吗|么)|认(?:了|可)(?:没|吗|么)|通过了?(?:吗|没|么)|(?:省里|省级|市里|市级|＠)?接收了?(?:吗|没|么)|审(?:过|完)|(?:没|未|不|没有)被?(?:算|计|统计|纳入|列|加)(?:进|入|上|在内)/,
  },
  {
    kind: 'still',
    pattern:
      /零报告|(?:没有?|无|未|零)(?:再)?(?:新增|增加|增长|增量)|一(?:家|个|亩|户|点)＃*(?:都|也)没有?(?:新增|增加|涨|增)|没有?(?:涨|动过|动静|变化)的|原地踏步|没动的/,
    unless: /怎么|如何|可以|能不能|要不要|用不用|我(?:们)?报/,
    when: ({ level, isImplied, subjects, rest }) =>
      level !== undefined ||
      isImplied ||
      (subjects.length > 0 && /零报告/.test(rest)) ||
      /哪|谁|名单|几[个项]/.test(rest),
  },
  {
    kind: 'deadline',
    pattern:
      /(?:什么时候|啥时候|几号|哪天|何时)(?:之?前|以前)?(?:要|该|得)?(?:报|交|截止)(?!的|上)|截止(?:时间|日期)?(?:是|到)?(?:什么时候|啥时候|几号|哪天|何时)|(?:现在|今天|这会儿|明天)(?:才|再)?(?:上)?(?:报|交).{0,6}(?:来得及|来不及|晚|迟|算)|(?:最晚|最迟)(?:什么时候|啥时候|几号|哪天|何时)/,
    unless: /总结|方案|计划|材料|文件|要求|规定|报告|申请|办法/,
    when: ({ period, isBelowProvince, rest }) =>
      period !== undefined ||
      /现在|今天|明天/.test(rest) ||
      ((isBelowProvince || /这次|本期|下次/.test(rest)) && /数|报表|月报|进度/.test(rest)),
  },
  {
    kind: 'mine',
    pattern:
      /(?:还|都)?(?:欠|差|有|要|该|需要|得|缺)(?:报|填|交)?(?:哪些|什么|哪几项|几项|多少项|啥)(?:指标|数)?.{0,3}(?:没|未|要|该|需|待)?有?(?:报|填|交)|(?:还|都)?(?:要|该|得|需要?)(?:报|填|交)(?:什么|哪些|啥|几项|多少|的)|还欠|欠(?:报|哪些|什么|啥|几)|待办|(?:没|漏)报(?:什么|哪)|还?有(?:啥|什么|哪些|哪几项|几项)(?:事|数|活|东西|指标)?没(?:有)?(?:弄|做|办|搞|填|处理|提交|落实|完成?|报|交)|(?:还有)?没(?:弄|搞|填|办)完的/,
    unless: /(?:有|还有)哪些＠/,
    when: ({ level }) => level === undefined,
  },
  {
    kind: 'late',
    pattern:
      /迟报|晚报|逾期|超期|没(?:有)?按时|不按时|按时上?报|报得?最[早晚快慢]|(?:第一|头一?)个(?:报|交)|最[先早晚后](?:一个)?(?:报|交)/,
  },
  {
    kind: 'missing',
    pattern:
      /(?:没|未|尚未|没有|还没|不)(?:有|按时|及时)?(?:上报|报|填报|报送|交)(?!废|废)|缺(?:的|了)?(?:是)?(?:哪|什么|啥|几)几?[项个样]|报(?:上来)?了?(?:多少|几)项|算不算报|算(?:是)?报了|报没报|漏报|缺报|迟报|拖着|报(?:齐|全|完)|(?:上报|报送|填报|报数)(?:率|情况|进度|进展)|(?:报|交)(?:上来)?了?(?:没有?|吗|么|吧$)|报(?:了|上来)(?:没|吗|么)|(?:几|多少|哪些?|＠)[个家]?.{0,8}(?:已经?|都)?上?(?:报|交)了?(?!多少|几|什么|数是)(?:＃|·|数|的|$|[?？呢吗])|已报|已上报|上报了|零报告|(?:数|数据|数字|报表)都?(?:出|来|齐|到齐|出来|上来|收齐)了?(?:没有?|吗|么)|出数了?(?:没|吗|么)/,
    unless: /报(?:上来)?了?(?:多少|几)(?!个?[县市区项])|报的.{0,12}(?:是|多少|几)|催|提醒|历史|历次|每次/,
    weak: true,
  },
  {
    kind: 'forecast',
    pattern:
      /(?:能|可以|可能|会)(?:不能|否|够|不会)?.{0,6}(?:完成|达到|达标|实现|赶上|到\d|完得成|超额|兑现|做到|拿下)|完得成|完不成|完得了|完不了|来[不得]及|按(?:照)?(?:现在|目前|当前|这个|这样|此)的?.{0,3}(?:速度|节奏|进度|趋势)|预计|预测|照(?:这|此|目前|现在)|每(?:个)?(?:周|月|天|星期|季度?).{0,4}(?:要|需|得|再|应|必|至少)|(?:什么时候|啥时候|几月|几号|哪个月|何时)份?(?:才)?能|(?:什么时候|啥时候|几月|哪个月)份?.{0,3}(?:干|做|搞|弄|处置|完)完|年底(?:会|大概|大约|能|前能|预)|年底.{0,8}能|保持(?:现在|目前|当前)|有(?:没有)?(?:把握|希望|风险|可能)|有戏|悬不悬|够不够/,
    unless: /完不成.{0,40}(?:怎么办|处罚)|已完不成/,
  },
  {
    kind: 'compare',
    pattern: /谁|哪|比|更|对比|相比|相差|差(?:多少|距)|多|高|快|好|低|少|慢|强/,
    unless: /第几|没报|未报|报了|排名/,
    when: ({ subjects }) => subjects.length >= 2,
  },
  {
    kind: 'change',
    pattern:
      /比较?·|(?:跟|和|与|同)·+相?比|比(?:上期|前期|上一期|上周|上次|前次|上个?|之前|前面|原来)|环比|(?:多|增加|增长|涨|提高|进|上升|提升|净增|减少|少)了(?:多少|几)|变化(?:了|多|大|情|怎|$)|有(?:什么|没有)?变化|增量|增幅|涨幅|(?:前进|进步|增加|提升|涨|增|增长)得?最|没有?(?:涨|增加|增长|变化)|·[^，,]{0,6}(?:新增|净增|增加|单月|当月)|(?:新增|净增|增加)[^，,]{0,6}·|当月(?!的?(?:累计|总))|单月/,
    unless: /名次|排名|第几/,
    when: ({ rest, base, period }) =>
      base !== undefined ||
      period !== undefined ||
      /比|环比|了|变化|没有?(?:涨|增)|增[量幅]|涨幅|当月|单月|最/.test(rest),
  },
  {
    kind: 'rank',
    pattern:
      /第几(?!条|部分|章|节|款|页|项|点|季|批|次)|几名|第[一二三四五六七八九十\d]+名|排名|名次|排(?:在|第|到|多少|老几|几|行|个|一下|一排)|从(?:高到低|低到高|快到慢|慢到快|多到少|少到多)|最(?:好|差|快|慢|高|低|多|少|大|后|前|先|落后|靠|突出)|垫底|倒数|前[一二三四五六七八九十\d]+|后[一二三四五六七八九十\d]+(?!天|月|半)|末[一二三四五六七八九十\d]+|领先|靠前|靠后|领跑|第[一二三](?!季|产|批|条|部|章|点|类)|榜|名列|位列|位居|冠军|状元/,
  },
  {
    kind: 'zero',
    pattern:
      /一(?:家|个|亩|户|点)＃*(?:都|也)(?:没|未)|(?:还是|仍是?|依然是?|仍然是?|为|是)(?:0|零)(?!报)|零(?:进展|完成|进度|突破)|(?<!有)没有?(?:任何)?(?:进展|动静|起色|开张|开始)|还没(?:开始|动)|空白|毫无进展/,
  },
  {
    kind: 'threshold',
    pattern: THRESHOLD,
    when: ({ level, isImplied, rest }) => level !== undefined || isImplied || /哪|几[个项]|名单/.test(rest),
  },
  {
    kind: 'finished',
    pattern:
      /(?:没|未|没有|已经?|提前|超额|全部|都|才|只)?完成(?:了(?!多少|几|百)|目标|任务|的|全年|＃|$|[?？])|达标|完成了(?:多少|几)[项个](?:指标)?$|完成(?:全年)?(?:目标|任务)|百分之?百|100%|超额|收官|清零|清完/,
    when: ({ level, isImplied, rest }) =>
      level !== undefined ||
      isImplied ||
      /哪[些几]项?个?指标|几[个项]指标|哪几项|几项|有没有.{0,40}指标|的指标/.test(rest),
    unless: DEMAND,
  },
  {
    kind: 'trend',
    pattern:
      /连续(?:了)?(?:几|多少)(?:个月|期|个季度)|[红黄绿]灯?(?:变|转)(?:成|为)?[红黄绿]|从·+到·+.{0,4}怎么|怎么走的|变化过程|一路怎么/,
  },
  {
    kind: 'lights',
    pattern: new RegExp(
      `落后(?!的?(?:产能|用能|生产|工艺|设备|和))|滞后|${LIGHT}|亮灯|灯色|什么灯|啥灯|全[红黄绿]|[红黄绿]色?的|慢于|低于序时|[达过超赶]\\S{0,3}序时|没(?:有)?(?:达到|到|跟上|赶上)(?:序时|时序|进度)|跟不上|[拖拉]了?后腿|预警|快于|达标率|[偏较]慢|掉队|正常吗|赶得上|比序时|短板|弱项|红绿灯`,
    ),
  },
  {
    kind: 'gap',
    pattern:
      /还?差(?:多少|几|多远|距|了多少|的)|还差|差额|缺口|还剩|剩(?:下|余|多少|几)|还(?:要|需要?|得|应|该|有).{0,8}(?:多少|几)|(?:离|距离?).{0,8}(?:目标|任务|要求|完成|多远|＃)|欠多少|差距|还没完成的?(?:多少|几|有)|再.{0,6}(?:多少|几).{0,8}(?:就|才|能|可以)/,
  },
  {
    kind: 'trend',
    pattern:
      /走势|趋势|逐月|逐季|历史|历次|每次|(?:每个?|各|历|这几个?|几个)(?:月|季度?)|曲线|折线|一路|按月|月度(?:数|情况)/,
  },
  {
    kind: 'progress',
    pattern:
      /占＠|占比|进度|进展|完成|累计|序时|(?:[了到有得])(?:多少|几|百分之几)|(?:多少|几)[家个户亩吨%]?了|汇总|总体|总的|总表|一览|灯|实绩|到哪|哪一步|程度|率$|过半/,
    weak: true,
  },
  {
    kind: 'progress',
    pattern:
      /怎么?样|如何|情况|目前|现在|截至|截止|达[标到]|做[了到得]|干[了到得]|报了(?:多少|几)|(?:多少|几)[家个户亩吨%]|是多少|数(?:据|字)?(?:是|有)?(?:多少|几)|多少|看|查/,
    weak: true,
    // Words that any question has: only with a figure's own words about it.
    when: ({ rest, indicators, subjects, pool, level, period }) =>
      (indicators.length > 0 && (period !== undefined || DONE.test(rest) || BY_NOW.test(rest))) ||
      ((indicators.length > 0 || /情况|怎么?样|如何|看|查/.test(rest)) &&
        (subjects.length > 0 || pool !== undefined || level !== undefined)),
  },
]

const LISTED = /哪|几[个项盏]|多少[个项盏]|什么指标|短板|弱项|[拖拉]了?后腿|名单|有没有/

/** 亮红灯的是哪几个, 有没有落后的, 谁: a list of places, though no county is said. */
const LISTED_PLACES =
  /哪(?:几|些|个|里)|几个|谁|名单|(?:有没有|还有|有无|有).{0,12}的|的.{0,4}(?:有没有|有哪|有几|有谁)|只要名字|名字就行/

/** One indicator, and a list asked for: it can only be one of places. */
export const impliesCounties = (
  { indicators, subjects, level, rest }: Pick<Bare, 'indicators' | 'subjects' | 'level' | 'rest'>,
  regions: Regions,
): boolean =>
  level === undefined &&
  indicators.length === 1 &&
  subjects.every((key) => regions.get(key).level !== 'county') &&
  LISTED_PLACES.test(rest) &&
  !/指标|原因/.test(rest)

const GOAL =
  /(?:任务|目标|分解|分配|下达|承担|分到|领了|认领|指标数).{0,8}(?:多少|几|什么|是)|(?:任务|目标)$|(?:多少|几).{0,6}(?:任务|目标)|任务(?:数|量)/

/** @returns undefined where the text by itself is no question about the ledger */
export function kindOf(bare: Bare): QuestionKind | undefined {
  const { rest } = bare
  if (!(ASKS.test(bare.said) || looksAhead(bare.said)) || isReport(bare.said)) return undefined
  const rule = RULES.find(
    ({ pattern, unless, when }) => pattern.test(rest) && !unless?.test(rest) && (when?.(bare) ?? true),
  )
  const isDemand = (GOAL.test(rest) || DEMAND.test(rest)) && !DONE.test(rest)
  if (isDemand && (rule === undefined || rule.weak))
    return bare.isBelowProvince && !DOCUMENT.test(rest.replace(/要求/g, '')) ? 'goal' : undefined
  if (
    !rule ||
    DETAIL.test(rest) ||
    isElsewhere(rest) ||
    isOfDocuments(rule, rest) ||
    (rule.kind !== 'rule' && isUnknownTopic(bare, rule.kind === 'source' ? rest.replace(OF_SOURCE, '') : rest))
  )
    return undefined
  // One indicator's light, or one place's, is its progress.
  const isList = bare.level !== undefined || bare.isImplied || (bare.indicators.length !== 1 && LISTED.test(rest))
  return rule.kind === 'lights' && !isList ? 'progress' : rule.kind
}

/** Where something is written is for the documents to say, whatever figures stand beside it. */
const OF_DOCUMENTS = /附件|原文|全文|哪一?[条款章]|出自|出处|文件[里中上]/

/** The documents are asked, and no sentence beside it asks for what was done or for where a share comes from. */
export const isForDocuments = (text: string, kind: QuestionKind): boolean =>
  OF_DOCUMENTS.test(text) &&
  kind !== 'source' &&
  !readable(text)
    .split(/[?？。；;！!，,\s]+/)
    .some((part) => !OF_DOCUMENTS.test(part) && DONE.test(part) && ASKS.test(part))

/** The words of the question itself, which name no topic. */
const OF_SOURCE = /文件|依据|来源|出处|出自|根据|[凭定分派核份]/g

function isOfDocuments(rule: Rule, rest: string): boolean {
  if (rule.kind === 'missing') return /文件|要求|规定|办法|处罚/.test(rest)
  return rule.weak === true && DOCUMENT.test(rest) && !DONE.test(rest)
}

/** What no ledger row holds: which firms, which trades, what the goal's own words leave open (左右能差多少). */
const DETAIL =
  /(?:左右|以上|力争).{0,3}(?:能|是|算|可以|怎么|什么)|其中.{0,6}(?:多少|几)|(?:哪些|哪几家|哪家|具体)(?:的)?(?:企业|公司|厂|项目|地块|园区)|(?:企业|项目|公司)名单|(?:分|按|各个?|哪些)(?:行业|类型|领域)/

const OTHER_PROVINCES =
  /北京|天津|河北|山西|内蒙古?|辽宁|吉林|黑龙江|上海|江苏|安徽|福建|江西|山东|河南|湖北|湖南|广东|广西|海南|重庆|四川|贵州|云南|西藏|陕西|甘肃|青海|宁夏|新疆|台湾|香港|澳门|全国|外省|兄弟省|其他省|别的省/

/** Places that are not this province's: 广东, 昆山市. */
const isElsewhere = (rest: string): boolean =>
  OTHER_PROVINCES.test(rest) ||
  [...rest.matchAll(/(\p{Script=Han}{2,4}?)[省市县区州]/gu)].some(
    (match) => (match[1] ?? '').replace(FAMILIAR, '').length >= 2,
  )

const FAMILIAR = new RegExp(
  [
    '平均|水平|请|发|企业|统计|超额|提前|达标|晚|早|动静|起色|短板|弱项|上升|下降|事情|一步|程度|搞|保持|总表|一览|超过|低于|高于|不足|不到|过半|一半|更新|时候|这些|那些|些|请问|麻烦|帮忙?|看看?|一下|查询?|告诉|列出|显示|发给|给|让|你们?|您|他们|老师|领导|同志|谢谢|好的?|的|了|吗|呢|呀|啊|吧|么|嘛',
    '万方|万平方?米?|平方米|万亩|亩|公顷|万吨标煤|吨标煤|万吨|又|后来|改动?|过审|一直|始终|才|拖|加起来|别的|迟|算|除了?|以外|之外|全绿|全红|绿|红|黄|等着?|审|认|算不算|次|遍|拉后腿|清零|原地踏步|最迟|最晚|截止|连续|连着|接连|只要|名字|就行|应当|退了|给|打回|驳回|改过|改了|改动|更正|原来|原先|之前|弄完?|搞完?|办|目前|现在|当前|眼下|今天|到底|究竟|全年|本年|今年|年底前?|年末|年内|截至|截止|为止|以来|底|期|上期|这次|最近|最新|刚才|刚刚|上面|刚',
    '没有?|有|是不是|不是|是|多少|多远|多大|几个?|哪些?|谁|什么|啥|怎么?样|怎样|怎么|如何|为什么|为何|能不能|能否|是否|可以|可能|会不会|会|能|够不够|够',
    '情况|进度|进展|完成|任务|目标|指标|排名|名次|排|第|名|位|榜|整体|总体|总的?|全面|工作|各项|所有|全部|合计|总共|一共|大概|大约|左右|名单|汇总|表',
    '上报|填报|报送|报|数据|数字|数|比上?|较|增加|减少|增长|新增|净增|增|减|多|少|还|差距?|剩|缺口?|欠|距离?|离|速度|节奏|按照?|照|这样|达到|达标|序时|时间',
    '[红黄绿紫灰]?灯|落后|滞后|领先|最|快|慢|高|低|前|后|倒数|垫底|走势|趋势|变化|环比|每周?|天|周|星期|来得及|来不及|预计|预测|实现',
    '都|也|和|与|跟|同|在|里面?|内|中|下面|我们?|咱们?|本|市|县|区|省|家|户|个|亩|项|各|已经?|已|未|尚|齐|全|按时|要|需要?|需|得|才|应该?|必须|那么?|这个?|那个?|就|再|又|只|对|从|起|以上|百分之|率|一|二|三|四|五|六|七|八|九|十|两|半|零|\\d+|之|于|被|把|将|用|做|干|哦|喂|嗨|你好|拉|出|来|到|上|下|去|过|想|问|知道|了解|说|讲|呗|咋|咋样|通过|审核|待审|退回|接收|状态|谁家|个县|哪家|拖|催|负责|地方|单位|地区',
  ].join('|'),
  'g',
)

/** Without an indicator, words that are none of ours name another topic: 亩均税收排第几, 绍兴试点进展如何. */
function isUnknownTopic({ indicators, topic }: Bare, rest: string): boolean {
  if (indicators.length > 0) return false
  const left = withoutTopic(rest, topic)
    .replace(/[^\p{Script=Han}]/gu, ' ')
    .replace(FAMILIAR, '')
    .replace(/\s/g, '')
  return left.length >= 2
}

/** The work points' own name is no other topic: 腾笼换鸟的进展. */
function withoutTopic(text: string, topic: string): string {
  let left = text
  for (let from = 0; from < left.length; from++) {
    let to = from
    while (to < left.length && topic.includes(left.slice(from, to + 1))) to += 1
    if (to - from >= 3) left = left.slice(0, from) + ' '.repeat(to - from) + left.slice(to)
  }
  return left
}
