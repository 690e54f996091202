/** A figure that a paper states as an indicator of the plan, in the paper's own words and unit. */
import { pinyin } from 'pinyin-pro'
import type { IndicatorText } from '../../office/load/plan/write.ts'
import { bareVerb } from '../facts/wording.ts'
import type { Document, Fact } from '../structure/document.ts'

/** What is to be reached, or was: a figure with what it counts. */
export type StatedFigure = Extract<Fact, { kind: 'target' | 'result' }>

const FALLS = /下降|降低|削减|压减|压缩|减少/
const AT_MOST = /以内|以下|不(?:得)?超过|控制在|不(?:得)?高于|降至|降到|压[缩减]至|≤/
const AT_LEAST = /以上|超过|不(?:得)?低于|不(?:得)?少于|≥|突破/
const RISES = /提高|提升|上升|增加|增长/
/** What is as long, as often or as dear at the year's end as the goal says: it does not add up over the months. */
const LEVELS = /^(?:工作日|小时|分钟|天|个月|环节|次|倍)$|\//

/**
 * A figure of a paper as an indicator of the plan, as far as the paper tells; the rest stands open (`openOf`).
 * @param section label of the provision that states it
 * @param taken names and ids of the indicators before it; its own are added
 */
export function indicatorFrom(
  fact: StatedFigure,
  document: Document,
  section: string,
  taken: Set<string>,
): IndicatorText {
  const words = fact.qualifiers.join(' ')
  const unit = plainUnit(fact.unit)
  const kind = kindByUnit(unit) ?? 'quantity'
  // Of a range the end that has to be reached: not more than the upper one, else at least the lower one.
  const value = plainNumber((AT_MOST.test(words) && fact.upper) || fact.number)
  const falls = FALLS.test(words) && kind === 'rate' && !/[降压缩减低少](?:至|到)/.test(words)
  const isOfLevel = isLevel(fact)
  const { key, ...names } = namesFor({ object: fact.object, words, unit, section }, taken)
  return {
    id: idOf(key, taken),
    ...names,
    unit,
    otherUnits: OTHER_UNITS[unit] ?? {},
    kind,
    integer: kind === 'count' && !value.includes('.'),
    better: falls || AT_MOST.test(words) || FALLS.test(words) ? 'lower' : 'higher',
    target: {
      op: falls ? 'fall' : operatorOf(fact.upper === undefined ? words : `${words}以上`),
      value: falls ? `-${value}` : value,
      wording: wordingOf(fact, document.text),
    },
    section,
    definition: definitionOf(fact, document) ?? UNDEFINED,
    pace: isOfLevel ? 'none' : 'linear',
    every: isOfLevel ? 'quarter' : 'month',
    evidence: false,
  }
}

interface NamedBy {
  readonly object: string
  /** the qualifiers of the figure */
  readonly words: string
  readonly unit: string
  readonly section: string
}

/** The names of an indicator, none of them another's, which are added to `taken`; `key` is what its id is made of. */
function namesFor({ object, words, unit, section }: NamedBy, taken: Set<string>) {
  const isRate = kindByUnit(unit) === 'rate'
  const rise = isRate && /百分点$/.test(unit) ? (RISES.exec(words)?.[0] ?? '') : ''
  const grown = /(?:同比|年均)?(?:增长|下降)/.exec(words)?.[0] ?? ''
  // What grows is named with its growth, where a rate is stated of it: 注册商标 alone is no rate.
  const growth = isRate && grown.endsWith('增长') && !object.endsWith(grown) ? grown : ''
  const name = own(object + (rise || growth), [growth ? '' : grown, `（${unit}）`], section, taken)
  const short = shortOf(object)
  const isOwn = short.length > 1 && !taken.has(short)
  if (isOwn) taken.add(short)
  const alias = short.replace(/[“”"（(].{0,40}?[)）]|[“”"]/g, '')
  const aliases = isOwn && alias.length > 1 && alias !== short && !taken.has(alias) ? [alias] : []
  for (const one of aliases) taken.add(one)
  return { key: short, name, short: isOwn ? short : name, aliases }
}

/** Placeholder for an indicator's definition (口径) where the paper does not say what counts. */
export const UNDEFINED = '（口径待填：统计范围、累计还是当期、计量单位）'

/** 所称“普惠托位”，是指…: what the paper itself says of a word in the name. */
function definitionOf({ object }: StatedFigure, { facts }: Document): string | undefined {
  const [said] = facts.flatMap((one) =>
    one.kind === 'definition' && one.term.length > 2 && object.includes(one.term) && one.meaning
      ? [`${one.term}：${one.meaning.replace(/\s+/g, ' ').trim()}（${one.label}）`]
      : [],
  )
  return said
}

/** Whether a figure is a level that is not summed over the months: a rate, a length of time, a ceiling. */
export function isLevel({ unit: said, qualifiers }: StatedFigure): boolean {
  const unit = plainUnit(said)
  const kind = kindByUnit(unit)
  return kind === 'rate' || LEVELS.test(unit) || (AT_MOST.test(qualifiers.join(' ')) && kind !== 'count')
}

/** Whether a figure's words name no thing that is counted, only what is done: 组织实施. */
export const isUnnamed = ({ object }: StatedFigure): boolean => bareVerb(object)

/** Whether the qualifiers say which way is better: 以上 and 不超过 do, 左右 and 力争 do not. */
export const isDirected = ({ qualifiers }: StatedFigure): boolean =>
  [FALLS, AT_MOST, AT_LEAST, RISES, /达|至|到|保持|稳定|维持/].some((one) => one.test(qualifiers.join(' ')))

const operatorOf = (words: string): '>=' | '<=' | '=' | '~' =>
  AT_MOST.test(words) ? '<=' : AT_LEAST.test(words) ? '>=' : /左右|约/.test(words) ? '~' : '='

/** A counted thing's name as names are compared: without quotation marks, brackets, blanks and 的. */
export const bare = (text: string): string => text.replace(/[\s“”"'（）()的]/g, '')

/** A paper's unit as indicators write theirs: ％ → %, 百分点 → 个百分点, 个工作日 → 工作日. */
export const plainUnit = (unit: string): string =>
  unit
    .replace('％', '%')
    .replace(/^百分点$/, '个百分点')
    .replace(/^个(工作日|环节)$/, '$1')

/** A number without the signs and blanks that group its digits. */
export const plainNumber = (number: string): string => number.replace(/[,，\s]/g, '')

/** Every name means one indicator: 进出口总额 and 进出口总额同比增长 are two. */
function own(object: string, endings: readonly string[], section: string, taken: Set<string>): string {
  let name = [object, ...endings.filter(Boolean).map((one) => object + one)].find((one) => !taken.has(one)) ?? object
  for (let n = 1; taken.has(name); n++) name = `${object}（${section}${n > 1 ? `之${n}` : ''}）`
  taken.add(name)
  return name
}

const VERB =
  /^(?:组织|实施|完成|新增|新认定|认定|新建|新改扩建|新培育|培育|新创建|创建|建设|建成|淘汰和整治|淘汰|处置|盘活|腾出|推广|推动|推进|引进|打造|开展|支持|实现)+/

/** What is counted, without what is done with it: 新建冷藏设施 → 冷藏设施. */
export const shortOf = (object: string): string => object.replace(VERB, '').trim() || object

function idOf(name: string, taken: Set<string>): string {
  const sounds = pinyin(name.replace(/[^\u4e00-\u9fa5A-Za-z]/g, ''), { toneType: 'none', type: 'array' })
  const base =
    sounds
      .slice(0, 6)
      .join('-')
      .toLowerCase()
      .replace(/[^a-z-]/g, '')
      .replace(/^-+|(?<!-)-+$/g, '') || 'goal'
  let id = base
  for (let n = 2; taken.has(id); n++) id = `${base}-${n}`
  taken.add(id)
  return id
}

/** Rate, area, count or quantity, by the unit alone. @returns undefined where the unit does not tell: 类 */
export function kindByUnit(unit: string): IndicatorText['kind'] | undefined {
  if (/[%‰]$|百分点$/.test(unit)) return 'rate'
  if (/亩$|平方|公顷/.test(unit)) return 'area'
  if (/^[家个户项台座条名人件种场次批处只艘]$|^人次$|^家次$|^台套$|^台（套）$/.test(unit)) return 'count'
  return MEASURES.test(unit) || LEVELS.test(unit) ? 'quantity' : undefined
}

/** Measures, of which there may be a fraction. */
const MEASURES = /元$|吨|千瓦|瓦$|立方|公里$|[千]?米$|克$|标煤$|^[十百千]?[万亿]/

/**
 * The other units in which people say figures of a base unit, each with the factor that turns it into the base unit;
 * {} where no other is usual.
 */
export const otherUnitsOf = (unit: string): Readonly<Record<string, number>> => OTHER_UNITS[unit] ?? {}

const OTHER_UNITS: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  家: { 户: 1, 个: 1 },
  个: { 家: 1 },
  '%': { 个百分点: 1, 百分点: 1 },
  个百分点: { 百分点: 1, '%': 1 },
  亿元: { 万元: 0.0001 },
  万元: { 亿元: 10_000 },
  万亩: { 亩: 0.0001, 公顷: 0.0015 },
  亩: { 万亩: 10_000, 公顷: 15 },
  万平方米: { 平方米: 0.0001 },
  万吨标煤: { 吨标煤: 0.0001, 万吨标准煤: 1, 吨标准煤: 0.0001 },
  万吨标准煤: { 吨标准煤: 0.0001, 万吨标煤: 1, 吨标煤: 0.0001 },
  万千瓦: { 千瓦: 0.0001, 兆瓦: 0.1 },
}

/** The words that state the goal, verbatim; the whole row of a table. */
export function wordingOf({ sentence, number, unit, words }: StatedFigure, text: string): string {
  const bare = text.replace(/\s/g, '')
  const stands = (part: string): boolean => part !== '' && bare.includes(part.replace(/\s/g, ''))
  const parts = [words, sentence.text, `${number}${unit}`, number].map((part) =>
    (part ?? '').replace(/\s+/g, ' ').trim(),
  )
  return parts.find((part) => stands(part) && !part.includes('…')) ?? number
}
