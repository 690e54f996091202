/**
 * A bulletin's files, made when they are sent.
 *
 * A key says what to make: `bulletin/2017-06-1/internal/docx`, `draft/2017-06/internal/xlsx/1499241600000`.
 */
import type { OutgoingFile } from '../message/outgoing.ts'
import { type Instant, instant } from '../office/day.ts'
import { type Period, parsePeriod } from '../office/period.ts'
import type { Ground } from '../progress/index.ts'
import type { Reader } from '../store/index.ts'
import { type Form, fileOf } from '../tables/handing.ts'
import type { Version } from './compose.ts'
import { bulletinDraft, bulletinFiles } from './issue.ts'

const VERSIONS: Readonly<Record<Version, string>> = { internal: '内部', public: '公开' }
const FORMS: Readonly<Record<Form, string>> = { docx: '', xlsx: '附表' }

/** An issued bulletin: the same content for ever, since its numbers are frozen. */
export const issuedFile = (id: string, version: Version, form: Form): OutgoingFile =>
  fileOf(`通报${FORMS[form]}（${VERSIONS[version]}）${id}`, form, `bulletin/${id}/${version}/${form}`)

/** What would be issued now; its numbers are those of the moment at which it is made. */
export const draftFile = (period: Period, form: Form, at: Instant): OutgoingFile =>
  fileOf(`通报草稿${FORMS[form]}（${VERSIONS.internal}）${period}`, form, `draft/${period}/internal/${form}/${at}`)

/** @returns undefined for a key of somebody else's, or of what is not there any more */
export async function makeBulletin(key: string, store: Reader, ground: Ground): Promise<Uint8Array | undefined> {
  const [kind, first = '', second = '', third = '', fourth = ''] = key.split('/')
  const version: Version = second === 'public' ? 'public' : 'internal'
  if (kind === 'bulletin') {
    const files = await bulletinFiles(store, ground, first, version)
    return third === 'xlsx' ? files?.tables() : files?.text()
  }
  const period = kind === 'draft' ? parsePeriod(first) : undefined
  if (!period) return undefined
  const files = await bulletinDraft(store, ground, period, version, instant(Number(fourth)))
  return third === 'xlsx' ? files.tables() : files.text()
}
