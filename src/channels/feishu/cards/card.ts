/** Neutral cards as Feishu card JSON 2.0. */
import type { Block, Button, Card, Chart, Field, Form, Input, Tone } from '../../../message/card.ts'
import { escaped, legible } from './markdown.ts'

type Json = string | number | boolean | readonly Json[] | { readonly [key: string]: Json }
/** A card in Feishu's JSON (schema 2.0). */
export type CardJson = { readonly [key: string]: Json }

/** What a button or form carries, and brings back when it is pressed. */
export interface Carried {
  readonly command: string
  readonly values: Readonly<Record<string, string>>
  /** the form's name: its inputs bear it before their own, since names are unique in a card */
  readonly form?: string
}

/** Stands between a form's name and an input's, since names are unique in a card. */
export const INPUT_JOINT = '__'

const MOST_TABLES = 5
const MOST_CHARTS = 5
const MOST_COLUMNS = 50
const ROWS_A_PAGE = 10
const LONGEST_LABEL = 100
const LONGEST_TITLE = 120
const LONGEST_INPUT = 1_000
const SIDE_BY_SIDE = 8

const COLORS: Readonly<Record<Tone, string>> = {
  plain: 'default',
  good: 'green',
  warn: 'orange',
  bad: 'red',
  info: 'blue',
}
const BUTTON_TYPES = { primary: 'primary', danger: 'danger', plain: 'default' } as const

/** A card in Feishu's JSON, whatever its size; `fitted` keeps it within the platform's limits. */
export function drawn(card: Card): CardJson {
  const tally = { tables: 0, charts: 0 }
  const title = cut(card.title, LONGEST_TITLE)
  return {
    schema: '2.0',
    config: { update_multi: true, summary: { content: legible(title) } },
    header: {
      title: plain(title),
      ...(card.subtitle && { subtitle: plain(cut(card.subtitle, LONGEST_TITLE)) }),
      template: COLORS[card.tone ?? 'plain'],
    },
    body: { elements: card.blocks.flatMap((block) => elements(block, tally)) },
  }
}

interface Tally {
  tables: number
  charts: number
}

const plain = (content: string): CardJson => ({ tag: 'plain_text', content: legible(content) })
const text = (content: string): CardJson => ({ tag: 'div', text: plain(content) })
const small = (content: string): CardJson => ({
  tag: 'div',
  text: { ...plain(content), text_size: 'notation', text_color: 'grey' },
})
const markdown = (content: string): CardJson => ({ tag: 'markdown', content })
const column = (element: CardJson, width: CardJson): CardJson => ({ tag: 'column', ...width, elements: [element] })

function elements(block: Block, tally: Tally): CardJson[] {
  switch (block.kind) {
    case 'text':
      return [block.strong ? markdown(bold(block.text)) : text(block.text)]
    case 'quote':
      return [text(block.text), small(`—— ${block.source}`)]
    case 'note':
      return [small(block.text)]
    case 'divider':
      return [{ tag: 'hr' }]
    case 'fields':
      return fields(block.fields)
    case 'buttons':
      return buttons(block.buttons)
    case 'fold':
      return [
        {
          tag: 'collapsible_panel',
          expanded: false,
          header: { title: plain(block.title) },
          border: { color: 'grey' },
          elements: block.blocks.flatMap((inner) => elements(inner, tally)),
        },
      ]
    case 'table':
      tally.tables += 1
      return tally.tables > MOST_TABLES ? [text(rowsAsText(block))] : table(block)
    case 'chart':
      tally.charts += 1
      return tally.charts > MOST_CHARTS ? [text(pointsAsText(block.chart))] : [chart(block.chart)]
    case 'form':
      return [form(block.form)]
  }
}

/** Bold ends with its line. */
const bold = (words: string): string =>
  words
    .split('\n')
    .map((line) => (line.trim() === '' ? '' : `**${escaped(line.trim())}**`))
    .join('\n')

function fields(list: readonly Field[]): CardJson[] {
  const lines = list.map(({ name, value, tone }) => {
    const shown = escaped(value)
    const coloured = tone && tone !== 'plain' ? `<font color="${COLORS[tone]}">${shown}</font>` : shown
    return `**${escaped(name)}**　${coloured}`
  })
  if (lines.length < 2 || lines.length > SIDE_BY_SIDE) return [markdown(lines.join('\n'))]
  const columns = lines.map((line) => column(markdown(line), { width: 'weighted', weight: 1 }))
  return [{ tag: 'column_set', flex_mode: 'bisect', horizontal_spacing: '8px', columns }]
}

function buttons(list: readonly Button[]): CardJson[] {
  const columns = list.map((button) => column(pressable(button), { width: 'auto' }))
  return columns.length === 0 ? [] : [{ tag: 'column_set', flex_mode: 'flow', horizontal_spacing: '8px', columns }]
}

function pressable({ label, command, values = {}, style = 'plain', confirm }: Button): CardJson {
  return {
    tag: 'button',
    text: plain(cut(label, LONGEST_LABEL)),
    type: BUTTON_TYPES[style],
    ...(confirm && { confirm: { title: plain(cut(label, LONGEST_LABEL)), text: plain(confirm) } }),
    behaviors: [callback({ command, values })],
  }
}

const callback = ({ command, values, form: name }: Carried): CardJson => ({
  type: 'callback',
  value: { command, values, ...(name !== undefined && { form: name }) },
})

type TableBlock = Extract<Block, { kind: 'table' }>

/** Cells are typed text: nothing in them is read as markdown. */
function table({ caption, columns, rows }: TableBlock): CardJson[] {
  const shown = columns.slice(0, MOST_COLUMNS)
  const grid: CardJson = {
    tag: 'table',
    page_size: ROWS_A_PAGE,
    row_height: 'low',
    columns: shown.map(({ name, align }, index) => ({
      name: `c${index}`,
      display_name: legible(name),
      data_type: 'text',
      horizontal_align: align ?? 'left',
    })),
    rows: rows.map((row) => Object.fromEntries(shown.map(({ key }, index) => [`c${index}`, legible(row[key] ?? '')]))),
  }
  return caption ? [small(caption), grid] : [grid]
}

function chart({ type, title, unit, series }: Chart): CardJson {
  const values = series.flatMap(({ name, points }) =>
    points.map(({ x, y }) => ({ x: legible(x), y, series: legible(name) })),
  )
  return {
    tag: 'chart',
    aspect_ratio: '16:9',
    chart_spec: {
      type,
      title: { text: legible(unit ? `${title}（${unit}）` : title) },
      data: { values },
      // Bars of several series stand beside one another.
      xField: type === 'bar' && series.length > 1 ? ['x', 'series'] : 'x',
      yField: 'y',
      seriesField: 'series',
      legends: { visible: series.length > 1 },
    },
  }
}

function form({ name, command, values = {}, inputs, submit, style = 'primary' }: Form): CardJson {
  const submits: CardJson = {
    tag: 'button',
    name: `${name}${INPUT_JOINT}submit`,
    form_action_type: 'submit',
    type: style,
    text: plain(cut(submit, LONGEST_LABEL)),
    behaviors: [callback({ command, values, form: name })],
  }
  return { tag: 'form', name, elements: [...inputs.flatMap((one) => input(one, name)), submits] }
}

function input(one: Input, form: string): CardJson[] {
  const common = { name: `${form}${INPUT_JOINT}${one.name}`, ...(one.required && { required: true }) }
  switch (one.kind) {
    case 'text':
      return [
        {
          tag: 'input',
          ...common,
          label: plain(one.label),
          ...(one.value && { default_value: legible(cut(one.value, LONGEST_INPUT)) }),
          ...(one.hint && { placeholder: plain(cut(one.hint, LONGEST_LABEL)) }),
        },
      ]
    case 'select':
      return [
        text(one.label),
        {
          tag: 'select_static',
          ...common,
          placeholder: plain('请选择'),
          ...(one.value && { initial_option: one.value }),
          options: one.options.map(({ value, label }) => ({ text: plain(label), value })),
        },
      ]
    case 'date':
      return [
        text(one.label),
        { tag: 'date_picker', ...common, ...(one.value && { initial_date: one.value }), placeholder: plain('选日期') },
      ]
  }
}

const rowsAsText = ({ caption, columns, rows }: TableBlock): string =>
  [
    ...(caption ? [caption] : []),
    ...rows.map((row) => columns.map(({ key, name }) => `${name} ${row[key] ?? ''}`).join('，')),
  ].join('\n')

const pointsAsText = ({ title, unit, series }: Chart): string =>
  [
    title,
    ...series.map(({ name, points }) => `${name}：${points.map(({ x, y }) => `${x} ${y}${unit}`).join('，')}`),
  ].join('\n')

function cut(words: string, most: number): string {
  const characters = [...words]
  return characters.length > most ? `${characters.slice(0, most - 1).join('')}…` : words
}
