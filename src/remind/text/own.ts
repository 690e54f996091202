/** The words of a reminder that somebody asked for. */

import { above, type Button, buttons, type Card, card, note, say, sentence } from '../../message/card.ts'
import type { Instant } from '../../office/day.ts'
import type { Snooze } from '../presses.ts'
import { pressSnooze } from '../presses.ts'
import { done, moment, warn } from './words.ts'

export const timeUnclear = (): Card =>
  warn(
    '没有安排：没看懂是什么时候',
    '请写明一个时间，例如“明天上午9点提醒我”“半小时后提醒我”。每周、每月重复的定不了；到期没报的，系统按时间表自动提醒。',
  )

export const timePast = (now: Instant): Card =>
  warn('没有安排：这个时间已经过了', `现在是${moment(now)}，请写以后的时间，例如：/稍后提醒 明天上午9点`)

/** A reminder that took the place of another. */
export const inPlaceOf = (card: Card, before: Instant): Card =>
  above(card, sentence(`原来定在${moment(before)}的已取消。`))

export const yourOwn = (purpose: string, asked: Instant): Card =>
  card('info', `提醒您：${purpose}`, [note(asYouAsked(asked))])

export const asYouAsked = (at: Instant): string => `按您${moment(at)}的要求再次提醒`

/** 7月8日 at night: said, so that nobody waits for it. */
const movedFrom = (wanted: Instant, due: Instant): string[] =>
  wanted === due ? [] : [`${moment(wanted)}是休息时间，改在上班后提醒。`]

export const snoozeTakenBack = (due: Instant): Card => say('已取消这个提醒', `${moment(due)}不再提醒您；该报的仍要报。`)

export const snoozeStands = (due: Instant, purpose: string | undefined): Card =>
  say(`记着：${moment(due)}提醒您`, purpose === undefined ? '还没报齐的话，到时候提醒。' : purpose)

export const ownSnoozed = (wanted: Instant, due: Instant, purpose: string): Card =>
  done(`好的，${moment(due)}提醒您：${purpose}`, ...movedFrom(wanted, due))

export const snoozed = (
  wanted: Instant,
  due: Instant,
  others: readonly { readonly label: string; readonly means: Snooze }[],
): Card =>
  card('good', `好的，${moment(due)}再提醒您`, [
    note([...movedFrom(wanted, due), '届时已报或已另有提醒的，不再重复。'].join('')),
    buttons(others.map(({ label, means }): Button => ({ label: `改为${label}`, ...pressSnooze(means) }))),
  ])
