/** Sentences read, proposed and settled over the prepared ledger of the question sets, as somebody asks them there. */
import { parse } from 'yaml'
import { z } from 'zod'
import { readerOf } from '../../src/language/read.ts'
import { loadWords } from '../../src/language/words.ts'
import { type Day, dayOf } from '../../src/office/day.ts'
import type { RegionKey } from '../../src/office/region.ts'
import { type LedgerQuery, ledgerQuery } from '../../src/query/index.ts'
import {
  loadWeights,
  MARGIN,
  propose,
  type QueryCandidate,
  type SettledQuestion,
  settle,
  type Weights,
} from '../../src/request/index.ts'
import { files } from '../data.ts'
import { asked, expected, ledger } from '../query/questions.ts'
import { differences } from './same.ts'

const raw = import.meta.glob<string>('./*.yaml', { query: '?raw', import: 'default', eager: true })

const question = z.strictObject({ says: z.string(), asker: z.string().default('province'), query: ledgerQuery })
const turn = z.strictObject({
  first: z.string(),
  next: z.string(),
  change: z.record(z.string(), z.unknown()),
})

export interface Question {
  readonly says: string
  readonly asker: string
  readonly query: LedgerQuery
  readonly history: readonly string[]
  /** two queries in one message, which no candidate is yet */
  readonly isTwo?: true
}

export const development: Question[] = asked.flatMap(({ id, question, asker, queries = [] }) => {
  const [query] = queries
  return query
    ? [
        {
          says: question,
          asker,
          query,
          history: expected.get(id)?.history ?? [],
          ...(queries.length > 1 && { isTwo: true as const }),
        },
      ]
    : []
})
export const questionsIn = (name: string): Question[] =>
  z
    .array(question)
    .parse(parse(raw[`./${name}.yaml`] ?? ''))
    .map((one) => ({ ...one, history: [] }))
export const turns = z.array(turn).parse(parse(raw['./turns.yaml'] ?? ''))

/** @param given weights in the place of those in data/ */
export async function desk(given?: Weights) {
  const told = await ledger()
  const { plan, regions } = told.office
  const today: Day = dayOf(told.now)
  const read = readerOf(told.office, loadWords(files))
  const weights = given ?? loadWeights(files)
  const own = (asker: string): RegionKey => (asker === 'province' ? regions.province.key : (asker as RegionKey))

  const proposed = (text: string, asker: string, last?: LedgerQuery): QueryCandidate[] => {
    const grounds = { plan, regions, today, own: own(asker) }
    return propose(read(text, grounds), grounds, weights, last)
  }
  /** What was asked last, when each line of a talk goes on from the one before. */
  const lastOf = (history: readonly string[], asker: string): LedgerQuery | undefined =>
    history.reduce<LedgerQuery | undefined>((last, text) => proposed(text, asker, last)[0]?.query ?? last, undefined)
  const settled = (text: string, asker: string, last?: LedgerQuery): SettledQuestion =>
    settle(proposed(text, asker, last), MARGIN)
  const wrongIn = (query: LedgerQuery, right: LedgerQuery): string[] =>
    differences(query, right, { plan, regions, today })

  /** How a set fares: right first, right among the candidates, asked back, and the misses with what differs. */
  const fare = (questions: readonly Question[]) => {
    const misses = new Map<string, string>()
    const asked: string[] = []
    let [first, among, wrong] = [0, 0, 0]
    for (const { says, asker, query, history, isTwo } of questions) {
      const last = lastOf(history, asker)
      const all = proposed(says, asker, last)
      const at = isTwo ? -1 : all.findIndex((one) => wrongIn(one.query, query).length === 0)
      if (at >= 0) among += 1
      const outcome = settle(all, MARGIN)
      if (outcome.kind !== 'run') asked.push(says)
      else if (at !== 0) wrong += 1
      if (at === 0) first += 1
      else misses.set(says, `${outcome.kind} ${all[0] ? wrongIn(all[0].query, query).join(' | ') : 'nothing'}`)
    }
    return { first, among, asked, wrong, misses }
  }
  return {
    told,
    read: (text: string, asker = 'province') => read(text, { today, own: own(asker) }),
    proposed,
    settled,
    lastOf,
    wrongIn,
    fare,
  }
}
