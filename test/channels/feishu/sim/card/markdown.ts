/** What the platform reads in a card's markdown. */

/** user ids in `<at id=…>`, `<at ids=…>`, `<at email=…>`; `all` among them */
export const atIds = (markdown: string): string[] =>
  [...markdown.matchAll(/<at\s+(?:id|ids|email|user_id)\s*=\s*["']?([^"'>\s]+)["']?\s*\/?>/g)].flatMap((match) =>
    (match[1] ?? '').split(','),
  )

/** tables drawn with pipes: their rules count */
export const tablesIn = (markdown: string): number =>
  (markdown.match(/^\s*\|?\s*:?-{3,}:?\s*(\|\s*:?-{3,}:?\s*)+\|?\s*$/gm) ?? []).length

/**
 * The words that a reader sees: entities resolved, marks gone.
 *
 * Rough on purpose: an escape that was forgotten shows, as it would in the client, by a mark that disappears.
 */
export const wordsOf = (markdown: string, nameOf: (id: string) => string): string =>
  markdown
    .replace(
      /<at\s+(?:id|ids|email|user_id)\s*=\s*["']?([^"'>\s]+)["']?\s*\/?>(?:[^<]*<\/at>)?/g,
      (_, id: string) => `@${nameOf(id)}`,
    )
    .replace(/<\/?(?:font|text_tag|a|person|number_tag|b|i|s|u|link|local_datetime)\b[^>]*>/g, '')
    .replace(/<br\s*\/?>/g, '\n')
    .replace(/!?\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/(\*\*|__|~~)(.+?)\1/g, '$2')
    .replace(/(?<![\w*])\*([^*\n]+)\*(?!\w)/g, '$1')
    .replace(/^#{1,6}\s+/gm, '')
    .replace(/^>\s?/gm, '')
    .replace(/`([^`]*)`/g, '$1')
    .replace(/&#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code)))
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&nbsp;', ' ')
    .replaceAll('&amp;', '&')
