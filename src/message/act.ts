/** What can be said to what lies open before a person: a figure that waits, a preview, a list, leave, a table. */
import type { Utterance } from '../language/index.ts'
import type { Wire } from './input.ts'

/**
 * The acts that words can say to what stands open before a person. Their order is that of the model's weights
 * (data/acts): a new act is appended.
 */
export const ACTS = [
  'agree', // 中, 就这么发, 数是准的 交吧: it is done as it was shown
  'drop', // 算了, 不用了: none of it is done
  'hold', // 先别发, 等等再说: none of it now
  'only', // 先湖州的, 另两个过, 高企先报 别的等等: some of it alone
  'without', // 安吉不用催, 高企先不报: all of it but some
  'with', // 德清也加上, 那个也过: more than was shown
  'set', // 改成10到12, 下午再发, 是11家, 是亩: a part of it is this
  'less', // 扣掉3家: the figure falls by so much
  'more', // 再加2家: it rises by so much
  'return', // 低小散有点悬 退了: some of it is sent back
  'reason', // 原因写 增幅偏大, 设备上个月才到: why
  'urge', // 让他们快点审: whoever it waits for is pressed
  'ask', // 一共几个, 高企你写的几: how it stands
  'disagree', // 不对, 不是这个: something of it is wrong, and not said what
  'wait', // 我先问问, 稍等我翻翻表: an answer comes later
  'remark', // 知道了, 累死个人: nothing to be done
  'else', // a question, figure or wish of its own
] as const
/** An act that words can say to what stands open. */
export type ActName = (typeof ACTS)[number]

/** An act with the words that say it: what is open reads its parts out of them (`open/parts.ts`). */
export interface Act {
  readonly act: ActName
  readonly said: Utterance
  /** the same words, looking ahead: days to come */
  readonly ahead: Utterance
  /** reads a part of the words by itself */
  readonly read?: (words: string) => Utterance
  /** what a language model made of them, as a press: it holds as far as the words themselves touch it */
  readonly anew?: Wire
}

/** What a command leaves open, as a press would bring it again. */
export interface Opens {
  /** the command that takes it, where it is not the one that left it */
  readonly command?: string
  readonly values: Wire
}
