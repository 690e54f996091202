/** Answers and documents as cards: the line that answers, the provisions verbatim, what is near folded away. */
import type { Document, Provision } from '../documents/index.ts'
import { amountText, provisionText } from '../documents/index.ts'
import {
  type Block,
  type Button,
  buttons,
  type Card,
  card,
  fold,
  note,
  partsOf,
  quote,
  type Row,
  sentence,
  table,
} from '../message/card.ts'
import { placeName } from './answer/outcome.ts'
import type { Answer, Citation } from './index.ts'
import { pressHandover, pressOriginal, pressQuestion, pressRating } from './presses.ts'
import { childrenOf } from './question/sections.ts'
import * as text from './text.ts'

type QuoteBlock = Extract<Block, { kind: 'quote' }>

const quoteBlock = ({ document, section, quote: words }: Citation): QuoteBlock =>
  quote(words, section, { document, section })

/** Where several documents are held, a label alone would not say whose it is. */
const titledBlock = (citation: Citation): QuoteBlock => ({
  ...quoteBlock(citation),
  source: `《${citation.document}》${citation.section}`,
})

/** The words that an answer rests on, each under its label. @param several more than one document is held: each is named, too */
export const citationBlocks = (citations: readonly Citation[], several: boolean): QuoteBlock[] =>
  citations.map(several ? titledBlock : quoteBlock)

/** A button sends its own words as a question. */
const askButton = (words: string): Button => ({ label: words, ...pressQuestion({ text: words }) })

/**
 * Whether an answer served, asked under it.
 * @param question inbox id of the question
 */
export const ratingBlock = (question: string): Extract<Block, { kind: 'buttons' }> =>
  buttons([
    { label: text.USEFUL, ...pressRating({ question, good: '1' }) },
    { label: text.WRONG, ...pressRating({ question, good: '0' }) },
  ])

/**
 * An answer in one line with what it rests on, what stands near folded, and the ways on.
 * @param question inbox id of the question, where its answer can be rated
 */
export function answerCard(answer: Answer, question?: string): Card {
  const [lead = '', ...more] = answer.said ?? answer.text.split('\n').slice(0, 1)
  if (answer.status === 'clarify') {
    return card('info', lead, [buttons((answer.choices ?? []).map(askButton))])
  }
  const several = answer.several ?? false
  const near = citationBlocks(answer.nearest ?? [], several)
  const { title, rest } = headed(lead, more)
  return card('plain', title, [
    rest && sentence(rest),
    citationBlocks(answer.citations, several),
    answer.said && note(text.WORDED),
    near.length > 0 && fold(text.NEAR_BY, near),
    waysOn(answer, question),
    question !== undefined && answer.status === 'answered' && ratingBlock(question),
  ])
}

/** What no paper and no person need look at. */
const CLOSED: readonly Answer['reason'][] = ['smalltalk', 'injection', 'off-topic']

/** The provision itself, on every channel, and a person. */
function waysOn({ citations, nearest = [], reason }: Answer, question: string | undefined): Block[] {
  const [shown] = [...citations, ...nearest]
  const ways: Button[] = [
    ...(shown
      ? [
          {
            label: text.original(shown.section),
            ...pressOriginal({ document: shown.document, section: shown.section }),
          },
        ]
      : []),
    ...(question !== undefined && !CLOSED.includes(reason)
      ? [{ label: text.HANDOVER, ...pressHandover({ turn: question }) }]
      : []),
  ]
  return partsOf(buttons(ways))
}

/** As long a first line as a heading bears; a longer one is a paragraph under its beginning. */
const LONGEST_TITLE = 120

const headed = (lead: string, more: readonly string[]): { title: string; rest: string } =>
  lead.length <= LONGEST_TITLE
    ? { title: lead, rest: more.join('\n') }
    : { title: `${lead.slice(0, LONGEST_TITLE - 1)}…`, rest: [lead, ...more].join('\n') }

// Room that the strictest channel leaves to one card, in characters.
const ROOM = 7_000

/** One provision with all that lies in it, verbatim. */
export function provisionCard(document: Document, provision: Provision): Card {
  const words = provisionText(document, provision.label) ?? ''
  return card(
    'plain',
    [placeName(provision), document.title],
    [
      quote(words.slice(0, ROOM), provision.label, { document: document.title, section: provision.label }),
      words.length > ROOM && note(text.CUT),
    ],
  )
}

/** Which provisions there are, each a button. */
export function contentsCard(document: Document, lead: string): Card {
  const parts = document.provisions.filter((one) => one.heading || /条$/.test(one.label)).slice(0, 40)
  return card(
    'plain',
    [lead, document.title],
    [
      buttons(
        parts.map((one) => ({
          label: placeName(one),
          ...pressOriginal({ document: document.title, section: one.label }),
        })),
      ),
    ],
  )
}

/** The whole document, part by part, each folded. */
export function wholeCard(document: Document): Card {
  const head = document.provisions.filter((one) => /^(?:印发通知|引言)$/.test(one.label))
  const parts = [...head, ...childrenOf(document)]
  let room = ROOM
  const folds: Block[] = []
  for (const part of parts) {
    const words = provisionText(document, part.label) ?? ''
    if (!words || room <= 0) continue
    folds.push(fold(placeName(part), [quote(words.slice(0, room), part.label)]))
    room -= words.length
  }
  return card('plain', [document.title, document.number], [folds, room < 0 && note(text.CUT)])
}

const COLUMNS = [
  { key: 'object', name: '事项' },
  { key: 'goal', name: '目标', align: 'right' },
  { key: 'label', name: '条款' },
] as const
const MOST_ROWS = 40

/** All goals on one page: what the document says in figures, and the directions that it gives without one. */
export function overviewCard(document: Document): Card | undefined {
  const rows = document.facts.flatMap((fact): Row[] => {
    if (fact.kind === 'target') {
      return [{ object: `${fact.scope ?? ''}${fact.object}`, goal: goalOf(fact), label: fact.label }]
    }
    return fact.kind === 'direction' ? [{ object: fact.object, goal: fact.wording, label: fact.label }] : []
  })
  if (!rows.length) return undefined
  return card(
    'plain',
    [document.title, document.number],
    [
      table(COLUMNS, rows.slice(0, MOST_ROWS)),
      rows.length > MOST_ROWS && note(text.moreGoals(rows.length - MOST_ROWS)),
    ],
  )
}

const AFTER = /^(?:以上|左右|以下|以内|上下)$/

const goalOf = (fact: Extract<Document['facts'][number], { kind: 'target' }>): string => {
  const before = fact.qualifiers.filter((word) => !AFTER.test(word))
  const after = fact.qualifiers.filter((word) => AFTER.test(word))
  return [...before, amountText(fact), ...after].join('')
}

export const hitsCard = (words: string, hits: readonly Citation[]): Card =>
  card('plain', text.hits(words, hits.length), hits.map(titledBlock))
