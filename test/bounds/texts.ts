/** Texts that a reader may stumble over: one unit again and again, between a beginning and an end. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const SRC = join(import.meta.dirname, '../../src')

/** The longest message that is taken in: assistant/handle.ts. */
export const LONGEST = 6_000

export interface Repeated {
  readonly before: string
  readonly unit: string
  readonly after: string
}

/** Exactly as long as asked, unless the ends alone are longer. */
export function written({ before, unit, after }: Repeated, length: number): string {
  const room = Math.max(0, length - before.length - after.length)
  const whole = unit.repeat(Math.ceil(room / unit.length))
  return `${before}${whole.slice(0, room)}${after}`
}

export const BLANKS = [' ', '\u3000', '\t', '\n', '\r\n', '\u00a0', '\u2003', '\u200b', '\ufeff', ' \n', ' \t']
export const DIGITS = [
  '0',
  '1',
  '9',
  '１',
  '一',
  '十',
  '百',
  '万',
  '零',
  '〇',
  '两',
  '半',
  '①',
  '1.',
  '1,',
  '0.0',
  '2017',
  '12:',
]
export const BRACKETS = [
  '(',
  ')',
  '（',
  '）',
  '()',
  '（）',
  '《',
  '》',
  '《》',
  '“',
  '”',
  '〔',
  '〕',
  '【',
  '[',
  ']',
  '<',
  '「',
  '『',
  '(（',
  '"',
  "'",
]
export const MARKS = [
  '，',
  '。',
  ',',
  '.',
  '、',
  ';',
  '；',
  ':',
  '：',
  '?',
  '？',
  '!',
  '！',
  '-',
  '—',
  '~',
  '/',
  '%',
  '*',
  '#',
  '_',
  '…',
  '＃',
  '＠',
  '@',
  '·',
  '|',
]
export const PARTICLES = [
  '的',
  '了',
  '吗',
  '呢',
  '吧',
  '啊',
  '请',
  '谢谢',
  '请你',
  '达到',
  '你好',
  '麻烦',
  '问',
  '再',
  '就',
  '不',
  '不是',
  '和',
  '以',
  '为',
  '是',
  '每',
  '各',
]
export const ODD = [
  '\u0301',
  'e\u0301',
  '\ufe0f',
  '👍',
  '👨‍👩‍👧',
  '\ud83d',
  '\u202e',
  'a',
  'A',
  'ß',
  'ﬃ',
  '㍻',
  '縣',
  '繁體',
  'abc ',
  'how many ',
  '僵尸qi业',
  '万w',
  '\u0000',
  '\\',
  '$&',
  '.*',
  '(a+)+',
]

/** Words that stand as alternatives in the patterns themselves, the repeated ones and all others. */
export function patternWords(): string[] {
  const text = readdirSync(SRC, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts'))
    .map((path) => readFileSync(join(SRC, path), 'utf8'))
    .join('\n')
  return [...new Set([...text.matchAll(/(?<=[(|:])[\u3400-\u9fff]{1,6}(?=[|)?])/g)].map(([word]) => word))].sort()
}

/** What the lexicons list. */
export function lexiconWords(): string[] {
  const data = join(SRC, '../data')
  const text = ['lexicon.yaml', ...readdirSync(join(data, 'lexicon')).map((name) => `lexicon/${name}`)]
    .map((path) => readFileSync(join(data, path), 'utf8').replace(/^\s*#.*$/gm, ''))
    .join('\n')
  return [...new Set(text.match(/[\u3400-\u9fffA-Za-z0-9]{1,10}/g) ?? [])].sort()
}
