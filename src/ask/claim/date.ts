/** Days of a year as papers and people word them: 8月底 is 8月31日; a month alone agrees with any of its days. */

/** The last day of each month; a paper that names the 29th of February does so in words of its own. */
const LAST = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
const AT_END = ['底', '末']

export function sameDate(one: string, other: string): boolean {
  const [month, day] = parts(one)
  const [otherMonth, otherDay] = parts(other)
  return month === otherMonth && (!day || !otherDay || day === otherDay)
}

function parts(text: string): [number, string] {
  const [month = '', day = ''] = text.split('月')
  const bare = AT_END.includes(day) ? String(LAST[Number(month) - 1] ?? day) : day
  return [Number(month), [...bare].filter((char) => char !== '日' && char !== '号').join('')]
}
