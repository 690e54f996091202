/** A month's table of many counties: every figure through the same checks as one that is typed, all or nothing. */
import { append, type CellKey, type NewEntry, placesOf } from '../ledger/index.ts'
import type { Amount } from '../office/amount.ts'
import { dayOf, type Instant } from '../office/day.ts'
import { endOf } from '../office/period.ts'
import type { Person } from '../office/person.ts'
import type { Reader, Statement } from '../store/index.ts'
import type { Item } from './item.ts'
import { entryOf, prepare } from './rules/prepare.ts'
import { standingFor } from './rules/scope.ts'
import { type Ground, type Prepared, wantsReason } from './rules/weigh.ts'
import * as text from './text.ts'

/** A figure of a table, in the base unit. */
export interface Tabled extends CellKey {
  readonly cumulative: Amount
  /** as it stands in the cell */
  readonly typed: string
  readonly unit: string
  /** C5 */
  readonly cell: string
}

interface Booking {
  readonly person: Person
  /** what the ledger's rows refer to as the message they came from */
  readonly message: string
  readonly now: Instant
  readonly id: () => string
  /** why figures that a check warns of, or that were reviewed before, are right all the same */
  readonly reason?: string | undefined
}

/**
 * What came of a table: statements for the caller to commit, with how many figures are new and how many were on
 * record; or every fault with its cell.
 */
export type Booked =
  | { readonly ok: true; readonly writes: readonly Statement[]; readonly recorded: number; readonly repeated: number }
  | { readonly ok: false; readonly faults: readonly { readonly cell: string; readonly message: string }[] }

/**
 * What a table would write, or every reason why it may not be written.
 * @throws Conflict when somebody reports for one of its counties at the same moment: decide anew from a fresh read
 */
export async function bookMonthly(
  store: Reader,
  ground: Ground,
  figures: readonly Tabled[],
  booking: Booking,
): Promise<Booked> {
  const { person, now, reason } = booking
  const regions = [...new Set(figures.map((one) => one.region))]
  const places = await placesOf(store, regions)
  const faults: { cell: string; message: string }[] = []
  const entries: NewEntry[] = []
  for (const region of regions) {
    const own = figures.filter((one) => one.region === region)
    const standing = standingFor(person, region, ground.regions)
    if (!standing) {
      faults.push({ cell: own[0]?.cell ?? '', message: text.mayNotReportFor(person.name, ground.regions.get(region)) })
      continue
    }
    const update = { region, items: own.map(itemOf), correcting: false, doubts: [], ...(reason && { reason }) }
    const prepared = await prepare(store, ground, update, dayOf(now))
    for (const [index, one] of prepared.entries()) {
      const cell = own[index]?.cell ?? ''
      for (const message of objections(one, reason))
        faults.push({ cell, message: `${one.indicator.short}：${message}` })
      const doing = { id: booking.id(), by: person.id, proxy: standing === 'proxy', message: booking.message, at: now }
      if (!one.repeated) entries.push(entryOf(one, { ...doing, reason: wantsReason([one]) ? reason : undefined }))
    }
  }
  if (faults.length > 0) return { ok: false, faults }
  return {
    ok: true,
    writes: await append(store, ground.regions.province.key, places, entries),
    recorded: entries.length,
    repeated: figures.length - entries.length,
  }
}

const itemOf = (one: Tabled): Item => ({
  indicator: one.indicator,
  mode: 'cumulative',
  typedValue: one.typed,
  typedUnit: one.unit,
  value: one.cumulative,
  asOf: endOf(one.period),
  nil: false,
})

/** Why a figure cannot be taken: what blocks it, and what needs a reason where none was given. */
function objections(one: Prepared, reason: string | undefined): string[] {
  if (one.repeated) return []
  const blocks = one.findings.filter((finding) => finding.grade === 'block')
  if (blocks.length > 0) return blocks.map((finding) => finding.message)
  if (reason !== undefined) return []
  const warned = [...one.findings.map((finding) => finding.message), ...one.asks]
  return one.needsReason && warned.length === 0 ? [text.changedInTable()] : warned
}
