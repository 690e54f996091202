/** .txt and .md. */
import { decoded } from './encoding.ts'
import type { FileContent } from './read-file.ts'
import { doubts } from './text.ts'

/** A text file; told as doubtful where its encoding was guessed (GB18030, Big5). @throws FileRefused where it is no text */
export function readPlain(bytes: Uint8Array): FileContent {
  const { text, encoding } = decoded(bytes)
  return { text, doubts: encoding === 'gb18030' || encoding === 'big5' ? [doubts[encoding]] : [] }
}
