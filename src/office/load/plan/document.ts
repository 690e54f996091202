/** plans/YEAR/document.txt: as much of its structure as the data files refer to. */

const PART = /^([一二三四五六七八九十]+)、/
const ITEM = /^[（(]\s*([一二三四五六七八九十]+)\s*[）)]/
const ARTICLE = /^(第[一二三四五六七八九十百零〇\d]+[条章])/
const ANNEX = /^(附件\s*\d*)/

/**
 * The labels under which goals can stand: `二`, `二（三）`, `第五条`, `第二章`, `附件1`, `印发通知`, `引言`.
 *
 * This only proves that a label in the data exists; reading a document properly is the work of src/documents,
 * which the office's language does not know.
 */
export function sectionsOf(text: string): ReadonlySet<string> {
  const labels = new Set(['印发通知', '引言'])
  let part = ''
  for (const line of text.split('\n').map((one) => one.trim())) {
    part = PART.exec(line)?.[1] ?? part
    const item = ITEM.exec(line)?.[1]
    if (part) labels.add(part)
    if (item) labels.add(`${part}（${item}）`)
    const other = ARTICLE.exec(line)?.[1] ?? ANNEX.exec(line)?.[1]
    if (other) labels.add(other.replace(/\s/g, ''))
  }
  return labels
}
