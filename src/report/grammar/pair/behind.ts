/** What the words right behind a number say of it: 20家的目标, 18家有误, 12家（累计）, 1.5个百分点至41.6%. */
import type { Mode } from '../../../ledger/index.ts'
import type { Role, Said } from '../said/said.ts'
import type { When } from '../said/when.ts'
import { aroundOf } from './around.ts'
import { isSaid, nextAfter } from './subjects.ts'

export interface Behind {
  readonly role?: Role
  readonly isOld: boolean
  readonly mode?: Mode
  /** 56家（10月底）: that figure's own */
  readonly when?: When
  /** 6.1% 下降 */
  readonly down?: boolean
  /** where the words for the next number begin */
  readonly next: number
}

/** @param index the number's place among what is said */
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
  return {
    isOld: false,
    next: end + 1,
    ...(mode && { mode }),
    ...(role === 'plan' && { role }),
    ...(isDated && { when }),
  }
}

function wordBehind(said: readonly Said[], index: number, text: string): Behind {
  const none: Behind = { isOld: false, next: index + 1 }
  const next = said[index + 1]
  const second = said[index + 2]
  const amount = second?.is === 'amount' ? second : next?.is === 'amount' ? next : undefined
  const link = next && amount === second ? text.slice(next.at, next.end) : ''
  // 421家→412家: the old figure and the new one
  const later = said[nextAfter(said, index, ({ is }) => is !== 'blank' && is !== 'colon')]
  const between = text.slice(said[index]?.end, later?.at)
  if (later?.is === 'amount' && /^ *(?:→|[-=—]*>) *$/.test(between)) return { ...none, isOld: true }
  if (amount && (/^(?:至|到|达|达到)$/.test(link) || (amount === next && /^(?:至|到|达|达到)/.test(amount.before))))
    return { ...none, role: 'change' }
  const first = nextAfter(said, index, isSaid)
  const isOf = said[first] !== undefined && text.slice(said[first]?.at, said[first]?.end) === '的'
  const place = isOf ? first + 1 : first
  const word = said[place]
  const following = said[nextAfter(said, place, isSaid)]
  const leadsOn = following?.is === 'amount' || following?.is === 'colon'
  if (word?.is === 'role' && word.role === 'plan' && place === index + (isOf ? 2 : 1) && !leadsOn)
    return { ...none, role: 'plan' }
  // 2家未处置
  if (word?.is === 'role' && word.role === 'completion' && /^[没未]/.test(text.slice(word.at, word.end)))
    return { ...none, role: 'gap' }
  if (word?.is === 'way' && !leadsOn) return { ...none, down: word.down }
  // 18家有误, 13家更正为11家; in 12家 漏报1家 the slip is the next number's
  const isOld = place === first && word?.is === 'side' && (word.side === 'new' || (word.side === 'wrong' && !leadsOn))
  return isOld ? { ...none, isOld: true } : none
}
