/**
 * Several acts in one message: 交吧 高企那个先等等; 其余照旧 交掉; 嗯 总共九. Each clause is heard as if it were said alone, and what
 * they come to together is one act. Where a single clause is not understood, the message is not.
 */
import { marksIn, spansIn, type Utterance } from '../../language/index.ts'
import type { IndicatorId } from '../../office/plan.ts'
import { idsIn } from '../rules/picked.ts'
import { wholeAct } from '../rules/reply.ts'
import { type Act, type ActName, actOf } from './act.ts'
import type { ActHearing, Situation } from './guess.ts'
import { isRestated } from './restated.ts'

/** From there on a clause is taken for meant; agreement files, so it takes more. */
const SURE = 0.8
const CERTAIN = 0.9
/** More likely than that to stay or to be wrong, what waits is not filed. */
const PERHAPS = 0.2

type Agreed = Extract<Act, { act: 'agree' }>

/** What a clause does with what waits. */
type Clause =
  | { readonly is: 'yes'; readonly act: Agreed }
  /** a part of it said again, as it stands */
  | { readonly is: 'again' }
  /** others than those that wait are spoken of, or left as they are */
  | { readonly is: 'beside' }
  /** only told: nothing to be done */
  | { readonly is: 'told' }
  /** asked, and of nothing that waits */
  | { readonly is: 'asked' }
  /** these are not to be filed */
  | { readonly is: 'out'; readonly ids: readonly IndicatorId[] }
  | { readonly is: 'change'; readonly act: Change }

/** @param clauses each read by itself @returns undefined where one of them, or all together, say nothing certain */
export function severalActs(clauses: readonly Utterance[], situation: Situation, hear: ActHearing): Act | undefined {
  const all = clauses.map((said) => clauseOf(said, situation, hear))
  const heard = all.flatMap((one) => one ?? [])
  return heard.length < 2 || heard.length < all.length ? undefined : together(heard, situation)
}

function together(heard: readonly Clause[], { indicators }: Situation): Act | undefined {
  const of = <Is extends Clause['is']>(is: Is) =>
    heard.filter((one): one is Extract<Clause, { is: Is }> => one.is === is)
  // what is put right is shown first, whatever is agreed to beside it
  const changes = of('change').map(({ act }) => act)
  if (changes.length > 0) return of('asked').length > 0 || of('out').length > 0 ? undefined : changeOf(changes)
  const out = of('out').flatMap(({ ids }) => ids)
  const yes = of('yes').map(({ act }) => act)
  const [first] = yes
  if (!first) return undefined
  const doing = yes.some((one) => one.doing)
  // 好 alone beside a sigh or a question is no more than courtesy
  const isPlain = doing || yes.length > 1
  const isAnswer = of('again').length + of('beside').length + out.length > 0
  if (!isPlain && (!isAnswer || of('asked').length > 0)) return undefined
  const filed = indicators.filter((id) => !out.includes(id))
  if (out.length > 0) return filed.length > 0 ? { act: 'some', pick: { by: 'name', ids: filed } } : undefined
  return { ...first, doing, all: yes.some(({ all }) => all), sends: yes.some(({ sends }) => sends) }
}

type Change = Extract<Act, { is: unknown }>

/** 那新增3 上次少写两个: what is right, where another clause only tells by how much it was wrong. */
function changeOf(changes: readonly Change[]): Change | undefined {
  const right = changes.filter(({ is }) => is.off === undefined)
  const [only, another] = right.length > 0 ? right : changes
  return another ? undefined : only
}

function clauseOf(said: Utterance, situation: Situation, hear: ActHearing): Clause | undefined {
  const whole = wholeAct(said)
  if (whole === 'undo') return undefined
  const likely = hear(said, situation)
  const of = (...acts: readonly ActName[]): number =>
    likely.reduce((sum, { intent, p }) => (acts.includes(intent) ? sum + p : sum), 0)
  if (whole?.act === 'agree') return of(...STAYS) < SURE ? { is: 'yes', act: whole } : undefined
  if (saysAgain(said, situation)) return { is: 'again' }
  const beside = besideOf(said, situation, of)
  if (beside) return beside
  const [first] = likely
  if (!first) return undefined
  if (first.intent === 'agree') return agreedIn(said, situation, first.p)
  if (whole && 'is' in whole) return { is: 'change', act: whole }
  if (CHANGES.has(first.intent) && of(...CHANGES) >= SURE) return changeIn(said, first.intent)
  if (spansIn(said, 'ask').length > 0) return of('else') >= SURE && isElse(said) ? { is: 'asked' } : undefined
  const isTold = of('remark') + (situation.lacks.includes('reason') ? 0 : of('reason')) >= SURE
  return isTold && of(...STAYS, ...CHANGES) < PERHAPS && saysNothing(said) ? { is: 'told' } : undefined
}

const STAYS: readonly ActName[] = ['hold', 'wait', 'ask', 'disagree', 'drop']
const CHANGES: ReadonlySet<ActName> = new Set(['set', 'less', 'more'])

function agreedIn(said: Utterance, situation: Situation, p: number): Clause | undefined {
  const act = p >= CERTAIN && isRestated(said, situation) ? actOf('agree', said) : undefined
  return act?.act === 'agree' ? { is: 'yes', act } : undefined
}

function changeIn(said: Utterance, name: ActName): Clause | undefined {
  const act = actOf(name, said)
  return act && 'is' in act ? { is: 'change', act } : undefined
}

/** 总共九: a number as it stands, and nothing else. */
const saysAgain = (said: Utterance, situation: Situation): boolean =>
  spansIn(said, 'amount').length > 0 &&
  spansIn(said, 'ask').length + spansIn(said, 'act').length === 0 &&
  spansIn(said, 'unread').every(({ at, end }) => end - at < 2) &&
  isRestated(said, situation)

/** 低小散的我晚点弄, 别的等统计局, 其余照旧, 高企那个先等等: of others than what waits, or of one that is not to go with it. */
function besideOf(said: Utterance, { indicators }: Situation, of: (...acts: readonly ActName[]) => number) {
  const named = idsIn(said)
  const isOfOthers = marksIn(said, 'others').length > 0
  if ((named.length === 0 && !isOfOthers) || !saysNothing(said)) return undefined
  const own = named.filter((id) => indicators.includes(id))
  if (own.length === 0) return of('agree', 'drop', 'disagree') < PERHAPS ? ({ is: 'beside' } as const) : undefined
  const isOut = own.length === named.length && !isOfOthers && of('without', 'wait', 'hold') >= SURE
  return isOut ? ({ is: 'out', ids: own } as const) : undefined
}

/** No figure, day or place of its own, and nothing asked. */
const saysNothing = (said: Utterance): boolean =>
  (['amount', 'ask', 'region', 'repair'] as const).every((kind) => spansIn(said, kind).every(({ latent }) => latent))

/** 发错了还能改不: of no figure. */
const isElse = (said: Utterance): boolean =>
  (['amount', 'indicator', 'region'] as const).every((kind) => spansIn(said, kind).length === 0)
