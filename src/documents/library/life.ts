/** From when until when a paper is in force, and what it puts out of force. */
import { addDays, type Day, dateOf, day, monthOf, yearOf } from '../../office/day.ts'
import { readDay } from '../structure/front.ts'
import { readOrdinal } from '../structure/numerals.ts'

/** When a paper is in force, and what it repeals, as far as its text says so. */
export interface Life {
  readonly effective?: Day
  readonly expires?: Day
  /** titles of the documents that it repeals */
  readonly repeals?: readonly string[]
}

const DAY = '20\\d\\d\\s?年\\s?\\d{1,2}\\s?月\\s?\\d{1,2}\\s?日'
const EFFECTIVE = new RegExp(`自\\s?(${DAY})\\s?起(?:正式)?(?:施行|实施|执行|生效)`)
const EXPIRES = new RegExp(`有效期(?:限)?(?:为)?(?:[^，。；]{0,16}?)?(?:至|到)\\s?(${DAY})`)

const ON_ISSUE = /自(?:印发|发布|公布|发文)之日起(?:正式)?(?:施行|实施|执行|生效)/
const IN_FORCE = /起(?:正式)?(?:施行|实施|执行|生效)/
const YEARS = /有效期(?:限)?(?:为|是)?\s?(\d{1,2}|[一二两三四五六七八九十])\s?年/

/**
 * From when to when a paper is in force, and which titles it repeals, as far as it says so.
 * @param sentences of the whole paper, in order
 * @param issued    the day that 自印发之日起 means
 */
export function lifeOf(sentences: readonly string[], issued?: Day): Life {
  const life: { -readonly [K in keyof Life]: Life[K] } = {}
  for (const [at, text] of sentences.entries()) {
    const effective = readDay(EFFECTIVE.exec(text)?.[1] ?? '') ?? (ON_ISSUE.test(text) ? issued : undefined)
    const term = IN_FORCE.test(text) ? yearsOf(YEARS.exec(text)?.[1]) : undefined
    const expires = readDay(EXPIRES.exec(text)?.[1] ?? '') ?? (effective && term ? after(effective, term) : undefined)
    if (effective) life.effective ??= effective
    if (expires) life.expires ??= expires
    if (!/同时废止|予以废止|停止执行/.test(text)) continue
    // 同时废止 may stand alone: 《…》… 同时废止 over two sentences.
    const named = /《/.test(text) ? text : `${sentences[at - 1] ?? ''}${text}`
    const repeals = [...named.matchAll(/《([^》]{2,80})》/g)].map((match) => match[1] ?? '')
    if (repeals.length) life.repeals = [...(life.repeals ?? []), ...repeals]
  }
  return life
}

const yearsOf = (text: string | undefined): number | undefined =>
  text === undefined ? undefined : text === '两' ? 2 : readOrdinal(text)

/** 自2020年7月1日起施行，有效期5年: the last day is 30 June 2025. */
function after(from: Day, years: number): Day | undefined {
  const anniversary = day(yearOf(from) + years, monthOf(from), dateOf(from))
  return anniversary && addDays(anniversary, -1)
}
