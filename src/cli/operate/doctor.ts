/** `yaodian doctor`: what is set up wrongly, and how to mend it. */

import { accessSync, constants } from 'node:fs'
import { dirname } from 'node:path'
import { planDocuments } from '../../asker.ts'
import { countSetAside } from '../../assistant/index.ts'
import { type Config, ConfigError, unknownSettings } from '../../config.ts'
import { officeFolder, ownData } from '../../data.node.ts'
import { isDemo } from '../../demo.ts'
import { healthOf } from '../../health/index.ts'
import { yearsWithoutPlan } from '../../ledger/index.ts'
import { gapText } from '../../office/calendar.ts'
import { type Day, dayOf, instant } from '../../office/day.ts'
import { DataError, loadOffice, type Office, withoutDemo } from '../../office/load/index.ts'
import { accountsBehind, admins, countPeople } from '../../people/index.ts'
import { withOwnAllocation } from '../../progress/index.ts'
import { nightlyBackup, placeOf } from '../../runtime/backup.node.ts'
import { freeBytes } from '../../runtime/heart.node.ts'
import { KeyMissing, MadeByNewer, type Store } from '../../store/index.ts'
import { engine } from '../../store/machine.node.ts'
import * as pc from '../colour.ts'
import { databasePath, inOffice } from '../database.ts'
import { inWords } from '../fault.ts'
import { checkFeishu } from '../feishu.ts'
import { config as readConfig } from '../open.ts'
import { bad, type Finding, ok, warn } from './finding.ts'
import { checkModel } from './model.ts'

/** @returns whether nothing is broken; warnings are not */
export async function doctor(): Promise<boolean> {
  const config = settings()
  const data = officeData(config.config?.planYear)
  const findings = [
    ...config.findings,
    ...data.findings,
    ...(data.office ? [...plan(data.office), ...calendar(data.office)] : []),
    ...(config.config ? await database(config.config, data.office) : []),
    ...(config.config?.messengers.feishu ? await checkFeishu(config.config.messengers.feishu) : []),
    ...(config.config?.model && data.office ? await checkModel(config.config.model, data.office) : []),
  ]
  const marks = { ok: pc.green('ok  '), warn: pc.yellow('warn'), bad: pc.red('bad ') }
  for (const { level, text, mend } of findings) console.log(`${marks[level]} ${text}${mend ? `\n     → ${mend}` : ''}`)
  return findings.every(({ level }) => level !== 'bad')
}

function settings(): { config?: Config; findings: Finding[] } {
  try {
    const config = readConfig()
    const strange = unknownSettings(process.env).map(({ name, near }) =>
      warn(`settings: there is no ${name}, it does nothing`, near ? `is ${near} meant?` : 'README lists every setting'),
    )
    return {
      config,
      findings: [ok(`settings: channel ${config.channels.join(', ')}, ${config.host}:${config.port}`), ...strange],
    }
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error
    return { findings: [bad(`settings: ${error.message}`, 'README lists every setting with its default')] }
  }
}

function officeData(year: number | undefined): { office?: Office; findings: Finding[] } {
  try {
    const office = loadOffice(ownData(), year)
    const { plan, plans, regions } = office
    const counties = regions.counties(plan.issued).length
    const years = plans.map(({ year }) => year).join(', ')
    return {
      office,
      findings: [ok(`data: plans ${years}; ${plan.indicators.length} indicators, ${counties} counties`)],
    }
  } catch (error) {
    if (!(error instanceof DataError)) throw error
    return {
      findings: [bad(`data: ${error.message}`, 'mend the file at the place named; data/README.md says what it holds')],
    }
  }
}

function plan(office: Office): Finding[] {
  const { plan } = office
  const findings: Finding[] = []
  if (plan.rules.length === 0)
    findings.push(
      warn(
        `plan ${plan.year}: no reporting schedule`,
        `add data/plans/${plan.year}/schedule.yaml, else nobody is reminded`,
      ),
    )
  for (const { title, brokenOff } of planDocuments(office)) {
    if (brokenOff)
      findings.push(
        warn(
          `document: 《${title}》 breaks off at “${brokenOff.slice(-12)}”`,
          'questions on what follows are declined; replace document.txt when the whole is at hand',
        ),
      )
  }
  return findings
}

function calendar({ calendar: days, plan: { year } }: Office): Finding[] {
  const today = dayOf(instant(Date.now()))
  const gaps = days.gaps(`${year}-01-01` as Day, today > `${year + 1}-01-31` ? today : (`${year + 1}-01-31` as Day))
  if (gaps.length === 0) return [ok('calendar: holidays and 调休 known')]
  return gaps.map((gap) => warn(`calendar: ${gapText(gap)}`, 'add the notice to data/calendar/notices.yaml'))
}

/** What `/healthz` says of it, in the same words; only the process itself knows of its event loop. */
async function heart(
  store: Store,
  path: string,
  damage: string | undefined,
  { demo, backup }: { readonly demo: boolean; readonly backup: Config['backup'] },
): Promise<Finding[]> {
  const nightly = backup && nightlyBackup(inOffice(backup.folder), placeOf(path), backup.keep)
  const look = healthOf({
    store,
    now: () => instant(Date.now()),
    // The demo's clock is its own: nothing here tells how late its minute and its messages are.
    tick: demo ? 'none' : 'stored',
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
  const told = Object.entries(parts).filter(([name]) => !(demo && name === 'outbox'))
  return told.map(([name, { state, text, mend = '' }]) => {
    const said = `${name}: ${text}`
    return state === 'ok' ? ok(said) : state === 'degraded' ? warn(said, mend) : bad(said, mend)
  })
}

/** Whoever is told of faults, and may mend the roster from the chat. */
async function administrators(store: Store, channels: readonly string[]): Promise<Finding[]> {
  const all = await admins(store)
  const mend = 'yaodian admin add ACCOUNT'
  if (all.length === 0) return [bad('administrators: none, nobody is told of faults', mend)]
  const accounts = await Promise.all(all.map((one) => accountsBehind(store, one)))
  const n = accounts.filter((own) => own.some((one) => channels.some((name) => one.startsWith(`${name}:`)))).length
  return n === 0
    ? [bad(`administrators: ${all.length}, and none can be reached by ${channels.join(', ')}`, mend)]
    : [ok(`administrators: ${all.length}, of whom ${n} can be reached`)]
}

/** What an office's own figures need of the plans, and what its plan still lacks. */
async function ownPlan(store: Store, shipped: Office): Promise<Finding[]> {
  const { plan, regions, ...office } = await withOwnAllocation(store, withoutDemo(shipped))
  const lost = await yearsWithoutPlan(store, office)
  const today = dayOf(instant(Date.now())).slice(0, 4)
  const isSplit = [...plan.allocation.goals.keys()].some((key) => key !== regions.province.key)
  return [
    ...lost.map((year) =>
      bad(
        `plan: the ledger has figures of ${year}, and ${officeFolder()}/plans/${year} is not there: they are shown nowhere`,
        `copy the folder from the backup, where it lies in data/plans, then restart the service`,
      ),
    ),
    ...(String(plan.year) < today
      ? [
          warn(
            `plan: it is of ${plan.year}, and this is ${today}: figures of this year are refused`,
            `yaodian plan new ${today}, then restart the service`,
          ),
        ]
      : []),
    ...(isSplit
      ? []
      : [
          warn(
            `allocation: none for ${plan.year}, cities and counties are shown as 无任务`,
            'yaodian import allocation FILE --source TEXT --by PERSON',
          ),
        ]),
  ]
}

async function database({ channels, backup }: Config, office: Office | undefined): Promise<Finding[]> {
  const path = databasePath()
  try {
    if (!engine.isMade(path))
      return channels.includes('console')
        ? [ok(`database: none yet, the demo makes it (${path})`)]
        : [bad(`database: none at ${path}`, 'yaodian init makes one; else mend YAODIAN_DB')]
    accessSync(path, constants.R_OK | constants.W_OK)
    accessSync(dirname(path), constants.W_OK)
    const store = engine.openMade(path)
    try {
      const demo = await isDemo(store)
      if (demo && !channels.includes('console')) {
        return [bad(`database: ${path} is a demo database`, 'set YAODIAN_DB to another path for an office’s own')]
      }
      const people = await countPeople(store)
      const damage = await engine.findDamage(path)
      return [
        ok(`database: ${path}, ${people} people${demo ? ', demo' : ''}`),
        ...(demo ? [] : await administrators(store, channels)),
        ...(demo || !office ? [] : await ownPlan(store, office)),
        ...(await heart(store, path, damage, { demo, backup: demo ? undefined : backup })),
        ...(damage === undefined ? [] : [warn('database: the first thing that is wrong in it', damage)]),
      ]
    } finally {
      store.close()
    }
  } catch (error) {
    // These say themselves what is to be done.
    if (error instanceof MadeByNewer || error instanceof KeyMissing) return [bad(`database: ${error.message}`)]
    return [
      bad(
        `database: ${path}: ${inWords(error)}`,
        'no figure can be stored: free the file, mend its rights or the disk, or set YAODIAN_DB',
      ),
    ]
  }
}
