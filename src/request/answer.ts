/** A question on the ledger from words to a card: read, propose, settle, run; by itself it touches nothing. */
import type { Utterance } from '../language/index.ts'
import type { Card } from '../message/card.ts'
import type { Asked, Outcome } from '../message/command.ts'
import { dayOf } from '../office/day.ts'
import type { Files } from '../office/load/index.ts'
import { ownRegion } from '../office/scope.ts'
import { answerTo, cardOf, type LedgerQuery, ledgerQuery, type Office } from '../query/index.ts'
import type { Grounds } from './grounds.ts'
import { propose } from './propose.ts'
import { loadWeights, type Weights } from './score.ts'
import { MARGIN, type Settled, settle } from './settle.ts'
import { askingCard, unreadText } from './text.ts'

export type Answer = (asked: Asked) => Promise<Outcome | undefined>

/**
 * Answers questions on the ledger; the query that ran is kept, for what is asked next to go on from.
 *
 * @returns undefined where the message is no question on the ledger
 */
export function answererOf(office: Office, files: Files): Answer {
  let weights: Weights | undefined
  return async (asked) => {
    weights ??= loadWeights(files)
    const { plan, regions } = office
    const own = ownRegion(asked.person, regions)
    const settled = settledIn(asked.said(), lastQuery(asked), { plan, regions, today: dayOf(asked.now), own }, weights)
    if (settled.kind === 'none') return undefined
    if (settled.kind === 'ask') return { status: 'asked-back', writes: [], reply: askingCard(settled.asking, office) }
    const isGroup = asked.message.chat.kind === 'group'
    const asking = { store: asked.store, now: asked.now, person: asked.person, isGroup }
    const queries = [settled.query, ...(settled.more ?? [])]
    const cards: Card[] = []
    for (const query of queries) cards.push(cardOf(await answerTo(query, office, asking), { ...office, isGroup }))
    return { status: 'answered', writes: [], reply: noted(oneOf(cards), settled.unread), request: queries.at(-1) }
  }
}

const settledIn = (said: Utterance, last: LedgerQuery | undefined, grounds: Grounds, weights: Weights): Settled =>
  settle(propose(said, grounds, weights, last), MARGIN)

/** What was asked last in this talk, as it was kept; what another version kept is not gone on from. */
function lastQuery({ turns }: Asked): LedgerQuery | undefined {
  const kept = turns.findLast(({ kept }) => kept?.request !== undefined)?.kept?.request
  return kept === undefined ? undefined : ledgerQuery.safeParse(kept).data
}

/** Several answers one below the other. */
function oneOf([first, ...others]: readonly Card[]): Card {
  if (!first) throw new Error('an answer without a card')
  return { ...first, blocks: [first, ...others].flatMap(({ blocks }) => blocks) }
}

const noted = (card: Card, unread: readonly string[]): Card =>
  unread.length > 0 ? { ...card, blocks: [...card.blocks, { kind: 'note', text: unreadText(unread) }] } : card
