/** What the words before a number say of it: whose turn it is, since when, up or down, or that it is no value. */
import type { DateMention } from '../../../office/dates.ts'
import type { Role } from '../tokens/lexicon.ts'
import type { Token } from '../tokens/tokens.ts'

export interface Around {
  readonly role?: Role
  readonly mode?: 'cumulative' | 'increment'
  /** 增加: an increment, probably */
  readonly modeWeak: boolean
  readonly down?: boolean
  /** 降至: what follows is a level */
  readonly level: boolean
  readonly side?: 'new' | 'old'
  readonly each?: 'in-turn' | 'all'
  /** a unit that stands apart: 标准厂房（万平方米） 2.4 */
  readonly unit?: string
  readonly dates: readonly DateMention[]
  /** unread stretches of the clause, soft words included */
  readonly labels: readonly {
    readonly from: number
    readonly to: number
    readonly soft: boolean
    readonly verb: boolean
  }[]
  readonly rest: boolean
}

/** While it is made; its lists are its own, so that they grow in place. */
type Growing = { -readonly [K in keyof Around]: Around[K] } & {
  dates: DateMention[]
  labels: Around['labels'][number][]
}

const fresh = (): Growing => ({ modeWeak: false, level: false, dates: [], labels: [], rest: false })

/** Roles that end where a clause says what was really reached. */
const UNTIL_ACTUAL: ReadonlySet<Role> = new Set<Role>(['target', 'forecast', 'remaining', 'completion', 'last-year'])

/**
 * @param window the tokens from the number before (or the beginning) up to this one
 * @returns what holds at its end: commas end roles and directions, strong breaks everything
 */
export function aroundOf(window: readonly Token[]): Around {
  let around = fresh()
  for (const token of withoutAsides(window)) {
    if (token.kind === 'break') around = token.strong ? fresh() : afterComma(around)
    else if (token.kind === 'date') around.dates.push(token.date)
    else if (token.kind === 'unit') around.unit = token.unit
    else if (token.kind === 'unread') around.labels.push({ from: token.from, to: token.to, soft: false, verb: false })
    else if (token.kind === 'name') around = afterName(around)
    else if (token.kind === 'word') take(around, token)
  }
  return around
}

/** 本月，僵尸企业3家: the mode outlives a comma, and so does 分别. */
function afterComma({ mode, modeWeak, each, unit }: Around): Growing {
  return { ...fresh(), modeWeak, ...(mode && { mode }), ...(each && { each }), ...(unit && { unit }) }
}

/** 完成年度目标 高企21家: an achievement told before a name is not the name's. */
function afterName({ role, ...around }: Growing): Growing {
  return { ...around, labels: [], ...(role && role !== 'completion' && { role }) }
}

function take(around: Growing, token: Token & { kind: 'word' }): void {
  const { word } = token
  switch (word.is) {
    case 'role':
      // 其中 stays: what follows is its part, whatever else is said of it
      if (around.role !== 'part' || word.role !== 'kind-of') around.role = word.role
      return
    case 'actual':
      if (around.role && UNTIL_ACTUAL.has(around.role)) delete around.role
      return
    case 'mode':
      // 累计 wins; 共 gives way to 本月
      if (word.mode === 'cumulative' && word.weak && around.mode) return
      if (around.mode !== 'cumulative' || around.modeWeak) around.mode = word.mode
      around.modeWeak = word.weak ?? false
      if (word.mode === 'cumulative' && (around.role === 'target' || around.role === 'last-year')) delete around.role
      return
    case 'direction':
      around.down = word.down
      return
    case 'level':
      around.level = true
      return
    case 'correction':
      if (word.side !== 'none') around.side = word.side
      return
    case 'each':
      around.each = word.how
      return
    case 'rest':
      around.rest = true
      return
    case 'soft':
    case 'verb':
      around.labels.push({ from: token.from, to: token.to, soft: true, verb: word.is === 'verb' })
      return
    default:
  }
}

/** Brackets that are closed before the number keep only what tells of it: unit, mode, date. */
function withoutAsides(window: readonly Token[]): Token[] {
  const out: Token[] = []
  const open: number[] = []
  for (const token of window) {
    if (token.kind === 'bracket' && token.opens) open.push(out.length)
    else if (token.kind === 'bracket') {
      const start = open.pop()
      const aside = start === undefined ? [] : out.splice(start)
      out.push(
        ...aside.filter(
          (one) => one.kind === 'unit' || one.kind === 'date' || (one.kind === 'word' && one.word.is === 'mode'),
        ),
      )
    } else out.push(token)
  }
  return out
}
