/** Files or folders of documents, of every format that `ingest` takes. */
import { readdirSync, statSync } from 'node:fs'
import { basename, join } from 'node:path'
import { isReadable } from '../documents/files/format.ts'
import { type FileContent, readFile } from '../documents/files/read-file.ts'
import { type Document, readDocument } from '../documents/index.ts'
import { rowsOf, SheetUnreadable } from '../tables/workbook.ts'
import * as pc from './colour.ts'
import { inWords } from './fault.ts'
import { bytesOf } from './jsonl.ts'
import { fromCaller } from './paths.ts'
import { cannotRead } from './text.ts'
import { Failure, UsageError } from './usage.ts'

/**
 * Papers read from files and folders, in the order named, a folder's by their names. Doubts about a file, and files
 * of a folder that are of no known format, are told on standard error.
 *
 * @param corpus paths as the caller typed them
 * @throws Failure for a file that is refused, UsageError where there is no such path
 */
export async function corpusDocuments(corpus: readonly string[]): Promise<Document[]> {
  const documents: Document[] = []
  for (const path of corpus.flatMap(filesAt)) documents.push(await documentAt(path))
  return documents
}

function filesAt(path: string): string[] {
  const whole = fromCaller(path)
  try {
    if (!statSync(whole).isDirectory()) return [whole]
    const names = readdirSync(whole).filter((name) => !/^(?:readme\b|\.|~\$)/i.test(name))
    const files = names.filter((name) => statSync(join(whole, name)).isFile())
    const other = files.filter((name) => !isReadable(name))
    if (other.length) console.error(pc.dim(`${path}：没有读 ${other.join('、')}`))
    return files
      .filter(isReadable)
      .sort()
      .map((name) => join(whole, name))
  } catch (error) {
    throw new UsageError(cannotRead(path, inWords(error)))
  }
}

async function documentAt(path: string): Promise<Document> {
  const name = basename(path)
  const { text, doubts } = await fileText(name, bytesOf(path), `${name}：`)
  for (const doubt of doubts) console.error(pc.yellow(`⚠ ${name}：${doubt}`))
  return readDocument(text, { id: name.replace(/\.\w+$/, '') })
}

/**
 * The text of a file of any format that is read; a .csv is text.
 *
 * @param said what stands before the sentence of the failure
 * @throws Failure with a sentence that says what to do
 */
export async function fileText(name: string, bytes: Uint8Array, said = ''): Promise<FileContent> {
  const read = await readFile(name.replace(/\.csv$/i, '.txt'), bytes)
  if (read.kind === 'refused') throw new Failure(said + read.reason)
  return read
}

/**
 * The rows of an .xlsx, cells as text.
 *
 * @param said what stands before the sentence of the failure
 * @throws Failure with a sentence that says what to do
 */
export async function sheetRows(bytes: Uint8Array, said = ''): Promise<string[][]> {
  try {
    return await rowsOf(bytes)
  } catch (error) {
    if (error instanceof SheetUnreadable) throw new Failure(said + error.message)
    throw error
  }
}
