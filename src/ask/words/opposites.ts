/** Characters that turn a word into its opposite: 单电源, 双电源. Neither a slip of the pen nor another way of saying it. */

const NAMING = ['单双', '高低', '新旧', '新老', '男女', '优劣', '增减', '升降', '进出', '城乡']
// These stand before any word (小任务, 大任务), so they tell two names apart only where nothing else differs.
const LOOSE = ['大小', '上下', '前后', '内外', '有无', '买卖']

const bothWays = (pairs: readonly string[]): string[] => pairs.flatMap((pair) => [pair, [...pair].reverse().join('')])

const naming = bothWays(NAMING)
const turns = new Set([...naming, ...bothWays(LOOSE)])

export const areOpposite = (one: string, other: string): boolean => turns.has(one + other)

/** The characters that stand opposite to one within a name. */
export const oppositesOf = (char: string): string[] =>
  naming.filter((pair) => pair.startsWith(char)).map((pair) => pair.slice(char.length))
