/** Remarks beside the figures: 备注 … to the end of the line, 联系人 … to the next comma. Nothing in them is a figure. */
import type { At, Said } from '../said/said.ts'
import { isSaid, isStrong, nextAfter } from './subjects.ts'

export interface Noted {
  readonly said: readonly Said[]
  /** the remark as it stands in the message */
  readonly note?: At
}

export function withoutNotes(said: readonly Said[], text: string): Noted {
  const out: Said[] = []
  let note: At | undefined
  for (let i = 0; i < said.length; i++) {
    const one = said[i]
    if (one?.is !== 'remark' || !isHead(one, said, i, text)) {
      if (one) out.push(one.is === 'remark' ? { is: 'word', at: one.at, end: one.end } : one)
      continue
    }
    const end = one.until === 'line' ? endOfRemark(said, i) : endOfAside(said, i, one.until)
    const to = said[end - 1]?.end ?? one.end
    if (one.until === 'line') note ??= { at: one.end, end: to }
    i = end - 1
  }
  return { said: out, ...(note && { note }) }
}

/** 说明 and 原因 are remarks only with a colon. */
const isHead = (
  { until, at, end }: Extract<Said, { readonly is: 'remark' }>,
  said: readonly Said[],
  i: number,
  text: string,
) => until !== 'line' || /^备/.test(text.slice(at, end)) || said[nextAfter(said, i, isSaid)]?.is === 'colon'

/** To the line's end; earlier where a new entry begins (；低小散 96家) or a last 截至 day holds for the report. */
function endOfRemark(said: readonly Said[], i: number): number {
  let end = i + 1
  let lastDay: number | undefined
  for (; end < said.length; end++) {
    const one = said[end]
    if (one?.is === 'break' && one.line) break
    if (isStrong(one) && isEntry(said, end)) return end
    if (one?.is === 'time') lastDay = end
    else if (isSaid(one ?? NONE) && !isStrong(one)) lastDay = undefined
  }
  const day = lastDay === undefined ? undefined : said[lastDay]
  const before = lastDay === undefined ? undefined : said[lastDay - 1]?.is
  const isApart = lastDay !== undefined && lastDay > i + 1 && (before === 'blank' || before === 'break')
  return isApart && day?.is === 'time' && !day.when.open ? (lastDay ?? end) : end
}

const NONE: Said = { is: 'blank', at: 0, end: 0 }

/** A strong break, a name and then a number. */
function isEntry(said: readonly Said[], i: number): boolean {
  const isTold = ({ is }: Said): boolean => is !== 'blank' && is !== 'colon'
  const first = nextAfter(said, i, isTold)
  return said[first]?.is === 'name' && said[nextAfter(said, first, isTold)]?.is === 'amount'
}

/** To the next comma, name or day; the day of a paper is its own: 根据5月20日通知. */
const endOfAside = (said: readonly Said[], i: number, until: string): number =>
  nextAfter(
    said,
    i,
    ({ is }) =>
      is === 'break' || is === 'name' || is === 'nil' || is === 'close' || (is === 'time' && until === 'comma'),
  )
