/** The words of a reminder that somebody asked for. */

import { above, type Button, buttons, type Card, card, note, say, sentence } from '../../message/card.ts'
import type { Instant } from '../../office/day.ts'
import type { Snooze } from '../presses.ts'
import { pressSnooze } from '../presses.ts'
import { done, moment, warn } from './words.ts'

/** The refusal of a reminder whose time is not understood or repeats. */
export const timeUnclear = (): Card =>
  warn(
    '没有安排：没看懂是什么时候',
    '请写明一个时间，例如“明天上午9点提醒我”“半小时后提醒我”。每周、每月重复的定不了；到期没报的，系统按时间表自动提醒。',
  )

/** The refusal of a reminder whose time is over. */
export const timePast = (now: Instant): Card =>
  warn('没有安排：这个时间已经过了', `现在是${moment(now)}，请写以后的时间，例如：/稍后提醒 明天上午9点`)

/**
 * The answer where a reminder was changed.
 * @param before when it would have come
 */
export const inPlaceOf = (card: Card, before: Instant): Card =>
  above(card, sentence(`原来定在${moment(before)}的已取消。`))

/**
 * The reminder itself, of something that is no report.
 * @param asked when it was asked for
 */
export const yourOwn = (purpose: string, asked: Instant): Card =>
  card('info', `提醒您：${purpose}`, [note(asYouAsked(asked))])

/**
 * Why somebody gets a reminder: they asked for it.
 * @param at when they did
 */
export const asYouAsked = (at: Instant): string => `按您${moment(at)}的要求再次提醒`

/** 7月8日 at night: said, so that nobody waits for it. */
const movedFrom = (wanted: Instant, due: Instant): string[] =>
  wanted === due ? [] : [`${moment(wanted)}是休息时间，改在上班后提醒。`]

/**
 * The answer where a reminder was taken back.
 * @param due when it would have come
 */
export const snoozeTakenBack = (due: Instant): Card => say('已取消这个提醒', `${moment(due)}不再提醒您；该报的仍要报。`)

/**
 * The answer to 记住了没.
 * @param purpose undefined where it is of a report
 */
export const snoozeStands = (due: Instant, purpose: string | undefined): Card =>
  say(`记着：${moment(due)}提醒您`, purpose === undefined ? '还没报齐的话，到时候提醒。' : purpose)

/**
 * The answer where a reminder of something else than a report was set.
 * @param wanted as it was said
 * @param due within office hours
 */
export const ownSnoozed = (wanted: Instant, due: Instant, purpose: string): Card =>
  done(`好的，${moment(due)}提醒您：${purpose}`, ...movedFrom(wanted, due))

/**
 * The answer where a reminder of a report was set, with buttons for other times.
 * @param wanted as it was said
 * @param due within office hours
 */
export const snoozed = (
  wanted: Instant,
  due: Instant,
  others: readonly { readonly label: string; readonly means: Snooze }[],
): Card =>
  card('good', `好的，${moment(due)}再提醒您`, [
    note([...movedFrom(wanted, due), '届时已报或已另有提醒的，不再重复。'].join('')),
    buttons(others.map(({ label, means }): Button => ({ label: `改为${label}`, ...pressSnooze(means) }))),
  ])
