/** Words of people in the platform's marked-up places: shown as typed, never acted upon. */

/** What the platform's markdown gives a meaning to; `&` first of all, or the escapes would be escaped. */
const LIVE = /[&<>~\-!*/\\[\]()#:+"'$_`|]/g

/**
 * Characters that show nothing and change what is shown: control characters, marks that turn the direction of reading
 * (by which 12 can be made to read 21), halves of characters.
 */
const MISLEADING = /[\p{Cc}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]|\p{Cs}/gu

/** Words as they may be shown, without control characters and marks of direction. */
export const legible = (text: string): string =>
  text.replace(/\r\n?/g, '\n').replace(MISLEADING, (mark) => (mark === '\n' || mark === '\t' ? mark : ''))

const entity = (mark: string): string => `&#${mark.codePointAt(0)};`

/** Words for card markdown, with its signs escaped; "1." at the head of a line would begin a list. */
export const escaped = (text: string): string =>
  legible(text)
    .replace(LIVE, entity)
    .replace(/^([^\S\r\n\u2028\u2029]*\d+)\./gm, (_, number: string) => `${number}&#46;`)

/**
 * Words for text messages, which know no escape: the signs of `<at>`, `<b>`, `**` and `[…](…)` become their
 * full-width twins.
 */
export const neutral = (text: string): string =>
  legible(text).replaceAll('<', '＜').replaceAll('**', '＊＊').replaceAll('](', ']（')
