/** The box of Word and Excel of before 2007, and of encrypted files of today ([MS-CFB]): which streams it holds. */

export const isOle = (bytes: Uint8Array): boolean => [0xd0, 0xcf, 0x11, 0xe0].every((byte, at) => bytes[at] === byte)

/** Whether the box's directory names a stream or storage; its names are in UTF-16, its entries lie at multiples of 128. */
export function oleHolds(bytes: Uint8Array, name: string): boolean {
  const wanted = [...name].flatMap((letter) => [letter.charCodeAt(0), 0]).concat(0, 0)
  for (let at = 0; at + 128 <= bytes.length; at += 128)
    if (wanted.every((byte, k) => bytes[at + k] === byte)) return true
  return false
}
