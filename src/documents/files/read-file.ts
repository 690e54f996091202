/** From a file's bytes to the text that `readDocument` takes; pure, and the same in every runtime. */
import { readDoc } from './doc.ts'
import { readDocx } from './docx.ts'
import { checkedSheetXml, pageOf, wordXml } from './flat.ts'
import { formatOf } from './format.ts'
import { readHtml } from './html.ts'
import { LIMITS } from './limits.ts'
import { readOfd } from './ofd.ts'
import { type MapSource, readPdf } from './pdf.ts'
import { readPlain } from './plain.ts'
import { inLetters } from './radicals.ts'
import { readRtf } from './rtf.ts'
import { refusals } from './text.ts'
import { readWorkbook, readXlsx } from './workbook.ts'
import { FileRefused, Zip } from './zip.ts'

/**
 * The formats that are read. `word-xml` and `sheet-xml` are documents of Office 2003 in one XML file, `mht` is a web
 * archive.
 */
export type Format =
  | 'txt'
  | 'docx'
  | 'doc'
  | 'pdf'
  | 'xlsx'
  | 'xls'
  | 'ofd'
  | 'rtf'
  | 'html'
  | 'mht'
  | 'word-xml'
  | 'sheet-xml'

/**
 * What became of a file: read whole, with what is doubtful about it, or refused with one Chinese sentence for its
 * sender.
 */
export type FileReading =
  | {
      readonly kind: 'text'
      readonly format: Format
      readonly text: string
      /** Chinese sentences, each of which a person should look at */
      readonly doubts: readonly string[]
    }
  | { readonly kind: 'refused'; readonly reason: string }

/** What a reader of one format returns. It throws `FileRefused` for a file that must not come in. */
export interface FileContent {
  readonly text: string
  readonly doubts: readonly string[]
}

const READERS: Readonly<Record<Format, (bytes: Uint8Array, maps?: MapSource) => FileContent | Promise<FileContent>>> = {
  txt: readPlain,
  docx: (bytes) => readDocx(new Zip(bytes)),
  doc: readDoc,
  ofd: (bytes) => readOfd(new Zip(bytes)),
  rtf: readRtf,
  html: readHtml,
  mht: (bytes) => readHtml(pageOf(bytes)),
  'word-xml': (bytes) => readDocx(wordXml(bytes)),
  'sheet-xml': (bytes) => readWorkbook(checkedSheetXml(bytes)),
  pdf: readPdf,
  xlsx: (bytes) => readXlsx(new Zip(bytes)),
  xls: (bytes) => readWorkbook(bytes),
}

/**
 * Reads .docx, .doc, .wps, .pdf, .ofd, .xlsx, .xls, .rtf, .html and text. What the bytes are is told by the bytes, not
 * by the name; the name serves only to tell text from something unknown.
 *
 * @param name  as the sender's system gave it; it is never used as a path
 * @param bytes at most 20 MB; more is refused unread
 * @param maps  for a runtime without files: character maps for PDFs whose fonts are the reader's own
 * @returns the text with what is doubtful of it, or why it was refused, in Chinese; nothing is thrown for a bad file
 */
export async function readFile(name: string, bytes: Uint8Array, maps?: MapSource): Promise<FileReading> {
  try {
    if (bytes.length === 0) throw new FileRefused(refusals.empty)
    if (bytes.length > LIMITS.fileBytes) throw new FileRefused(refusals.tooLarge)
    const format = formatOf(name, bytes)
    const { text, doubts } = await READERS[format](bytes, maps)
    if (text.length > LIMITS.characters) throw new FileRefused(refusals.tooLong)
    if (!/[\p{L}\p{N}]/u.test(text)) throw new FileRefused(format === 'pdf' ? refusals.scan : refusals.empty)
    return { kind: 'text', format, text: inLetters(text), doubts }
  } catch (error) {
    // Libraries throw whatever they like on broken input: the sender needs one sentence, not theirs.
    return { kind: 'refused', reason: error instanceof FileRefused ? error.message : refusals.broken }
  }
}
