/** What the demo's counties have by the end of a period: counts that never fall, near their pace; rates that drift. */

import { monthOf } from '../../src/office/day.ts'
import { owedBy } from '../../src/office/owed.ts'
import { shareBy } from '../../src/office/pace.ts'
import { endOf, type Period } from '../../src/office/period.ts'
import { goalOf, type Indicator, type Plan } from '../../src/office/plan.ts'
import type { RegionKey } from '../../src/office/region.ts'
import type { Chance } from '../../test/channels/feishu/sim/chance.ts'
import type { Line } from './year.ts'

/** How a contact writes an amount: its word and unit, how many of those make one of the plan's. */
interface Written {
  readonly word: string
  readonly unit: string
  readonly times?: number
  /** what is left of it in writing: tens of tonnes */
  readonly step?: number
}
const WRITTEN: Readonly<Record<string, Written>> = {
  'outdated-capacity-firms': { word: '落后产能', unit: '家' },
  'low-small-scattered': { word: '低小散', unit: '家' },
  'zombie-firms': { word: '僵尸企业', unit: '家' },
  'small-firm-parks': { word: '小微园区', unit: '家' },
  'standard-workshops': { word: '标准厂房', unit: '万平方米', step: 0.1 },
  'hightech-firms': { word: '高企', unit: '家' },
  'tech-smes': { word: '科技型中小企业', unit: '家' },
  'idle-land': { word: '存量土地', unit: '亩', times: 10_000 },
  'energy-space': { word: '腾出用能空间', unit: '吨标煤', times: 10_000, step: 10 },
  'information-economy-growth': { word: '信息经济增速', unit: '%', step: 0.1 },
  'hightech-share': { word: '高新产业占比', unit: '%', step: 0.1 },
  'water-per-output': { word: '万元增加值用水量', unit: '%', step: 0.1 },
  'wastewater-per-output': { word: '万元增加值废水排放量', unit: '%', step: 0.1 },
}

/** What a rate stands at in the middle of the year, and how far counties lie from it, in points. */
const RATES: Readonly<Record<string, { readonly about: number; readonly spread: number }>> = {
  'information-economy-growth': { about: 12.6, spread: 3 },
  'hightech-share': { about: 41, spread: 7 },
  'water-per-output': { about: -5.4, spread: 1.4 },
  'wastewater-per-output': { about: -5.6, spread: 1.6 },
}

/** Certified in batches: the share that a county of the usual pace has by the end of each month from June on. */
const IN_BATCHES: Readonly<Record<string, readonly number[]>> = {
  'hightech-firms': [0.08, 0.12, 0.2, 0.32, 0.46, 0.62, 0.92],
  'tech-smes': [0.25, 0.36, 0.48, 0.64, 0.76, 0.88, 1],
}
const FIRST_MONTH = 6

export class Figures {
  private readonly plan: Plan
  private readonly chance: Chance
  /** what was said of each, the newest last, in the unit in which it is written */
  private readonly past = new Map<string, readonly number[]>()
  /** a county's pace with an indicator: 1 is the one expected */
  private readonly paces = new Map<string, number>()

  /** @param said what is on record already: a county goes on from there */
  constructor(plan: Plan, said: readonly Line[], chance: Chance) {
    this.plan = plan
    this.chance = chance
    for (const { region, text } of said) {
      for (const [id, { word }] of Object.entries(WRITTEN)) {
        const figure = text.match(new RegExp(`${word} ([\\d.]+)`))?.[1]
        if (figure !== undefined) this.keep(`${region} ${id}`, Number(figure))
      }
    }
  }

  /** What a county owes of a period, as its contact writes it: 落后产能 12家. Without what stands still for the third time. */
  of(county: RegionKey, period: Period): string[] {
    return owedBy(this.plan, county, period).flatMap((one) => {
      const key = `${county} ${one.id}`
      const value = one.kind === 'rate' ? this.drifted(key, one.id) : this.grown(key, county, one, period)
      const [before, last] = (this.past.get(key) ?? []).slice(-2)
      this.keep(key, value)
      return one.kind !== 'rate' && value === before && value === last ? [] : [written(one.id, value)]
    })
  }

  /** What was last said of an indicator. */
  last(county: RegionKey, { id }: Pick<Indicator, 'id'>): number {
    return this.past.get(`${county} ${id}`)?.at(-1) ?? 0
  }

  private keep(key: string, value: number): void {
    this.past.set(key, [...(this.past.get(key) ?? []), value])
  }

  private grown(key: string, county: RegionKey, { id, pace }: Indicator, period: Period): number {
    const own = this.paces.get(key) ?? 0.86 + this.chance.next() * 0.28
    this.paces.set(key, Math.min(1.18, Math.max(0.84, own + (this.chance.next() - 0.45) * 0.05)))
    const end = endOf(period)
    const share = IN_BATCHES[id]?.[monthOf(end) - FIRST_MONTH] ?? Number(shareBy(pace, end) ?? 0)
    const goal = Number(goalOf(this.plan, county, id) ?? 0)
    return Math.max(this.past.get(key)?.at(-1) ?? 0, inSteps(goal * (writtenOf(id).times ?? 1) * share * own, id))
  }

  private drifted(key: string, id: string): number {
    const { about = 0, spread = 0 } = RATES[id] ?? {}
    const before = this.past.get(key)?.at(-1) ?? about + (this.chance.next() + this.chance.next() - 1) * spread
    return inSteps(before + (this.chance.next() - 0.4) * 0.8 * Math.sign(about), id)
  }
}

/** 落后产能 12家 */
export function written(id: string, value: number): string {
  const { word, unit } = writtenOf(id)
  return `${word} ${value}${unit}`
}

function writtenOf(id: string): Written {
  const written = WRITTEN[id]
  if (!written) throw new Error(`no word for ${id}`)
  return written
}

function inSteps(value: number, id: string): number {
  const { step = 1 } = writtenOf(id)
  return Number((Math.round(value / step) * step).toFixed(1))
}
