/** The palette that `/` opens: commands by what one wants to do, narrowed as one types. */
import { byId, h } from './dom.js'

/** @typedef {import('./server.js').Suggestion} Suggestion */

export class Palette {
  /** @param {(chosen: Suggestion) => void} choose */
  constructor(choose) {
    this.choose = choose
    this.list = byId('palette', HTMLUListElement)
    /** @type {readonly Suggestion[]} */
    this.all = []
    /** @type {readonly Suggestion[]} */
    this.shown = []
    this.at = 0
  }

  /** @param {readonly Suggestion[]} all */
  offer(all) {
    this.all = all
    this.narrow('')
  }

  get isOpen() {
    return this.shown.length > 0
  }

  /** Shows what fits the words behind the stroke, in its name or in what it does. @param {string} typed */
  narrow(typed) {
    const wanted = /^[/／]([^\s/]*)$/.exec(typed)?.[1]
    // A name that is typed whole is sent as it stands.
    const isClosed = wanted === undefined || this.all.some(({ label }) => label === `/${wanted}`)
    this.shown = isClosed ? [] : this.all.filter((one) => `${one.label}${one.about}`.includes(wanted))
    this.at = 0
    this.draw()
  }

  /** @param {KeyboardEvent} event @returns whether the key was the palette's */
  key(event) {
    if (!this.isOpen || event.isComposing) return false
    if (event.key === 'Escape') this.narrow('')
    else if (event.key === 'ArrowDown') this.move(1)
    else if (event.key === 'ArrowUp') this.move(-1)
    else if (event.key === 'Enter' || event.key === 'Tab') this.take(this.shown[this.at])
    else return false
    event.preventDefault()
    event.stopPropagation()
    return true
  }

  /** @param {number} by */
  move(by) {
    this.at = (this.at + by + this.shown.length) % this.shown.length
    this.draw()
    this.list.children[this.at]?.scrollIntoView({ block: 'nearest' })
  }

  /** @param {Suggestion | undefined} chosen */
  take(chosen) {
    this.narrow('')
    if (chosen) this.choose(chosen)
  }

  draw() {
    this.list.hidden = !this.isOpen
    byId('input', HTMLTextAreaElement).setAttribute('aria-expanded', String(this.isOpen))
    this.list.replaceChildren(
      ...this.shown.map((one, place) =>
        h(
          'li',
          {
            role: 'option',
            'aria-selected': String(place === this.at),
            // the input keeps its focus, so that the keyboard of a phone stays where it is
            onpointerdown: (/** @type {Event} */ event) => event.preventDefault(),
            onclick: () => this.take(one),
          },
          h('span', { class: 'palette-name' }, one.label),
          h('span', { class: 'palette-about' }, one.about ?? ''),
        ),
      ),
    )
  }
}
