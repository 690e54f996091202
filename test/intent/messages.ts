/** The development sets of strangers' messages, and whether one reaches the right job. */
import { parse } from 'yaml'
import { z } from 'zod'
import { freshStore } from '#fresh-store'
import type { Interpreter } from '../../src/assistant/interpreter/interpreter.ts'
import { office } from '../office.ts'

const raw = import.meta.glob<string>('../eval/intents/messages-*.yaml', {
  query: '?raw',
  import: 'default',
  eager: true,
})
const message = z.object({ id: z.string(), who: z.string(), say: z.string(), to: z.string() })
export type Message = z.output<typeof message>

export const messagesOf = (name: string): Message[] =>
  z.array(message).parse(parse(raw[`../eval/intents/${name}.yaml`] ?? ''))

/** By which command each is done, or how it ends, or both. */
const DONE_BY: Readonly<Record<string, readonly string[]>> = {
  report: ['上报', '代报', '零报告', '填报'],
  fill: ['填报'],
  correct: ['更正', '修改'],
  undo: ['撤回'],
  ledger: ['进度', '排名', '未报', '我的'],
  export: ['导出'],
  todo: ['我的', '进度', '首页'],
  deadline: ['期限', '进度'],
  definition: ['口径'],
  document: ['问', '原文', '全文', '要点', '搜索'],
  nudge: ['催报'],
  preview: ['提醒'],
  snooze: ['稍后提醒'],
  quiet: ['免打扰'],
  leave: ['请假'],
  back: ['销假'],
  extend: ['延期'],
  review: ['审核', '通过', '退回'],
  bulletin: ['通报'],
  help: ['帮助'],
  contact: ['联系人'],
  bind: ['绑定', '交接'],
  human: ['转人工'],
  // the figure that waited is filed
  agree: ['确认', '上报/recorded'],
  // what waits is given up, or stays in sight and is not filed
  decline: ['放弃', '撤回', 'discarded', 'declined', '上报/clarify'],
  talk: ['smalltalk', 'talk'],
  other: ['问', 'other', 'talk'],
}
const SPEAKERS: Readonly<Record<string, string>> = { county: '长兴', city: '湖州', province: '省办', official: '官员' }
/** What was just recorded, or waits, where the message is an answer to it. */
const BEFORE: Readonly<Record<string, string>> = {
  correct: '/上报 僵尸企业 10家 截至6月30日',
  undo: '/上报 僵尸企业 10家 截至6月30日',
  agree: '僵尸企业12家',
  decline: '僵尸企业12家',
}

export interface Ending {
  /** it reached the right job */
  readonly isRight: boolean
  /** or the right one was shown first, to be confirmed */
  readonly isOffered: boolean
}

const kept = z.object({ options: z.array(z.object({ command: z.string() })).default([]) })

/** @param interpreter a model that is asked where the reader is unsure */
export async function endingOf({ who, say, to }: Message, interpreter?: Interpreter): Promise<Ending> {
  const { says, store } = await office(await freshStore(), '2017-07-03 09:00', { ...(interpreter && { interpreter }) })
  const speaker = SPEAKERS[who] ?? '长兴'
  const before = BEFORE[to]
  if (before) await says(speaker, before)
  await says(speaker, say, 'asked')
  const row = await store.first<{ command: string | null; status: string; kept: string | null }>(
    `SELECT command, status, kept FROM inbox WHERE id = 'test:asked'`,
  )
  const wanted = DONE_BY[to] ?? []
  const ends = [row?.command, row?.status, `${row?.command}/${row?.status}`]
  const isRight = ends.some((one) => wanted.includes(one ?? ''))
  const [first] = kept.parse(JSON.parse(row?.kept ?? '{}')).options
  return { isRight, isOffered: isRight || (row?.status === 'clarify' && wanted.includes(first?.command ?? '')) }
}
