/** What a file is, by its bytes: names lie, and files of office systems often have none. */
import { decodedAs } from './encoding.ts'
import { isArchive, isSheetXml, isWordXml } from './flat.ts'
import { isHtml } from './html.ts'
import { isOle, oleHolds, oleWhole } from './ole.ts'
import type { Format } from './read-file.ts'
import { refusals } from './text.ts'
import { FileRefused, isZip, Zip } from './zip.ts'

/** Endings of files that are read; one without an ending is read by its bytes. */
const READ = /\.(?:docx|doc|wps|pdf|ofd|xlsx|xls|et|rtf|html?|mht|mhtml|txt|text|md|markdown)$/i

/** Whether a file is worth fetching by its name's ending: one that is read, or none at all. */
export const isReadable = (name: string): boolean => READ.test(name) || !/\.\w{1,8}$/.test(name)

/** Programs put a line or two of their own before a PDF's. */
const PREFACE = 2048

/**
 * What a file is, told by its bytes; the name only tells text from something unknown.
 * @throws FileRefused for a known format that is not read, and for an unknown one
 */
export function formatOf(name: string, bytes: Uint8Array): Format {
  if (isOle(bytes)) return inOle(name, bytes)
  if (isZip(bytes)) return inZip(new Zip(bytes))
  const head = decodedAs(28591, bytes.subarray(0, PREFACE))
  if (head.includes('%PDF-')) return 'pdf'
  if (/^\s*\{\\rtf/.test(head)) return 'rtf'
  const words = plain(head)
  if (isHtml(words)) return 'html'
  if (isArchive(words)) return 'mht'
  if (isWordXml(words)) return 'word-xml'
  if (isSheetXml(words)) return 'sheet-xml'
  if (/^\s*<\?xml/.test(words)) throw new FileRefused(refusals.unknown)
  if (/\.(?:txt|text|md|markdown|doc|wps)$/i.test(name) || !/\.\w{1,8}$/.test(name)) return 'txt'
  throw new FileRefused(refusals.unknown)
}

/** A byte order mark read byte by byte, or UTF-16 with a zero in every other byte. */
const plain = (head: string): string => head.replace(/^(?:ï»¿|ÿþ|þÿ)/, '').replaceAll('\0', '')

function inOle(name: string, bytes: Uint8Array): Format {
  if (oleHolds(bytes, 'EncryptedPackage')) throw new FileRefused(refusals.encrypted)
  const known = ['WordDocument', 'Workbook', 'Book'].some((stream) => oleHolds(bytes, stream))
  if (known && !oleWhole(bytes)) throw new FileRefused(refusals.broken)
  if (oleHolds(bytes, 'WordDocument')) return 'doc'
  if (oleHolds(bytes, 'Workbook') || oleHolds(bytes, 'Book')) return 'xls'
  if (oleHolds(bytes, 'PowerPoint Document')) throw new FileRefused(refusals.slides)
  // Its directory lies in a part that did not arrive, or its names are none of ours.
  if (/\.(?:doc|wps|xls|et)$/i.test(name)) throw new FileRefused(refusals.broken)
  throw new FileRefused(/\.(?:docx|xlsx)$/i.test(name) ? refusals.encrypted : refusals.unknown)
}

function inZip(zip: Zip): Format {
  if (zip.names.some((part) => /^word\/document\d*\.xml$/.test(part))) return 'docx'
  if (zip.has('xl/workbook.xml')) return 'xlsx'
  if (zip.has('OFD.xml')) return 'ofd'
  if (zip.names.some((part) => part.startsWith('ppt/'))) throw new FileRefused(refusals.slides)
  if (zip.has('content.xml')) throw new FileRefused(refusals.otherOffice)
  throw new FileRefused(refusals.unknown)
}
