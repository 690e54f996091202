/** The words of 转人工. */

import {
  buttons,
  type Card,
  card,
  type Form,
  fields,
  form,
  lead,
  note,
  say,
  sentence,
  told,
} from '../../message/card.ts'
import type { Account } from '../../message/incoming.ts'
import { dayOf, type Instant, weekdayName } from '../../office/day.ts'
import { moment, placeName } from '../../office/format.ts'
import { LEVEL } from '../../office/levels.ts'
import { type Person, ROLE_NAMES } from '../../office/person.ts'
import type { Regions } from '../../office/region.ts'
import type { OnDuty } from '../on-duty.ts'
import { pressAnswer, pressHandover, pressWaiting } from '../presses.ts'
import type { Handover, HandoverAnswer } from '../rows.ts'

const short = (words: string, most = 40): string => (words.length > most ? `${words.slice(0, most - 1)}…` : words)

/** Who asked, with their post: 长兴联系人（长兴县 县联系人）; the account for who is not on the roster. */
export function withPost(person: Person | undefined, account: Account, regions: Regions): string {
  if (!person) return `名册外的人员（${account}）`
  const [post] = person.posts
  return post ? `${person.name}（${placeName(regions, post.region)} ${ROLE_NAMES[post.role]}）` : person.name
}

const asking: Form = {
  name: 'handover',
  ...pressHandover({}),
  inputs: [{ kind: 'text', name: pressHandover.field('question'), label: '要问什么', required: true }],
  submit: '转给协调员',
}

/** The form that asks what is to be handed over. */
export const askForm = (): Card =>
  card('info', '要转人工问什么？', [form(asking), note('也可以直接发送“/转人工 您的问题”。')])

/** The question whether to hand it over. */
export const handoverPreview = (question: string): Card =>
  card('info', '要转给协调员吗？', [
    sentence(`“${short(question, 200)}”`),
    buttons([{ label: '转人工', ...pressHandover({ question }), style: 'primary' }]),
    note('还没有转出。'),
  ])

/** The refusal to hand over in a group. */
export const askInPrivate = (): Card => say('请私聊我再转人工', '群里不能转；私聊发送“/转人工 您的问题”。')

/** The refusal of a question of more than `most` characters. */
export const questionTooLong = (most: number): Card =>
  told('warn', '没有转出：问题太长', `请不超过${most}字，分几次问。`)

/** The answer where the same question waits. */
export const waitsAlready = (): Card => say('这个问题已经转出', '正在等答复，有答复会发给您，不用再转。')

/**
 * The refusal where as many of the asker's questions wait as may.
 * @param open these
 */
export const tooManyOpen = (open: readonly string[]): Card =>
  told(
    'warn',
    `没有转出：已有${open.length}个问题在等答复`,
    ...open.map((one) => `· ${short(one)}`),
    '答复以后再转新的。',
  )

/** The refusal of more than `most` questions a day. */
export const tooManyToday = (most: number): Card =>
  told('warn', '没有转出：今天转得太多了', `一天最多转${most}个问题，请明天再转。`)

/** The refusal where nobody is on duty. */
export const nobodyOnDuty = (): Card =>
  told('warn', '没有转出：现在没有在岗的协调员', `请过一会儿再转；急事请按通讯录直接联系${LEVEL.whole}办。`)

/**
 * The answer where a question was handed over.
 * @param shown.namesShown whether the asker may know who it is, and nobody reads along
 * @param shown.opens when it arrives, where the office is closed now
 */
export function handedOver(
  question: string,
  { role, region, people }: OnDuty,
  regions: Regions,
  { namesShown, opens }: { readonly namesShown: boolean; readonly opens: Instant | undefined },
): Card {
  const whose = role === 'city-coordinator' ? `${placeName(regions, region)}协调员` : ROLE_NAMES[role]
  const to = namesShown ? `${whose} ${people.map(({ name }) => name).join('、')}` : whose
  return card('good', `已转给${to}`, [
    sentence(`“${short(question, 200)}”`),
    sentence(opens ? `现在不是上班时间，${opening(opens)}送达；答复会私聊发给您。` : '答复会私聊发给您。'),
  ])
}

const opening = (at: Instant): string => moment(at).replace(' ', `（${weekdayName(dayOf(at))}）`)

const answering = (handover: string): Form => ({
  name: 'answer',
  ...pressAnswer({ handover }),
  inputs: [{ kind: 'text', name: pressAnswer.field('answer'), label: '答复（原样发给提问人）', required: true }],
  submit: '答复',
})

/** The question, for whoever may answer, with the form for it. */
export const handoverCard = ({ id, asker, question, answered, at }: Handover): Card =>
  card('info', `${asker}请您答复`, [
    lead(question),
    fields([
      { name: '时间', value: moment(at) },
      ...(answered ? [{ name: '机器人答的', value: short(answered, 100) }] : []),
    ]),
    form(answering(id)),
    note('答一次就发出，以最先的答复为准；答复以您的名义发给提问人。'),
  ])

/**
 * Questions that wait for an answer, a button each.
 * @param all how many there are, shown or not
 */
export const openList = (open: readonly Handover[], all: number): Card =>
  all === 0
    ? say('没有等您答复的问题', '转人工的问题都已答复。')
    : card('info', `等答复的问题：${all}个`, [
        open.map(({ asker, question, at }, index) =>
          sentence(`${index + 1}. ${short(question, 100)}\n${asker}，${moment(at)}`),
        ),
        buttons(
          open.map(({ id }, index) => ({
            label: `答复${index + 1}`,
            ...pressWaiting({ handover: id }),
          })),
        ),
      ])

/**
 * The form for an answer that came back with a fault.
 * @param most the longest that it may be, where it was longer; undefined: it was empty
 */
export const answerForm = ({ id, question }: Handover, most: number | undefined): Card =>
  card('warn', most === undefined ? '没有发出：还没写答复' : `没有发出：答复请不超过${most}字`, [
    lead(question),
    form(answering(id)),
  ])

/** The answer to a press on a question that is not there. */
export const noSuchHandover = (): Card => say('没有这个问题', '它可能来自很早以前的卡片。')

/** The refusal to answer a question that was not put to this person. */
export const notYoursToAnswer = (): Card =>
  told(
    'warn',
    '这个问题没有转给您',
    `由提问人所在${LEVEL.city}的协调员、${LEVEL.whole}协调员答复；自己的问题不能自己答。`,
  )

/**
 * What takes the place of the other recipients' cards.
 * @param by name and post of who answered
 */
export const answeredBy = (question: string, { answer, at }: HandoverAnswer, by: string): Card =>
  card('plain', `${by}已答复`, [
    sentence(short(question, 200)),
    sentence(`答：${answer}`),
    note(`${moment(at)}发给提问人，不用再答。`),
  ])

/** The confirmation for whoever answered. */
export const answerSent = (question: string, answer: string): Card =>
  card('good', '已发给提问人', [sentence(short(question, 200)), sentence(`答：${answer}`)])

/**
 * The answer, for the asker.
 * @param by name and post of who answered
 */
export const theAnswer = ({ question, at }: Handover, { answer }: HandoverAnswer, by: string): Card =>
  card('good', `${by}答复您`, [
    lead(answer),
    note(`您${moment(at)}问：${short(question, 100)}。这是本人的答复，不是机器人的。`),
  ])
