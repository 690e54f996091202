/**
 * What a question says of its subject that a provision must not contradict: which of several (第二批), of whom (市里),
 * for each (每户), in which stretch of time (一季度), from below or from above (最少).
 *
 * A provision on the subject that says otherwise is near, and no answer.
 */

import { figuresIn } from '../words/figures.ts'
import { oppositesOf } from '../words/opposites.ts'
import type { Stretch } from './constraints.ts'

export interface Detail extends Stretch {
  /** whether flat evidence says it, or at least nothing against it */
  readonly agrees: (evidence: string) => boolean
  /** it must be the very clause that agrees: the one beside it is for others */
  readonly strict?: true
}

/** @param holds whether the documents have a run of characters anywhere */
export function detailsIn(question: string, holds: (run: string) => boolean): Detail[] {
  return [
    ...ordinals(question),
    ...levels(question),
    ...shares(question),
    ...stretches(question),
    ...bounds(question),
    ...ages(question),
    ...ratios(question),
    ...grades(question),
    ...opposites(question, holds),
  ]
}

/** 85岁: a rule for those of 80 to 89, not one that names no age or another. */
const ages = (question: string): Detail[] =>
  figuresIn(question)
    .filter((figure) => figure.dimension === 'age')
    .map(({ text, value, from, to }) => ({
      text,
      from,
      to,
      strict: true,
      agrees: (evidence) => ranges(evidence).some(([least, most]) => least <= Number(value) && Number(value) <= most),
    }))

/** 几比几 is answered by 1:1.5 alone. */
const ratios = (question: string): Detail[] =>
  all(question, /几比几/g, () => (evidence) => /\d[:：∶比]\d/.test(evidence))

/** 3a, 5g: letters and digits together name one thing. */
const grades = (question: string): Detail[] =>
  all(
    question,
    /(?<![a-z\d.])(?:\d[a-z]|[a-z]\d)(?![a-z\d])/g,
    ([word]) =>
      (evidence) =>
        evidence.includes(word),
  )

const RANGE =
  /(?<!\d)(?<from>\d+)(?:周?岁)?[-—–~至到](?<to>\d+)周?岁|(?:不满|未满)(?<below>\d+)周?岁|(?<!\d)(?<under>\d+)周?岁(?:及)?以下|(?<!\d)(?<least>\d+)周?岁/g

const ranges = (evidence: string): (readonly [number, number])[] =>
  [...evidence.matchAll(RANGE)].map(({ groups = {} }) => {
    const { from, to, below, under, least } = groups
    if (from && to) return [Number(from), Number(to)]
    if (below) return [0, Number(below) - 1]
    return under ? [0, Number(under)] : [Number(least), Number.POSITIVE_INFINITY]
  })

const all = (question: string, pattern: RegExp, agrees: (found: RegExpMatchArray) => Detail['agrees']): Detail[] =>
  [...question.matchAll(pattern)].map((found) => ({
    text: found[0],
    from: found.index,
    to: found.index + found[0].length,
    agrees: agrees(found),
  }))

/** 第二批 is not the first. */
const ordinals = (question: string): Detail[] =>
  all(question, /第([二三四五六七八九十])(批|次|期|轮|季度|档|级|阶段|步|年)/g, ([word, at = '', what = '']) => {
    const said = at === '二' ? [word, `${at}${what}`, `次${what}`] : [word, `${at}${what}`]
    return (evidence) => said.some((one) => evidence.includes(one))
  })

/** Who stands above whom, by what their authorities are called. */
const LEVELS: Readonly<Record<string, RegExp>> = {
  省: /省(?!略)/,
  市: /市(?!场|值|民)/,
  县: /县|区(?!域|块|间|分|别)/,
  镇: /镇|乡|街道/,
  村: /村/,
}

/** 市里 is not met by what the county does. */
const levels = (question: string): Detail[] =>
  all(question, /(省|市|县|区|镇|乡|村)(?:里|级)(?!面)/g, ([, named = '']) => {
    const own = LEVELS[{ 区: '县', 乡: '镇' }[named] ?? named]
    return (evidence) =>
      !own || own.test(evidence) || !Object.values(LEVELS).some((level) => level !== own && level.test(evidence))
  })

/** 每个园区多少: a sum for all is no figure for one. */
const shares = (question: string): Detail[] =>
  all(
    question,
    /(?:(?:每一?|(?<![\u4e00-\u9fff])一|单一?)(?:个|家|户|人|亩|台|辆|座|套|所|项|吨|平方米?)|单个|平均一?(?:个|家|户|人|亩|台|辆))(?=[^,，]{0,40}(?:多少|几))/g,
    () => (evidence) => /每|各|单|均|一(?:个|家|户|人|辆|台|次性)|人\/|[/／]|分别/.test(evidence),
  )

/** 一季度, 1-6月, 十四五: a stretch of time that is not the year. */
const stretches = (question: string): Detail[] =>
  all(
    question,
    /[一二三四]季度|[上下]半年|\d{1,2}[-~—至到]\d{1,2}月|十[一二三四五]五/g,
    ([word]) =>
      (evidence) =>
        evidence.includes(word),
  )

const LEAST = /最少|至少|最低|起码|下限|起步/
const MOST = /最多|至多|最高|顶多|封顶|上限/
const FROM_BELOW = /不低于|不少于|以上|最低|最少|至少|起(?![草诉])|超过|达到|下限/
const FROM_ABOVE = /不超过|不高于|不得超过|不多于|以下|以内|最高|最多|上限|控制在|封顶|减少到|压缩到|压减至/

/** 最少 is not answered by 不超过. */
const bounds = (question: string): Detail[] => [
  ...all(
    question,
    new RegExp(LEAST, 'g'),
    () => (evidence) => FROM_BELOW.test(evidence.replace(/不(?:得)?超过/g, '')) || !FROM_ABOVE.test(evidence),
  ),
  ...all(question, new RegExp(MOST, 'g'), () => (evidence) => FROM_ABOVE.test(evidence) || !FROM_BELOW.test(evidence)),
]

/** 双电源, where the documents know 单电源 alone. */
const opposites = (question: string, holds: (run: string) => boolean): Detail[] =>
  [...question].flatMap((char, from) => {
    const rest = question.slice(from + 1, from + 3)
    const turned = oppositesOf(char).some((other) => holds(`${other}${rest}`))
    return rest.length === 2 && turned && !holds(char + rest)
      ? [{ text: char + rest, from, to: from + 3, agrees: () => false }]
      : []
  })
