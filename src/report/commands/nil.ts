/** 零报告: one tap says that nothing new happened, for all counts and areas that are still owed; never for rates. */

import { spansIn, tellsNo } from '../../language/index.ts'
import type { Card } from '../../message/card.ts'
import { type Asked, answer, type Command, type Outcome } from '../../message/command.ts'
import { command } from '../../message/declare.ts'
import { type Day, dateOf, dayOf } from '../../office/day.ts'
import { periodOfIndicator } from '../../office/owed.ts'
import { endOf, kindOf, type Period, periodOf, readPeriod } from '../../office/period.ts'
import { indicatorOf } from '../../office/plan.ts'
import { nilInput } from '../presses.ts'
import { asOfIn, nilItem, nilOwed } from '../read/nothing-new.ts'
import { understand } from '../read/read.ts'
import { forRegion, type Saying } from '../read/region.ts'
import { record, settingOf } from '../record.ts'
import { saidBefore } from '../rules/kept.ts'
import { tellsNoneOfOthers, where } from '../rules/reply.ts'
import { REPORTERS, standingFor } from '../rules/scope.ts'
import type { Ground } from '../rules/weigh.ts'
import * as text from '../text.ts'

/** Days at the beginning of a month in which the month before is reported. */
const DAYS_OF_REPORTING = 10

/** /零报告: nothing new in the counts and areas that the region still owes for a period; rates are never covered. */
export const nilCommand = (ground: Ground): Command =>
  command({
    name: '零报告',
    words: ['本月无新增', '无新增', 'nil'],
    right: { kind: 'role', roles: REPORTERS },
    summary: '本月无新增：一次报清还没报的数量类指标（比率除外）',
    help: { group: 'reporting', rank: 3 },
    example: () => '/零报告',
    input: nilInput(ground),
    run: (asked, pressed) =>
      forRegion(asked, ground, { command: '零报告', pressed: pressed.region }, (it) => reportNil(it, pressed.period)),
    continues: where(tellsNoneOfOthers, (asked) => restNil(asked, ground)),
  })

/** 其他的都没有: beside what was just reported, the rest of the same period; shown before it is taken. */
async function restNil(asked: Asked, ground: Ground): Promise<Outcome | undefined> {
  const said = asked.said()
  const [amount, another] = spansIn(said, 'amount')
  const isOne = amount !== undefined && !another
  const isOfMore = !tellsNo(said, 'indicator', 'region', 'time', 'parts', 'measure', 'repair')
  const [before] = isOne && !isOfMore ? saidBefore({ turns: asked.turns.slice(-1) }) : []
  const [item] = before?.items ?? []
  if (!before || !item || !standingFor(asked.person, before.region, ground.regions)) return undefined
  const period = periodOfIndicator(indicatorOf(ground.plan, item.indicator), item.asOf)
  return reportNil({ asked, ground, region: before.region, rest: '' }, period, [text.assumed(['indicator', 'day'])])
}

async function reportNil(it: Saying, pressed: Period | undefined, doubts: readonly string[] = []): Promise<Outcome> {
  const { asked, ground, region, rest } = it
  const today = dayOf(asked.now)
  const setting = await settingOf(it)
  if (!setting) return answer('refused', text.noRight('零报告', undefined, REPORTERS))
  // /零报告 8月 标准厂房: that one only, read like any other update.
  if (rest.replace(WHEN_ONLY, '') !== '') {
    const read = await understand({ ...it, rest: `${rest} 无新增` })
    return 'status' in read ? read : record(setting, read)
  }
  const said = pressed ?? readPeriod(rest, ground.plan.year)
  const asks = said ? undefined : await whichPeriod(it, today)
  if (asks) return answer('clarify', asks)
  const owed = await nilOwed(it, said)
  if (owed.indicators.length === 0) {
    return answer('settled', text.nothingOwedForNil(ground.regions.get(region), owed))
  }
  // 本月 in the first days is the month that is over; where that is in, nothing else was asked about
  if (!said && endOf(owed.period) > today && dateOf(today) <= DAYS_OF_REPORTING)
    return answer('settled', text.nilOfRunning(region, owed.period))
  const items = owed.indicators.map((one) => nilItem(one, asOfIn(owed.period, today)))
  return record(setting, { region, items, correcting: false, doubts })
}

/** What may stand beside the command without naming anything. */
const WHEN_ONLY =
  /(?:20\d\d年?)?(?:\d{1,2}|[一二三四五六七八九十]{1,2})月(?:份|底|末|\d{1,2}[日号]?)?|20\d\d-\d{1,2}|[上本]个?月|[第]?[一二三四]季度|[上下]半年|20\d\d年|截至|截止|无新增|零报告|其余|其他|全部|都|均|的|[\s，,。.、：:！!]/g

/** In the first days of a month 本月 is the one just over; later it may be the running one as well as the one owed. */
async function whichPeriod(it: Saying, today: Day): Promise<Card | undefined> {
  const over = await nilOwed(it)
  const running = periodOf(kindOf(over.period), today)
  if (dateOf(today) <= DAYS_OF_REPORTING || over.indicators.length === 0 || running === over.period) return undefined
  return text.nilOfWhich(it.region, [over.period, running])
}
