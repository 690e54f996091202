/** What a figure is worth: a goal that is striven for or binding, at least or about, up or down. */
import type { Figure } from '../words/figures.ts'

const STRIVING = /力争|争取|努力/
const BINDING = /确保|务必|必须|一定/
const UP = '增长|提升|提高|上升|上涨|增加(?!值)|扩大|递增|多增'
const DOWN = '下降|降低|减少|压减|下滑|缩减|削减|递减|回落|降至|降到'
const DIRECTION = new RegExp(`(${UP})|(${DOWN})`, 'g')

/** Words beside a number, by what they make of it. */
// Between a number and 以上 may stand what it counts: 40场次以上.
const BOUNDS: readonly (readonly [string, RegExp, RegExp])[] = [
  [
    'least',
    /(?:至少|最少)[^\d,;。]{0,40}$|(?:不低于|不少于|不小于|超过|突破|多于|高于|≥)[^\d,;。]{0,4}$/,
    /^[^\d,;。、()]{0,4}?(?:及?以上|起)/,
  ],
  // 下降到5% is no fall by 5%.
  ['to', /(?:下降|降低|降|减少|提高|提升|增长|增加|上升|压减)(?:到|至|为)$/, /^\b$/],
  ['about', /(?:约|大约|大概|近|接近|≈)$/, /^[^\d,;。、()]{0,4}?(?:左右|上下)/],
  [
    'most',
    /(?:至多|最多)[^\d,;。]{0,40}$|(?:不高于|不超过|不大于|控制在|低于|少于|≤)[^\d,;。]{0,4}$/,
    /^[^\d,;。、()]{0,4}?(?:及?以下|以内|之内)/,
  ],
]

export interface Worth {
  readonly strives: boolean
  readonly binds: boolean
  readonly bound: string
  readonly direction: 'up' | 'down' | undefined
  /** 同比, 较上年 */
  readonly against: string
}

/**
 * @param sentence flat
 * @param context the words about the figure: what says its direction
 */
export function worthOf(sentence: string, figure: Figure, context: string): Worth {
  const before = sentence.slice(0, figure.from)
  const after = sentence.slice(figure.to)
  return {
    strives: STRIVING.test(before),
    binds: BINDING.test(before),
    bound: boundOf(before, after, figure.text),
    direction: directionOf(context),
    against: /同比|环比|[较比](?:上年|去年|上月)/.exec(context)?.[0] ?? '',
  }
}

function boundOf(before: string, after: string, written: string): string {
  // 超过1100家以上 says it twice, which the document did not.
  const bounds = BOUNDS.flatMap(([name, left, right]) => [
    ...(left.test(withoutNegated(before)) ? [name] : []),
    ...(right.test(after) ? [name] : []),
  ])
  return [...bounds, ...(/[余多]/.test(written) ? ['more'] : [])].join(' ')
}

// 不低于 is "at least" and holds 低于, 不超过 "at most" and holds 超过: the whole word is meant.
const withoutNegated = (text: string): string =>
  text.replace(/不(低于|少于|小于)/g, '≥').replace(/不(高于|超过|大于)/g, '≤')

function directionOf(context: string): Worth['direction'] {
  const last = [...context.matchAll(DIRECTION)].at(-1)
  return last && (last[1] ? 'up' : 'down')
}

export const sameWorth = (a: Worth, b: Worth): boolean =>
  a.strives === b.strives &&
  a.binds === b.binds &&
  a.bound === b.bound &&
  a.direction === b.direction &&
  a.against === b.against

/** Hedges that make a sentence without a number less than a promise. */
export const HEDGES: readonly RegExp[] = [
  /力争|争取|努力/g,
  /鼓励/g,
  /引导/g,
  /支持/g,
  /探索/g,
  /原则上/g,
  /基本/g,
  /逐步/g,
]
