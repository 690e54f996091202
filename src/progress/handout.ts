/**
 * Files that leave the office through the chat, made when they are sent.
 *
 * A key says what to make and for whom it may hold: `bulletin/2017-06-1/internal/docx`,
 * `draft/2017-06/internal/xlsx/1499241600000`, `completion/2017-06/330500`, `ledger/2017-06/330500`,
 * `ranking/2017-06/zombie-firms`.
 */
import type { Outgoing, OutgoingFile } from '../message/outgoing.ts'
import { type Instant, instant } from '../office/day.ts'
import { type Period, parsePeriod } from '../office/period.ts'
import { type Indicator, indicatorOf } from '../office/plan.ts'
import type { RegionKey } from '../office/region.ts'
import type { Reader } from '../store/index.ts'
import type { Version } from './bulletin.ts'
import type { Ground } from './ground.ts'
import { bulletinDraft, bulletinFiles } from './issue.ts'
import { completionSheet, ledgerSheet, rankingSheets } from './outtake.ts'
import { workbook } from './sheet.ts'
import { fileCard } from './text.ts'

export type Form = 'docx' | 'xlsx'

const MIME: Readonly<Record<Form, string>> = {
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
}

const fileOf = (name: string, form: Form, key: string): OutgoingFile => ({
  name: `${name}.${form}`,
  mime: MIME[form],
  key,
})

const VERSIONS: Readonly<Record<Version, string>> = { internal: '内部', public: '公开' }
const FORMS: Readonly<Record<Form, string>> = { docx: '', xlsx: '附表' }

/** An issued bulletin: the same content for ever, since its numbers are frozen. */
export const issuedFile = (id: string, version: Version, form: Form): OutgoingFile =>
  fileOf(`通报${FORMS[form]}（${VERSIONS[version]}）${id}`, form, `bulletin/${id}/${version}/${form}`)

/** What would be issued now; its numbers are those of the moment at which it is made. */
export const draftFile = (period: Period, form: Form, at: Instant): OutgoingFile =>
  fileOf(`通报草稿${FORMS[form]}（${VERSIONS.internal}）${period}`, form, `draft/${period}/internal/${form}/${at}`)

export const completionFile = (period: Period, region: RegionKey, place: string): OutgoingFile =>
  fileOf(`${place}完成情况${period}`, 'xlsx', `completion/${period}/${region}`)

export const ledgerFile = (period: Period, region: RegionKey, place: string): OutgoingFile =>
  fileOf(`${place}台账${period}`, 'xlsx', `ledger/${period}/${region}`)

export const rankingFile = (period: Period, indicator: Indicator): OutgoingFile =>
  fileOf(`${indicator.short}排名${period}`, 'xlsx', `ranking/${period}/${indicator.id}`)

/** The message that is the file, beside the card that speaks of it. */
export const handing = (file: OutgoingFile, to: Outgoing['to'], key: string, due: Instant): Outgoing => ({
  key: `file:${key}:${file.key}`,
  to,
  card: fileCard(file.name),
  due,
  file,
})

/** @returns undefined for a key of somebody else's, or of what is not there any more */
export async function makeFile(key: string, store: Reader, ground: Ground): Promise<Uint8Array | undefined> {
  const [kind, first = '', second = '', third = '', fourth = ''] = key.split('/')
  if (kind === 'bulletin') {
    const files = await bulletinFiles(store, ground, first, versionOf(second))
    return third === 'xlsx' ? files?.tables() : files?.text()
  }
  const period = parsePeriod(first)
  if (!period) return undefined
  const region = ground.regions.find(second)?.key
  switch (kind) {
    case 'draft': {
      const files = await bulletinDraft(store, ground, period, versionOf(second), instant(Number(fourth)))
      return third === 'xlsx' ? files.tables() : files.text()
    }
    case 'completion':
      return region && workbook([await completionSheet(store, ground, period, { within: region })])
    case 'ledger':
      return region && workbook([await ledgerSheet(store, ground, period, region)])
    case 'ranking': {
      const indicator = ground.plan.indicators.find(({ id }) => id === second)
      return indicator && workbook(await rankingSheets(store, ground, indicatorOf(ground.plan, indicator.id), period))
    }
    default:
      return undefined
  }
}

const versionOf = (text: string): Version => (text === 'public' ? 'public' : 'internal')
