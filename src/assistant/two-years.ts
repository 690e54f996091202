/** Two years at once: last year's figures are closed while this year's plan is there already. */
import { spansIn } from '../language/index.ts'
import type { Asked, Command, Press } from '../message/command.ts'
import type { Wire } from '../message/input.ts'
import { type Day, dayOf, yearOf } from '../office/day.ts'
import { spanOf } from '../office/period.ts'
import type { Plan } from '../office/plan.ts'

/** A plan with the commands that work on it. */
export interface Year {
  readonly plan: Plan
  readonly commands: readonly Command[]
}

/**
 * The commands of this year, each of which does for last year what is said or pressed of it.
 *
 * A message that names one of both years means that one. Without a time it means the year whose periods are owed:
 * last year's until the first period of the new plan is over.
 */
export const acrossYears = (current: Year, last: Year): Command[] =>
  current.commands.map((command) => {
    const earlier = last.commands.find(({ name }) => name === command.name)
    return earlier
      ? ofEither(command, earlier, (asked) => isOfLast(asked, current.plan, last.plan), [current.plan, last.plan])
      : command
  })

function isOfLast(asked: Asked, current: Plan, last: Plan): boolean {
  const times = spansIn(asked.said(), 'time').filter(({ found }) => !found.versus)
  const years = new Set(times.map(({ found }) => yearOf(found.to)))
  if (years.has(current.year)) return false
  return years.has(last.year) || (years.size === 0 && !hasBegun(current, dayOf(asked.now)))
}

/** Whether something of it has been owed: a period of its schedule is over, or it is not reported on at all. */
const hasBegun = ({ rules }: Plan, today: Day): boolean => {
  const owing = rules.filter(({ indicators }) => indicators.length > 0)
  return owing.length === 0 || owing.some(({ from }) => spanOf(from).to < today)
}

function ofEither(
  command: Command,
  earlier: Command,
  isLast: (asked: Asked) => boolean,
  [current, last]: readonly [Plan, Plan],
): Command {
  const of = (asked: Asked): Command => (isLast(asked) ? earlier : command)
  const { claims, continues, fills, offers, press, unsettled } = command
  return {
    ...command,
    run: (asked) => of(asked).run(asked),
    ...(claims && { claims: (asked) => of(asked).claims?.(asked) ?? false }),
    ...(continues && { continues: async (asked) => of(asked).continues?.(asked) }),
    ...(fills && { fills: (asked, waits) => of(asked).fills?.(asked, waits) }),
    ...(unsettled && { unsettled: async (asked) => of(asked).unsettled?.(asked) }),
    ...(offers && { offers: async (asked) => of(asked).offers?.(asked) }),
    ...(press && {
      press: (values: Wire): Press | undefined => {
        const year = yearIn(values)
        if (year === last.year) return earlier.press?.(values)
        const read = press(values)
        if (!read || year === current.year) return read
        return { ...read, run: (asked) => (isLast(asked) ? (earlier.press?.(values) ?? read) : read).run(asked) }
      },
    }),
  }
}

/** The one year that a button's own values name: 2025-12, 2025-12-31. */
function yearIn(values: Wire): number | undefined {
  const years = new Set(JSON.stringify(values).match(/(?<!\d)\d{4}(?=-(?:\d\d|Q\d|W\d))/g))
  const [year, another] = years
  return year !== undefined && another === undefined ? Number(year) : undefined
}
