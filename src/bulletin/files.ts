/**
 * A bulletin's files, made when they are sent.
 *
 * A key says what to make: `bulletin/2017-06-1/internal/docx`, `draft/2017-06/internal/xlsx/1499241600000`.
 */
import type { OutgoingFile } from '../message/outgoing.ts'
import { type Instant, instant } from '../office/day.ts'
import { type Period, parsePeriod } from '../office/period.ts'
import type { ProgressOffice } from '../progress/index.ts'
import type { Reader } from '../store/index.ts'
import { type FileFormat, fileOf } from '../tables/file-message.ts'
import { workbook } from '../tables/workbook.ts'
import type { Bulletin, Version } from './bulletin.ts'
import { compose } from './compose.ts'
import { issuedById } from './issued.ts'
import { takeSnapshot } from './snapshot.ts'

const VERSIONS: Readonly<Record<Version, string>> = { internal: '内部', public: '公开' }
const FORMS: Readonly<Record<FileFormat, string>> = { docx: '', xlsx: '附表' }

/** A file of an issued bulletin, made when it is sent; the same content for ever. */
export const issuedFile = (id: string, version: Version, form: FileFormat): OutgoingFile =>
  fileOf(`通报${FORMS[form]}（${VERSIONS[version]}）${id}`, form, `bulletin/${id}/${version}/${form}`)

/** A file of a bulletin that is not issued, with the numbers as they stand when it is sent. */
export const draftFile = (period: Period, form: FileFormat, at: Instant, version: Version = 'internal'): OutgoingFile =>
  fileOf(`通报草稿${FORMS[form]}（${VERSIONS[version]}）${period}`, form, `draft/${period}/${version}/${form}/${at}`)

/** A bulletin's files, made when they are asked for. `name` is without an ending. */
export interface BulletinFiles {
  readonly name: string
  /** the bulletin as .docx */
  readonly text: () => Promise<Uint8Array>
  /** its annex tables as .xlsx */
  readonly tables: () => Promise<Uint8Array>
}

/**
 * The files of an issued bulletin, from its frozen numbers.
 * @returns undefined without such a bulletin, and for one whose numbers are not those that were sealed
 */
export async function bulletinFiles(
  store: Reader,
  office: ProgressOffice,
  id: string,
  version: Version,
): Promise<BulletinFiles | undefined> {
  const issued = await issuedById(store, id)
  return issued?.isIntact ? filesOf(compose(issued.snapshot, office, version, id), version, id) : undefined
}

/** The files of what would be issued now; its numbers go on moving with the ledger, and its name says so. */
export async function bulletinDraft(
  store: Reader,
  office: ProgressOffice,
  period: Period,
  version: Version,
  now: Instant,
): Promise<BulletinFiles> {
  return filesOf(compose(await takeSnapshot(store, office, period, now), office, version), version, `${period}草稿`)
}

function filesOf(bulletin: Bulletin, version: Version, mark: string): BulletinFiles {
  const tables = bulletin.parts.flatMap((part) => (part.kind === 'table' ? [part] : []))
  return {
    name: `${bulletin.title}（${VERSIONS[version]}）${mark}`,
    text: async () => (await import('./docx.ts')).docxOf(bulletin),
    tables: () =>
      workbook(tables.map(({ title, heads, rows }) => ({ name: title.split('　')[0] ?? title, title, heads, rows }))),
  }
}

/**
 * The file that a key of `issuedFile` or `draftFile` names.
 * @returns undefined for a key of somebody else's, or of what is not there any more
 */
export async function makeBulletin(
  key: string,
  store: Reader,
  office: ProgressOffice,
): Promise<Uint8Array | undefined> {
  const [kind, first = '', second = '', third = '', fourth = ''] = key.split('/')
  const version: Version = second === 'public' ? 'public' : 'internal'
  if (kind === 'bulletin') {
    const files = await bulletinFiles(store, office, first, version)
    return third === 'xlsx' ? files?.tables() : files?.text()
  }
  const period = kind === 'draft' ? parsePeriod(first) : undefined
  if (!period) return undefined
  const files = await bulletinDraft(store, office, period, version, instant(Number(fourth)))
  return third === 'xlsx' ? files.tables() : files.text()
}
