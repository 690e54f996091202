/** .doc and .wps, Word's format of before 2007. Needs Node's Buffer, in workerd the flag nodejs_compat. */
import { oleHolds } from './ole.ts'
import type { FileContent } from './read-file.ts'
import { rowsAsLines } from './rows.ts'
import { doubted, refusals } from './text.ts'
import { FileRefused } from './zip.ts'

/**
 * Word's .doc of 97 to 2003, and WPS's .wps.
 * @returns text with a paragraph a line, and in Chinese what is doubtful: struck, hidden
 * @throws FileRefused with a sentence for its sender where it has macros, or is too tangled to be read
 */
export async function readDoc(bytes: Uint8Array): Promise<FileContent> {
  // A macro's storage is named in UTF-16 in the box's directory.
  if (oleHolds(bytes, 'VBA') || oleHolds(bytes, '_VBA_PROJECT')) throw new FileRefused(refusals.macros)
  const { default: BufferReader } = await import('word-extractor/lib/buffer-reader.js')
  const { Word97 } = await import('./word/word97.ts')
  const document = new Word97()
  await document.extract(new BufferReader(Buffer.from(bytes)))
  const { text: body, struck, hidden } = document.read()
  return { text: tablesWritten(body.replace(/\r\n?/g, '\n')), doubts: doubted({ struck, hidden }) }
}

/** Cells come parted by tabs, each row with one at its end. */
function tablesWritten(text: string): string {
  const lines = text.split('\n')
  const written: string[] = []
  for (let at = 0; at < lines.length; ) {
    const end = lines.findIndex((line, index) => index >= at && !line.includes('\t'))
    const stop = end < 0 ? lines.length : end
    const rows = lines.slice(at, stop).map((line) => line.replace(/\t$/, '').split('\t'))
    written.push(...(rows.length > 1 ? rowsAsLines(rows) : lines.slice(at, stop)))
    if (end >= 0) written.push(lines[end] ?? '')
    at = stop + 1
  }
  return written.join('\n')
}
