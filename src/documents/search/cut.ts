/** A text cut into the three kinds of evidence by which passages are ranked. */

/** The index terms of one text, by kind. The three kinds share one vocabulary, told apart by their first character. */
export interface Cut {
  readonly grams: readonly string[]
  readonly words: readonly string[]
  readonly chars: readonly string[]
}

const RUNS = /[\p{Script=Han}]+|[a-z0-9][a-z0-9.%+-]*/gu
const HAN = /^\p{Script=Han}/u
const segmenter = new Intl.Segmenter('zh', { granularity: 'word' })

/** A text in the form that is indexed and searched: NFKC, lower case, digits without grouping signs. */
export const plain = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/(?<=\d),(?=\d{3})/g, '')

/**
 * The terms of a text for the index. Character bigrams find policy prose better than any word segmenter; words and single
 * characters are needed beside them for short colloquial questions. A number or Latin word is one term of each kind but
 * characters.
 */
export function cut(text: string): Cut {
  const whole = plain(text)
  const words: string[] = []
  const chars: string[] = []
  for (const [run] of whole.matchAll(RUNS)) {
    if (!HAN.test(run)) {
      words.push(`#${run}`)
      continue
    }
    for (const { segment } of segmenter.segment(run)) if (segment.length > 1) words.push(`#${segment}`)
    for (const char of run) chars.push(`.${char}`)
  }
  return { grams: gramsOf(whole), words, chars }
}

/** The character bigrams of a text that `plain` made; much cheaper than `cut`, which segments words. */
export function gramsOf(plainText: string): string[] {
  const grams: string[] = []
  for (const [run] of plainText.matchAll(RUNS)) {
    if (!HAN.test(run)) grams.push(`=${run}`)
    else for (let i = 0; i + 1 < run.length; i++) grams.push(`=${run.slice(i, i + 2)}`)
  }
  return grams
}

const ASKING =
  /请问|麻烦|想问一?下|问一?下|帮我?查一?下|查一?下|你好|您好|谢谢|是什么|有什么|有哪些|是哪些|哪些|哪个|哪里|哪儿|哪年|哪|什么时候|什么|为什么|怎么样|怎么办|怎么|怎样|如何|多少|几[个家项条]?(?=[^\d]|$)|是不是|是否|有没有|能不能|可不可以|可以|需要|吗|呢|吧|啊|嘛|么|关于|具体|一下|我们|我想|想知道|知道|的话/g

/** A question without the words that only ask; the question itself where nothing would be left. */
export function asked(query: string): string {
  const rest = plain(query).replace(ASKING, ' ')
  return /[\p{L}\p{N}]/u.test(rest) ? rest : plain(query)
}
