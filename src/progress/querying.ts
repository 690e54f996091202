/** A query answered for somebody, with what leads on from its answer. */
import { type Button, below, buttons, type Card } from '../message/card.ts'
import { type Asked, answer, type Outcome } from '../message/command.ts'
import type { Listed } from '../message/thread.ts'
import { LEVEL } from '../office/levels.ts'
import type { Period } from '../office/period.ts'
import type { Person, Role } from '../office/person.ts'
import type { RegionKey } from '../office/region.ts'
import { may } from '../people/index.ts'
import { type LedgerQuery, placedIn, type Result } from '../query/index.ts'
import type { Questions } from '../request/index.ts'
import { showOwed } from './answer/outstanding.ts'
import { QueryContext } from './answer/query-context.ts'
import { showLacking } from './answer/who-lacks.ts'
import type { ProgressOffice } from './rules/basis.ts'
import { notInSight } from './text.ts'

/** What answering a query takes: the office, and who reads what is asked. */
export interface QueryParts {
  readonly office: ProgressOffice
  readonly questions: Questions
}

const said = (reply: Card): Outcome => answer('answered', reply)

/**
 * Answers queries, each with a card. What one county owes, and who lacks reports, have cards of their own.
 * @param beside clauses that were not used, said small below
 */
export async function queried(
  { office, questions }: QueryParts,
  asked: Asked,
  queries: readonly LedgerQuery[],
  beside: readonly string[] = [],
): Promise<Outcome> {
  const hidden = queries.map((one) => outOfSight(one, asked.person, office)).find((one) => one !== undefined)
  if (hidden !== undefined) return answer('forbidden', notInSight(office.regions.get(hidden)))
  const [query, another] = queries
  const county = query && !another ? countyOf(query, office) : undefined
  if (query && county) {
    const { card, listed } = await showOwed(new QueryContext(office, asked), [county], debtsIn(query))
    return { ...said(card), request: query, listed }
  }
  const whole = query && !another && beside.length === 0 ? wholeOf(query, office) : undefined
  if (query && whole) return { ...said(await showLacking(new QueryContext(office, asked), whole)), request: query }
  const { card, results } = await questions.answer(queries, asked, beside)
  return {
    ...said(results.reduce((so, result) => withNudge(so, result, asked, office), card)),
    request: queries.at(-1),
    listed: listedIn(results),
  }
}

/** They look after the whole. */
const ALL: readonly Role[] = ['official', 'provincial-coordinator', 'admin']

/**
 * The first region of which the asker may see no figures, where each sees their own alone (`sight: 'own'`). Sums of
 * cities and of the province are for everybody. Undefined where all is in sight.
 */
export function outOfSight(
  { whom }: Pick<LedgerQuery, 'whom'>,
  person: Person | undefined,
  { regions, sight = 'all' }: Pick<ProgressOffice, 'regions' | 'sight'>,
): RegionKey | undefined {
  if (sight === 'all' || person?.posts.some(({ role }) => ALL.includes(role))) return undefined
  const isOwn = (key: RegionKey): boolean => person?.posts.some(({ region }) => regions.within(key, region)) ?? false
  if ('parts' in whom) return whom.level === 'county' && !isOwn(whom.parts) ? whom.parts : undefined
  return whom.places.find((key) => regions.get(key).level === 'county' && !isOwn(key))
}

/** The places, or of one place the indicators, each once in the order shown; what has no place in it is not pointed to. */
function listedIn(results: readonly Result[]): Listed[] {
  const result = results.at(-1)
  if (!result || result.kind === 'nothing') return []
  const cells = placedIn(result).map(({ cell }) => cell)
  const [places, indicators] = [new Set(cells.map(({ place }) => place)), new Set(cells.map((one) => one.indicator.id))]
  const isOne = places.size === 1 && indicators.size > 1 && !result.axes.isParts
  const all = cells.map(({ place, indicator: { id } }): Listed => {
    if (isOne) return { indicator: id }
    return indicators.size > 1 && places.size * indicators.size > cells.length ? { place, indicator: id } : { place }
  })
  return [...new Map(all.map((one) => [JSON.stringify(one), one])).values()]
}

/** The one place that a query names, or whose parts it goes through; undefined for several. */
export const placeIn = ({ whom }: Pick<LedgerQuery, 'whom'>): RegionKey | undefined =>
  'parts' in whom ? whom.parts : whom.places.length === 1 ? whom.places[0] : undefined

/** The debts that a query of what is owed asks about. */
export const debtsIn = ({ of, when }: LedgerQuery) => ({
  indicators: typeof of === 'string' ? [] : of,
  ...(typeof when !== 'string' && when.length === 1 && { period: when[0] }),
})

/** What one county has not reported has a card with the ways to settle it. */
function countyOf({ measures, whom, fold, order, of }: LedgerQuery, { regions }: ProgressOffice) {
  const key = placeIn({ whom })
  const isDebts = measures[0] === 'reported' && fold === undefined && order === undefined && of !== 'all'
  return isDebts && key && regions.get(key).level === 'county' ? key : undefined
}

/** Who has not reported what is owed, of no period by name: of every one that is open. */
function wholeOf({ measures, whom, when, where = [], fold, order, of }: LedgerQuery, { regions }: ProgressOffice) {
  const [only, another] = where
  const isLacking = measures[0] === 'reported' && measures.length === 1 && only && !another
  // a run of periods, or all of them, is of others than those that are open: 连续两个月没报, 从没报过
  const isNow = isLacking && only.over !== 'period' && only.over !== 'all'
  const isMissing = isNow && only.measure === 'reported' && only.to === false
  const isAll = isMissing && of === 'owed' && when === 'latest' && fold === undefined && order === undefined
  const isOfCounties = 'parts' in whom && whom.level === 'county' && regions.get(whom.parts).level !== 'county'
  return isAll && isOfCounties ? whom.parts : undefined
}

/** Whoever coordinates those who have not reported goes on from there to remind them. */
function withNudge(card: Card, result: Result, { person, message }: Asked, { regions }: ProgressOffice): Card {
  if (result.kind === 'nothing' || result.query.measures[0] !== 'reported' || message.chat.kind === 'group') return card
  const cells = result.rows.flatMap((row) =>
    row.entries.flatMap(({ cell, readings }) => {
      const reading = readings.get('reported')
      return reading && 'is' in reading && reading.is === false && cell.level === 'county' ? [cell] : []
    }),
  )
  const places = [...new Set(cells.map(({ place }) => place))]
  const isTheirs = places.every((key) => may(person, ['city-coordinator', 'provincial-coordinator'], key, regions))
  const [period, another] = [...new Set(cells.map((one): Period => one.period))]
  if (places.length === 0 || !isTheirs || period === undefined) return card
  const button: Button = {
    label: `催报（${places.length}个${LEVEL.county}）`,
    command: '催报',
    values: { regions: places.join(','), ...(another === undefined && { period }) },
  }
  return below(card, buttons([button]))
}
