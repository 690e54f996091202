/**
 * A console on a real database, with a small assistant at its outer border: it answers texts and presses with
 * cards through the channel, as the outbox would. The whole assistant is in test/browser.
 */

import {
  type ConsoleOptions,
  consoleApp,
  consoleChannel,
  type Persona,
  Transcript,
  UploadedFiles,
} from '../../../src/channels/console/app.ts'
import type { ClockView } from '../../../src/channels/console/clock.ts'
import { readPage } from '../../../src/channels/console/page.node.ts'
import type { Message } from '../../../src/channels/console/transcript.ts'
import { type InboundParts, openInbound } from '../../../src/channels/inbound/index.ts'
import { type Card, say } from '../../../src/message/card.ts'
import { seen } from '../../../src/message/inbox.ts'
import type { Account, Incoming } from '../../../src/message/incoming.ts'
import { at, type Day, type Instant, weekdayOf } from '../../../src/office/day.ts'
import { webApp } from '../../../src/web/app.ts'
import { openFresh } from '../../runtimes/store.node.ts'

export const LIUQUAN = 'console:liuquan' as Account
export const ZHUWU = 'console:zhuwu' as Account
const CHENGZHOU = 'console:chengzhou' as Account

type Handle = InboundParts['handle']

export interface SmallOptions {
  /** in place of the small assistant */
  readonly handle?: Handle
  readonly answer?: (incoming: Incoming) => Card | undefined
  readonly start?: Instant
  readonly deadlines?: readonly Instant[]
  readonly change?: Partial<ConsoleOptions>
}

const START = at('2017-06-01' as Day, '10:00')

export function smallConsole(options: SmallOptions = {}) {
  const { start = START, deadlines = [at('2017-06-05' as Day, '18:00')] } = options
  const answer =
    options.answer ?? ((incoming) => say(`收到：${incoming.kind === 'text' ? incoming.text : incoming.kind}`))
  let now = start
  const heard: Incoming[] = []
  const store = openFresh()
  const transcript = new Transcript(store)
  const attachments = new UploadedFiles()
  const channel = consoleChannel({ transcript, attachments, now: () => now })
  const logged: unknown[] = []
  const log = (entry: unknown) => logged.push(entry)
  const handle: Handle = async (incoming) => {
    if (heard.some((one) => one.id === incoming.id)) return { status: 'duplicate' }
    heard.push(incoming)
    await store.commit([seen(incoming, null, 'answered')])
    const card = answer(incoming)
    if (!card) return { status: 'entered' }
    await channel.send({
      key: `re:console:${incoming.id}`,
      chat: incoming.chat.id,
      replyTo: incoming.id,
      card,
      urgent: false,
    })
    return { status: 'answered' }
  }
  const app = webApp({
    log,
    mounts: [
      consoleApp({
        hear: openInbound({ channel, handle: options.handle ?? handle, store, now: () => now, log, showsReply: true }),
        people: [
          { account: LIUQUAN, label: '陈晓', role: '县联系人', region: '澄州市柳泉县' },
          { account: ZHUWU, label: '李敏', role: '县联系人', region: '澄州市竹坞县' },
          { account: CHENGZHOU, label: '王伟', role: '市协调员', region: '澄州市' },
        ],
        clock: {
          now: () => now,
          async move(to) {
            for (const deadline of deadlines.filter((one) => one > now && one <= to)) {
              now = deadline
              await channel.send({ key: `due:${deadline}`, account: ZHUWU, card: say('请上报'), urgent: true })
            }
            now = to
          },
          nextDeadline: async () => deadlines.find((one) => one > now),
          describe: (day) => (weekdayOf(day) > 5 ? '休息日' : '工作日'),
        },
        transcript,
        attachments,
        documents: async () => [
          {
            id: 'points',
            title: '工作要点',
            number: '沧林振办〔2017〕13号',
            text: '工作要点\n一、总体要求\n　　全面推进。\n二、重点任务\n（一）淘汰落后土窑。力争淘汰1000家以上。\n',
            provisions: [
              { label: '一', heading: '总体要求', span: { from: 5, to: 20 } },
              { label: '二', heading: '重点任务', span: { from: 20, to: 50 } },
              { label: '二（一）', heading: '淘汰落后土窑', span: { from: 27, to: 50 } },
            ],
          },
        ],
        suggestions: async () => [
          { label: '帮助', text: '/帮助', atOnce: true },
          { label: '/修改', text: '/修改', about: '用表单修改刚报的数' },
          { label: '/填报', text: '/填报', about: '用表单上报，已填好上次的数', atOnce: true },
        ],
        page: readPage(),
        log,
        ...options.change,
      }),
    ],
  })

  /** Asks the console as its page does; with a body it is a POST. */
  const api = async (path: string, body?: unknown, headers: Record<string, string> = {}): Promise<Answer> => {
    const response = await app.request(`http://localhost/console/api${path}`, {
      method: body === undefined ? 'GET' : 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    return { code: response.status, ...((await response.json()) as Omit<Answer, 'code'>) }
  }
  /** What somebody's conversation shows, one line a message. */
  const conversation = async (account: Account): Promise<string[]> => (await transcript.page(account, 100)).map(line)
  return { app, api, channel, transcript, heard, logged, conversation, now: () => now }
}

/** Whatever the console answers: each request fills some of it. */
export interface Answer {
  readonly code: number
  readonly error: string
  readonly status: string
  readonly reply: Card
  readonly messages: readonly Message[]
  readonly changed: number
  readonly clock: ClockView
  readonly people: readonly (Persona & { readonly unseen: number })[]
}

function line({ body }: Message): string {
  switch (body.kind) {
    case 'card':
      return `要点：${body.card.title}`
    case 'text':
      return `我：${body.text}`
    case 'press':
      return `点：${body.label}`
    case 'handed':
      return `文件：${body.name}`
    case 'file':
      return `附件：${body.name}`
    case 'recalled':
      return '撤回'
  }
}
