/** Cells as rows: one each, or one a group, with their readings, what they are compared with and what they fold to. */
import type { Cell } from '../cube/cube.ts'
import { groupsOf } from '../cube/group.ts'
import { type Lens, readingsOf } from '../measures/read-measure.ts'
import { type Absence, isKnown } from '../measures/reading.ts'
import type { Axis, LedgerQuery } from '../query.ts'
import { compared } from './compare.ts'
import type { Sieved } from './condition.ts'
import { foldedMeasures, foldOf, keyOf } from './fold.ts'
import type { Whole } from './picked.ts'
import { countOf, type Entry, type Row } from './result.ts'
import { measuresIn } from './select.ts'

/** Whether a query asks how many: then a row with none is an answer. */
export const isCounted = ({ fold }: LedgerQuery): boolean => fold === 'count' || fold === 'share'

/**
 * Rows for cells that passed: one each, or one a group with what it folds to.
 * @param whole what groups are made of, where `cells` are only those that were picked from it
 */
export function rowsOf(
  cells: readonly Cell[],
  { kept, runs }: Pick<Sieved, 'kept' | 'runs'>,
  query: LedgerQuery,
  lens: Lens,
  whole: readonly Whole[] = cells.map((cell) => ({ cell, cells: 1 })),
): Row[] {
  const { regions } = lens.cube.grounds
  const measures = measuresIn(query)
  const entryOf = (cell: Cell): Entry => {
    const readings = readingsOf(measures, cell, lens)
    return {
      cell,
      readings,
      ...(query.versus && { versus: compared(query.versus, cell, readings, lens) }),
      ...(runs.has(cell) && { run: runs.get(cell) }),
    }
  }
  const by: readonly Axis[] = query.by ?? (query.fold ? [] : ['place', 'indicator', 'period'])
  const name = (cell: Cell) => JSON.stringify(keyOf(cell, by, regions))
  const passed = groupsOf(kept, name)
  return [...groupsOf(whole, ({ cell }) => name(cell))].flatMap(([key, group]): Row[] => {
    const own = passed.get(key) ?? []
    const [first] = group
    if (!first || (own.length === 0 && !isCounted(query))) return []
    return [
      {
        key: keyOf(first.cell, by, regions),
        entries: own.map(entryOf),
        count: countOf(own),
        of: {
          places: countOf(group.map(({ cell }) => cell)).places,
          cells: group.reduce((all, one) => all + one.cells, 0),
        },
        ...foldedIn(own, query, lens),
      },
    ]
  })
}

function foldedIn(cells: readonly Cell[], query: LedgerQuery, lens: Lens): Pick<Row, 'folded'> {
  const { fold } = query
  if (fold === undefined || fold === 'count' || fold === 'share') return {}
  return { folded: new Map(foldedMeasures(query).map((measure) => [measure, foldOf(measure, fold, cells, lens)])) }
}

/**
 * The reason why nothing is known of any entry, where it is the same for all; undefined where something is known,
 * reasons differ, or the query folds.
 */
export function lackingIn(rows: readonly Row[], { measures, fold }: LedgerQuery): Absence | undefined {
  if (fold !== undefined) return undefined
  let why: Absence | undefined
  for (const { readings } of rows.flatMap(({ entries }) => entries)) {
    for (const reading of measures.map((measure) => readings.get(measure))) {
      if (!reading || isKnown(reading) || (why !== undefined && why !== reading.absent)) return undefined
      why = reading.absent
    }
  }
  return why
}
