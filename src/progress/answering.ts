/** What is asked of the ledger, in words or by a button, and its answer. */
import { spansIn } from '../language/index.ts'
import type { Card } from '../message/card.ts'
import { type Asked, answer, type Outcome } from '../message/command.ts'
import type { Asks } from '../message/thread.ts'
import { dayOf } from '../office/day.ts'
import { exampleCity, exampleCounty } from '../office/example.ts'
import type { Measure } from '../office/measure.ts'
import type { RegionKey } from '../office/region.ts'
import type { LedgerQuery } from '../query/index.ts'
import { type AskBack, askingCard, type Heard } from '../request/index.ts'
import { showDeadline } from './answer/due-periods.ts'
import { QueryContext } from './answer/query-context.ts'
import { conversionIn, convertedCard } from './converting.ts'
import { toDo } from './listing.ts'
import { type NonFigure, nonFigureOf } from './non-figure.ts'
import { debtsIn, placeIn, type QueryParts, queried } from './querying.ts'
import * as text from './text.ts'

const said = (reply: Card, status: Outcome['status'] = 'answered'): Outcome => answer(status, reply)

/**
 * Answers a plain question: figures by queries, deadlines, debts and rules by cards of their own.
 * @param pressed the query that a button carries, in place of the words
 */
export async function answered(means: QueryParts, asked: Asked, pressed?: LedgerQuery): Promise<Outcome> {
  const { office, questions } = means
  if (pressed) return queried(means, asked, [pressed])
  const context = new QueryContext(office, asked)
  if (asked.text.trim() === '') return queried(means, asked, [overviewOf(context.own)])
  const hasAmount = spansIn(asked.said(), 'amount').length > 0
  const conversion = hasAmount ? conversionIn(asked.said(), office.plan) : undefined
  if (conversion) return said(convertedCard(conversion))
  const acts = questions.acts(asked)
  if (acts) return { ...said(await questions.tell(acts, asked)), request: acts }
  const heard = questions.heard(asked)
  const other = heard && nonFigureOf(heard)
  if (heard && other) return answeredWithoutFigure(means, asked, heard, other)
  const queries = heard ? queriesOf(heard) : []
  if (heard && queries.length > 0) return queried(means, asked, queries, heard.beside)
  if (heard?.settled.kind === 'ask') {
    const { asking, nearest } = heard.settled
    return { ...said(askingCard(asking, nearest, office), 'asked-back'), asks: lacking(asking, nearest, asked.text) }
  }
  const today = dayOf(asked.now)
  return said(
    text.notUnderstood(office.plan, exampleCounty(office, context.own, today), exampleCity(office, context.own, today)),
    'unread',
  )
}

/** What the next words may say in the place of what was not understood. */
const lacking = ({ what }: AskBack, nearest: LedgerQuery, words: string): Asks => ({
  slots: what === 'time' || what === 'period' ? ['time'] : AMOUNTS.has(what) ? ['amount'] : NAMES,
  values: { text: words, nearest: JSON.stringify(nearest) },
})
const NAMES = ['place', 'indicator'] as const
const AMOUNTS: ReadonlySet<AskBack['what']> = new Set(['amount', 'unit', 'below-zero'])

/** Everything about one figure, where nothing more is asked than that. */
const WHOLE: readonly Measure[] = [
  ...(['value', 'goal', 'rate', 'gap', 'expected', 'ahead', 'light', 'increment'] as const),
  ...(['reportedBy', 'reportedAt'] as const),
]
const OVERVIEW: readonly Measure[] = ['value', 'goal', 'rate', 'light']

const overviewOf = (place: RegionKey): LedgerQuery => ({
  measures: OVERVIEW,
  of: 'all',
  whom: { places: [place] },
  when: 'latest',
  as: 'table',
})

function queriesOf({ settled, best: { assumed } }: Heard): LedgerQuery[] {
  if (settled.kind !== 'run') return []
  const isWhole = assumed.includes('measures') && isOne(settled.query)
  return [isWhole ? { ...settled.query, measures: WHOLE } : settled.query, ...(settled.more ?? [])]
}

const isOne = ({ whom, of }: LedgerQuery): boolean =>
  'places' in whom && whom.places.length === 1 && typeof of !== 'string' && of.length === 1

async function answeredWithoutFigure(
  means: QueryParts,
  asked: Asked,
  heard: Heard,
  other: NonFigure,
): Promise<Outcome> {
  const { query } = heard.best
  const context = new QueryContext(means.office, asked)
  switch (other) {
    case 'to-do':
      return toDo(means, asked)
    case 'rules':
      return said(text.rules())
    case 'draft': {
      const { where: _, claim: __, ...rest } = query
      const of = query.of === 'owed' ? 'all' : query.of
      return queried(
        means,
        asked,
        [{ ...rest, of, when: 'latest', measures: [...OVERVIEW, 'gap'] }],
        [text.DRAFTS_PRIVATE],
      )
    }
    case 'deadline':
      return said(await showDeadline(context, debtsIn(query), placeIn(query) ?? context.own))
  }
}
