/** A collection of any size from a small one: places, years and figures changed, sentences of two passages joined. */
import type { Passage } from '../../src/documents/search/index.ts'

const PLACES =
  '宣城 芜湖 赣州 九江 宜昌 襄阳 株洲 岳阳 泉州 漳州 烟台 潍坊 洛阳 南阳 柳州 桂林 绵阳 德阳 遵义 曲靖'.split(' ')

/** Deterministic: a linear congruential generator with a fixed seed. */
function chance(): () => number {
  let state = 20_170_418
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648
    return state / 2_147_483_648
  }
}

export function grow(passages: readonly Passage[], size: number): Passage[] {
  const next = chance()
  const pick = <T>(all: readonly T[]): T | undefined => all[Math.floor(next() * all.length)]
  const sentences = passages.flatMap(({ text }) => text.split(/(?<=。)/).filter((sentence) => sentence.length > 12))
  const grown = passages.slice(0, size)
  while (grown.length < size) {
    const place = pick(PLACES) ?? ''
    const base = pick(passages)
    const text = `${pick(sentences)}${pick(sentences)}`
      .replace(/\d+/g, (number) => String(Math.max(1, Math.round(Number(number) * (0.5 + next())))))
      .replace(/[\p{Script=Han}]{2}(?=市)/u, place)
    const title = `${place}市${2010 + Math.floor(next() * 15)}年${(base?.title ?? '').replace(/^.*?[市县省](?:\d{4}年)?/, '')}`
    grown.push({ id: `g${grown.length}`, title, text })
  }
  return grown
}
