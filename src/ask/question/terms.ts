/** A question's words: which are its subject, which only carry it, and which no document here knows. */
import { type Corpus, wordsOf } from '../evidence/corpus.ts'
import type { Lexicon } from '../words/lexicon.ts'

export interface Term {
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
  /** put together from lone characters */
  readonly merged?: true
}

/** From this weight on a word tells what a question is about. */
export const TELLING = 0.3

type Kind = 'frame' | 'faint' | 'word' | 'char'
interface Step {
  readonly cost: number
  readonly from: number
  readonly kind: Kind
}

// Less than a known telling word: people paraphrase; what the documents lack is caught by kind and attribute first.
export const FOREIGN = 0.75
const STRANGER = 0.5
const CASUAL = 0.12
// 点了, 碰上, 那几个, 一家, 几米: a verb with its particle or a count, never a thing of its own.
const COLLOQUIAL =
  /^(?:[\u3400-\u9fff](?:了|的|成|上|去|得|着|过|起|来|出|下|到|完|掉|给|些)|(?:往|和|与|及|那|这|哪|几|各|没|别|再)[\u3400-\u9fff]|[一二三四五六七八九十两几半][家楼层米年月天个次户元块名人条点样台辆把行张套件批头本份场笔趟]|[那这哪][几一][个家项条样块])$/
const LATIN = /^[a-z0-9.+%-]+/
const LONGEST = 12

/**
 * Cuts a flat question into terms by the cheapest path through words of the lexicon, of the documents and
 * of the language, so that a name is taken whole: 科技型中小微企业, not 科技 and 企业.
 */
export function termsOf(question: string, corpus: Corpus, lexicon: Lexicon): Term[] {
  const starts = languageWords(question)
  const best: Step[] = [{ cost: 0, from: 0, kind: 'char' }]
  for (let to = 1; to <= question.length; to++) {
    let step: Step = { cost: Number.POSITIVE_INFINITY, from: to - 1, kind: 'char' }
    for (let from = Math.max(0, to - LONGEST); from < to; from++) {
      const before = best[from]
      const priced = price(question.slice(from, to), starts.get(from) === to, corpus, lexicon)
      if (!before || !priced) continue
      const cost = before.cost + priced.cost
      if (cost < step.cost) step = { cost, from, kind: priced.kind }
    }
    best.push(step)
  }
  const terms: Term[] = []
  for (let to = question.length; to > 0; ) {
    const step = best[to]
    if (!step) break
    const term = weigh(question.slice(step.from, to), step, to, corpus, lexicon)
    if (term) terms.unshift(term)
    to = step.from
  }
  return strangers(terms, corpus)
}

/** Lone characters side by side are a word that nobody here knows: 沪指. */
function strangers(terms: readonly Term[], corpus: Corpus): Term[] {
  const kept: Term[] = []
  for (const term of terms) {
    const last = kept.at(-1)
    const lone = (one: Term | undefined): boolean =>
      one !== undefined && one.weight > 0 && one.weight < 0.2 && /^[\u3400-\u9fff]+$/.test(one.text)
    if (
      last &&
      lone(term) &&
      (lone(last) || last.merged) &&
      last.to === term.from &&
      !corpus.holds(last.text + term.text)
    ) {
      kept[kept.length - 1] = {
        ...last,
        text: last.text + term.text,
        forms: [last.text + term.text],
        to: term.to,
        weight: STRANGER,
        foreign: true,
        merged: true,
      }
    } else kept.push(term)
  }
  return kept
}

/** Start → end of the language's own words of two characters and more, and of runs in Latin letters and digits. */
function languageWords(question: string): ReadonlyMap<number, number> {
  const starts = new Map<number, number>()
  let at = 0
  for (const word of wordsOf(question)) {
    if (word.length >= 2) starts.set(at, at + word.length)
    at += word.length
  }
  for (let from = 0; from < question.length; from++) {
    const run = LATIN.exec(question.slice(from))?.[0]
    if (!run) continue
    starts.set(from, from + run.length)
    from += run.length - 1
  }
  return starts
}

function price(
  text: string,
  isWord: boolean,
  corpus: Corpus,
  lexicon: Lexicon,
): { cost: number; kind: Kind } | undefined {
  // In favour of longer words: each further character makes the step a little cheaper.
  const bonus = text.length * 0.02
  if (lexicon.frames.has(text)) return { cost: (text.length === 1 ? 1.1 : 0.95) - bonus, kind: 'frame' }
  if (lexicon.faint.has(text)) return { cost: 0.95 - bonus, kind: 'faint' }
  if (text.length >= 2 && lexicon.synonyms.has(text)) return { cost: 0.85 - bonus, kind: 'word' }
  if (text.length >= 2 && corpus.vocabulary.has(text)) return { cost: 1 - bonus, kind: 'word' }
  if (lexicon.common.has(text)) return { cost: 0.98 - bonus, kind: 'word' }
  // A word that no document has is taken whole only where its parts are unknown too.
  if (isWord && !isPatched(text, lexicon)) return { cost: 0.6 * Math.min(text.length, 6), kind: 'word' }
  if (text.length === 1) return { cost: 1.3, kind: 'char' }
  return undefined
}

const AT_HEAD = /^(?:要|又|再|就|都|还|也|仍|均|我|你|他|她|这|那|哪|第|多|几|给|没|不)/

/** 补多少, 要带, 我看, 到底是: what the language's dictionary takes for one word is a phrase of talk. */
function isPatched(text: string, lexicon: Lexicon): boolean {
  const known = (part: string): boolean =>
    lexicon.frames.has(part) || lexicon.functionWords.has(part) || lexicon.common.has(part)
  if (text.length === 2) return /^有[一几]$/.test(text) || (AT_HEAD.test(text) && known(text.charAt(0)))
  return [...text].some(
    (_, at) => at > 0 && known(text.slice(0, at)) && (at === text.length - 1 || known(text.slice(at))),
  )
}

/** What stands in the documents for a word; without its particle where only that is known: 转租给 → 转租, 挤出来 → 挤出. */
function formsOf(text: string, corpus: Corpus, lexicon: Lexicon): string[] {
  const standFor = (word: string): string[] =>
    (lexicon.synonyms.get(word) ?? [word]).filter((form) => corpus.holds(form))
  const forms = [...standFor(text), ...compounds(text, corpus, lexicon)]
  if (forms.length || text.length < 3) return [...new Set(forms)]
  const stems = [text.replace(/[给了的到掉出成上下去来过着]$/, ''), text.replace(/[出下起上过回进][来去]$/, '')]
  return stems.filter((stem) => stem !== text && stem.length >= 2).flatMap(standFor)
}

/** 技改项目 → 技术改造项目: a part of the word said otherwise. */
function compounds(text: string, corpus: Corpus, lexicon: Lexicon): string[] {
  if (text.length < 4 || text.length > 8) return []
  return [2, 3, 4].flatMap((length) =>
    [...text].flatMap((_, from) => {
      const part = text.slice(from, from + length)
      if (part.length < length || part === text) return []
      return (lexicon.synonyms.get(part) ?? [])
        .filter((other) => other !== part && !text.includes(other) && corpus.holds(other))
        .map((other) => text.slice(0, from) + other + text.slice(from + length))
        .filter((whole) => corpus.holds(whole))
    }),
  )
}

/** A word as people say it, not a fragment of talk put together: what may be shown as lacking. */
export const isWhole = (term: Term): boolean => !term.merged && (!term.foreign || wordsOf(term.text).length === 1)

const PUNCTUATION = /^[^\p{L}\p{N}]+$/u

function weigh(text: string, step: Step, to: number, corpus: Corpus, lexicon: Lexicon): Term | undefined {
  if (PUNCTUATION.test(text)) return undefined
  const place = { text, from: step.from, to, used: corpus.holds(text) }
  if (step.kind === 'frame') return { ...place, forms: [text], weight: 0, foreign: false }
  if (step.kind === 'faint') return { ...place, forms: [text], weight: place.used ? 0.2 : 0, foreign: false }
  const forms = formsOf(text, corpus, lexicon)
  if (step.kind === 'char') {
    return {
      ...place,
      forms: forms.length ? forms : [text],
      weight: forms.length > 1 ? 0.4 : 0.12,
      foreign: forms.length === 0,
    }
  }
  if (!forms.length && lexicon.common.has(text)) return { ...place, forms: [text], weight: 0, foreign: false }
  if (!forms.length) return { ...place, forms: [text], weight: COLLOQUIAL.test(text) ? CASUAL : FOREIGN, foreign: true }
  const rarity = Math.max(...forms.map(corpus.rarity))
  return { ...place, forms, weight: rarity * (1 + 0.12 * (Math.min(text.length, 8) - 2)), foreign: false }
}
