/** Several papers: which runs of characters they hold and how rare those are, and the passages worth a closer look. */
import type { Document } from '../../documents/index.ts'
import type { Regions } from '../../office/region.ts'
import type { Lexicon, Place } from '../words/lexicon.ts'
import { homeOf } from './constraints.ts'
import { type Paper, type Passage, paperOf } from './paper.ts'
import { type Mend, spellerOf } from './speller.ts'

export interface Library {
  readonly papers: readonly Paper[]
  /** newest first */
  readonly newest: readonly Document[]
  readonly lexicon: Lexicon
  readonly regions: Regions | undefined
  /** how many passages hold a run of characters */
  readonly frequency: (run: string) => number
  readonly holds: (run: string) => boolean
  /** how telling a run is, from 0 (everywhere) to 1 (once) */
  readonly rarity: (run: string) => number
  readonly homeOf: (document: Document) => Place | undefined
  readonly mend: Mend
}

/** Answers of questions asked so far; more than so many runs are forgotten. */
const MOST_KEPT = 20_000

export function libraryOf(documents: readonly Document[], lexicon: Lexicon, regions: Regions | undefined): Library {
  const papers = documents.map(paperOf)
  const size = papers.reduce((sum, one) => sum + one.passages.length, 0)
  const known = new Map<string, number>()
  const frequency = (run: string): number => {
    const before = known.get(run)
    if (before !== undefined) return before
    if (known.size > MOST_KEPT) known.clear()
    const count = papers.reduce((sum, paper) => sum + holding(paper, run).length, 0)
    known.set(run, count)
    return count
  }
  const homes = new Map<Document, Place | undefined>()
  const library: Library = {
    papers,
    newest: [...documents].sort((a, b) => (b.issued ?? '').localeCompare(a.issued ?? '')),
    lexicon,
    regions,
    frequency,
    holds: (run) => frequency(run) > 0 || documents.some((one) => one.title.includes(run)),
    rarity: (run) => Math.log(1 + size / Math.max(1, frequency(run))) / Math.log(1 + size),
    homeOf: (document) => {
      if (!homes.has(document)) homes.set(document, homeOf(document, lexicon, regions))
      return homes.get(document)
    },
    mend: (text) => mend(text),
  }
  const mend = spellerOf(library)
  return library
}

/** The passages of a paper whose own text holds a run: those of its rarest bigram, looked at. */
function holding(paper: Paper, run: string): readonly number[] {
  let rarest: readonly number[] | undefined
  for (const gram of gramsOf(run)) {
    const list = paper.own.get(gram)
    if (!list) return []
    if (!rarest || list.length < rarest.length) rarest = list
  }
  if (run.length === 2) return rarest ?? []
  return (rarest ?? []).filter((at) => paper.passages[at]?.flat.includes(run))
}

export function gramsOf(run: string): string[] {
  const grams: string[] = []
  for (let i = 0; i + 1 < run.length; i++) grams.push(run.slice(i, i + 2))
  return grams
}

interface Weighed {
  readonly forms: readonly string[]
  readonly weight: number
}

/** A heading says of what its sentences speak, and counts a little less than their own words. */
const ABOVE = 0.6

/**
 * The passages that share most with the words of a question, by bigrams; nothing that shares none is looked at.
 *
 * @param most so many, the best first
 */
export function candidates(library: Library, terms: readonly Weighed[], most: number): Passage[] {
  const found: { passage: Passage; score: number }[] = []
  for (const paper of library.papers) {
    const scores = new Map<number, number>()
    for (const { forms, weight } of terms) {
      if (weight <= 0) continue
      const here = new Map<number, number>()
      for (const form of forms) {
        const grams = gramsOf(form)
        for (const gram of grams) {
          for (const at of paper.own.get(gram) ?? []) here.set(at, Math.max(here.get(at) ?? 0, 0) + 1 / grams.length)
          for (const at of paper.above.get(gram) ?? []) here.set(at, (here.get(at) ?? 0) + ABOVE / grams.length)
        }
      }
      for (const [at, share] of here) scores.set(at, (scores.get(at) ?? 0) + weight * Math.min(1.2, share))
    }
    for (const [at, score] of scores) {
      const passage = paper.passages[at]
      if (passage) found.push({ passage, score })
    }
  }
  return found
    .sort((a, b) => b.score - a.score)
    .slice(0, most)
    .map((one) => one.passage)
}
