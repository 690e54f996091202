/** 台账: where a figure comes from: every act on it, who, when, in which words, what it replaced. */

import { type Act, type Entry, historyOf, STATE_NAMES, statesOf } from '../../ledger/index.ts'
import { card, note, sentence } from '../../message/card.ts'
import { type Asked, answer, type Command, type Outcome } from '../../message/command.ts'
import { command } from '../../message/declare.ts'
import { grouped } from '../../office/amount.ts'
import { clockOf, dayName, dayOf } from '../../office/day.ts'
import { exampleName } from '../../office/example.ts'
import { LEVEL } from '../../office/levels.ts'
import { lastOver } from '../../office/owed.ts'
import { periodName, readPeriod } from '../../office/period.ts'
import { type Indicator, indicatorOf } from '../../office/plan.ts'
import { nameOf } from '../../people/index.ts'
import { placedInput } from '../presses.ts'
import { forRegion, type Saying } from '../read/region.ts'
import { REPORTERS } from '../rules/scope.ts'
import type { Ground } from '../rules/weigh.ts'
import * as text from '../text.ts'

/** /台账: every act on one figure, in order: who, when, in which words, what it replaced and why. */
export const traceCommand = (ground: Ground): Command =>
  command({
    name: '台账',
    words: ['ledger'],
    right: { kind: 'role', roles: REPORTERS },
    summary: '查一个数的来历：谁、何时、怎么报的，改过什么',
    help: { group: 'figures', rank: 7, measures: ['source'] },
    effect: 'reads',
    example: () => `/台账 ${exampleName(ground.plan.indicators)} 6月`,
    input: placedInput(ground),
    run: (asked, pressed) => forRegion(asked, ground, { command: '台账', pressed: pressed.region }, trace),
  })

const ACT_NAMES: Readonly<Record<Act, string>> = {
  report: '上报',
  nil: '零报告',
  correction: '更正',
  request: '申请更正',
  undo: '撤回',
  accept: '审核通过',
  return: '退回',
  receive: `${LEVEL.whole}级接收`,
  grant: '批准更正',
  deny: '不予批准更正',
  note: '补充说明',
  reopen: '收回审核',
  waive: '核销',
  lock: '锁定',
  unlock: '解锁',
}

async function trace({ asked, ground, region, rest }: Saying): Promise<Outcome> {
  const { plan, regions } = ground
  const words = rest.split(/[\s:：，,]+/).filter(Boolean)
  const indicator = plan.indicators.find((one) =>
    words.some((word) => [one.name, one.short, ...one.aliases].includes(word)),
  )
  if (!indicator) return answer('asked', text.traceWhat(plan.indicators))
  const said = words.map((word) => readPeriod(word, plan.year)).find((one) => one !== undefined)
  const period = said ?? lastOver(indicator, dayOf(asked.now))
  const history = await historyOf(asked.store, { region, indicator: indicator.id, period })
  const place = regions.get(region)
  if (history.length === 0) return answer('empty', text.noTrace(place, indicator, period))
  const state =
    (await statesOf(asked.store, period, region)).find((one) => one.indicator === indicator.id)?.state ?? 'none'
  const lines = await Promise.all(history.map((entry) => lineOf(asked, ground, entry)))
  return answer(
    'answered',
    card(
      'info',
      [`台账：${place.name} ${indicator.short} ${periodName(period)}`, `现为${STATE_NAMES[state]}`],
      [lines.map((line) => sentence(line)), note(`末条校验值 ${history.at(-1)?.hash.slice(0, 16) ?? ''}`)],
    ),
  )
}

async function lineOf({ store }: Asked, { plan }: Ground, entry: Entry): Promise<string> {
  const indicator = indicatorOf(plan, entry.indicator)
  const who = await nameOf(store, entry.by)
  const words = [
    `${dayName(dayOf(entry.at))}${clockOf(entry.at)} ${who}${entry.proxy ? '（代报）' : ''}${ACT_NAMES[entry.act]}`,
    ...(entry.said ? [saidLine(entry, indicator)] : []),
    ...(entry.reason ? [`原因：${entry.reason}`] : []),
    ...(entry.note ? [`备注：${entry.note}`] : []),
  ]
  return words.join('，')
}

function saidLine({ said, act }: Entry, { unit }: Indicator): string {
  if (!said) return ''
  const typed = act === 'nil' ? '' : `（原话${said.typedValue}${said.typedUnit ?? ''}）`
  return `${said.mode === 'increment' && act !== 'nil' ? `新增${grouped(said.value)}${unit}，` : ''}累计${grouped(said.cumulative)}${unit}${typed}，截至${dayName(said.asOf)}`
}
