/** The card while an answer is being worded, and the one that takes its place. */
import type { Block, Card } from '../../message/card.ts'
import { citationBlocks, ratingBlock } from '../cards.ts'
import type { Answer } from '../index.ts'
import * as text from './text.ts'
import type { Worded } from './word.ts'

export const lookingUpCard = (): Card => ({ title: text.LOOKING_UP, tone: 'info', blocks: [] })

/** As long a first line as a heading bears; a longer text is one paragraph under a short heading. */
const LONGEST_TITLE = 120

/** @param question inbox id of the question */
export function wordedCard({ text: said, cited }: Worded, answer: Answer, question: string): Card {
  const [title, rest] = headed(said)
  const citations = cited.flatMap((place) => answer.citations[place] ?? [])
  return {
    title,
    blocks: [
      ...(rest ? [{ kind: 'text', text: rest } satisfies Block] : []),
      ...citationBlocks(citations, answer.several ?? false),
      { kind: 'note', text: text.WORDED },
      ratingBlock(question),
    ],
  }
}

/** The first sentence heads the card, the others stand under it. */
function headed(said: string): [title: string, rest: string] {
  const end = /[。！？](?:〔[^〕]*〕)*/.exec(said)
  const cut = end ? end.index + end[0].length : said.length
  const title = said.slice(0, cut).trim()
  return title.length <= LONGEST_TITLE
    ? [title, said.slice(cut).trim()]
    : [`${title.slice(0, LONGEST_TITLE - 1)}…`, said]
}
