/** Units: which one stands beside a number, and what it makes of it for an indicator. */
import { type Amount, amount, multiply } from '../../../office/amount.ts'
import type { Indicator } from '../../../office/plan.ts'

/** Measures that people write beside numbers; an indicator knows its own, the rest belong to none. */
const MEASURES =
  `家 户 个 亩 公顷 平方公里 平方千米 平方米 平米 平方 平 方 吨标煤 吨标准煤 吨煤 吨 tce kgce % ‰ 个百分点 百分点 个点 成 倍 人 名 位 人次
  元 ha 万元 亿元 美元 立方米 立方 方水 度 千瓦时 千瓦 kwh 套 台 件 项 座 处 宗 块 幢 栋 间 层 次 批 条 篇 份 天 日 年 个月 公里 km 千米 米 m2 km2 m3
  公斤 千克 kg 克 升 头 只 辆 艘 家次 户次 起 例 场 期 场次 小时 分钟 岁 点 分 村 镇 县 种 类 类别 票 台套 条线 平方厘米 号 幅 片 口 组 队 所 支 股 期次 届 轮`
    .split(/\s+/)
    .sort((a, b) => b.length - a.length)

const normalised = (unit: string): string => unit.normalize('NFKC').toLowerCase()

/** The measure that begins at a position, blanks before it allowed. */
export function unitAt(text: string, from: number, own: readonly string[]): { unit: string; to: number } | undefined {
  const at = text[from] === ' ' ? from + 1 : from
  for (const unit of own) {
    const to = endOfUnit(unit, text, at)
    if (to !== undefined && !continues(unit, text, to)) return { unit, to }
  }
  for (const unit of MEASURES) {
    if (!text.startsWith(unit, at) || continues(unit, text, at + unit.length)) continue
    // After a blank only what can be nothing else: in 12 号文 or 僵尸 3 次 people do not count.
    if (at > from && unit.length === 1 && !'家户个亩吨%‰方人元'.includes(unit)) return undefined
    return { unit, to: at + unit.length }
  }
  return undefined
}

/** 吨 标煤: a blank inside a unit is overlooked. */
function endOfUnit(unit: string, text: string, from: number): number | undefined {
  let at = from
  for (const char of unit) {
    if (text[at] === ' ' && at > from) at += 1
    if (text[at] !== char) return undefined
    at += 1
  }
  return at
}

/** 3处置, 2点5, 5 km/h: the measure is the beginning of another word. */
function continues(unit: string, text: string, to: number): boolean {
  const after = text.slice(to, to + 2)
  if (/[a-z0-9]$/.test(unit)) return /^[a-z]/.test(after)
  return CONTINUED[unit]?.test(after) ?? false
}

const CONTINUED: Readonly<Record<string, RegExp>> = {
  处: /^[置理]/,
  个: /^(?:体|转|月|性|人)/,
  户: /^[籍均]/,
  方: /^[面案式]/,
  成: /^[立功为绩交长]/,
  位: /^[于居列]/,
  项: /^目/,
  年: /^(?:以|来|度)/,
  点: /^[\d零一二三四五六七八九]/,
  度: /^过/,
  家: /^[庭具电]/,
  所: /^[有以]/,
  口: /^径/,
  分: /^[别解配]/,
  号: /^文/,
  批: /^[准而复]/,
  日: /^前/,
  条: /^[件款]/,
  份: /^[额]/,
  期: /^[间末]/,
  件: /^[数]/,
  名: /^[称单]/,
  场: /^[地所]/,
  类: /^[型似]/,
  起: /^[来至]/,
  县: /^[区里内]/,
  元: /^月/,
  吨: /^[标]/,
}

/** The units of all indicators in the form that is read, the longest first. */
export function unitsOf(indicators: readonly Indicator[]): string[] {
  const all = new Set(
    indicators.flatMap((one) => [one.unit, ...one.otherUnits.map(({ unit }) => unit)].map(normalised)),
  )
  return [...all].sort((a, b) => b.length - a.length)
}

const TEN_THOUSAND = amount(10_000)
const TEN_THOUSANDTH = amount('0.0001')

/**
 * The factor from a unit to the indicator's base unit.
 * 万 beside a unit is read with the number, so a unit known as 万X makes X known too, and the other way round.
 * @returns undefined where the unit does not belong to the indicator
 */
export function factorOf(indicator: Indicator, unit: string): Amount | undefined {
  const known = factorsOf(indicator)
  const exact = known.get(unit) ?? (unit === '平' ? (known.get('平方米') ?? known.get('平方')) : undefined)
  if (exact !== undefined) return exact
  const large = known.get(`万${unit}`)
  if (large !== undefined) return multiply(large, TEN_THOUSANDTH)
  const small = unit.startsWith('万') ? known.get(unit.slice(1)) : undefined
  return small === undefined ? undefined : multiply(small, TEN_THOUSAND)
}

const kept = new WeakMap<Indicator, ReadonlyMap<string, Amount>>()

function factorsOf(indicator: Indicator): ReadonlyMap<string, Amount> {
  const known = kept.get(indicator)
  if (known) return known
  const made = new Map([
    [normalised(indicator.unit), amount(1)],
    ...indicator.otherUnits.map((one): [string, Amount] => [normalised(one.unit), one.factor]),
  ])
  kept.set(indicator, made)
  return made
}

/** Counts and rates may come without a unit; areas and energy may not, since 亩 and 万亩 are both in use. */
const needsUnit = ({ kind }: Indicator): boolean => kind === 'area' || kind === 'quantity'

/**
 * A typed number in the indicator's base unit, exactly.
 * @returns 'bad-unit' where the unit does not belong, or is missing where it must not be
 */
export function inBaseUnit(indicator: Indicator, value: Amount, unit: string | undefined): Amount | 'bad-unit' {
  if (unit === undefined) return needsUnit(indicator) ? 'bad-unit' : value
  const factor = factorOf(indicator, unit)
  return factor === undefined ? 'bad-unit' : multiply(value, factor)
}

export const isUnit = (text: string, own: readonly string[]): boolean =>
  own.includes(text) || own.includes(`万${text}`) || MEASURES.includes(text)
