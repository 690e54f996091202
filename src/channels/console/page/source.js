/** The source panel: a document in full, the cited provision marked and in view. */
import { byId, h } from './dom.js'
import { server } from './server.js'
import { WORDS } from './words.js'

/** @param {{ document: string, section: string }} link @throws {import('./server.js').Trouble} */
export async function openSource(link) {
  const opener = document.activeElement
  const view = await server.source(link.document, link.section)
  const panel = byId('source', HTMLElement)
  const text = byId('source-text', HTMLElement)
  byId('source-title', HTMLElement).textContent = view.title
  byId('source-number', HTMLElement).textContent = [view.number, view.section].filter(Boolean).join(' · ')
  const missing = view.section === undefined && h('p', { class: 'note' }, WORDS.noSection)
  text.replaceChildren(...(missing ? [missing] : []), ...view.lines.map(drawLine))
  panel.hidden = false
  returnTo = opener instanceof HTMLElement ? opener : undefined
  document.body.classList.add('reading')
  byId('source-title', HTMLElement).focus({ preventScroll: true })
  text.querySelector('.marked')?.scrollIntoView({ block: 'start' })
}

/** @type {HTMLElement | undefined} */
let returnTo

export function closeSource() {
  const panel = byId('source', HTMLElement)
  if (panel.hidden) return false
  panel.hidden = true
  document.body.classList.remove('reading')
  returnTo?.focus()
  return true
}

/** @param {import('../source.ts').SourceLine} line */
function drawLine({ text, heading, marked }) {
  const content = [heading > 0 ? h('b', {}, text.slice(0, heading)) : '', text.slice(heading)]
  return h('p', { class: marked ? 'marked' : undefined }, ...(marked ? [h('mark', {}, ...content)] : content))
}
