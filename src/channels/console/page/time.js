/** Instants as people read them, in office time (+08:00) whatever the browser's zone. */

const OFFSET_MS = 8 * 3_600_000
const WEEKDAYS = ['周日', '周一', '周二', '周三', '周四', '周五', '周六']

/** @param {number} at */
const parts = (at) => new Date(at + OFFSET_MS)

/** `2017-06-30` @param {number} at */
export const dayOf = (at) => parts(at).toISOString().slice(0, 10)

/** `09:05` @param {number} at */
export const clockOf = (at) => parts(at).toISOString().slice(11, 16)

/** `6月30日 周五` @param {number} at */
export function dayName(at) {
  const day = parts(at)
  return `${day.getUTCMonth() + 1}月${day.getUTCDate()}日 ${WEEKDAYS[day.getUTCDay()]}`
}

/** `6月30日 周五 09:05` @param {number} at */
export const fullName = (at) => `${dayName(at)} ${clockOf(at)}`

/** For lists: the clock today, the day otherwise. @param {number} at @param {number} now */
export const shortName = (at, now) => (dayOf(at) === dayOf(now) ? clockOf(at) : (dayName(at).split(' ')[0] ?? ''))
