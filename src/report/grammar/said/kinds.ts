/** Spans of the utterance and the small words between them, by what they tell of the figures beside them. */
import type { Found, Small, Span } from '../../../language/index.ts'
import { isZero } from '../../../office/amount.ts'
import type { Day } from '../../../office/day.ts'
import type { IndicatorId } from '../../../office/plan.ts'
import type { Names } from '../names.ts'
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

/**
 * What a span of the office's reader says in a report: a number, a name, a day, a mark … What is of no account
 * becomes `word` or `glue`.
 */
export function ofSpan(span: Span, reader: Reader): Said {
  const place = { at: span.at, end: span.end }
  return { ...bareOf(span, place, reader), ...place }
}

function bareOf(span: Span, place: At, { text, names, today }: Reader): Bare {
  const { found, latent = false, typed } = span
  const words = text.slice(span.at, span.end)
  switch (found.kind) {
    case 'indicator':
      return named(found.ids, words, latent, typed !== undefined, names)
    case 'amount':
      return ofAmount(place, words, found, { latent })
    case 'compare':
      if (!hasNumeral(words)) return role('completion')
      return ofAmount(place, words, { ...found, kind: 'amount' }, { inexact: !/^[达到]/.test(words) })
    case 'time':
      return timed(found, place, words, latent, today)
    case 'base':
      return role(baseRole(found.of, words))
    case 'region':
      return found.versus ? role('comparison') : { is: 'place', key: found.key }
    case 'own':
      return found.versus ? role('comparison') : { is: 'place', ...(found.level && { level: found.level }) }
    case 'measure':
      return measured(found, words)
    case 'repair':
      return repaired(found.how)
    case 'ask':
      return { is: 'word', ...(found.for === 'whether' && { small: true }) }
    case 'polar':
      return found.says ? { is: 'word' } : { is: 'side', side: 'none', undoes: true }
    case 'act':
      return found.act === 'correct' ? { is: 'side', side: 'none' } : { is: 'word' }
    case 'extreme':
      return { is: latent ? 'word' : 'other' }
    case 'clock':
    case 'document':
    case 'section':
      return { is: 'other' }
    case 'unread':
      if (found.like === 'amount') return ofAmount(place, words, undefined)
      return found.like === 'time'
        ? { is: 'time', when: { ...place, text: words, weak: false, guessed: true } }
        : { is: 'unread', like: found.like }
    default:
      return { is: 'word' }
  }
}

function named(ids: readonly IndicatorId[], words: string, latent: boolean, isGuess: boolean, names: Names): Bare {
  const [id, another] = ids
  if (id === undefined || another !== undefined || latent) return { is: 'unread', like: 'name', ids }
  return { is: 'name', id, whole: !isGuess && names.isWhole(words.replace(/\s/g, ''), id) }
}

function timed(found: Kind<'time'>, place: At, words: string, latent: boolean, today: Day): Bare {
  if (found.versus) return role('change')
  const when = whenOf(found, { ...place, words, latent }, today)
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
  if (how === 'instead') return { is: 'side', side: 'new' }
  return { is: 'side', side: 'wrong', ...(how === 'not-that' && { undoes: true }) }
}

const DIGITS = '\\d零〇一二三四五六七八九十百千万亿两俩廿卅壹贰叁肆伍陆柒捌玖拾佰仟'
const NUMERAL = new RegExp(`[-+负]? ?(?:百分之)?[${DIGITS}](?:[${DIGITS}w.,点]| (?=[万亿]))*`)

/** Whether words hold a digit, full width or not, or a Chinese numeral. */
export const hasNumeral = (words: string): boolean => NUMERAL.test(words)

/** 横杠 in the place of a number: nothing new is told. A cell that is left empty tells nothing. */
export const isDash = (words: string): boolean => words !== '' && BLANK.test(words)
const BLANK = /^(?:[-—/\\.·]|--+|—+|空|空白)?$/

/** 新处置了 */
const FRESH = /^新(?!增)(.*?)了?$/

type FoundAmount = Extract<Found, { readonly kind: 'amount' }>

/**
 * What a number says in a report.
 * @param found what the reader made of it; absent: it cannot be told (三七十家)
 * @param words the span in the form that is read
 * @param options.latent it is 无 alone
 * @param options.inexact it is a bound (超过12家), and has no value
 */
export function ofAmount(
  { at }: At,
  words: string,
  found: FoundAmount | undefined,
  { latent = false, inexact = false } = {},
): Bare {
  if (found && isNil(found, words)) return { is: 'nil', bare: latent }
  const numeral = NUMERAL.exec(words)
  const from = numeral?.index ?? 0
  const before = words.slice(0, from).replace(/\s/g, '')
  const plus = /^ ?\+/.test(words.slice(from))
  // 半数 is no number of anything counted; 持平 is none at all
  const isExact = found && !found.about && !inexact && (numeral !== null || found.unit === undefined)
  const unit = found?.unit ?? (/亿$/.test(words) ? '元' : undefined)
  const fresh = FRESH.exec(before)?.[1]
  // +3 may be more, or merely not less
  const mode = fresh === undefined && (!plus || before !== '') ? found?.mode : undefined
  return {
    ...{ is: 'amount', before, plus },
    numeral: { at: at + from, end: at + from + (numeral?.[0].trimEnd().length ?? words.length) },
    ...(isExact && { value: found.value }),
    ...(unit !== undefined && { unit }),
    ...(mode && { mode }),
    ...(fresh !== undefined && { fresh }),
    ...(found?.change && { change: found.change }),
  }
}

/** 无新增, 零报告, 新增0. */
const isNil = ({ value, unit, mode }: FoundAmount, words: string): boolean =>
  isZero(value) && unit === undefined && mode === 'increment' && !words.startsWith('+')

type Part = Small['part']

/** The marks that say something in a report also where the reader joined them to nothing. */
export const TELLS: ReadonlySet<string> = new Set([
  ...['direction', 'unit', 'sort', 'plan', 'others', 'not', 'into', 'mode', 'tenths', 'calendar', 'limit', 'aside'],
  ...['except', 'excepted'],
])

const GLUE: Bare = { is: 'glue' }
const OLD: Bare = { is: 'side', side: 'old' }
const IN_TURN: Bare = { is: 'each', how: 'in-turn' }
const ASIDE: Bare = { is: 'remark', until: 'comma' }

const MARKS: Readonly<Partial<Record<Part['kind'], Bare>>> = {
  comma: { is: 'break', strong: false, line: false },
  ...{ and: { is: 'and' }, open: { is: 'open' }, close: { is: 'close' } },
  ...{ colon: { is: 'colon' }, blank: { is: 'blank' }, paper: { is: 'paper' } },
  ...{ sort: { is: 'role', role: 'sort' }, plan: { is: 'role', role: 'plan' } },
  others: { is: 'rest' },
  ...{ except: { is: 'except' }, excepted: { is: 'except' } },
  every: { is: 'each', how: 'all' },
  not: { is: 'unread', like: 'other' },
  // 由40%提高到42%, 把13家改为11家, 报成85家
  ...{ into: OLD, tenths: OLD },
  ...{ done: GLUE, is: GLUE, of: GLUE, limit: GLUE, calendar: GLUE },
  aside: ASIDE,
}

const SMALL: Bare = { is: 'word', small: true }
const FILLERS: Readonly<Record<NonNullable<Extract<Part, { readonly kind: 'filler' }>['as']>, Bare>> = {
  part: { is: 'role', role: 'part' },
  kind: { is: 'role', role: 'sort' },
  'in-turn': IN_TURN,
  remark: { is: 'remark', until: 'line' },
  aside: ASIDE,
  ...{ actual: { is: 'word' }, same: { is: 'word' } },
  ...{ suppose: SMALL, more: SMALL, enough: SMALL, figures: SMALL, last: SMALL, came: SMALL },
  ...{ tells: SMALL, notes: SMALL, everybody: SMALL, later: SMALL, earlier: SMALL },
}

/**
 * What a small word says in a report: a unit, a role, a mode …
 * @param words the word in the form that is read
 */
export function ofMark(part: Part, words: string): Bare {
  switch (part.kind) {
    case 'break':
      return { is: 'break', strong: true, line: words === '\n' }
    case 'mode':
      return { is: 'mode', mode: part.mode }
    case 'direction':
      return { is: 'way', down: part.down }
    case 'unit':
      return { is: 'unit', unit: part.unit }
    case 'filler':
      return part.as ? FILLERS[part.as] : filler(words)
    default:
      return MARKS[part.kind] ?? { is: 'word' }
  }
}

function filler(words: string): Bare {
  if (/^(?:共|一共|总共)$/.test(words)) return { is: 'mode', mode: 'cumulative' }
  if (/^[—~_…?.^→>#-]+$/.test(words)) return { is: 'colon' }
  return /^[@\d]/.test(words) ? { is: 'other' } : { is: 'word', small: true }
}
