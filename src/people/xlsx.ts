/** The first sheet of an .xlsx as text cells: enough for a table that people fill in. */

const SIGNATURE = 0x04034b50
const END = 0x06054b50
/** An office's table is some hundred KB; more is a bomb. */
const LARGEST_BYTES = 50 * 1024 * 1024

/** Whether a file is a zip by its first bytes, as every .xlsx is. */
export const isZip = (content: Uint8Array): boolean =>
  content.length > 4 && new DataView(content.buffer, content.byteOffset).getUint32(0, true) === SIGNATURE

/** The cells of a workbook's first sheet as text, row by row. @throws Error when it is no workbook */
export async function firstSheet(content: Uint8Array): Promise<string[][]> {
  const entries = directory(content)
  const read = async (name: string): Promise<string> => {
    const entry = entries.get(name)
    if (!entry) throw new Error(`the workbook has no ${name}`)
    return new TextDecoder().decode(await entry())
  }
  const shared = entries.has('xl/sharedStrings.xml') ? sharedStrings(await read('xl/sharedStrings.xml')) : []
  return cellsOf(await read(await sheetPath(read)), shared)
}

async function sheetPath(read: (name: string) => Promise<string>): Promise<string> {
  const id = /<sheet\b[^<>]{0,2000}?\br:id="([^"]+)"/.exec(await read('xl/workbook.xml'))?.[1]
  const relations = [...(await read('xl/_rels/workbook.xml.rels')).matchAll(/<Relationship\b[^<>]*>/g)].map(String)
  const found = relations.find((one) => one.includes(`Id="${id}"`))
  const target = /Target="([^"]+)"/.exec(found ?? '')?.[1] ?? 'worksheets/sheet1.xml'
  return target.startsWith('/') ? target.slice(1) : `xl/${target}`
}

function sharedStrings(xml: string): string[] {
  return [...xml.matchAll(/<si\b[^<>]*?(?:\/>|>((?:(?!<\/?si\b)[\s\S])*)<\/si>)/g)].map((match) =>
    textIn(match[1] ?? ''),
  )
}

/** The runs of a rich string put together, pronunciation guides left out. */
const textIn = (xml: string): string =>
  [...xml.replace(/<rPh\b(?:(?!<\/?rPh\b)[\s\S])*<\/rPh>/g, '').matchAll(/<t\b[^<>]*?(?:\/>|>([^<]*)<\/t>)/g)]
    .map((match) => unescaped(match[1] ?? ''))
    .join('')

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

const unescaped = (text: string): string =>
  text.replace(/&(#x?[0-9a-fA-F]+|\w+);/g, (whole, name: string) => {
    if (!name.startsWith('#')) return ENTITIES[name] ?? whole
    const code = name.startsWith('#x') ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1))
    return String.fromCodePoint(code)
  })

function cellsOf(xml: string, shared: readonly string[]): string[][] {
  const table: string[][] = []
  for (const row of xml.matchAll(/<row\b([^<>]*?)(?:\/>|>((?:(?!<\/?row\b)[\s\S])*)<\/row>)/g)) {
    const at = Number(/\br="(\d+)"/.exec(row[1] ?? '')?.[1] ?? table.length + 1) - 1
    const cells: string[] = []
    for (const cell of (row[2] ?? '').matchAll(/<c\b([^<>]*?)(?:\/>|>((?:(?!<\/?c\b)[\s\S])*)<\/c>)/g)) {
      const column = /\br="([A-Z]+)\d+"/.exec(cell[1] ?? '')?.[1]
      cells[column ? columnIndex(column) : cells.length] = cellText(cell[1] ?? '', cell[2] ?? '', shared)
    }
    if (at < 100_000) table[at] = Array.from(cells, (value) => value ?? '')
  }
  return Array.from(table, (row) => row ?? [])
}

const columnIndex = (letters: string): number =>
  [...letters].reduce((index, letter) => index * 26 + letter.charCodeAt(0) - 64, 0) - 1

function cellText(attributes: string, inner: string, shared: readonly string[]): string {
  const type = /\bt="(\w+)"/.exec(attributes)?.[1]
  if (type === 'inlineStr') return textIn(inner)
  const value = unescaped(/<v\b[^<>]*>([^<]*)<\/v>/.exec(inner)?.[1] ?? '')
  if (type === 's') return shared[Number(value)] ?? ''
  // A telephone number typed as a number may be stored as 1.38E10.
  return type === undefined && /E/i.test(value) ? String(Number(value)) : value
}

/** The entries of a zip file by name, each unpacked when it is read. */
function directory(content: Uint8Array): Map<string, () => Promise<Uint8Array>> {
  const view = new DataView(content.buffer, content.byteOffset, content.byteLength)
  let end = content.length - 22
  while (end >= 0 && view.getUint32(end, true) !== END) end--
  if (end < 0) throw new Error('no zip file')
  const entries = new Map<string, () => Promise<Uint8Array>>()
  let at = view.getUint32(end + 16, true)
  for (let left = view.getUint16(end + 10, true); left > 0; left--) {
    const method = view.getUint16(at + 10, true)
    const packed = view.getUint32(at + 20, true)
    const size = view.getUint32(at + 24, true)
    const nameLength = view.getUint16(at + 28, true)
    const name = new TextDecoder().decode(content.subarray(at + 46, at + 46 + nameLength))
    const local = view.getUint32(at + 42, true)
    entries.set(name, () => {
      if (size > LARGEST_BYTES) throw new Error(`${name} is too large`)
      const from = local + 30 + view.getUint16(local + 26, true) + view.getUint16(local + 28, true)
      return unpacked(content.subarray(from, from + packed), method)
    })
    at += 46 + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true)
  }
  return entries
}

async function unpacked(data: Uint8Array, method: number): Promise<Uint8Array> {
  if (method === 0) return data
  if (method !== 8) throw new Error(`zip method ${method}`)
  const stream = new Blob([new Uint8Array(data)]).stream().pipeThrough(new DecompressionStream('deflate-raw'))
  const parts: Uint8Array[] = []
  let bytes = 0
  for await (const part of stream as unknown as AsyncIterable<Uint8Array>) {
    bytes += part.length
    // The size in the directory may lie.
    if (bytes > LARGEST_BYTES) throw new Error('unpacks to more than a table')
    parts.push(part)
  }
  const whole = new Uint8Array(bytes)
  let offset = 0
  for (const part of parts) {
    whole.set(part, offset)
    offset += part.length
  }
  return whole
}
