/** What a wish says besides when: what is done, who takes over, why, of what it is to remind. */
import { clausesOf, marksIn, type Span, spansIn, type Utterance } from '../../language/index.ts'
import { withoutLeading, withoutTrailing } from '../../office/bounds.ts'

/** Where one of these acts is said first; undefined where none is. */
export const actIn = (said: Utterance, ...acts: readonly string[]): Span | undefined =>
  spansIn(said, 'act').find(({ found }) => acts.includes(found.act))

/** Whether a message asks. A polite wish (能不能, 好吗) does not, and 谁都 means everybody. */
export const isQuestion = (said: Utterance): boolean =>
  spansIn(said, 'ask').some(
    ({ found, end }) => found.for !== 'whether' && !marksIn(said, 'every').some(({ at }) => at === end),
  )

const words = ({ raw }: Utterance, one: Span | undefined): string | undefined =>
  one && raw.slice(one.at, one.end).trim()

/** Who is named to stand in (由李四代); undefined where nobody is. */
export const deputyIn = (said: Utterance): string | undefined => words(said, spansIn(said, 'deputy')[0])

/** Whether somebody stands in for the speaker, named or not: 老周替我审. */
export const isStoodInFor = (said: Utterance): boolean =>
  clausesOf(said).some((one) => spansIn(one, 'for').length > 0 && spansIn(one, 'own').length > 0)

const LONGEST_REASON = 100

/** The reason that is announced (因系统维护); undefined without one. */
export const reasonIn = (said: Utterance): string | undefined =>
  words(said, spansIn(said, 'reason')[0])?.slice(0, LONGEST_REASON)

/** The message by its reading without a reason, where it has one: in 因病请假三天 the days are no part of the reason. */
export function withoutReason(said: Utterance): Utterance {
  const readings = said.readings.filter(({ spans }) => spans.every(({ found }) => found.kind !== 'reason'))
  return readings.length > 0 ? { ...said, readings } : said
}

/** Whether somebody else than the speaker is spoken of: 李四明天请假. */
export function isOfAnother(said: Utterance): boolean {
  const [first] = (said.readings[0]?.spans ?? []).filter(({ latent }) => !latent)
  const isNamed = first?.found.kind === 'region' || first?.found.kind === 'indicator' || first?.found.kind === 'person'
  const isUnread = first?.found.kind === 'unread' && first.found.like !== 'time'
  return first?.at === 0 && spansIn(said, 'own').length === 0 && (isNamed || isUnread)
}

const LONGEST_PURPOSE = 100
/** Shorter ones are particles. */
const SHORTEST_PURPOSE = 2
const SIGNS = [...' \n\t,，:：、。.!！~']
/** Closed class: what politeness puts behind a wish. */
const COURTESIES = [...SIGNS, ...'吧啊呀哦哈啦了呗嘛哟', '谢谢', '多谢', '感谢', '辛苦', '麻烦了', '可以', '好', '行']

/**
 * What one wants to be reminded of, where that is no report: 提醒我核对表格.
 * @param wish where the words stand that wish it
 * @returns undefined where nothing follows, or a report is meant
 */
export function purposeIn(said: Utterance, wish: Span | undefined): string | undefined {
  if (!wish) return undefined
  const behind = (said.readings[0]?.spans ?? []).filter(({ at }) => at >= wish.end)
  if (behind.some(isOfReport)) return undefined
  const beside = behind.filter(({ found }) => BESIDE.has(found.kind))
  const from = beside.reduce((start, { at, end }) => (at <= start + 1 ? end : start), wish.end)
  const to = beside.reduceRight(
    (end, span) => (span.end >= end - 1 && span.at >= from ? span.at : end),
    said.raw.length,
  )
  const purpose = withoutTrailing(withoutLeading(said.raw.slice(from, to), COURTESIES), COURTESIES)
  return purpose.length >= SHORTEST_PURPOSE ? purpose.slice(0, LONGEST_PURPOSE) : undefined
}

/** Of the report that is owed one is reminded as ever: only while it is owed. */
const isOfReport = ({ found }: Span): boolean =>
  found.kind === 'indicator' ||
  (found.kind === 'act' && found.act === 'report') ||
  (found.kind === 'measure' && found.measure === 'reported')

/** What stands before or behind a purpose and is none of it. */
const BESIDE: ReadonlySet<string> = new Set(['time', 'clock', 'delay', 'amount', 'ask', 'polar'])
