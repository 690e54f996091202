/** From when until when a paper is in force, and what it puts out of force. */
import type { Day } from '../office/day.ts'
import { readDay } from './front.ts'

export interface Life {
  readonly effective?: Day
  readonly expires?: Day
  /** titles of the documents that it repeals */
  readonly repeals?: readonly string[]
}

const DAY = '20\\d\\d\\s?年\\s?\\d{1,2}\\s?月\\s?\\d{1,2}\\s?日'
const EFFECTIVE = new RegExp(`自\\s?(${DAY})\\s?起(?:正式)?(?:施行|实施|执行|生效)`)
const EXPIRES = new RegExp(`有效期(?:限)?(?:为)?(?:[^，。；]{0,16}?)?(?:至|到)\\s?(${DAY})`)

/** @param sentences of the whole paper, in order */
export function lifeOf(sentences: readonly string[]): Life {
  const life: { -readonly [K in keyof Life]: Life[K] } = {}
  for (const [at, text] of sentences.entries()) {
    const effective = readDay(EFFECTIVE.exec(text)?.[1] ?? '')
    const expires = readDay(EXPIRES.exec(text)?.[1] ?? '')
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
