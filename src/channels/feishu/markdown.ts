/** Words of people in the platform's marked-up places: shown as typed, never acted upon. */

/** What the platform's markdown gives a meaning to; `&` first of all, or the escapes would be escaped. */
const LIVE = /[&<>~\-!*/\\[\]()#:+"'$_`|]/g

const entity = (mark: string): string => `&#${mark.codePointAt(0)};`

/** For card markdown. "1." at the head of a line would begin a list. */
export const escaped = (text: string): string =>
  text.replace(LIVE, entity).replace(/^(\s*\d+)\./gm, (_, number: string) => `${number}&#46;`)

/**
 * For text messages, which know no escape: `<at>`, `<b>`, `**` and `[…](…)` lose their meaning by their full-width
 * twins.
 */
export const neutral = (text: string): string =>
  text.replaceAll('<', '＜').replaceAll('**', '＊＊').replaceAll('](', ']（')
