/** When a reminder by hand is to go out, and whether it is urgent, by the words that wish for it. */
import { clausesOf, consistsOf, marksIn, spansIn, type Utterance } from '../../language/index.ts'
import type { Asked } from '../../message/command.ts'
import { at, clockOf, dayOf, type Instant, instant } from '../../office/day.ts'
import { instantWanted, isTimeUnclear } from './when.ts'
import { actIn } from './wish.ts'

/** When it is to go out; undefined where nothing says so: a period, or a day that is over, is what it is about. */
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
 * 催一下，吴兴说下午交; 催一下，周五厅里要用: when it is to go out is said with the wish, or by itself; else undefined.
 * `unclear`: 每周一, which nobody can set.
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

/** Words behind a time say what is then, and not when this is: 周五厅里要用, 7月5号就截止了. */
export function isNothingButTime(said: Utterance): boolean {
  const times = [...spansIn(said, 'time'), ...spansIn(said, 'clock'), ...spansIn(said, 'delay')]
  const last = Math.max(...times.map(({ end }) => end))
  const behind = said.small.filter(({ part, at }) => part.kind === 'filler' && at >= last)
  return consistsOf(said, ...WHEN) && behind.reduce((length, { at, end }) => length + end - at, 0) < 2
}

/** Whether it is to be urgent: undefined where nothing is said of it. */
export const urgencyIn = (said: Utterance): '1' | '0' | undefined => {
  const told = spansIn(said, 'act').flatMap(({ found }) => found.urgent ?? [])
  if (marksIn(said, 'ordinary').length > 0 || told.includes(false)) return '0'
  return told.length > 0 ? '1' : undefined
}
