/** How answers are compared with what is expected: the office's own scoring of development cases, rule for rule. */

const QUOTES = /["'`“”‘’„‟‚‛「」『』﹁﹂﹃﹄〝〞〟«»‹›]/g

/**
 * A text as it is compared: NFKC, lower case, no white space, no quotation marks, one kind of bracket, no commas
 * inside numbers.
 */
export function normal(text: string): string {
  return text
    .replace(QUOTES, '')
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[〔[【〖]/g, '(')
    .replace(/[〕\]】〗]/g, ')')
    .replace(/\s/g, '')
    .replace(QUOTES, '')
    .replace(/(?<=\d),(?=\d)/g, '')
}

/** Text without Markdown or HTML emphasis, which would cut a figure from its noun. */
export const plain = (text: string): string =>
  text.replace(/<\/?(?:b|i|em|strong|mark|span|br|p)\b[^<>]*>|\*{1,3}|`+|~~|__/g, '')

/**
 * Whether a string occurs in a normalised text. One that begins or ends with a digit is matched as a whole number;
 * `^x`: the text begins with x.
 */
export function occurs(needle: string, hay: string): boolean {
  if (needle.startsWith('^')) return hay.replace(/^[^\p{L}\p{N}_]+/u, '').startsWith(normal(needle.slice(1)))
  const wanted = normal(needle)
  const before = /^\d/.test(wanted) ? '(?<![\\d.])' : ''
  const after = /\d$/.test(wanted) ? '(?!\\d)' : ''
  return new RegExp(before + wanted.replace(/[.*+?^${}()|[\]\\]/g, '\\$&') + after, 'u').test(hay)
}

const NUMERALS = '零〇一二两三四五六七八九十百千万亿'
const FIGURE = new RegExp(
  `(?<![\\d.])(\\d+(?:\\.\\d+)?|[${NUMERALS}]{1,20})([千百万亿]{0,3})(?:余|多|个)?(家|户|亩|公顷|平方公里|平方千米|平方米|平米|㎡|m2|吨|%|个百分点|号|元|倍)`,
  'g',
)
const SCALES: Readonly<Record<string, number>> = { 百: 1e2, 千: 1e3, 万: 1e4, 亿: 1e8 }
const SAME: Readonly<Record<string, string>> = {
  户: '家',
  平方千米: '平方公里',
  平米: '平方米',
  '㎡': '平方米',
  m2: '平方米',
  个百分点: '%',
}

/** Numbers with a unit as `value unit` → as written; 1万家 = 10000家. Years and dates are left out. */
export function figures(text: string, digitsOnly = false): Map<string, string> {
  const found = new Map<string, string>()
  const prepared = normal(text).replace(new RegExp(`百分之([\\d.]+|[${NUMERALS}]+)`, 'g'), '$1%')
  for (const [whole, number = '', scales = '', unit = ''] of prepared.matchAll(FIGURE)) {
    const inDigits = /^\d/.test(number)
    if (!inDigits && digitsOnly) continue
    const value = [...scales].reduce(
      (so, scale) => so * (SCALES[scale] ?? 1),
      inDigits ? Number(number) : spelled(number),
    )
    found.set(`${Number(value.toFixed(6))} ${SAME[unit] ?? unit}`, whole)
  }
  return found
}

function spelled(number: string): number {
  let total = 0
  let part = 0
  let digit = 0
  for (const char of number) {
    const at = char === '〇' ? 0 : char === '两' ? 2 : '零一二三四五六七八九'.indexOf(char)
    if (at >= 0) digit = at
    else if (char === '十') {
      part += (digit || 1) * 10
      digit = 0
    } else if (char === '百' || char === '千') {
      part += (digit || 1) * (SCALES[char] ?? 1)
      digit = 0
    } else {
      total = (total + part + digit || 1) * (SCALES[char] ?? 1)
      part = 0
      digit = 0
    }
  }
  return total + part + digit
}

const CHINESE = '一二三四五六七八九十百'
const STEP = new RegExp(
  `附件[${CHINESE}\\d]{0,8}|表[${CHINESE}\\d]{1,8}|第[${CHINESE}\\d]{1,8}[章节条款]|第?([${CHINESE}]{1,8})(?:部分|、|(?=\\()|$|(?=\\d))|\\([${CHINESE}\\d]{1,8}\\)|\\d+|印发通知|引言`,
  'g',
)

/** A citation label as its steps: 二、（三）, 二(三) and 第二部分（三） are all 二, (三). */
export const steps = (label: string): string[] => [...normal(label).matchAll(STEP)].map((match) => match[1] ?? match[0])

/** Whether a label is the wanted one or a place inside it. */
export function within(label: string, wanted: string): boolean {
  const outer = steps(wanted)
  const inner = steps(label)
  return outer.length > 0 && outer.every((step, at) => inner[at] === step)
}

/**
 * Label → normalised text of a document; page and line breaks healed. Parts 一、 with items （一） as the office's own
 * scorer reads them; besides, articles with the chapters that hold them, and attachments.
 */
export function sectionTexts(document: string): Map<string, string> {
  const parts = new Map<string, string>([['印发通知', '']])
  let current = '印发通知'
  let top = ''
  let chapter = ''
  const add = (label: string, text: string): void => void parts.set(label, (parts.get(label) ?? '') + text)
  for (const line of document.split(/\r?\n/)) {
    const text = normal(line)
    if (!text) continue
    const part = /^([一二三四五六七八九十]+)、/.exec(text)?.[1]
    const item = /^\(([一二三四五六七八九十]+)\)/.exec(text)?.[1]
    const article = /^(第[一二三四五六七八九十百]+)([章条])/.exec(text)
    const attachment = /^附件[\d一二三四五六七八九十]*(?=$|[^\d:一二三四五六七八九十])/.exec(text)?.[0]
    if (attachment) [current, top, chapter] = [attachment, '', '']
    else if (article) {
      current = article[0]
      top = ''
      if (article[2] === '章') chapter = current
    } else if (part) current = top = part
    else if (item && top) current = `${top}(${item})`
    else if (current === '印发通知' && text.startsWith('根据')) current = '引言'
    add(current, text)
    if (chapter && chapter !== current) add(chapter, text)
  }
  for (const [label, text] of [...parts]) {
    const whole = label.split('(')[0] ?? ''
    if (label.includes('(')) add(whole, text)
  }
  return parts
}

/** The text of the section that a label names; empty where there is none. */
export function sectionText(parts: ReadonlyMap<string, string>, label: string): string {
  const path = steps(label)
  const named = parts.get(path.slice(0, 2).join('')) || parts.get(path.slice(0, 1).join(''))
  // An introduction that begins like any paragraph is not told apart from the notice before it.
  return named || (path[0] === '引言' && parts.get('印发通知')) || ''
}
