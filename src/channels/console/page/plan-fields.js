/** A field for each kind of ask, with what it hands in. */
import { h } from './dom.js'
import { PLAN_WORDS as WORDS } from './words.js'

/**
 * @typedef {import('../../../cli/plan/page/view.ts').AskView} AskView
 * @typedef {import('../../../cli/plan/page/view.ts').TicksView} TicksView
 * @typedef {import('../../../cli/plan/page/view.ts').GoalsView} GoalsView
 * @typedef {import('../../../cli/plan/ask.ts').Option} Option
 * @typedef {{ name: string, element: HTMLElement, values: () => (string | File)[], tell: (fault: string | undefined) => void }} Field
 */

/** @param {AskView} ask @param {string | undefined} fault @returns {Field} */
export function fieldFor(ask, fault) {
  const { parts, values } = partsOf(ask)
  const wrong = h('p', { class: 'fault', role: 'alert' })
  /** @param {string | undefined} sentence */
  const tell = (sentence) => {
    wrong.textContent = sentence ?? ''
    wrong.hidden = sentence === undefined
  }
  tell(fault)
  const legend = h('legend', {}, ask.text.replace(/：$/, ''))
  return { name: ask.name, values, tell, element: h('fieldset', { 'data-ask': ask.name }, legend, wrong, ...parts) }
}

/** @typedef {{ parts: (HTMLElement | false)[], values: Field['values'] }} Parts */

/** @param {AskView} ask @returns {Parts} */
function partsOf(ask) {
  switch (ask.kind) {
    case 'file':
      return fileParts(ask)
    case 'choice':
      return choiceParts(ask)
    case 'text':
      return textParts(ask)
    case 'ticks':
      return ticksParts(ask)
    case 'goals':
      return goalsParts(ask)
  }
}

/** @param {Extract<AskView, { kind: 'file' }>} ask @returns {Parts} */
function fileParts({ name, text, others, proposal, given, pasted }) {
  const file = h('input', { type: 'file', 'aria-label': text })
  const area = h('textarea', { rows: '4', placeholder: WORDS.pastedAs, 'aria-label': WORDS.paste })
  const words = others.map(({ value, label }) => radio(name, value, label, value === proposal))
  const own = radio(
    name,
    '',
    given === undefined ? WORDS.ownFile : WORDS.given(given),
    words.length === 0 || proposal === undefined,
  )
  const chosen = () => [...words, own].find(({ input }) => input.checked)?.input.value ?? ''
  // Whoever gives a file means it.
  for (const one of [file, area]) one.addEventListener('input', () => own.input.click())
  const values = () => {
    if (chosen() !== '') return [chosen()]
    const [picked] = file.files ?? []
    if (picked) return [picked]
    return area.value.trim() ? [new File([area.value], WORDS.pastedName)] : ['']
  }
  return {
    parts: [
      ...(words.length > 0 || given !== undefined ? [...words, own].map(({ element }) => element) : []),
      h('div', { class: 'pick' }, file),
      pasted === true && h('details', {}, h('summary', {}, WORDS.paste), area),
    ],
    values,
  }
}

/** @param {string} name @param {string} value @param {string} label @param {boolean} checked */
function radio(name, value, label, checked) {
  const input = h('input', { type: 'radio', name, value, checked })
  return { input, element: h('label', { class: 'option' }, input, h('span', {}, label)) }
}

/** @param {Extract<AskView, { kind: 'choice' }>} ask @returns {Parts} */
function choiceParts({ name, options, proposal }) {
  if (options.length > 4) {
    const list = select(options, proposal ?? '')
    return { parts: [list], values: () => [list.value] }
  }
  const all = options.map(({ value, label }) => radio(name, value, label, value === proposal))
  return {
    parts: all.map(({ element }) => element),
    // none chosen is said to be so, and asked again
    values: () => [all.find(({ input }) => input.checked)?.input.value ?? ''],
  }
}

/** @param {readonly Option[]} options @param {string} value */
const select = (options, value) =>
  h('select', {}, ...options.map((one) => h('option', { value: one.value, selected: one.value === value }, one.label)))

/** @param {Extract<AskView, { kind: 'text' }>} ask @returns {Parts} */
function textParts({ text, proposal = '', format }) {
  const input = h('input', { type: format === 'day' ? 'date' : 'text', value: proposal, 'aria-label': text })
  return { parts: [input], values: () => [input.value] }
}

/** @param {TicksView} ask @returns {Parts} */
function ticksParts({ items }) {
  const all = items.map((one) => ({
    one,
    input: h('input', { type: 'checkbox', checked: one.chosen, disabled: one.barred }),
  }))
  /** @param {typeof all[number]} line */
  const line = ({ one, input }) =>
    h(
      'label',
      { class: 'tick' },
      input,
      h(
        'span',
        {},
        h('b', {}, one.said),
        h('small', {}, ` ${one.where}`),
        one.why !== undefined && !one.other && h('em', {}, one.why),
        h('q', {}, one.wording),
        one.alike !== undefined && h('em', {}, WORDS.alike(one.alike)),
      ),
    )
  /** @param {typeof all} some @param {string} title @param {boolean} open */
  const part = (some, title, open) =>
    some.length > 0 && h('details', { class: 'ticks', open }, h('summary', {}, title), ...some.map(line))
  const goals = all.filter(({ one }) => one.why === undefined)
  const left = all.filter(({ one }) => one.why !== undefined && !one.other)
  const others = all.filter(({ one }) => one.other)
  return {
    parts: [
      part(goals, WORDS.proposed(goals.length), true),
      part(
        left,
        WORDS.left(left.length),
        left.some(({ one }) => one.chosen),
      ),
      part(
        others,
        WORDS.others(others.length),
        others.some(({ one }) => one.chosen),
      ),
    ],
    values: () => [JSON.stringify(all.filter(({ input }) => input.checked).map(({ one }) => one.key))],
  }
}

const DUE = 'due'

/** @param {GoalsView} ask @returns {Parts} */
function goalsParts({ rows, choices }) {
  const all = rows.map((row) => goalCard(row, choices))
  return {
    parts: all.map(({ element }) => element),
    values: () => [
      JSON.stringify(
        Object.fromEntries(
          all.flatMap(({ key, edit }) => {
            const changed = edit()
            return Object.keys(changed).length > 0 ? [[key, changed]] : []
          }),
        ),
      ),
    ],
  }
}

/** @param {GoalsView['rows'][number]} row @param {GoalsView['choices']} choices */
function goalCard(row, choices) {
  const name = h('input', { type: 'text', value: row.name })
  const value = h('input', { type: 'text', inputmode: 'decimal', value: row.target.value.replace('-', '') })
  const unit = h('input', { type: 'text', value: row.unit })
  const kind = select(choices.kind, row.kind)
  const better = select(choices.better, row.better)
  const every = select(choices.every, row.every)
  const pace = select(
    [...choices.pace, { value: DUE, label: WORDS.dueBy }],
    typeof row.pace === 'string' ? row.pace : DUE,
  )
  const due = h('input', { type: 'date', value: row.due ?? '', 'aria-label': WORDS.dueDay })
  const definition = h('textarea', { rows: '2', placeholder: WORDS.definitionAs })
  definition.value = row.isVague ? '' : row.definition
  const showDue = () => {
    due.hidden = pace.value !== DUE
  }
  pace.addEventListener('change', showDue)
  showDue()
  /** What differs from how it was shown. */
  const edit = () => {
    const before = {
      name: row.name,
      value: row.target.value.replace('-', ''),
      unit: row.unit,
      kind: row.kind,
      better: row.better,
      every: row.every,
      definition: row.isVague ? '' : row.definition,
    }
    const now = {
      name: name.value.trim(),
      value: value.value.trim(),
      unit: unit.value.trim(),
      kind: kind.value,
      better: better.value,
      every: every.value,
      definition: definition.value.trim(),
    }
    const changed = Object.entries(now).filter(([field, said]) => said !== Reflect.get(before, field))
    const paceNow = pace.value === DUE ? due.value && { due: due.value } : pace.value
    const paceBefore = typeof row.pace === 'string' ? row.pace : { due: row.due }
    if (paceNow && JSON.stringify(paceNow) !== JSON.stringify(paceBefore))
      changed.push(['pace', /** @type {any} */ (paceNow)])
    return Object.fromEntries(changed)
  }
  /** @param {string} label @param {...HTMLElement} inside */
  const field = (label, ...inside) => h('label', { class: 'part' }, h('span', {}, label), ...inside)
  return {
    key: row.key,
    edit,
    element: h(
      'section',
      { class: 'goal', 'aria-label': row.name },
      h('p', {}, h('b', {}, row.name), ' ', h('b', {}, row.said), h('small', {}, ` ${row.section}`)),
      h('q', {}, row.target.wording),
      h(
        'details',
        {},
        h('summary', {}, h('span', {}, row.traits.join('　')), ' ', h('span', { class: 'change' }, WORDS.change)),
        h(
          'div',
          { class: 'parts' },
          field(WORDS.parts.name, name),
          field(WORDS.parts.value, value),
          field(WORDS.parts.unit, unit),
          field(WORDS.parts.better, better),
          field(WORDS.parts.kind, kind),
          field(WORDS.parts.every, every),
          field(WORDS.parts.pace, pace, due),
          field(WORDS.parts.definition, definition),
        ),
      ),
    ),
  }
}
