/** Which indicators a table's head names: by name, alias, or a word that only one of them has. */
import type { Indicator } from '../../office/plan.ts'

/** Where a text names an indicator; offsets, `to` excluded. */
export interface IndicatorMention {
  readonly indicator: Indicator
  readonly from: number
  readonly to: number
}

/** Words of many questions that happen to stand in one indicator's name. */
const COMMON =
  /^(?:新增|增加|完成|同比|增长|下降|提升|建设|企业|问题|存在|一个|工业|产业|增速|存量|涉及|涉及企业|比重|占比|落后|全省|全市|全县|各地|本年|当年|累计|目标|任务|年度|上年|同期|情况|数量|总量|重点|工作|项目|新建)$/

/**
 * Finds a plan's indicators in a text: by name, short name or alias, the longest first, else by a part of a name that
 * is one indicator's.
 */
export class IndicatorNames {
  private readonly names: readonly (readonly [name: string, indicator: Indicator])[]
  private readonly unique: ReadonlyMap<string, Indicator>

  constructor(indicators: readonly Indicator[]) {
    this.names = indicators
      .flatMap((one) => [...new Set([one.name, one.short, ...one.aliases])].map((name) => [plain(name), one] as const))
      .sort(([a], [b]) => b.length - a.length)
    this.unique = partsOfOne(this.names)
  }

  /** In order, without overlaps. @param text in NFKC, see `plain` */
  in(text: string): IndicatorMention[] {
    const found = this.named(text)
    if (found.length > 0) return found
    const part = this.part(text)
    return part ? [part] : []
  }

  private named(text: string): IndicatorMention[] {
    const found: IndicatorMention[] = []
    for (let from = 0; from < text.length; from++) {
      const hit = this.names.find(([name]) => text.startsWith(name, from))
      if (!hit) continue
      found.push({ indicator: hit[1], from, to: from + hit[0].length })
      from += hit[0].length - 1
    }
    return found
  }

  /** The longest word that stands in the names of one indicator alone: 土地, 低效 … */
  private part(text: string): IndicatorMention | undefined {
    for (let length = Math.min(8, text.length); length >= 2; length--) {
      for (let from = 0; from + length <= text.length; from++) {
        const indicator = this.unique.get(text.slice(from, from + length))
        if (indicator) return { indicator, from, to: from + length }
      }
    }
    return undefined
  }
}

/** A text as names are compared: NFKC, without quotation marks and blanks, in small letters. */
export const plain = (text: string): string =>
  text
    .normalize('NFKC')
    .replace(/["“”'‘’「」『』\s]/g, '')
    .toLowerCase()

function partsOfOne(names: readonly (readonly [string, Indicator])[]): Map<string, Indicator> {
  const owners = new Map<string, Set<Indicator>>()
  for (const [name, indicator] of names) {
    // Beginnings and ends are words; what lies across the middle need not be (同比增长 → 比增).
    for (let length = 2; length <= Math.min(name.length, 8); length++) {
      for (const part of [name.slice(0, length), name.slice(-length)])
        owners.set(part, (owners.get(part) ?? new Set()).add(indicator))
    }
  }
  return new Map(
    [...owners].flatMap(([part, all]) => {
      const [only, another] = all
      return only && !another && /^\p{Script=Han}+$/u.test(part) && !COMMON.test(part) ? [[part, only] as const] : []
    }),
  )
}
