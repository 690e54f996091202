/** What a report leaves out, taken from the one before it or from what the talk is about, and marked so. */
import { spansIn } from '../../language/index.ts'
import type { Asked } from '../../message/command.ts'
import { dayOf } from '../../office/day.ts'
import { lastOver } from '../../office/owed.ts'
import { endOf } from '../../office/period.ts'
import { type IndicatorId, indicatorOf } from '../../office/plan.ts'
import type { RegionKey } from '../../office/region.ts'
import { type FigureRow, isItem, type Slots } from '../item.ts'
import { type SaidBefore, saidBefore, spokenOf } from '../rules/kept.ts'
import { ownRegions } from '../rules/scope.ts'
import type { Ground } from '../rules/weigh.ts'
import { settled } from './part.ts'
import type { Reporting } from './region.ts'

/** What of a report was not said, and stands as it did before. */
export type Assumed = 'indicator' | 'place' | 'day' | 'number'

export interface GoingOn {
  readonly region: RegionKey
  readonly rows: readonly FigureRow[]
  readonly doubts: readonly string[]
  /** on top of what the period has */
  readonly isMore?: true
  readonly assumed: readonly Assumed[]
}

/** What a message says of a report. */
export interface Told extends Slots {
  readonly place?: RegionKey
  /** 报 is said, and not a number alone */
  readonly isReport: boolean
  /** 还有: goes on from what stands before it */
  readonly isMore: boolean
}

/** Nothing of it is asked yet. */
export const UNASKED = { nearest: [], message: '' } as const

/** 那六月报3家: of what was reported, else of what the talk is about. */
export async function another(asked: Asked, ground: Ground, told: Told): Promise<GoingOn | undefined> {
  const spoken = spokenOf(asked)
  const isReported = spoken?.report !== undefined
  if (!spoken || (!isReported && !told.isReport)) return undefined
  const { report, indicators } = spoken
  const region = told.place ?? report?.region ?? ownRegions(asked.person)[0]
  if (!region) return undefined
  const read = await Promise.all(
    indicators.map((id) => {
      const before = report?.items.find(({ indicator }) => indicator === id)
      return wholeOf({ asked, ground, region }, told, id, before)
    }),
  )
  const [only, other] = read.flatMap((one) => one ?? [])
  return only && !other ? { region, ...only, assumed: ['indicator', ...leftOut(told)] } : undefined
}

/** 还有高企2家: of the same place and day. Undefined where no indicator is named, or nothing was left out. */
export async function besides(
  asked: Asked,
  ground: Ground,
  told: Told,
  before: SaidBefore,
): Promise<GoingOn | undefined> {
  const region = told.place ?? before.region
  const assumed = leftOut(told)
  if (!told.indicator || assumed.length === 0) return undefined
  const one = await wholeOf({ asked, ground, region }, told, told.indicator, before.items[0])
  return one && { region, ...one, assumed }
}

/** What a report leaves out of its day and place. */
const leftOut = ({ asOf, place }: Pick<Told, 'asOf' | 'place'>): Assumed[] => [
  ...(asOf ? [] : ['day' as const]),
  ...(place ? [] : ['place' as const]),
]

/** 德清也一样: what was just reported, of another place. */
export async function alike(asked: Asked, ground: Ground, place: RegionKey) {
  const [before] = saidBefore({ turns: asked.turns.slice(-1) })
  if (!before || before.region === place || spansIn(asked.said(), 'topic').length > 0) return undefined
  const it = { asked, ground, region: place }
  const read = await Promise.all(before.items.map((one) => wholeOf(it, one, one.indicator, undefined)))
  const all = read.flatMap((one) => one ?? [])
  if (all.length < read.length || all.length === 0) return undefined
  const assumed: Assumed[] = ['indicator', 'number', 'day']
  return {
    region: place,
    rows: all.flatMap(({ rows }) => rows),
    doubts: all.flatMap(({ doubts }) => doubts),
    assumed,
  }
}

/** The figure as told, what is left out as it was before; undefined where that is none of the indicator. */
async function wholeOf(
  it: Reporting,
  told: Slots | SaidBefore['items'][number],
  id: IndicatorId,
  before: SaidBefore['items'][number] | undefined,
): Promise<Pick<GoingOn, 'rows' | 'doubts'> | undefined> {
  const { typedValue = '', typedUnit } = told
  const asOf = told.asOf ?? before?.asOf ?? endOf(lastOver(indicatorOf(it.ground.plan, id), dayOf(it.asked.now)))
  const mode = told.mode ?? (before?.indicator === id ? before.mode : undefined)
  const known = { indicator: id, typedValue, ...(typedUnit && { typedUnit }), ...(mode && { mode }), asOf }
  const { row, doubts } = await settled(it, { ...known, ...UNASKED }, false)
  // 土地呢 320: in which unit is asked where it is said as a report
  return isItem(row) ? { rows: [row], doubts } : undefined
}
