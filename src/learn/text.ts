/** Words about answers: verdicts, open questions, reviewed answers. */

import { ratingBlock } from '../ask/index.ts'
import type { Document } from '../documents/index.ts'
import {
  type Button,
  buttons,
  type Card,
  card,
  fields,
  form,
  type Input,
  lead,
  note,
  quote,
  say,
  table,
} from '../message/card.ts'
import { dayName, dayOf } from '../office/day.ts'
import { LEVEL } from '../office/levels.ts'
import { pressQuestions, pressVouch } from './presses.ts'
import type { Open } from './questions.ts'
import type { QuestionId, Vouched } from './rows.ts'

const warn = (title: string, ...lines: string[]): Card => ({ ...say(title, ...lines), tone: 'warn' })

/** What may be wrong with an answer, as buttons offer it. */
export const WRONGS = ['数不对', '答非所问', '没答全', '依据不对'] as const

/** The question what was wrong with an answer. */
export const WHAT_WAS_WRONG = `已记下：这个答案不对，已告诉${LEVEL.whole}协调员。哪里不对？`

/**
 * The answer to a verdict.
 * @param why one of `WRONGS`, where it was said
 */
export const rated = (good: boolean, why: string | undefined): string =>
  good ? '已记下：有用，谢谢。' : `已记下：不对${why ? `（${why}）` : ''}。问题和答案已转${LEVEL.whole}协调员。`

/** The refusal of a verdict that names no answer. */
export const pressUnderAnswer = (): Card => warn('请在答案下面点“有用”或“这个答案不对”')
/**
 * The notice for reviewers that somebody found an answer wrong; it does not say who.
 * @param words the question
 */
export const foundWrong = (question: QuestionId, words: string, answered: string): Card =>
  card('warn', '有人说这个答案不对', [
    lead(line(words, 200)),
    fields([{ name: '机器人答的', value: line(answered, 200) }]),
    buttons([
      { label: '补充', ...pressVouch({ question }), style: 'primary' },
      { label: '忽略', ...pressQuestions({ aside: question }) },
    ]),
    note('“补充”由您写一句答案并指明条款，以后同样的问题先用它。'),
  ])

/** The answer to a press on a question that is settled or unknown. */
export const noSuchQuestion = (): Card => warn('没有找到这个问题', '可能已经处理过；发送 /问题 看最新清单。')

/** The refusal to review a question that is not whole by itself. */
export const leansOnContext = (question: string): Card =>
  warn('这个问题不能单独审定', `“${question}”要看上文才知道问什么；请对说全了的问题补充答案。`)

const line = (text: string, most: number): string => {
  const flat = text.replace(/\s+/g, ' ').trim()
  return flat.length > most ? `${flat.slice(0, most - 1)}…` : flat
}

const stateOf = ({ times, bad, whys }: Open): string =>
  [
    ...(times > bad ? [`没答上来${times - bad}次`] : []),
    ...(bad ? [`说不对${bad}次${whys.length ? `（${whys.slice(0, 3).join('、')}）` : ''}`] : []),
  ].join('，')

/**
 * Questions that wait, with the buttons 补充 and 忽略.
 * @param all how many there are, shown or not
 */
export function openList(open: readonly Open[], all: number): Card {
  if (open.length === 0) return say('没有待处理的问题', '近60天没有答不上来或答错的问题。')
  const ways = open.flatMap(({ id }, at): Button[] => [
    { label: `补充${at + 1}`, ...pressVouch({ question: id }), style: 'primary' },
    { label: `忽略${at + 1}`, ...pressQuestions({ aside: id }) },
  ])
  return card('plain', `待处理的问题：${all}个`, [
    table(
      [
        { key: 'at', name: '序号' },
        { key: 'question', name: '问题' },
        { key: 'state', name: '情况' },
        { key: 'last', name: '最近' },
      ],
      open.map((one, at) => ({
        at: String(at + 1),
        question: line(one.question, 60),
        state: stateOf(one),
        last: dayName(dayOf(one.last)),
      })),
    ),
    buttons(ways),
    note('“补充”由您写一句答案并指明条款，以后同样的问题先用它；文件换版或失效后自动停用。'),
  ])
}

/** The fault of a reviewed answer without words. */
export const ANSWER_MISSING = '请写答案。'

/** The fault of a reviewed answer of more than `most` characters. */
export const answerTooLong = (most: number): string => `答案请不超过${most}字。`

/** The fault of a provision that the document does not have. */
export const noSuchSection = (typed: string): string => `文件里没有“${typed}”这一条，请写条款号，例如：二（三）。`

/**
 * The fault of an answer with figures or names that its provision lacks.
 * @param lacking these
 */
export const notInProvision = (section: string, lacking: readonly string[]): string =>
  `${section}里没有“${lacking.slice(0, 3).join('”“')}”：答案里的数字、文号和文件名都要在所依据的条款里。`

interface Typed {
  readonly answer?: string | undefined
  readonly section?: string | undefined
  readonly title?: string | undefined
}

/**
 * The form for a reviewed answer.
 * @param typed what was filled in before, where the form comes back with a fault
 * @param fault one of the sentences above
 */
export function vouchForm(
  question: QuestionId,
  words: string,
  documents: readonly Document[],
  typed: Typed = {},
  fault?: string,
): Card {
  return card(fault ? 'warn' : 'info', `补充答案：${line(words, 60)}`, [
    fault !== undefined && lead(`没有保存：${fault}`),
    form({ name: 'vouch', ...pressVouch({ question }), inputs: vouchInputs(documents, typed), submit: '审定' }),
  ])
}

function vouchInputs(documents: readonly Document[], typed: Typed): Input[] {
  const filled = (value: string | undefined) => (value ? { value } : {})
  return [
    {
      kind: 'text',
      name: pressVouch.field('answer'),
      label: '答案（一句话）',
      required: true,
      ...filled(typed.answer),
    },
    {
      kind: 'text',
      name: pressVouch.field('section'),
      label: '依据条款',
      hint: '例如 二（三）',
      required: true,
      ...filled(typed.section),
    },
    {
      kind: 'select',
      name: pressVouch.field('title'),
      label: '文件',
      ...filled(typed.title ?? documents[0]?.title),
      options: documents.map((one) => ({ value: one.title, label: line(one.title, 40) })),
    },
  ]
}

const source = ({ title, section }: Vouched): string => `《${title}》${section}`

/** The answer where an answer was reviewed. */
export const vouched = (one: Vouched): Card =>
  card('good', '已审定，以后同样的问题先用这个答案', [
    fields([
      { name: '问题', value: line(one.question, 100) },
      { name: '答案', value: one.answer },
      { name: '依据', value: source(one) },
    ]),
    note('发送 /审定 可以查看和撤下。'),
  ])

/**
 * A reviewed answer as it is given, with its provision quoted.
 * @param words the provision's
 * @param by the reviewer's name
 * @param question id of the question, for the verdict
 */
export const reviewedAnswer = (one: Vouched, words: string, by: string, question: string): Card =>
  card('plain', one.answer, [
    quote(line(words, 900), source(one), { document: one.title, section: one.section }),
    note(`审定答案：${by}，${dayName(dayOf(one.at))}（原问：${line(one.question, 40)}）`),
    ratingBlock(question),
  ])

type Listed = Vouched & { readonly by: string; readonly holds: boolean }

const MOST_BUTTONS = 10

/** Reviewed answers, each with whether its document still holds, and a button that withdraws it. */
export function vouchedList(all: readonly Listed[]): Card {
  if (all.length === 0) return say('还没有审定过的答案', '发送 /问题 看没答上来的问题，从那里补充。')
  const listed = table(
    [
      { key: 'at', name: '序号' },
      { key: 'question', name: '问题' },
      { key: 'answer', name: '答案' },
      { key: 'source', name: '依据' },
      { key: 'by', name: '审定' },
      { key: 'state', name: '状态' },
    ],
    all.map((one, at) => ({
      at: String(at + 1),
      question: line(one.question, 40),
      answer: line(one.answer, 60),
      source: source(one),
      by: `${one.by} ${dayName(dayOf(one.at))}`,
      state: one.holds ? '在用' : '文件已换版或失效，停用',
    })),
  )
  const ways = all.slice(0, MOST_BUTTONS).map(
    ({ id }, at): Button => ({
      label: `撤下${at + 1}`,
      ...pressVouch({ withdraw: id }),
      style: 'danger',
      confirm: '撤下以后，这个问题按文件回答。',
    }),
  )
  return card('plain', `审定过的答案：${all.length}个`, [listed, buttons(ways)])
}
