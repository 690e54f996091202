/** Characters that turn a word into its opposite: 单电源, 双电源. */

const NAMING = ['单双', '高低', '新旧', '新老', '男女', '优劣', '增减', '升降', '进出', '城乡']
const naming = NAMING.flatMap((pair) => [pair, [...pair].reverse().join('')])

/** The characters that stand opposite to one within a name. */
export const oppositesOf = (char: string): string[] =>
  naming.filter((pair) => pair.startsWith(char)).map((pair) => pair.slice(char.length))
