/** Words that progress says where it has no figure to show. */
import { type Card, say } from '../message/card.ts'
import type { Plan } from '../office/plan.ts'
import type { Question } from './question.ts'

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
