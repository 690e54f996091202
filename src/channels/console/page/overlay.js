/** What lies over the page: questions, short notices, the line of trouble, the drawers of a narrow screen. */
import { byId, h } from './dom.js'
import { WORDS } from './words.js'

/** @param {string} question @param {string} yes @returns {Promise<boolean>} */
export function confirm(question, yes) {
  const dialog = byId('confirm', HTMLDialogElement)
  byId('confirm-text', HTMLElement).textContent = question
  byId('confirm-yes', HTMLButtonElement).textContent = yes
  dialog.returnValue = 'no'
  dialog.showModal()
  return new Promise((resolve) =>
    dialog.addEventListener('close', () => resolve(dialog.returnValue === 'yes'), { once: true }),
  )
}

/** @type {ReturnType<typeof setTimeout> | undefined} */
let toastEnds

/** @param {string} text */
export function toast(text) {
  const element = byId('toast', HTMLElement)
  element.textContent = text
  element.hidden = false
  clearTimeout(toastEnds)
  toastEnds = setTimeout(() => {
    element.hidden = true
  }, 6_000)
}

/** A lasting line above the conversation. @param {string | undefined} sentence @param {() => void} [retry] */
export function trouble(sentence, retry) {
  const element = byId('trouble', HTMLElement)
  element.hidden = sentence === undefined
  const button = retry && h('button', { type: 'button', class: 'link', onclick: retry }, WORDS.retry)
  element.replaceChildren(sentence ?? '', ...(button ? [button] : []))
}

export function openPeople() {
  document.body.classList.add('choosing')
  byId('talk', HTMLElement).inert = true
  byId('shade', HTMLElement).hidden = false
  byId('open-people', HTMLButtonElement).setAttribute('aria-expanded', 'true')
  byId('close-people', HTMLButtonElement).focus()
}

export function closePeople() {
  if (!document.body.classList.contains('choosing')) return false
  document.body.classList.remove('choosing')
  byId('talk', HTMLElement).inert = false
  byId('shade', HTMLElement).hidden = true
  byId('open-people', HTMLButtonElement).setAttribute('aria-expanded', 'false')
  byId('open-people', HTMLButtonElement).focus()
  return true
}

/** @param {boolean} [open] */
export function toggleClock(open) {
  const is = document.body.classList.toggle('travelling', open)
  byId('open-clock', HTMLButtonElement).setAttribute('aria-expanded', String(is))
}
