/** PDFs made by hand, of fonts that lie on the reader's machine. */
import iconv from 'iconv-lite'
import type { RuledLine } from '../../../src/documents/files/ruling.ts'

interface Word {
  readonly text: string
  readonly x: number
  readonly y: number
  readonly size?: number
  /** degrees against the clock */
  readonly turn?: number
}

/**
 * Each page a list of words at their places, in 宋体 that is not in the file; Latin letters and digits are half as wide.
 *
 * @param rules of each page the lines around its tables' cells, as Word fills them and others draw them in turn
 * @param encoding GBK-EUC-H as Chinese systems wrote, UniGB-UCS2-H as later ones do
 */
export function printed(
  pages: readonly (readonly Word[])[],
  encoding: 'GBK-EUC-H' | 'UniGB-UCS2-H' = 'GBK-EUC-H',
  rules: readonly (readonly RuledLine[])[] = [],
): Uint8Array {
  const letters = encoding === 'GBK-EUC-H' ? 'gbk' : 'utf16-be'
  const kids = pages.map((_, at) => `${10 + at * 2} 0 R`).join(' ')
  const objects = [
    '1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj',
    `2 0 obj<</Type/Pages/Kids[${kids}]/Count ${pages.length}>>endobj`,
    `3 0 obj<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/${encoding}/DescendantFonts[4 0 R]>>endobj`,
    '4 0 obj<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 2>>/DW 1000/W[1 95 500 814 939 500]/FontDescriptor 5 0 R>>endobj',
    '5 0 obj<</Type/FontDescriptor/FontName/STSong-Light/Flags 6/FontBBox[0 -200 1000 900]/ItalicAngle 0/Ascent 880/Descent -120/CapHeight 700/StemV 80>>endobj',
    ...pages.flatMap((words, at) => {
      const stream = [...(rules[at] ?? []).map(ruled), ...words.map((word) => drawn(word, letters))].join('\n')
      return [
        `${10 + at * 2} 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F1 3 0 R>>>>/Contents ${11 + at * 2} 0 R>>endobj`,
        `${11 + at * 2} 0 obj<</Length ${stream.length}>>stream\n${stream}\nendstream endobj`,
      ]
    }),
  ]
  return new TextEncoder().encode(`%PDF-1.4\n${objects.join('\n')}\ntrailer<</Root 1 0 R/Size 99>>\n%%EOF`)
}

function drawn({ text, x, y, size = 16, turn = 0 }: Word, letters: string): string {
  const [cos, sin] = [Math.cos((turn * Math.PI) / 180), Math.sin((turn * Math.PI) / 180)].map((n) => n.toFixed(4))
  return `BT /F1 ${size} Tf ${cos} ${sin} ${-Number(sin)} ${cos} ${x} ${y} Tm <${iconv.encode(text, letters).toString('hex')}> Tj ET`
}

const ruled = ({ x, y, toX, toY }: RuledLine, at: number): string =>
  at % 2
    ? `${x} ${y} m ${toX} ${toY} l S`
    : `${x - 0.25} ${y - 0.25} ${Math.abs(toX - x) + 0.5} ${Math.abs(toY - y) + 0.5} re f`

/** Lines of a page from its top, as wide as they are. */
export const lines = (...texts: readonly string[]): Word[] =>
  texts.map((text, at) => ({ text, x: 80, y: 760 - at * 28 }))
