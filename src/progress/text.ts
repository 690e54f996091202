/** Words that progress says where it has no figure to show. */
import { type Card, say } from '../message/card.ts'
import type { Plan } from '../office/plan.ts'
import type { Question } from './question/question.ts'

/** One short question back, with the choices as buttons. */
export const whichIndicator = (
  plan: Plan,
  command: string,
  title: string,
  question: Pick<Question, 'period' | 'subjects' | 'pool' | 'kind'>,
): Card => ({
  title,
  tone: 'info',
  blocks: [
    {
      kind: 'buttons',
      buttons: plan.indicators.map((one) => ({
        label: one.short,
        command,
        values: {
          kind: question.kind,
          indicator: one.id,
          ...(question.period && { period: question.period }),
          ...(question.subjects[0] && { region: question.subjects[0] }),
          ...(question.pool && { pool: question.pool }),
        },
      })),
    },
  ],
})

export const otherYear = (year: number, plan: Plan): Card =>
  say(`没有${year}年的台账`, `这里的台账只有${plan.year}年的上报，没有${year}年的数据，不能比较或推算。`)

/** What waits or was returned is an affair between a region and those above it. */
export const notForAll = (inGroup: boolean): Card =>
  say(
    '审核情况不公开',
    inGroup
      ? '待审和退回的情况请私聊查询，群里只看已审核的数据。'
      : '待审和退回的情况只有本地联系人和上级协调员能看；要看请联系所在市的市协调员。',
  )

/** What stood in the ledger before is seen by those who may see what a figure went through. */
export const correctionsNotForAll = (inGroup: boolean): Card =>
  say(
    '更正记录不公开',
    inGroup
      ? '更正记录请私聊查询，群里只看已审核的数据。'
      : '更正记录只有本地联系人和上级协调员能看；要看请联系所在市的市协调员。',
  )

export const noTask = (place: string, names: string): Card => ({
  ...say(`${place}：无任务`, `${place}没有${names}的任务（无任务），不用报，也不算欠报。`),
  tone: 'info',
})

/** Why a figure moved or not is no part of the ledger. */
export const REASONS_UNKNOWN = '为什么增加或没有增加，台账里没有记；可以问当地联系人。'

/** Names that were typed otherwise, as they were understood. */
export const takenAs = (taken: readonly { readonly said: string; readonly meant: string }[]): string =>
  `${taken.map(({ said, meant }) => `“${said}”按“${meant}”理解`).join('，')}；如果不对，请写全名再问。`

export const exportWhat = (): Card => ({
  ...say(
    '要导出什么？',
    '完成情况、台账，或某项指标的排名；可以写周期和地方，例如：/导出 台账 6月，/导出 排名 僵尸企业。',
  ),
  tone: 'info',
})
