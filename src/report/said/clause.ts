/** What one clause of a message does with what waits, read as if it were said alone. */
import type { Likely } from '../../intent/index.ts'
import { CERTAIN, HARDLY, LIKELY, SURE } from '../../intent/sure.ts'
import { marksIn, spansIn, tellsNo, type Utterance } from '../../language/index.ts'
import type { ActName } from '../../message/act.ts'
import type { IndicatorId } from '../../office/plan.ts'
import { type ActClassifier, chanceOf } from '../../open/index.ts'
import { idsIn } from '../rules/picked.ts'
import { type Reply, wholeAct } from '../rules/reply.ts'
import { type Act, actOf } from './act.ts'
import { isPlainYes, isRestated } from './plainly.ts'
import type { Held, Situation } from './waiting.ts'

/** An act that changes a figure. */
export type ChangeAct = Extract<Act, { is: unknown }>

/** What one clause does with the figures that wait. */
export type Clause =
  | { readonly is: 'yes'; readonly act: Extract<Act, { act: 'agree' }> }
  /** a part of it said again, as it stands */
  | { readonly is: 'again' }
  /** others than those that wait are spoken of, or left as they are; `told`: by name or time, so that a number may be theirs */
  | { readonly is: 'beside'; readonly told: boolean }
  /** only told: nothing to be done; `more`: with a number or a place, or not surely, so that a yes beside it may not be meant */
  | { readonly is: 'told'; readonly more: boolean }
  /** asked, and of nothing that waits */
  | { readonly is: 'asked' }
  /** 打错了: something is */
  | { readonly is: 'wrong' }
  /** these are to be filed; none: all but what is put right */
  | { readonly is: 'filed'; readonly ids: readonly IndicatorId[] }
  /** these are not to be filed */
  | { readonly is: 'out'; readonly ids: readonly IndicatorId[] }
  | { readonly is: 'change'; readonly act: ChangeAct }

/** What a clause does, by rules where it is understood as a whole, else by its likeliest act. Undefined where that is uncertain. */
export function clauseOf(said: Utterance, { holds, ...open }: Situation, classify: ActClassifier): Clause | undefined {
  const whole = wholeAct(said)
  if (whole?.act === 'undo') return undefined
  const likely = classify(said, { ...open, holds })
  const reading = { said, whole, holds, likely, chance: (...acts: readonly ActName[]) => chanceOf(likely, acts) }
  return byRule(reading) ?? byLikeliest(reading)
}

interface ReadClause {
  readonly said: Utterance
  /** what it says as a whole */
  readonly whole: Exclude<Reply, { act: 'undo' }> | undefined
  readonly holds: Held
  readonly likely: readonly Likely<ActName>[]
  readonly chance: (...acts: readonly ActName[]) => number
}

function byRule({ said, whole, holds, chance }: ReadClause): Clause | undefined {
  if (whole?.act === 'disagree') return { is: 'wrong' }
  if (whole?.act === 'agree' && isPlainYes(said) && chance(...STAYS) < LIKELY) return { is: 'yes', act: whole }
  // 高企先报; 其他提交
  if (whole?.act === 'only' && whole.pick.by !== 'row')
    return { is: 'filed', ids: whole.pick.by === 'name' ? whole.pick.ids : [] }
  return saysAgain(said, holds) ? { is: 'again' } : besideOf(said, holds, chance)
}

function byLikeliest(reading: ReadClause): Clause | undefined {
  const { said, chance } = reading
  const [first] = reading.likely
  if (!first) return undefined
  const agreed = agreedIn(reading, first)
  if (agreed) return agreed
  if (first.intent === 'disagree' && first.p >= LIKELY && saysNothing(said)) return { is: 'wrong' }
  const changed = wholeChange(reading)
  if (changed) return changed
  if (CHANGES.has(first.intent) && chance(...CHANGES) >= SURE) return changeIn(said, first.intent)
  return spansIn(said, 'ask').length > 0 ? askedOf(reading) : toldOf(reading)
}

function agreedIn({ said, holds }: ReadClause, { intent, p }: Likely<ActName>): Clause | undefined {
  const isYes = intent === 'agree' && p >= CERTAIN && isRestated(said, holds)
  const act = isYes ? actOf('agree', said) : undefined
  return act?.act === 'agree' ? { is: 'yes', act } : undefined
}

/** A change by rules that is likely one; 那就是85对伐: a yes to another number puts it right. */
function wholeChange({ said, whole, holds, chance }: ReadClause): Clause | undefined {
  if (!whole || !('is' in whole)) return undefined
  const isOther = spansIn(said, 'amount').length > 0 && !isRestated(said, holds)
  return chance(...CHANGES, ...(isOther ? ['agree' as const] : [])) >= LIKELY ? { is: 'change', act: whole } : undefined
}

/** 发错了还能改不: of no figure. */
const askedOf = ({ said, chance }: ReadClause): Clause | undefined =>
  chance('else') >= SURE && tellsNo(said, 'amount', 'indicator', 'region') ? { is: 'asked' } : undefined

/** 科长看过了: as good as a yes, and none by itself. 我翻下表再说: an answer comes later, and a yes beside it may not be meant. */
function toldOf({ said, holds, chance }: ReadClause): Clause | undefined {
  if (chance('wait', 'hold') >= SURE && saysNothing(said)) return { is: 'told', more: true }
  const isWanted = holds.lacks.includes('reason') || holds.lacks.includes('why')
  const told = chance('remark', 'agree') + (isWanted ? 0 : chance('reason'))
  const isTold = told >= LIKELY && chance(...STAYS, ...CHANGES) < HARDLY
  return isTold ? { is: 'told', more: told < SURE || !saysNothing(said) } : undefined
}

/** The acts that keep what waits from being filed. */
export const STAYS: readonly ActName[] = ['hold', 'wait', 'ask', 'disagree', 'drop']
const CHANGES: ReadonlySet<ActName> = new Set(['set', 'less', 'more'])

function changeIn(said: Utterance, name: ActName): Clause | undefined {
  const act = actOf(name, said)
  return act && 'is' in act ? { is: 'change', act } : undefined
}

/** 总共九: a number as it stands, and nothing else. */
const saysAgain = (said: Utterance, held: Held): boolean =>
  spansIn(said, 'amount').length > 0 &&
  spansIn(said, 'ask').length + spansIn(said, 'act').length === 0 &&
  spansIn(said, 'unread').every(({ at, end }) => end - at < 2) &&
  isRestated(said, held)

/** 低小散的我晚点弄, 别的等统计局, 其余照旧, 高企那个先等等: of others than what waits, or of one that is not to go with it. */
function besideOf(said: Utterance, { indicators, days }: Held, of: (...acts: readonly ActName[]) => number) {
  const named = idsIn(said)
  // 六月的我明天再讲, of what waits for May
  const isThen = spansIn(said, 'time').some(
    ({ found, latent }) => !latent && !found.current && days.every((day) => day < found.from || found.to < day),
  )
  const isOfOthers = marksIn(said, 'others').length > 0 || isThen
  const isTold = isThen || named.length > 0
  if ((named.length === 0 && !isOfOthers) || !saysNothing(said)) return undefined
  const own = named.filter((id) => indicators.includes(id))
  if (own.length === 0)
    return of('agree', 'drop', 'disagree') < HARDLY ? ({ is: 'beside', told: isTold } as const) : undefined
  const isOut = own.length === named.length && !isOfOthers && of('without', 'wait', 'hold') >= SURE
  return isOut ? ({ is: 'out', ids: own } as const) : undefined
}

/** No figure, day or place of its own, and nothing asked. */
const saysNothing = (said: Utterance): boolean => tellsNo(said, 'amount', 'ask', 'region')
