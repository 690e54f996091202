/** Writes the smallest .xlsx: what Excel would save of one sheet. */
import { crc32, deflateRawSync } from 'node:zlib'

const xml = (text: string): string => text.replace(/&/g, '&amp;').replace(/</g, '&lt;')

const letter = (index: number): string => String.fromCharCode(65 + index)

/** Text goes to the shared strings as Excel does it; a number is stored as one. */
export function workbook(rows: readonly (readonly (string | number)[])[]): Uint8Array {
  const strings = [...new Set(rows.flat().filter((cell) => typeof cell === 'string'))]
  const cell = (value: string | number, at: string) =>
    typeof value === 'number'
      ? `<c r="${at}"><v>${value}</v></c>`
      : value === ''
        ? ''
        : `<c r="${at}" t="s"><v>${strings.indexOf(value)}</v></c>`
  const sheet = rows
    .map((row, y) => `<row r="${y + 1}">${row.map((value, x) => cell(value, `${letter(x)}${y + 1}`)).join('')}</row>`)
    .join('')
  return zip({
    'xl/workbook.xml': '<workbook><sheets><sheet name="名册" sheetId="1" r:id="rId7"/></sheets></workbook>',
    'xl/_rels/workbook.xml.rels': '<Relationships><Relationship Target="worksheets/s.xml" Id="rId7"/></Relationships>',
    'xl/sharedStrings.xml': `<sst>${strings.map((one) => `<si><t>${xml(one)}</t></si>`).join('')}</sst>`,
    'xl/worksheets/s.xml': `<worksheet><sheetData>${sheet}</sheetData></worksheet>`,
  })
}

function zip(files: Readonly<Record<string, string>>): Uint8Array {
  const locals: Buffer[] = []
  const central: Buffer[] = []
  let offset = 0
  for (const [name, text] of Object.entries(files)) {
    const content = Buffer.from(text)
    const packed = deflateRawSync(content)
    const common = Buffer.alloc(26)
    common.writeUInt16LE(20, 0)
    common.writeUInt16LE(8, 4)
    common.writeUInt32LE(crc32(content), 10)
    common.writeUInt32LE(packed.length, 14)
    common.writeUInt32LE(content.length, 18)
    common.writeUInt16LE(Buffer.byteLength(name), 22)
    const local = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), common, Buffer.from(name), packed])
    const tail = Buffer.alloc(14)
    tail.writeUInt32LE(offset, 10)
    central.push(Buffer.concat([Buffer.from('PK\x01\x02\x14\x00', 'latin1'), common, tail, Buffer.from(name)]))
    locals.push(local)
    offset += local.length
  }
  const directory = Buffer.concat(central)
  const end = Buffer.alloc(22)
  end.write('PK\x05\x06', 'latin1')
  end.writeUInt16LE(central.length, 8)
  end.writeUInt16LE(central.length, 10)
  end.writeUInt32LE(directory.length, 12)
  end.writeUInt32LE(offset, 16)
  return new Uint8Array(Buffer.concat([...locals, directory, end]))
}
