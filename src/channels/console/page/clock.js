/** The time machine's bar. */
import { byId } from './dom.js'
import { dayName, fullName } from './time.js'
import { WORDS } from './words.js'

/**
 * @typedef {import('../clock.ts').ClockView} ClockView
 * @typedef {import('../clock.ts').Destination} Destination
 */

export class ClockBar {
  /** @param {(destination: Destination) => Promise<void>} move resolves when the clock has arrived or been refused */
  constructor(move) {
    this.move = move
    /** @type {ClockView | undefined} */
    this.view = undefined
    /** @type {number | undefined} where the present journey began */
    this.from = undefined
    this.going = false
    this.morning = byId('next-morning', HTMLButtonElement)
    this.deadline = byId('next-deadline', HTMLButtonElement)
    this.day = byId('day', HTMLInputElement)
    this.morning.addEventListener('click', () => this.go({ to: 'next-morning' }))
    this.deadline.addEventListener('click', () => this.go({ to: 'next-deadline' }))
    byId('pick-day', HTMLFormElement).addEventListener('submit', (event) => {
      event.preventDefault()
      this.go({ to: 'day', day: this.day.value })
    })
  }

  get now() {
    return this.view?.now ?? 0
  }

  /** @param {Destination} destination */
  async go(destination) {
    if (this.going) return
    this.going = true
    this.draw()
    try {
      await this.move(destination)
    } finally {
      this.going = false
      this.draw()
    }
  }

  /** @param {ClockView} view */
  show(view) {
    this.from = view.target === undefined ? undefined : (this.from ?? view.now)
    this.view = view
    this.draw()
  }

  draw() {
    const view = this.view
    if (!view) return
    const moving = this.going || view.target !== undefined
    const kind = byId('now-kind', HTMLElement)
    set(byId('now-day', HTMLElement), `${view.name} ${view.weekday}`)
    set(kind, view.kind)
    kind.classList.toggle('working', /班|工作日/.test(view.kind))
    set(byId('now-clock', HTMLElement), view.clock)
    const min = nextDay(view.day)
    if (this.day.min !== min) this.day.min = min
    for (const control of [this.morning, this.deadline, this.day]) control.disabled = moving
    if (view.target === undefined) {
      const next = view.nextDeadline
      this.deadline.disabled = moving || next === undefined
      this.deadline.title = next === undefined ? WORDS.noDeadline : WORDS.nextDeadline(fullName(next))
      byId('deadline-day', HTMLElement).textContent = next === undefined ? '' : (dayName(next).split(' ')[0] ?? '')
    }
    this.drawProgress(moving, view)
  }

  /** @param {boolean} moving @param {ClockView} view */
  drawProgress(moving, view) {
    const progress = byId('moving', HTMLProgressElement)
    progress.hidden = !moving
    const clock = byId('clock', HTMLElement)
    clock.toggleAttribute('data-moving', moving)
    if (view.target === undefined || this.from === undefined || view.target <= this.from) {
      progress.removeAttribute('value')
      return
    }
    progress.value = (view.now - this.from) / (view.target - this.from)
    progress.title = WORDS.movingTo(dayName(view.target))
  }
}

// A live region speaks whenever its text is set, so it is set only when it differs.
/** @param {HTMLElement} element @param {string} text */
function set(element, text) {
  if (element.textContent !== text) element.textContent = text
}

/** @param {string} day */
const nextDay = (day) => new Date(Date.parse(day) + 86_400_000).toISOString().slice(0, 10)
