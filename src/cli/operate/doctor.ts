/** `yaodian doctor`: what is set up wrongly, and how to mend it. */

import { accessSync, constants } from 'node:fs'
import { dirname } from 'node:path'
import { countSetAside } from '../../assistant/index.ts'
import { planDocuments } from '../../composition/asker.ts'
import { officeFolder, ownData } from '../../composition/data.node.ts'
import { type Config, ConfigError, unknownSettings } from '../../config/index.ts'
import { isDemo } from '../../demo/index.ts'
import { healthOf, type PartName } from '../../health/index.ts'
import { yearsWithoutPlan } from '../../ledger/index.ts'
import { gapText } from '../../office/calendar.ts'
import { type Day, dayOf, instant } from '../../office/day.ts'
import { DataError, loadOffice, type Office, withoutDemo } from '../../office/load/index.ts'
import { accountsBehind, admins, countPeople } from '../../people/index.ts'
import { withOwnAllocation } from '../../progress/index.ts'
import { backupsIn, nightlyBackup, placeOf, tracesOf } from '../../runtime/backup.node.ts'
import { freeBytes } from '../../runtime/heart.node.ts'
import { whyNotOpened } from '../../runtime/unopened.node.ts'
import { NotOpened, type Store } from '../../store/index.ts'
import { engine } from '../../store/machine.node.ts'
import * as pc from '../colour.ts'
import { databasePath, inOffice, onStore, openMade } from '../database.ts'
import { checkFeishu } from '../feishu.ts'
import { config as readConfig } from '../open.ts'
import { doctor as text } from '../text.ts'
import { bad, type DoctorFinding, ok, warn } from './finding.ts'
import { checkModel } from './model.ts'

/**
 * `yaodian doctor`: checks settings, data, database and what else an office stands on, and prints each finding.
 * @returns false where something is broken; a warning is not
 */
export async function doctor(): Promise<boolean> {
  const config = settings()
  const data = officeData(config.config?.planYear)
  const feishu = config.config?.messengers.feishu ? await checkFeishu(config.config.messengers.feishu) : []
  const findings = [
    ...config.findings,
    ...data.findings,
    ...(data.office ? [...plan(data.office), ...calendar(data.office)] : []),
    ...(config.config
      ? await database(
          config.config,
          data.office,
          feishu.every(({ level }) => level !== 'bad'),
        )
      : []),
    ...feishu,
    ...(config.config?.model && data.office ? await checkModel(config.config.model, data.office) : []),
  ]
  const marks = { ok: pc.green(text.ok), warn: pc.yellow(text.warn), bad: pc.red(text.bad) }
  for (const one of findings) console.log(`${marks[one.level]} ${one.text}${one.mend ? `\n     → ${one.mend}` : ''}`)
  return findings.every(({ level }) => level !== 'bad')
}

function settings(): { config?: Config; findings: DoctorFinding[] } {
  try {
    const config = readConfig()
    const strange = unknownSettings(process.env).map(({ name, near }) => warn(text.noSetting(name), text.near(near)))
    return {
      config,
      findings: [ok(text.settings(config.channels.join('、'), `${config.host}:${config.port}`)), ...strange],
    }
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error
    return { findings: [bad(...text.badSettings(error.message))] }
  }
}

function officeData(year: number | undefined): { office?: Office; findings: DoctorFinding[] } {
  try {
    const office = loadOffice(ownData(), year)
    const { plan, plans, regions } = office
    const counties = regions.counties(plan.issued).length
    const years = plans.map(({ year }) => year).join('、')
    return {
      office,
      findings: [ok(text.data(years, plan.indicators.length, counties))],
    }
  } catch (error) {
    if (!(error instanceof DataError)) throw error
    return {
      findings: [bad(...text.badData(error.message))],
    }
  }
}

function plan(office: Office): DoctorFinding[] {
  const { plan } = office
  const findings: DoctorFinding[] = []
  if (plan.rules.length === 0) findings.push(warn(...text.noSchedule(plan.year)))
  for (const { title, brokenOff } of planDocuments(office)) {
    if (brokenOff) findings.push(warn(...text.brokenOff(title, brokenOff.slice(-12))))
  }
  return findings
}

function calendar({ calendar: days, plan: { year } }: Office): DoctorFinding[] {
  const today = dayOf(instant(Date.now()))
  const gaps = days.gaps(`${year}-01-01` as Day, today > `${year + 1}-01-31` ? today : (`${year + 1}-01-31` as Day))
  if (gaps.length === 0) return [ok(text.calendar)]
  return gaps.map((gap) => warn(...text.noCalendar(gapText(gap), `${officeFolder()}/calendar/notices.yaml`)))
}

/** What `/healthz` says of it, in the same words; of what only the running office feels, what it left in the database. */
async function heart(
  store: Store,
  path: string,
  {
    demo,
    backup,
    damage,
    reached,
    people,
  }: {
    readonly demo: boolean
    readonly backup: Config['backup']
    readonly damage: string | undefined
    readonly reached: boolean
    readonly people: number
  },
): Promise<DoctorFinding[]> {
  const nightly = backup && nightlyBackup(inOffice(backup.folder), placeOf(path), backup.keep)
  const look = healthOf({
    store,
    now: () => instant(Date.now()),
    // The demo's clock is its own: nothing here tells how late its minute and its messages are.
    tick: demo ? 'none' : 'stored',
    beside: !demo,
    freeBytes: () => freeBytes(path),
    isDamaged: () => damage !== undefined,
    aside: () => countSetAside(store),
    ...(nightly
      ? {
          backedUp: async () => {
            const at = await nightly.last()
            return { folder: nightly.folder, sinceMs: at && Date.now() - at }
          },
        }
      : !demo && { backedUp: 'none' as const }),
  })
  const { parts } = await look()
  const told = Object.entries(parts).filter(
    // That the platform brought messages a minute ago is of no account where it is found now that it cannot.
    ([name, { state }]) => !(demo && name === 'outbox') && (reached || name !== 'platform' || state !== 'ok'),
  )
  return told.map(([name, { state, mend = '', ...part }]) => {
    if (name === 'database' && state === 'ok') return ok(text.database(path, people, demo))
    const first = name === 'database' && damage !== undefined ? text.damage(damage) : ''
    const said = text.part(name as PartName, part.text) + first
    return state === 'ok' ? ok(said) : state === 'degraded' ? warn(said, mend) : bad(said, mend)
  })
}

/** Whoever is told of faults, and may mend the roster from the chat. */
async function administrators(store: Store, channels: readonly string[]): Promise<DoctorFinding[]> {
  const all = await admins(store)
  if (all.length === 0) return [bad(...text.noAdmins)]
  const accounts = await Promise.all(all.map((one) => accountsBehind(store, one)))
  const n = accounts.filter((own) => own.some((one) => channels.some((name) => one.startsWith(`${name}:`)))).length
  return n === 0 ? [bad(...text.adminsUnreached(all.length, channels.join('、')))] : [ok(text.admins(all.length, n))]
}

/** What an office's own figures need of the plans, and what its plan still lacks. */
async function ownPlan(store: Store, shipped: Office): Promise<DoctorFinding[]> {
  const { plan, regions, ...office } = await withOwnAllocation(store, withoutDemo(shipped))
  const lost = await yearsWithoutPlan(store, office)
  const today = dayOf(instant(Date.now())).slice(0, 4)
  const isSplit = [...plan.allocation.goals.keys()].some((key) => key !== regions.province.key)
  return [
    ...lost.map((year) => bad(...text.lostPlan(year, `${officeFolder()}/plans/${year}`))),
    ...(String(plan.year) < today ? [warn(...text.oldPlan(plan.year, today))] : []),
    ...(isSplit ? [] : [warn(...text.notSplit(plan.year))]),
  ]
}

/** Of an office that was there, no empty one is to be made in its place. */
async function noDatabase(path: string, backup: Config['backup']): Promise<DoctorFinding> {
  const newest = backup && (await backupsIn(inOffice(backup.folder))).at(-1)
  const traces = await tracesOf(placeOf(path))
  if (newest === undefined && traces.length === 0) return bad(...text.noDatabase(path))
  return bad(...text.lostDatabase(path, traces, newest))
}

/** @param reached whether the platform was found at work just now */
async function database(
  { channels, backup }: Config,
  office: Office | undefined,
  reached: boolean,
): Promise<DoctorFinding[]> {
  const path = databasePath()
  try {
    if (!engine.isMade(path))
      return channels.includes('console') ? [ok(text.noDemo(path))] : [await noDatabase(path, backup)]
    accessSync(path, constants.R_OK | constants.W_OK)
    accessSync(dirname(path), constants.W_OK)
    return await onStore(async (store) => {
      const demo = await isDemo(store)
      if (demo && !channels.includes('console')) return [bad(...text.isDemo(path))]
      const people = await countPeople(store)
      const damage = await engine.findDamage(path)
      return [
        ...(demo ? [] : await administrators(store, channels)),
        ...(demo || !office ? [] : await ownPlan(store, office)),
        ...(await heart(store, path, { demo, backup: demo ? undefined : backup, damage, reached, people })),
      ]
    }, openMade(path))
  } catch (error) {
    // These say themselves what is to be done.
    if (error instanceof NotOpened) return [bad(text.cannot(error.message))]
    return [bad(text.cannot(await whyNotOpened(error, path, backup && inOffice(backup.folder))))]
  }
}
