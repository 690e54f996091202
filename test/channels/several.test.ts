/** Several messengers in one process: YAODIAN_CHANNEL=feishu,webhook. */
import { afterEach, expect, test } from 'vitest'
import { freshStore } from '#fresh-store'
import { openFeishu } from '../../src/channels/feishu/index.ts'
import { openMessengers } from '../../src/channels/messengers.ts'
import { openWebhook } from '../../src/channels/webhook/index.ts'
import { say } from '../../src/message/card.ts'
import type { Account } from '../../src/message/incoming.ts'
import { post } from '../../src/message/outgoing.ts'
import type { PersonId } from '../../src/office/person.ts'
import { type Sim, startFeishu } from './feishu/sim/index.ts'
import { channelOffice } from './office.ts'
import { CONFIG, otherSide } from './webhook/other-side.ts'

const REPORT = '/上报 老旧木厂 12家'
const closing: (() => Promise<void> | void)[] = []
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close()
})

/** One office; what people say on Feishu is handed over as it arrives, since only what goes out matters there. */
async function both({ request }: { readonly request?: typeof fetch } = {}) {
  const sim: Sim = await startFeishu()
  closing.push(() => sim.close())
  const store = await freshStore()
  closing.push(() => store.close())
  const side = otherSide()
  const app = { baseUrl: sim.url, appId: sim.appId, appSecret: sim.appSecret }
  const office = channelOffice(store, (parts) =>
    openMessengers({ feishu: app, webhook: CONFIG }, parts, {
      feishu: openFeishu,
      webhook: (config, more) => openWebhook(config, more, request ?? side.request),
    }),
  )
  const [feishu, webhook] = office.messengers
  if (!feishu || !webhook) throw new Error('two messengers are wanted')
  side.listen(webhook, webhook.hear)
  const user = sim.users.addUser({ name: '张敏' })
  const account = `feishu:${user.openId}` as Account
  const delivered = async () => {
    while (await office.delivered());
  }
  return {
    ...office,
    user,
    account,
    async saysOnFeishu(text: string) {
      const { message } = sim.users.sendText(user, text)
      const chat = { id: user.chatId, kind: 'private' } as const
      const base = { id: message.id, channel: 'feishu', account, chat, at: office.clock() }
      await feishu.hear({ kind: 'said', messages: [{ ...base, kind: 'text', text }] })
    },
    async saysByWebhook(text: string) {
      await side.post({ kind: 'text', from: 'zhang', at: new Date().toISOString(), text })
    },
    onFeishu: () => sim.sees(user).flatMap(({ byBot, text }) => (byBot ? [text] : [])),
    byWebhook: () => side.shown.map(({ text }) => text),
    delivered,
  }
}

test('each messenger is answered on itself', async () => {
  const { saysOnFeishu, saysByWebhook, onFeishu, byWebhook, delivered } = await both()
  await saysOnFeishu('/帮助')
  await delivered()
  expect([onFeishu().length, byWebhook().length]).toEqual([1, 0])
  await saysByWebhook('/帮助')
  await delivered()
  expect([onFeishu().length, byWebhook().length]).toEqual([1, 1])
})

test('who is known on both is one person: what was reported on one is taken back on the other', async () => {
  const { enlist, account, saysOnFeishu, saysByWebhook, byWebhook, delivered, count } = await both()
  await enlist('张敏', account, 'contact', '柳泉县')
  await enlist('张敏', 'webhook:zhang', 'contact', '柳泉县')
  await saysOnFeishu(REPORT)
  expect(await count('ledger')).toBe(1)
  await saysByWebhook('/撤回')
  await delivered()
  expect(await count('ledger', "act = 'undo'")).toBe(1)
  expect(byWebhook()).toEqual([expect.stringContaining('撤')])
})

test('what is said unasked goes where the person is known, and to the first of two', async () => {
  const { store, enlist, account, clock, assistant, onFeishu, byWebhook } = await both()
  await enlist('张敏', account, 'contact', '柳泉县')
  await enlist('张敏', 'webhook:zhang', 'contact', '柳泉县')
  await enlist('李强', 'webhook:li', 'contact', '竹坞县')
  const now = clock()
  const to = (person: string) => ({ kind: 'person', person: person as PersonId }) as const
  await store.commit(
    ['张敏', '李强'].map((name) =>
      post({ key: `due:${name}`, to: to(name), card: say(`${name}请上报`), due: now }, now),
    ),
  )
  await assistant.deliver(clock())
  expect(onFeishu()).toEqual([expect.stringContaining('张敏请上报')])
  expect(byWebhook()).toEqual(['李强请上报'])
})

test('a messenger that hangs holds up nobody on the other', async () => {
  const { saysOnFeishu, saysByWebhook, onFeishu } = await both({ request: () => new Promise(() => {}) })
  await saysByWebhook('/帮助')
  await saysOnFeishu('/帮助')
  await expect.poll(onFeishu).toHaveLength(1)
})
