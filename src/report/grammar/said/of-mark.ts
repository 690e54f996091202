/** The small words between spans, by what they tell of the figures beside them. */
import type { Small } from '../../../language/index.ts'
import type { Bare, Role } from './said.ts'

/** Marks that say more here than that they joined nothing. */
export const TELLS: ReadonlySet<string> = new Set([
  ...['direction', 'unit', 'sort', 'plan', 'others', 'not', 'into', 'mode', 'tenths', 'calendar', 'limit', 'aside'],
])

const role = (name: Role): Bare => ({ is: 'role', role: name })

/** @param words in the form that is read */
export function ofMark(part: Small['part'], words: string): Bare {
  switch (part.kind) {
    case 'break':
      return { is: 'break', strong: true, line: words === '\n' }
    case 'comma':
      return { is: 'break', strong: false, line: false }
    case 'and':
    case 'open':
    case 'close':
    case 'colon':
    case 'blank':
    case 'paper':
      return { is: part.kind }
    case 'mode':
      return { is: 'mode', mode: part.mode }
    case 'direction':
      return { is: 'way', down: part.down }
    case 'unit':
      return { is: 'unit', unit: part.unit }
    case 'sort':
    case 'plan':
      return role(part.kind)
    case 'others':
      return { is: 'rest' }
    case 'every':
      return { is: 'each', how: 'all' }
    case 'not':
      return { is: 'unread', like: 'other' }
    // 由40%提高到42%, 把13家改为11家, 报成85家
    case 'into':
    case 'tenths':
      return { is: 'side', side: 'old' }
    case 'done':
    case 'is':
    case 'of':
    case 'limit':
    case 'calendar':
      return { is: 'glue' }
    case 'aside':
      return { is: 'remark', until: 'comma' }
    case 'filler':
      return aside(part.as, words)
    default:
      return { is: 'word' }
  }
}

function aside(as: Extract<Small['part'], { readonly kind: 'filler' }>['as'], words: string): Bare {
  switch (as) {
    case 'part':
      return role('part')
    case 'kind':
      return role('sort')
    case 'in-turn':
      return { is: 'each', how: 'in-turn' }
    case 'remark':
      return { is: 'remark', until: 'line' }
    case 'aside':
      return { is: 'remark', until: 'comma' }
    default:
      if (/^(?:共|一共|总共)$/.test(words)) return { is: 'mode', mode: 'cumulative' }
      if (/^[—~_…?.^→>#-]+$/.test(words)) return { is: 'colon' }
      return { is: /^[@\d]/.test(words) ? 'other' : 'word' }
  }
}
