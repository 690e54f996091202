/** The box that .docx and .xlsx come in, opened with care: nothing is written to disk, nothing unpacks without a limit. */
import { unzipSync } from 'fflate'
import { LIMITS } from './limits.ts'
import { refusals } from './text.ts'

/** A file that must not come in; the message is for its sender. */
export class FileRefused extends Error {
  override readonly name = 'FileRefused'
}

/** Whether the bytes begin as a ZIP archive does: the container of .docx, .xlsx and .ofd. */
export const isZip = (bytes: Uint8Array): boolean =>
  bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] === 3 && bytes[3] === 4

/** The parts of a file by name, whatever they are packed in. */
export interface Box {
  readonly names: readonly string[]
  has(name: string): boolean
  /** empty where there is none */
  text(name: string): string
}

/** A ZIP archive whose parts are unpacked when they are asked for, each up to the size that its directory declares. */
export class Zip implements Box {
  readonly #bytes: Uint8Array
  readonly #names = new Set<string>()

  /** Reads the directory only. @throws FileRefused for bombs, macros and names that leave the box */
  constructor(bytes: Uint8Array) {
    this.#bytes = bytes
    unzipSync(bytes, {
      filter: ({ name, size, originalSize }) => {
        this.#names.add(name)
        if (this.#names.size > LIMITS.entries) throw new FileRefused(refusals.bomb)
        if (/(?:^|[\\/])\.\.(?:[\\/]|$)|^[\\/]|^[a-z]:/i.test(name)) throw new FileRefused(refusals.paths)
        if (/vbaProject|vbaData|\.bas$|macrosheets/i.test(name)) throw new FileRefused(refusals.macros)
        const xml = /\.(?:xml|rels)$/i.test(name)
        if (xml && (originalSize > LIMITS.partBytes || (originalSize > 1e6 && originalSize > size * LIMITS.ratio)))
          throw new FileRefused(refusals.bomb)
        return false
      },
    })
  }

  has(name: string): boolean {
    return this.#names.has(name)
  }

  get names(): readonly string[] {
    return [...this.#names]
  }

  /**
   * The part's text; empty where there is none. The library unpacks into the size that the directory declares, never
   * beyond.
   * @throws FileRefused where it declares entities
   */
  text(name: string): string {
    if (!this.has(name)) return ''
    const part = unzipSync(this.#bytes, { filter: (entry) => entry.name === name })[name]
    const text = new TextDecoder().decode(part)
    // Entities of one's own are how small XML becomes large XML.
    if (/<!(?:DOCTYPE|ENTITY)/i.test(text)) throw new FileRefused(refusals.entities)
    return withUsualPrefix(text)
  }
}

/** Programs may call Word's elements `ns0:p`; the readers know them as `w:p`. */
function withUsualPrefix(xml: string): string {
  const [, prefix] =
    /\bxmlns(?::(\w{1,20}))?="http:\/\/(?:schemas\.openxmlformats|purl\.oclc)\.org\/(?:ooxml\/)?wordprocessingml\/(?:2006\/)?main"/.exec(
      xml.slice(0, 8192),
    ) ?? []
  if (prefix === undefined || prefix === 'w') return xml
  return ['<', '</', ' '].reduce((text, before) => text.replaceAll(`${before}${prefix}:`, `${before}w:`), xml)
}
