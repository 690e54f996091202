/** Cards drawn as HTML: every kind of block that message/card.ts knows. */
import { drawChart } from './chart.js'
import { h } from './dom.js'
import { WORDS } from './words.js'

/**
 * @typedef {import('../../../message/card.ts').Card} Card
 * @typedef {import('../../../message/card.ts').Block} Block
 * @typedef {import('../../../message/card.ts').Button} Button
 * @typedef {import('../../../message/card.ts').Form} Form
 * @typedef {import('../../../message/card.ts').Input} Input
 * @typedef {Extract<Block, { kind: 'table' }>} Table
 *
 * @typedef {object} Acts what a card can have done
 * @property {(press: { command: string, values: Record<string, string>, label: string }) => void} press
 * @property {(question: string, yes: string) => Promise<boolean>} confirm
 * @property {(link: { document: string, section: string }) => void} openSource
 */

let forms = 0

/** @param {Card} card @param {Acts} acts */
export function drawCard(card, acts) {
  const titled = card.blocks.length > 0 || card.subtitle
  return h(
    'article',
    { class: `card tone-${card.tone ?? 'plain'}` },
    h(
      'header',
      { class: titled ? 'card-head' : 'card-head alone' },
      h('h3', {}, card.title),
      card.subtitle ? h('p', {}, card.subtitle) : undefined,
    ),
    titled ? h('div', { class: 'card-body' }, ...card.blocks.map((block) => drawBlock(block, acts))) : undefined,
  )
}

/** An answer that is still being written: what can be read by now. @param {string} text */
export function drawGrowing(text) {
  const dots = h('span', { class: 'dots', 'aria-hidden': 'true' }, h('i'), h('i'), h('i'))
  return h('article', { class: 'card growing', 'aria-busy': 'true' }, h('p', { class: 'text' }, text), dots)
}

/** @param {Block} block @param {Acts} acts @returns {HTMLElement} */
function drawBlock(block, acts) {
  switch (block.kind) {
    case 'text':
      return h('p', { class: block.strong ? 'text strong' : 'text' }, block.text)
    case 'note':
      return h('p', { class: 'note' }, block.text)
    case 'divider':
      return h('hr')
    case 'quote':
      return drawQuote(block, acts)
    case 'fields':
      return h(
        'dl',
        { class: 'fields' },
        ...block.fields.map(({ name, value, tone }) =>
          h('div', {}, h('dt', {}, name), h('dd', { class: `value-${tone ?? 'plain'}` }, value)),
        ),
      )
    case 'table':
      return drawTable(block)
    case 'chart':
      return drawChart(block.chart)
    case 'form':
      return drawForm(block.form, acts)
    case 'buttons':
      return h('div', { class: 'buttons' }, ...block.buttons.map((button) => drawButton(button, acts)))
    case 'fold':
      return h(
        'details',
        { class: 'fold' },
        h('summary', {}, block.title),
        ...block.blocks.map((inner) => drawBlock(inner, acts)),
      )
  }
}

/** @param {Extract<Block, { kind: 'quote' }>} quote @param {Acts} acts */
function drawQuote({ text, source, link }, acts) {
  const open = link && (() => acts.openSource(link))
  return h(
    'blockquote',
    {},
    h('p', {}, text),
    h(
      'footer',
      {},
      h('cite', {}, source),
      open &&
        h(
          'button',
          { type: 'button', class: 'link', 'aria-label': WORDS.openSource(source), onclick: open },
          WORDS.seeSource,
        ),
    ),
  )
}

// A column of longer text wraps; names and figures stay on one line and the table scrolls where they do not fit.
const LONG_CELL = 16

/** @param {Table} table */
function drawTable({ columns, rows, caption }) {
  const long = new Set(columns.filter(({ key }) => rows.some((row) => (row[key] ?? '').length > LONG_CELL)))
  const looks = (/** @type {Table['columns'][number]} */ column) =>
    [column.align === 'right' && 'right', long.has(column) && 'long'].filter(Boolean).join(' ') || undefined
  return h(
    'div',
    {
      class: columns.length > 2 ? 'table many' : 'table',
      tabindex: '0',
      role: 'region',
      'aria-label': caption ?? columns.map((one) => one.name).join('、'),
    },
    h(
      'table',
      {},
      caption ? h('caption', {}, caption) : undefined,
      h('thead', {}, h('tr', {}, ...columns.map((one) => h('th', { scope: 'col', class: looks(one) }, one.name)))),
      h(
        'tbody',
        {},
        ...rows.map((row) => h('tr', {}, ...columns.map((one) => h('td', { class: looks(one) }, row[one.key] ?? '')))),
      ),
    ),
    columns.length > 2 ? drawLines(columns, rows, caption) : undefined,
  )
}

/**
 * The same rows for a phone, two lines each: the first two columns, then the others; a stylesheet shows one or the other.
 * @param {Table['columns']} columns @param {Table['rows']} rows @param {string | undefined} caption
 */
function drawLines([first, second, ...others], rows, caption) {
  const cell = (/** @type {Table['rows'][number]} */ row, /** @type {Table['columns'][number] | undefined} */ column) =>
    (column && row[column.key]) || ''
  const line = (/** @type {Table['rows'][number]} */ row) => {
    const rest = others.filter((one) => cell(row, one)).map((one) => `${one.name} ${cell(row, one)}`)
    return h(
      'li',
      {},
      h('span', { class: 'line-head' }, h('b', {}, cell(row, first)), h('span', {}, cell(row, second))),
      rest.length > 0 ? h('span', { class: 'line-rest' }, rest.join(' · ')) : undefined,
    )
  }
  return h(
    'div',
    { class: 'lines' },
    caption ? h('p', { class: 'note' }, caption) : undefined,
    h('ul', {}, ...rows.map(line)),
  )
}

/** @param {Button} button @param {Acts} acts */
function drawButton({ label, command, values = {}, style = 'plain', confirm }, acts) {
  const onclick = async () => {
    if (confirm && !(await acts.confirm(confirm, label))) return
    acts.press({ command, values: { ...values }, label })
  }
  return h('button', { type: 'button', class: `act ${style}`, onclick }, label)
}

/** @param {Form} form @param {Acts} acts */
function drawForm(form, acts) {
  const prefix = `form-${++forms}-`
  const onsubmit = (/** @type {SubmitEvent} */ event) => {
    event.preventDefault()
    const said = new FormData(/** @type {HTMLFormElement} */ (event.currentTarget))
    const typed = Object.fromEntries([...said].map(([name, value]) => [name, String(value).trim()]))
    acts.press({ command: form.command, values: { ...form.values, ...typed }, label: form.submit })
  }
  return h(
    'form',
    { class: 'form', onsubmit },
    ...form.inputs.map((input) => drawInput(input, prefix + input.name)),
    h('button', { type: 'submit', class: `act ${form.style ?? 'primary'}` }, form.submit),
  )
}

/** @param {Input} input @param {string} id */
function drawInput(input, id) {
  const common = { id, name: input.name, required: input.required ?? false, class: 'act' }
  return h(
    'div',
    { class: 'input' },
    h(
      'label',
      { for: id },
      input.label,
      input.required ? h('span', { class: 'must', 'aria-hidden': 'true' }, '*') : undefined,
    ),
    control(input, common),
  )
}

/** @param {Input} input @param {Record<string, unknown>} common */
function control(input, common) {
  if (input.kind === 'select') {
    const chosen = input.value
    const none = chosen === undefined && h('option', { value: '' }, WORDS.choose)
    const options = input.options.map(({ value, label }) => h('option', { value, selected: value === chosen }, label))
    return h('select', common, none, ...options)
  }
  if (input.kind === 'date') return h('input', { ...common, type: 'date', value: input.value })
  return h('input', { ...common, type: 'text', value: input.value, placeholder: input.hint, autocomplete: 'off' })
}
