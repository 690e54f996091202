/**
 * What can be said to figures that wait for a word: one typed union. Whoever says which act it is (the whole sentence
 * as the reader understands it, the small model of meaning, a language model), its slots are read out of the person's
 * own words by the one reader.
 */
import { z } from 'zod'
import { changeIn, marksIn, spansIn, type Utterance } from '../../language/index.ts'
import type { IndicatorId } from '../../office/plan.ts'
import { type Amended, changedBy, setIn } from '../rules/amendment.ts'
import { droppedIn, filedIn, type Pick, pickIn } from '../rules/picked.ts'

/** In the order of the model's weights: what it learnt is told by these places. */
export const ACTS = [
  'agree', // 数是准的, 交吧: what waits is right, and is to be filed
  'disagree', // 不对: something of it is wrong, and not said what
  'hold', // 先别交: it stays, and is not filed yet
  'set', // 是11家, 是亩, 5月底的: a part of it is this
  'less', // 扣掉3家: the figure falls by so much
  'more', // 再加2家: it rises by so much
  'without', // 高企先不报: some of it is left out
  'some', // 高企先报，别的等等: some of it is filed now
  'drop', // 不报了: all of it is given up
  'reason', // 设备上个月才到: why the figure is as it is
  'ask', // 高企你写的几: how what waits stands
  'wait', // 稍等我翻翻表: an answer comes later
  'remark', // 累死个人: nothing to be done
  'else', // a figure, question or wish of its own
] as const
export type ActName = (typeof ACTS)[number]

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
  | { readonly act: 'some'; readonly pick: Pick }
  | { readonly act: 'reason'; readonly why: string }
  | { readonly act: 'ask'; readonly indicators: readonly IndicatorId[] }
  /** weak: 不用了, which takes nothing back that was recorded */
  | { readonly act: 'drop'; readonly weak?: true }
  | { readonly act: 'disagree' | 'hold' | 'wait' | 'remark' | 'else' }

/** An act as somebody names it, with the words that say it. */
export type Spoken = z.output<typeof spoken>
export const spoken = z.object({
  act: z.enum(ACTS),
  /** the person's own, as they stand in the message */
  words: z.string(),
})

/**
 * From an act's name and the person's words to the act.
 * @param read the office's reader, for who speaks
 */
export const actCodec = (read: (words: string) => Utterance) =>
  spoken.transform(({ act, words }, context): Act => {
    const found = actOf(act, read(words))
    if (found) return found
    context.addIssue(`says no ${act}`)
    return z.NEVER
  })

/** 交掉, 确认, 你交了吧: it is said what is done. */
const doesIn = (said: Utterance): boolean =>
  marksIn(said, 'reports').length > 0 ||
  spansIn(said, 'act').some(({ found }) => DOES.has(found.act)) ||
  spansIn(said, 'measure').some(({ found }) => found.measure === 'reported' && found.is !== false)
const DOES: ReadonlySet<string> = new Set(['report', 'confirm', 'confirm-all', 'send'])

/** @returns undefined where the words lack what the act is made of */
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
    case 'some': {
      const pick = filedIn(said) ?? pickIn(said)
      return pick && { act, pick }
    }
    case 'reason':
      return { act, why: said.raw.trim() }
    case 'ask':
      return { act, indicators: spansIn(said, 'indicator').flatMap(({ found, latent }) => (latent ? [] : found.ids)) }
    default:
      return { act }
  }
}
