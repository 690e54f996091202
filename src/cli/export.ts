/** `yaodian export …`: bulletins as .docx, tables as .xlsx, from the office's database. */
import { dirname } from 'node:path'
import { bulletinDraft, bulletinFiles, lastIssued } from '../bulletin/index.ts'
import { isDemo } from '../demo/index.ts'
import { dayOf, type Instant, instant, parseInstant } from '../office/day.ts'
import { type Office, withoutDemo } from '../office/load/index.ts'
import { endOf, type Period, readPeriod } from '../office/period.ts'
import { completionSheets, ledgerSheet, rankingSheets, withOwnAllocation } from '../progress/index.ts'
import { removeLeftovers, writeAtomically } from '../runtime/atomic-write.node.ts'
import type { Store } from '../store/index.ts'
import { workbook } from '../tables/workbook.ts'
import { onStore } from './database.ts'
import { inWords } from './fault.ts'
import { office as openOffice } from './open.ts'
import { fromCaller } from './paths.ts'
import { atTheMachine } from './privacy.ts'
import { cannotWrite, tables as text, usage } from './text.ts'
import { Failure, UsageError } from './usage.ts'

/** The options of `yaodian export bulletin`. */
export interface BulletinOptions {
  readonly version: string
  readonly out: string
  readonly tables?: string
  readonly now?: string
}

/**
 * `yaodian export bulletin`: writes a bulletin as .docx, and its tables as .xlsx where they are wanted. Of a period
 * that has none issued a draft is written, and standard error says so.
 *
 * @param which a period, whose newest issued bulletin is meant, or an issued bulletin's id: 2017-06-1
 * @throws UsageError for no period of the plan, Failure where there is no such bulletin or the period is not over
 */
export async function exportBulletin(which: string, options: BulletinOptions): Promise<void> {
  const { version } = options
  if (version !== 'internal' && version !== 'public') throw new UsageError(text.version(version))
  await withOffice(async (store, office) => {
    const isId = /^\d{4}-[\w]+-\d+$/.test(which)
    const id = isId ? which : await lastIssued(store, periodOf(which, office))
    const issued = id === undefined ? undefined : await bulletinFiles(store, office, id, version)
    if (isId && !issued) throw new Failure(text.noBulletin(which))
    const files = issued ?? (await bulletinDraft(store, office, over(which, office, options), version, nowOf(options)))
    await write(store, `通报 ${which}`, options.out, await files.text())
    if (options.tables) await write(store, `通报附表 ${which}`, options.tables, await files.tables())
    if (!issued) console.error(text.draft(which))
  })
}

/** The options of exports of tables. */
export interface TableOptions {
  readonly out: string
  readonly period?: string
}

/**
 * Every act on the figures of a period, as .xlsx.
 * @throws UsageError for no period of the plan, NoDatabase where there is none, Failure where it cannot be written
 */
export async function exportLedger(period: string, { out }: TableOptions): Promise<void> {
  await withOffice(async (store, office) =>
    write(store, `台账 ${period}`, out, await workbook([await ledgerSheet(store, office, periodOf(period, office))])),
  )
}

/**
 * Where each city and county stands at a period's end, as .xlsx.
 * @throws UsageError for no period of the plan, NoDatabase where there is none, Failure where it cannot be written
 */
export async function exportCompletion(period: string, { out }: TableOptions): Promise<void> {
  await withOffice(async (store, office) =>
    write(
      store,
      `完成情况 ${period}`,
      out,
      await workbook(await completionSheets(store, office, periodOf(period, office))),
    ),
  )
}

/**
 * Cities and counties by how far they are, as .xlsx.
 *
 * @param name an indicator's id, its name, short name or an alias
 * @throws UsageError where no indicator has that name or for no period of the plan, NoDatabase, Failure
 */
export async function exportRanking(name: string, period: string, { out }: TableOptions): Promise<void> {
  await withOffice(async (store, office) => {
    const indicator = office.plan.indicators.find((one) => [one.id, one.name, one.short, ...one.aliases].includes(name))
    if (!indicator)
      throw new UsageError(text.noIndicator(name, office.plan.indicators.map((one) => one.short).join('、')))
    const sheets = await rankingSheets(store, office, indicator, periodOf(period, office))
    await write(store, `排名 ${indicator.short} ${period}`, out, await workbook(sheets))
  })
}

/**
 * Work on the office as its database has it: an imported allocation replaces that of the data; one for show only
 * counts in a demo's database.
 * @throws NoDatabase where there is none
 */
export const withOffice = <T>(work: (store: Store, office: Office) => Promise<T>): Promise<T> =>
  onStore(async (store) => {
    const shipped = openOffice()
    const office = (await isDemo(store)) ? shipped : withoutDemo(shipped)
    return work(store, await withOwnAllocation(store, office))
  })

/**
 * A period that was typed.
 * @throws UsageError where it is none of the plan's year
 */
export function periodOf(given: string, { plan }: Pick<Office, 'plan'>): Period {
  const period = readPeriod(given, plan.year)
  if (!period?.startsWith(String(plan.year))) throw new UsageError(text.period(plan.year, given))
  return period
}

/**
 * The instant of `--now`, else the host's.
 * @throws UsageError where it is no instant
 */
export function nowOf({ now }: { readonly now?: string }): Instant {
  const at = now === undefined ? instant(Date.now()) : parseInstant(now)
  if (at === undefined) throw new UsageError(usage.moment('--now ', now))
  return at
}

/** @throws Failure when the period is not over: a bulletin sums up what has ended */
function over(which: string, office: Office, options: BulletinOptions): Period {
  const period = periodOf(which, office)
  if (endOf(period) > dayOf(nowOf(options))) throw new Failure(text.notOver(which))
  return period
}

/** @param what is in it, for the access log */
async function write(store: Store, what: string, file: string, bytes: Uint8Array): Promise<void> {
  await store.commit([atTheMachine('file', `${what} → ${file}`)])
  try {
    await removeLeftovers(dirname(fromCaller(file)))
    await writeAtomically(fromCaller(file), bytes)
  } catch (error) {
    throw new Failure(cannotWrite(file, inWords(error)))
  }
}
