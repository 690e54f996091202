/**
 * Several acts in one message: 交吧 高企那个先等等; 其余照旧 交掉; 嗯 总共九. Each clause is read as if it were said alone, and what
 * they come to together is one act. Where a single clause is not understood, the message is not.
 */
import { spansIn, type Utterance } from '../../language/index.ts'
import type { IndicatorId } from '../../office/plan.ts'
import type { ActClassifier } from '../../open/index.ts'
import type { Act } from './act.ts'
import { type ChangeAct, type Clause, clauseOf } from './clause.ts'
import type { Held, Situation } from './waiting.ts'

/**
 * What the clauses of a message come to as one act: 交吧 高企那个先等等. A change takes precedence over a yes: it is shown
 * first.
 * @param clauses each read by itself, see `clausesIn`
 * @returns undefined where one of them is not understood, or they do not fit together
 */
export function severalActs(
  clauses: readonly Utterance[],
  situation: Situation,
  classify: ActClassifier,
): Act | undefined {
  const all = clauses.map((said) => clauseOf(said, situation, classify))
  const understood = all.flatMap((one) => one ?? [])
  if (understood.length < 2 || understood.length < all.length) return undefined
  const changes = understood.flatMap((one) => (one.is === 'change' ? [one.act] : []))
  if (changes.length === 0) return settledBy(understood, situation.holds)
  const out = understood.flatMap((one) => (one.is === 'out' ? one.ids : []))
  // 5月的那些也报一下，4家: a number of others is no change of what waits
  const isOther = understood.some((one) => one.is === 'asked' || (one.is === 'beside' && one.told))
  const change = isOther ? undefined : changeOf(changes)
  // 高企先不报 低小散改成68: two figures
  if (!change || (out.length > 0 && change.is.indicator)) return undefined
  const files = understood.some((one) => one.is === 'filed' && one.ids.length === 0)
  // what is put right is shown first, whatever is agreed to beside it
  return withName(files ? filing(change) : change, clauses)
}

function settledBy(understood: readonly Clause[], { indicators }: Held): Act | undefined {
  const of = <Is extends Clause['is']>(is: Is) =>
    understood.filter((one): one is Extract<Clause, { is: Is }> => one.is === is)
  const out = of('out').flatMap(({ ids }) => ids)
  // 低小散好像不是9，我翻下表再说
  const isOnlyWrong = understood.every(({ is }) => is === 'wrong' || is === 'told')
  if (of('wrong').length > 0) return isOnlyWrong ? { act: 'disagree' } : undefined
  if (of('told').some(({ more }) => more)) return undefined
  const yes = of('yes').map(({ act }) => act)
  const filed = of('filed').flatMap(({ ids }) => ids)
  const doing = yes.some((one) => one.doing) || of('filed').length > 0
  // 好 alone beside a sigh or a question is no more than courtesy
  const isPlain = doing || yes.length > 1
  const isAnswer = yes.length > 0 && of('again').length + of('beside').length + out.length > 0
  if (!isPlain && (!isAnswer || of('asked').length > 0)) return undefined
  if (filed.length > 0) return { act: 'only', pick: { by: 'name', ids: filed } }
  const left = indicators.filter((id) => !out.includes(id))
  if (out.length > 0) return left.length > 0 ? { act: 'only', pick: { by: 'name', ids: left } } : undefined
  const [first] = yes
  return first && { ...first, doing, all: yes.some(({ all }) => all), sends: yes.some(({ sends }) => sends) }
}

/** 那新增3 上次少写两个: what is right, where another clause only tells by how much it was wrong. */
function changeOf(changes: readonly ChangeAct[]): ChangeAct | undefined {
  const right = changes.filter(({ is }) => is.off === undefined)
  const [only, another] = right.length > 0 ? right : changes
  return another ? undefined : only
}

/** 园区说多了 两个: whose name stands in another clause. */
function withName(change: ChangeAct, clauses: readonly Utterance[]): ChangeAct {
  const ids = clauses.flatMap((said) =>
    spansIn(said, 'indicator').flatMap(({ found }): IndicatorId[] => (found.ids.length === 1 ? [...found.ids] : [])),
  )
  const [indicator, another] = [...new Set(ids)]
  if (!indicator || another || change.is.indicator) return change
  return putting(change, { indicator })
}

/** 低小散改成95，其他提交: what it does not change is filed. */
const filing = (change: ChangeAct): ChangeAct => putting(change, { files: true })

/** The same for a part that is set and for one that falls or rises: each stays what it is. */
const putting = (change: ChangeAct, more: Pick<ChangeAct['is'], 'indicator' | 'files'>): ChangeAct =>
  change.act === 'set' ? { ...change, is: { ...change.is, ...more } } : { ...change, is: { ...change.is, ...more } }
