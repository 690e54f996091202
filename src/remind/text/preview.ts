/** The words of what goes out next, and of what went out today. */
import { type Card, card, lead, note, say, sentence, table } from '../../message/card.ts'
import { type Day, dayName, dayOf, type Instant } from '../../office/day.ts'
import { stageName } from '../../office/deadline.ts'
import type { Stage } from '../../office/schedule.ts'
import type { RemindedPerson } from '../rows.ts'
import { FEW_NAMES, type Group, namesBlocks, type Reach, reach } from './nudge.ts'
import { columns } from './reminder.ts'
import { moment, whole } from './words.ts'

/** The answer to 提醒 where nothing more is due. */
export const nothingPlanned = (): Card => say('近期没有要发的提醒', '到期的报表都已报齐，或本年度的上报已经结束。')

/** A report with its deadline, and how long before it a stage is: `2017年6月月度进度上报（7月5日（周三）截止），截止前1个工作日`. */
export const stageOf = (what: string, due: Day, stage: Pick<Stage, 'workdays'>): string =>
  `${what}（${whole(due)}截止），${stageName(stage)}`

/** The next pass: when, of what, and whom it reaches; by name where they are few. */
export const preview = (
  plan: Reach & {
    readonly at: Instant
    /** what they are told: of each report how many places */
    readonly about: readonly { readonly reason: string; readonly count: number }[]
    readonly groups: readonly Group[]
    readonly rows: readonly { readonly name: string; readonly region: string; readonly missing: string }[]
  },
): Card =>
  card(
    'info',
    [`下一次提醒：${moment(plan.at)}`, reach(plan)],
    [
      plan.about.map(({ reason, count }) => lead(`${reason}：${count}个地方`)),
      plan.rows.length > FEW_NAMES
        ? namesBlocks(plan.groups)
        : [
            table(
              [
                { key: 'region', name: columns.region },
                { key: 'name', name: '发给' },
                { key: 'missing', name: columns.missing },
              ],
              plan.rows,
            ),
          ],
      note('按现在的上报情况推算；届时已报的不会收到。'),
    ],
  )

/**
 * Who was reminded within these days, and how often.
 * @param all in the order sent
 * @param names the places that were asked about; none: all of one's own
 */
export const remindedList = (
  all: readonly Pick<RemindedPerson, 'person' | 'byHand' | 'times' | 'at'>[],
  groups: readonly Group[],
  {
    from,
    to,
    now,
    names,
  }: { readonly from: Day; readonly to: Day; readonly now: Instant; readonly names: readonly string[] },
): Card => {
  const when = from === to ? (to === dayOf(now) ? '今天' : dayName(to)) : `${dayName(from)}以来`
  const people = new Set(all.map(({ person }) => person)).size
  const byHand = new Set(all.flatMap((one) => (one.byHand ? [one.person] : []))).size
  const times = Math.max(...all.map((one) => one.times))
  const last = all.at(-1)
  if (last === undefined)
    return say(
      `${when}还没有提醒过${names.length > 0 ? names.join('、') : '谁'}`,
      '下一次什么时候、发给谁，发送 /提醒 预览 可以看。',
    )
  return card('info', `${when}提醒了${people}人${times > 1 ? `，最多的${times}次` : from === to ? '' : '，各1次'}`, [
    sentence(groups.map((one) => `${one.city}：${one.names.join('、')}`).join('\n')),
    note(`其中人工催报${byHand}人；${last.at > now ? '最后一批定在' : '最近一次'}${moment(last.at)}。`),
  ])
}
