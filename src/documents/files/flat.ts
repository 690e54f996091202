/** Office papers in one piece: Word's and Excel's XML of 2003 and later, and the web archive that Word saves as .mht. */
import { decoded } from './encoding.ts'
import { LIMITS } from './limits.ts'
import { refusals } from './text.ts'
import { type Box, FileRefused } from './zip.ts'

/** Whether a text file begins as a Word document in one XML file does (Flat OPC, Word 2003 XML). */
export const isWordXml = (head: string): boolean => /<(?:pkg:package|w:wordDocument|w:document)\b/.test(head)

/** Whether a text file begins as an Excel workbook in one XML file does (SpreadsheetML 2003). */
export const isSheetXml = (head: string): boolean => /<(?:\w+:)?Workbook\b[^>]{0,800}office:spreadsheet/.test(head)

/** Whether a text file begins as a web archive does (MHTML: headers of MIME). */
export const isArchive = (head: string): boolean =>
  /^MIME-Version:/im.test(head) && /text\/html|multipart\/related/i.test(head)

/**
 * The parts of a Word document in one XML file, under the names that they have in a .docx.
 * @throws FileRefused where it declares entities
 */
export function wordXml(bytes: Uint8Array): Box {
  const xml = safeXml(bytes)
  const parts = new Map<string, string>()
  for (const part of xml.matchAll(/<pkg:part\b[^>]{0,400}?pkg:name="\/([^"]{1,200})"[^>]{0,400}>/g))
    parts.set(part[1] ?? '', between(xml, part.index + part[0].length, '</pkg:part>'))
  if (parts.size === 0) {
    const from = xml.search(/<w:body\b/)
    parts.set('word/document.xml', from < 0 ? '' : between(xml, from, '</w:body>'))
  }
  return { names: [...parts.keys()], has: (name) => parts.has(name), text: (name) => parts.get(name) ?? '' }
}

/**
 * The bytes of an Excel 2003 XML workbook, checked and safe for the workbook library.
 * @throws FileRefused where it declares entities, or has cells beyond the limits of `LIMITS`
 */
export function checkedSheetXml(bytes: Uint8Array): Uint8Array {
  const far = [...safeXml(bytes).matchAll(/<(?:\w+:)?(Row|Cell)\b[^>]{0,400}?\bss:Index="(\d{1,12})"/g)]
  if (far.some(([, name, at]) => Number(at) > (name === 'Row' ? LIMITS.rows : LIMITS.columns)))
    throw new FileRefused(refusals.table)
  return bytes
}

function safeXml(bytes: Uint8Array): string {
  const xml = decoded(bytes).text
  if (/<!(?:DOCTYPE|ENTITY)/i.test(xml)) throw new FileRefused(refusals.entities)
  return xml
}

function between(text: string, from: number, end: string): string {
  const to = text.indexOf(end, from)
  return text.slice(from, to < 0 ? text.length : to)
}

/**
 * The HTML page inside a web archive (MHTML), as bytes in its own encoding.
 * @throws FileRefused where the archive holds no page
 */
export function pageOf(bytes: Uint8Array): Uint8Array {
  const text = new TextDecoder('latin1').decode(bytes)
  const boundary = /boundary="?([^"\r\n;]{1,100})"?/i.exec(text.slice(0, 4096))?.[1]
  for (const part of boundary ? text.split(`--${boundary}`) : [text]) {
    const end = /\r?\n\r?\n/.exec(part.trimStart())
    const head = part.trimStart().slice(0, end?.index ?? 0)
    if (!end || !/content-type:\s*text\/html/i.test(head)) continue
    const body = part.trimStart().slice(end.index + end[0].length)
    if (/transfer-encoding:\s*quoted-printable/i.test(head)) return bytesOf(unquoted(body))
    if (/transfer-encoding:\s*base64/i.test(head)) return bytesOf(atob(body.replace(/[^A-Za-z0-9+/=]/g, '')))
    return bytesOf(body)
  }
  throw new FileRefused(refusals.broken)
}

const bytesOf = (latin: string): Uint8Array => Uint8Array.from(latin, (letter) => letter.charCodeAt(0))

const unquoted = (text: string): string =>
  text
    .replace(/=\r?\n/g, '')
    .replace(/=([0-9A-Fa-f]{2})/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
