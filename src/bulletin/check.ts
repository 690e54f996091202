/** A snapshot re-added before it is shown: what is printed must come out again from its own parts. */
import { type Amount, compare, divide, isZero, total } from '../office/amount.ts'
import { type Indicator, indicatorOf } from '../office/plan.ts'
import type { RegionKey } from '../office/region.ts'
import type { ProgressOffice } from '../progress/index.ts'
import { isMeasured, linesIn, type Snapshot, type SnapshotLine } from './snapshot.ts'

/** Where a snapshot contradicts itself: a sum, a rate, a light, a count of reports, two red periods. */
export interface Inconsistency {
  readonly region: RegionKey
  readonly indicator: Indicator['id']
  readonly what: 'sum' | 'completion' | 'light' | 'turnout' | 'red-twice'
}

/**
 * The numbers of a snapshot added up anew, before anything of it is shown.
 * @returns none where every number is the sum of its parts and follows from the others
 */
export function faultsIn(snapshot: Snapshot, office: ProgressOffice): Inconsistency[] {
  return linesIn(snapshot).flatMap((line) => {
    const fault = (what: Inconsistency['what']): Inconsistency => ({
      region: line.region,
      indicator: line.indicator,
      what,
    })
    const indicator = indicatorOf(office.plan, line.indicator)
    return [
      ...(adds(line, indicator, snapshot, office) ? [] : [fault('sum')]),
      ...(isRatio(line, indicator) ? [] : [fault('completion')]),
      ...(line.isCarried && line.light === 'green' ? [fault('light')] : []),
      ...(line.reported > line.of || (isMeasured(line) && indicator.kind !== 'rate' && line.reported === 0)
        ? [fault('turnout')]
        : []),
      ...(line.redTwice && (line.light !== 'red' || line.isCarried) ? [fault('red-twice')] : []),
    ]
  })
}

/** A city is the sum of its counties, the province of all; rates add up to nothing. */
function adds(line: SnapshotLine, indicator: Indicator, { counties }: Snapshot, { regions }: ProgressOffice): boolean {
  if (indicator.kind === 'rate' || regions.get(line.region).level === 'county') return true
  const parts = counties.filter((one) => one.indicator === line.indicator && regions.within(one.region, line.region))
  const held = parts.flatMap(({ cumulative }) => cumulative ?? [])
  return same(held.length === 0 ? undefined : total(held), line.cumulative)
}

function isRatio({ cumulative, goal, completion }: SnapshotLine, { kind }: Indicator): boolean {
  if (kind === 'rate' || cumulative === undefined || goal === undefined || isZero(goal)) return completion === undefined
  return same(divide(cumulative, goal), completion)
}

const same = (a: Amount | undefined, b: Amount | undefined): boolean =>
  a === undefined || b === undefined ? a === b : compare(a, b) === 0
