/** A count in the forms that Word numbers paragraphs in (ECMA-376 17.18.59, ST_NumberFormat). */

/**
 * A number of a list as Word shows it. @param format Word's name of it: chineseCounting, upperRoman
 * @returns empty for bullets; the plain number for forms that no Chinese paper uses
 */
export function numeral(count: number, format: string): string {
  if (format === 'none' || format === 'bullet' || count < 0) return ''
  const inOrder = ROWS[format]
  if (inOrder) return count > 0 ? (inOrder[count - 1] ?? String(count)) : String(count)
  return FORMS[format]?.(count) ?? String(count)
}

const span = (from: string, many: number): string[] =>
  Array.from({ length: many }, (_, at) => String.fromCodePoint((from.codePointAt(0) ?? 0) + at))

const STEMS = [...'甲乙丙丁戊己庚辛壬癸']
const BRANCHES = [...'子丑寅卯辰巳午未申酉戌亥']
const CYCLE = Array.from({ length: 60 }, (_, at) => `${STEMS[at % 10]}${BRANCHES[at % 12]}`)

const ROWS: Readonly<Record<string, readonly string[]>> = {
  ideographTraditional: STEMS,
  ideographZodiac: BRANCHES,
  ideographZodiacTraditional: CYCLE,
  decimalEnclosedCircle: [...span('①', 20), ...span('㉑', 15), ...span('㊱', 15)],
  decimalEnclosedCircleChinese: [...span('①', 20), ...span('㉑', 15), ...span('㊱', 15)],
  decimalEnclosedFullstop: span('⒈', 20),
  decimalEnclosedParen: span('⑴', 20),
  ideographEnclosedCircle: span('㊀', 10),
}

const PLAIN = '〇一二三四五六七八九'
const LEGAL = '零壹贰叁肆伍陆柒捌玖'
const LEGAL_TRADITIONAL = '零壹貳參肆伍陸柒捌玖'

const counting = (count: number): string => inWords(count, PLAIN, ['', '十', '百', '千'], true)
const digits = (count: number): string =>
  count === 10 ? '十' : String(count).replace(/\d/g, (digit) => PLAIN[Number(digit)] ?? digit)

const FORMS: Readonly<Record<string, (count: number) => string>> = {
  chineseCounting: counting,
  chineseCountingThousand: counting,
  japaneseCounting: counting,
  taiwaneseCounting: counting,
  taiwaneseCountingThousand: counting,
  ideographDigital: digits,
  japaneseDigitalTenThousand: digits,
  taiwaneseDigital: digits,
  chineseLegalSimplified: (count) => inWords(count, LEGAL, ['', '拾', '佰', '仟'], false),
  ideographLegalTraditional: (count) => inWords(count, LEGAL_TRADITIONAL, ['', '拾', '佰', '仟'], false),
  japaneseLegal: (count) => inWords(count, '零壱弐参四五六七八九', ['', '拾', '百', '千'], true),
  upperLetter: (count) => letter(count, 'A'),
  lowerLetter: (count) => letter(count, 'a'),
  upperRoman: roman,
  lowerRoman: (count) => roman(count).toLowerCase(),
  decimalZero: (count) => String(count).padStart(2, '0'),
  decimalFullWidth: wide,
  decimalFullWidth2: wide,
  numberInDash: (count) => `- ${count} -`,
  ordinal: (count) =>
    `${count}${{ 1: 'st', 2: 'nd', 3: 'rd' }[count % 100 > 10 && count % 100 < 14 ? 0 : count % 10] ?? 'th'}`,
}

function wide(count: number): string {
  return String(count).replace(/\d/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0))
}

/** Z is followed by AA, BB, CC. */
function letter(count: number, first: string): string {
  if (count < 1) return String(count)
  const one = String.fromCharCode(first.charCodeAt(0) + ((count - 1) % 26))
  return one.repeat(Math.min(20, Math.ceil(count / 26)))
}

const ROMAN: readonly (readonly [number, string])[] = [
  [1000, 'M'],
  [900, 'CM'],
  [500, 'D'],
  [400, 'CD'],
  [100, 'C'],
  [90, 'XC'],
  [50, 'L'],
  [40, 'XL'],
  [10, 'X'],
  [9, 'IX'],
  [5, 'V'],
  [4, 'IV'],
  [1, 'I'],
]

function roman(count: number): string {
  if (count < 1 || count > 3999) return String(count)
  let rest = count
  let written = ''
  for (const [value, sign] of ROMAN) for (; rest >= value; rest -= value) written += sign
  return written
}

/** A number up to 9999 in the digits and places given; a longer one as it is. @param bareTen ten is 十, not 一十 */
export function inWords(count: number, names: string, places: readonly string[], bareTen: boolean): string {
  if (count < 1 || count > 9999) return String(count)
  let written = ''
  let gap = false
  for (let place = 3; place >= 0; place--) {
    const digit = Math.floor(count / 10 ** place) % 10
    if (digit === 0) {
      gap = written !== ''
      continue
    }
    const silent = bareTen && digit === 1 && place === 1 && written === ''
    written += (gap ? (names[0] ?? '') : '') + (silent ? '' : (names[digit] ?? '')) + (places[place] ?? '')
    gap = false
  }
  return written
}
