/** A new plan, step by step: what the server asks is drawn as one form, and handed in whole. */
import { byId, h } from './dom.js'
import { fieldFor } from './plan-fields.js'
import { PLAN_WORDS as WORDS } from './words.js'

/** @typedef {import('../../../cli/plan/page/view.ts').WalkView} WalkView */

const API = '/console/api'
const sheet = byId('sheet', HTMLElement)
const trouble = byId('trouble', HTMLElement)

/** @param {string} path @param {RequestInit} [init] @returns {Promise<WalkView | undefined>} undefined: it was told what is wrong */
async function ask(path, init) {
  trouble.hidden = true
  try {
    const response = await fetch(API + path, init)
    const json = await response.json()
    if (response.ok) return json
    return tell(json.error ?? WORDS.notTaken)
  } catch {
    return tell(WORDS.notReached)
  }
}

/** @param {string} sentence @returns {undefined} */
function tell(sentence) {
  trouble.textContent = sentence
  trouble.hidden = false
}

/** While something is on its way nothing else is pressed. @param {() => Promise<WalkView | undefined>} work */
async function moving(work) {
  sheet.setAttribute('aria-busy', 'true')
  const buttons = /** @type {HTMLButtonElement[]} */ ([...document.querySelectorAll('button')])
  for (const button of buttons) button.disabled = true
  for (const button of sheet.querySelectorAll('.next')) button.textContent = WORDS.busy
  const view = await work()
  sheet.removeAttribute('aria-busy')
  for (const button of buttons) button.disabled = false
  for (const button of sheet.querySelectorAll('.next')) button.textContent = WORDS.next
  if (view) draw(view)
}

/** @param {WalkView} view */
function draw(view) {
  byId('title', HTMLElement).textContent = WORDS.title(view.year)
  byId('where', HTMLElement).textContent = view.written ? '' : WORDS.target(view.target)
  byId('steps', HTMLElement).replaceChildren(...view.steps.map((step) => stepOf(view, step)))
  byId('told', HTMLElement).replaceChildren(shownOf(view.told))
  sheet.replaceChildren(...(view.written ? endOf(view) : view.at ? stepForm(view) : writeForm(view)))
  const at = sheet.querySelector('.fault:not([hidden])') ?? byId('title', HTMLElement)
  at.scrollIntoView({ block: 'center' })
  sheet.querySelector('h2')?.focus({ preventScroll: true })
}

/** @param {WalkView} view @param {WalkView['steps'][number]} step */
function stepOf(view, { id, name, done }) {
  const isHere = id === view.at
  const number = view.steps.findIndex((one) => one.id === id) + 1
  const mark = h('span', { class: 'mark', 'aria-hidden': 'true' }, done ? '✓' : String(number))
  const inside = [mark, h('span', { class: 'step-name' }, name)]
  return h(
    'li',
    { class: isHere ? 'here' : done ? 'done' : '', 'aria-current': isHere && 'step' },
    done && !view.written
      ? h(
          'button',
          {
            type: 'button',
            title: WORDS.redo(name),
            onclick: () => moving(() => ask(`/back/${id}`, { method: 'POST' })),
          },
          ...inside,
        )
      : h('span', { class: 'step' }, ...inside),
  )
}

/** @param {WalkView} view */
function stepForm(view) {
  const step = view.steps.find(({ id }) => id === view.at)
  const fields = view.asks.map((one) => fieldFor(one, view.faults[one.name]))
  const form = h(
    'form',
    {
      novalidate: true,
      onsubmit: (/** @type {SubmitEvent} */ event) => {
        event.preventDefault()
        const data = new FormData()
        for (const { name, values } of fields) for (const value of values()) data.append(name, value)
        moving(async () => {
          const after = await ask(`/walk/${view.at}`, { method: 'POST', body: data })
          return after && isSame(view, after) ? mark(fields, after.faults) : after
        })
      },
    },
    view.wrong !== undefined && h('p', { class: 'fault', role: 'alert' }, view.wrong),
    shownOf(view.shown),
    ...fields.map(({ element }) => element),
    h('div', { class: 'go' }, h('button', { type: 'submit', class: 'next' }, WORDS.next)),
  )
  return [
    h('h2', { tabindex: '-1' }, step?.name ?? ''),
    h('p', { class: 'hint' }, WORDS.hints[view.at ?? 'paper']),
    form,
  ]
}

/**
 * Whether nothing is asked but what is on the page, of which something is wrong: then all that was filled in stays.
 * @param {WalkView} before @param {WalkView} after
 */
const isSame = (before, after) =>
  before.at === after.at &&
  Object.keys(after.faults).length > 0 &&
  after.asks.every(({ name }) => before.asks.some((one) => one.name === name))

/** @param {import('./plan-fields.js').Field[]} fields @param {WalkView['faults']} faults @returns {undefined} */
function mark(fields, faults) {
  for (const { name, tell } of fields) tell(faults[name])
  sheet.querySelector('.fault:not([hidden])')?.scrollIntoView({ block: 'center' })
}

/** @param {WalkView} view */
function writeForm(view) {
  const write = () => moving(() => ask('/write', { method: 'POST' }))
  return [
    h('h2', { tabindex: '-1' }, WORDS.write),
    h('p', {}, WORDS.writeWhat(view.target)),
    h('div', { class: 'go' }, h('button', { type: 'button', class: 'next', onclick: write }, WORDS.write)),
  ]
}

/** @param {WalkView} view */
const endOf = (view) => [h('h2', { tabindex: '-1' }, WORDS.done), shownOf(view.written ?? [])]

/** @param {WalkView['shown']} lines */
const shownOf = (lines) =>
  h(
    'ul',
    { class: 'shown', hidden: lines.length === 0 },
    ...lines.map(({ tone, text }) => h('li', { class: tone }, text.replace(/(?<=\S) {2,}/g, '　'))),
  )

void moving(() => ask('/walk'))
