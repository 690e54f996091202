/** Where a numbered paragraph's heading ends and its body begins. */
import type { Kind, Marker } from './marker.ts'

/** The heading of a provision, and where its body begins; offsets into the paragraph that the number opens. */
export interface Heading {
  /** empty where the number is followed by its text at once */
  readonly text: string
  /** index of the heading's first character */
  readonly from: number
  /** index of the body's first character; the length of the text when there is no body */
  readonly bodyFrom: number
}

const FIGURE = /(?<![\d.,])\d[\d.,]*\s?(?:[万亿]?(?:家|户|个|项|亩|吨|元|平方米|公里|人)|%|％|个百分点)/

/**
 * The heading behind a provision's number: up to the first full stop, or the whole line where it is short and a body
 * follows.
 *
 * @param bodyFollows an unnumbered paragraph follows, and the provisions of the same level before have headings
 */
export function headingOf(text: string, marker: Marker, bodyFollows: boolean): Heading {
  const from = marker.length
  const rest = text.slice(from)
  const none: Heading = { text: '', from, bodyFrom: from }
  const whole = (): Heading => ({
    text: rest.replace(/(?<![\s*_：:。])[\s*_：:。]+$/, ''),
    from,
    bodyFrom: text.length,
  })
  if (!rest) return { text: '', from, bodyFrom: text.length }
  if (['book', 'part', 'chapter', 'section'].includes(marker.kind)) return rest.length <= 60 ? whole() : none
  if (marker.kind === 'article') return articleHeading(rest, none, whole, bodyFollows)
  const apart = /^([^，。；：\s]{2,20})(?:\s{2,}|　+)(?=\S{10})/.exec(rest)
  if (apart?.[1]) return { text: apart[1], from, bodyFrom: from + apart[0].length }
  const stop = fullStop(rest)
  if (stop < 0) return withoutStop(rest, marker.kind, none, whole)
  const head = rest.slice(0, stop)
  if (FIGURE.test(head) || head.includes('；')) return none
  if (stop === rest.length - 1) return bodyFollows && head.length <= 25 && !/[，：]/.test(head) ? whole() : none
  const colon = leadColon(head)
  if (colon > 0) return { text: rest.slice(0, colon), from, bodyFrom: from + colon + 1 }
  return head.length <= 45 ? { text: head, from, bodyFrom: from + stop + 1 } : none
}

/** 第五条【申请条件】…, 第五条（申请条件）…: a statute's articles have headings in brackets or none. */
function articleHeading(rest: string, none: Heading, whole: () => Heading, bodyFollows: boolean): Heading {
  const bracket = /^(?:【([^】]{2,20})】|[（(]([^）)一二三四五六七八九十\d]{2,20})[）)])\s*/.exec(rest)
  if (bracket) {
    const text = bracket[1] ?? bracket[2] ?? ''
    return { text, from: none.from + 1, bodyFrom: none.from + bracket[0].length }
  }
  return bodyFollows && rest.length <= 25 && !/[。；，：]/.test(rest) ? whole() : none
}

function withoutStop(rest: string, kind: Kind, none: Heading, whole: () => Heading): Heading {
  const colon = leadColon(rest)
  if (colon > 0 && colon < rest.length - 1)
    return { text: rest.slice(0, colon), from: none.from, bodyFrom: none.from + colon + 1 }
  const fine = kind === 'number' || kind === 'subnumber' || kind === 'circle' || kind === 'lead'
  if (rest.length > 50 || /[；，、]$/.test(rest) || FIGURE.test(rest) || (fine && /[，；]/.test(rest))) return none
  return whole()
}

/** The first full stop outside of brackets. */
function fullStop(text: string): number {
  let depth = 0
  const end = Math.min(text.length, 300)
  for (let i = 0; i < end; i++) {
    const c = text.charAt(i)
    if ('（(《'.includes(c)) depth++
    else if ('）)》'.includes(c)) depth = Math.max(0, depth - 1)
    else if (c === '。' && depth === 0) return i
  }
  return text.indexOf('。', end) >= 0 ? text.indexOf('。', end) : -1
}

/** 工作目标：…: a short name before a colon. */
function leadColon(head: string): number {
  const at = head.search(/[：:]/)
  return at > 0 && at <= 16 && !/[，。；]/.test(head.slice(0, at)) ? at : -1
}
