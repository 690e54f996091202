/** The words of leave. */
import { buttons, type Card, card, form, lead, note, say, sentence } from '../../message/card.ts'
import type { Day } from '../../office/day.ts'
import { LEVEL } from '../../office/levels.ts'
import type { RegionKey } from '../../office/region.ts'
import { pressLeave } from '../presses.ts'
import { done, warn, whole } from './words.ts'

const UNKNOWN = '您说了由谁代，名册里没有找到这个人；请'

/**
 * The form of 请假.
 * @param standIn the name already given
 * @param isUnknown somebody was to stand in who is not found, so that the name is required
 */
export const leaveForm = (
  { from, to }: { readonly from: Day; readonly to: Day },
  standIn = '',
  isUnknown = false,
): Card =>
  card('info', '请假', [
    sentence('请假期间不提醒您，改提醒代理人。也可以直接发送：/请假 3天 由 李四 代'),
    isUnknown && note(`${UNKNOWN}填全名。`),
    form({
      name: 'leave',
      ...pressLeave({}),
      inputs: [
        { kind: 'date', name: pressLeave.field('from'), label: '从', value: from, required: true },
        { kind: 'date', name: pressLeave.field('to'), label: '到（含当天）', value: to, required: true },
        {
          kind: 'text',
          name: pressLeave.field('stand_in'),
          label: isUnknown ? '代理人姓名' : '代理人姓名（可不填，用 AB 岗）',
          ...(standIn && { value: standIn }),
          ...(isUnknown && { required: true }),
        },
      ],
      submit: '提交',
    }),
  ])

/** The refusal of leave whose days are over, the wrong way round or more than a year away. */
export const leaveDaysWrong = (from: Day, to: Day): Card =>
  warn('请假日期不对', `读到的是${whole(from)}至${whole(to)}。请重新写，例如：/请假 7月5日至7月7日 由 李四 代`)

/**
 * The refusal of a stand-in who is not one person of the roster.
 * @param found how many bear the name
 * @param isSelf it is the person on leave
 * @param isRecorded the leave stands, and only its stand-in was to change
 */
export function standInUnclear(name: string, found: number, isSelf: boolean, isRecorded: boolean): Card {
  const stands = isRecorded ? '请假照旧，代理人没有改。' : '没有记录请假。'
  if (found > 1) return warn(`名册里有 ${found} 位“${name}”`, `请改写全名，或先不写代理人，由 AB 岗代。${stands}`)
  return isSelf
    ? warn('代理人不能是自己', `请换一位代理人。${stands}`)
    : warn(
        `名册里没有“${name}”`,
        `请写全名；不在名册的请其先发送“/绑定 ${LEVEL.county}名”申请，或先不写代理人。${stands}`,
      )
}

/** The answer where leave was taken back. */
export const leaveWithdrawn = (): Card => done('已取消请假', '这几天照常提醒您。')

/** A report that is due while somebody is away. */
export interface DueMeanwhile {
  /** `6月月度进度上报` */
  readonly what: string
  readonly due: Day
}

const owedLine = ({ what, due }: DueMeanwhile): string => `${whole(due)}是${what}的截止日，还没报齐。`

/**
 * The answer where leave was recorded.
 * @param standIn the name; undefined: reminders go to the city's coordinator
 * @param owed what is due meanwhile
 */
export const leaveTaken = (
  from: Day,
  to: Day,
  standIn: string | undefined,
  isChanged: boolean,
  owed: DueMeanwhile | undefined,
): Card =>
  done(
    `已${isChanged ? '改' : '记录'}请假：${whole(from)}至${whole(to)}`,
    ...(owed ? [owedLine(owed)] : []),
    standIn === undefined
      ? `没有代理人，期间的提醒转给${LEVEL.city}协调员；发送 /请假 起止日期 由 姓名 代 可以补上。`
      : `期间由${standIn}代，通知会发给本人，送不到的会告诉协调员。提前回来请发送 /销假。`,
  )

/**
 * Leave before it is recorded, with the button.
 * @param standIn the name; undefined where nobody does
 */
export const leavePreview = (
  from: Day,
  to: Day,
  standIn: string | undefined,
  {
    instead,
    of,
    name,
    isUnknown,
    owed,
  }: {
    readonly instead?: Day | undefined
    readonly of?: RegionKey | undefined
    readonly name: string
    /** somebody is to stand in, and nobody of the roster was named for sure */
    readonly isUnknown: boolean
    readonly owed: DueMeanwhile | undefined
  },
): Card =>
  card('info', `${of ? `${name}` : ''}请假：${whole(from)}至${whole(to)}`, [
    owed && lead(owedLine(owed)),
    sentence(standIn === undefined ? `没有代理人，期间的提醒转给${LEVEL.city}协调员。` : `期间由${standIn}代。`),
    isUnknown && note(`${UNKNOWN}回复全名，例如“由李四代”。`),
    owed && !isUnknown && note('要换人代，回复“由某某代”。'),
    instead && note(`原来从${whole(instead)}起的请假不再算。`),
    buttons([
      { label: '确认请假', ...pressLeave({ from, to, stand_in: standIn, shown: '1', instead, of }), style: 'primary' },
    ]),
  ])

/** The refusal where a county has no contact, or several, for whom leave was asked. */
export const whoseLeave = (names: readonly string[]): Card =>
  warn(
    '请写明替谁请假',
    names.length === 0
      ? '这个地方名册上没有联系人。'
      : `这里有${names.length}位联系人：${names.slice(0, MOST_NAMED).join('、')}。一次替一个${LEVEL.county}的联系人请假。`,
  )
const MOST_NAMED = 6

/** The notice for a contact whose coordinator recorded the leave. */
export const leaveSaidForYou = (from: Day, to: Day): Card =>
  say(
    `协调员替您记了请假：${whole(from)}至${whole(to)}`,
    `期间不提醒您，改提醒代理人或${LEVEL.city}协调员。不对请发送 /销假。`,
  )

/**
 * The notice for whoever stands in.
 * @param name of the person on leave
 */
export const youStandIn = (name: string, from: Day, to: Day): Card =>
  say(`请您代${name}上报`, `${name}${whole(from)}至${whole(to)}请假，期间的提醒会发给您。`)

/** The answer to 销假 without any leave. */
export const notAway = (): Card => say('没有进行中的请假', '不需要销假。')

/** The answer to 销假: reminders go to the person again. */
export const back = (): Card => done('已销假', '从现在起恢复提醒。')
