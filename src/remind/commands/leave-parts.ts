/** 改成10到12, 让小陈接: what words change of leave that was asked for or recorded. */
import { clausesOf, marksIn, spansIn, type Utterance } from '../../language/index.ts'
import type { Act } from '../../message/act.ts'
import type { Wire } from '../../message/input.ts'
import type { Calendar } from '../../office/calendar.ts'
import { type Day, parseDay } from '../../office/day.ts'
import { type Changeable, single } from '../../open/index.ts'
import { type DayRange, stretchWanted } from './when.ts'
import { deputyIn, withoutReason } from './wish.ts'

/** Characters in which somebody names who stands in; what is longer says something else. */
export const LONGEST_NAMING = 20

/** Characters that a person's name has at least. */
export const SHORTEST_NAME = 2

/**
 * How words change each field of a leave that was shown or recorded: its days, and who stands in.
 * @param before the leave as it stands
 */
export const leaveParts = (today: Day, before: Wire, calendar: Calendar): Readonly<Record<string, Changeable>> => {
  const days = ({ ahead }: Act): DayRange | undefined => daysSaid(ahead, today, before, calendar)
  return {
    from: single((act) => days(act)?.from),
    to: single((act) => days(act)?.to),
    stand_in: single((act) => {
      if (days(act)) return deputyIn(act.ahead)
      return isDenied(act.ahead) ? nameIn(act) : (deputyIn(act.ahead) ?? nameIn(act))
    }),
  }
}

/** Of several clauses the one that says a stretch (改成10到12，13号我回来); of what is denied the other (周五不请，就周四). */
function daysSaid(said: Utterance, today: Day, before: Wire, calendar: Calendar): DayRange | undefined {
  const begins = parseDay(before['from'] ?? '') ?? today
  const read = (one: Utterance): DayRange | undefined => {
    // a length of time counts from the day on which leave begins: 改成三天
    const from = spansIn(one, 'time').length === 0 ? begins : today
    const wanted = stretchWanted(withoutReason(one), from, calendar)
    return numbered(one, begins) ?? (wanted.kind === 'said' ? wanted.is : undefined)
  }
  const clauses = clausesOf(said)
  const kept = clauses.filter((one) => !isDenied(one))
  const stretches = kept.flatMap((one) => read(one) ?? [])
  const [only, another] = stretches
  if (kept.length < clauses.length) return another ? undefined : only
  const [long, longer] = stretches.filter(({ from, to }) => from < to)
  return long && !longer ? long : read(said)
}

/** 10到12, of leave that begins in July: two bare numbers are days of its month. */
function numbered(said: Utterance, begins: Day): DayRange | undefined {
  const numbers = [...spansIn(said, 'amount'), ...spansIn(said, 'compare')].flatMap(({ found }) =>
    found.unit === undefined ? [found.value.padStart(2, '0')] : [],
  )
  const [from, to, ...more] = numbers.flatMap((one) => parseDay(`${begins.slice(0, 7)}-${one}`) ?? [])
  return from && to && more.length === 0 && spansIn(said, 'time').length === 0 ? { from, to } : undefined
}

/** Who takes over, where nothing marks the name: it is looked for on the roster. Taking a stand-in out names none. */
function nameIn({ act, ahead }: Act): string | undefined {
  const isName =
    ahead.raw.length <= LONGEST_NAMING && spansIn(ahead, 'unread').some(({ at, end }) => end - at >= SHORTEST_NAME)
  if (act !== 'set' || !isName) return undefined
  return isDenied(ahead) ? '' : ahead.raw.trim()
}

const isDenied = (said: Utterance): boolean => marksIn(said, 'not', 'forbid').length > 0
