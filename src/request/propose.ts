/** From what was read to the queries that may be meant, the likeliest first. */
import type { Reading, Span, Utterance } from '../language/index.ts'
import { amount } from '../office/amount.ts'
import type { IndicatorId, Plan } from '../office/plan.ts'
import type { LedgerQuery } from '../query/index.ts'
import { joined, questionsIn } from './clauses.ts'
import { draftOf, type QueryDraft, type QuerySlot } from './draft.ts'
import { Said, type Told } from './facts/said.ts'
import { placesIn, type Standpoint } from './facts/standpoint.ts'
import { hasHead, isOfAnother, isOfOthers, patched } from './follow-up.ts'
import { type Lost, lostIn } from './lost.ts'
import type { Misfit } from './misfit.ts'
import { added, type Features, featuresOf, scoreOf, type Weights } from './score.ts'
import { inBaseUnit } from './slots/unit.ts'

/** Words that were not understood, and what their place in the sentence makes of them. */
export interface Unread {
  readonly words: string
  readonly like: Told<'unread'>['found']['like']
  /** it stands where what is asked about would: before all that is asked of it */
  readonly isSubject: boolean
  /** it may be a part of that: behind its name, as 租金 in 厂房租金 */
  readonly isHead: boolean
  /** nothing else stands in its clause: 我记混了 */
  readonly isAside: boolean
}

/** A query that may be meant, with what it rests on. */
export interface QueryCandidate {
  readonly query: LedgerQuery
  /** what is asked besides, in the order said */
  readonly more?: readonly LedgerQuery[]
  /** slots that the message does not fill */
  readonly assumed: readonly QuerySlot[]
  /** words that were seen and not understood */
  readonly unread: readonly Unread[]
  readonly misfit?: Misfit
  /** words that were understood and that nothing made use of, questions left out */
  readonly unused: readonly string[]
  /** words that were understood and stand nowhere in the query */
  readonly lost: readonly Lost[]
  /** no measure is named: 多少 alone asks for the figure */
  readonly isImplied: boolean
  /** goes on from the query before it */
  readonly isFollowing: boolean
  readonly features: Features
  readonly score: number
}

/** What says more than this is a table or a paste, and no question. */
const MOST_SPANS = 100
/** More questions of one message are looked at by nobody: it is said that they were not. */
const MOST_NEXT = 8

/**
 * The queries that a message may mean, the likeliest first, with what was assumed and what stayed unexplained.
 * @param last the query asked before, which a message without a head of its own goes on from
 * @returns none where nothing in it can be asked of the ledger
 */
export function propose(
  utterance: Utterance,
  given: Standpoint,
  weights: Weights,
  last?: LedgerQuery,
): QueryCandidate[] {
  const best = utterance.readings[0]?.score ?? 0
  const short = utterance.readings.filter(({ spans }) => spans.length <= MOST_SPANS)
  const all = short.flatMap((reading) => {
    const [first = reading, ...others] = questionsIn(reading, utterance)
    return choicesOf(new Said(first), given).map((ids): QueryCandidate => {
      const { reading: own, used } = freshly(first)
      const isFresh = used.length > 0
      const said = new Said(own, utterance)
      said.use(...used)
      const alone = fresh(draftOf(said, ids, given), isFresh)
      const draft = fresh(followed(alone, said, given, last), isFresh)
      const one = candidateOf(draft, { said, utterance, behind: best - reading.score, weights, given })
      const isFollowing = last !== undefined && goesOn(alone, said, last)
      const [tail] = others.slice(MOST_NEXT)
      const unread = tail ? [...one.unread, begun(tail, utterance)] : one.unread
      return others
        .slice(0, MOST_NEXT)
        .reduce<QueryCandidate>((before, next) => withNext(before, next, { utterance, given, weights }), {
          ...one,
          unread,
          isFollowing,
        })
    })
  })
  all.sort((a, b) => b.score - a.score)
  return distinct(all)
}

/** 只算报了6月的: figures of the very period are wanted, and not who reported. */
function freshly(reading: Reading): { readonly reading: Reading; readonly used: readonly Span[] } {
  const firm = reading.spans.filter(({ latent }) => !latent)
  const isOnly = firm.some(({ found }) => found.kind === 'repair' && found.how === 'only')
  const isReported = ({ found }: Span): boolean =>
    found.kind === 'measure' && found.measure === 'reported' && found.is === true && found.holds === undefined
  const asksWho = firm.some(
    ({ found }) => found.kind === 'parts' || (found.kind === 'ask' && WHICH.has(found.for) && found.unit === undefined),
  )
  const used = isOnly && !asksWho ? firm.filter(isReported) : []
  return { used, reading: { ...reading, spans: reading.spans.filter((one) => !used.includes(one)) } }
}
const WHICH: ReadonlySet<string> = new Set(['which', 'who', 'how-many', 'whether', 'when'])

const fresh = (draft: QueryDraft, isFresh: boolean): QueryDraft =>
  isFresh ? { ...draft, query: { ...draft.query, fresh: true } } : draft

/** Two opposite ends are two questions: 前三和后三, 最高最低. */
function otherEnd(query: LedgerQuery, said: Said): LedgerQuery[] {
  const [first, second, ...others] = said.all('extreme').map(({ found }) => found)
  if (!query.order || !first || !second || others.length > 0 || first.end === second.end) return []
  const n = second.n ?? second.nth ?? query.limit
  return [{ ...query, order: { ...query.order, down: !query.order.down }, ...(n !== undefined && { limit: n }) }]
}

/** Of two wholes beside one rank or share each is asked about: 排全市第几、全省第几. */
function otherWholes(query: LedgerQuery, said: Said, given: Standpoint): LedgerQuery[] {
  const { among, whom, measures } = query
  const isAmong = among !== undefined && (measures[0] === 'rank' || measures[0] === 'share')
  if (!isAmong || !('places' in whom)) return []
  const wholes = placesIn(said, given).filter(
    (key) => key !== among && whom.places.every((one) => one !== key && given.regions.within(one, key)),
  )
  return wholes.map((key) => ({ ...query, among: key }))
}

/** A question that goes on from the one before it in the same message. */
function withNext(
  before: QueryCandidate,
  reading: Reading,
  { utterance, given, weights }: Omit<Weighed, 'said' | 'behind'>,
): QueryCandidate {
  const said = new Said(reading, utterance)
  const [query] = before.more?.slice(-1) ?? [before.query]
  const [ids = []] = choicesOf(said, given)
  // an amount is one of what was asked about before
  const spoken = ids.length === 0 && query && typeof query.of !== 'string' ? query.of : ids
  const draft = draftOf(said, spoken, given)
  const asked = query ? patched(query, draft, said, given) : draft.query
  const next = candidateOf({ ...draft, query: asked, assumed: [] }, { said, utterance, behind: 0, weights, given })
  if (next.misfit?.kind === 'act') return { ...before, unread: [...before.unread, whole(reading, utterance)] }
  const both = query && joined(query, next.query)
  const misfit = before.misfit ?? next.misfit
  const features = added(before.features, next.features)
  return {
    ...before,
    ...(both ? withLast(before, both) : { more: [...(before.more ?? []), next.query, ...(next.more ?? [])] }),
    unread: [...before.unread, ...next.unread],
    lost: [...before.lost, ...next.lost],
    ...(misfit && { misfit }),
    features,
    score: scoreOf(features, weights),
  }
}

/** A clause that is none of the ledger's, as a word that was not used. */
function whole({ spans }: Reading, { raw }: Utterance): Unread {
  const [from, to] = [Math.min(...spans.map(({ at }) => at)), Math.max(...spans.map(({ end }) => end))]
  return { words: raw.slice(from, to), like: 'other', isSubject: false, isHead: false, isAside: true }
}

/** From where on a message was not looked at: 为什么德清县高企落后…… */
function begun(reading: Reading, utterance: Utterance): Unread {
  const clause = whole(reading, utterance)
  return { ...clause, words: `${clause.words.slice(0, 12)}……` }
}

const withLast = (
  { more }: QueryCandidate,
  query: LedgerQuery,
): Pick<QueryCandidate, 'more'> | Pick<QueryCandidate, 'query'> =>
  more ? { more: [...more.slice(0, -1), query] } : { query }

function followed(draft: QueryDraft, said: Said, given: Standpoint, last: LedgerQuery | undefined): QueryDraft {
  const { overall, assumed } = draft
  if (!last || !goesOn(draft, said, last)) return overall ? { ...draft, query: overall } : draft
  // which of a level, by a ranking that is named, behind what was asked of everything: the time alone goes on
  const isWhole = typeof last.of === 'string' && said.has('parts') && !assumed.includes('measures')
  if (overall && isWhole)
    return { ...draft, query: { ...overall, ...(assumed.includes('when') && { when: last.when }) }, assumed: [] }
  return { ...draft, query: patched(last, draft, said, given), assumed: [] }
}

const goesOn = (draft: QueryDraft, said: Said, last: LedgerQuery): boolean =>
  !hasHead(draft, said) && !isOfOthers(last, draft) && !isOfAnother(draft, said)

/** A reading with what its drafts are weighed by. */
interface Weighed {
  readonly said: Said
  readonly utterance: Utterance
  /** how much less likely the reading is than the best one */
  readonly behind: number
  readonly weights: Weights
  readonly given: Standpoint
}

function candidateOf(
  draft: QueryDraft,
  { said, utterance, behind, weights, given }: Weighed,
): Omit<QueryCandidate, 'isFollowing'> {
  const lost = lostIn(said, draft.query, utterance.raw, given)
  const other = [...otherEnd(draft.query, said), ...otherWholes(draft.query, said, given)]
  const isLossy = lost.some(({ isNarrowing }) => isNarrowing)
  const features = featuresOf(draft, said, behind, isLossy)
  return {
    query: draft.query,
    ...(other.length > 0 && { more: other }),
    assumed: draft.assumed,
    unread: unreadIn(said, utterance),
    unused: said.unused.filter(({ found }) => found.kind !== 'ask').map(({ at, end }) => utterance.raw.slice(at, end)),
    ...(draft.misfit && { misfit: draft.misfit }),
    lost,
    isImplied: draft.isImplied,
    features,
    score: scoreOf(features, weights),
  }
}

/** What was not understood, and a place spoken of before where none was. */
function unreadIn(said: Said, { raw, breaks }: Utterance): Unread[] {
  const asks = Math.min(...said.firm.filter(asksOrHolds).map(({ at }) => at))
  const isNoun = ({ found }: Span): boolean =>
    said.has('indicator') ? found.kind === 'indicator' : ['region', 'own', 'time'].includes(found.kind)
  const named = Math.max(...said.firm.filter(isNoun).map(({ end }) => end))
  const isPlaced = said.has('region', 'own', 'parts')
  const them = isPlaced ? [] : said.unused.filter(({ found }) => found.kind === 'them')
  return [...said.all('unread'), ...them].map(({ at, end, found }) => ({
    words: raw.slice(at, end),
    like: found.kind === 'unread' ? found.like : 'name',
    isSubject: at < asks,
    isHead: at < asks && named <= at,
    isAside: breaks.length > 0 && !said.isTold({ at }),
  }))
}

/** What stands behind the subject: a question, a measure, or what it is held against (比上个月进步了多少). */
const asksOrHolds = ({ found }: Span): boolean =>
  ['ask', 'measure', 'extreme'].includes(found.kind) || ('versus' in found && found.versus === true)

/** More ways to take ambiguous names than this are no question to ask back. */
const MOST_CHOICES = 4

/** The indicators meant: each way to take a word that several names hold. */
function choicesOf(said: Said, { plan }: Standpoint): IndicatorId[][] {
  let choices: IndicatorId[][] = [[]]
  const firm = said.all('indicator')
  // an act names an indicator where nothing else does: 处置
  const latent = said.latent('indicator')
  const few = Math.min(...latent.map(({ found }) => found.ids.length))
  const named = firm.length > 0 ? firm : latent.filter(({ found }) => found.ids.length === few)
  if (named.length === 0) return byUnit(said, plan)
  for (const { found } of named) {
    choices = choices.flatMap((before) => found.ids.map((id) => [...new Set([...before, id])])).slice(0, MOST_CHOICES)
  }
  return choices
}

/** A unit that few indicators have names them: 41.4万方 are workshops. */
function byUnit(said: Said, { indicators }: Plan): IndicatorId[][] {
  const unit = [...said.all('amount'), ...said.all('compare'), ...measuredIn(said)].find(
    ({ found }) => found.unit && found.unit !== '%',
  )?.found.unit
  const fit = unit ? indicators.filter((one) => inBaseUnit(one, amount(1), unit) !== undefined) : []
  return fit.length === 1 || fit.length === 2 ? fit.map(({ id }) => [id]) : [[]]
}

/** A unit names what alone is counted in it (多少亩); those of many things name none (几家). */
const measuredIn = (said: Said): Told<'ask'>[] => said.all('ask').filter(({ found }) => found.for === 'how-much')

function distinct(all: readonly QueryCandidate[]): QueryCandidate[] {
  const seen = new Set<string>()
  return all.filter(({ query, more }) => {
    const key = JSON.stringify([query, more])
    if (seen.has(key)) return false
    seen.add(key)
    return true
  })
}
