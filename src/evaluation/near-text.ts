/** What `yaodian verify` tells an office: where the assistant would be fooled by its own papers. */
import type { Answer } from '../ask/index.ts'
import type { NearCase, NearScore } from './near.ts'
import type { ChangedField } from './near-change.ts'
import type { DutyField } from './near-duty.ts'

const CHANGED: Readonly<Record<ChangedField | DutyField, string>> = {
  number: '改了数字',
  unit: '改了单位',
  bound: '改了“以上、左右、以内”',
  modality: '改了“力争、确保”',
  direction: '改了升降',
  year: '改了年份',
  subject: '换了对象',
  level: '换了层级',
  place: '换了地方',
  body: '换了单位',
  duty: '换了职责',
  turned: '对调了双方',
  share: '把总数说成各自的数',
  member: '把几项合计说成其中一项',
  basis: '改了“每年、每月”',
}

const percent = (part: number, whole: number): string => (whole ? `${((100 * part) / whole).toFixed(1)}%` : '—')

/**
 * A document's score in lines for people: one for the whole, then one for each question that fools.
 * @param name of the document
 */
export function nearLines(name: string, { asked, fooled, claims, confirmed, denied }: NearScore): string[] {
  if (asked + claims === 0) return [`${name}：没有带数字的条款，无题可出。`]
  return [
    `${name}：改动一处的问题${asked}个，被骗${fooled.length}个；原样的说法${claims}个，确认${confirmed}个（${percent(confirmed, claims)}），误否${denied.length}个。`,
    ...fooled.map(
      ({ one, answer }) => `  被骗：${asking(one)}${CHANGED[one.field ?? 'number']}）→ ${firstLine(answer)}`,
    ),
    ...denied.map(({ one, answer }) => `  误否：${asking(one)}原样）→ ${firstLine(answer)}`),
  ]
}

const asking = ({ text, label }: NearCase): string => `〔${label}〕${text}（`
const firstLine = ({ text }: Answer): string => text.split('\n')[0] ?? ''
