/** XML as a run of tags and texts: enough for office files, without a tree whose depth an attacker chooses. */
import { LIMITS } from './limits.ts'
import { refusals } from './text.ts'
import { FileRefused } from './zip.ts'

/** A tag or a stretch of text of an XML file; an element that closes itself comes as open and close. */
export type Token =
  | { readonly kind: 'open' | 'close'; readonly name: string; readonly attributes: string }
  | { readonly kind: 'text'; readonly text: string }

/**
 * The tags and texts of an XML file, in order.
 * @throws FileRefused where elements nest too deep
 */
export function* tokensOf(xml: string): Generator<Token> {
  let depth = 0
  let at = 0
  while (at < xml.length) {
    const start = xml.indexOf('<', at)
    if (start < 0) break
    if (start > at) yield { kind: 'text', text: unescaped(xml.slice(at, start)) }
    const end = endOf(xml, start)
    if (end < 0) break
    at = end + 1
    const inner = xml.slice(start + 1, end)
    if (inner.startsWith('?') || inner.startsWith('!')) continue
    if (inner.startsWith('/')) {
      depth--
      yield { kind: 'close', name: inner.slice(1).trim(), attributes: '' }
      continue
    }
    const alone = inner.endsWith('/')
    const name = /^[^\s/]+/.exec(inner)?.[0] ?? ''
    const attributes = inner.slice(name.length)
    if (++depth > LIMITS.depth) throw new FileRefused(refusals.nested)
    yield { kind: 'open', name, attributes }
    if (!alone) continue
    depth--
    yield { kind: 'close', name, attributes: '' }
  }
}

const endOf = (xml: string, start: number): number =>
  xml.startsWith('<!--', start) ? xml.indexOf('-->', start) + 2 : xml.indexOf('>', start)

/** `w:val` of ` w:val="3"`, its entities written out. @returns undefined where it is not given */
export function attribute(attributes: string, name: string): string | undefined {
  const found = new RegExp(`(?:^|\\s)${name}\\s{0,8}=\\s{0,8}(?:"([^"]*)"|'([^']*)')`).exec(attributes)
  const value = found?.[1] ?? found?.[2]
  return value === undefined ? undefined : unescaped(value)
}

/**
 * Whether a toggle property of Word is on: it is where it stands (`<w:strike/>`), unless its value is 0, false, off
 * or none.
 */
export const isOn = (attributes: string): boolean =>
  !/^(?:false|0|off|none)$/.test(attribute(attributes, 'w:val') ?? '')

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

const unescaped = (text: string): string =>
  text.includes('&')
    ? text.replace(/&(#x?[0-9a-fA-F]{1,6}|\w{1,8});/g, (whole, name: string) => {
        if (!name.startsWith('#')) return ENTITIES[name] ?? whole
        const code = name.startsWith('#x') ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1))
        return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : ''
      })
    : text
