/**
 * The look at what a model wrote, before anybody reads it: it says what the cited provisions say, or it is not said.
 *
 * It errs on the safe side: a true sentence in words of its own is turned down, and the extractive answer stands.
 */

import { figuresIn } from '../words/figures.ts'
import { flat } from '../words/normalise.ts'
import { clausesOf, type Followed, follow, type Sources } from './check-clause.ts'
import { sameFigure, wrongFigure } from './check-figure.ts'
import { figuresAsked, type Given, type Ground } from './given-evidence.ts'
import { marksIn, withoutMarks } from './marks.ts'

/** Why something is not said, one word for the log. */
export type Objection =
  | 'empty'
  | 'long'
  | 'unfinished'
  /** links, lists, markup, odd characters */
  | 'markup'
  /** tells the person to do something, or promises */
  | 'address'
  | 'uncited'
  | 'unknown-source'
  | 'number'
  | 'year'
  | 'quotation'
  | 'figure'
  /** of something else, or of a part or more of what it is said of */
  | 'object'
  | 'qualifier'
  | 'words'
  | 'negation'
  | 'hedge'
  /** says of a goal that it was reached */
  | 'result'
  | 'beside-the-point'
  | 'contrary'

const LONGEST_ANSWER = 400
const ALLOWED =
  /^[\u3400-\u9fff\dA-Za-z\s，,。.、；;：:！!？?“”"‘’「」『』（）()《》〈〉〔〕[\]【】［］—…·%％‰＋+\-－–~～≈＝=≥≤/㎡]*$/u
const LINK = /https?|www\.|\.(?:com|cn|net|org)|\]\s*\(|@/i
const LIST = /^\s*(?:[-+•·]|\d{1,2}[.、)）])\s*\D/
/** Whoever is spoken to in a document, it is not the person who asks. */
const ADDRESS = /[请您你]|点击|扫码|拨打|转发|登录|下载|忽略/
const PROMISE = /[我咱]|保证|承诺|建议|遵照/g
const RESULT = /已经?|完成了|实现了|达到了|达成|超额|如期|提前|圆满|顺利/g
const YES = /^(?:是|是的|对|对的|没错|正确|可以|会|要)[，,。]/
const NO = /^(?:不是的?|不对|并非|否|没有|不会)/
const QUOTED = /“([^“”]*)”|「([^「」]*)」|『([^『』]*)』|"([^"]*)"/g
const TITLED = /《[^《》]{0,120}(?:《[^《》]{0,120}》[^《》]{0,120}){0,3}》/g
const DOCUMENT_NUMBER = /([\u3400-\u9fff]{2})[〔[【［(（](\d{4})[〕\]】］)）]\s*(\d+)\s*号/g

/** Everything but the finished whole's own questions: what is read as soon as it stands there. */
export function checkSentence(sentence: string, ground: Ground): Objection | undefined {
  const marks = marksIn(sentence)
  const cited = marks.flatMap((mark) => ground.given[mark - 1] ?? [])
  if (cited.length < marks.length) return 'unknown-source'
  if (cited.length === 0) return 'uncited'
  const words = withoutMarks(sentence)
  if (!ALLOWED.test(words) || LINK.test(words) || LIST.test(words)) return 'markup'
  const source = flat(cited.map(({ whole, head }) => `${head}。${whole}`).join('。'))
  if (ADDRESS.test(words) || sayingsBeyond(words, PROMISE, source).length > 0) return 'address'
  if (sayingsBeyond(words, RESULT, source).length > 0) return 'result'
  return checkWords(withoutVerdict(words, ground), source, cited, ground)
}

function checkWords(words: string, source: string, cited: readonly Given[], ground: Ground): Objection | undefined {
  if (!namesNumbers(words, source)) return 'number'
  if (!quotes(words, `${source}。${ground.lead}`)) return 'quotation'
  const said = flat(words)
  if (shortensName(said, source)) return 'words'
  const wrong = wrongFigure(said, cited, ground)
  if (wrong) return wrong
  const sources: Sources = {
    sentences: [...cited.flatMap(({ sentences }) => sentences), ...ground.lead.split(/[。;]/)].filter(Boolean),
    heads: cited.map(({ head }) => head),
  }
  const followed = clausesOf(withoutLabels(words, cited)).map((clause) => follow(clause, said, sources))
  const objected = followed.find(({ objection }) => objection)
  return objected?.objection ?? (yearsFit(said, followed, sources) ? undefined : 'year')
}

/** What the whole must be beyond its sentences. */
export function checkWhole(text: string, ground: Ground): Objection | undefined {
  const words = withoutMarks(text).trim()
  if (!words) return 'empty'
  if (words.length > LONGEST_ANSWER) return 'long'
  if (!/[。！？!?][”」』）)]?$/.test(words)) return 'unfinished'
  const verdict = verdictOf(words)
  if (verdict && verdict !== ground.verdict) return 'contrary'
  const named = figuresIn(flat(words))
  const groups = figuresAsked(ground)
  const answers = groups.some((asked) => asked.every((figure) => named.some((one) => sameFigure(one, figure))))
  return answers || groups.length === 0 ? undefined : 'beside-the-point'
}

const verdictOf = (words: string): 'yes' | 'no' | undefined =>
  NO.test(words) ? 'no' : YES.test(words) ? 'yes' : undefined

/** 不是500家，而是…: what the question claimed may be named to be denied, where the document denies it. */
function withoutVerdict(words: string, { question, verdict }: Ground): string {
  if (verdict === 'yes') return words.replace(YES, '')
  if (verdict !== 'no') return words
  const denied =
    /^(?:不是的?|并非|不对)[，,]?(?:不是|并非)?([^，,。；]{0,24})[，,]?(?:而是|应是|应为|文件写的是[：:]?)?/.exec(words)
  const claim = flat(denied?.[1] ?? '')
  return denied && flat(question).includes(claim) ? words.slice(denied[0].length) : words
}

/** The office of a group is not the group. */
const BODY = /[\u3400-\u9fff]{2}(?:小组|委员会|指挥部|联席会议)(?!办公室)/g

const shortensName = (said: string, source: string): boolean =>
  [...said.matchAll(BODY)].some(([name]) => !source.replaceAll(`${name}办公室`, '／').includes(name))

/** 二（三） would fall apart into clauses. */
const withoutLabels = (words: string, cited: readonly Given[]): string =>
  cited
    .map(({ citation }) => citation.section)
    .filter((label) => /[（）]/.test(label))
    .reduce((text, label) => text.replaceAll(label, ''), words)

const sayingsBeyond = (words: string, pattern: RegExp, source: string): string[] =>
  [...words.matchAll(pattern)].map((match) => match[0]).filter((word) => !source.includes(word))

function namesNumbers(words: string, source: string): boolean {
  return [...words.matchAll(DOCUMENT_NUMBER)].every(([, name, year, number]) =>
    source.includes(flat(`${name}〔${year}〕${number}号`)),
  )
}

/** Titles and quotations stand in the source as they are quoted; a mark that opens is closed. */
function quotes(words: string, source: string): boolean {
  const titles = [...words.matchAll(TITLED)].map((match) => match[0])
  const quotations = [...words.matchAll(QUOTED)].map((match) => match.slice(1).find((one) => one !== undefined) ?? '')
  const balanced = ['“”', '「」', '『』', '《》', '（）'].every(
    ([open = '', close = '']) => words.split(open).length === words.split(close).length,
  )
  // The document's own title stands among the heads without its brackets.
  const holds = (text: string): boolean =>
    source.includes(flat(text)) || source.includes(flat(text.replace(/^《|》$/g, '')))
  return balanced && [...titles, ...quotations].every(holds)
}

const YEAR = /(?<!\d)(?:19|20)\d{2}(?!\d)/g

/** A year belongs to its sentence; the title's counts only where the sentence has none of its own. */
function yearsFit(said: string, followed: readonly Followed[], { heads }: Sources): boolean {
  const yearsOf = (texts: readonly string[]): Set<string> => new Set(texts.flatMap((text) => text.match(YEAR) ?? []))
  const telling = followed.filter(({ clause }) => clause.replace(YEAR, '').length > 4).map(({ sentence }) => sentence)
  const own = yearsOf(telling)
  const known = own.size > 0 ? own : yearsOf(heads)
  return [...yearsOf([said])].every((year) => known.has(year))
}
