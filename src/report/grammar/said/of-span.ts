/** Spans of the utterance, by what they tell of the figures beside them. */
import type { Found, Span } from '../../../language/index.ts'
import type { Day } from '../../../office/day.ts'
import type { IndicatorId } from '../../../office/plan.ts'
import type { Names } from '../names/names.ts'
import { hasNumeral, ofAmount } from './of-amount.ts'
import type { At, Bare, Role, Said } from './said.ts'
import { whenOf } from './when.ts'

/** What a span is read against. */
export interface Reader {
  /** as long as the message, in the form that is read */
  readonly text: string
  readonly names: Names
  readonly today: Day
}

type Kind<K extends Found['kind']> = Extract<Found, { readonly kind: K }>

const role = (name: Role): Bare => ({ is: 'role', role: name })

export function ofSpan(span: Span, { text, names, today }: Reader): Said {
  const { at, end, found, latent = false, typed } = span
  const place = { at, end }
  const words = text.slice(at, end)
  switch (found.kind) {
    case 'indicator':
      return { ...named(found.ids, words, latent, typed !== undefined, names), ...place }
    case 'amount':
      return ofAmount(place, words, found, { latent })
    case 'compare':
      if (!hasNumeral(words)) return { ...role('completion'), ...place }
      return ofAmount(place, words, { ...found, kind: 'amount' }, { inexact: !/^[达到]/.test(words) })
    case 'time':
      return { ...timed(found, place, words, latent, today), ...place }
    case 'base':
      return { ...role(baseRole(found.of, words)), ...place }
    case 'region':
      return { ...(found.versus ? role('comparison') : ({ is: 'place', key: found.key } as const)), ...place }
    case 'own': {
      const level = found.level && { level: found.level }
      return { ...(found.versus ? role('comparison') : ({ is: 'place', ...level } as const)), ...place }
    }
    case 'measure':
      return { ...measured(found, words), ...place }
    case 'repair':
      return { ...repaired(found.how), ...place }
    case 'act':
      return {
        ...(found.act === 'correct' ? ({ is: 'side', side: 'none' } as const) : ({ is: 'word' } as const)),
        ...place,
      }
    case 'extreme':
      return { is: latent ? 'word' : 'other', ...place }
    case 'clock':
    case 'document':
    case 'section':
      return { is: 'other', ...place }
    case 'unread':
      return found.like === 'amount'
        ? ofAmount(place, words, undefined)
        : { ...unread(found.like, place, words), ...place }
    default:
      return { is: 'word', ...place }
  }
}

function named(ids: readonly IndicatorId[], words: string, latent: boolean, isGuess: boolean, names: Names): Bare {
  const [id, another] = ids
  if (id === undefined || another !== undefined || latent) return { is: 'unread', like: 'name', ids }
  return { is: 'name', id, whole: !isGuess && names.isWhole(words.replace(/\s/g, ''), id) }
}

function timed(found: Kind<'time'>, place: At, words: string, latent: boolean, today: Day): Bare {
  if (found.versus) return role('change')
  const when = whenOf(found, place, words, latent, today)
  if (!when || !found.current) return when ? { is: 'time', when } : { is: 'word' }
  // 6月当月 says which month, 本月 does not
  return { is: 'mode', mode: 'increment', ...(!/^[本当这]/.test(words) && { when }) }
}

function baseRole(of: Kind<'base'>['of'], words: string): Role {
  if (of === 'year-ago') return 'year-ago'
  if (of === 'period-before') return words === '环比' ? 'change' : 'before'
  return 'comparison'
}

const ROLES: Readonly<Partial<Record<Kind<'measure'>['measure'], Role>>> = {
  goal: 'plan',
  forecast: 'plan',
  gap: 'gap',
  rate: 'completion',
  share: 'share',
}

function measured({ measure, is }: Kind<'measure'>, words: string): Bare {
  const name = ROLES[measure]
  if (name) return role(name)
  if (measure === 'reason') return { is: 'remark', until: 'line' }
  // 漏报1家
  if (measure === 'reported' && is === false) return { is: 'side', side: 'wrong' }
  if (measure === 'value') return is === 'mean' ? role('comparison') : { is: 'mode', mode: 'cumulative' }
  if (measure !== 'increment') return { is: 'word' }
  // a count that is told of what was raised is of one kind
  if (/^(?:提升|提高)/.test(words)) return role('sort')
  if (is === 'down' || /增速|增幅|增长|涨|^增$/.test(words)) return { is: 'way', down: is === 'down' }
  return { is: 'mode', mode: 'increment' }
}

function repaired(how: Kind<'repair'>['how']): Bare {
  if (how === 'only' || how === 'more') return { is: 'word' }
  return { is: 'side', side: how === 'instead' ? 'new' : 'wrong' }
}

const unread = (like: Kind<'unread'>['like'], place: At, words: string): Bare =>
  like === 'time' ? { is: 'time', when: { ...place, text: words, weak: false, guessed: true } } : { is: 'unread', like }
