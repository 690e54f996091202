/** The words of 口径. */

import { type Block, type Button, buttons, type Card, card, fields, note, quote, sentence } from '../../message/card.ts'
import { type Period, periodName } from '../../office/period.ts'
import type { Indicator, Plan } from '../../office/plan.ts'
import type { Rule } from '../../office/schedule.ts'
import { pressHandover, pressMeaning } from '../presses.ts'
import { EVERY } from './every.ts'

/** What a definition bears that the office wrote itself. */
const DEMO = '演示口径'

interface Particulars {
  readonly sentence: string | undefined
  readonly rule?: Rule
  readonly period?: Period
  readonly due?: { readonly on: string; readonly isOver: boolean }
}

/**
 * What an indicator means, its unit, how and until when it is reported, and the sentence that sets its goal.
 * Definitions that are the office's own are marked.
 */
export function meaningCard(one: Indicator, plan: Plan, { sentence: stated, rule, period, due }: Particulars): Card {
  const units = one.otherUnits.map(({ unit }) => unit)
  const link = { document: plan.title, section: one.section }
  return card('info', `口径：${one.name}`, [
    sentence(one.definition),
    fields([
      { name: '单位', value: units.length > 0 ? `${one.unit}（也可写${units.join('、')}）` : one.unit },
      ...(rule ? [{ name: '怎么报', value: howReported(one, rule) }] : []),
      ...(period && due ? [{ name: `${periodName(period)}截止`, value: due.isOver ? `${due.on}，已过` : due.on }] : []),
      ...(one.evidence ? [{ name: '佐证', value: '上报时须附佐证材料' }] : []),
    ]),
    stated
      ? quote(stated, `${plan.documentNumber} ${one.section}`, link)
      : sentence(`目标：${one.target.wording}（${plan.documentNumber} ${one.section}）`),
    buttons([{ label: '还有疑问，转人工', ...pressHandover({}) }]),
    demoNote([one]),
  ])
}

function howReported({ every, kind }: Indicator, { from }: Rule): string {
  const what = kind === 'rate' ? '截至期末的数' : '自1月1日起的累计数'
  return `${EVERY[every]}报${what}，从${periodName(from)}报起`
}

const demoNote = (all: readonly Indicator[]): Block[] =>
  all.some(({ definition }) => definition.includes(DEMO))
    ? [note(`标“${DEMO}”的说明由办公室拟定，不是文件原文；引文才是文件原文。`)]
    : []

const buttonOf = ({ id, short }: Indicator): Button => ({ label: short, ...pressMeaning({ indicator: id }) })

/** The question which indicator is meant, a button each. */
export const whichMeaning = (named: readonly Indicator[]): Card =>
  card('info', '要看哪一项的口径？', [buttons(named.map(buttonOf))])

/** The card of 口径 without an indicator: all of them, a button each. */
export const allMeanings = (all: readonly Indicator[]): Card =>
  card('info', `${all.length}项指标的口径`, [
    sentence('点一项看它指什么、怎么算、何时报；也可以直接写“/口径 指标名”。'),
    buttons(all.map(buttonOf)),
  ])
