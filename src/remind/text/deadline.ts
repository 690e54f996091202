/** The words of a deadline that is moved, and of more time that is asked for. */

import { buttons, type Card, card, fields, note, say } from '../../message/card.ts'
import { type Day, dayName } from '../../office/day.ts'
import { LEVEL } from '../../office/levels.ts'
import type { ExtendMeant, MoveMeant } from '../presses.ts'
import { pressDecide, pressExtend, pressMove } from '../presses.ts'
import type { Extension } from '../rows.ts'
import { done, warn, whole } from './words.ts'

/** The refusal to move a deadline for one place. */
export const moveIsForAll = (): Card =>
  say(
    `没有调整：截止日期只能${LEVEL.all}一起调`,
    `只给某地放宽的，请该${LEVEL.county}联系人发送“/延期”，由${LEVEL.city}协调员批准；${LEVEL.all}都调，请不带地名再说一遍。`,
  )

/** The question to which day a deadline is moved. */
export const moveNeedsDay = (): Card => warn('请写明新的截止日期', '例如：/截止 7月10日 因 系统维护')

/** The refusal of a day that is over. */
export const dayPassed = (due: Day): Card => warn(`${dayName(due)}已经过去`, '请写今天或以后的日期。')

/**
 * The answer where a deadline is on that day.
 * @param what period and report, in one
 */
export const dueAlready = (what: string, due: Day): Card =>
  say('截止日期没有变化', `${what}的截止日期已经是${whole(due)}。`)

/**
 * A moved deadline before it is announced. `off`: the name of the day off that it falls on; `addressees`: how many are
 * told.
 */
export const movePreview = (move: {
  readonly what: string
  readonly from: string
  readonly due: Day
  readonly because: string | undefined
  readonly off: string | undefined
  readonly addressees: number
  readonly means: MoveMeant
}): Card =>
  card('info', `调整截止日期：${move.what}`, [
    fields([
      { name: '原截止', value: move.from },
      { name: '新截止', value: whole(move.due), ...(move.off !== undefined && { tone: 'warn' as const }) },
      { name: '原因', value: move.because ?? '没有写；要写，直接说一句就行' },
      { name: '通知', value: `还没报的 ${move.addressees} 人` },
    ]),
    move.off !== undefined && note(`注意：${dayName(move.due)}是${move.off}，确认后就按这一天，不再顺延。`),
    buttons([{ label: '确认调整并通知', ...pressMove(move.means), style: 'primary' }]),
  ])

/**
 * The answer where a deadline was moved.
 * @param people how many were told
 */
export const moved = (what: string, due: Day, because: string | undefined, people: number): Card =>
  done(
    `已调整：${what}`,
    `新截止 ${whole(due)}${because ? `，因${because}` : ''}。已通知 ${people} 人，后续提醒按新日期。`,
  )

/**
 * The notice of a moved deadline.
 * @param due the day as it is told, shift included
 */
export const deadlineMoved = (what: string, due: string): Card =>
  card('info', `截止日期调整：${what}`, [fields([{ name: '截止', value: due }]), note('后续提醒按新的截止日期。')])

/** The question to which day and why more time is asked for. */
export const extendNeeds = (): Card => warn('请写明延到哪天和原因', '例如：/延期 7月10日 因 数据核实中')

/** The question to which day more time is asked for. */
export const extendNeedsDay = (): Card => warn('请写明延到哪天', '直接写日期即可，例如：7月10日')

/** The question why more time is asked for. */
export const extendNeedsReason = (due: Day): Card =>
  warn(`延到${whole(due)}，请写明原因`, `直接写一句即可，随申请送${LEVEL.city}协调员，例如：数据核实中`)

/** A request for more time before it is sent. */
export const extendPreview = (what: string, due: Day, means: ExtendMeant): Card =>
  card('info', `延期申请：${what}`, [
    fields([
      { name: '延到', value: whole(due) },
      { name: '原因', value: means.because ?? '' },
    ]),
    buttons([{ label: '提交申请', ...pressExtend(means), style: 'primary' }]),
  ])

/**
 * The refusal of a request for more time after the deadline.
 * @param due the deadline's day
 */
export const tooLateToExtend = (what: string, due: Day): Card =>
  warn(
    '截止日期已过，不能再申请延期',
    `${what}已于${dayName(due)}截止，请尽快上报；确有困难请直接联系${LEVEL.city}协调员。`,
  )

/**
 * The refusal of a request for a day that is not after the deadline.
 * @param due the deadline's day
 */
export const extendLater = (what: string, due: Day): Card =>
  warn('延期要晚于原截止日期', `${what}的截止日期是${whole(due)}。`)

/**
 * The answer where more time was asked for.
 * @param deciders names of those who decide; none are on duty where empty
 */
export const extensionSent = (what: string, due: Day, deciders: readonly string[]): Card =>
  deciders.length > 0
    ? say('延期申请已提交', `${what}，申请延到${whole(due)}，等待${deciders.join('、')}批准。批准前仍按原日期提醒。`)
    : warn(
        '延期申请已记录，但没有在岗的协调员',
        `${what}，申请延到${whole(due)}。请电话联系${LEVEL.city}里或${LEVEL.whole}里。`,
      )

/**
 * The request for more time, for a coordinator, with two buttons.
 * @param about `what` county, period and report in one, `name` of who asks, `now` the deadline as it stands
 */
export const extensionAsked = (
  { id, due, because }: Pick<Extension, 'id' | 'due' | 'because'>,
  { what, name, now }: Readonly<Record<'what' | 'name' | 'now', string>>,
): Card =>
  card('info', `延期申请：${what}`, [
    fields([
      { name: '申请人', value: name },
      { name: '原截止', value: now },
      { name: '申请延到', value: whole(due) },
      { name: '原因', value: because },
    ]),
    buttons([
      { label: '同意', ...pressDecide({ id, granted: '1' }), style: 'primary' },
      { label: '不同意', ...pressDecide({ id, granted: '0' }), style: 'danger' },
    ]),
  ])

/** The reason of a deadline that was moved by a granted request. */
export const grantedBecause = (because: string): string => `延期申请已批准（${because}）`

/**
 * The notice that more time was granted.
 * @param by who decided
 */
export const extensionGranted = (what: string, by: string, due: Day): Card =>
  done(`已同意延期：${what}`, `${by}同意延到${whole(due)}，提醒按新日期。`)

/**
 * The notice that more time was denied.
 * @param by who decided
 * @param due the deadline as it stands
 */
export const extensionDenied = (what: string, by: string, due: Day): Card =>
  warn(`未同意延期：${what}`, `${by}未同意，仍按${whole(due)}截止，请按时上报。`)

/**
 * The answer to a press on a decided request.
 * @param granted undefined where its deadline is no longer there
 */
export const decidedAlready = (region: string, granted: boolean | undefined): Card =>
  say(
    '这份延期申请已经处理过',
    `${region}：${granted === undefined ? '对应的报表已不存在' : granted ? '已同意' : '未同意'}。`,
  )

/** The answer to a press on a request that is not there. */
export const noSuchExtension = (): Card => warn('没有找到这份延期申请', '请让申请人重新发送 /延期。')
