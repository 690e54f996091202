/** Figures in a text: numbers with what they count, in digits or Chinese numerals, and their conversion. */
import { type Amount, amount, divide, multiply } from '../../office/amount.ts'
import { readNumeral } from '../../office/numeral.ts'

/** What a unit measures; figures are comparable within one dimension only. */
export type Dimension =
  | 'count'
  | 'area'
  | 'mass'
  | 'share'
  | 'money'
  | 'people'
  | 'time'
  | 'energy'
  | 'length'
  | 'times'
  | 'volume'
  | 'score'
  | 'age'
  | 'grade'

export interface PlainFigure {
  /** as written: 8万亩 */
  readonly text: string
  /** the number alone, multiplied out: 80000 */
  readonly value: Amount
  /** the bare unit: 亩 */
  readonly unit: string
  readonly dimension: Dimension
  readonly from: number
  readonly to: number
}

interface Unit {
  readonly dimension: Dimension
  /** in the dimension's base unit; units without a common base (家, 个) convert to nothing */
  readonly factor?: string
}

/** What each dimension is counted in; a factor is to its base unit, and units without one (家, 个) convert to nothing. */
const BY_DIMENSION: Readonly<Record<Dimension, string>> = {
  count: '家 户 个 项 件 批 台 套 座 所 处 种 类 条 场 次 大 支 张 辆 艘 架 起 栋 幢 宗 例 头 株 盏 份 间',
  share: '个百分点=1 百分点=1 个点=1 %=1 ‰=0.1 成=10',
  // 1 公顷 = 15 亩 = 10 000 平方米: the office's own rule of conversion, exact by definition.
  area: '平方公里=1000000 平方千米=1000000 km2=1000000 公顷=10000 平方米=1 平米=1 平方=1 m2=1 亩',
  mass: '吨标准煤=1000 吨标煤=1000 吨=1000 公斤=1 千克=1 斤=0.5',
  money: '元=1 块钱=1 美元',
  people: '人次 人 名',
  energy: '千瓦时=1 度=1 千瓦',
  length: '公里=1000 米=1 厘米=0.01 毫米=0.001',
  volume: '立方米=1 立方=1',
  score: '分',
  times: '倍',
  time: '个月 个工作日 工作日 年 天 日 小时 分钟 周',
  age: '周岁 岁',
  grade: '级',
}

const UNITS: ReadonlyMap<string, Unit> = new Map(
  Object.entries(BY_DIMENSION).flatMap(([dimension, units]) =>
    units.split(' ').map((one): [string, Unit] => {
      const [name = '', factor] = one.split('=')
      return [name, { dimension: dimension as Dimension, ...(factor !== undefined && { factor }) }]
    }),
  ),
)

/** The longest first. */
const UNIT_NAMES = [...UNITS.keys()].sort((a, b) => b.length - a.length)
// 十分 is an adverb, 三分之一 a share, 两份方案 a count, 一起 no case and 1日起 a time.
const BESIDE: Readonly<Record<string, string>> = {
  分: '(?<!十)分(?!之|别|批|期|类|级|为|成|局|公司|布|工|步|段|档)',
  起: '(?<!一)起',
  头: '(?<![一两])头',
  例: '(?<!一)例',
}
const PATTERNS = UNIT_NAMES.map((name) => BESIDE[name] ?? name)
const NUMERALS = '零〇一二两三四五六七八九十百千万亿'
const FIGURE = new RegExp(
  `(?<![\\d.第])(?:百分之([\\d.]{1,20}|[${NUMERALS}点]{1,20})|((?<!\\d)\\d{1,20}(?:\\.\\d{1,20})?|[零〇一二两三四五六七八九十半][${NUMERALS}]{0,20})([十百千万亿]{0,3})(?:余|多)?(${PATTERNS.join('|')}))`,
  'g',
)
const DATE = /^\d{4}$/

/**
 * Numbers with a unit, in order. Years, dates, document numbers and ordinals are none.
 *
 * @param text tidy or flat
 */
export function figuresIn(text: string): PlainFigure[] {
  const found: PlainFigure[] = []
  for (const match of text.matchAll(FIGURE)) {
    const [whole, hundredth, digits = '', scales = '', name] = match
    const unit = hundredth === undefined ? (name ?? '') : '%'
    const value = readNumeral(hundredth === '百' ? '100' : (hundredth ?? `${digits}${scales}`))
    const kind = UNITS.get(unit)
    if (!value || !kind) continue
    if (unit === '年' && DATE.test(digits)) continue
    if (['年', '日'].includes(unit) && ['年', '月'].includes(text.charAt(match.index - 1))) continue
    // 一批, 一类 is "some", not a number of them
    if (/^一/.test(digits) && !scales && ['批', '个', '种', '类', '次', '条', '项', '套', '支'].includes(unit)) continue
    found.push({
      text: whole,
      value,
      unit,
      dimension: kind.dimension,
      from: match.index,
      to: match.index + whole.length,
    })
  }
  return found
}

const SAME: Readonly<Record<string, string>> = {
  户: '家',
  周岁: '岁',
  平方千米: '平方公里',
  平米: '平方米',
  平方: '平方米',
  m2: '平方米',
  个百分点: '%',
  百分点: '%',
  个点: '%',
  吨标准煤: '吨标煤',
}
export const sameUnit = (unit: string): string => SAME[unit] ?? unit

/** Whether two figures say the same: 1万家 and 10000家, 5% and 5个百分点. */
export function equalFigures(a: PlainFigure, b: PlainFigure): boolean {
  if (a.dimension !== b.dimension) return false
  if (a.dimension === 'count' || sameUnit(a.unit) === sameUnit(b.unit)) return a.value === b.value
  return convert(a, b.unit) === b.value
}

/** The unit that a question names behind 多少 or 几, with its scale: 万亩. @param at where it may begin */
export function unitAt(text: string, at: number): { unit: string; dimension: Dimension } | undefined {
  const match = UNIT_HERE.exec(text.slice(at, at + 12))
  const kind = match?.[2] === undefined ? undefined : UNITS.get(match[2])
  return kind && { unit: `${match?.[1] ?? ''}${match?.[2] ?? ''}`, dimension: kind.dimension }
}
/** The last unit that a text names, with its scale; undefined where it names none. */
export function lastUnit(text: string): { unit: string; dimension: Dimension; from: number; to: number } | undefined {
  for (const { 0: unit, 1: name = '', index: from } of [...text.matchAll(UNITS_IN)].reverse()) {
    const { dimension, factor } = UNITS.get(name) ?? {}
    if (dimension && (factor || name === '亩')) return { unit, dimension, from, to: from + unit.length }
  }
  return undefined
}
const UNITS_IN = new RegExp(`[十百千万亿]{0,3}(${UNIT_NAMES.join('|')})(?!上|中|小时)`, 'g')

// 个万亩, but 个百分点
const UNIT_HERE = new RegExp(
  `^(?:个(?=[万亿百千](?!分点)))?((?:[十百千万亿](?!分点)){0,3})(${UNIT_NAMES.join('|')})(?!上|中|小时)`,
)

const timesFactor = (value: Amount, factor: string | undefined): Amount | undefined =>
  factor === undefined ? undefined : multiply(value, amount(factor))

/** The value in another unit of the same dimension. @returns undefined when the units have no common base */
export function convert(figure: Pick<PlainFigure, 'unit' | 'value'>, to: string): Amount | undefined {
  const from = UNITS.get(figure.unit)
  const target = UNITS.get(to)
  if (!from || !target || from.dimension !== target.dimension) return undefined
  if (sameUnit(figure.unit) === sameUnit(to)) return figure.value
  // Through square metres, except that 亩 stays a fraction until the last step: 15 亩 = 10 000 平方米.
  const base = figure.unit === '亩' ? multiply(figure.value, amount(10_000)) : timesFactor(figure.value, from.factor)
  if (!base) return undefined
  if (to === '亩') return divide(multiply(base, amount(15)), amount(10_000))
  if (!target.factor) return undefined
  return divide(base, figure.unit === '亩' ? multiply(amount(15), amount(target.factor)) : amount(target.factor))
}
