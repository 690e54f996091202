/**
 * A user presses, chooses, submits on a card: the callback goes out once, 3 s are waited for, and the user sees a toast,
 * a new card, or an error.
 */
import { z } from 'zod'
import { CARD_BYTES, checkCard } from './card/check.ts'
import { type CardNode, isNode } from './card/node.ts'
import { type ButtonView, type CardView, type FieldView, viewOf } from './card/view.ts'
import { count } from './counters.ts'
import type { Answer, Courier } from './delivery.ts'
import { operatorOf } from './events.ts'
import { CardRefusal } from './refusal.ts'
import type { Message, User } from './state/records.ts'
import { CARD_LIFE_MS, type World } from './state/world.ts'

/** A button by its words, its name, or its place in the view. */
export type ButtonAt = string | RegExp | { readonly name: string } | { readonly path: string }

export interface Pressed {
  /** the error that the user sees: 200341 no answer in time, 200671 not 200, 200672 bad body, 200673 bad card, 200340 nothing listens */
  readonly error?: 200340 | 200341 | 200671 | 200672 | 200673
  /** why, for whoever reads the test */
  readonly why?: string
  readonly toast?: { readonly type: string; readonly content: string }
  /** the card was replaced */
  readonly updated: boolean
  /** what was opened in place of a callback */
  readonly opened?: string
  /** the question that was answered with yes first */
  readonly confirmed?: string
  /** until the answer, ms */
  readonly ms: number
}

const Toast = z.object({
  type: z.enum(['info', 'success', 'error', 'warning']).default('info'),
  content: z.string().default(''),
  i18n: z.record(z.string(), z.string()).optional(),
})
const ReplyBody = z.object({
  toast: Toast.optional(),
  card: z.object({ type: z.enum(['raw', 'template']), data: z.unknown() }).optional(),
})

export class Presses {
  private readonly world: World
  private readonly courier: Courier
  private readonly listens: () => boolean

  /** @param listens is there a connection or a webhook for callbacks at all */
  constructor(world: World, courier: Courier, listens: () => boolean) {
    this.world = world
    this.courier = courier
    this.listens = listens
  }

  async button(user: User, message: Message, at: ButtonAt): Promise<Pressed> {
    const { view } = this.seen(user, message)
    const button = theButton(view, at)
    if (button.disabled) throw new Error(`the button ${button.label} is disabled`)
    if (button.submits) throw new Error(`the button ${button.label} submits a form: use submitForm`)
    const confirmed = button.confirm === undefined ? {} : { confirmed: button.confirm }
    if (button.url !== undefined && button.value === undefined)
      return { updated: false, opened: button.url, ms: 0, ...confirmed }
    const named = button.name === '' ? {} : { name: button.name }
    return { ...(await this.call(user, message, { tag: 'button', ...named, value: button.value ?? {} })), ...confirmed }
  }

  async submit(
    user: User,
    message: Message,
    values: Readonly<Record<string, string>>,
    at?: ButtonAt,
  ): Promise<Pressed> {
    const { view } = this.seen(user, message)
    const submits = view.buttons.filter((button) => button.submits)
    const button = theButton({ ...view, buttons: submits }, at ?? { path: submits[0]?.path ?? '' })
    if (button.disabled) throw new Error(`the button ${button.label} is disabled`)
    const fields = view.fields.filter((field) => field.form === button.form)
    for (const name of Object.keys(values)) {
      if (!fields.some((field) => field.name === name)) {
        throw new Error(`the form has no field ${name}; it has ${fields.map((field) => field.name).join(', ')}`)
      }
    }
    const formValue: Record<string, unknown> = {}
    for (const field of fields) {
      const value = entered(field, values[field.name] ?? field.value)
      if (value !== '') formValue[field.name] = field.tag === 'multi_select_static' ? String(value).split(',') : value
      else if (this.world.settings.switches.emptyFormField === 'empty') formValue[field.name] = ''
    }
    const action = {
      tag: 'button',
      name: button.name,
      value: button.value ?? {},
      form_value: formValue,
      timezone: 'Asia/Shanghai',
    }
    const confirmed = button.confirm === undefined ? {} : { confirmed: button.confirm }
    return { ...(await this.call(user, message, action)), ...confirmed }
  }

  /** Chooses, picks or types in an element outside a form. */
  async choose(user: User, message: Message, name: string, value: string): Promise<Pressed> {
    const { view } = this.seen(user, message)
    const field = view.fields.find((candidate) => candidate.name === name && candidate.form === undefined)
    if (!field)
      throw new Error(`no field ${name} outside a form; there is ${view.fields.map((each) => each.name).join(', ')}`)
    if (field.disabled) throw new Error(`the field ${name} is disabled`)
    const given = entered(field, value)
    const what =
      field.tag === 'input'
        ? { input_value: given }
        : field.tag === 'checker'
          ? { checked: given === 'true' }
          : field.tag === 'multi_select_static'
            ? { options: given.split(',') }
            : { option: given, timezone: 'Asia/Shanghai' }
    return this.call(user, message, { tag: field.tag, name, value: field.callback ?? {}, ...what })
  }

  private seen(user: User, message: Message): { view: CardView } {
    const card = this.world.cardOf(message)
    if (!card || message.recalled) throw new Error(`message ${message.id} shows no card`)
    if (!this.world.chat(message.chatId).members.has(user.openId)) throw new Error(`${user.name} is not in that chat`)
    if (this.world.age(message.bornAt) > CARD_LIFE_MS)
      throw new Error('the card is older than 14 days: it can not be pressed')
    return { view: viewOf(card, (id) => this.world.users.get(id)?.name ?? id) }
  }

  private async call(user: User, message: Message, action: CardNode): Promise<Pressed> {
    const { world } = this
    if (!this.listens()) return this.sees({ error: 200340, why: 'no connection and no webhook', updated: false, ms: 0 })
    const token = `c-${world.ids.hex(40)}`
    const right = { messageId: message.id, bornAt: world.clock.now(), answered: false, uses: 0 }
    world.cardTokens.set(token, right)
    const answer = await this.courier.ask({
      type: 'card.action.trigger',
      event: {
        operator: operatorOf(world, user),
        token,
        action,
        host: 'im_message',
        context: { open_message_id: message.id, open_chat_id: message.chatId },
      },
    })
    right.answered = true
    return this.sees(this.read(message, answer))
  }

  private read(message: Message, answer: Answer): Pressed {
    const { outcome, ms } = answer
    const fails = (error: NonNullable<Pressed['error']>, why: string): Pressed => ({ error, why, updated: false, ms })
    if (outcome === 'late' || outcome === 'lost' || outcome === 'no-connection') return fails(200341, outcome)
    if (outcome !== 'ok') return fails(200671, outcome)
    if (answer.malformed) return fails(200672, 'the body is not JSON')
    if (answer.result === undefined && this.world.settings.switches.emptyCardReplyIsBad) return fails(200672, 'no body')
    const reply = ReplyBody.safeParse(answer.result ?? {})
    if (!reply.success)
      return fails(200672, reply.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`).join('; '))
    const { toast, card } = reply.data
    if (card) {
      const refused = this.replace(message, card.type, card.data)
      if (refused !== undefined) return fails(200673, refused)
    }
    const shown = toast && { type: toast.type, content: toast.i18n?.['zh_cn'] ?? toast.content }
    return { ...(shown && { toast: shown }), updated: card !== undefined, ms }
  }

  /** @returns why the card is refused */
  private replace(message: Message, type: string, data: unknown): string | undefined {
    if (type !== 'raw' || !isNode(data)) return 'the card is not raw JSON'
    if (Buffer.byteLength(JSON.stringify(data)) > CARD_BYTES) return 'the card is over 30 KB'
    try {
      checkCard(this.world, data)
    } catch (error) {
      if (error instanceof CardRefusal) return `${error.inner} ${error.reason}`
      throw error
    }
    const entity = message.cardId === undefined ? undefined : this.world.cards.get(message.cardId)
    if (entity?.streamingSince !== undefined) return 'a card that is streaming is not updated by a reply'
    this.world.replaceCard(message, data)
    return undefined
  }

  private sees(pressed: Pressed): Pressed {
    count(this.world.counters.presses, pressed.error ?? 'ok')
    return pressed
  }
}

function theButton(view: CardView, at: ButtonAt): ButtonView {
  const fits = (button: ButtonView): boolean => {
    if (typeof at === 'string') return button.label === at
    if (at instanceof RegExp) return at.test(button.label)
    return 'name' in at ? button.name === at.name : button.path === at.path
  }
  const button = view.buttons.find(fits)
  if (!button) {
    const there = view.buttons.map(({ label }) => label).join('、')
    throw new Error(`no such button ${at instanceof RegExp ? at : JSON.stringify(at)}; there is ${there || 'none'}`)
  }
  return button
}

/** What the client sends for what was entered. @throws what the client would not let through */
function entered(field: FieldView, value: string): string {
  if (value === '') {
    if (field.required) throw new Error(`the field ${field.name} is required: the client does not submit`)
    return ''
  }
  if (field.tag === 'input' && [...value].length > field.maxLength)
    throw new Error(`the field ${field.name} is too long`)
  if (field.tag === 'select_static') {
    const option = field.options.find((each) => each.value === value || each.text === value)
    if (!option)
      throw new Error(
        `no option ${value} in ${field.name}; there is ${field.options.map(({ text }) => text).join('、')}`,
      )
    return option.value
  }
  // the platform adds the user's zone
  return field.tag === 'date_picker' && /^\d{4}-\d\d-\d\d$/.test(value) ? `${value} +0800` : value
}
