/** .txt and .md. */
import { decoded } from './encoding.ts'
import type { Content } from './read-file.ts'
import { doubts } from './text.ts'

export function readPlain(bytes: Uint8Array): Content {
  const { text, encoding } = decoded(bytes)
  return { text, doubts: encoding === 'gb18030' || encoding === 'big5' ? [doubts[encoding]] : [] }
}
