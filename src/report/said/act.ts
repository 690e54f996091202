/** What an act says of figures that wait, its slots read out of the person's own words. */
import { changeIn, marksIn, spansIn, type Utterance } from '../../language/index.ts'
import type { ActName } from '../../message/act.ts'
import type { IndicatorId } from '../../office/plan.ts'
import type { Amended } from '../rules/amendment.ts'
import { changedBy, setIn } from '../rules/amendment-by-act.ts'
import { droppedIn, filedIn, type Pick, pickIn } from '../rules/picked.ts'
import { reasonGiven } from '../rules/reason.ts'
import { FILES } from './plainly.ts'

/** What is said to figures that wait, with what it takes to do it. */
export type Act =
  | {
      readonly act: 'agree'
      /** 全部确认; as many as are counted (两个都交) */
      readonly all: boolean
      readonly n?: number
      /** 提交: says what is done, and so is to a draft whatever came between */
      readonly doing: boolean
      /** 发 */
      readonly sends: boolean
    }
  | { readonly act: 'set'; readonly is: Amended }
  /** by how much it was said too high (over) or too low (under) */
  | { readonly act: 'less' | 'more'; readonly is: Amended & { readonly off: 'over' | 'under' } }
  /** others: all but those that are pointed to */
  | { readonly act: 'without'; readonly pick: Pick; readonly others?: true }
  | { readonly act: 'only'; readonly pick: Pick }
  | { readonly act: 'reason'; readonly why: string }
  | { readonly act: 'ask'; readonly indicators: readonly IndicatorId[] }
  /** weak: 不用了, which takes nothing back that was recorded */
  /** change: 不改了, of what was put right and of nothing else */
  | { readonly act: 'drop'; readonly weak?: true; readonly change?: true }
  | { readonly act: 'disagree' | 'hold' | 'wait' | 'remark' | 'else' }

/** 交掉, 确认, 你交了吧: it is said what is done. */
const doesIn = (said: Utterance): boolean =>
  marksIn(said, 'reports').length > 0 ||
  spansIn(said, 'act').some(({ found }) => FILES.has(found.act)) ||
  spansIn(said, 'measure').some(({ found }) => found.measure === 'reported' && found.is !== false)

/**
 * An act with its slots, read from the words.
 * @returns undefined where the words lack a slot, or the act is none on figures
 */
export function actOf(act: ActName, said: Utterance): Act | undefined {
  switch (act) {
    case 'agree':
      return { act, all: marksIn(said, 'every').length > 0, doing: doesIn(said), sends: false }
    case 'set': {
      const is = setIn(said)
      return is && { act, is }
    }
    case 'less':
    case 'more': {
      const is = changedBy(said, act === 'less' ? 'over' : 'under')
      return is && { act, is }
    }
    case 'without': {
      const named = changeIn(said)?.indicators ?? []
      const pick = named.length > 0 ? ({ by: 'name', ids: named } as const) : (droppedIn(said) ?? pickIn(said))
      return pick && pick.by !== 'others' ? { act, pick } : undefined
    }
    case 'only': {
      const pick = filedIn(said) ?? pickIn(said)
      return pick && { act, pick }
    }
    case 'reason':
      return { act, why: reasonGiven(said) ?? said.raw.trim() }
    case 'ask':
      return { act, indicators: spansIn(said, 'indicator').flatMap(({ found, latent }) => (latent ? [] : found.ids)) }
    case 'with':
    case 'return':
    case 'urge':
      return undefined
    default:
      return { act }
  }
}
