/** What points to something shown before, as the thing itself: 第二个, 这些县, 那四个, 它. No command need know of it. */
import type { Found, Reading, Span, Utterance } from '../../language/index.ts'
import { endsTalk, type Turn } from '../../message/command.ts'
import type { Listed } from '../../message/thread.ts'

/** What a talk has shown that can be pointed to. */
export interface Pointed {
  /** what was shown last, one or several */
  readonly newest: readonly Listed[]
  /** the last of several, in their order: one list, or places spoken of one after the other */
  readonly several: readonly Listed[]
  /** by the very last message */
  readonly isJust: boolean
}

/** @param turns oldest first */
export function pointedIn(turns: readonly Turn[]): Pointed | undefined {
  // what showed something else has put it out of sight
  const hidden = turns.findLastIndex(
    (turn) => endsTalk(turn) || (turn.kept && !turn.kept.listed && (turn.kept.request ?? turn.kept.shown)),
  )
  const lists = turns.slice(hidden + 1).flatMap(({ kept }) => (kept?.listed ? [kept.listed] : []))
  const newest = lists.at(-1)
  if (!newest) return undefined
  const list = lists.findLast(({ length }) => length > 1)
  const since = lists.slice(list ? lists.lastIndexOf(list) + 1 : 0).flat()
  const row = distinct(since)
  return { newest, several: list ?? row, isJust: turns.at(-1)?.kept?.listed !== undefined }
}

const distinct = (all: readonly Listed[]): Listed[] =>
  [...new Map(all.toReversed().map((one) => [JSON.stringify(one), one])).values()].reverse()

/** @returns the same words, what they point to in the place of what points */
export function withPointed(said: Utterance, pointed: Pointed): Utterance {
  return { ...said, readings: said.readings.map((reading) => resolved(reading, pointed)) }
}

function resolved(reading: Reading, pointed: Pointed): Reading {
  const spans = reading.spans.flatMap((span) => {
    const meant = meantBy(span, reading.spans, pointed)
    return meant ? meant.flatMap((one) => spansOf(one, span)) : [othersThan(span, pointed)]
  })
  return { ...reading, spans }
}

/** 其他县, behind an answer on one: others than that one, and not than who asks. */
function othersThan(span: Span, { newest }: Pointed): Span {
  const { found } = span
  const places = newest.flatMap(({ place }) => (place === undefined ? [] : [place]))
  if (found.kind !== 'parts' || !found.but?.includes('own') || places.length !== 1) return span
  return { ...span, pointed: true, found: { ...found, but: places } }
}

const has = (spans: readonly Span[], ...kinds: readonly Found['kind'][]): boolean =>
  spans.some(({ found, latent }) => !latent && kinds.includes(found.kind))

function meantBy(
  { at, found }: Span,
  spans: readonly Span[],
  { newest, several, isJust }: Pointed,
): readonly Listed[] | undefined {
  switch (found.kind) {
    case 'extreme':
      return isOrdinal(found, at, spans) ? nth(several, found) : undefined
    case 'parts':
      if (found.those) return ofPlaces(several.length > 1 ? several : newest)
      return found.whole === 'own' && !found.but && !isAsked(spans) ? counted(several, found.n) : undefined
    case 'amount':
      return found.unit === '个' && !isAsked(spans) && !has(spans, 'region', 'indicator')
        ? counted(several, Number(found.value))
        : undefined
    case 'section':
      return isJust ? nth(several, { kind: 'extreme', end: 'first', nth: NUMERALS.indexOf(found.path) + 1 }) : undefined
    case 'them':
      // 我们比他们差多少: the one that was asked about before
      return has(spans, 'own', 'region') ? undefined : newest
    default:
      return undefined
  }
}

/** 第二个; 厂房第二名 and 湖州第二名 rank anew, 第一个报的 asks. */
function isOrdinal({ nth: n, measure }: Of<'extreme'>, at: number, spans: readonly Span[]): boolean {
  if (n === undefined || has(spans, 'parts', 'sorted', 'region')) return false
  if (measure !== undefined && !has(spans, 'amount')) return false
  return spans.every(({ at: other, found, latent }) => latent || found.kind !== 'indicator' || other > at)
}

const nth = (several: readonly Listed[], { end, nth: n = 1 }: Of<'extreme'>): readonly Listed[] | undefined => {
  const one = several.length > 1 && n > 0 ? several.at(end === 'first' ? n - 1 : -n) : undefined
  return one && [one]
}

/** 第一条 of what was shown is no section of a paper. */
const NUMERALS = '一二三四五六七八九十'

type Of<K extends Found['kind']> = Extract<Found, { readonly kind: K }>

/** 两个县里哪个快 asks which of them all. */
const isAsked = (spans: readonly Span[]): boolean =>
  has(spans, 'region', 'indicator') ||
  spans.some(({ found }) => found.kind === 'ask' && (found.for === 'which' || found.for === 'how-many'))

/** 这两个县: as many as were shown, or the last of those that were spoken of one by one. */
function counted(several: readonly Listed[], n: number | undefined): readonly Listed[] | undefined {
  const isAll = n !== undefined && n > 1 && n <= several.length
  return isAll ? ofPlaces(several.slice(-n)) : undefined
}

function ofPlaces(all: readonly Listed[]): readonly Listed[] | undefined {
  const places = [...new Set(all.flatMap(({ place }) => (place === undefined ? [] : [place])))]
  return places.length > 0 ? places.map((place): Listed => ({ place })) : undefined
}

const spansOf = ({ place, indicator }: Listed, { at, end }: Span): Span[] => [
  ...(place === undefined ? [] : [{ at, end, pointed: true as const, found: { kind: 'region', key: place } as const }]),
  ...(indicator === undefined
    ? []
    : [{ at, end, pointed: true as const, found: { kind: 'indicator', ids: [indicator] } as const }]),
]
