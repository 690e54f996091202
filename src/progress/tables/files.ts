/**
 * Tables that leave the office through the chat, made when they are sent.
 *
 * A key says what to make and for whom it may hold: `completion/2017-06/330500`, `ledger/2017-06/330500`,
 * `ranking/2017-06/zombie-firms`; `/full` behind it: indicators by their full names.
 */
import type { OutgoingFile } from '../../message/outgoing.ts'
import { type Period, parsePeriod } from '../../office/period.ts'
import { type Indicator, indicatorOf } from '../../office/plan.ts'
import type { RegionKey } from '../../office/region.ts'
import type { Reader } from '../../store/index.ts'
import { fileOf } from '../../tables/file-message.ts'
import { workbook } from '../../tables/workbook.ts'
import type { ProgressOffice } from '../rules/basis.ts'
import { completionSheets, ledgerSheet, rankingSheets } from './export-tables.ts'

/**
 * The .xlsx of `completionSheets`, made when it is sent.
 * @param place the region's name, for the file's own
 * @param names 'full': people by name
 */
export const completionFile = (period: Period, region: RegionKey, place: string, names?: 'full'): OutgoingFile =>
  fileOf(`${place}完成情况${period}`, 'xlsx', `completion/${period}/${region}${names ? `/${names}` : ''}`)

/**
 * The .xlsx of `ledgerSheet`, made when it is sent.
 * @param place the region's name, for the file's own
 * @param names 'full': people by name
 */
export const ledgerFile = (period: Period, region: RegionKey, place: string, names?: 'full'): OutgoingFile =>
  fileOf(`${place}台账${period}`, 'xlsx', `ledger/${period}/${region}${names ? `/${names}` : ''}`)

/** The .xlsx of `rankingSheets`, made when it is sent. */
export const rankingFile = (period: Period, indicator: Indicator): OutgoingFile =>
  fileOf(`${indicator.short}排名${period}`, 'xlsx', `ranking/${period}/${indicator.id}`)

/** Every indicator under its full name. */
const inFull = (plan: ProgressOffice['plan']): ProgressOffice['plan'] => ({
  ...plan,
  indicators: plan.indicators.map((one) => ({ ...one, short: one.name })),
})

/**
 * The file that a key of this slice names, as .xlsx.
 * @returns undefined for a key of somebody else's, or of what is not there any more
 */
export async function makeTable(key: string, store: Reader, office: ProgressOffice): Promise<Uint8Array | undefined> {
  const [kind, first = '', second = '', names] = key.split('/')
  const period = parsePeriod(first)
  if (!period) return undefined
  const region = office.regions.find(second)?.key
  const on = names === 'full' ? { ...office, plan: inFull(office.plan) } : office
  switch (kind) {
    case 'completion':
      return region && workbook(await completionSheets(store, on, period, { within: region }))
    case 'ledger':
      return region && workbook([await ledgerSheet(store, on, period, region)])
    case 'ranking': {
      const indicator = office.plan.indicators.find(({ id }) => id === second)
      return indicator && workbook(await rankingSheets(store, office, indicatorOf(office.plan, indicator.id), period))
    }
    default:
      return undefined
  }
}
