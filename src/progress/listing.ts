/** /排名 /未报 /我的: what each asks, over the places, indicators and periods that its words name. */
import { spansIn } from '../language/index.ts'
import { below, note } from '../message/card.ts'
import { type Asked, answer, type Outcome } from '../message/command.ts'
import { periodOf } from '../office/period.ts'
import type { RegionKey } from '../office/region.ts'
import type { LedgerQuery } from '../query/index.ts'
import { showDeadline } from './answer/due-periods.ts'
import { showOwed } from './answer/outstanding.ts'
import { QueryContext } from './answer/query-context.ts'
import { namesReview, reviewCard, waitingBlocks } from './answer/to-do.ts'
import { debtsIn, type QueryParts, queried } from './querying.ts'
import { whichIndicator } from './text.ts'

type Named = Pick<LedgerQuery, 'of' | 'when'> & {
  readonly places: readonly RegionKey[]
  readonly beside: readonly string[]
}

/** What the words behind a command name; nothing where there are none. */
function namedIn({ questions }: QueryParts, asked: Asked): Named {
  const heard = asked.text.trim() === '' ? undefined : questions.heard({ ...asked, turns: [] })
  if (!heard) return { of: 'all', when: 'latest', places: [], beside: [] }
  const { query, assumed } = heard.best
  const { whom } = query
  const places = assumed.includes('whom') ? [] : 'places' in whom ? whom.places : [whom.parts]
  return { of: query.of, when: assumed.includes('when') ? 'latest' : query.when, places, beside: heard.beside }
}

/**
 * /排名: how regions rank in an indicator, for a province cities and counties apart; without one indicator it asks
 * which.
 */
export async function ranking(means: QueryParts, asked: Asked): Promise<Outcome> {
  const { plan, regions } = means.office
  const { of, when, places, beside } = namedIn(means, asked)
  const whole = places[0] ?? regions.province.key
  const ranked = (level: 'city' | 'county', one: LedgerQuery['of']): LedgerQuery => ({
    measures: ['rank', 'rate', 'value', 'light'],
    of: one,
    whom: { parts: regions.get(whole).level === 'county' ? regions.province.key : whole, level },
    when,
    order: { measure: 'rank', down: false },
  })
  if (typeof of === 'string' || of.length !== 1) {
    const card = whichIndicator(plan, '看哪个指标的排名？', (one) => ranked('county', one))
    return answer('asked-back', card)
  }
  const levels =
    regions.get(whole).level === 'province' && !regions.isWhole('city')
      ? (['city', 'county'] as const)
      : (['county'] as const)
  const queries = levels.map((level) => ranked(level, of))
  return queried(means, asked, queries, beside)
}

/** /未报: who lacks reports for the period named, else for those due. Of the place named, else the asker's own. */
export async function missing(means: QueryParts, asked: Asked): Promise<Outcome> {
  const { of, when, places, beside } = namedIn(means, asked)
  return queried(
    means,
    asked,
    [lackingQuery(means, new QueryContext(means.office, asked).own, { of, when, places })],
    beside,
  )
}

/**
 * /期限: until when is to be reported, for the period named, else for those due. Of the place named, else the asker's
 * own.
 */
export async function deadline(means: QueryParts, asked: Asked): Promise<Outcome> {
  const context = new QueryContext(means.office, asked)
  const { of, when: named, places } = namedIn(means, asked)
  const [quarter] = spansIn(asked.said(), 'time').filter(({ found }) => found.grain === 'quarter')
  const when = quarter ? [periodOf('quarter', quarter.found.to)] : named
  const query: LedgerQuery = { measures: ['reportedAt'], of, when, whom: { places: [places[0] ?? context.own] } }
  return answer('answered', await showDeadline(context, debtsIn(query), places[0] ?? context.own))
}

/** Who has not reported what is owed; a contact who asks who is missing means the others as well. */
function lackingQuery(
  { office: { regions } }: QueryParts,
  own: RegionKey,
  { of, when, places }: Pick<Named, 'of' | 'when' | 'places'>,
): LedgerQuery {
  const [place, another] = places
  const whole = place ?? (regions.get(own).level === 'county' ? regions.province.key : own)
  const isOfCounty = another === undefined && regions.get(whole).level === 'county'
  return {
    measures: ['reported'],
    of: of === 'all' ? 'owed' : of,
    whom: another !== undefined ? { places } : isOfCounty ? { places: [whole] } : { parts: whole, level: 'county' },
    when,
    where: [{ measure: 'reported', op: '=', to: false }],
    by: ['place'],
  }
}

/** /我的: for a contact what the county owes, for a coordinator who lacks reports and what waits for review. */
export async function toDo(means: QueryParts, asked: Asked): Promise<Outcome> {
  const context = new QueryContext(means.office, asked)
  const beside = namedIn(means, asked).beside.map(note)
  const counties = asked.person?.posts.filter(({ role }) => role === 'contact').map(({ region }) => region) ?? []
  if (counties.length > 0) {
    const places = [...new Set(counties)]
    const { card, listed } = await showOwed(context, places, { indicators: [] })
    const request: LedgerQuery = { measures: ['reported'], of: 'owed', whom: { places }, when: 'latest' }
    return answer('answered', below(card, beside), { request, listed })
  }
  // 今天还有什么要审的: of the review alone
  if (namesReview(asked.said()))
    return answer('answered', await reviewCard(context), {
      opens: { command: '审核', values: { region: context.own } },
    })
  const outcome = await queried(means, asked, [
    lackingQuery(means, context.own, { of: 'owed', when: 'latest', places: [] }),
  ])
  const { reply } = outcome
  return reply ? { ...outcome, reply: below(reply, beside, await waitingBlocks(context)) } : outcome
}
