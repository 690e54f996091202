/**
 * Target figures: a number with a unit that the paper sets as a goal, with what is counted.
 *
 * A goal is told from a threshold (年产值2000万元以上的企业), a grant (奖励100万元) and a result
 * (去年完成1200家) by the words around the number.
 */
export interface Target {
  /** what is counted, as worded, with an elided verb given back: 新认定科技型中小微企业 */
  readonly object: string
  readonly number: string
  readonly unit: string
  readonly qualifiers: readonly string[]
  readonly period?: string
}

const UNIT =
  '个百分点|平方公里|平方千米|平方米|立方米|吨标准煤|吨标煤|千瓦时|千瓦|公顷|公里|人次|户次|家次|㎡|家|户|个|亩|吨|元|%|％|‰|人|名|项|条|座|台|套|件|辆|艘|米|处|所|场|批|次|倍|对|组|支|宗|起|种|类|门|期|只|株'
const FIGURE = new RegExp(
  `(?<![\\d.第])(\\d{1,3}(?:,\\d{3})+|\\d+(?:\\.\\d+)?)\\s?([十百千]?[万亿]?)\\s?(${UNIT})(?!令|线|级|期工程|维)`,
  'g',
)
const AFTER = /^\s*[（(]?\s?(以上|以下|以内|左右|上下)\s?[）)]?/

const YEAR = '(?:20\\d\\d\\s?年?\\s?[-—–－~～至到]+\\s?)?20\\d\\d\\s?年'
const PERIOD = new RegExp(
  `(?:到|至)?(?:${YEAR}(?:度|底|末|初)?(?:前|以前|之前)?|全年|今年|本年度|当年|年内|(?:今年)?(?:年底|年末)(?:前)?|[上下]半年|“?十[二三四五]五”?(?:期间|末|时期)|[一二三四五两]年内|每年|\\d{1,2}\\s?月底前)`,
)
const MODAL = /力争|确保|争取|努力|预期|目标(?:为|是)?|计划|任务(?:为|是)?|原则上/
const SCOPE =
  /^(?:全省|全市|全县|全区|全国|各地|我省|我市|我县|我区|省级|实现|完成|做到|使|要|应|须|再|并|其中|同时|共|累计|总计|合计|预计|必须|全面|在|对|将|把|由|有|为|的|新的|组织(?=[实开]))+/
const CHANGE =
  /(?:(?:同比|比上年|较上年|比去年|较去年|年均|每年|平均|累计|分别|均|各|都|再|比\s?20\d\d\s?年|较\s?20\d\d\s?年|以年均)+)?(?:增长|提高|提升|上升|增加|下降|降低|减少|压减|削减|压缩)?(?:率)?(?:到|至)?$/
const LEVEL =
  /(?:分别|均|各|都)?(?:力争)?(?:达到|达|突破|超过|不少于|不低于|不得低于|不得少于|不超过|不高于|不得超过|控制在|保持在|稳定在|降至|降到|增至|提高到|约|近|至少|为|是|占)$/
const VERB =
  /^(?:新?(?:认定|增|建成|建|改扩建|培育|引进|上|开工|设|发展|签约|创建|入库|改造)|淘汰|整治|处置|盘活|腾出|腾退|建成|建设|完成|实施|引进|推广|认定|创建|打造|推进|推动|开展|实现|压减|削减|关停|关闭|退出|清理|化解|招引|扶持|支持|扩建|改建|改造|启动|开工|竣工|投产|形成|培训|培育|整合|收回|供应|消化|利用|拆除|治理|发展|组建|设立|选树|遴选|评选|发布|制定|修订|成立|帮扶|服务|解决|安排|筹集|减免|降低|减少|节约|收储|出让|开发|复垦|监察|监测|抽查|排查|诊断|对接|举办|走访|覆盖|组织|抓好|争创|争取|招聘|引育|筛选|扩大|带动|吸引|投入|安置|动态|落实|梳理|建立|布局|提升|提高|增加|扶优|加快|每年|累计)/
const NOT_A_GOAL =
  /去年|上年|上一年|以来|同期|截至|已(?:经)?(?:完成|建成|达|有|认定)|罚款|奖励|补助|补贴|资助|给予|最高|注册资本|注册资金|处以|逾期|罚|有效期|不足|面积为/
const COMPARED = /[比较](?:去年|上年|上一年)(?:同期)?|同比/g

/** Figures of a clause before they are known to be goals. */
interface Figure {
  readonly number: string
  readonly unit: string
  readonly from: number
  readonly to: number
  readonly after: string
}

/**
 * @param sentence healed text
 * @param context  `goals`: the heading speaks of 目标 or 任务; `year`: figures of earlier years are results
 */
export function targetsIn(
  sentence: string,
  context: { readonly goals?: boolean; readonly year?: number } = {},
): Target[] {
  if (!/\d/.test(sentence)) return []
  const targets: Target[] = []
  let period: string | undefined
  let modal: string | undefined
  for (const clause of clausesOf(sentence)) {
    period = PERIOD.exec(clause)?.[0].replace(/\s/g, '') ?? period
    modal = MODAL.exec(clause)?.[0] ?? modal
    if (isPast(period, context.year) || NOT_A_GOAL.test(clause.replace(COMPARED, ''))) continue
    for (const target of inClause(clause)) {
      const announced = period !== undefined || modal !== undefined || context.goals === true
      if (!announced && !VERB.test(target.object) && !target.changed) continue
      const { changed: _, ...found } = target
      const qualifiers =
        modal && /力争|确保|争取|努力/.test(modal)
          ? [modal, ...found.qualifiers.filter((q) => q !== modal)]
          : found.qualifiers
      targets.push({ ...found, qualifiers, ...(period ? { period } : {}) })
    }
  }
  return targets
}

const clausesOf = (sentence: string): string[] =>
  sentence.split(/[，；。！？：:;]|,(?!\d{3})/).filter((clause) => clause.trim())

function isPast(period: string | undefined, year: number | undefined): boolean {
  const years = period?.match(/20\d\d/g)
  return year !== undefined && years !== undefined && years !== null && Number(years.at(-1)) < year
}

function figuresOf(clause: string): Figure[] {
  return [...clause.matchAll(FIGURE)].map((match) => {
    const [whole, number = '', scale = '', unit = ''] = match
    const from = match.index
    const end = from + whole.length
    const after = AFTER.exec(clause.slice(end))
    return { number, unit: scale + unit, from, to: end + (after?.[0].length ?? 0), after: after?.[1] ?? '' }
  })
}

type Found = Target & { readonly changed: boolean }

function inClause(clause: string): Found[] {
  const figures = figuresOf(clause)
  const found: Found[] = []
  let verb = ''
  for (let i = 0; i < figures.length; i++) {
    const figure = figures[i]
    if (!figure) break
    const behind = clause.slice(figure.to, figures[i + 1]?.from ?? clause.length)
    if (/^\s*(?:的|之[一内]|及以上|以上的|时|后|内)/.test(behind)) continue
    const ahead = headOf(clause.slice(figures[i - 1]?.to ?? 0, figure.from))
    const objects = objectsOf(ahead.object)
    // 分别达到100家、200家和300家: as many numbers as things.
    const run = ahead.distributed ? figures.slice(i, i + objects.length) : [figure]
    if (ahead.distributed && objects.length > 1) {
      const paired =
        run.length === objects.length &&
        run.slice(1).every((next, k) => /^[、和及与\s]*$/.test(clause.slice(run[k]?.to ?? 0, next.from)))
      objects.forEach((object, k) => {
        found.push(target(object, (paired ? run[k] : undefined) ?? figure, ahead))
      })
      if (paired) i += run.length - 1
      continue
    }
    const object = withNoun(ahead.object, behind)
    const own = VERB.exec(object)?.[0]
    const carried = !own && verb && i > 0 && object ? verb + object : object
    verb = own ?? verb
    if (carried && !/^[\d.]/.test(carried)) found.push(target(carried, figure, ahead))
  }
  return found
}

const target = (object: string, figure: Figure, head: Head): Found => ({
  object,
  number: figure.number,
  unit: figure.unit,
  qualifiers: [...head.qualifiers, ...(figure.after ? [figure.after] : [])],
  changed: head.changed,
})

interface Head {
  readonly object: string
  readonly qualifiers: readonly string[]
  /** 分别, 均: each of the things listed */
  readonly distributed: boolean
  /** the figure is a rate of change or a level to be reached */
  readonly changed: boolean
}

/** What stands before the number, parted into the thing and the words that qualify the number. */
function headOf(text: string): Head {
  // A bracket that is still open belongs to the figure alone: （其中新增100家）.
  const opened = Math.max(text.lastIndexOf('（'), text.lastIndexOf('('))
  const inside = opened >= 0 && !/[）)]/.test(text.slice(opened)) ? text.slice(opened + 1) : text
  let rest = inside.replace(/^[、和及与以或\s）)]+/, '').trim()
  const modal = MODAL.exec(rest)?.[0]
  rest = rest.replace(new RegExp(PERIOD.source, 'g'), '').replace(MODAL, '').trim()
  const tail: string[] = []
  for (let i = 0; i < 3; i++) {
    const level = LEVEL.exec(rest)?.[0] ?? CHANGE.exec(rest)?.[0] ?? ''
    if (!level || level === rest) break
    tail.unshift(level)
    rest = rest.slice(0, -level.length).trim()
  }
  const worded = tail.join('')
  const object = rest
    .replace(SCOPE, (scope) => (scope === rest ? scope : ''))
    .replace(/[、\s]+$/, '')
    .trim()
  return {
    object,
    qualifiers: [...(modal && /力争|确保|争取|努力/.test(modal) ? [modal] : []), ...(worded ? [worded] : [])],
    distributed: /分别|均|各|都/.test(worded),
    changed: /增长|提高|提升|上升|增加|下降|降低|减少|压减|削减|达到|突破|控制在|降至|降到|增至/.test(worded),
  }
}

/** 培育1000家隐形冠军企业: the noun stands behind the number. */
function withNoun(object: string, behind: string): string {
  const noun = /^[^、和及与，（(“”]*/.exec(behind.replace(/^[）)]/, ''))?.[0].trim() ?? ''
  const wants = object === '' || VERB.exec(object)?.[0] === object || /[对向为在将]$/.test(object)
  return wants && noun
    ? object.replace(/[对向为在将]$/, '') + noun
    : noun && !/^[以并]/.test(noun) && VERB.test(object) && object.length <= 4
      ? object + noun
      : object
}

// 万元工业增加值用水量、废水排放量: the base of an intensity is said once for the whole list.
const INTENSITY = /^(?:(?:万元|单位|亿元|每万元)[^、]{0,10}?(?:增加值|生产总值|GDP|产值|产品)|人均|亩均)/

function objectsOf(object: string): string[] {
  const parts = object
    .split(/、|和|以及|及|与/)
    .map((part) => part.trim())
    .filter(Boolean)
  if (parts.length < 2) return [object]
  const base = INTENSITY.exec(object)?.[0] ?? ''
  return parts.map((part, i) =>
    i > 0 && base && !part.startsWith(base) && !/^(?:万元|单位|人均|亩均)/.test(part) ? base + part : part,
  )
}
