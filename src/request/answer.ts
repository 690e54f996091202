/** A question on the ledger from words to a card: read, propose, settle, run; by itself it touches nothing. */
import type { Read } from '../language/read.ts'
import { readerOf } from '../language/read.ts'
import { loadWords } from '../language/words.ts'
import type { Card } from '../message/card.ts'
import type { Asked, Outcome } from '../message/command.ts'
import { dayOf } from '../office/day.ts'
import type { Lexicon } from '../office/lexicon.ts'
import type { Files } from '../office/load/index.ts'
import { ownRegion } from '../office/scope.ts'
import { answerTo, cardOf, type LedgerQuery, type Office } from '../query/index.ts'
import type { Grounds } from './facts.ts'
import { propose } from './propose.ts'
import { loadWeights, type Weights } from './score.ts'
import { MARGIN, type Settled, settle } from './settle.ts'
import { askingCard, unreadText } from './text.ts'

export type Answer = (text: string, asked: Asked) => Promise<Outcome | undefined>

/**
 * Answers questions on the ledger; building it reads data/ and costs some milliseconds.
 *
 * @returns undefined where the message is no question on the ledger
 */
export function answererOf(office: Office & { readonly lexicon: Lexicon }, files: Files): Answer {
  const read = readerOf(office, loadWords(files))
  const weights = loadWeights(files)
  return async (text, asked) => {
    const { plan, regions } = office
    const own = ownRegion(asked.person, regions)
    const grounds = { plan, regions, today: dayOf(asked.now), own }
    const settled = settledIn(text, asked.history, read, grounds, weights)
    if (settled.kind === 'none') return undefined
    if (settled.kind === 'ask') return { status: 'asked-back', writes: [], reply: askingCard(settled.asking, office) }
    const isGroup = asked.message.chat.kind === 'group'
    const asking = { store: asked.store, now: asked.now, person: asked.person, isGroup }
    const cards: Card[] = []
    for (const query of [settled.query, ...(settled.more ?? [])])
      cards.push(cardOf(await answerTo(query, office, asking), { ...office, isGroup }))
    return { status: 'answered', writes: [], reply: noted(oneOf(cards), settled.unread) }
  }
}

/** Each line of a talk goes on from the query that the one before it asked. */
function settledIn(text: string, history: readonly string[], read: Read, grounds: Grounds, weights: Weights): Settled {
  let last: LedgerQuery | undefined
  for (const earlier of history) {
    const settled = settle(propose(read(earlier, grounds), grounds, weights, last), MARGIN)
    if (settled.kind === 'run') last = settled.more?.at(-1) ?? settled.query
  }
  return settle(propose(read(text, grounds), grounds, weights, last), MARGIN)
}

/** Several answers one below the other. */
function oneOf([first, ...others]: readonly Card[]): Card {
  if (!first) throw new Error('an answer without a card')
  return { ...first, blocks: [first, ...others].flatMap(({ blocks }) => blocks) }
}

const noted = (card: Card, unread: readonly string[]): Card =>
  unread.length > 0 ? { ...card, blocks: [...card.blocks, { kind: 'note', text: unreadText(unread) }] } : card
