/** The statement that answers: near enough, meeting every constraint, and filling the slot with words of its own. */

import { organsIn, type TimeSort, timesIn } from '../../documents/index.ts'
import { placesIn, states } from '../question/constraints.ts'
import type { Question } from '../question/question.ts'
import { cutAt } from '../words/clauses.ts'
import { figuresIn, sameUnit } from '../words/figures.ts'
import type { SlotName } from '../words/lexicon.ts'
import { flat } from '../words/normalise.ts'
import type { Library } from './library.ts'
import { holding } from './match.ts'
import type { EvidencePassage } from './paper.ts'
import { type Near, unmetBy } from './rank.ts'
import { MAINLY, PARTLY, TRACE } from './scale.ts'

/** Of what is asked so much may stand neither in a passage nor in its headings. Set on the development sets: .38 loses 10 answers, .52 four refusals. */
const LACKING = PARTLY
/** Share of a question's weight that a sentence must hold itself before a figure anywhere in it answers: .7 loses 6 answers, .5 two refusals. */
const HELD = MAINLY
/** From here on a passage is about what is asked. */
const ABOUT = PARTLY

export const isSure = (one: Pick<Near, 'unmet' | 'coverage' | 'missing'>): boolean =>
  one.unmet.length === 0 && one.coverage >= ABOUT && lacking(one) < LACKING

/** Share of the question's weight that nothing at or above the passage holds. */
function lacking({ missing, coverage }: Pick<Near, 'missing' | 'coverage'>): number {
  const weight = missing.reduce((sum, term) => sum + term.weight, 0)
  return weight === 0 ? 0 : (1 - coverage) * (weight / (weight + MAINLY)) * 2
}

export function bestOf(question: Question, near: readonly Near[], library: Library): Near | undefined {
  const fills = fillerOf(question, library)
  const sure = near
    .filter((one) => one.passage.kind === 'sentence' && isSure(one))
    .map((one) => ({
      ...one,
      worth: one.coverage + TRACE * (one.own + one.shared),
    }))
    .sort((a, b) => b.worth - a.worth)
  if (!fills) return sure[0]
  return sure.find(({ passage, own }) => {
    const part = partOf(passage, question)
    if (!fills(part, passage)) return false
    return (
      question.slot !== 'number' ||
      (own >= HELD && unmetBy(question, passage, flat(part), flat(part), library).length === 0)
    )
  })
}

/** Of several statements in one sentence the one that speaks most of what is asked. */
export function partOf(passage: EvidencePassage, { terms }: Question): string {
  if (passage.kind === 'row') return passage.tidy
  const parts = cutAt(passage.tidy, '；;。')
  const scores = parts.map((part) => terms.reduce((sum, term) => sum + term.weight * holding(term, flat(part)), 0))
  return parts[scores.indexOf(Math.max(...scores))] ?? passage.tidy
}

/** Whether words hold what is asked for, beside what the question says itself. */
export type Fills = (text: string, passage: EvidencePassage) => boolean

/**
 * What tells a statement that answers from one on the same subject: a time where 何时 is asked, a body where 谁 is.
 * @returns undefined where any on the subject answers
 */
export function fillerOf(question: Question, library: Library): Fills | undefined {
  const said = (text: string): string => withoutAsked(flat(text), question)
  const times =
    (...sorts: readonly TimeSort[]): Fills =>
    (text) =>
      timesIn(said(text)).some((one) => sorts.includes(one.sort))
  const grain = GRAINS.find(([unit = '']) => question.asking.word.length > 1 && question.asking.word.endsWith(unit))
  const fillers: Partial<Record<SlotName, Fills>> = {
    number: (text) => {
      const { dimension, unit } = question
      // 联系电话是多少: a long row of digits bears no unit.
      if (!dimension && question.attributes.length > 0 && /\d{5,}/.test(said(text))) return true
      return figuresIn(said(text)).some((one) =>
        dimension
          ? (one.dimension === dimension || one.dimension === question.also) &&
            (!unit || dimension !== 'count' || unit === '个' || sameUnit(one.unit) === sameUnit(unit))
          : one.dimension !== 'time',
      )
    },
    time: times(...(question.asking.sorts ?? SORTS)),
    length: (text) =>
      timesIn(said(text)).some(
        ({ sort, text: time }) =>
          (sort === 'length' || sort === 'rhythm') && (!grain || grain.some((one) => time.includes(one))),
      ),
    body: (text) =>
      (!question.scope || text.includes(doer(question))) &&
      bodiesIn(said(text)).some((one) => isOfHead(one, question.asking.head)) &&
      question.attributes.every((one) => !one.attribute.who || states(one, flat(text))),
    person: (text) =>
      question.scope ? text.includes(doer(question)) : bodiesIn(said(text)).length > 0 || /由|：/.test(text),
    place: (text) =>
      bodiesIn(said(text)).some((one) => !one.endsWith('企业')) ||
      placesIn(said(text), library.lexicon, library.regions).length > 0 ||
      PLACE.test(said(text)),
    document: (text) => /《[^《》]{1,120}》/.test(text) || /〔\d{4}〕\d+号/.test(text),
  }
  return fillers[question.slot]
}

/** Of a clause that was told who does it is asked, or 向谁: a body that is only named there is neither. */
const doer = ({ text, asking }: Question): string => (text.charAt(asking.at - 1) === '向' ? '向' : '由')

const PLACE = /[\u3400-\u9fff]{1,6}(?:县|市(?!场|值|民|级)|区(?!域|分)|镇|乡|村|街道|园|大楼|校|院|山|湖)/
const NAMELESS =
  /^(?:.*(?:牵头|责任|主管|有关|相关|各|成员|参与|合作|商业|金融).{0,2})?(?:单位|部门|机构|企业|公司|银行|协会)$|^(?:\S*个)?工作组$/

/** Not the issuers of what is cited. */
const bodiesIn = (text: string): string[] =>
  organsIn(text.replace(/《[^》]{0,120}》(?:[(（][^)）]{0,60}[)）])?/g, '／').replace(/[、,和与及]/g, '／')).filter(
    (one) => !NAMELESS.test(one),
  )

/** 哪个厅 is answered by no office of another kind; 哪个部门 by any. */
const KINDS = ['厅', '局', '委', '银行', '公司', '协会', '法院', '小组', '工作组', '中心']
export const isOfHead = (body: string, head: string | undefined): boolean =>
  !head || !KINDS.includes(head) || body.includes(head)

const SORTS: readonly TimeSort[] = ['day', 'clock', 'year', 'rhythm', 'length']
/** 几年 is answered in years. */
const GRAINS: readonly (readonly string[])[] = [['年'], ['月', '年'], ['天', '日', '时', '周'], ['时', '分', '日']]

/** What is asked about does not answer. */
const withoutAsked = (text: string, { terms, amounts }: Question): string =>
  [...terms.filter((one) => one.text.length >= 2 && one.from >= 0), ...amounts].reduce(
    (so, { text: word }) => so.replaceAll(word, '／'),
    text,
  )
