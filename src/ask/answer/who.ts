/** Who: the body, firm or place that a statement names beside its task. */

import type { Passage } from '../evidence/corpus.ts'
import { holding } from '../evidence/match.ts'
import { findPassages, type Library } from '../evidence/search.ts'
import { placesIn } from '../question/constraints.ts'
import type { Question } from '../question/understand.ts'
import { cutAt } from '../words/clauses.ts'
import { flat } from '../words/normalise.ts'
import { type Found, found, quoteOf } from './outcome.ts'
import { clip, isSure, leadClause } from './passages.ts'

const BODY =
  /[\u3400-\u9fff]{0,14}(?:办公室|委员会|领导小组|工作组|部门|政府|厅|局|委|处(?!置|理|罚|于|在|分)|科(?!技|学|研)|法院|银行|协会|联盟|商会|学会|大学|公司|集团|单位|院|机构|中心|企业|管委会|秘书处|站(?!点)|所(?!有|在|称|属|需|得))/g
const bodiesIn = (text: string): string[] => text.match(BODY) ?? []

const PLACES =
  /何地|何处|哪里|哪儿|什么地方|哪(?:些|个|几个|几|一个|[两三四五六七八九十]个)?(?:地区|地方|地市|市|县|区|省|乡镇|镇|城市)|试点/

/** Whether a text names the sort of body or place that is asked for. */
export const namesAnswer = (text: string, question: Question, library: Library): boolean =>
  PLACES.test(question.text) ? namesPlace(text, question, library) : namesBody(text, question)

/** Who does something: the body stands in the same statement as the task, beside the words of the question. */
export function answerWho(question: Question, library: Library): Found | undefined {
  const open = findPassages(question, library).filter((one) => one.unmet.length === 0)
  // 管子钱谁出: who does something else about the pipes is no answer.
  const candidates = open.filter((one) => isSure(one) && one.missing.every((term) => term.foreign || term.weight < 0.8))
  // 电表检定是哪个局在管: the body is asked for by its sort, so one rare word beside such a body will do.
  const sorted = SORTS.some(([asked]) => asked.test(question.text))
  for (const { passage } of candidates.length || !sorted ? candidates : open.filter((one) => one.own >= 0.35)) {
    const parts = cutAt(passage.tidy, '；;。').map((part) => ({
      part,
      score: question.terms.reduce((sum, term) => sum + term.weight * holding(term, flat(part)), 0),
    }))
    const best = parts.sort((a, b) => b.score - a.score)[0]
    if (!best) continue
    if (!namesAnswer(best.part, question, library)) continue
    const lead = leadClause({ ...passage, tidy: best.part }, question)
    return found(lead, [quoteOf(passage)])
  }
  return undefined
}

const ANSWERS_FOR = /[（(]([^（）()]{2,40}(?:负责|牵头|配合)[^（）()]{0,20})[）)]\s*$/

/** （种植业处、农田建设处负责） at the end of an item answers for all of it. */
export function answerInBrackets(question: Question, library: Library): Found | undefined {
  const told = findPassages(question, library).find(
    (one) =>
      isSure(one) && one.unmet.every(({ kind }) => kind === 'attribute') && ANSWERS_FOR.test(lastOf(one.passage)),
  )
  if (!told || !question.attributes.some((one) => one.attribute.who)) return undefined
  const { document, provision } = told.passage
  const text = lastOf(told.passage)
  const who = ANSWERS_FOR.exec(text)?.[1] ?? ''
  return found(clip(`${who}：${leadClause(told.passage, question)}`), [
    quoteOf(told.passage),
    { document, provision, text },
  ])
}

const lastOf = ({ provision }: Passage): string => provision.sentences.at(-1)?.text ?? ''

/** 哪个部门管, and nothing else: who is in charge of what the document is about, the first that it names. */
export function answerInCharge(question: Question, library: Library): Found | undefined {
  if (question.kind !== 'who' || question.terms.some((term) => term.weight > 0)) return undefined
  if (!/管|负责|牵头|主管|归口|主抓|承办/.test(question.text)) return undefined
  const document = library.newest[0]
  const passage = library.corpus.passages.find(
    (one) =>
      one.document === document && one.kind === 'sentence' && IN_CHARGE.test(one.tidy) && namesBody(one.tidy, question),
  )
  return passage && found(leadClause(passage, question), [quoteOf(passage)])
}

const IN_CHARGE = /(?:负责|主管|牵头).{0,16}(?:统筹|组织|指导|协调|管理|监督|实施)|为.{0,12}主管部门/

/** 哪家公司 wants a firm, 哪个厅 an authority. */
const SORTS: readonly (readonly [RegExp, RegExp])[] = [
  [/哪\d*(?:个|家|一家|些|几家)?(?:公司|企业|厂)|(?:什么|啥)公司/, /公司|集团|厂$/],
  [/哪(?:个|一个|些|几个)?(?:处室|科室|处|科)/, /处$|科$|室$/],
  [/哪(?:个|一个|些|几个)?(?:厅|局|委办|委)/, /厅$|局$|委员会$|委$|办公室$|处$|科$/],
  [/哪(?:个|家|些|几家)?(?:法院|银行|协会|高校|大学)/, /法院$|银行$|协会$|大学$|学院$/],
]

/** 在哪里 wants a place; 哪些地方 may be met by bodies and parks as well. */
function namesPlace(part: string, question: Question, library: Library): boolean {
  const text = withoutAsked(flat(part), question)
  return (
    placesIn(flat(part), library.lexicon, library.regions).length > 0 || PLACE.test(text) || bodiesIn(text).length > 0
  )
}

const PLACE = /[\u3400-\u9fff]{1,6}(?:县|区(?!域|分)|镇|乡|村|街道|园|大楼|厅|局|处(?!置|理|罚))/

/** 分管领导是哪位 wants a name. */
const PERSON = /(?:领导|负责人|主任|[局处科厅组]长|联系人|联络员)(?:是|叫|为)?(?:谁|哪一?位|什么名字|啥名)/

/** What is asked about does not answer; a lone 局 of 哪个局 is no word of it. */
const withoutAsked = (text: string, question: Question): string =>
  question.terms.filter((term) => term.text.length >= 2).reduce((so, term) => so.replaceAll(term.text, '／'), text)

const namesHolder = (part: string, post: string): boolean =>
  part
    .split(post)
    .some(
      (piece, at, all) =>
        (at > 0 && /^(?:[:：]|由|为|是)/.test(piece)) || (at < all.length - 1 && /由[^，,]{1,12}$/.test(piece)),
    )

/** A body that is named, besides words of the question: 四个工作组牵头单位 names none. */
function namesBody(part: string, question: Question): boolean {
  const wantsOne = question.attributes.some((one) => one.attribute.who)
  // 联系人：王明, 由县长任组长: the very word is followed or preceded by who it is.
  if (question.attributes.some((one) => one.attribute.same && namesHolder(part, one.text))) return true
  const sort = SORTS.find(([asked]) => asked.test(question.text))?.[1]
  const bare = part.replace(/《[^》]{0,120}》|（[^）号]{0,60}号[^）]{0,60}）/g, '／')
  if (PERSON.test(question.text) && !/：|由|[任为是][\u3400-\u9fff]{2,4}$/.test(part)) return false
  const text = withoutAsked(flat(bare).replace(/[、,]/g, '／'), question)
  const bodies = bodiesIn(text)
  const named = bodies.filter(
    (body) =>
      !/^(?:.*(?:牵头|责任|主管|有关|相关|各).{0,2})?(?:单位|部门|机构)$|^(?:\S*个)?工作组$|^.{0,2}企业$/.test(body),
  )
  if (sort)
    return bodies.some(
      (body) =>
        sort.test(body) && !/^.{0,4}(?:合作|有关|相关|商业|金融|各类?)(?:银行|法院|协会|高校|公司|企业)$/.test(body),
    )
  return wantsOne ? named.length > 0 : bodies.length > 0
}
