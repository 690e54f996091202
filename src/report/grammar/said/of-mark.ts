/** The small words between spans, by what they tell of the figures beside them. */
import type { Small } from '../../../language/index.ts'
import type { Bare } from './said.ts'

type Part = Small['part']

/** Marks that say more here than that they joined nothing. */
export const TELLS: ReadonlySet<string> = new Set([
  ...['direction', 'unit', 'sort', 'plan', 'others', 'not', 'into', 'mode', 'tenths', 'calendar', 'limit', 'aside'],
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
  every: { is: 'each', how: 'all' },
  not: { is: 'unread', like: 'other' },
  // 由40%提高到42%, 把13家改为11家, 报成85家
  ...{ into: OLD, tenths: OLD },
  ...{ done: GLUE, is: GLUE, of: GLUE, limit: GLUE, calendar: GLUE },
  aside: ASIDE,
}

const FILLERS: Readonly<Record<NonNullable<Extract<Part, { readonly kind: 'filler' }>['as']>, Bare>> = {
  part: { is: 'role', role: 'part' },
  kind: { is: 'role', role: 'sort' },
  'in-turn': IN_TURN,
  remark: { is: 'remark', until: 'line' },
  aside: ASIDE,
  ...{ actual: { is: 'word' }, same: { is: 'word' } },
}

/** @param words in the form that is read */
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
  return { is: /^[@\d]/.test(words) ? 'other' : 'word' }
}
