/** Questions on the ledger, from words to a card: read, propose, settle, run; by itself it touches nothing. */
import type { Likely } from '../intent/index.ts'
import { answersWith, changeIn, type Read, supposesFigure, tellsNo, type Utterance } from '../language/index.ts'
import { type Card, note, partsOf } from '../message/card.ts'
import { type Asked, endsTalk, type Turn } from '../message/command.ts'
import type { Topic } from '../message/thread.ts'
import { readable } from '../office/bounds.ts'
import { type Day, dayOf } from '../office/day.ts'
import type { Files } from '../office/load/index.ts'
import { periodOf } from '../office/period.ts'
import type { RegionKey } from '../office/region.ts'
import { ownRegion } from '../office/scope.ts'
import {
  type ActsQuery,
  actsCard,
  actsDone,
  actsQuery,
  answerTo,
  cardOf,
  isWide,
  type LedgerQuery,
  ledgerQuery,
  type Office,
  type Result,
} from '../query/index.ts'
import { actsAsked } from './acts.ts'
import { deedOf, Said } from './facts/said.ts'
import { placed, placedAt, type Standpoint, type Unplaced } from './facts/standpoint.ts'
import { narrowedBy } from './narrowed.ts'
import { propose, type QueryCandidate } from './propose.ts'
import { replaced, replacingIn } from './replacing.ts'
import { loadWeights, type Weights } from './score.ts'
import { type AskBack, MARGIN, type SettledQuestion, settle } from './settle.ts'
import { isBelowZero, type Supposing, supposedAnew, supposedOf, supposingIn } from './supposing.ts'
import { moreAsked, takenIn, takenText, unreadText, WITHOUT_SUPPOSED } from './text.ts'
import { isLikelyOfLedger, isOfLedgerAfter, isOfLedgerStill, isOfPapers, isReadAsOfLedger, isStrange } from './whose.ts'

/** A message as it was understood. */
export interface Heard {
  readonly said: Said
  readonly settled: SettledQuestion
  /** the likeliest query, run or not */
  readonly best: QueryCandidate
  /** whether it is asked of the ledger, and not of the documents or of nobody */
  readonly isOurs: boolean
  /** a document is far likelier meant */
  readonly isOfPapers: boolean
  /** what it goes on from, where it does */
  readonly after?: Thread['of']
  /** names that were typed otherwise, as they were taken; words of no use */
  readonly beside: readonly string[]
  readonly given: Standpoint
}

/** The questions of an office on its ledger: how a message is heard as one, and how it is answered. */
export interface Questions {
  /** What a message asks in its talk. @returns undefined where nothing was read of it */
  readonly heard: (asked: Asked) => Heard | undefined
  /** What a message asks of what was done: reminded, locked, passed, returned; undefined where it asks no such thing. */
  readonly acts: (asked: Asked) => ActsQuery | undefined
  /** What was done, as a card. */
  readonly tell: (query: ActsQuery, asked: Asked) => Promise<Card>
  /** The query that ran last, without what a message takes out, or of that alone; undefined where it says anything else. */
  readonly narrowed: (asked: Asked) => LedgerQuery | undefined
  /** The query that ran last, with what is said in the place of what it replaces; undefined where more is said than that. */
  readonly followed: (asked: Asked) => LedgerQuery | undefined
  /** The query that ran last with another figure supposed, or of another place; undefined where it supposed none. */
  readonly supposed: (asked: Asked) => LedgerQuery | undefined
  /** What was asked back with the answer put in: a query; undefined where the message is no such answer, or asks more. */
  readonly filled: (asked: Asked, nearest: LedgerQuery) => LedgerQuery | undefined
  /** Several queries of one message have their answers one below the other. @param beside said small under the answer */
  readonly answer: (queries: readonly LedgerQuery[], asked: Asked, beside?: readonly string[]) => Promise<LedgerAnswer>
}

/** More than people ask in one breath, and a message holds up others for no more. */
const MOST_AT_ONCE = 3

/** The answer to a question on the ledger, as it is shown and as values. */
export interface LedgerAnswer {
  readonly card: Card
  readonly results: readonly Result[]
}

/**
 * How messages are heard as questions on the ledger, and answered.
 *
 * @param read the office's reader, for what was said before and for words beside a button
 * @param files data/ as text; its weights are read when they are first needed
 */
export function questionsOf(office: Office, read: Read, files: Files): Questions {
  let loaded: Weights | undefined
  const weights = (): Weights => {
    loaded ??= loadWeights(files)
    return loaded
  }
  // A message is read when it is claimed and again when it is answered.
  const kept = new WeakMap<Asked['message'], Pick<Asked, 'text' | 'turns'> & { readonly heard: Heard | undefined }>()
  return {
    heard(asked) {
      const { message, text, turns } = asked
      const before = kept.get(message)
      if (before?.text === text && before.turns === turns) return before.heard
      const heard = heardIn(asked, { ...standpointOf(asked, office), read, weights: weights() })
      kept.set(message, { text, turns, heard })
      return heard
    },
    async answer(queries, asked, beside = []) {
      const isGroup = asked.message.chat.kind === 'group'
      const { store, now, person } = asked
      const results: Result[] = []
      for (const query of queries.slice(0, MOST_AT_ONCE))
        if (!results.some(isWide)) results.push(await answerTo(query, office, { store, now, person, isGroup }))
      const rest = queries.length > results.length ? [moreAsked(results.length)] : []
      const own = ownRegion(person, office.regions)
      const card = oneOf(results.map((result) => cardOf(result, { ...office, isGroup, own })))
      return { results, card: noted(card, [...beside, ...withoutSupposed(queries, asked), ...rest]) }
    },
    narrowed(asked) {
      const last = ranIn(asked.turns.at(-1))
      const change = last && changeIn(asked.said())
      return change && narrowedBy(last, change, office.regions)
    },
    followed(asked) {
      const last = ranIn(lastOfTalk(asked))
      const replacing = last && replacingIn(asked.said())
      if (!replacing) return undefined
      const given = standpointOf(asked, office)
      const { said, unplaced } = placed(replacing.said, given, last)
      return unplaced ? undefined : replaced(last, propose(said, given, weights(), last), replacing.isAnew)
    },
    supposed(asked) {
      const last = ranIn(asked.turns.at(-1))
      return last?.suppose && supposedAnew(asked.said(), last, standpointOf(asked, office))
    },
    filled(asked, nearest) {
      const given = standpointOf(asked, office)
      const anew = supposedAnew(asked.said(), nearest, given)
      if (anew || !answersWith(asked.said(), FILLING)) return anew
      const [best] = propose(asked.said(), given, weights(), nearest)
      return best?.isFollowing && best.lost.length === 0 ? best.query : undefined
    },
    acts(asked) {
      const turn = asked.commanded ? undefined : lastOfTalk(asked)
      const last = actsQuery.safeParse(turn?.kept?.request).data ?? ranIn(turn)
      const given = standpointOf(asked, office)
      const { said } = placed(asked.said(), given, last && 'whom' in last ? last : undefined)
      return (last && 'deed' in last) || namesDeed(said) ? actsAsked(said, given, last) : undefined
    },
    async tell(query, { store, now, person, message }) {
      const isGroup = message.chat.kind === 'group'
      return actsCard(await actsDone(query, office, { store, now, person, isGroup }), office)
    },
  }
}

/** What an answer to a question that was asked back consists of. */
const FILLING = ['region', 'own', 'parts', 'indicator', 'time', 'amount', 'compare'] as const

const lastOfTalk = ({ turns }: Asked): Turn | undefined =>
  turns.findLast((turn) => turn.kept !== undefined || endsTalk(turn))

/** Whether anything that may have been done is named: for the rest nothing is read of it. */
const namesDeed = ({ readings: [reading], small }: Utterance): boolean =>
  small.some(({ part }) => part.kind === 'filler' && part.as === 'came') ||
  reading?.spans.some(
    ({ found, latent }) =>
      !latent && (deedOf(found) !== undefined || (found.kind === 'measure' && found.measure === 'reportedAt')),
  ) === true

const standpointOf = ({ now, person }: Asked, { plan, regions }: Office): Standpoint => ({
  plan,
  regions,
  today: dayOf(now),
  own: ownRegion(person, regions),
})

interface Ears extends Standpoint {
  readonly read: Read
  readonly weights: Weights
}

/** What a talk was about; `of`: of a query, of an indicator that was reported, or of one that only the documents were asked about. */
interface Thread {
  readonly query: LedgerQuery
  readonly of: 'ledger' | 'report' | 'draft' | 'documents'
}

/**
 * Each line of a talk goes on from what the one before it asked, as it was kept with it; a command with its words says
 * the whole by itself.
 */
function heardIn(asked: Asked, ears: Ears): Heard | undefined {
  const turns = asked.commanded ? [] : asked.turns
  const said = utteranceOf(asked, ears)
  const before = turns.reduce<Thread | undefined>((last, turn) => threadAfter(turn, last, ears), undefined)
  // 我们县完成率多少, behind figures that wait: whose and by what is asked of everything recorded
  const isOfOwn = !tellsNo(said, 'own', 'region', 'parts') && !tellsNo(said, 'measure', 'extreme')
  const thread = before?.of === 'draft' && isOfOwn ? undefined : before
  return heardAfter(said, thread, (asked.commanded ? undefined : asked.likely?.()) ?? SURELY, ears)
}

/** Where nobody guesses, and behind a command word. */
const SURELY: readonly Likely[] = [{ intent: 'ledger', p: 1 }]

/** As it was read for all commands, where these are its words and no more than a question has. */
function utteranceOf({ text, said }: Asked, { read, ...speaking }: Ears): Utterance {
  const short = readable(text)
  const once = short === text ? said() : undefined
  return once?.raw === text ? once : read(short, speaking)
}

function heardAfter(
  utterance: Utterance,
  thread: Thread | undefined,
  likely: readonly Likely[],
  ears: Ears,
): Heard | undefined {
  const { said: placedSaid, unplaced } = placed(utterance, ears, thread?.query)
  const { candidates, question } = meantIn(placedSaid, thread, ears)
  const [best] = candidates
  const [reading] = question.readings
  if (!best || !reading) return undefined
  const settled = settle(candidates, MARGIN, isLikelyOfLedger(likely))
  const said = new Said(reading)
  const meant: Meant = { said, settled, best, likely }
  const of = best.isFollowing ? thread?.of : undefined
  const at = ({ level }: Unplaced, place: RegionKey): LedgerQuery | undefined =>
    meantIn(placedAt(utterance, level, place), thread, ears).candidates[0]?.query
  return {
    said,
    settled: unplaced && settled.kind === 'run' ? scopeAsked(unplaced, settled.query, at) : settled,
    best,
    isOurs: of ? isOfTalk(meant, of) : isAskedAnew(meant),
    isOfPapers: isOfPapers(likely),
    ...(of && { after: of }),
    beside: besideOf(said, settled, ears),
    given: ears,
  }
}

/** What a message is meant as, before it is known whose question it is. */
type Meant = Pick<Heard, 'said' | 'settled' | 'best'> & { readonly likely: readonly Likely[] }

/** Whether a question that goes on from the talk is the ledger's. */
const isOfTalk = ({ said, settled, likely }: Meant, of: Thread['of']): boolean =>
  of === 'ledger' ? isOfLedgerStill(settled, said, likely) : !isOfPapers(likely) && isOfLedgerAfter(settled, said, of)

/** Whether a question that stands for itself may be asked of the ledger. */
function isAskedAnew({ said, settled, best, likely }: Meant): boolean {
  const isLikely = isLikelyOfLedger(likely) && settled.kind !== 'none' && !isStrange(settled, likely)
  return isLikely || isReadAsOfLedger(likely, settled, best, said)
}

/** The queries that may be meant, the likeliest first, and the question without what is only supposed with it. */
function meantIn(said: Utterance, thread: Thread | undefined, ears: Ears) {
  const supposing = supposesFigure(said) ? supposingIn(said, ears, thread?.query) : undefined
  const question = supposing?.question ?? said
  const all = propose(question, ears, ears.weights, thread?.query)
  return { question, candidates: supposing ? all.flatMap((one) => withSupposed(one, supposing, ears)) : all }
}

/** Which place is meant is asked, and the same offered of each. @param at the question, asked of one place */
const scopeAsked = (
  unplaced: Unplaced,
  nearest: LedgerQuery,
  at: (unplaced: Unplaced, place: RegionKey) => LedgerQuery | undefined,
): SettledQuestion => ({
  kind: 'ask',
  nearest,
  asking: {
    what: 'scope',
    words: unplaced.words,
    level: unplaced.level,
    options: unplaced.options.flatMap((place) => {
      const query = at(unplaced, place)
      return query ? [{ place, query }] : []
    }),
  },
})

/** A question with what is supposed in it; nothing where an amount is none of the indicator. */
function withSupposed(one: QueryCandidate, { supposed }: Supposing, given: Standpoint): QueryCandidate[] {
  const suppose = supposedOf(supposed, one.query, given)
  if (!suppose) return []
  const isVain = suppose.some((figure) => isBelowZero(figure, given))
  return [
    {
      ...one,
      query: { ...one.query, suppose },
      isFollowing: false,
      ...(isVain && { misfit: { kind: 'below-zero' } as const }),
    },
  ]
}

const ranIn = (turn: Turn | undefined): LedgerQuery | undefined =>
  turn?.kept?.request === undefined ? undefined : ledgerQuery.safeParse(turn.kept.request).data

/** 完成率呢, behind 假如安吉报10家: what was only supposed is not taken on, and who asks may think so. */
const withoutSupposed = (queries: readonly LedgerQuery[], { turns }: Asked): string[] =>
  ranIn(turns.at(-1))?.suppose && queries.every(({ suppose }) => !suppose) ? [WITHOUT_SUPPOSED] : []

/**
 * A query that ran was kept. Whatever asked nothing of the ledger ends the talk about it; an indicator that it named
 * may still be meant.
 */
function threadAfter(turn: Turn, before: Thread | undefined, ears: Ears): Thread | undefined {
  const query = ranIn(turn)
  if (query) return { query, of: 'ledger' }
  const topic = turn.kept?.topic
  // thanks, a yes and what was not understood speak of nothing else, and the talk goes on
  if (!topic) return endsTalk(turn) && before?.of !== 'documents' ? undefined : before
  if (topic.indicators.length === 0) return undefined
  const of = turn.status === 'draft' ? 'draft' : turn.kept?.request === undefined ? 'documents' : 'report'
  return { query: spokenOf(topic, ears), of }
}

/** The figure of what a message named, of the places and the time that it named. */
function spokenOf({ indicators, places, times }: Topic, { plan, own, today }: Ears): LedgerQuery {
  const of = plan.indicators.filter(({ id }) => indicators.some((ids) => ids.length === 1 && ids.includes(id)))
  const ids = of.length > 0 ? of.map(({ id }) => id) : [...(indicators[0] ?? [])].slice(0, 1)
  const time = times.at(-1)
  const kind = KINDS.find((one) => one === time?.grain)
  const period = kind && time && time.to <= endOfYear(today) ? [periodOf(kind, time.to)] : undefined
  return {
    measures: ['value'],
    of: ids,
    whom: { places: places.length > 0 ? places : [own] },
    when: period ?? 'latest',
  }
}
const KINDS = ['week', 'month', 'quarter', 'year'] as const
const endOfYear = (today: Day): string => `${today.slice(0, 4)}-12-31`

/** A name that nobody knows is asked about; a command that runs all the same says that it was of no use. */
const namesIn = (asking: AskBack): string[] => (asking.what === 'name' ? [asking.words] : [])

const besideOf = (said: Said, settled: SettledQuestion, ears: Ears): string[] => {
  const taken = takenIn(said, ears)
  const unread = settled.kind === 'run' ? settled.unread : settled.kind === 'ask' ? namesIn(settled.asking) : []
  return [...(taken.length > 0 ? [takenText(taken)] : []), ...(unread.length > 0 ? [unreadText(unread)] : [])]
}

/** What is said small is said once, below all of them. */
function oneOf([first, ...others]: readonly Card[]): Card {
  if (!first) throw new Error('an answer without a card')
  if (others.length === 0) return first
  const seen = new Set<string>()
  const blocks = [first, ...others].flatMap((card) => card.blocks)
  const small = blocks.filter(isSmall).filter((one) => {
    const key = JSON.stringify(one)
    if (seen.has(key)) return false
    seen.add(key)
    return true
  })
  const large = blocks.filter((one) => !isSmall(one) && one.kind !== 'buttons')
  return { ...first, blocks: partsOf(large, small) }
}

const isSmall = ({ kind }: Card['blocks'][number]): boolean => kind === 'note' || kind === 'fold'

/** Under the answer, before what else is said small. */
function noted(card: Card, beside: readonly string[]): Card {
  const [first, ...others] = card.blocks
  if (!first || beside.length === 0) return card
  return { ...card, blocks: partsOf(first, beside.map(note), others) }
}
