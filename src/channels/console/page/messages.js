/** The list of one conversation: bubbles in their order, put in and replaced by id. */
import { drawCard, drawGrowing } from './card.js'
import { h } from './dom.js'
import { clockOf, dayName, dayOf, fullName } from './time.js'
import { WORDS } from './words.js'

/**
 * @typedef {import('../transcript.ts').Message} Message
 * @typedef {import('../transcript.ts').Body} Body
 *
 * @typedef {object} Pending something said that the transcript does not have yet, or that failed
 * @property {string} id
 * @property {number} at
 * @property {Body} body
 * @property {string} [error] one sentence
 *
 * @typedef {object} ListActs
 * @property {(press: { command: string, values: Record<string, string>, label: string }, card: string) => void} press
 * @property {(question: string, yes: string) => Promise<boolean>} confirm
 * @property {(link: { document: string, section: string }) => void} openSource
 * @property {(id: string, what: string) => void} reply
 * @property {(id: string) => void} recall
 * @property {(id: string) => string} fileAt where a file that was handed over is fetched
 * @property {(id: string) => void} retry
 * @property {(id: string) => void} drop
 */

const NEAR_MS = 5 * 60_000
// Pending things stand below everything that has a place.
const PENDING = Number.MAX_SAFE_INTEGER

export class MessageList {
  /**
   * @param {HTMLOListElement} list
   * @param {HTMLElement} scroll
   * @param {ListActs} acts
   */
  constructor(list, scroll, acts) {
    this.list = list
    this.scroll = scroll
    this.acts = acts
    /** @type {Map<string, HTMLLIElement>} */
    this.items = new Map()
    /** @type {{ name: string }} */
    this.me = { name: '' }
  }

  /** Another conversation. @param {string} name whose */
  clear(name) {
    this.me = { name }
    this.items.clear()
    this.list.replaceChildren()
  }

  /** @param {Message} message @returns {HTMLLIElement} */
  put(message) {
    const item = this.draw(message.id, message.at, message.body, { urgent: message.urgent })
    return this.place(item, message.id, message.place)
  }

  /** @param {Pending} pending */
  putPending(pending) {
    const item = this.draw(pending.id, pending.at, pending.body, { pending })
    return this.place(item, pending.id, PENDING)
  }

  /** @param {string} id */
  remove(id) {
    const item = this.items.get(id)
    const next = item?.nextElementSibling
    item?.remove()
    this.items.delete(id)
    if (next) this.group(next)
  }

  /** A card that was pressed takes no second press until it is answered. @param {string} id @param {boolean} is */
  busy(id, is) {
    const item = this.items.get(id)
    item?.classList.toggle('busy', is)
    for (const control of item?.querySelectorAll('.act') ?? []) control.toggleAttribute('disabled', is)
  }

  /** @param {HTMLLIElement} item @param {string} id @param {number} place */
  place(item, id, place) {
    item.dataset['place'] = String(place)
    const old = this.items.get(id)
    this.items.set(id, item)
    if (old && old.dataset['place'] === item.dataset['place']) {
      // An answer that grows moves by itself.
      if (!item.querySelector('.growing')) item.classList.add('changed')
      old.replaceWith(item)
    } else {
      old?.remove()
      let before = this.list.lastElementChild
      while (before instanceof HTMLElement && Number(before.dataset['place']) > place)
        before = before.previousElementSibling
      if (before) before.after(item)
      else this.list.prepend(item)
    }
    this.group(item)
    if (item.nextElementSibling) this.group(item.nextElementSibling)
    return item
  }

  /** Shows day and clock where time has passed, the avatar where the speaker changes. @param {Element} element */
  group(element) {
    const item = /** @type {HTMLLIElement} */ (element)
    const before = /** @type {HTMLLIElement | null} */ (item.previousElementSibling)
    const at = Number(item.dataset['at'])
    const last = Number(before?.dataset['at'])
    const sameDay = before !== null && dayOf(last) === dayOf(at)
    const apart = !sameDay || Math.abs(at - last) > NEAR_MS
    item.querySelector('.when')?.remove()
    if (apart) item.prepend(h('p', { class: 'when' }, sameDay ? clockOf(at) : `${dayName(at)} ${clockOf(at)}`))
    item.classList.toggle('follows', !apart && before?.dataset['from'] === item.dataset['from'])
  }

  /**
   * @param {string} id
   * @param {number} at
   * @param {Body} body
   * @param {{ pending?: Pending, urgent?: boolean }} state
   */
  draw(id, at, body, { pending, urgent = false }) {
    const from =
      body.kind === 'card' || body.kind === 'handed'
        ? 'bot'
        : body.kind === 'press' || body.kind === 'recalled'
          ? 'event'
          : 'me'
    const item = h('li', { class: `message ${from}`, 'data-at': at, 'data-from': from, 'data-id': id })
    if (pending && !pending.error) item.classList.add('pending')
    item.append(from === 'event' ? this.event(body) : this.bubble(id, at, body, from, urgent, pending !== undefined))
    if (pending?.error) item.append(this.failure(id, pending.error))
    return item
  }

  /** @param {Body} body */
  event(body) {
    return h('p', { class: 'event-line' }, body.kind === 'press' ? WORDS.pressed(body.label) : WORDS.recalled)
  }

  /**
   * @param {string} id
   * @param {number} at
   * @param {Body} body
   * @param {string} from
   * @param {boolean} urgent
   * @param {boolean} pending
   */
  bubble(id, at, body, from, urgent, pending) {
    const bot = from === 'bot'
    const who = bot ? '要点' : this.me.name
    return h(
      'div',
      { class: 'row' },
      bot
        ? h('span', { class: 'avatar bot', 'aria-hidden': 'true' }, '要')
        : h('span', { class: `avatar ${hue(this.me.name)}`, 'aria-hidden': 'true' }, surname(this.me.name)),
      h(
        'div',
        { class: 'bubble', title: fullName(at) },
        h('span', { class: 'hidden' }, `${who}：`),
        urgent && h('span', { class: 'urgent' }, WORDS.urgent),
        this.content(id, body),
      ),
      pending ? undefined : this.actions(id, body),
    )
  }

  /** @param {string} id @param {Body} body */
  content(id, body) {
    if (body.kind === 'card' && body.growing !== undefined) return drawGrowing(body.growing || body.card.title)
    if (body.kind === 'card') {
      const { confirm, openSource } = this.acts
      return drawCard(body.card, { confirm, openSource, press: (press) => this.acts.press(press, id) })
    }
    if (body.kind === 'handed') {
      const link = { class: 'attached', href: this.acts.fileAt(id), download: body.name }
      return h('a', link, ...fileParts(body), h('span', { class: 'fetch' }, WORDS.download))
    }
    if (body.kind === 'file') return h('p', { class: 'attached' }, ...fileParts(body))
    return h('p', { class: 'said' }, body.kind === 'text' ? body.text : '')
  }

  /** @param {string} id @param {Body} body */
  actions(id, body) {
    const reply = () => this.acts.reply(id, inShort(body))
    const recall = () => this.acts.recall(id)
    return h(
      'div',
      { class: 'actions' },
      h('button', { type: 'button', onclick: reply }, WORDS.reply),
      body.kind !== 'card' && body.kind !== 'handed' && h('button', { type: 'button', onclick: recall }, WORDS.recall),
    )
  }

  /** @param {string} id @param {string} error */
  failure(id, error) {
    return h(
      'p',
      { class: 'failure', role: 'alert' },
      h('span', {}, error),
      h('button', { type: 'button', class: 'link', onclick: () => this.acts.retry(id) }, WORDS.retry),
      h('button', { type: 'button', class: 'link', onclick: () => this.acts.drop(id) }, WORDS.drop),
    )
  }
}

/** @param {{ name: string, bytes: number }} file */
function fileParts({ name, bytes }) {
  const size = bytes < 1024 * 1024 ? `${Math.ceil(bytes / 1024)} KB` : `${(bytes / 1048576).toFixed(1)} MB`
  return [h('span', { 'aria-hidden': 'true' }, '📎'), h('b', {}, name), h('small', {}, size)]
}

/** One line that stands for a message. @param {Body} body @returns {string} */
export function inShort(body) {
  switch (body.kind) {
    case 'card':
      return body.card.title
    case 'text':
      return body.text.slice(0, 80)
    case 'file':
    case 'handed':
      return `📎 ${body.name}`
    case 'press':
      return WORDS.pressed(body.label)
    case 'recalled':
      return WORDS.recalled
  }
}

/** 王 of 王伟, of 王处 and of 厅办王同志: what stands before a form of address, else what stands first. */
const BEFORE_ADDRESS = /(.)(?:工|处|科|局|主任|同志|老师)$/

/** @param {string} name */
export const surname = (name) => BEFORE_ADDRESS.exec(name)?.[1] ?? [...name][0] ?? '？'

/** A colour of its own for everybody. @param {string} name */
export const hue = (name) => `hue-${[...name].reduce((sum, letter) => sum + (letter.codePointAt(0) ?? 0), 0) % 6}`
