/** The cards about evidence. */
import { type Card, card, note, say, sentence, told } from '../../message/card.ts'
import { type Period, periodName } from '../../office/period.ts'
import type { Indicator } from '../../office/plan.ts'
import type { Region } from '../../office/region.ts'

const warn = (title: string, ...lines: string[]): Card => told('warn', title, ...lines)

const sizeOf = (bytes: number): string =>
  bytes < 1024 * 1024 ? `${Math.ceil(bytes / 1024)} KB` : `${Math.round((bytes / 1024 / 1024) * 10) / 10} MB`

/** The refusal of a file that answers no report and follows none within ten minutes. */
export const whatFor = (): Card =>
  warn('这份材料没有收：不知道是哪条上报的佐证', '请在上报后10分钟内发送，或直接回复那条上报消息再发。')

/**
 * The refusal of a file by its ending.
 * @param taken the kinds that are taken, as people call them
 */
export const wrongType = (name: string, taken: readonly string[]): Card =>
  warn(`没有收：${name}`, `只收这些类型的文件：${taken.join('、')}。请转换后再发。`)

/**
 * The refusal of a file by its size.
 * @param largest the bound in bytes
 */
export const tooLarge = (name: string, largest: number): Card =>
  warn(`没有收：${name}`, `文件超过${sizeOf(largest)}，请压缩或拆分后再发。`)

/**
 * The refusal of a file where the report has as many as it may.
 * @param most that number
 */
export const tooMany = (most: number): Card =>
  warn('没有收：佐证已满', `一条上报最多${most}份佐证，请合并后再发，或先更正上报再附新的。`)

/** The answer where the platform no longer gives a file's content. */
export const notFetched = (name: string): Card =>
  warn(`没有收到内容：${name}`, '平台没有给出文件内容，请重新发送一次；一直不行请告诉管理员。')

/** The refusal of a file whose first bytes contradict its ending. */
export const notWhatItSays = (name: string): Card =>
  warn(`没有收：${name}`, '文件内容与扩展名不符，可能已损坏。请打开核对，另存后再发。')

/** The answer where a file of the same content hangs on the report. */
export const attachedAlready = (name: string): Card => say(`已经附过：${name}`, '内容完全相同，没有重复保存。')

/**
 * What was attached to which report, with the file's SHA-256.
 * @param to `about` the report and `count` its files now; `besides` other reports of the last ten minutes for which
 * it may have been meant
 */
export const attached = (
  name: string,
  bytes: number,
  sha256: string,
  to: { readonly about: string; readonly count: number; readonly besides: readonly string[] },
): Card =>
  card('good', `已附佐证：${name}`, [
    sentence(`附给：${to.about}。${sizeOf(bytes)}，这条上报现有${to.count}份佐证。`),
    to.besides.length > 0 &&
      sentence(`10分钟内还报过：${to.besides.join('；')}。如果是那条的，请直接回复那条上报再发一次。`),
    note(`SHA-256 ${sha256}`),
  ])

/**
 * Which reported figures lack the evidence that the plan asks for, period by period.
 * @param lists periods with the indicators that lack it; none of a period is said, too
 * @param demanding all indicators that ask for evidence; none gives another card
 */
export function missing(
  region: Region,
  lists: readonly { readonly period: Period; readonly indicators: readonly Indicator[] }[],
  demanding: readonly Indicator[],
): Card {
  if (demanding.length === 0) return say('没有要求佐证的指标', '需要时仍可在上报后10分钟内发送文件。')
  const lines = lists.map(({ period, indicators }) =>
    indicators.length
      ? `${periodName(period)}缺佐证：${indicators.map((one) => one.short).join('、')}。`
      : `${periodName(period)}已报的指标佐证齐全。`,
  )
  return say(
    `佐证：${region.name}`,
    ...lines,
    `要求佐证的指标：${demanding.map((one) => one.short).join('、')}。在上报后10分钟内发送文件，或回复那条上报发送。`,
  )
}
