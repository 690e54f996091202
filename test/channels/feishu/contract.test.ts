import { z } from 'zod'
import type { Toast } from '../../../src/channels/inbound/index.ts'
import type { Account } from '../../../src/message/incoming.ts'
import { channelContract, type Member, type Rig } from '../../contracts/channel.ts'
import { closeAll, feishuOffice, type Way } from './office.ts'
import type { User } from './sim/state/records.ts'

async function feishuRig(way: Way): Promise<Rig> {
  const office = await feishuOffice(way)
  const { sim, quiet } = office
  const [messenger] = office.messengers
  if (!messenger) throw new Error('no messenger')

  const users = new Map<Account, User>()
  const userOf = ({ account }: Member): User => {
    const user = users.get(account)
    if (!user) throw new Error(`nobody is ${account}`)
    return user
  }
  const shownTo = (who: Member) => sim.sees(userOf(who)).filter(({ byBot }) => byBot)

  return {
    office,
    channel: messenger.channel,
    async member(name) {
      const user = sim.users.addUser({ name })
      const account = `feishu:${user.openId}` as Account
      users.set(account, user)
      return { account }
    },
    async says(who, text, twice = false) {
      sim.faults.events.concurrent = twice ? 1 : 0
      const { message } = sim.users.sendText(userOf(who), text)
      await quiet()
      return message.id
    },
    sees: async (who) => shownTo(who).map(({ text }) => text),
    async button(who, label) {
      const user = userOf(who)
      const found = shownTo(who)
        .reverse()
        .flatMap(({ id, card }) => (card?.buttons ?? []).map(({ value, label: words }) => ({ id, value, words })))
        .find(({ words }) => label.test(words))
      if (!found) throw new Error(`no button ${label}`)
      return async () => {
        // As a client does that still shows the card as it was.
        const { attempts } = sim.emit('card.action.trigger', {
          operator: { open_id: user.openId },
          action: { tag: 'button', value: found.value },
          context: { open_message_id: found.id, open_chat_id: user.chatId },
        })
        await quiet()
        return noticeIn(attempts[0]?.result)
      }
    },
    async submits(who, label, value) {
      const form = shownTo(who).findLast(({ card }) => card?.fields.some((one) => one.label.startsWith(label)))
      const field = form?.card?.fields.find((one) => one.label.startsWith(label))
      const { toast } = await sim.submitForm(userOf(who), form ?? '', { [field?.name ?? '']: value })
      await quiet()
      return noticeIn({ toast })
    },
    async sendsFile(who, name, content) {
      sim.users.sendFile(userOf(who), name, Buffer.from(content))
      await quiet()
    },
    async recalls(who, message) {
      sim.users.recall(userOf(who), sim.world.message(message))
      await quiet()
    },
    async recallsUnheard(who, text) {
      const { openId, chatId } = userOf(who)
      const content = JSON.stringify({ text })
      const message = sim.world.post({ chatId, from: openId, type: 'text', content })
      sim.users.recall(userOf(who), message)
      await quiet()
      sim.emit('im.message.receive_v1', {
        sender: { sender_id: { open_id: openId }, sender_type: 'user' },
        message: {
          message_id: message.id,
          create_time: String(message.at),
          chat_id: chatId,
          chat_type: 'p2p',
          message_type: 'text',
          content,
        },
      })
      await quiet()
    },
    async leaves(who) {
      const told = sim.users.leaveCompany(userOf(who))
      await quiet()
      return async () => {
        if (!told) throw new Error('nobody was told')
        await sim.handOver(told)
        await quiet()
      }
    },
    refuses: (times) => sim.faults.calls({ api: 'im.message', fault: { kind: 'status', status: 502 }, times }),
    close: closeAll,
  }
}

const Answered = z.object({
  toast: z.object({ type: z.enum(['success', 'warning', 'error']), content: z.string() }).optional(),
})

function noticeIn(result: unknown): Toast | undefined {
  const { toast } = Answered.parse(result ?? {})
  return toast && { tone: toast.type, text: toast.content }
}

channelContract('Feishu by long connection', () => feishuRig('longconn'), { tellWhoLeft: true })
channelContract('Feishu by webhook', () => feishuRig('webhook'), { tellWhoLeft: true })
