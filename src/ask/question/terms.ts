/** A question's words: which are its subject, which only carry it, and which no document here knows. */

import type { Library } from '../evidence/library.ts'
import { LITTLE, MOSTLY, PARTLY, TRACE } from '../evidence/scale.ts'
import { segmenter } from '../words/normalise.ts'

export interface QueryTerm {
  readonly text: string
  /** this word and those that may stand for it, as far as the documents use them */
  readonly forms: readonly string[]
  /** how much evidence must hold it: 0 for words that only carry the question */
  readonly weight: number
  /** neither it nor a synonym occurs in the documents */
  readonly foreign: boolean
  /** the documents use this very word: then what may stand for it elsewhere is a neighbour here */
  readonly used: boolean
  readonly from: number
  readonly to: number
}

/** From this weight on a word tells what a question is about. */
export const TELLING = LITTLE
// Less than a known telling word: people paraphrase; what the documents lack is caught by the slot first.
const FOREIGN = MOSTLY
/**
 * What each way of reading a stretch costs; each character makes a word a little cheaper. A word of grammar costs less
 * than half a word that names something: 新认定|的, not 新认|定的.
 */
const COST = { carrier: 95, lone: 90, synonym: 85, counted: 99, run: 100, foreign: 60, char: 130, longer: 2 } as const
/** Lone characters that no word takes. */
const LONE = TRACE
const LONGEST = 12

type Kind = 'carrier' | 'faint' | 'word' | 'char'
interface Step {
  readonly cost: number
  readonly from: number
  readonly kind: Kind
}

const LATIN = /[a-z0-9.+%-]+/g
const HAN = /^[\u3400-\u9fff]+$/

/**
 * Cuts a flat question into terms by the cheapest path through words of the lexicon, of the documents and
 * of the language, so that a name is taken whole: 科技型中小微企业, not 科技 and 企业.
 *
 * @param all whether words that only carry a question count as well
 */
export function termsOf(question: string, library: Library, all = false): QueryTerm[] {
  const segments = [...segmenter.segment(question)]
  const words = languageWords(question, segments)
  const edges = new Set(segments.flatMap(({ index, segment }) => [index, index + segment.length]))
  // 工程|的 ends in a word of grammar, 目的 does not.
  const isGrammar = (at: number): boolean =>
    library.lexicon.functionWords.has(question.charAt(at)) && edges.has(at) && edges.has(at + 1)
  const best: Step[] = [{ cost: 0, from: 0, kind: 'char' }]
  for (let to = 1; to <= question.length; to++) {
    let step: Step = { cost: Number.POSITIVE_INFINITY, from: to - 1, kind: 'char' }
    for (let from = Math.max(0, to - LONGEST); from < to; from++) {
      const before = best[from]
      const priced = price(
        question.slice(from, to),
        {
          isWord: words.get(from) === to,
          fits: edges.has(from) && edges.has(to) && !isGrammar(from) && !isGrammar(to - 1),
        },
        library,
      )
      if (!before || !priced) continue
      const cost = before.cost + priced.cost
      if (cost < step.cost) step = { cost, from, kind: priced.kind }
    }
    best.push(step)
  }
  const terms: QueryTerm[] = []
  for (let to = question.length; to > 0; ) {
    const step = best[to]
    if (!step) break
    const term = weigh(
      question.slice(step.from, to),
      all && step.kind !== 'char' ? { ...step, kind: 'word' } : step,
      to,
      library,
    )
    if (term) terms.unshift(term)
    to = step.from
  }
  return terms
}

/** Start → end of the language's own words of two characters and more, and of runs in Latin letters and digits. */
function languageWords(question: string, segments: readonly Intl.SegmentData[]): ReadonlyMap<number, number> {
  const ends = new Map<number, number>()
  for (const { segment, index } of segments) if (segment.length >= 2) ends.set(index, index + segment.length)
  for (const { 0: run, index } of question.matchAll(LATIN)) ends.set(index, index + run.length)
  return ends
}

function price(
  text: string,
  { isWord, fits }: { isWord: boolean; fits: boolean },
  library: Library,
): { cost: number; kind: Kind } | undefined {
  const { lexicon } = library
  const bonus = text.length * COST.longer
  if (lexicon.frames.has(text)) return { cost: (text.length === 1 ? COST.lone : COST.carrier) - bonus, kind: 'carrier' }
  if (lexicon.faint.includes(text)) return { cost: COST.carrier - bonus, kind: 'faint' }
  if (text.length >= 2 && lexicon.synonyms.get(text)?.some(library.holds))
    return { cost: COST.synonym - bonus, kind: 'word' }
  if (COUNTED.test(text)) return { cost: COST.counted - bonus, kind: 'carrier' }
  if (text.length >= 2 && isRun(text, fits, library)) return { cost: COST.run - bonus, kind: 'word' }
  // A word that no document has is taken whole only where its parts are unknown too.
  if (isWord && !isPatched(text, library)) return { cost: COST.foreign * Math.min(text.length, 6), kind: 'word' }
  return text.length === 1 ? { cost: COST.char, kind: 'char' } : undefined
}

/** 一家, 每人, 那个: what is counted or pointed at stands behind it. */
const COUNTED = /^[一每这那几两][个家户人张台部套座项次件名位所条种笔辆间块栋批]$/
const WORDY = /^[\p{L}\p{N}+.%-]+$/u

/** A run of the documents' characters: between words of the language, or one that neither begins nor ends with a carrier. */
function isRun(text: string, fits: boolean, library: Library): boolean {
  if (!WORDY.test(text) || !library.holds(text)) return false
  const { functionWords } = library.lexicon
  if (
    functionWords.has(text.slice(0, 2)) ||
    functionWords.has(text.slice(-2)) ||
    (text.length > 3 && lexiconCarries(text.slice(-2), library))
  )
    return false
  if (!fits && text.length < 3) return false
  return fits || !(functionWords.has(text.charAt(0)) || functionWords.has(text.charAt(text.length - 1)))
}

/** 押金应当: the end of a run that only carries the sentence is no part of a name. */
const lexiconCarries = (word: string, { lexicon }: Library): boolean =>
  lexicon.frames.has(word) && !lexicon.synonyms.has(word)

/**
 * Whether a word of the language's dictionary is a phrase of talk: two parts of which the first carries the sentence, and
 * so does the other, or is one character. 补多少, 要带.
 */
function isPatched(text: string, { lexicon }: Library): boolean {
  const carries = (part: string): boolean => lexicon.frames.has(part) || lexicon.functionWords.has(part)
  return [...text].some(
    (_, at) =>
      at > 0 && carries(text.slice(0, at)) && (text.length === 2 || at === text.length - 1 || carries(text.slice(at))),
  )
}

/** online, plz: words of chat; acronyms are shorter. */
const COUNT = /^[一二两三四五六七八九十百\d]+[\u3400-\u9fff]$/
const CHAT = /^[a-z]{3,}$/
const PUNCTUATION = /^[^\p{L}\p{N}]+$/u

function weigh(text: string, { from, kind }: Step, to: number, library: Library): QueryTerm | undefined {
  if (PUNCTUATION.test(text)) return undefined
  const used = library.holds(text)
  const place = { text, from, to, used }
  if (kind === 'carrier') return { ...place, forms: [text], weight: 0, foreign: false }
  if (kind === 'faint') return { ...place, forms: [text], weight: used ? TRACE : 0, foreign: false }
  const forms = formsOf(text, library)
  if (kind === 'char')
    return {
      ...place,
      forms: forms.length ? forms : [text],
      weight: forms.length > 1 ? PARTLY : LONE,
      foreign: !forms.length,
    }
  if (!forms.length) {
    // 清掉, 交上去: a verb with what completes it is known by the verb, and a lone one tells little.
    const stem = stemOf(text, library)
    const known = stem.length >= 2 ? formsOf(stem, library) : []
    if (!known.length)
      return {
        ...place,
        forms: [text],
        weight: stem.length < 2 || CHAT.test(text) || COUNT.test(text) ? LONE : FOREIGN,
        foreign: true,
      }
    forms.push(...known)
  }
  const rarity = Math.max(...forms.map(library.rarity))
  return { ...place, forms, weight: (rarity * (Math.min(text.length, 8) + 6)) / 8, foreign: false }
}

function stemOf(text: string, { lexicon }: Library): string {
  const tail = lexicon.complements.find((one) => text.length > one.length && text.endsWith(one))
  return tail ? text.slice(0, -tail.length) : text
}

/** What stands in the documents for a word. */
const formsOf = (text: string, { holds, lexicon }: Library): string[] =>
  (lexicon.synonyms.get(text) ?? [text]).filter(holds)

/** Whether a word is put together of some others: 目标数量. */
export const madeOf = (text: string, words: readonly string[]): boolean =>
  text === '' || words.some((word) => word !== '' && text.startsWith(word) && madeOf(text.slice(word.length), words))

/** A word as people say it, not a fragment of talk: what may be shown as lacking. */
export const isWhole = (term: QueryTerm): boolean => !term.foreign || (HAN.test(term.text) && term.text.length >= 2)
