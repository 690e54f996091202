/** When a reminder by hand is to go out, and whether it is urgent, by the words that wish for it. */
import { clausesOf, consistsOf, marksIn, spansIn, type Utterance } from '../../language/index.ts'
import type { Asked } from '../../message/command.ts'
import { at, clockOf, dayOf, type Instant, instant } from '../../office/day.ts'
import { instantWanted, isTimeUnclear } from './when.ts'
import { actIn } from './wish.ts'

/**
 * When a reminder is to go out, as a field of a press; a time that is over is what it is about.
 * @param before the time as it stood: a clock without a day is of that day
 * @returns undefined where nothing says when
 */
export function timeSaid(ahead: Utterance, now: Instant, before?: string): string | undefined {
  const isOfTime =
    spansIn(ahead, 'clock').length + spansIn(ahead, 'delay').length > 0 ||
    spansIn(ahead, 'time').some(({ found, latent }) => !latent && found.grain === 'day' && found.to > dayOf(now))
  const wanted = isOfTime ? instantWanted(ahead, now, actIn(ahead, 'remind')) : undefined
  if (wanted?.kind !== 'said') return undefined
  // an hour alone is of the day that was said before: 改四点
  const isClock = before !== undefined && spansIn(ahead, 'time').length + spansIn(ahead, 'delay').length === 0
  const is = isClock ? at(dayOf(instant(Number(before))), clockOf(wanted.is)) : wanted.is
  return is > now ? String(is) : undefined
}

/**
 * When a reminder by hand is to go out, said with the wish or in a clause of its own.
 * @returns undefined: at once; `unclear`: again and again (每周一), which cannot be set
 */
export function timeWished({ said, now }: Asked): Instant | 'unclear' | undefined {
  const clauses = clausesOf(said('ahead'))
  const isOfWish = (one: Utterance): boolean => actIn(one, 'remind') !== undefined || isNothingButTime(one)
  const own = clauses.some((one) => actIn(one, 'remind')) ? clauses.filter(isOfWish) : [said('ahead')]
  if (own.some(isTimeUnclear)) return 'unclear'
  const [first] = own.flatMap((one) => timeSaid(one, now) ?? [])
  return first === undefined ? undefined : instant(Number(first))
}
const WHEN = ['time', 'clock', 'delay', 'polar', 'ask'] as const

/** Whether a message says when and nothing besides. In 周五厅里要用 the time is of something else. */
export function isNothingButTime(said: Utterance): boolean {
  const times = [...spansIn(said, 'time'), ...spansIn(said, 'clock'), ...spansIn(said, 'delay')]
  const last = Math.max(...times.map(({ end }) => end))
  const behind = said.small.filter(({ part, at }) => part.kind === 'filler' && at >= last)
  return consistsOf(said, ...WHEN) && behind.reduce((length, { at, end }) => length + end - at, 0) < 2
}

/** Whether it is to be urgent ('1') or not ('0'); undefined where nothing is said of it. */
export const urgencyIn = (said: Utterance): '1' | '0' | undefined => {
  const told = spansIn(said, 'act').flatMap(({ found }) => found.urgent ?? [])
  if (marksIn(said, 'ordinary').length > 0 || told.includes(false)) return '0'
  return told.length > 0 ? '1' : undefined
}
