/** `yaodian verify FILE`: near misses made from a document, and whether the assistant takes one for true. */
import { basename } from 'node:path'
import { openAsker } from '../../composition/asker.ts'
import { readFile } from '../../documents/files/read-file.ts'
import { type Document, readDocument } from '../../documents/index.ts'
import { scorePaper } from '../../evaluation/near.ts'
import { nearLines } from '../../evaluation/near-text.ts'
import * as pc from '../colour.ts'
import { corpusDocuments } from '../corpus.ts'
import { bytesOf } from '../jsonl.ts'
import { files as dataFiles, office } from '../open.ts'

/** The options of `yaodian verify`. */
export interface VerifyOptions {
  /** other documents that are held beside it */
  readonly corpus?: readonly string[]
  /** near misses that are asked at most, and as many true claims by five */
  readonly most: number
  readonly seed: number
}

/**
 * `yaodian verify`: asks questions of a paper that change one detail, and prints how often they fool.
 *
 * @returns whether none did, and every file could be read
 */
export async function verify(file: string, { corpus, most, seed }: VerifyOptions): Promise<boolean> {
  const document = await documentIn(file)
  if (!document) return false
  const beside = corpus?.length ? await corpusDocuments(corpus) : []
  const asker = openAsker(office(), dataFiles(), [document, ...beside])
  const score = scorePaper(document, asker, most, seed)
  const [summary = '', ...lines] = nearLines(document.title, score)
  console.log(score.fooled.length ? pc.red(summary) : pc.green(summary))
  for (const line of lines) console.log(line)
  return score.fooled.length === 0
}

async function documentIn(file: string): Promise<Document | undefined> {
  const name = basename(file)
  const read = await readFile(name, bytesOf(file))
  if (read.kind !== 'refused') return readDocument(read.text, { id: name.replace(/\.\w+$/, '') })
  console.log(`${pc.red('✗')} ${read.reason}`)
  return undefined
}
