/** The figures of a paper that may be goals of a year: those that are, and why the others are not. */
import { sectionsOf } from '../../office/load/plan/document.ts'
import type { IndicatorText } from '../../office/load/plan/write.ts'
import { amountText } from '../facts/figure.ts'
import { leadingVerb } from '../facts/wording.ts'
import type { Document } from '../structure/document.ts'
import { genreOf } from './genre.ts'
import { bare, indicatorFrom, kindByUnit, plainNumber, plainUnit, type StatedFigure, shortOf } from './indicator.ts'
import { otherFigures } from './other.ts'

/** A figure of a paper that a person may choose as an indicator of the plan. */
export interface TargetCandidate {
  /** the same whenever the same paper is read: 二（一） 数字车间 120个 */
  readonly key: string
  readonly fact: StatedFigure
  /** a section that the plan's loader knows */
  readonly section: string
  /** 新增企业45家 */
  readonly said: string
  /** absent: a goal of the year; else in Chinese why it is none */
  readonly why?: string
  /** a figure that is not worded as a goal */
  readonly other?: true
  /** cannot be one, whoever ticks it */
  readonly barred?: true
  /** an earlier goal with the same figure and akin words */
  readonly alike?: string
}

/**
 * The figures of a paper that may be indicators, in reading order, those that are not worded as goals last. Left out:
 * a figure said again, and a figure of one place or branch alone.
 *
 * @param year the plan's: figures of earlier years are results
 */
export function candidatesOf(document: Document, year: number): TargetCandidate[] {
  const sections = sectionsOf(document.text)
  const tables = new Set(document.tables.map(({ label }) => label))
  const goals: Goal[] = []
  const taken = new Set<string>()
  const keys = new Set<string>()
  const stated = document.facts.flatMap((fact): TargetCandidate[] => {
    if ((fact.kind !== 'target' && fact.kind !== 'result') || fact.scope) return []
    const said = `${fact.object}${amountText(fact)}`
    const section = sectionOf(fact.label, sections)
    const found = { key: keyOf(`${fact.label} ${said}`, keys), fact, section, said }
    const why = fact.kind === 'result' ? `是${fact.period ?? '以前'}的完成数` : notOf(fact, document, year, tables)
    if (why) return [{ ...found, why }]
    const twin = goals.find((one) => one.object === bare(fact.object) && one.made.unit === plainUnit(fact.unit))
    if (twin) return hasFigure(twin.made, fact) ? [] : [{ ...found, why: `与 ${twin.made.section} 同名而数不同` }]
    if (!fact.unit) return [{ ...found, why: '单位不明' }]
    // Nothing is so many per cent of nothing.
    if (Number(plainNumber(fact.number)) === 0) return [{ ...found, why: '目标是零，算不出完成率', barred: true }]
    if (goals.some((one) => isSaidAgain(one, fact))) return []
    const alike = goals.find(
      (one) =>
        isRiseOf(one, fact) ||
        (one.made.unit === plainUnit(fact.unit) &&
          one.made.target.value === plainNumber(fact.number) &&
          isAkin(one.made.name, fact.object)),
    )
    goals.push({ object: bare(fact.object), made: indicatorFrom(fact, document, section, taken) })
    return [{ ...found, ...(alike && { alike: `${alike.made.section} ${alike.made.name}` }) }]
  })
  const others = otherFigures(document).map((fact): TargetCandidate => {
    const said = `${fact.object}${amountText(fact)}`
    const key = keyOf(`${fact.label} ${said}`, keys)
    return { key, fact, section: sectionOf(fact.label, sections), said, why: '看着不是目标', other: true }
  })
  return [...stated, ...others]
}

interface Goal {
  readonly object: string
  readonly made: IndicatorText
}

function keyOf(text: string, keys: Set<string>): string {
  let key = text
  for (let n = 2; keys.has(key); n++) key = `${text} #${n}`
  keys.add(key)
  return key
}

const hasFigure = ({ target }: IndicatorText, { number }: StatedFigure): boolean =>
  Number(target.value.replace('-', '')) === Number(plainNumber(number))

/** 冷藏设施1200座 in a table's last row, after 新建冷藏设施1200座. */
const isSaidAgain = ({ made }: Goal, fact: StatedFigure): boolean =>
  hasFigure(made, fact) && made.unit === plainUnit(fact.unit) && shortOf(made.name) === shortOf(fact.object)

/** 达到75%，比2025年提高2.6个百分点: the level, and how far it is to it. */
const isRiseOf = ({ object, made }: Goal, fact: StatedFigure): boolean =>
  object === bare(fact.object) && made.unit === '%' && plainUnit(fact.unit) === '个百分点'

/** 续约率 and 签约率, not 失业率 and 生产总值: two characters in a row are the same. */
const isAkin = (a: string, b: string): boolean =>
  [...a].some((_, at) => at + 2 <= a.length && b.includes(a.slice(at, at + 2)))

/** 江南区, 其余各区: a place's own. */
const A_PLACE = /^[\u4e00-\u9fa5]{1,6}(?:市|县|区|州|旗|镇|乡|街道)共?$/
/** Of 江南区80部、城东区65部 each: several in one sentence, in one unit. */
const isPlaces = (fact: StatedFigure, { facts }: Document): boolean =>
  isPlace(fact) &&
  facts.some(
    (one) =>
      one !== fact && one.kind === 'target' && one.sentence === fact.sentence && one.unit === fact.unit && isPlace(one),
  )

/** As it stands there, too: of 排查210个，其中江南区60个 the object has the verb of what it is part of. */
const isPlace = ({ object, words = '', number }: StatedFigure): boolean =>
  [object, words.slice(0, words.indexOf(number)).replace(/^其中[：:]?/, '')].some(
    (name) => A_PLACE.test(name) && leadingVerb(name) === '',
  )

/** 不超过30项, 不超过1.5亿元: so many may be counted, so much spent, and need not. */
const isCeiling = ({ unit, qualifiers }: StatedFigure): boolean =>
  (kindByUnit(plainUnit(unit)) === 'count' || unit.endsWith('元')) &&
  /不(?:得)?(?:超过|多于|高于)/.test(qualifiers.join(' '))

/** 完成年度任务的95%, 上半年完成投资55%: how much of it is to be done by then; 完成投资增长12% is how much more. */
const isStage = ({ object, unit, qualifiers }: StatedFigure): boolean =>
  plainUnit(unit) === '%' &&
  (/(?:任务|目标|计划)的?$/.test(object) ||
    (object.startsWith('完成') && !/[率例重]$/.test(object) && !/增|降|提高/.test(qualifiers.join(' '))))

const PART_OF_YEAR = /半年|季度|\d月/
/** 上半年 39, beside 全年 95 of the same. */
const isPartOfYear = ({ period = '', label, object, unit }: StatedFigure, { facts }: Document): boolean =>
  PART_OF_YEAR.test(period) &&
  facts.some(
    (one) =>
      one.kind === 'target' &&
      one.label === label &&
      one.object === object &&
      one.unit === unit &&
      !one.scope &&
      !PART_OF_YEAR.test(one.period ?? ''),
  )

/** 每县, 各县（区）: so many in each; 每千人口床位 is a ratio. */
const EACH = /^(?:每(?![年季月周日天半十百千万亿])|各)/

/**
 * Why a target is no goal of the year: it is due later, counts over several years, is one place's, of each or a meeting's
 * rhythm; or the paper is of a kind, or of a year, that sets none.
 * @param tables labels: what a table sets for a year is a goal in a rule too
 */
function notOf(fact: StatedFigure, document: Document, year: number, tables: ReadonlySet<string>): string | undefined {
  const { object, unit, period = '', label } = fact
  const genre = genreOf(document.title)
  if (genre?.tells) return `写在${genre.name}里，说的多是已做的事`
  if (genre && !(tables.has(label) && fact.period) && document.years === undefined) return `是${genre.name}里的规定`
  const [first, last] = document.years ?? []
  const spans = first !== undefined && last !== undefined && last > first
  const own = spans && year >= first && year <= last ? year : (document.year ?? year)
  const due = period.match(/20\d\d/g)?.at(-1)
  if (due !== undefined && Number(due) !== own) return `是${period}的目标`
  if (/^[二两三四五]年/.test(period)) return `是${period}合计的目标`
  if (isPlaces(fact, document)) return '是一个地方的数'
  if (isCeiling(fact)) return '是上限，不是要做到的数'
  if (EACH.test(object)) return '是每处的数，不是总数'
  if (isStage(fact) || isPartOfYear(fact, document)) return '是任务的一段进度'
  if (/^[次期轮]$/.test(unit) && /^每[年季月周半]/.test(`${period}${object}`)) return '是工作频次'
  if (/每(?:周|月|季度?|半年)(?:至少|不少于)?[^，]{0,6}$/.test(object) && /^[次期轮]$/.test(unit)) return '是工作频次'
  const yearly = /每年|全年|今年|年内|年底|本年度|当年|\d月|季度|半年/.test(period) || due !== undefined
  if (spans && !yearly) return `没有写年份，文件管${first}—${last}年`
  return undefined
}

/** 二（二）1 → 二（二）, 附件1 表2 → 附件1: the labels that the plan's loader knows. */
function sectionOf(label: string, sections: ReadonlySet<string>): string {
  for (let name = label; name; name = name.slice(0, -1)) if (sections.has(name.trim())) return name.trim()
  return '引言'
}
