/** Sets of questions by strangers, asked of the whole office: what is answered is held against what was meant. */
import { parse } from 'yaml'
import { z } from 'zod'
import { readerOf } from '../../src/language/read.ts'
import { loadWords } from '../../src/language/words.ts'
import { type LedgerQuery, ledgerQuery } from '../../src/query/index.ts'
import { loadWeights, MARGIN, propose, type SettledQuestion, settle } from '../../src/request/index.ts'
import { files } from '../data.ts'
import { differences, type Gist, gistOf } from './meaning.ts'
import { played, TODAY } from './played.ts'

const query = z.record(z.string(), z.unknown())
const entry = z.object({
  id: z.string(),
  /** province, official, a region's key, or `city 湖州` */
  who: z.string(),
  say: z.string(),
  is: z.union([query, z.array(query)]).optional(),
  or: z.array(z.union([query, z.array(query)])).default([]),
  ask: z.union([z.string(), z.boolean()]).optional(),
  none: z.union([z.string(), z.boolean()]).optional(),
})
export type Entry = z.infer<typeof entry>
export const entriesIn = (text: string): Entry[] => z.array(entry).parse(parse(text))

const STATES: Readonly<Record<string, string>> = {
  草稿: 'draft',
  待审: 'submitted',
  审核通过: 'accepted',
  退回: 'returned',
  省级接收: 'received',
  锁定: 'locked',
}
const RATIOS: ReadonlySet<unknown> = new Set(['rate', 'share'])

/** The sets say ratios in per cent and states in Chinese. */
function meant(raw: z.infer<typeof query>): LedgerQuery {
  const value = (measure: unknown, to: unknown): unknown => {
    if (Array.isArray(to)) return to.map((one) => value(measure, one))
    if (typeof to === 'number') return RATIOS.has(measure) ? String(to / 100) : to
    return typeof to === 'string' ? (STATES[to] ?? to) : to
  }
  const test = (one: Record<string, unknown>) => ({ ...one, to: value(one['measure'], one['to']) })
  const { where, claim, ...rest } = raw
  return ledgerQuery.parse({
    ...rest,
    ...(Array.isArray(where) && { where: where.map(test) }),
    ...(claim !== undefined && { claim: test(claim as Record<string, unknown>) }),
  })
}

/** What the sets call owed is the last period that is over, which is also the latest. */
const dated = (all: LedgerQuery[]): LedgerQuery[][] =>
  all.some(({ when }) => when === 'owed')
    ? [all, all.map((one): LedgerQuery => (one.when === 'owed' ? { ...one, when: 'latest' } : one))]
    : [all]

export type Fate = 'right' | 'asked' | 'wrong' | 'none'
export interface Fared {
  readonly id: string
  readonly say: string
  readonly fate: Fate
  /** what differs from what was meant, where it is not right */
  readonly why: string
}

const WHOLE: readonly string[] = ['province', 'official']

export async function sets() {
  const { office, result: run } = await played()
  const known = new Map<string, Promise<Gist>>()
  const result = (query: LedgerQuery): Promise<Gist> => {
    const key = JSON.stringify(query)
    const one = known.get(key) ?? run(query).then(gistOf)
    known.set(key, one)
    return one
  }
  const { plan, regions } = office
  const read = readerOf(office, loadWords(files))
  const weights = loadWeights(files)
  const ownOf = (who: string) => {
    const named = regions.all.find(({ key, short, name }) => [key, short, name].includes(who.split(' ').at(-1) ?? ''))
    const found = WHOLE.includes(who) ? regions.province : named
    if (!found) throw new Error(`nobody: ${who}`)
    return found.key
  }
  const settled = (say: string, who: string): SettledQuestion => {
    const grounds = { plan, regions, today: TODAY, own: ownOf(who) }
    return settle(propose(read(say, grounds), grounds, weights), MARGIN)
  }

  const asksSame = async (got: readonly LedgerQuery[], right: readonly LedgerQuery[]): Promise<string[]> => {
    if (got.length !== right.length) return [`${got.length} queries not ${right.length}`]
    const each = await Promise.all(right.map((one, at) => (got[at] ? differences(got[at], one, result) : ['none'])))
    return each.flat()
  }

  async function fareOf({ id, who, say, is, or, ask, none }: Entry): Promise<Fared> {
    const one = settled(say, who)
    const told = (fate: Fate, why = ''): Fared => ({ id, say, fate, why })
    const wanted = [...(is ? [is] : []), ...or].map((way) => [way].flat().map(meant)).flatMap(dated)
    if (one.kind !== 'run') {
      if (ask !== undefined || none !== undefined) return told('right')
      const nearest = one.nearest ? await asksSame([one.nearest], wanted[0] ?? []) : []
      return told(
        one.kind === 'ask' ? 'asked' : 'none',
        [JSON.stringify(one.kind === 'ask' ? one.asking : ''), ...nearest].join(' | '),
      )
    }
    const got = [one.query, ...(one.more ?? [])]
    // a year that the ledger has not is said to be none of its own
    const isDeclined =
      none !== undefined && (await Promise.all(got.map(result))).every(({ kind }) => kind === 'nothing')
    if (isDeclined) return told('right')
    const faults: string[][] = []
    for (const right of wanted) {
      const lacking = await asksSame(got, right)
      if (lacking.length === 0) return told('right')
      faults.push(lacking)
    }
    const [least = ['to be asked back']] = faults.sort((a, b) => a.length - b.length)
    return told('wrong', `${least.join(' | ')}  GOT ${JSON.stringify(got)}`)
  }
  const fare = async (entries: readonly Entry[]): Promise<Fared[]> => {
    const all: Fared[] = []
    for (const one of entries) all.push(await fareOf(one))
    return all
  }
  return { fare, settled, office, read }
}

export function summary(all: readonly Fared[]): string {
  const count = (fate: Fate) => all.filter((one) => one.fate === fate).length
  const misses = all.filter(({ fate }) => fate !== 'right')
  return [
    `right ${count('right')}, asked back ${count('asked')}, wrong ${count('wrong')}, none ${count('none')} of ${all.length}`,
    ...misses.map(({ id, say, fate, why }) => `  ${id} ${fate}: ${say}\n      ${why}`),
  ].join('\n')
}
