/**
 * Target figures: a number with a unit that the paper sets as a goal, with what is counted.
 *
 * A goal is told from a threshold (年产值2000万元以上的企业), a grant (奖励100万元) and a result
 * (去年完成1200家) by the words around the number.
 */
import { withoutTrailing } from '../../office/bounds.ts'
import { periodOf, withoutBase } from './time-words.ts'
import { awaitsNoun, bareVerb, headOf, leadingVerb } from './wording.ts'

export interface Target {
  /** what is counted, as worded, with an elided verb or base given back: 新认定科技型中小微企业 */
  readonly object: string
  readonly number: string
  readonly unit: string
  readonly qualifiers: readonly string[]
  readonly period?: string
}

export interface Context {
  /** the heading speaks of 目标 or 任务: a figure needs no other sign */
  readonly goals?: boolean
  /** the text is a rule, so figures are thresholds unless a goal is announced */
  readonly rule?: boolean
  /** the heading looks back: figures are results unless a goal is announced */
  readonly results?: boolean
  /** the document's year: figures of earlier years are results */
  readonly year?: number
  /** of the provision: what 第一批 is a batch of */
  readonly heading?: string
}

const PER = '(?:\\s?/\\s?(?:亩|人|万元|平方米|立方米|公顷|小时|年|天|日|吨|户|家))?'
const UNIT =
  '个百分点|个工作日|工作日|个环节|个月|小时|分钟|天|千伏安|兆伏安|兆瓦时|兆瓦|台（套）|件（套）|台套|平方公里|平方千米|平方米|立方米|吨标准煤|吨标煤|蒸吨|微克|毫克|千克标准煤|千克|克标准煤|千瓦时|千瓦|公顷|公里|人次|户次|家次|场次|㎡|家|户|个|亩|吨|元|美元|%|％|‰|人|名|项|条|座|台|套|件|辆|艘|米|处|所|场|批|次|倍|对|组|支|宗|起|种|类|门|只|株|度|间|张|班|站|部|款|例|村|镇|MW|GW'
const FIGURE = new RegExp(
  `(?<![\\d.第A-Za-z])(\\d{1,3}(?:,\\d{3}){1,4}|\\d+(?:\\.\\d+)?)\\s?(万亿|[十百千]?[万亿]?)\\s?((?:${UNIT})${PER})(?!令|线|级|期|维|层|条款)`,
  'g',
)
const AFTER = /^\s*[（(]?\s?(以上|以下|以内|左右|上下|余)\s?[）)]?/

const ASKED = /力争|确保|争取|努力|预期|目标|计划|任务/
const HOPED = /力争|确保|争取|努力/
const RESULT = /去年|上年|上一年|以来|截至|已(?:经)?(?:累计)?(?:完成|建成|达|认定|实现|培育|新增|超)|完成情况/
// 争取中央补助资金15亿元 is money to be won, not given.
const GRANT =
  /罚款|奖励|(?<!(?:争取|筹集)[^，]{0,6})(?:补助|补贴|资助)|奖补|贴息|给予|最高|注册资本|注册资金|处以|逾期|有效期|不足|一次性/

/** @param sentence healed text */
export function targetsIn(sentence: string, context: Context = {}): Target[] {
  if (!/\d/.test(sentence)) return []
  const targets: Target[] = []
  let period: string | undefined
  let modal: string | undefined
  let spread: string | undefined
  let dated = false
  let result = false
  let granted = false
  const earlier: Found[] = []
  for (const clause of clausesOf(sentence)) {
    const plain = withoutBase(clause)
    const named = periodOf(clause)
    const asked = ASKED.exec(plain)?.[0]
    if (named || asked) result = false
    // 每年发布目录，建设中心5家: every year is said of its own clause only.
    const repeated = /^每/.test(named ?? '')
    period = repeated ? period : (named ?? period)
    dated ||= named !== undefined
    modal = asked ?? modal
    spread = spreading(plain) ?? spread
    granted ||= GIVEN.test(plain) && GRANT.test(plain)
    result ||= RESULT.test(plain) || (!repeated && isPast(period, context.year))
    if (result || GRANT.test(plain)) continue
    const hoped = modal !== undefined && HOPED.test(modal)
    if (context.results && !hoped) continue
    const announced = context.goals || hoped || (!context.rule && (dated || modal !== undefined))
    const founds = inClause(clause, earlier)
    const years = yearsOf(clause, founds.length)
    for (const [at, found] of founds.entries()) {
      // 建设小微企业园10个，建筑面积100万平方米: what goes with a goal is one.
      const beside =
        targets.length > 0 && earlier.length > 0 && /^[^、，]{2,10}$/.test(clause.slice(0, clause.search(/\d/)))
      earlier.push(found)
      if (!announced && (context.rule || !(isGoal(found) || beside))) continue
      if (isCap(found) && !hoped) continue
      if (granted && /元$/.test(found.unit) && leadingVerb(found.object) === '') continue
      const periods = years ? (years.each ? years.named : years.named.slice(at, at + 1)) : [repeated ? named : period]
      for (const when of periods) targets.push(finished(batchOf(found, context.heading), spread, when))
    }
  }
  return targets
}

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
const LIMIT = /不超过|不得超过|不高于|不得高于|不少于|不得少于|不低于|不得低于|以内|以下/

/** 单笔不超过1000万元, 期限最长不超过15天: what one case may have at most is a rule, not a goal. */
const isCap = ({ object, unit, qualifiers, changed }: Found): boolean =>
  /(?:最[长高多低少大]|至多)$/.test(object) ||
  (PER_ITEM.test(object) &&
    !/建成|建设|完成|新增|培育|创建|打造|培训/.test(object) &&
    (qualifiers.some((one) => LIMIT.test(one)) || (/元$/.test(unit) && !changed)))

/** 公布第一批260项 below the heading “零跑腿”事项清单: the heading says of what. */
function batchOf(found: Found, heading: string | undefined): Found {
  // 平均办理时长: of what is said in the heading, where that names a thing.
  const thing = heading && heading.length > 3 && leadingVerb(heading) === '' && !/目标|任务|要求|重点/.test(heading)
  if (thing && /^平均/.test(found.object)) return { ...found, object: `${heading}${found.object}` }
  const batch = /^(.*?)(?:第[一二三四五六七八九十]批|首批)$/.exec(found.object)
  if (!batch || !heading || leadingVerb(heading) || !bareVerb(batch[1] ?? '')) return found
  return { ...found, object: /达到|突破|超过/.test(found.qualifiers.join()) ? heading : `${found.object}${heading}` }
}

/** Words for a list of shares, behind what is shared. */
const TABLED = '目标|任务|计划|指标|分解|分配|清单|一览|安排|表'.split('|')

/** What each place is to do, in a list below a heading: 甲市12家，乙市10家。 */
export function sharesIn(sentence: string, heading: string): (Target & { readonly scope: string })[] {
  if (!/任务|目标|分解|计划/.test(heading)) return []
  const shares = sentence
    .replace(/[。；]$/, '')
    .split(/[，；、]/)
    .map((clause) => SHARE.exec(clause.trim()))
  const period = /(?:到)?20\d\d年(?:底)?/.exec(heading)?.[0]
  const object = withoutTrailing(
    heading.replace(
      /(?:到)?20\d\d年(?:度|底)?|各(?:地区?|市州?|县|区|乡镇|街道|单位)(?:[（(][^（）()]{1,8}[）)])?/g,
      '',
    ),
    TABLED,
  )
  if (shares.length < 2 || object.length < 2 || shares.some((one) => one === null)) return []
  return shares.flatMap((one) => {
    const [, scope = '', number = '', scale = '', unit = '', after] = one ?? []
    const found = { object, scope, number, unit: scale + unit, qualifiers: after ? [after] : [] }
    return [{ ...found, ...(period ? { period } : {}) }]
  })
}

const SHARE = new RegExp(
  `^([\\u4e00-\\u9fa5]{1,10}?(?:市|县|区|州|旗|盟|镇|乡|街道))[：:]?\\s?(\\d{1,3}(?:,\\d{3})+|\\d+(?:\\.\\d+)?)\\s?(万亿|[十百千]?[万亿]?)\\s?(${UNIT})(以上|左右)?$`,
)

/** A figure that nothing announces is a goal when it is something to do, or a rate. */
const isGoal = ({ object, unit, changed }: Found): boolean =>
  changed ||
  leadingVerb(object) !== '' ||
  /^每|新增|净增/.test(object) ||
  (unit === '%' && /(?:增速|增幅|比重|占比|率|强度)$/.test(object))

function finished(
  { object, number, unit, qualifiers }: Found,
  spread: string | undefined,
  period: string | undefined,
): Target {
  const hoped = spread ? [spread] : []
  return {
    object,
    number,
    unit,
    qualifiers: [...hoped, ...qualifiers.filter((one) => !hoped.includes(one))],
    ...(period ? { period } : {}),
  }
}

const clausesOf = (sentence: string): string[] =>
  sentence.split(/[，；。！？：;]|,(?!\d{3})|:(?!\d)/).filter((clause) => clause.trim())

function isPast(period: string | undefined, year: number | undefined): boolean {
  const years = period?.match(/20\d\d/g)
  return year !== undefined && years !== undefined && years !== null && Number(years.at(-1)) < year
}

interface Figure {
  readonly number: string
  readonly unit: string
  readonly from: number
  readonly to: number
  /** 以上, 左右 … */
  readonly after: string
}

/** Each figure of a sentence, goal or not, within its clause: what a rule's thresholds and grants are worded with. */
export const figuredClauses = (
  sentence: string,
): { readonly before: string; readonly number: string; readonly unit: string; readonly behind: string }[] =>
  clausesOf(sentence).flatMap((clause) => {
    const [figure, other] = figuresOf(clause)
    if (!figure || other) return []
    const { number, unit, after } = figure
    const isClosed = clause.slice(figure.to).trim() === ''
    return isClosed ? [{ before: clause.slice(0, figure.from).trim(), number, unit, behind: after }] : []
  })

function figuresOf(clause: string): Figure[] {
  return [...clause.matchAll(FIGURE)].map((match) => {
    const [whole, number = '', scale = '', unit = ''] = match
    const end = match.index + whole.length
    const after = AFTER.exec(clause.slice(end))
    const to = end + (after?.[0].length ?? 0)
    return { number, unit: scale + unit.replace(/\s/g, ''), from: match.index, to, after: after?.[1] ?? '' }
  })
}

type Found = Target & { readonly changed: boolean }

/** @param earlier the figures before, whose verb or object may be meant again */
function inClause(clause: string, earlier: readonly Found[]): Found[] {
  const figures = figuresOf(clause)
  const found: Found[] = []
  let start = 0
  for (let i = 0; i < figures.length; i++) {
    const figure = figures[i]
    if (!figure) break
    const next = figures[i + 1]
    const ahead = clause.slice(start, figure.from)
    const behind = clause.slice(figure.to, next?.from ?? clause.length)
    const listed = found.at(-1) !== undefined && /^[、和及与\s]/.test(ahead)
    const part = /其中/.test(ahead) ? earlier.findLast((one) => one.unit === figure.unit) : undefined
    const before = found.at(-1) ?? part ?? earlier.at(-1)
    const rise = next && /^[^、]{0,6}(?:到|至)$/.test(behind) ? /^(.*)[从由][^从由]*$/.exec(ahead) : null
    if (next && rise) {
      found.push(whole(next, headOf(`${rise[1]}${behind}`), '', before))
      start = next.to
      i++
      continue
    }
    if (isAttribute(figure, ahead, behind, next)) continue
    const head = headOf(ahead)
    // 15个工作日内办结 is a rule of procedure; only 压缩至15个工作日 is a goal.
    if (TIMED.test(figure.unit) && !isShortened(head) && !(listed && !head.object)) continue
    start = figure.to
    const things = head.distributed ? thingsOf(head.object) : []
    if (things.length > 1) {
      const run = figures.slice(i, i + things.length)
      const paired = run.length === things.length && run.every((one, k) => k === 0 || isListed(clause, run[k - 1], one))
      for (const [k, object] of things.entries()) found.push(made(object, (paired && run[k]) || figure, head))
      if (paired) i += run.length - 1
      start = (paired ? run.at(-1) : figure)?.to ?? start
      continue
    }
    const one = whole(figure, head, behind, before, listed)
    found.push(one)
    const noun = nounOf(behind)
    if (noun && one.object.endsWith(noun)) start += noun.length
  }
  return found.filter(({ object }) => !/^[\d.,]*$|^(?:高|低|快|好|优)于|^领先/.test(object))
}

const isListed = (clause: string, a: Figure | undefined, b: Figure): boolean =>
  a !== undefined && /^[、和及与\s]*$/.test(clause.slice(a.to, b.from))

/** 10亿元以上项目8个, 5000吨以上的企业: the figure describes a thing, it does not count one. */
function isAttribute(figure: Figure, ahead: string, behind: string, next: Figure | undefined): boolean {
  if (/^\s*(?:的|之[一内]|及以[上下]|含|时|后|内|起|为上限)/.test(behind)) return true
  // 35蒸吨/小时以下燃煤锅炉: a size that names a thing.
  if (figure.after === '以下' && /^[\u4e00-\u9fa5]/.test(behind)) return true
  if (/(?:(?<!不|得)(?:高于|低于|大于|小于|多于|少于)|满|每|近?[几数])$/.test(ahead)) return true
  if (/^[%％]$/.test(figure.unit) && figure.after === '' && /^[\u4e00-\u9fa5]/.test(behind))
    return !/^(?:和|及|与)/.test(behind)
  if (next && behind === '' && figure.after !== '') return true
  const joined = behind !== '' && !/^[、和及与以）)]|[、（(]|(?:到|至)$/.test(behind)
  return next !== undefined && joined && (figure.after !== '' || /元|亩|吨|米|千瓦/.test(figure.unit))
}

const TIMED = /^(?:个?工作日|小时|分钟|天|个月)$/

/** 压缩至80个工作日; 审批时间不超过80个工作日, but not 间隔不少于10分钟. */
function isShortened({ object, qualifiers }: Head): boolean {
  const words = qualifiers.join()
  return (
    /压[缩减]|缩短|缩减|控制|降|减|达到|延长|提[高升]/.test(words) ||
    (LIMIT.test(words) && /(?:时间|时限|时长|天数|周期)$/.test(object))
  )
}

type Head = ReturnType<typeof headOf>

const made = (object: string, figure: Figure, head: Head): Found => ({
  object,
  number: figure.number,
  unit: figure.unit,
  qualifiers: [...head.qualifiers, ...(figure.after ? [figure.after] : [])],
  changed: head.changed,
})

/** One figure with its object: from before the number, from behind it, or from the figure before. */
function whole(figure: Figure, head: Head, behind: string, before: Found | undefined, listed = false): Found {
  const noun = nounOf(behind)
  const object = levelled(head.object, before?.object)
  if (object === '' && noun) return made(leadingVerb(before?.object ?? '') + noun, figure, head)
  if (noun && (bareVerb(object) || awaitsNoun(object))) return made(object + noun, figure, head)
  if (object === '' && listed && before && !head.qualifiers.length)
    return made(before.object, figure, { ...head, qualifiers: before.qualifiers, changed: before.changed })
  if (object === '' || (before && bareVerb(object) && leadingVerb(before.object) === object))
    return made(before?.object ?? head.qualifiers.at(-1) ?? '', figure, head)
  const elided = !leadingVerb(object) && !head.changed && before
  const alike = before?.unit === figure.unit || (listed && figure.unit !== '%' && before?.unit !== '%')
  return made(elided && alike ? leadingVerb(before.object) + object : object, figure, head)
}

const LEVEL = /^(?:国家|省|市|县|区|镇|乡镇|村)(?:本)?级/

/** 市本级网上可办率达到98%，县级达到95%: the rate is said once. */
function levelled(object: string, before: string | undefined): string {
  const own = LEVEL.exec(object)?.[0]
  const other = LEVEL.exec(before ?? '')?.[0]
  return own === object && own && other && own !== other ? own + (before ?? '').slice(other.length) : object
}

const nounOf = (behind: string): string =>
  /^[^、，（(）)]*/
    .exec(behind)?.[0]
    .trim()
    .replace(/(?:以及|和|及|与|并)$/, '') ?? ''

// 万元工业增加值用水量、废水排放量: the base of an intensity is said once for the whole list.
const BASE = /^(?:(?:万元|单位|亿元|每万元)[^、]{0,10}?(?:增加值|生产总值|GDP|产值|产品)|人均|亩均)/

function thingsOf(object: string): string[] {
  const parts = object.split(/、|以及|[和及与]/).map((part) => part.trim())
  if (parts.length < 2 || parts.some((part) => part.length < 2)) return [object]
  const shared = withTail(parts, object)
  if (shared) return shared
  const base = BASE.exec(object)?.[0] ?? ''
  return parts.map((part, i) => (i > 0 && !/^(?:每?万元|单位|亿元|人均|亩均)/.test(part) ? base + part : part))
}

const MEASURE = /(?:率|比重|占比|比例|时间|时长|周期|数|量|额|面积|覆盖面|强度|增速|收入|产值|能力)$/

/** 用水、用气报装时间: the measure is said once, at the end. Where it begins is told by what the members share. */
function withTail(parts: readonly string[], object: string): string[] | undefined {
  const last = parts.at(-1) ?? ''
  const others = parts.slice(0, -1)
  if (!MEASURE.test(last) || others.some((one) => MEASURE.test(one))) return undefined
  const base = /^.*的/.exec(others[0] ?? '')?.[0] ?? ''
  const names = [(others[0] ?? '').slice(base.length), ...others.slice(1)]
  const length = names[0]?.length ?? 0
  const own = last.slice(0, length)
  const same = names.every((one) => one.length === length && (one[0] === own[0] || one.at(-1) === own.at(-1)))
  if (!same || last.length - length < 2) return [...others.map((one) => `${one}（${object}）`), base + last]
  return [...names.map((one) => base + one + last.slice(length)), base + last]
}
