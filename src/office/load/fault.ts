/** Faults of data files, told so that whoever edited the file can mend it: file, line or key, found, expected. */
import type { Files } from './files.ts'

/** What was wrong at one place of one file. */
export interface Fault {
  /** relative to data/ */
  readonly file: string
  /** counted from 1 */
  readonly line?: number
  /** `zombie-firms.target.op`, `第12行 330522` */
  readonly key?: string
  /** follows 要求： */
  readonly expected: string
  /** undefined: nothing was there */
  readonly found?: unknown
}

/** The text of a data file that has to be there; undefined where it is not, which is added to `faults`. */
export function textIn(files: Files, file: string, faults: Fault[]): string | undefined {
  const text = files.get(file)
  if (text === undefined) faults.push({ file, expected: '有这个文件' })
  return text
}

/** `data/plans/2017/indicators.yaml:42 zombie-firms.target.op：要求 >=、= 之一；写的是 "=="` */
function faultLine(fault: Fault): string {
  const place = `data/${fault.file}${fault.line ? `:${fault.line}` : ''}${fault.key ? ` ${fault.key}` : ''}`
  return `${place}：要求${fault.expected}；${shown(fault.found)}`
}

function shown(found: unknown): string {
  if (found === undefined || found === null || found === '') return '没有写'
  const text = JSON.stringify(found)
  return `写的是 ${text.length > 80 ? `${text.slice(0, 77)}…` : text}`
}

/** Everything that is wrong with the data, so that it can be mended in one go. */
export class DataError extends Error {
  readonly faults: readonly Fault[]

  constructor(faults: readonly Fault[]) {
    super(faults.map(faultLine).join('\n'))
    this.name = 'DataError'
    this.faults = faults
  }
}
