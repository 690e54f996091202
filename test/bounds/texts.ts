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

/** What is repeated, by its kind. */
export const KINDS: Readonly<Record<string, readonly string[]>> = {
  blanks: [' ', '\n', '\t', '\u3000', '\r\n', ' \n', ' \t', '\u00a0', '\u2003', '\u200b', '\ufeff', '\u3000 \t'],
  digits: [
    '0',
    '百',
    '1,',
    '１',
    '一',
    '十',
    '万',
    '零',
    '〇',
    '两',
    '半',
    '①',
    '1.',
    '9',
    '0.0',
    '2017',
    '12:',
    '廿',
    '壹',
  ],
  brackets: [
    '(',
    '（《“',
    ')',
    '（',
    '）',
    '()',
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
  ],
  marks: [
    '，',
    '?',
    '。',
    ',',
    '.',
    '、',
    ';',
    '；',
    ':',
    '：',
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
    '\\',
  ],
  particles: [
    '谢谢',
    '请你',
    '的',
    '了',
    '吗',
    '呢',
    '吧',
    '啊',
    '请',
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
    '以为',
    '为',
    '是',
    '每',
    '各',
    '跟',
    '在',
  ],
  entries: [
    '僵尸企业12家，',
    '僵尸企业12家',
    '低小散96家；',
    '9月3日僵尸企业12家，',
    '截至8月底高企5',
    '盘活存量用地60亩（8月底）',
    '僵尸企业：无；',
    '零报告，',
    '其中：',
    '备注：无\n',
    '累计12家(+2)',
    '12家→13家，',
    'jiangshi3家',
    '僵企3家，',
    '长兴县',
    '湖州呢',
    '僵尸\t12\n',
    '|高企|5|\n',
    '1.高企5家\n',
    '单位：家\n',
    '分别为3家、5家',
    '2017-09-30',
  ],
  'combining marks': ['\u0301', 'e\u0301', '\ufe0f', '👍', '👨‍👩‍👧', '\ud83d', '\u202e', 'ﷺ', 'ﬃ', '㍻', '\u0345'],
  'mixed scripts': [
    'how many ',
    '僵尸qi业',
    'a',
    'A',
    'ß',
    '縣',
    '繁體',
    'abc ',
    '万w',
    '$&',
    '.*',
    '(a+)+',
    'é和',
    'jiangshi',
    'あ',
    'по',
    '\u0000',
  ],
}

/** Draws, the same each time: a number below another, whether one of so many in a hundred. */
export function drawing(seed: number): {
  readonly below: (most: number) => number
  readonly chance: (share: number) => boolean
} {
  let state = seed
  const next = (): number => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648
    return state / 2_147_483_648
  }
  return { below: (most) => Math.floor(next() * most), chance: (share) => next() * 100 < share }
}

/** Units in an order without a period, as long as the longest message: no run of them is shortened. */
export function shuffled(units: readonly string[], seed: number): string {
  const { below } = drawing(seed + 1)
  let text = ''
  while (text.length < LONGEST) text += units[below(units.length)] ?? ''
  return text
}

/** Words that stand as alternatives in the patterns themselves, the repeated ones and all others. */
export function patternWords(): string[] {
  const text = readdirSync(SRC, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts'))
    .map((path) => readFileSync(join(SRC, path), 'utf8'))
    .join('\n')
  return [...new Set([...text.matchAll(/(?<=[(|:])[\u3400-\u9fff]{1,6}(?=[|)?])/g)].map(([word]) => word))].sort()
}

/** Every word of the files of data/: what the lexicons list, the language's words, names of plan, regions and people. */
export function dataWords(paths = ['lexicon.yaml', 'lexicon']): string[] {
  const data = join(SRC, '../data')
  const text = paths
    .flatMap((path) => (path.includes('.') ? [path] : readdirSync(join(data, path)).map((name) => `${path}/${name}`)))
    .map((path) => readFileSync(join(data, path), 'utf8').replace(/^\s*#.*$/gm, ''))
    .join('\n')
  return [...new Set(text.match(/[\u3400-\u9fffA-Za-z0-9]{1,10}/g) ?? [])].sort()
}
