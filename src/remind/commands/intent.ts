/** Wishes about reminding in plain words: 明天再提醒我, 下周我休假3天由张三代, 催一下没报的, 能不能晚两天交. */

import { withoutRuns } from '../../office/bounds.ts'

export type Wish = 'snooze' | 'quiet' | 'leave' | 'back' | 'nudge' | 'extend' | 'preview'

/** In order: the first that fits is meant. 别再提醒我 is no wish to be reminded again. */
const WISHES: readonly (readonly [Wish, RegExp])[] = [
  ['quiet', /(?:别|不要|不用|勿|停|暂停|甭|少)(?:再|老|总|一直|来)*(?:给我|向我)?(?:发)?(?:提醒|催|打扰|烦)/],
  [
    'back',
    /(?:我|已经?|今天|现在)(?:休假|请假|出差|休完假|休假)?(?:已经?)?(?:回来|回单位|回岗|上班)了|销假|休完假了|假期结束/,
  ],
  [
    'leave',
    /(?:请|休|年|病|产|事|婚|探亲|公)(?:个|了|一下|几天)?假|(?:请|休)(?:\d+|[一二两三四五六七八九十]+)天假|(?:出差|外出|培训|不在(?:单位|岗|家)?).{0,20}(?:代|替|顶)/,
  ],
  [
    'snooze',
    /(?:再|稍后|晚点|晚些|等会儿?|过会儿?|回头|待会儿?|到时候?|天|周[一二三四五]?|[日号]|午|早上|点|半).{0,4}(?:提醒|叫|喊|催|告诉|通知)(?:一下)?我|提醒我.{0,3}(?:报|填|交)/,
  ],
  [
    'extend',
    /(?:申请|想|能不能|能否|可否|可不可以|可以|请|要求|希望).{0,10}(?:延期|延长|延后|推迟|宽限|缓)|(?:能不能|能否|可否|可不可以|可以|想).{0,6}(?:晚|迟)(?:点|些|几天|\d+天|[一两二三四五]天).{0,2}(?:报|交|填)/,
  ],
  [
    'preview',
    /(?:下次|下一次|接下来|什么时候|啥时候|几点|今天|明天).{0,6}(?:会|要)?(?:发)?(?:提醒|催)(?:谁|哪些|几个|多少|到谁)|提醒(?:发给|会发给|要发给)(?:谁|哪些|几个|多少)/,
  ],
  [
    'nudge',
    /^(?:请|麻烦|帮我|帮忙|再|把|给|向|对|替我|你)*.{0,16}(?:催(?:一下|一催|催|报|一遍|一次|他们|她们)?|(?:提醒|督促|通知)(?:一下|一遍|一次|他们|她们|没报|未报|还没))/,
  ],
]

/** What makes it something else: a figure that is reported, a question about what was or who. */
const FIGURE = /\d\s*(?:家|户|个(?!工作日|月|小时)|亩|公顷|吨|万|平方|㎡|%|％)/
const ABOUT = /谁|哪[个些几位]|几[个位]|多少|为什么|为啥|怎么|有没有|了吗|了没|是不是|什么意思/
const LONGEST = 60

/** @returns undefined where the text is longer than a wish, bears a figure, or asks about reminders or people */
export function wishIn(text: string): Wish | undefined {
  const said = withoutRuns(text).normalize('NFKC').trim()
  if (said.length > LONGEST || FIGURE.test(said)) return undefined
  const wish = WISHES.find(([, words]) => words.test(said))?.[0]
  return wish !== 'preview' && ABOUT.test(said) ? undefined : wish
}
