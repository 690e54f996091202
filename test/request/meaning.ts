/**
 * Whether two queries ask the same: what they come to over the played ledger is compared, and what a result does not
 * show (what is held against what, how it is folded) is compared as it is written.
 */
import { isDeepStrictEqual } from 'node:util'
import type { Measure } from '../../src/office/measure.ts'
import { endOf, type Period, previousPeriod } from '../../src/office/period.ts'
import type { IndicatorId } from '../../src/office/plan.ts'
import type { RegionKey } from '../../src/office/region.ts'
import type { LedgerQuery, Result, Test, Versus } from '../../src/query/index.ts'
import { isKnown } from '../../src/query/measures/reading.ts'

/** What is compared of a result: a whole one is megabytes, and hundreds are kept. */
export type Gist =
  | { readonly kind: 'nothing'; readonly why: string }
  | { readonly kind: 'found'; readonly rows: readonly (readonly GistEntry[])[] }
interface GistEntry {
  readonly place: RegionKey
  readonly indicator: IndicatorId
  readonly period: Period
  readonly known: ReadonlySet<Measure>
}
type Found = Extract<Gist, { kind: 'found' }>
export type Run = (query: LedgerQuery) => Promise<Gist>

export function gistOf(result: Result): Gist {
  if (result.kind === 'nothing') return { kind: 'nothing', why: result.nought.why }
  const entries = result.rows.map((row) =>
    row.entries.map(({ cell: { place, indicator, period }, readings }) => {
      const known = readings.measures.filter((measure) => isKnown(readings.get(measure)))
      return { place, indicator: indicator.id, period, known: new Set(known) }
    }),
  )
  return { kind: 'found', rows: entries }
}

/** @returns what differs, in words; nothing where they ask the same */
export async function differences(got: LedgerQuery, right: LedgerQuery, run: Run): Promise<string[]> {
  const [a, b] = [stepped(got), stepped(right)]
  if (isDeepStrictEqual(a, b)) return []
  const written = [
    ...unlike('versus', ended(versusIn(a)), ended(versusIn(b))),
    ...unlike('fold', foldIn(a), foldIn(b)),
    ...unlike('city', a.by?.includes('city') === true, b.by?.includes('city') === true),
    ...unlike('order', b.order ? orderIn(a) : undefined, orderIn(b)),
    ...unlike(
      'claim',
      b.claim && a.claim ? claimIn(a.claim) : undefined,
      b.claim && a.claim ? claimIn(b.claim) : undefined,
    ),
    ...(b.claim && !a.claim ? [`claim: none not ${JSON.stringify(claimIn(b.claim))}`] : []),
    ...(a.claim && !b.claim && !isShown(a.claim, b) ? [`claim: ${JSON.stringify(claimIn(a.claim))} not asked`] : []),
    ...measuresLacking(a, b),
  ]
  const [own, other] = [await run(unlimited(a)), await run(unlimited(b))]
  if (other.kind === 'nothing' || own.kind === 'nothing') {
    const same = JSON.stringify(scopeOf(a)) === JSON.stringify(scopeOf(b))
    const why = own.kind === 'nothing' ? own.why : 'found'
    return same
      ? written
      : [...written, `scope: ${why} ${JSON.stringify(scopeOf(a))} not ${JSON.stringify(scopeOf(b))}`]
  }
  const grain = grainOf(a, b)
  return [...written, ...unlikeCells(cellsIn(own, b, grain), cellsIn(other, b, grain)), ...limits(a, b)]
}

type Grain = 'place' | 'indicator' | 'period'

/** What a condition over indicators or periods lists is places or their indicators, whatever is shown of each. */
function grainOf(a: LedgerQuery, b: LedgerQuery): Grain {
  const tests = [...(a.where ?? []), ...(b.where ?? [])]
  if (tests.some(({ over }) => over === 'indicator')) return 'place'
  return tests.some(({ over }) => over === 'period') ? 'indicator' : 'period'
}

const unlike = (what: string, a: unknown, b: unknown): string[] =>
  JSON.stringify(a) === JSON.stringify(b) ? [] : [`${what}: ${JSON.stringify(a)} not ${JSON.stringify(b)}`]

/** How many are shown is no other question, how many are asked for is. */
const unlimited = ({ limit: _, ...query }: LedgerQuery): LedgerQuery => query
const limits = (a: LedgerQuery, b: LedgerQuery): string[] =>
  a.limit !== undefined && b.limit !== undefined ? unlike('limit', a.limit, b.limit) : []

/** 6月比5月多多少 is the increment of June. */
function stepped(query: LedgerQuery): LedgerQuery {
  const { versus, when, measures } = query
  if (!versus || !('period' in versus) || measures[0] !== 'value') return query
  const last = when === 'latest' ? '2017-06' : typeof when === 'string' ? undefined : when.at(-1)
  if (!last || previousPeriod(last as typeof versus.period) !== versus.period) return query
  const { versus: _, ...rest } = query
  return { ...rest, measures: ['increment', ...measures] }
}

/** A quarter and its last month are one moment of a rate. */
const ended = (versus: Versus | undefined): unknown => (versus && 'period' in versus ? endOf(versus.period) : versus)

/** Held against the pace: `ahead` says it too. */
function versusIn({ versus, measures }: LedgerQuery): Versus | undefined {
  return versus && 'base' in versus && measures.some((one) => SAYS_PACE.has(one)) ? undefined : versus
}
const SAYS_PACE: ReadonlySet<string> = new Set(['ahead', 'light', 'expected', 'gap', 'forecast'])

/** How many there are is said with the list of them. */
const foldIn = ({ fold, by }: LedgerQuery): string | undefined =>
  fold === 'count' || fold === 'share' || fold === 'least' || fold === 'most' || by?.includes('place')
    ? undefined
    : fold

const orderIn = ({ order }: LedgerQuery): unknown =>
  order?.measure === 'rank'
    ? { measure: 'rate', down: !order.down }
    : order && { measure: order.measure, down: order.down }

const claimIn = ({ measure, op, to }: Test): unknown => ({ measure, op: op === '>=' ? '>' : op, to: String(to) })

/** What is judged of each is shown, whether or not it is judged. */
const isShown = ({ measure }: Test, { measures }: LedgerQuery): boolean => measures.includes(measure)

function measuresLacking(a: LedgerQuery, b: LedgerQuery): string[] {
  const [head] = b.measures
  if (b.fold === 'count' || a.fold === 'count') return []
  const all = new Set([
    ...a.measures,
    ...(a.where ?? []).map(({ measure }) => measure),
    ...(a.claim ? [a.claim.measure] : []),
  ])
  const alike = (one: string): boolean =>
    (all as ReadonlySet<string>).has(one) || (one === 'owed' && all.has('reported'))
  const lacking = b.measures.filter((one) => !alike(one))
  const isHead = head !== undefined && (a.measures.includes(head) || !lacking.includes(head))
  return lacking.length > 0 || !isHead ? [`measures: ${a.measures} not ${b.measures}`] : []
}

const scopeOf = ({ of, whom, when, where = [] }: LedgerQuery) => ({
  of,
  whom,
  when,
  where: where.map(({ measure, op, to, holds }) =>
    // not one of them is so, each of them is not
    holds === 'none' && typeof to === 'boolean' ? { measure, op, to: !to, holds: 'every' } : { measure, op, to, holds },
  ),
})

/** Rows as what they are of and what is read there; a period without any figure is no row of a series. */
function cellsIn({ rows }: Found, { measures: [head], order }: LedgerQuery, grain: Grain): string[] {
  const lines = rows.map((row) =>
    row.map(({ place, indicator, period }) =>
      [place, ...(grain === 'place' ? [] : [indicator]), ...(grain === 'period' ? [period] : [])].join(' '),
    ),
  )
  const known = rows.flatMap((row, at) =>
    row.map((entry, n) => [lines[at]?.[n] ?? '', head !== undefined && entry.known.has(head)] as const),
  )
  const told = known.filter(([, isTold]) => isTold)
  const names = (told.length > 0 ? told : known).map(([name]) => name)
  return order && grain === 'period' ? names : [...new Set(names)].sort()
}

function unlikeCells(own: readonly string[], right: readonly string[]): string[] {
  if (JSON.stringify([...own].sort()) === JSON.stringify([...right].sort())) return []
  const [more, less] = [own.filter((one) => !right.includes(one)), right.filter((one) => !own.includes(one))]
  return [`cells: ${own.length} of ${right.length}, besides ${more.slice(0, 3)}, without ${less.slice(0, 3)}`]
}
