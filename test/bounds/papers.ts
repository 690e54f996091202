/** A text as a file: what Word and a printer make of it, no more than the formats ask for. */
import { strToU8 } from 'fflate'
import { docx, paragraph, xlsx } from '../documents/files/boxes.ts'

/** What XML cannot hold is left out, as an editor does. */
const inXml = (text: string): string =>
  text.replace(/(?![\t\n])\p{Cc}/gu, '').replace(/[&<>]/g, (sign) => `&#${sign.charCodeAt(0)};`)

const HEAD = '关于工作要点的通知'

export const wordOf = (text: string): Uint8Array =>
  docx([HEAD, ...text.split('\n')].map((line) => paragraph(inXml(line))).join(''))

export const workbookOf = (text: string): Uint8Array =>
  xlsx(
    text
      .split('\t')
      .map((cell) => `<c t="inlineStr"><is><t>${inXml(cell)}</t></is></c>`)
      .join(''),
  )

/** Forty letters a line, forty lines a page: as a printer sets them, each letter by its UTF-16 code. */
export function pdfOf(text: string): Uint8Array {
  const lines = [HEAD, ...text.split('\n').flatMap((line) => line.match(/[\s\S]{1,40}/g) ?? [''])]
  const pages = Array.from({ length: Math.ceil(lines.length / 40) }, (_, at) => lines.slice(at * 40, at * 40 + 40))
  const objects = [
    '<</Type/Catalog/Pages 2 0 R>>',
    `<</Type/Pages/Count ${pages.length}/Kids[${pages.map((_, at) => `${6 + at * 2} 0 R`).join(' ')}]>>`,
    '<</Type/Font/Subtype/Type0/BaseFont/F/Encoding/Identity-H/DescendantFonts[4 0 R]/ToUnicode/Identity-H>>',
    '<</Type/Font/Subtype/CIDFontType2/BaseFont/F/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/DW 1000/FontDescriptor 5 0 R>>',
    '<</Type/FontDescriptor/FontName/F/Flags 4/FontBBox[0 0 1000 1000]/ItalicAngle 0/Ascent 800/Descent 0/CapHeight 800/StemV 80>>',
    ...pages.flatMap((page, at) => {
      const drawn = page.map((line) => `<${hexOf(line)}> Tj 0 -16 Td`).join('\n')
      const stream = `BT /F 12 Tf 60 780 Td\n${drawn}\nET`
      return [
        `<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F 3 0 R>>>>/Contents ${7 + at * 2} 0 R>>`,
        `<</Length ${stream.length}>>stream\n${stream}\nendstream`,
      ]
    }),
  ]
  const body = objects.map((object, at) => `${at + 1} 0 obj${object}endobj`).join('\n')
  return strToU8(`%PDF-1.4\n${body}\ntrailer<</Root 1 0 R/Size ${objects.length + 1}>>\n%%EOF`)
}

const hexOf = (line: string): string =>
  Array.from({ length: line.length }, (_, at) => line.charCodeAt(at).toString(16).padStart(4, '0')).join('')
