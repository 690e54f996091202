/** Files made by hand, as small as their formats allow. */
import { readFileSync } from 'node:fs'
import { strToU8, zipSync } from 'fflate'
import { readFile } from '../../../src/documents/files/read-file.ts'

export const file = (name: string): Uint8Array => readFileSync(new URL(name, import.meta.url))

export async function text(name: string, bytes: Uint8Array): Promise<string> {
  const read = await readFile(name, bytes)
  if (read.kind === 'refused') throw new Error(read.reason)
  return read.text
}

export const W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
export const paragraph = (words: string, run = ''): string => `<w:p><w:r>${run}<w:t>${words}</w:t></w:r></w:p>`

/** @param parts further files of the box by name */
export const docx = (body: string, parts: Readonly<Record<string, Uint8Array>> = {}): Uint8Array =>
  zipSync({ 'word/document.xml': strToU8(`<w:document ${W}><w:body>${body}</w:body></w:document>`), ...parts })

/**
 * @param cells XML of one row
 * @param more  further parts by name, or others in place of the usual
 */
export function xlsx(cells: string, more: Readonly<Record<string, string>> = {}): Uint8Array {
  const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
  const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
  const box = 'http://schemas.openxmlformats.org/package/2006'
  const parts = {
    '[Content_Types].xml': `<Types xmlns="${box}/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>`,
    '_rels/.rels': `<Relationships xmlns="${box}/relationships"><Relationship Id="r1" Type="${office}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    'xl/workbook.xml': `<workbook xmlns="${main}" xmlns:r="${office}"><sheets><sheet name="表" sheetId="1" r:id="r1"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships xmlns="${box}/relationships"><Relationship Id="r1" Type="${office}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
    'xl/worksheets/sheet1.xml': `<worksheet xmlns="${main}"><sheetData><row r="1">${cells}</row></sheetData></worksheet>`,
    ...more,
  }
  return zipSync(Object.fromEntries(Object.entries(parts).map(([name, xml]) => [name, strToU8(xml)])))
}

/** One page without a letter, as a scanner makes it. */
export const SCAN = strToU8(`%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<<>>>>endobj
trailer<</Root 1 0 R/Size 4>>
%%EOF`)

/** Pages of an OFD, each the objects of its layer. */
export const ofd = (...pages: readonly string[]): Uint8Array =>
  zipSync(
    Object.fromEntries(
      Object.entries({
        'OFD.xml':
          '<ofd:OFD xmlns:ofd="http://www.ofdspec.org/2016"><ofd:DocBody><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>',
        'Doc_0/Document.xml': `<ofd:Document><ofd:Pages>${pages.map((_, at) => `<ofd:Page ID="${at}" BaseLoc="Pages/Page_${at}/Content.xml"/>`).join('')}</ofd:Pages></ofd:Document>`,
        ...Object.fromEntries(
          pages.map((content, at) => [
            `Doc_0/Pages/Page_${at}/Content.xml`,
            `<ofd:Page><ofd:Content><ofd:Layer>${content}</ofd:Layer></ofd:Content></ofd:Page>`,
          ]),
        ),
      }).map(([name, xml]) => [name, strToU8(xml)]),
    ),
  )
