/** The hand-written queries of the question sets, over the prepared ledger that the sets ask about. */
import { parse } from 'yaml'
import { z } from 'zod'
import { plainText } from '../../src/message/card.ts'
import { parseInstant } from '../../src/office/day.ts'
import type { Person, PersonId, Role } from '../../src/office/person.ts'
import type { RegionKey } from '../../src/office/region.ts'
import { answerTo, cardOf, type LedgerQuery, ledgerQuery, type Result } from '../../src/query/index.ts'
import { cases, further, own, prepared } from '../progress/prepared.ts'
import { fifth, worldOf } from './world.ts'

/** The 5th of the month after, or the next working day: 5 August was a Saturday. */
const due = (period: string): string => (fifth(period) === '2017-08-05' ? '2017-08-07' : fifth(period))

const raw = import.meta.glob<string>('./*.yaml', { query: '?raw', import: 'default', eager: true })

const entry = z.object({
  id: z.string(),
  question: z.string(),
  asker: z.string(),
  queries: z.array(ledgerQuery).min(1).optional(),
  other: z.string().optional(),
})
const file = z.object({ now: z.string(), questions: z.array(entry) })

const written = file.parse(parse(raw['./questions.yaml'] ?? ''))
export const asked = written.questions
/** the instant that the queries' periods were written for */
export const writtenFor = parseInstant(written.now)
/** Combinations that no question set asks for; their answers are reckoned by the oracle. */
export const beyond = file.parse(parse(raw['./beyond.yaml'] ?? '{ now: "", questions: [] }')).questions

export const expected = new Map([...cases, ...further, ...own].map((one) => [one.id, one]))

export async function ledger() {
  const told = await prepared()
  const { office, store, now } = told
  const person = (who: string): Person => {
    const region = who === 'province' ? office.regions.province.key : (who as RegionKey)
    const { level } = office.regions.get(region)
    const roles: Record<string, Role> = {
      county: 'contact',
      city: 'city-coordinator',
      province: 'provincial-coordinator',
    }
    return { id: who as PersonId, name: who, posts: [{ role: roles[level] ?? 'official', region }] }
  }
  const result = (query: LedgerQuery, who = 'province', isGroup = false): Promise<Result> =>
    answerTo(query, office, { store, now, person: person(who), isGroup })
  const says = async (query: LedgerQuery, who = 'province', isGroup = false): Promise<string> =>
    plainText(cardOf(await result(query, who, isGroup), { ...office, isGroup }))
  /** The same office and ledger for the oracle, as somebody may see it. */
  const world = (who: string) =>
    worldOf(store, office, '2017-09-06', {
      sees: (place) =>
        office.regions.within(
          place as RegionKey,
          who === 'province' ? office.regions.province.key : (who as RegionKey),
        ),
      isGroup: false,
      due,
    })
  return { office, store, now, result, says, world }
}
