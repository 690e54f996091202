/**
 * Target figures: a number with a unit that the paper sets as a goal, with what is counted.
 *
 * A goal is told from a threshold (年产值2000万元以上的企业), a grant (奖励100万元) and a result
 * (去年完成1200家) by the words around the number.
 */
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
}

const PER = '(?:\\s?/\\s?(?:亩|人|万元|平方米|立方米|公顷|年|天|日|吨|户|家))?'
const UNIT =
  '个百分点|台（套）|件（套）|台套|平方公里|平方千米|平方米|立方米|吨标准煤|吨标煤|蒸吨|微克|毫克|千克标准煤|千克|克标准煤|千瓦时|千瓦|公顷|公里|人次|户次|家次|场次|㎡|家|户|个|亩|吨|元|美元|%|％|‰|人|名|项|条|座|台|套|件|辆|艘|米|处|所|场|批|次|倍|对|组|支|宗|起|种|类|门|只|株|度|间|张|班|站|部|款|例|村|镇|MW|GW'
const FIGURE = new RegExp(
  `(?<![\\d.第A-Za-z])(\\d{1,3}(?:,\\d{3})+|\\d+(?:\\.\\d+)?)\\s?(万亿|[十百千]?[万亿]?)\\s?((?:${UNIT})${PER})(?!令|线|级|期|维|层|条款)`,
  'g',
)
const AFTER = /^\s*[（(]?\s?(以上|以下|以内|左右|上下|余)\s?[）)]?/

const ASKED = /力争|确保|争取|努力|预期|目标|计划|任务/
const HOPED = /力争|确保|争取|努力/
const RESULT = /去年|上年|上一年|以来|截至|已(?:经)?(?:累计)?(?:完成|建成|达|认定|实现|培育|新增|超)|完成情况/
// 争取中央补助资金15亿元 is money to be won, not given.
const GRANT =
  /罚款|奖励|(?<!(?:争取|筹集)[^，]{0,6})(?:补助|补贴|资助)|给予|最高|注册资本|注册资金|处以|逾期|有效期|不足|一次性/

/** @param sentence healed text */
export function targetsIn(sentence: string, context: Context = {}): Target[] {
  if (!/\d/.test(sentence)) return []
  const targets: Target[] = []
  let period: string | undefined
  let modal: string | undefined
  let result = false
  let previous: Found | undefined
  for (const clause of clausesOf(sentence)) {
    const plain = withoutBase(clause)
    const named = periodOf(clause)
    const asked = ASKED.exec(plain)?.[0]
    if (named || asked) result = false
    period = named ?? period
    modal = asked ?? modal
    result ||= RESULT.test(plain) || isPast(period, context.year)
    if (result || GRANT.test(plain)) continue
    const hoped = modal !== undefined && HOPED.test(modal)
    if (context.results && !hoped) continue
    const announced = context.goals || hoped || (!context.rule && (period !== undefined || modal !== undefined))
    for (const found of inClause(clause, previous)) {
      // 建设小微企业园10个，建筑面积100万平方米: what goes with a goal is one.
      const beside =
        targets.length > 0 && previous !== undefined && /^[^、，]{2,10}$/.test(clause.slice(0, clause.search(/\d/)))
      previous = found
      if (!announced && (context.rule || !(isGoal(found) || beside))) continue
      targets.push(finished(found, modal, period))
    }
  }
  return targets
}

/** A figure that nothing announces is a goal when it is something to do, or a rate. */
const isGoal = ({ object, unit, changed }: Found): boolean =>
  changed ||
  leadingVerb(object) !== '' ||
  /^每|新增|净增/.test(object) ||
  (unit === '%' && /(?:增速|增幅|比重|占比|率|强度)$/.test(object))

function finished(
  { object, number, unit, qualifiers }: Found,
  modal: string | undefined,
  period: string | undefined,
): Target {
  const hoped = modal && HOPED.test(modal) ? [modal] : []
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

/** @param previous the figure before, whose verb or object may be meant again */
function inClause(clause: string, previous: Found | undefined): Found[] {
  const figures = figuresOf(clause)
  const found: Found[] = []
  let start = 0
  for (let i = 0; i < figures.length; i++) {
    const figure = figures[i]
    if (!figure) break
    const next = figures[i + 1]
    const ahead = clause.slice(start, figure.from)
    const behind = clause.slice(figure.to, next?.from ?? clause.length)
    const before = found.at(-1) ?? previous
    const rise = next && /^[^、]{0,6}(?:到|至)$/.test(behind) ? /^(.*)[从由][^从由]*$/.exec(ahead) : null
    if (next && rise) {
      found.push(whole(next, headOf(`${rise[1]}${behind}`), '', before))
      start = next.to
      i++
      continue
    }
    if (isAttribute(figure, ahead, behind, next)) continue
    start = figure.to
    const head = headOf(ahead)
    const things = head.distributed ? thingsOf(head.object) : []
    if (things.length > 1) {
      const run = figures.slice(i, i + things.length)
      const paired = run.length === things.length && run.every((one, k) => k === 0 || isListed(clause, run[k - 1], one))
      for (const [k, object] of things.entries()) found.push(made(object, (paired && run[k]) || figure, head))
      if (paired) i += run.length - 1
      start = (paired ? run.at(-1) : figure)?.to ?? start
      continue
    }
    const one = whole(figure, head, behind, before)
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
  if (/^\s*(?:的|之[一内]|及以上|含|时|后|内|起|为上限)/.test(behind)) return true
  if (/(?:(?<!不|得)(?:高于|低于|大于|小于|多于|少于)|满|每|近?[几数])$/.test(ahead)) return true
  if (/^[%％]$/.test(figure.unit) && figure.after === '' && /^[\u4e00-\u9fa5]/.test(behind))
    return !/^(?:和|及|与)/.test(behind)
  if (next && behind === '' && figure.after !== '') return true
  const joined = behind !== '' && !/^[、和及与以）)]|[、（(]|(?:到|至)$/.test(behind)
  return next !== undefined && joined && (figure.after !== '' || /元|亩|吨|米|千瓦/.test(figure.unit))
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
function whole(figure: Figure, head: Head, behind: string, before: Found | undefined): Found {
  const noun = nounOf(behind)
  const { object } = head
  if (object === '' && noun) return made(leadingVerb(before?.object ?? '') + noun, figure, head)
  if (noun && (bareVerb(object) || awaitsNoun(object))) return made(object + noun, figure, head)
  if (object === '') return made(before?.object ?? head.qualifiers.at(-1) ?? '', figure, head)
  const elided = !leadingVerb(object) && !head.changed && before && before.unit === figure.unit
  return made(elided ? leadingVerb(before.object) + object : object, figure, head)
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
  const base = BASE.exec(object)?.[0] ?? ''
  return parts.map((part, i) => (i > 0 && !/^(?:每?万元|单位|亿元|人均|亩均)/.test(part) ? base + part : part))
}
