/** Which provisions a model is shown for a question: all that are held where they fit, else the best by retrieval. */

import { type Document, PassageIndex } from '../../documents/index.ts'
import type { Library } from '../evidence/library.ts'
import { namesAbove } from '../evidence/paper.ts'
import type { Answer, AskRequest } from '../index.ts'
import { tellsMachine } from '../question/guard.ts'
import type { Evidence, EvidencePaper, EvidenceProvision } from '../verify/evidence.ts'
import { keptOf } from '../words/kept.ts'
import type { OutsidePlace } from '../words/lexicon.ts'
import { cleaned } from '../words/normalise.ts'
import { askedIn } from './asked.ts'
import { linesOf, type ProvisionLines } from './lines.ts'

/** Characters that are shown whole; most work points have fewer. */
const WHOLE = 12_000
const BEST = 20
/** How many turns before a question can be what it leans on. */
export const TURNS = 6

export type Gather = (ask: AskRequest, answer: Answer) => Evidence

interface Held extends ProvisionLines {
  readonly document: Document
  readonly path: readonly string[]
  readonly size: number
}

/** @returns gathers the evidence for one question; the index is made at the first that needs it */
export function createGather(library: Library): Gather {
  const documents = library.papers.map(({ document }) => document)
  const held = (): Held[] => documents.flatMap(heldOf)
  const indexed = keptOf((_: Library) => new PassageIndex(held().map(passageOf)))

  return (ask, answer) => {
    const holding = documents.filter(({ expires }) => !(ask.today && expires && expires < ask.today))
    const candidates = held().filter(({ document }) => holding.includes(document))
    const fits = candidates.reduce((sum, { size }) => sum + size, 0) <= WHOLE
    const chosen = fits ? candidates : bestOf(candidates, held(), indexed(library), ask, answer)
    const papers = holding.filter((document) => chosen.some((one) => one.document === document))
    const provisions = chosen.map((one, at) => markedProvision(one, at + 1, papers))
    return {
      papers: papers.map((document) => paperOf(document, library.homeOf(document), chosen)),
      provisions,
      asked: askedIn(ask, { documents: papers, provisions }, library),
    }
  }
}

const heldOf = keptOf((document: Document): Held[] => {
  return linesOf(document).map((one) => ({
    ...one,
    document,
    path: namesAbove(one.provision, document),
    size: one.lines.reduce((sum, { text }) => sum + text.length, one.heading.length),
  }))
})

const passageOf = ({ document, path, heading, lines }: Held, at: number) => ({
  id: String(at),
  title: document.title,
  text: [...path, heading, ...lines.map(({ text, told = text }) => told)].join('\n'),
})

/** What was found without a model, the provisions around it, and the best by retrieval, as far as there is room. */
function bestOf(
  candidates: readonly Held[],
  all: readonly Held[],
  index: PassageIndex,
  { question, history = [] }: AskRequest,
  answer: Answer,
): Held[] {
  const cited = [...answer.citations, ...(answer.nearest ?? [])]
  const found = candidates.filter(({ document, provision }) =>
    cited.some((one) => one.document === document.title && one.section === provision.label),
  )
  const hits = [question, [...history.slice(-1), question].join('。')]
    .flatMap((words) => index.search(cleaned(words), BEST))
    .sort((a, b) => b.score - a.score)
    .flatMap(({ id }) => all[Number(id)] ?? [])
    .filter((one) => candidates.includes(one))
  const chosen = new Set<Held>()
  let room = WHOLE
  for (const one of [...found, ...hits]) {
    if (chosen.has(one) || chosen.size >= BEST + found.length || one.size > room) continue
    room -= one.size
    chosen.add(one)
  }
  return candidates.filter((one) => chosen.has(one))
}

function paperOf(document: Document, home: OutsidePlace | undefined, chosen: readonly Held[]): EvidencePaper {
  const { title, number, issuer, issued, year, brokenOff } = document
  const last = document.provisions.at(-1)
  const showsEnd = chosen.some((one) => one.document === document && one.provision === last)
  const broken = brokenOff !== undefined && showsEnd ? true : undefined
  return { title, number, issuer, issued, year, home: home?.name, broken }
}

const markedProvision = (one: Held, at: number, papers: readonly Document[]): EvidenceProvision => ({
  mark: `P${at}`,
  paper: papers.indexOf(one.document),
  label: one.provision.label,
  path: one.path,
  heading: one.heading,
  lines: [
    ...(one.heading ? [{ id: `P${at}.0`, text: one.heading }] : []),
    ...one.lines
      .map((line, place) => ({ id: `P${at}.${place + 1}`, ...line }))
      .filter(({ text }) => !tellsMachine(text)),
  ],
})
