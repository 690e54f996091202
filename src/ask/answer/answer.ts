/** The pipeline: a question to what the documents say, or to what they do not. */

import type { Library } from '../evidence/library.ts'
import { type Near, nearTo } from '../evidence/rank.ts'
import { cited, contentsElsewhere, groundsOf, numbered } from '../fillers/cited.ts'
import { claim, pinned } from '../fillers/claim.ts'
import { compared, each } from '../fillers/compare.ts'
import { duty } from '../fillers/duty.ts'
import { wholeItem } from '../fillers/item.ts'
import { aboutItself, overview, partNamed, structureOf, vague } from '../fillers/itself.ts'
import { meaning } from '../fillers/meaning.ts'
import { figure, heldFigure } from '../fillers/number.ts'
import { place, secondLook, statement } from '../fillers/statement.ts'
import { isAddend, sum } from '../fillers/sum.ts'
import { whetherWritten } from '../fillers/whether-written.ts'
import type { Question } from '../question/question.ts'
import { rowFor } from '../table/answer.ts'
import * as text from '../text.ts'
import { cutAt } from '../words/clauses.ts'
import { flat } from '../words/normalise.ts'
import { beyondTheText, decline } from './decline.ts'
import { type AskOutcome, type Found, type Refused, refused } from './outcome.ts'
import { otherSubject } from './subject.ts'

type Filler = (question: Question, near: readonly Near[], library: Library) => Found | undefined

/** In order: the first that fills the slot answers. */
const FILLERS: Readonly<Record<Question['slot'], readonly Filler[]>> = {
  number: [rowFor, sum, figure, heldFigure],
  length: [rowFor, statement],
  time: [rowFor, statement],
  person: [rowFor, duty, statement],
  body: [rowFor, duty, statement],
  place: [rowFor, statement],
  document: [cited],
  definition: [meaning],
  list: [each, rowFor, meaning, wholeItem],
  how: [rowFor, wholeItem],
  what: [rowFor, wholeItem],
  reason: [wholeItem],
  overview: [overview],
  where: [place],
  parts: [structureOf],
  compare: [rowFor, compared, wholeItem],
  claim: [whetherWritten, claim],
  open: [rowFor, statement],
}

export function answerTo(question: Question, library: Library): AskOutcome {
  const near = nearTo(question, library)
  const outright =
    beyondTheText(question, near, library) ??
    contentsElsewhere(question, near, library) ??
    numbered(question, library) ??
    aboutItself(question, library) ??
    partNamed(question, library) ??
    groundsOf(question, library) ??
    vague(question, library)
  return outright ?? filled(question, near, library) ?? decline(question, near, library)
}

/** Elsewhere a day is asked for, confirmed or put right, or is one on which something happens. */
const ASKS_ROWS: ReadonlySet<Question['slot']> = new Set(['number', 'list', 'what', 'place', 'body', 'person'])

/** A sentence that only shares words with what is asked: it names no most, one addend of a sum, or not the day that was said. */
const isBeside = (answer: Found, question: Question, library: Library): boolean =>
  (asksForOne(question, library) && !namesOne(answer, question, library)) ||
  isAddend(answer, question, library) ||
  (ASKS_ROWS.has(question.slot) && !question.days.every(({ day, text: said }) => says(answer, [day, said])))

const says = ({ lead, quotes }: Found, words: readonly string[]): boolean =>
  words.some((word) => flat([lead, ...quotes.map((one) => one.text)].join('/')).includes(word))

/** 哪个最多: one of several is asked for. */
const asksForOne = ({ order = 'most', text: asked }: Question, { lexicon }: Library): boolean =>
  cutAt(asked, ',;?、').some((part) =>
    [WHICH, lexicon.rows[order]].every((words) => words.some((word) => part.includes(word))),
  )
const WHICH = ['哪', '谁']

/** A sentence says of which that it is the most, or it only shares words with the question. */
const namesOne = ({ lead }: Found, { order = 'most' }: Question, { lexicon }: Library): boolean =>
  lexicon.rows[order].some((word) => lead.includes(word))

/** The first that fills the slot; where its figure is of something else, what it is near to. */
export function filled(question: Question, near: readonly Near[], library: Library): AskOutcome | undefined {
  let other: Refused | undefined
  for (const filler of [...FILLERS[question.slot], secondLook]) {
    const answer = filler(question, near, library)
    if (answer && filler !== rowFor && isBeside(answer, question, library)) continue
    // A row is told where its table has what is asked, or not at all.
    const strange = filler === rowFor ? undefined : answer && otherSubject(question, answer, library)
    if (answer && strange === undefined) return pinned(answer, question, library)
    if (answer && strange) other ??= refused('near-miss', text.notDirect(strange), answer.quotes.slice(0, 1))
  }
  return other
}
