/** What each figure of a clause counts: the words before it or behind it, or those of the figure before. */
import type { Figured } from '../structure/document.ts'
import { figuresOf, type PaperFigure } from './figure.ts'
import { awaitsNoun, bareVerb, headOf, leadingVerb } from './wording.ts'

/** A figure of a clause with the thing that it counts, an elided verb or base given back: 新认定科技型中小微企业. */
export interface Counted extends Omit<Figured, 'words' | 'period' | 'scope'> {
  /** the words that state it, verbatim: of a row of figures its own */
  readonly words: string
  /** a rate of change, or a level that is to be reached */
  readonly changed: boolean
}

/** Words that make a figure a ceiling or a floor. */
export const LIMIT = /不超过|不得超过|不高于|不得高于|不少于|不得少于|不低于|不得低于|以内|以下/

/**
 * The figures of a clause in order, each with what it counts. A figure that only describes a thing (10亿元以上项目)
 * is left out, and so is a limit of time (15个工作日内).
 *
 * @param earlier figures of the clauses before: a clause may leave out their verb or object
 */
export function countedIn(clause: string, earlier: readonly Counted[]): Counted[] {
  const figures = figuresOf(clause)
  const found: Counted[] = []
  let start = 0
  for (let index = 0; index < figures.length; ) {
    const place = placeIn({ clause, start, figures, index }, found.at(-1), earlier)
    const taken = place && (riseAt(place) ?? (isAttribute(place) ? undefined : countedAt(place)))
    found.push(...(taken?.counted ?? []))
    index += taken?.figures ?? 1
    start = taken?.start ?? start
  }
  const [only, other] = found
  const told = only && !other ? [{ ...only, words: clause.trim() }] : found
  return told.filter(({ object }) => !/^[\d.,]*$|^(?:高|低|快|好|优)于|^领先/.test(object))
}

/** A figure of a clause with the words around it. */
interface Place {
  readonly clause: string
  /** where the words before it begin */
  readonly start: number
  readonly figure: PaperFigure
  /** all of the clause, and which of them it is */
  readonly figures: readonly PaperFigure[]
  readonly index: number
  readonly ahead: string
  readonly behind: string
  /** the figure before, whose verb or object may be meant again */
  readonly before: Counted | undefined
  /** it goes on a list of figures: 12家、 */
  readonly isListed: boolean
}

/** What figures of a clause count, how many they are, and where the words of the next one begin. */
interface Taken {
  readonly counted: readonly Counted[]
  readonly figures: number
  readonly start: number
}

function placeIn(
  at: Pick<Place, 'clause' | 'start' | 'figures' | 'index'>,
  last: Counted | undefined,
  earlier: readonly Counted[],
): Place | undefined {
  const { clause, start, figures, index } = at
  const figure = figures[index]
  if (!figure) return undefined
  const ahead = clause.slice(start, figure.from)
  const part = /其中/.test(ahead) ? earlier.findLast((one) => one.unit === figure.unit) : undefined
  return {
    ...at,
    figure,
    ahead,
    behind: clause.slice(figure.to, figures[index + 1]?.from ?? clause.length),
    before: last ?? part ?? earlier.at(-1),
    isListed: last !== undefined && /^[、和及与\s]/.test(ahead),
  }
}

/** 从50%提高到60%: the second figure is the one that counts. */
function riseAt({ clause, start, figures, index, ahead, behind, before }: Place): Taken | undefined {
  const next = figures[index + 1]
  const rise = next && /^[^、]{0,6}(?:到|至)$/.test(behind) ? /^(.*)[从由][^从由]*$/.exec(ahead) : null
  if (!next || !rise) return undefined
  const one = whole({ figure: next, head: headOf(`${rise[1]}${behind}`), behind: '', before, isListed: false })
  return { counted: [{ ...one, words: clause.slice(start, next.to) }], figures: 2, start: next.to }
}

/** A figure for each of several things (分别), or one for all of them (均). */
function severalAt({ clause, start, figure, figures, index }: Place, head: Head): Taken | undefined {
  const things = head.distributed ? thingsOf(head.object) : []
  if (things.length < 2) return undefined
  const run = figures.slice(index, index + things.length)
  const paired = run.length === things.length && run.every((one, k) => k === 0 || isJoined(clause, run[k - 1], one))
  return {
    counted: things.map((object, k) => ({ ...made(object, (paired && run[k]) || figure, head), words: clause.trim() })),
    figures: paired ? run.length : 1,
    start: (paired ? run.at(-1) : figure)?.to ?? start,
  }
}

const isJoined = (clause: string, a: PaperFigure | undefined, b: PaperFigure): boolean =>
  a !== undefined && /^[、和及与\s]*$/.test(clause.slice(a.to, b.from))

function oneAt(place: Place, head: Head): Taken {
  const { clause, start, figure, behind } = place
  const one = whole({ ...place, head })
  const noun = nounOf(behind)
  const end = figure.to + (one.object.endsWith(noun) ? noun.length : 0)
  return {
    counted: [{ ...one, words: clause.slice(start, end).replace(/^[、和及与以\s]+/, '') }],
    figures: 1,
    start: end,
  }
}

function countedAt(place: Place): Taken | undefined {
  const head = headOf(place.ahead)
  // 15个工作日内办结 is a rule of procedure; only 压缩至15个工作日 is a goal.
  const isTime = TIMED.test(place.figure.unit) && !(place.isListed && !head.object)
  return isTime && !isShortened(head) ? undefined : (severalAt(place, head) ?? oneAt(place, head))
}

/** 10亿元以上项目8个, 5000吨以上的企业: the figure describes a thing, it does not count one. */
function isAttribute({ figure, figures, index, ahead, behind }: Place): boolean {
  const next = figures[index + 1]
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

const made = (object: string, figure: PaperFigure, head: Head): Counted => ({
  object,
  words: '',
  number: figure.number,
  ...(figure.upper !== undefined && { upper: figure.upper }),
  unit: figure.unit,
  qualifiers: [...head.qualifiers, ...(figure.after ? [figure.after] : [])],
  changed: head.changed,
})

type Worded = Pick<Place, 'figure' | 'behind' | 'before' | 'isListed'> & { readonly head: Head }

/** One figure with its object: from before the number, from behind it, or from the figure before. */
function whole({ figure, head, behind, before, isListed }: Worded): Counted {
  const noun = nounOf(behind)
  const object = levelled(head.object, before?.object)
  if (object === '' && noun) return made(leadingVerb(before?.object ?? '') + noun, figure, head)
  if (noun && (bareVerb(object) || awaitsNoun(object))) return made(object + noun, figure, head)
  if (object === '' && isListed && before && !head.qualifiers.length)
    return made(before.object, figure, { ...head, qualifiers: before.qualifiers, changed: before.changed })
  if (object === '' || (before && bareVerb(object) && leadingVerb(before.object) === object))
    return made(before?.object ?? head.qualifiers.at(-1) ?? '', figure, head)
  const elided = !leadingVerb(object) && !head.changed && before
  const alike = before?.unit === figure.unit || (isListed && figure.unit !== '%' && before?.unit !== '%')
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
