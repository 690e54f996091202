/** Text into HTML; entities that the card's author wrote stay entities, as in the client. */
export const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')

const withEntities = (text: string): string => escaped(text).replace(/&amp;(#\d+|lt|gt|amp|nbsp|quot);/g, '&$1;')

/** A card's markdown as HTML: the marks that the client draws, no others. */
export function markdownHtml(markdown: string, nameOf: (id: string) => string): string {
  const lines = withEntities(markdown).split('\n')
  const html: string[] = []
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at] ?? ''
    if (/^\s*\|.*\|\s*$/.test(line) && /^\s*\|?\s*:?-{3,}/.test(lines[at + 1] ?? '')) {
      const end = lines.findIndex((next, index) => index > at && !next.trim().startsWith('|'))
      html.push(pipes(lines.slice(at, end < 0 ? lines.length : end), nameOf))
      at = (end < 0 ? lines.length : end) - 1
    } else html.push(block(line, nameOf))
  }
  return html.join('')
}

function block(line: string, nameOf: (id: string) => string): string {
  const heading = /^(#{1,6})\s+(.*)$/.exec(line)
  if (heading) return `<h4>${inline(heading[2] ?? '', nameOf)}</h4>`
  const item = /^\s*(?:[-*]|\d+\.)\s+(.*)$/.exec(line)
  if (item) return `<div class="item">${inline(item[1] ?? '', nameOf)}</div>`
  const quote = /^&gt;\s?(.*)$/.exec(line)
  if (quote) return `<blockquote>${inline(quote[1] ?? '', nameOf)}</blockquote>`
  return line === '' ? '<div class="gap"></div>' : `<div>${inline(line, nameOf)}</div>`
}

function pipes(lines: readonly string[], nameOf: (id: string) => string): string {
  const rows = lines
    .filter((_, at) => at !== 1)
    .map((line) =>
      line
        .trim()
        .replace(/^\||\|$/g, '')
        .split('|'),
    )
  const cells = (row: readonly string[], tag: string) =>
    row.map((cell) => `<${tag}>${inline(cell.trim(), nameOf)}</${tag}>`).join('')
  return `<table>${rows.map((row, at) => `<tr>${cells(row, at === 0 ? 'th' : 'td')}</tr>`).join('')}</table>`
}

const inline = (text: string, nameOf: (id: string) => string): string =>
  text
    .replace(
      /&lt;at (?:id|ids|email)=(?:&quot;|')?([\w@.-]+)(?:&quot;|')?&gt;(?:&lt;\/at&gt;)?/g,
      (_, id: string) => `<b class="at">@${escaped(nameOf(id))}</b>`,
    )
    .replace(
      /&lt;font color=(?:&quot;|')?(\w+)(?:&quot;|')?&gt;(.*?)&lt;\/font&gt;/g,
      '<span style="color:$1">$2</span>',
    )
    .replace(
      /&lt;text_tag color=(?:&quot;|')?(\w+)(?:&quot;|')?&gt;(.*?)&lt;\/text_tag&gt;/g,
      '<span class="tag">$2</span>',
    )
    .replace(/\[([^\]]*)\]\((https?:[^)\s]+)\)/g, '<a href="$2" target="_blank" rel="noreferrer">$1</a>')
    .replace(/`([^`]+)`/g, '<code>$1</code>')
    .replace(/\*\*(.+?)\*\*/g, '<b>$1</b>')
    .replace(/~~(.+?)~~/g, '<s>$1</s>')
    .replace(/(?<![\w*])\*([^*]+)\*(?!\w)/g, '<i>$1</i>')
    .replace(/&lt;br\s*\/?&gt;/g, '<br>')
