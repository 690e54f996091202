/** The list of who one can be, with what is unread at each. */
import { byId, h } from './dom.js'
import { hue, inShort, surname } from './messages.js'
import { shortName } from './time.js'
import { WORDS } from './words.js'

/** @typedef {import('./server.js').Person} Person */

// Fewer can be looked over at a glance.
const WORTH_FINDING = 12

export class PeopleList {
  /** @param {(account: string) => void} choose */
  constructor(choose) {
    this.choose = choose
    this.list = byId('people-list', HTMLUListElement)
    this.find = byId('find-person', HTMLInputElement)
    this.find.addEventListener('input', () => this.filter())
    /** @type {Map<string, Person>} */
    this.people = new Map()
    /** @type {Map<string, HTMLLIElement>} */
    this.items = new Map()
  }

  /** @param {Person[]} people @param {number} now */
  show(people, now) {
    this.people = new Map(people.map((person) => [person.account, person]))
    this.items.clear()
    this.list.replaceChildren(...people.map((person) => this.draw(person, now)))
    this.find.hidden = people.length < WORTH_FINDING
    this.total()
  }

  /** @param {string} account */
  get(account) {
    return this.people.get(account)
  }

  /** Draws one person's line anew. @param {string} account @param {number} now */
  update(account, now) {
    const person = this.people.get(account)
    const old = this.items.get(account)
    if (!person || !old) return
    const current = old.querySelector('[aria-current]') !== null
    const focused = old.contains(document.activeElement)
    const item = this.draw(person, now)
    item.hidden = old.hidden
    old.replaceWith(item)
    if (current) this.select(account)
    if (focused) item.querySelector('button')?.focus()
    this.total()
  }

  /** @param {string} account */
  select(account) {
    for (const [one, item] of this.items) {
      const button = item.querySelector('button')
      if (one === account) button?.setAttribute('aria-current', 'true')
      else button?.removeAttribute('aria-current')
    }
  }

  /** @param {Person} person @param {number} now */
  draw(person, now) {
    const { account, label, role, region, unseen, last } = person
    const about = [role, region].filter(Boolean).join(' · ')
    const item = h(
      'li',
      {},
      h(
        'button',
        { type: 'button', class: 'person', 'data-account': account, onclick: () => this.choose(account) },
        h('span', { class: `avatar ${hue(label)}`, 'aria-hidden': 'true' }, surname(label)),
        h('span', { class: 'person-name' }, label),
        h('span', { class: 'person-when', 'aria-hidden': 'true' }, last ? shortName(last.at, now) : ''),
        h('span', { class: 'person-about' }, about),
        unseen > 0 &&
          h('span', { class: 'badge', 'aria-label': WORDS.unseen(unseen) }, unseen > 99 ? '99+' : String(unseen)),
        h('span', { class: 'person-last', 'aria-hidden': 'true' }, last ? inShort(last.body) : ''),
      ),
    )
    this.items.set(account, item)
    return item
  }

  filter() {
    const wanted = this.find.value.trim()
    for (const [account, item] of this.items) {
      const person = this.people.get(account)
      item.hidden = !`${person?.label} ${person?.role} ${person?.region}`.includes(wanted)
    }
  }

  total() {
    const unseen = [...this.people.values()].reduce((sum, person) => sum + person.unseen, 0)
    const badge = byId('unseen-total', HTMLElement)
    badge.hidden = unseen === 0
    badge.textContent = unseen > 99 ? '99+' : String(unseen)
    document.title = unseen > 0 ? `(${unseen}) 要点` : '要点'
  }
}
