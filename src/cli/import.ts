/** `yaodian import …`: tables that people filled in, all or nothing; every fault is a line with its cell. */
import { randomUUID } from 'node:crypto'
import { dayOf } from '../office/day.ts'
import type { Person } from '../office/person.ts'
import { accountsOf, personOf } from '../people/index.ts'
import { personsCalled } from '../privacy/index.ts'
import { keepAllocation, readAllocation, readMonthly } from '../progress/index.ts'
import { bookMonthly } from '../report/index.ts'
import type { Store } from '../store/index.ts'
import { sheetRows } from './corpus.ts'
import { nowOf, periodOf, withOffice } from './export.ts'
import { bytesOf, print } from './jsonl.ts'
import { reader } from './open.ts'
import { withExcess } from './plan/text.ts'
import { sqlText } from './sql.ts'
import { people, tables as text } from './text.ts'
import { UsageError } from './usage.ts'

/** The options of imports. */
export interface ImportOptions {
  /** who answers for it: the id, name or account of somebody in the roster */
  readonly by: string
  readonly now?: string
}

/**
 * `yaodian import allocation`: the goals of cities and counties from a file.
 * @returns whether it was taken; what is wrong is told with its place
 */
export async function importAllocation(
  file: string,
  options: ImportOptions & { source: string; sql?: boolean; exceeds?: boolean },
): Promise<boolean> {
  const rows = await tableIn(file)
  return withOffice(async (store, office) => {
    const person = await personCalled(store, options)
    const read = readAllocation(rows, office)
    if (!read.ok) return refused(read.faults)
    const isMore = read.excess.length > 0
    if (isMore && !options.exceeds)
      return refused(read.excess.map((one) => ({ ...one, message: text.exceeds(one.message) })))
    const source = isMore ? withExcess(options.source) : options.source
    const writes = [keepAllocation(office.plan, read.taken, source, person.id, nowOf(options))]
    if (options.sql) {
      process.stdout.write(sqlText(writes))
      return true
    }
    await store.commit(writes)
    print({ regions: read.taken.size, source })
    console.error(text.imported)
    return true
  })
}

/**
 * `yaodian import monthly`: the figures of a period from a file.
 * @returns whether it was taken; what is wrong is told with its place
 */
export async function importMonthly(
  file: string,
  options: ImportOptions & { period: string; reason?: string },
): Promise<boolean> {
  const rows = await tableIn(file)
  return withOffice(async (store, office) => {
    const person = await personCalled(store, options)
    const read = readMonthly(rows, office, periodOf(options.period, office))
    if (!read.ok) return refused(read.faults)
    const booked = await bookMonthly(store, { ...office, read: reader() }, read.taken, {
      person,
      message: `import:${randomUUID()}`,
      now: nowOf(options),
      id: randomUUID,
      reason: options.reason,
    })
    if (!booked.ok) return refused(booked.faults)
    await store.commit(booked.writes)
    print({ recorded: booked.recorded, repeated: booked.repeated })
    return true
  })
}

function refused(faults: readonly unknown[]): boolean {
  for (const fault of faults) print(fault)
  console.error(text.faults(faults.length))
  return false
}

async function personCalled(store: Store, options: ImportOptions): Promise<Person> {
  const [only, another] = await accountsOf(store, options.by)
  const person = only && !another ? await personOf(store, only, dayOf(nowOf(options))) : undefined
  if (person) return person
  if (another) throw new UsageError(people.bySeveral(options.by))
  const isKnown = (await personsCalled(store, options.by)).length > 0
  throw new UsageError(isKnown ? people.byUnreached(options.by) : people.byNobody(options.by))
}

const tableIn = (file: string): Promise<string[][]> => sheetRows(bytesOf(file), `${file}：`)
