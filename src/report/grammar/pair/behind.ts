/** What the words right behind a number say of it: 18家有误, 12家（累计）, 1.5个百分点至41.6%. */
import type { Said } from '../said/said.ts'
import type { When } from '../said/when.ts'
import { type Around, aroundOf } from './around.ts'
import { isSaid, nextAfter } from './subjects.ts'

/**
 * What the words right behind a number say of it. `isOld`: another number takes its place. Absent: nothing was said
 * of it.
 */
export interface Behind extends Pick<Around, 'role' | 'mode' | 'down'> {
  readonly isOld: boolean
  /** 56家（10月底）: that figure's own */
  readonly when?: When
  /** where the words for the next number begin */
  readonly next: number
}

/**
 * Reads the bracket or the word that follows a number: 18家有误, 12家（累计）, 421家→412家.
 * @param index the number's place in `said`
 * @param text in the form that is read
 */
export function behindOf(said: readonly Said[], index: number, text: string): Behind {
  return bracketBehind(said, index) ?? wordBehind(said, index, text)
}

function bracketBehind(said: readonly Said[], index: number): Behind | undefined {
  if (said[index + 1]?.is !== 'open') return undefined
  const end = nextAfter(said, index + 1, ({ is }) => is === 'close' || is === 'amount' || is === 'name')
  const inside = said[end]?.is === 'close' ? said.slice(index + 2, end) : []
  if (inside.length === 0) return undefined
  const { mode, role, labels, whens } = aroundOf(inside)
  const [when, another] = whens
  const isDated = when && !another && labels.length === 0 && role === undefined
  return { isOld: false, next: end + 1, ...(mode && { mode }), ...(isDated && { when }) }
}

function wordBehind(said: readonly Said[], index: number, text: string): Behind {
  const none: Behind = { isOld: false, next: index + 1 }
  const place = nextAfter(said, index, isSaid)
  const word = said[place]
  const next = said[nextAfter(said, index, ({ is }) => is === 'amount' || is === 'break' || is === 'name')]
  const link = next?.is === 'amount' ? text.slice(said[index]?.end, next.numeral.at).trim() : ''
  // 421家→412家: the old figure and the new one
  if (/^(?:→|[-=—]*>)$/.test(link)) return { ...none, isOld: true }
  if (/^(?:至|到|达|达到)$/.test(link)) return { ...none, role: 'change' }
  const following = said[nextAfter(said, place, isSaid)]?.is
  const leadsOn = following === 'amount' || following === 'colon'
  // 2家未处置
  if (word?.is === 'role' && word.role === 'completion' && /^[没未]/.test(text.slice(word.at, word.end)))
    return { ...none, role: 'gap' }
  if (word?.is === 'way' && !leadsOn) return { ...none, down: word.down }
  // 18家有误, 13家更正为11家; in 12家 漏报1家 the slip is the next number's
  return word?.is === 'side' && (word.side === 'new' || (word.side === 'wrong' && !leadsOn))
    ? { ...none, isOld: true }
    : none
}
