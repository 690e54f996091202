/** The words before a number, parted into the thing that is counted and what qualifies the number. */
import { PERIOD } from './time-words.ts'

/** The words before a figure, taken apart. */
export interface Head {
  readonly object: string
  /** 力争, 同比增长, 不少于 … as worded */
  readonly qualifiers: readonly string[]
  /** 分别, 均: said of each of the things listed */
  readonly distributed: boolean
  /** a rate of change, or a level that is to be reached */
  readonly changed: boolean
}

const VERBS = [
  '新(?:增|建|上|设)|新?(?:认定|建成|改扩建|培育|引进|开工|发展|签约|创建|入库|改造|招引|注册|登记|投产|组建|立项)',
  '淘汰和整治|淘汰|整治|处置|盘活|腾出|腾退|建设|完成|实施|实现|推广|打造|推进|推动|推荐|开展|压减|压缩|削减|关停|关闭|退出|清理|化解',
  '扶持|支持|扩建|改建|启动|开工|竣工|形成|培训|整合|收回|供应|消化|利用|拆除|治理|设立|选树|遴选|评选|发布|出台|制定|修订|成立|帮扶',
  '服务|解决|安排|筹集|筹措|减免|降低|减少|节约|收储|出让|开发|复垦|监察|监测|抽查|检查|排查|诊断|对接|举办|走访|覆盖|组织|抓好|争创|争取|招聘',
  '引育|筛选|扩大|带动|吸引|投入|安置|落实|梳理|建立|布局|提升|提高|增加|加快|转化|授权|申请|获评|获批|列入|纳入|储备|谋划|滚动|策划|发放|办理|制（修）订|打通|归集|汇聚|选派|选聘|接入|公布|突破|攻克',
]
const VERB = new RegExp(`^(?:${VERBS.join('|')})`)
const MODAL = /力争|确保|争取|努力|预期|目标(?:为|是)?|原则上/
const SCOPE =
  /^(?:全省|全市|全县|全区|全国|全域|各地|我省|我市|我县|我区|实现|做到|使|应|须|再|并(?!网)|其中|同时|共(?=[^建享同])|累计|总计|合计|预计|必须|面向(?:社会|全国|全球|全省|全市)|全面(?=完成|建成|淘汰|推广)|各(?=完成|新增|新建|建成|培育|创建|实施|认定|推广|淘汰|压减)|在|对|将|把|由|为|的|要|[：:、\s])+/
const CHANGE = /(?:增长|提高|提升|上升|增加|下降|降低|减少|压减|削减|压缩|增|降)(?:了|到|至)?$/
/** What stands before it, several in a row: 比2016年同期分别. */
const BEFORE_CHANGE =
  /(?:同比|环比|[比较](?:上年|去年|上一年|\s?20\d\d\s?年|“?十[二三四]五”?末?)(?:同期|底|末)?|在\s?20\d\d\s?年基础上|年均|每年|平均|累计|分别|均|各|都|再|以年均)$/
const LONGEST_BEFORE_CHANGE = 13
const LEVEL =
  /(?:分别|均|各|都|要|总量)?(?:力争)?(?:达到|达|突破|超过|超|不少于|不低于|不得低于|不得少于|不超过|不高于|不得超过|控制在|保持在|稳定在|维持在|降至|降到|增至|升至|约|近|至少|为|是|占|分别|均|各)$/
const CHANGED =
  /增长|提高|提升|上升|增加|下降|降低|减少|压减|削减|压缩|达到|达|突破|超过|控制在|保持在|稳定在|降至|降到|增至/
const TAKEN_FOR_CHANGE = /(?:新增|递增|年增|倍增|净增)$/

const ANY_PERIOD = new RegExp(`(?<![比较在]\\s?)${PERIOD.source}`, 'g')

/** The verb that a wording begins with (新认定, 淘汰和整治); '' where it begins with none. */
export const leadingVerb = (wording: string): string => VERB.exec(wording)?.[0] ?? ''

const TRAILING = new RegExp(`(?:${VERBS.join('|')})$`)

/** Whether the wording ends in a verb that still waits for its noun: 每个县（市、区）建成. */
export const awaitsNoun = (wording: string): boolean => TRAILING.test(wording)

/** Whether nothing is left of a wording but verbs: 组织实施. */
export function bareVerb(wording: string): boolean {
  let rest = wording
  for (let verb = leadingVerb(rest); verb; verb = leadingVerb(rest)) rest = rest.slice(verb.length)
  return rest === ''
}

/** The number of an item within a sentence or paragraph: 二是新增托位, 3.新增停车位. */
const ITEM = /^\s*(?:[一二三四五六七八九十]{1,3}(?:是|要)|\d{1,2}\s?[.．](?!\d))\s*(?=.)/

/**
 * Takes the words before a figure apart: the thing that is counted, and what qualifies the figure (力争, 同比增长).
 * The parts are '' or empty where the words do not have them.
 */
export function headOf(text: string): Head {
  // A bracket that is still open belongs to the figure alone: （其中新增100家）.
  const opened = Math.max(text.lastIndexOf('（'), text.lastIndexOf('('))
  const inside = opened >= 0 && !/[）)]/.test(text.slice(opened)) ? text.slice(opened + 1) : text
  const modal = /力争|确保|争取|努力/.exec(inside)?.[0]
  const { rest, tail } = withoutTail(
    inside
      .replace(ITEM, '')
      .replace(/^(?:以及|[、和及与以或）)\s])+/, '')
      .replace(MODAL, '')
      .trim(),
  )
  const bare = rest.replace(ANY_PERIOD, '').trim()
  const object = bare
    .replace(SCOPE, '')
    .replace(/(?<![、\s])[、\s]+$/, '')
    .trim()
  return {
    object,
    qualifiers: [...(modal ? [modal] : []), ...(tail ? [tail] : [])],
    distributed: /分别|均|各|都/.test(tail.replace(/年均|平均/, '')),
    changed: CHANGED.test(tail),
  }
}

/** 比2016年同期分别下降 */
function changeAtEnd(text: string): string {
  let from = CHANGE.exec(text)?.index ?? text.length
  if (from === text.length) return ''
  for (let word: string | undefined = ''; word !== undefined; ) {
    from -= word.length
    word = BEFORE_CHANGE.exec(text.slice(Math.max(0, from - LONGEST_BEFORE_CHANGE), from))?.[0]
  }
  return text.slice(from)
}

/** 同比分别下降, 不少于 off the end; together they are one qualifier, as worded. */
function withoutTail(text: string): { rest: string; tail: string } {
  let rest = text
  let tail = ''
  for (let i = 0; i < 3; i++) {
    const word = LEVEL.exec(rest)?.[0] ?? (TAKEN_FOR_CHANGE.test(rest) ? '' : changeAtEnd(rest))
    if (!word) break
    tail = word + tail
    rest = rest.slice(0, -word.length).trim()
  }
  return { rest, tail }
}
