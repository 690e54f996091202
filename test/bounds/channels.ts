/** What the channels make of a text: Feishu's events, and the console's posts. */
import { arrivalOf } from '../../src/channels/feishu/events/event.ts'
import { smallConsole } from '../channels/console/small.ts'

const SENDER = { sender: { sender_id: { open_id: 'ou_a' } } }
const MENTIONS = (name: string) => [
  { key: '@_user_1', name: '要点', id: { open_id: 'ou_bot' } },
  { key: '@_user_2', name, id: { open_id: 'ou_b' } },
]

const event = (type: string, content: Readonly<Record<string, unknown>>) =>
  arrivalOf(
    {
      header: { event_id: 'e', event_type: type, create_time: '1499043600000', app_id: 'cli' },
      event: content,
    },
    { bot: 'ou_bot', isGroup: async () => false },
  )

const received = (type: string, content: unknown, name = '') =>
  event('im.message.receive_v1', {
    ...SENDER,
    message: {
      message_id: 'm',
      create_time: '1499043600000',
      chat_id: 'c',
      chat_type: 'group',
      message_type: type,
      content: JSON.stringify(content),
      mentions: MENTIONS(name),
    },
  })

export const feishuText = (text: string) => received('text', { text: `@_user_1 @_user_2 ${text}` }, text)

export const feishuPost = (text: string) =>
  received('post', { title: text, content: text.split('\n').map((line) => [{ tag: 'text', text: line }]) })

export const feishuForm = (text: string) =>
  event('card.action.trigger', {
    operator: { open_id: 'ou_a' },
    action: { value: { command: '填报', values: { text }, form: 'f' }, form_value: { f__reason: text, [text]: text } },
    context: { open_message_id: 'm', open_chat_id: 'c' },
  })

/** A page's post of words, and of a form. */
export function console() {
  const { api } = smallConsole()
  let ids = 0
  const posted = (said: object) => api('/messages', { id: `posted-${++ids}`, account: 'console:changxing', ...said })
  return {
    says: (text: string) => posted({ kind: 'text', text }),
    presses: (text: string) =>
      posted({ kind: 'action', command: text.slice(0, 100), values: { text, reason: text }, label: '提交' }),
  }
}
