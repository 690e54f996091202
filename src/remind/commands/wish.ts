/** What a wish says besides when: what is done, who takes over, why, of what it is to remind. */
import { type Span, spansIn, type Utterance } from '../../language/index.ts'
import { withoutLeading, withoutTrailing } from '../../office/bounds.ts'

/** Whether an act is said, and where. */
export const actIn = (said: Utterance, ...acts: readonly string[]): Span | undefined =>
  spansIn(said, 'act').find(({ found }) => acts.includes(found.act))

/** A question asks; what only politeness asks (能不能, 好吗) is still a wish. */
export const isQuestion = (said: Utterance): boolean =>
  spansIn(said, 'ask').some(({ found }) => found.for !== 'whether')

const words = ({ raw }: Utterance, one: Span | undefined): string | undefined =>
  one && raw.slice(one.at, one.end).trim()

/** 由李四代 */
export const deputyIn = (said: Utterance): string | undefined => words(said, spansIn(said, 'deputy')[0])

const LONGEST_REASON = 100

/** 因 系统维护 */
export const reasonIn = (said: Utterance): string | undefined =>
  words(said, spansIn(said, 'reason')[0])?.slice(0, LONGEST_REASON)

/** 因病请假三天: where no reason is asked for, the reading that has none. */
export function withoutReason(said: Utterance): Utterance {
  const readings = said.readings.filter(({ spans }) => spans.every(({ found }) => found.kind !== 'reason'))
  return readings.length > 0 ? { ...said, readings } : said
}

/** Unread words shorter than this are nearly always particles. */
const WORTH_KEEPING = 2

/** 李四明天请假: somebody else is spoken of, where the words begin with what is no time, act or speaker. */
export function isOfAnother(said: Utterance): boolean {
  const [first] = (said.readings[0]?.spans ?? []).filter(({ latent }) => !latent)
  const isNamed = first?.found.kind === 'region' || first?.found.kind === 'indicator' || first?.found.kind === 'person'
  const isUnread = first?.found.kind === 'unread' && first.found.like !== 'time'
  return first?.at === 0 && spansIn(said, 'own').length === 0 && (isNamed || isUnread)
}

const LONGEST_PURPOSE = 100
const SIGNS = [...' \n\t,，:：、。.!！~']

/**
 * What one wants to be reminded of, where that is no report: 提醒我核对表格.
 *
 * @param wish the words that wish to be reminded; what follows them is the purpose
 */
export function purposeIn(said: Utterance, wish: Span | undefined): string | undefined {
  if (!wish) return undefined
  const behind = (said.readings[0]?.spans ?? []).filter(({ at }) => at >= wish.end)
  const isOwn = behind.some(
    ({ found }) =>
      (found.kind === 'unread' && found.like !== 'time') ||
      (found.kind === 'act' && found.act !== 'report') ||
      found.kind === 'deputy',
  )
  if (!isOwn) return undefined
  const from = behind.reduce(
    (start, { at, end, found }) => (at <= start + 1 && isTime(found.kind) ? end : start),
    wish.end,
  )
  const purpose = withoutTrailing(withoutLeading(said.raw.slice(from), SIGNS), SIGNS)
  return purpose.length >= WORTH_KEEPING ? purpose.slice(0, LONGEST_PURPOSE) : undefined
}

const isTime = (kind: string): boolean => kind === 'time' || kind === 'clock' || kind === 'delay'
