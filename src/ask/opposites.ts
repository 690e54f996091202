/** Characters that turn a word into its opposite: 单电源, 双电源. Neither a slip of the pen nor another way of saying it. */

const PAIRS = [
  '单双',
  '高低',
  '新旧',
  '大小',
  '男女',
  '优劣',
  '内外',
  '老新',
  '增减',
  '升降',
  '进出',
  '买卖',
  '有无',
  '前后',
  '上下',
  '城乡',
]

const turns = new Set(PAIRS.flatMap((pair) => [pair, [...pair].reverse().join('')]))

export const areOpposite = (one: string, other: string): boolean => turns.has(one + other)

/** The characters that stand opposite to one. */
export const oppositesOf = (char: string): string[] =>
  [...turns].filter((pair) => pair.startsWith(char)).map((pair) => pair.slice(char.length))
