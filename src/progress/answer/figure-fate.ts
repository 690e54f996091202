/** What became of a figure that somebody remembers: returned, replaced, or never said. */
import { type Entry, isStating } from '../../ledger/entry.ts'
import { historyOf } from '../../ledger/index.ts'
import type { Block } from '../../message/card.ts'
import { compare, parseAmount } from '../../office/amount.ts'
import { periodName } from '../../office/period.ts'
import type { Indicator } from '../../office/plan.ts'
import type { Question } from '../question/question.ts'
import type { Tally } from '../rules/region-total.ts'
import * as words from '../words.ts'
import type { Desk } from './query-context.ts'

/** For those who may see what a figure went through; others hear no more than what holds. */
export async function becameOf(desk: Desk, question: Question, tally: Tally, indicator: Indicator): Promise<Block[]> {
  if (!desk.seesInside(tally.region)) return []
  const history = await historyOf(desk.store, { region: tally.region, indicator: indicator.id, period: tally.period })
  const lines = [remembered(question, tally, indicator, history), returned(tally, indicator, history)]
  return lines.flatMap((text): Block[] => (text === undefined ? [] : [{ kind: 'text', strong: true, text }]))
}

/** 是不是报的41.4: yes, it was replaced since, or nobody said so. */
function remembered(
  { words: said }: Question,
  { figure, period }: Tally,
  indicator: Indicator,
  history: readonly Entry[],
): string | undefined {
  const value = parseAmount(/报的?[^\d]{0,4}(\d+(?:\.\d+)?)/.exec(said)?.[1] ?? '')
  if (value === undefined) return undefined
  const isIt = (one: Entry['said']) =>
    one !== undefined && [one.cumulative, one.value].some((it) => compare(it, value) === 0)
  if (figure?.period === period && compare(figure.cumulative, value) === 0)
    return `是，${periodName(period)}报的是${words.amountIn(value, indicator)}。`
  const at = history.findIndex((one) => isStating(one.act) && isIt(one.said))
  const was = history[at]
  if (!was) return `台账里${periodName(period)}没有报过${words.amountIn(value, indicator)}。`
  const next = history.slice(at + 1).find((one) => isStating(one.act) || one.act === 'undo' || one.act === 'return')
  const then = next?.said
    ? `${words.moment(next.at)}已更正为${words.amountIn(next.said.cumulative, indicator)}${reasonOf(next)}`
    : next
      ? `${words.moment(next.at)}已${words.ACT_NAMES[next.act]}${reasonOf(next)}`
      : '没有其他变动'
  return `${words.moment(was.at)}报过${words.amountIn(value, indicator)}，${then}。`
}

/** A returned figure counts nowhere until it is reported again. */
function returned({ figure, period }: Tally, indicator: Indicator, history: readonly Entry[]): string | undefined {
  if (figure?.period === period) return undefined
  const last = history.findLast((one) => isStating(one.act) || one.act === 'return')
  const said = history.findLast((one) => isStating(one.act))?.said
  if (last?.act !== 'return' || !said) return undefined
  const instead = figure
    ? `合计沿用${periodName(figure.period)}的${words.amountIn(figure.cumulative, indicator)}`
    : '合计里没有这个县的数'
  return `${periodName(period)}报的${words.amountIn(said.cumulative, indicator)}在${words.moment(last.at)}被退回${reasonOf(last)}，重报以前不计入，${instead}。`
}

const reasonOf = ({ reason }: Entry): string => (reason ? `（原因：${reason}）` : '')
