/** A measure of a cell: which rule reads it. */
import type { Measure } from '../../office/measure.ts'
import type { RegionKey } from '../../office/region.ts'
import type { Cell, Cube } from '../cube/cube.ts'
import type { Test, Versus } from '../query.ts'
import {
  correctionsOf,
  lateDaysOf,
  nilOf,
  onTimeOf,
  reasonOf,
  reportedAtOf,
  reportedByOf,
  reportedOf,
  stateOf,
  type Viewer,
} from './attendance.ts'
import { asOfReading, figureOf, gapOf, goalReading, incrementOf, rateOf, shareOf } from './figures.ts'
import { forecastOf, perMonthOf } from './forecast.ts'
import { neededOf } from './needed.ts'
import { aheadOf, expectedOf, lightOf } from './pace.ts'
import { type Boards, rankOf } from './rank.ts'
import { absent, isKnown, known, type Reading, type Readings } from './reading.ts'

/** What readings depend on besides their cell. */
export interface Lens {
  readonly cube: Cube
  readonly viewer: Viewer
  /** the whole of ranks and shares */
  readonly among: RegionKey
  /** what everything is held against */
  readonly versus?: Versus | undefined
  /** what is to be so with what is `needed` */
  readonly reach?: Test | undefined
  /** rankings reckoned so far */
  readonly boards: Boards
}

type Rule = (cell: Cell, lens: Lens) => Reading

const RULES: Readonly<Record<Measure, Rule>> = {
  value: figureOf,
  increment: (cell, { cube }) => incrementOf(cube, cell),
  goal: goalReading,
  rate: rateOf,
  gap: gapOf,
  expected: (cell, { cube }) => expectedOf(cube, cell),
  ahead: aheadOf,
  light: lightOf,
  rank: (cell, { cube, among, boards }) => rankOf(cube, cell, among, boards),
  share: (cell, { cube, among }) => shareOf(cube, cell, among),
  owed: (cell) => known(cell.owed),
  reported: reportedOf,
  nil: nilOf,
  state: (cell, { viewer }) => stateOf(cell, viewer),
  reportedAt: reportedAtOf,
  reportedBy: (cell, { cube, viewer }) => reportedByOf(cube, cell, viewer),
  lateDays: (cell, { cube }) => lateDaysOf(cube, cell),
  onTime: (cell, { cube }) => onTimeOf(cube, cell),
  corrections: (cell, { viewer }) => correctionsOf(cell, viewer),
  reason: (cell, { viewer }) => reasonOf(cell, viewer),
  forecast: (cell, { cube }) => forecastOf(cube, cell),
  perMonth: (cell, { cube }) => perMonthOf(cube, cell),
  source: sourceOf,
  needed: neededOf,
  asOf: asOfReading,
}

/** One measure of a cell, or why it is absent. */
export const readingOf = (measure: Measure, cell: Cell, lens: Lens): Reading => RULES[measure](cell, lens)

/** Several measures of a cell, each worked out when it is first asked for. */
export function readingsOf(measures: readonly Measure[], cell: Cell, lens: Lens): Readings {
  const read = new Map<Measure, Reading>()
  return {
    measures,
    get(measure) {
      if (!measures.includes(measure)) return undefined
      const reading = read.get(measure) ?? readingOf(measure, cell, lens)
      read.set(measure, reading)
      return reading
    },
  }
}

/** Where the goal comes from: the document for the province, the allocation below it. */
function sourceOf(cell: Cell, { cube }: Lens): Reading {
  const { plan } = cube.grounds
  const goal = goalReading(cell)
  if (!isKnown(goal)) return goal
  if (cell.level === 'province') return known(`${plan.documentNumber} ${cell.indicator.section}`)
  return plan.allocation.source ? known(plan.allocation.source) : absent('none')
}
