/** What a draft lacks, asked about one by one: by name, with what may have been meant to press. */
import { type Block, type Button, buttons, type Card, card, lead, note, partsOf, sentence } from '../../message/card.ts'
import { brief } from '../../office/format.ts'
import { type Indicator, indicatorOf } from '../../office/plan.ts'
import type { Region } from '../../office/region.ts'
import { unitsOf } from '../grammar/index.ts'
import type { Part } from '../item.ts'
import { pressConfirm } from '../presses.ts'
import { LARGE } from '../read/part.ts'
import type { Ground, Prepared } from '../rules/weigh.ts'
import * as text from '../text.ts'

/**
 * What a draft still lacks, part by part in its order: the sentence that asks for it and, where there is something to
 * choose from, buttons that put it in.
 * @param parts all that the draft lacks: a button names its part by its place among them
 * @param draft its id, which the buttons carry
 */
export const partBlocks = (ground: Pick<Ground, 'plan'>, parts: readonly Part[], draft: string): Block[] =>
  parts.flatMap((part, at) =>
    partsOf(lead(`还差一项：${part.message}`), buttons(meantButtons(ground, part, draft, at))),
  )

function meantButtons({ plan }: Pick<Ground, 'plan'>, part: Part, draft: string, at: number): Button[] {
  const { indicator: id, nearest, typedValue: number = '', typedUnit: unit = '', increment, lacks, check } = part
  const press = (label: string, is: object): Button => ({
    label,
    ...pressConfirm({ draft, at, typed: number, ...is }),
  })
  const indicator = id && indicatorOf(plan, id)
  if (lacks === 'indicator')
    return nearest.slice(0, MOST).map((one) => press(`是“${indicatorOf(plan, one).short}”`, { indicator: one }))
  if (lacks === 'unit' && indicator)
    return (
      unitsFor(indicator, unit)
        // 3万 of what can be counted in 万亩
        .filter((one) => !(number.endsWith(LARGE) && one.startsWith(LARGE)))
        .map((one) => press(`${number}${one}`, { unit: one }))
    )
  // 累计2家 after 5家 was most likely meant as what was added
  if (check === 'falls' && part.mode === 'cumulative')
    return [press(`是本期新增${number}${unit}`, { mode: 'increment' })]
  // 本月3家，累计9家, and 5家 before: one of the two is wrong
  if (increment !== undefined && indicator)
    return [
      press(text.isAdded(brief(increment, indicator)), {
        mode: 'increment',
        number: increment,
        unit: indicator.unit,
      }),
      press(text.isWhole(`${number}${unit}`), { mode: 'cumulative' }),
    ]
  return []
}
const MOST = 3

/** The units of which the one typed is the beginning (万吨 of 万吨标煤), else those in which it is counted. */
function unitsFor(indicator: Indicator, said: string): string[] {
  const all = unitsOf(indicator)
  const longer = said === '' ? [] : all.filter((one) => one.unit !== said && one.unit.startsWith(said))
  const chosen = longer.length > 0 ? longer : all
  const distinct = chosen.filter(({ factor }, at) => chosen.findIndex((one) => one.factor === factor) === at)
  return distinct.slice(0, MOST).map((one) => one.unit)
}

const HOW = '直接回改好的那一点就行，例如“11家”“是亩”；也可以发送 /填报，用表单上报。'

/**
 * The card of a report of which no figure can stand as it was said.
 * @param lacking what is asked, see `partBlocks`
 * @param reason the reason that was given already, shown again
 */
export const unread = (lacking: readonly Block[], reason?: string): Card =>
  card('warn', reason === undefined ? '还没有记录，请补充' : '还没有记录', [
    reason !== undefined && sentence(`原因：${reason}`),
    lacking,
    note(HOW),
  ])

/**
 * The card of a report whose every figure a check blocks.
 * @param lacking what is asked, see `partBlocks`
 */
export const blocked = (region: Region, bad: readonly Prepared[], lacking: readonly Block[]): Card =>
  card('bad', `还没有记录：${region.name}有${bad.length}处需要改正`, [lacking, note(HOW)])
