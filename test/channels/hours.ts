/** When an office is ticked where only what goes out at its hours is asked. */
const HOURS = ['09:05', '09:20', '09:50', '15:20', '16:50']

/** The hours of each day after one time up to another, which is the last: 2017-07-03 09:05. */
export function hoursUntil(from: string, to: string): string[] {
  const hours: string[] = []
  const last = to.slice(0, 10)
  for (let day = from.slice(0, 10); day <= last; day = dayAfter(day))
    hours.push(...HOURS.map((hour) => `${day} ${hour}`))
  return [...hours.filter((hour) => from < hour && hour < to), to]
}

const dayAfter = (day: string): string => new Date(Date.parse(`${day}T00:00Z`) + 86_400_000).toISOString().slice(0, 10)
