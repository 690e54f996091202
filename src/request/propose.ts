/** From what was read to the queries that may be meant, the likeliest first. */
import type { Reading, Utterance } from '../language/found.ts'
import type { IndicatorId, Plan } from '../office/plan.ts'
import type { LedgerQuery } from '../query/index.ts'
import { type Draft, draftOf, type Slot } from './draft.ts'
import type { Grounds } from './facts.ts'
import type { Misfit } from './misfit.ts'
import { hasHead, patched } from './patch.ts'
import { Said, type Told } from './said.ts'
import { type Features, featuresOf, scoreOf, type Weights } from './score.ts'
import { inBaseUnit } from './unit.ts'

/** A query that may be meant, with what it rests on. */
export interface Candidate {
  readonly query: LedgerQuery
  /** slots that the message does not fill */
  readonly assumed: readonly Slot[]
  /** words that were seen and not understood */
  readonly unread: readonly { readonly words: string; readonly like: Told<'unread'>['found']['like'] }[]
  readonly misfit?: Misfit
  /** no measure is named: 多少 alone asks for the figure */
  readonly isImplied: boolean
  /** goes on from the query before it */
  readonly isFollowing: boolean
  readonly features: Features
  readonly score: number
}

/** What says more than this is a table or a paste, and no question. */
const MOST_SPANS = 100

/** @param last the query asked before, which a message without a head of its own goes on from */
export function propose(utterance: Utterance, grounds: Grounds, weights: Weights, last?: LedgerQuery): Candidate[] {
  const best = utterance.readings[0]?.score ?? 0
  const short = utterance.readings.filter(({ spans }) => spans.length <= MOST_SPANS)
  const all = short.flatMap((reading) =>
    choicesOf(new Said(reading), grounds).map((ids): Candidate => {
      const said = new Said(reading)
      const alone = draftOf(said, ids, grounds)
      const draft = followed(alone, reading, grounds, last)
      const candidate = candidateOf(draft, said, utterance, best - reading.score, weights)
      return { ...candidate, isFollowing: draft !== alone }
    }),
  )
  all.sort((a, b) => b.score - a.score)
  return distinct(all)
}

function followed(draft: Draft, reading: Reading, grounds: Grounds, last: LedgerQuery | undefined): Draft {
  if (!last || hasHead(draft, reading)) return draft
  return { ...draft, query: patched(last, draft, reading, grounds), assumed: [] }
}

function candidateOf(
  draft: Draft,
  said: Said,
  { raw }: Utterance,
  behind: number,
  weights: Weights,
): Omit<Candidate, 'isFollowing'> {
  const features = featuresOf(draft, said, behind)
  return {
    query: draft.query,
    assumed: draft.assumed,
    unread: said.unread.map(({ at, end, found }) => ({ words: raw.slice(at, end), like: found.like })),
    ...(draft.misfit && { misfit: draft.misfit }),
    isImplied: draft.isImplied,
    features,
    score: scoreOf(features, weights),
  }
}

/** More ways to take ambiguous names than this are no question to ask back. */
const MOST_CHOICES = 4

/** The indicators meant: each way to take a word that several names hold. */
function choicesOf(said: Said, { plan }: Grounds): IndicatorId[][] {
  let choices: IndicatorId[][] = [[]]
  const firm = said.all('indicator')
  // 处置 names an indicator where nothing else does
  const named = firm.length > 0 ? firm : said.latent('indicator')
  if (named.length === 0) return byUnit(said, plan)
  for (const { found } of named) {
    choices = choices.flatMap((before) => found.ids.map((id) => [...new Set([...before, id])])).slice(0, MOST_CHOICES)
  }
  return choices
}

/** A unit that few indicators have names them: 41.4万方 are workshops. */
function byUnit(said: Said, { indicators }: Plan): IndicatorId[][] {
  const sized = [...said.all('amount'), ...said.all('compare')].find(
    ({ found }) => found.unit && found.unit !== '%',
  )?.found
  const fit = sized ? indicators.filter((one) => inBaseUnit(one, sized.value, sized.unit) !== undefined) : []
  return fit.length === 1 || fit.length === 2 ? fit.map(({ id }) => [id]) : [[]]
}

function distinct(all: readonly Candidate[]): Candidate[] {
  const seen = new Set<string>()
  return all.filter(({ query }) => {
    const key = JSON.stringify(query)
    if (seen.has(key)) return false
    seen.add(key)
    return true
  })
}
