/** Documents that a sentence names: 《…》 and the number behind it. */
/** A paper that a text names in 《…》, with the document number (文号) behind it where one stands there. */
export interface CitedDocument {
  readonly title: string
  readonly number?: string
}

// 浙转升〔2017〕1号, 国家发改委 2013 年第 21 号令, 省人大常委会公告第27号
const NUMBER =
  /^\s*[（(]([^（）()《》]{0,30}(?:[〔［[（(【]\s?\d{4}\s?[〕］\]）)】][^（）()]{0,6}?|\d{4}\s?年[^（）()]{0,8}?)?第?\s?\d{1,4}\s?号(?:令|公告)?)(?:\s*[，,；;][^（）()]{0,60})?[）)]/
/** GB 5749—2006, of a technical standard */
const STANDARD = /^\s*[（(]([A-Z]{1,4}(?:\/[A-Z]{1,2})?\s?[\d.]{2,10}(?:\/T)?\s?[—–-]\s?\d{4})[）)]/

/**
 * Papers that a text cites by 《title》, with the number in the bracket behind; an abbreviation that it sets is none.
 */
export function citationsIn(text: string): CitedDocument[] {
  const found: CitedDocument[] = []
  for (let at = text.indexOf('《'); at >= 0; ) {
    const end = closing(text, at)
    if (end < 0) break
    const behind = text.slice(end + 1, end + 160)
    const number = (NUMBER.exec(behind) ?? STANDARD.exec(behind))?.[1]?.trim()
    // 以下简称《办法》 is another name of the same.
    if (!/[简统]称为?$/.test(text.slice(0, at)))
      found.push({ title: text.slice(at + 1, end), ...(number ? { number } : {}) })
    at = text.indexOf('《', end)
  }
  return found
}

/** Titles hold titles: 《关于印发《…》的通知》. */
function closing(text: string, open: number): number {
  let depth = 0
  for (let i = open; i < text.length && i < open + 200; i++) {
    if (text[i] === '《') depth++
    if (text[i] === '》' && --depth === 0) return i
  }
  return text.indexOf('》', open)
}
