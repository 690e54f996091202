/** Words that progress says beside what queries answer. */
import { type Card, say } from '../message/card.ts'
import { exampleName } from '../office/example.ts'
import { RULE_LINES } from '../office/format.ts'
import type { Plan } from '../office/plan.ts'
import type { Region } from '../office/region.ts'
import { type LedgerQuery, queryButton } from '../query/index.ts'

/** One short question back, with the indicators on buttons. */
export const whichIndicator = (plan: Plan, title: string, queryFor: (of: LedgerQuery['of']) => LedgerQuery): Card => ({
  title,
  tone: 'info',
  blocks: [{ kind: 'buttons', buttons: plan.indicators.map((one) => queryButton(one.short, queryFor([one.id]))) }],
})

export const noTask = (place: string, names: string): Card => ({
  ...say(`${place}：无任务`, `${place}没有${names}的任务（无任务），不用报，也不算欠报。`),
  tone: 'info',
})

export const notUnderstood = ({ indicators }: Plan, county: Region, city: Region): Card =>
  say(
    '没看懂',
    `请说哪里、哪项指标，例如：/进度 ${county.short} ${exampleName(indicators)}；也可以直接问，例如：${city.short}哪些县还没报。`,
  )

/** A button of a card that was sent before its question could be carried by it. */

export const rules = (): Card => ({
  title: '完成率、序时、灯和排名的规则',
  blocks: RULE_LINES.map((text) => ({ kind: 'text', text })),
})

export const DRAFTS_PRIVATE = '草稿只给本县联系人和上级协调员看，这里只有已提交的数。'

export const exportWhat = ({ indicators }: Plan): Card => ({
  ...say(
    '要导出什么？',
    `完成情况、台账，或某项指标的排名；可以写周期和地方，例如：/导出 台账 6月，/导出 排名 ${exampleName(indicators)}。`,
  ),
  tone: 'info',
})
