/** What the grammar is told of who speaks, and whether plain words are a report by it. */
import { clauseWords, spansIn, tellsNo, type Utterance } from '../../language/index.ts'
import type { Asked } from '../../message/command.ts'
import { type Day, dayOf, type Instant } from '../../office/day.ts'
import type { RegionKey } from '../../office/region.ts'
import { ownRegion } from '../../office/scope.ts'
import { type Reading, readUpdate, type UpdateContext } from '../grammar/index.ts'
import { ownRegions, REPORTERS } from '../rules/scope.ts'
import type { Ground } from '../rules/weigh.ts'

/** What the grammar needs to read a message for a region, at an instant. */
export const contextOf = (ground: Ground, region: RegionKey, now: Instant): UpdateContext => ({
  now,
  region,
  read: ground.read,
  year: ground.plan.year,
  indicators: ground.plan.indicators,
  regions: ground.regions,
})

/**
 * Whether words without a command word are a report, also a faulty one or one clause of a longer message. False where the
 * speaker reports for no region.
 */
export function looksLikeReport(asked: Asked, ground: Ground): boolean {
  const coordinated = asked.person?.posts.find((post) => REPORTERS.includes(post.role))?.region
  const region = ownRegions(asked.person)[0] ?? coordinated
  if (!region) return false
  const context = contextOf(ground, region, asked.now)
  return readUpdate(asked.text, context).kind !== 'none' || reportWithin(asked, context) !== undefined
}

const MOST_CLAUSES = 8
/** What is longer is a page, and told as one. */
const LONGEST = 500

/**
 * 那先把有数的给你 低小散63 别的明天: a message that is no report as a whole, and in which one clause is. The others ask
 * nothing, and hold no figure, place or time of their own but a day to come.
 */
export function reportWithin(
  { said: utterance, now }: Pick<Asked, 'said' | 'now'>,
  context: UpdateContext,
): Reading | undefined {
  const said = utterance()
  if (said.raw.length > LONGEST) return undefined
  if (spansIn(said, 'indicator').length === 0 || spansIn(said, 'amount').length === 0) return undefined
  const clauses = clauseWords(said)
  if (clauses.length < 2 || clauses.length > MOST_CLAUSES) return undefined
  const today = dayOf(now)
  const read = clauses.map((one) => context.read(one, { today, own: context.region }))
  const [told, another] = read.filter((one) => !tellsNo(one, 'amount'))
  const beside = read.filter((one) => one !== told)
  if (!told || another || !beside.every((one) => isBeside(one, today))) return undefined
  const reading = readUpdate(told.raw, context)
  if (reading.kind === 'other-region') return reading
  return reading.kind === 'items'
    ? { ...reading, confirm: true, doubts: [...new Set([...reading.doubts, 'unread' as const])] }
    : undefined
}

/**
 * The clauses of a short message, each read by itself; none where there is one clause, or more than are ever
 * answered.
 */
export function clausesIn({ said, person, now }: Pick<Asked, 'said' | 'person' | 'now'>, { read, regions }: Ground) {
  const words = clauseWords(said())
  if (words.length < 2 || words.length > MOST_CLAUSES || said().isDense) return []
  const speaking = { today: dayOf(now), own: ownRegion(person, regions) }
  return words.map((one) => read(one, speaking))
}

const isBeside = (said: Utterance, today: Day): boolean =>
  (['ask', 'region', 'repair', 'compare', 'topic'] as const).every((kind) => spansIn(said, kind).length === 0) &&
  spansIn(said, 'time').every(({ found, latent }) => latent || (found.grain === 'day' && found.from > today))
