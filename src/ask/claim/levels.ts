/** How far something reaches and of which rank it is: 全市, 省级; whose paper it is. */
import type { Document } from '../../documents/index.ts'
import { type AreaLevel, EXTENT, GRADE, hitsOf } from './words.ts'

export interface Levels {
  /** 全市 */
  readonly extents: readonly AreaLevel[]
  /** 省级 */
  readonly grades: readonly AreaLevel[]
}

/** @param text flat */
export const levelsIn = (text: string): Levels => ({
  extents: [...new Set(hitsOf(text, EXTENT).map((one) => one.value))],
  grades: [...new Set(hitsOf(text, GRADE).map((one) => one.value))],
})

const AUTHORITY: Readonly<Record<string, AreaLevel>> = {
  省: 'province',
  市: 'city',
  州: 'city',
  县: 'county',
  区: 'county',
  镇: 'town',
  乡: 'town',
}

/** Whose paper it is: 浙江省…办公室, 澜州市人民政府; undefined where neither issuer nor title names a level. */
export function levelOf({ issuer, title, noticeTitle }: Document): AreaLevel | undefined {
  const named = [...`${issuer ?? ''}${noticeTitle ?? ''}${title}`].find((char) => AUTHORITY[char])
  return named === undefined ? undefined : AUTHORITY[named]
}
