/** Several papers: which runs of characters they hold and how rare those are, and the passages worth a closer look. */

import type { Document } from '../../documents/index.ts'
import type { Regions } from '../../office/region.ts'
import { homeOf } from '../question/constraints.ts'
import { keptOf, keptOfText } from '../words/kept.ts'
import type { OutsidePlace, QuestionLexicon } from '../words/lexicon.ts'
import { pairsOf } from '../words/normalise.ts'
import { type Paper, paperOf } from './paper.ts'

export interface Library {
  readonly papers: readonly Paper[]
  /** newest first */
  readonly newest: readonly Document[]
  readonly lexicon: QuestionLexicon
  readonly regions: Regions | undefined
  /** bigram → the papers that hold it, in order */
  readonly grams: ReadonlyMap<string, readonly number[]>
  /** whether some passage or title holds a run of characters */
  readonly holds: (run: string) => boolean
  /** how telling a run is, from 0 (everywhere) to 1 (once) */
  readonly rarity: (run: string) => number
  readonly homeOf: (document: Document) => OutsidePlace | undefined
}

const MOST_KEPT = 20_000

/**
 * Papers made ready for asking: their runs of two characters indexed over all of them, once.
 * @param regions whose names tell what place a paper is of; without them only those of the lexicon do
 */
export function libraryOf(
  documents: readonly Document[],
  lexicon: QuestionLexicon,
  regions: Regions | undefined,
): Library {
  const papers = documents.map(paperOf)
  const size = papers.reduce((sum, one) => sum + one.passages.length, 0)
  const grams = mergedGrams(papers)
  const frequency = keptOfText(
    (run) => papersWith(run, grams).reduce((sum, at) => sum + holding(papers[at], run).length, 0),
    MOST_KEPT,
  )
  const holds = keptOfText(
    (run) =>
      papersWith(run, grams).some((at) => holding(papers[at], run).length > 0) ||
      documents.some((one) => one.title.includes(run)),
    MOST_KEPT,
  )
  return {
    papers,
    newest: [...documents].sort((a, b) => (b.issued ?? '').localeCompare(a.issued ?? '')),
    lexicon,
    regions,
    grams,
    holds,
    rarity: (run) => Math.log(1 + size / Math.max(1, frequency(run))) / Math.log(1 + size),
    homeOf: keptOf((document) => homeOf(document, lexicon, regions)),
  }
}

function mergedGrams(papers: readonly Paper[]): Map<string, number[]> {
  const merged = new Map<string, number[]>()
  for (const [at, paper] of papers.entries())
    for (const gram of paper.own.keys()) {
      const list = merged.get(gram)
      if (list) list.push(at)
      else merged.set(gram, [at])
    }
  return merged
}

/** The papers that hold every bigram of a run: those of its rarest, looked at. */
function papersWith(run: string, grams: ReadonlyMap<string, readonly number[]>): readonly number[] {
  const lists: (readonly number[])[] = []
  for (const gram of pairsOf(run)) {
    const list = grams.get(gram)
    if (!list) return []
    lists.push(list)
  }
  return lists.sort((a, b) => a.length - b.length)[0] ?? []
}

/** The passages of a paper whose own text holds a run: those of its rarest bigram, looked at. */
function holding(paper: Paper | undefined, run: string): readonly number[] {
  let rarest: readonly number[] | undefined
  for (const gram of pairsOf(run)) {
    const list = paper?.own.get(gram)
    if (!list) return []
    if (!rarest || list.length < rarest.length) rarest = list
  }
  if (run.length === 2) return rarest ?? []
  return (rarest ?? []).filter((at) => paper?.passages[at]?.flat.includes(run))
}

/** So many papers are looked into, those that hold most of what is asked. */
const PAPERS = 8

/** The papers that hold most of some words: each run of two characters counts the more, the fewer papers have it. */
export function papersFor({ papers, grams }: Library, words: string): readonly Paper[] {
  if (papers.length <= PAPERS) return papers
  const worth = new Float64Array(papers.length)
  for (const gram of new Set(pairsOf(words))) {
    const holding = grams.get(gram) ?? []
    for (const at of holding) worth[at] = (worth[at] ?? 0) + Math.log(1 + papers.length / holding.length)
  }
  return papers
    .map((paper, at) => ({ paper, worth: worth[at] ?? 0 }))
    .sort((a, b) => b.worth - a.worth)
    .slice(0, PAPERS)
    .map((one) => one.paper)
}
