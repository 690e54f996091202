/** Which part of a ranking is asked for: the first three, the last, the second place. */

export interface Pick {
  readonly from: 'top' | 'bottom'
  readonly count: number
  /** exactly this place, counted from there */
  readonly exactly?: number
  /** by the figure itself instead of the completion rate: 处置得最多 */
  readonly byAmount?: boolean
  /** by what is left to the goal: 还差得最多 */
  readonly byGap?: boolean
}

const NUMBERS: Readonly<Record<string, number>> = {
  一: 1,
  两: 2,
  二: 2,
  三: 3,
  四: 4,
  五: 5,
  六: 6,
  七: 7,
  八: 8,
  九: 9,
  十: 10,
}
const numberOf = (text: string): number => NUMBERS[text] ?? Number(text)

const RANGE = /(前|后|倒数前?|末|最后|最末)([一两二三四五六七八九十]|\d{1,2})(?!季|月|天|半|名?是第)/
const PLACE = /(倒数)?第([一二三四五六七八九十]|\d{1,2})(?!季|批|产|[条章节款部类])/
const FEW = 5

/** 最快的三个县 */
const OF_MANY = /最\S的([两二三四五六七八九十]|\d{1,2})个?/

export function pickIn(text: string): Pick | undefined {
  const many = numberOf(OF_MANY.exec(text)?.[1] ?? '一')
  const exact = PLACE.exec(text)
  if (exact) {
    const place = numberOf(exact[2] ?? '')
    return { from: exact[1] ? 'bottom' : 'top', count: place, exactly: place }
  }
  const range = RANGE.exec(text)
  if (range) return { from: range[1] === '前' ? 'top' : 'bottom', count: numberOf(range[2] ?? '') }
  if (/(?:还?差|缺口|剩(?:下|余)?|欠)的?得?最[多大]/.test(text)) return { from: 'top', count: many, byGap: true }
  if (/(?:差距|缺口|差得|差的|欠账?)(?:最[大多]|比较大)/.test(text)) return { from: 'bottom', count: many }
  const byAmount = /(?<!率)最[多少]/.test(text) ? { byAmount: true } : {}
  if (/最(?:好|快|高|多|大|靠前|先|突出)|榜首|冠军|状元|头一个/.test(text))
    return { from: 'top', count: many, ...byAmount }
  if (/最(?:差|慢|低|少|小|后|落后|靠后)|垫底/.test(text)) return { from: 'bottom', count: many, ...byAmount }
  if (/领先|领跑|靠前/.test(text)) return { from: 'top', count: FEW }
  if (/靠后|倒数/.test(text)) return { from: 'bottom', count: FEW }
  return undefined
}
