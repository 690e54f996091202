/** One way of writing: what people type and what documents print, made comparable. */
import { Converter } from 'opencc-js/t2cn'
import { ordinal } from '../../documents/index.ts'

let simplifiers: readonly ((text: string) => string)[] | undefined

const QUOTES = /["'`“”‘’„‟‚‛「」『』﹁﹂﹃﹄〝〞〟«»‹›]/g
const OPENING = /[〔[【〖（]/g
const CLOSING = /[〕\]】〗）]/g
const MENTION =
  /@_user_\d+|@(?:all|所有人)|@(?:工作)?要点(?:小?助手|机器人)?|@(?:小?助手|机器人|bot|yaodian)|@[^\s@，。,：:]{1,16}(?=[\s，,：:]|$)/gi

/**
 * The form in which texts are compared: NFKC, lower case, no white space, no quotation marks, one kind of
 * bracket, no commas inside numbers, Ⅱ级 as 二级. Not for showing: offsets into the original are lost.
 */
export function flat(text: string): string {
  return text
    .replace(QUOTES, '')
    .replace(/[Ⅰ-Ⅻⅰ-ⅻ]/g, (sign) => ordinal(((sign.charCodeAt(0) - 0x2160) % 16) + 1))
    .normalize('NFKC')
    .toLowerCase()
    .replace(OPENING, '(')
    .replace(CLOSING, ')')
    .replace(/\s+/g, '')
    .replace(QUOTES, '')
    .replace(/(?<=\d),(?=\d)/g, '')
    .normalize('NFKC') // what was taken out may have stood between a letter and its accent
}

/** Where each word of a text begins and ends, as a dictionary has them, marks among them. */
export const segmenter = new Intl.Segmenter('zh', { granularity: 'word' })

/** The words of a text, marks among them, as `segmenter` cuts it. */
export const wordsOf = (text: string): string[] => [...segmenter.segment(text)].map(({ segment }) => segment)

/** Where a word begins, each time that it stands in a text. */
export function placesOf(word: string, text: string): number[] {
  const places: number[] = []
  for (let from = text.indexOf(word); from >= 0; from = text.indexOf(word, from + 1)) places.push(from)
  return places
}

/** Every two characters side by side. */
export const pairsOf = (text: string): string[] =>
  Array.from({ length: Math.max(0, text.length - 1) }, (_, at) => text.slice(at, at + 2))

const DIGIT = /\d/

/** Whether a text has a word, and not as a part of a number: 9 is not in 2019, 3号 not in 13号. */
export function hasWhole(text: string, word: string): boolean {
  const [isCountedFirst, isCountedLast] = [DIGIT.test(word.charAt(0)), DIGIT.test(word.charAt(word.length - 1))]
  if (!isCountedFirst && !isCountedLast) return text.includes(word)
  return placesOf(word, text).some((at) => {
    const [before, after] = [text.charAt(at - 1), text.charAt(at + word.length)]
    return !(isCountedFirst && DIGIT.test(before)) && !(isCountedLast && DIGIT.test(after))
  })
}

/** For showing: blanks around Chinese characters and digits dropped, half-width punctuation made full-width. */
export function tidy(text: string): string {
  return text
    .replace(/\s+/g, ' ')
    .replace(/(?<=[^\x20-\x7e]) | (?=[^\x20-\x7e])/g, '')
    .replace(/(?<=[^\x20-\x7e]|^),|,(?=[^\x20-\x7e])/g, '，')
    .replace(/(?<=[\u3400-\u9fff”》）%\d]);/g, '；')
    .replace(/\(([^()]*)\)/g, (whole, inner: string) => (/[\u3400-\u9fff]/.test(inner) ? `（${inner}）` : whole))
    .trim()
}

/** Traditional characters made simplified, character by character and with the usual phrases. */
export function simplify(text: string): string {
  simplifiers ??= [Converter({ from: 'tw', to: 'cn' }), Converter({ from: 'hk', to: 'cn' })]
  return simplifiers.reduce((so, convert) => convert(so), text)
}

/** A message as typed, without mentions and odd widths, in simplified characters; blanks between words are kept. */
export function cleaned(raw: string): string {
  return simplify(raw.replace(MENTION, ' ').replace(/[\u200b-\u200f\u2060\ufeff]/g, ''))
    .normalize('NFKC')
    .replace(/\s+/g, ' ')
    .trim()
}
