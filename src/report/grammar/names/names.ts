/** Indicator names in a text: the official one and its aliases, the longest that fits. */
import { normalised } from '../../../language/index.ts'
import type { Indicator, IndicatorId } from '../../../office/plan.ts'

export interface NamedAt {
  readonly id: IndicatorId
  readonly to: number
}

/** The names of a plan's indicators in the form that is read. */
export class Names {
  /** every name with its indicator, the longest first */
  readonly all: readonly { readonly name: string; readonly id: IndicatorId }[]
  readonly indicators: ReadonlyMap<IndicatorId, Indicator>
  private readonly byFirst = new Map<string, { name: string; id: IndicatorId }[]>()

  constructor(indicators: readonly Indicator[]) {
    this.indicators = new Map(indicators.map((one) => [one.id, one]))
    const seen = new Map<string, IndicatorId>()
    for (const one of indicators) for (const name of namesOf(one)) if (!seen.has(name)) seen.set(name, one.id)
    this.all = [...seen].map(([name, id]) => ({ name, id })).sort((a, b) => b.name.length - a.name.length)
    for (const one of this.all) {
      const first = one.name[0] ?? ''
      this.byFirst.set(first, [...(this.byFirst.get(first) ?? []), one])
    }
  }

  get(id: IndicatorId): Indicator {
    const indicator = this.indicators.get(id)
    if (!indicator) throw new Error(`no indicator ${id}`)
    return indicator
  }

  /** As the plan calls it, or with a word more that is in its name too: 存量建设用地盘活, 工业增加值用水量. */
  isWhole(words: string, id: IndicatorId): boolean {
    const { name } = this.get(id)
    for (let at = 0; at < words.length; at++) {
      const found = this.at(words, at)
      const around = found ? [words.slice(0, at), words.slice(found.to)] : []
      if (found?.id === id && around.every((one) => name.includes(one))) return true
    }
    return false
  }

  /** The longest name that begins at a position; single blanks inside it are overlooked (小微 园区). */
  at(text: string, from: number): NamedAt | undefined {
    for (const { name, id } of this.byFirst.get(text[from] ?? '') ?? []) {
      const to = endOf(name, text, from)
      if (to !== undefined) return { id, to }
    }
    return undefined
  }
}

function endOf(name: string, text: string, from: number): number | undefined {
  let at = from
  for (const char of name) {
    if (text[at] === ' ' && char !== ' ' && at > from) at += 1
    if (text[at] !== char) return undefined
    at += 1
  }
  return at
}

/** Words with which an official name may begin without meaning an increment. */
const OPENING = /^(?:新增|新认定)/

/** Official name with and without its brackets, short name, aliases; 新增小微园区 beside 小微园区 where the name says 新增. */
function namesOf({ name, short, aliases }: Indicator): string[] {
  const all = [name, short, ...aliases].map((one) => normalised(one).text.replace(/\s/g, ''))
  const opening = OPENING.exec(all[0] ?? '')?.[0] ?? ''
  const variants = all.flatMap((one) => [
    one,
    one.replace(/\([^()]*\)/g, ''),
    ...(one.startsWith(opening) ? [] : [opening + one]),
  ])
  return [...new Set(variants)].filter((one) => one.length >= 2)
}
