/** The input line: text, chips, the quoted message, attachments. What is typed is kept per person, over reloads too. */
import { byId, h } from './dom.js'
import { Palette } from './palette.js'
import { WORDS } from './words.js'

/** @typedef {import('./server.js').Suggestion} Suggestion */

const draftOf = (/** @type {string} */ account) => `yaodian:draft:${account}`

export class Composer {
  /**
   * @param {{ text(text: string, replyTo?: string): void, file(file: File, replyTo?: string): void }} send
   */
  constructor(send) {
    this.send = send
    this.account = ''
    /** @type {string | undefined} */
    this.replyTo = undefined
    this.input = byId('input', HTMLTextAreaElement)
    this.palette = new Palette((one) => this.take(one))
    this.file = byId('file', HTMLInputElement)
    this.input.addEventListener('input', () => this.changed())
    this.input.addEventListener('keydown', (event) => this.key(event))
    this.input.addEventListener('paste', (event) => this.pasted(event))
    byId('composer', HTMLFormElement).addEventListener('submit', (event) => {
      event.preventDefault()
      this.submit()
    })
    byId('attach', HTMLButtonElement).addEventListener('click', () => this.file.click())
    this.file.addEventListener('change', () => this.attached())
    byId('stop-quoting', HTMLButtonElement).addEventListener('click', () => this.quote(undefined))
  }

  /** @param {string} account @param {readonly Suggestion[]} suggestions */
  open(account, suggestions) {
    this.account = account
    this.input.value = localStorage.getItem(draftOf(account)) ?? ''
    this.quote(undefined)
    this.grow()
    this.palette.offer(suggestions.filter(({ about }) => about !== undefined))
    const chips = suggestions.filter(({ about }) => about === undefined)
    byId('chips', HTMLElement).replaceChildren(...chips.map((one) => this.chip(one)))
  }

  /** @param {Suggestion} suggestion */
  chip(suggestion) {
    const { label, text } = suggestion
    const onclick = () => this.take(suggestion)
    return h('button', { type: 'button', class: 'chip', title: text, onclick }, label)
  }

  /** Says it, or puts it into the input to be gone on with. @param {Suggestion} suggestion */
  take({ text, atOnce }) {
    this.input.value = atOnce ? '' : text.startsWith('/') ? `${text} ` : text
    if (atOnce) this.send.text(text)
    this.changed()
    this.input.focus()
  }

  /** @param {{ id: string, what: string } | undefined} message */
  quote(message) {
    this.replyTo = message?.id
    byId('quoting', HTMLElement).hidden = message === undefined
    byId('quoting-text', HTMLElement).textContent = message ? WORDS.quoting(message.what) : ''
    if (message) this.input.focus()
  }

  /** @param {KeyboardEvent} event */
  key(event) {
    if (this.palette.key(event)) return
    // Enter that ends a pinyin composition chooses a word; Safari reports it only by key code 229.
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing || event.keyCode === 229) return
    event.preventDefault()
    this.submit()
  }

  submit() {
    const text = this.input.value
    if (text.trim() === '') return
    this.send.text(text, this.replyTo)
    this.input.value = ''
    this.quote(undefined)
    this.changed()
    this.input.focus()
  }

  attached() {
    const file = this.file.files?.[0]
    if (file) this.send.file(file, this.replyTo)
    this.file.value = ''
    this.quote(undefined)
    this.input.focus()
  }

  /** @param {ClipboardEvent} event */
  pasted(event) {
    const file = event.clipboardData?.files[0]
    if (!file) return
    event.preventDefault()
    this.send.file(file, this.replyTo)
  }

  changed() {
    localStorage.setItem(draftOf(this.account), this.input.value)
    this.palette.narrow(this.input.value)
    this.grow()
  }

  grow() {
    byId('send', HTMLButtonElement).disabled = this.input.value.trim() === ''
    this.input.style.height = 'auto'
    this.input.style.height = `${Math.min(this.input.scrollHeight, 180)}px`
  }
}
