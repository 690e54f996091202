/** What fills each slot: words of a statement that the question does not hold. */
import { organsIn, type TimeSort, timesIn } from '../../documents/index.ts'
import { placesIn, states } from '../question/constraints.ts'
import type { Question } from '../question/question.ts'
import { figuresIn, sameUnit } from '../words/figures.ts'
import type { SlotName } from '../words/lexicon.ts'
import { flat } from '../words/normalise.ts'
import type { Library } from './library.ts'
import type { Passage } from './paper.ts'

/** Whether words hold what is asked for, beside what the question says itself. */
export type Fills = (text: string, passage: Passage) => boolean

/** @returns undefined where any statement on the subject answers */
export function fillerOf(question: Question, library: Library): Fills | undefined {
  const said = (text: string): string => withoutAsked(flat(text), question)
  const times =
    (...sorts: readonly TimeSort[]): Fills =>
    (text) =>
      timesIn(said(text)).some((one) => sorts.includes(one.sort))
  const fillers: Partial<Record<SlotName, Fills>> = {
    number: (text) => {
      const { dimension, unit } = question
      // 联系电话是多少: a long row of digits bears no unit.
      if (!dimension && question.attributes.length > 0 && /\d{5,}/.test(said(text))) return true
      return figuresIn(said(text)).some((one) =>
        dimension
          ? one.dimension === dimension &&
            (!unit || dimension !== 'count' || unit === '个' || sameUnit(one.unit) === sameUnit(unit))
          : one.dimension !== 'time',
      )
    },
    time: times('day', 'clock', 'year', 'rhythm', 'length'),
    length: times('length', 'rhythm'),
    body: (text) =>
      namesBody(said(text)) && question.attributes.every((one) => !one.attribute.who || states(one, flat(text))),
    person: (text) => namesBody(said(text)) || /由|：/.test(text),
    place: (text) =>
      namesBody(said(text)) ||
      placesIn(said(text), library.lexicon, library.regions).length > 0 ||
      PLACE.test(said(text)),
    document: (text) => /《[^《》]{1,120}》/.test(text) || /〔\d{4}〕\d+号/.test(text),
  }
  return fillers[question.slot]
}

const PLACE = /[\u3400-\u9fff]{1,6}(?:县|市(?!场|值|民|级)|区(?!域|分)|镇|乡|村|街道|园|大楼|校|院|山|湖)/
const NAMELESS =
  /^(?:.*(?:牵头|责任|主管|有关|相关|各|成员|参与|合作|商业|金融).{0,2})?(?:单位|部门|机构|企业|公司|银行|协会)$|^(?:\S*个)?工作组$/

/** Not the issuers of what is cited. */
const namesBody = (text: string): boolean =>
  organsIn(text.replace(/《[^》]{0,120}》(?:[(（][^)）]{0,60}[)）])?/g, '／').replace(/[、,和与及]/g, '／')).some(
    (one) => !NAMELESS.test(one),
  )

/** What is asked about does not answer. */
const withoutAsked = (text: string, { terms, amounts }: Question): string =>
  [...terms.filter((one) => one.text.length >= 2 && one.from >= 0), ...amounts].reduce(
    (so, { text: word }) => so.replaceAll(word, '／'),
    text,
  )
