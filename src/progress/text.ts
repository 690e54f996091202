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

export const unread = (): Card =>
  say(
    '没看明白要查什么',
    '可以这样问：长兴县僵尸企业还差多少？',
    '或用命令：/进度 长兴 僵尸企业、/排名 僵尸企业、/未报 6月、/我的。',
  )
