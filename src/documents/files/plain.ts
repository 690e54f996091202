/** .txt and .md: UTF-8 where it is valid, else GB18030. */
import type { Content } from './read-file.ts'
import { doubts, refusals } from './text.ts'
import { Refusal } from './zip.ts'

export function readPlain(bytes: Uint8Array): Content {
  const utf16 =
    bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : bytes[0] === 0xfe && bytes[1] === 0xff && 'utf-16be'
  const text = strictly(utf16 || 'utf-8', bytes)
  if (text !== undefined) return { text: checked(text), doubts: [] }
  const chinese = strictly('gb18030', bytes)
  if (chinese === undefined) throw new Refusal(refusals.encoding)
  return { text: checked(chinese), doubts: [doubts.gb18030] }
}

function strictly(encoding: string, bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes)
  } catch {
    return undefined
  }
}

/** Programs and pictures under a text file's name are full of control characters. */
function checked(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  const controls = text.match(/[\u0000-\u0008\u000e-\u001f]/g)?.length ?? 0
  if (controls > 4 + text.length / 1000) throw new Refusal(refusals.encoding)
  return text
}
