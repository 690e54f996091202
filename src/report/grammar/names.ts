/** The names of a plan's indicators, as the reader finds them. */
import { indicatorNames } from '../../language/index.ts'
import type { Indicator, IndicatorId } from '../../office/plan.ts'

export class Names {
  /** every name with its indicator, the longest first */
  readonly all: readonly { readonly name: string; readonly id: IndicatorId }[]
  readonly indicators: ReadonlyMap<IndicatorId, Indicator>

  constructor(indicators: readonly Indicator[]) {
    this.indicators = new Map(indicators.map((one) => [one.id, one]))
    this.all = [...indicatorNames(indicators)]
      .map(([name, id]) => ({ name, id }))
      .sort((a, b) => b.name.length - a.name.length)
  }

  get(id: IndicatorId): Indicator {
    const indicator = this.indicators.get(id)
    if (!indicator) throw new Error(`no indicator ${id}`)
    return indicator
  }

  /** As the plan calls it, or with a word more that is in its name too: 存量建设用地盘活, 工业增加值用水量. */
  isWhole(words: string, id: IndicatorId): boolean {
    const official = this.get(id).name
    return this.all.some(({ name, id: own }) => {
      const [before, behind] = own === id && words.includes(name) ? words.split(name) : []
      return before !== undefined && behind !== undefined && official.includes(before) && official.includes(behind)
    })
  }
}
