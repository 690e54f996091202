/** The box of Word and Excel of before 2007, and of encrypted files of today ([MS-CFB]): which streams it holds. */

/**
 * Whether the bytes begin as an OLE compound file ([MS-CFB]): the container of Office before 2007, and of encrypted
 * files today.
 */
export const isOle = (bytes: Uint8Array): boolean => [0xd0, 0xcf, 0x11, 0xe0].every((byte, at) => bytes[at] === byte)

/**
 * Whether the compound file's directory names a stream or storage. Names are in UTF-16, entries lie at multiples of
 * 128 bytes.
 */
export function oleHolds(bytes: Uint8Array, name: string): boolean {
  const wanted = [...name].flatMap((letter) => [letter.charCodeAt(0), 0]).concat(0, 0)
  for (let at = 0; at + 128 <= bytes.length; at += 128)
    if (wanted.every((byte, k) => bytes[at + k] === byte)) return true
  return false
}

/** Above it stand marks: end of a chain, free, a table's own. */
const LAST_SECTOR = 0xfffffffa
/** FAT sectors that the header itself names: enough for 7 MB, more lie elsewhere. */
const NAMED = 109

/**
 * Whether every sector that the compound file's allocation table names lies within the bytes; false where the end of
 * the file was lost.
 */
export function oleWhole(bytes: Uint8Array): boolean {
  if (bytes.length < 512) return false
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
  const size = 2 ** view.getUint16(0x1e, true)
  const tables = view.getUint32(0x2c, true)
  if (size !== 512 && size !== 4096) return false
  for (let at = 0; at < Math.min(tables, NAMED); at++) {
    const table = (view.getUint32(0x4c + at * 4, true) + 1) * size
    if (table + size > bytes.length) return false
    for (let k = 0; k < size; k += 4) {
      const next = view.getUint32(table + k, true)
      // The last sector may be shorter than the others.
      if (next < LAST_SECTOR && (next + 1) * size >= bytes.length) return false
    }
  }
  return tables > 0
}
