/** Measures of reporting: owed, reported, nil, state, who and when, late, corrected, why. */
import { amount, ZERO } from '../../office/amount.ts'
import { dayOf, daysBetween } from '../../office/day.ts'
import type { RegionKey } from '../../office/region.ts'
import type { Cell, Cube } from '../cube/cube.ts'
import { withoutReport } from './figures.ts'
import { absent, isKnown, known, type Reading } from './reading.ts'

/** Who asks: what a figure went through is for its own region and those above it, and never for a group. */
export interface Viewer {
  readonly isGroup: boolean
  seesInside(place: RegionKey): boolean
}

/**
 * Whether the place reported for the period. Above the county only when every county did; the count stands beside it.
 */
export function reportedOf(cell: Cell): Reading {
  const { of, reported, pending } = cell
  if (of === 0) return absent('no-task')
  if (reported === 0 && !cell.owed) return absent(withoutReport(cell))
  return known(reported === of, { of: 'reported', count: reported, owing: of, pending })
}

const isOwn = ({ held, isCarried }: Cell): boolean => held !== undefined && !isCarried

/** Whether a county's report for the period was a nil report (零报告); absent without a report. */
export function nilOf(cell: Cell): Reading {
  if (cell.level !== 'county') return absent('of-counties')
  return isOwn(cell) ? known(cell.held?.nil ?? false) : absent(withoutReport(cell))
}

/** How far the review of a county's report has come; absent above the county, and for whoever may not see inside. */
export function stateOf(cell: Cell, viewer: Viewer): Reading {
  if (!cell.task && cell.state === 'none') return absent('no-task')
  if (!viewer.seesInside(cell.place)) return absent('private')
  if (cell.counties.length > 0) return absent('of-counties')
  return cell.state === 'none' && !cell.owed ? absent(withoutReport(cell)) : known(cell.state)
}

/** When the first report for the period came; absent where it was returned or taken back since. */
export function reportedAtOf(cell: Cell): Reading {
  const { held, history } = cell
  if (cell.counties.length > 0) return absent('of-counties')
  if (!held || !isOwn(cell)) return absent(withoutReport(cell))
  return known(amount(history.first ?? held.at), { of: 'reportedAt', latest: held.at })
}

/** Who reported, by name, with （代报） where for another; absent in a group. */
export function reportedByOf({ grounds }: Cube, cell: Cell, viewer: Viewer): Reading {
  const { held } = cell
  if (viewer.isGroup) return absent('private')
  if (cell.counties.length > 0) return absent('of-counties')
  if (!held || !isOwn(cell)) return absent(withoutReport(cell))
  const name = grounds.people?.get(held.by)
  return name === undefined ? absent('none') : known(`${name}${held.proxy ? '（代报）' : ''}`)
}

/**
 * Days from the deadline to the first report, 0 in time. What is owed and not there is late by today. Absent before
 * its deadline.
 */
export function lateDaysOf({ grounds }: Cube, cell: Cell): Reading {
  const { held, history, due } = cell
  if (cell.counties.length > 0) return absent('of-counties')
  const came = held && isOwn(cell) ? dayOf(history.first ?? held.at) : undefined
  const why = withoutReport(cell)
  if (came === undefined && (why !== 'not-reported' || !due || grounds.today <= due.lastDay)) return absent(why)
  if (!due) return absent('not-owed')
  const days = daysBetween(due.lastDay, came ?? grounds.today)
  return known(amount(Math.max(0, days)), { of: 'lateDays', lastDay: due.lastDay, isMissing: came === undefined })
}

/** Whether the first report came by the deadline. */
export function onTimeOf(cube: Cube, cell: Cell): Reading {
  const late = lateDaysOf(cube, cell)
  return isKnown(late) ? known(late.is === ZERO) : late
}

/** How often a figure of the period was replaced by another. */
export function correctionsOf(cell: Cell, viewer: Viewer): Reading {
  if (!viewer.seesInside(cell.place)) return absent('private')
  const cells = cell.counties.length > 0 ? cell.counties : [cell]
  if (cells.every((one) => !one.task && one.history.first === undefined && one.reported === 0)) return absent('no-task')
  const changes = cells.flatMap((one) => one.history.changes)
  return known(amount(changes.length), { of: 'corrections', changes })
}

/** Why the figure was returned, else the last reason that was given for it. */
export function reasonOf({ place, history, counties }: Cell, viewer: Viewer): Reading {
  if (!viewer.seesInside(place)) return absent('private')
  if (counties.length > 0) return absent('of-counties')
  const reason = history.returned?.reason ?? history.reason
  return reason === undefined ? absent('none') : known(reason)
}
