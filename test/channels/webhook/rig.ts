/** The whole office behind the plain webhook. */
import { openWebhook } from '../../../src/channels/webhook/index.ts'
import type { Account } from '../../../src/message/incoming.ts'
import type { Store } from '../../../src/store/index.ts'
import type { Member, Rig } from '../../contracts/channel.ts'
import { buttonsOf, formsOf } from '../../presses.ts'
import { channelOffice } from '../office.ts'
import { CONFIG, otherSide } from './other-side.ts'

export function webhookRig(store: Store): Rig & { readonly side: ReturnType<typeof otherSide> } {
  const side = otherSide()
  const office = channelOffice(store, (parts) => [openWebhook(CONFIG, parts, side.request)])
  const [messenger] = office.messengers
  if (!messenger) throw new Error('no messenger')
  side.listen(messenger, messenger.hear)

  const nameOf = ({ account }: Member): string => account.slice('webhook:'.length)
  const common = (who: Member) => ({ from: nameOf(who), at: new Date().toISOString() })
  const act = async (who: Member, what: Readonly<Record<string, unknown>>, id = side.newId()) => {
    const answer = await side.post({ ...common(who), ...what }, { id })
    await office.delivered()
    return answer
  }
  const shownTo = (who: Member) => side.shown.filter(({ to }) => 'person' in to && to.person === nameOf(who))

  return {
    office,
    side,
    channel: messenger.channel,
    member: async (name) => ({
      account: `webhook:${[...name].map((char) => char.codePointAt(0)).join('-')}` as Account,
    }),
    async says(who, text, twice = false) {
      const id = side.newId()
      const posted = { ...common(who), kind: 'text', text }
      await Promise.all((twice ? [1, 2] : [1]).map(() => side.post(posted, { id })))
      await office.delivered()
      return id
    },
    sees: async (who) => shownTo(who).map(({ text }) => text),
    async button(who, label) {
      const found = shownTo(who)
        .reverse()
        .flatMap(({ id, card }) => buttonsOf(card).map((button) => ({ id, button })))
        .find(({ button }) => label.test(button.label))
      if (!found) throw new Error(`no button ${label}`)
      const { command, values = {} } = found.button
      return async () => (await act(who, { kind: 'press', command, values, card: found.id })).notice
    },
    async submits(who, label, value) {
      const found = shownTo(who)
        .reverse()
        .flatMap(({ id, card }) => formsOf(card).map((form) => ({ id, form })))
        .find(({ form }) => form.inputs.some((input) => input.label.startsWith(label)))
      if (!found) throw new Error(`no form with ${label}`)
      const { command, values, inputs } = found.form
      const entered = inputs.map((input) => [input.name, input.label.startsWith(label) ? value : (input.value ?? '')])
      const all = { ...values, ...Object.fromEntries(entered) }
      return (await act(who, { kind: 'press', command, values: all, card: found.id })).notice
    },
    async sendsFile(who, name, content) {
      const key = side.newId()
      side.keep(key, content)
      await act(who, { kind: 'file', name, mime: 'application/pdf', key })
    },
    recalls: async (who, message) => void (await act(who, { kind: 'recall', message })),
    async recallsUnheard(who, text) {
      const id = side.newId()
      await act(who, { kind: 'recall', message: id })
      await act(who, { kind: 'text', text }, id)
    },
    async leaves(who) {
      const id = side.newId()
      const tell = async (): Promise<void> => void (await act(who, { kind: 'left' }, id))
      await tell()
      return tell
    },
    refuses: (times) => side.answers(...Array.from({ length: times }, () => new Response(null, { status: 503 }))),
    close: () => {},
  }
}
