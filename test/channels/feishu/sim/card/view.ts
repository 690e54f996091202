/** A card as a user sees it: words in reading order, and what can be pressed or filled in. */
import { formOf } from './forms.ts'
import { wordsOf } from './markdown.ts'
import { type CardNode, contentOf, isNode, nodesOf, tagOf, textOf } from './node.ts'
import { INTERACTIVE } from './shapes.ts'
import { type Placed, placedIn } from './structure.ts'

export interface ButtonView {
  readonly label: string
  readonly name: string
  /** where it stands: names it for good in this version of the card */
  readonly path: string
  readonly disabled: boolean
  readonly primary: boolean
  /** the form's name */
  readonly form: string | undefined
  readonly submits: boolean
  /** what it opens, if it does */
  readonly url: string | undefined
  /** the question that is asked first */
  readonly confirm: string | undefined
  readonly value: CardNode | undefined
}

export interface FieldView {
  readonly tag: string
  readonly name: string
  readonly path: string
  readonly form: string | undefined
  readonly label: string
  readonly placeholder: string
  readonly required: boolean
  readonly disabled: boolean
  /** filled in beforehand */
  readonly value: string
  readonly options: readonly { readonly text: string; readonly value: string }[]
  readonly maxLength: number
  /** what it calls back with outside a form */
  readonly callback: CardNode | undefined
}

export interface TableView {
  readonly columns: readonly string[]
  readonly rows: readonly (readonly string[])[]
}

export interface CardView {
  readonly title: string
  readonly subtitle: string
  readonly template: string
  /** title and everything readable below it, also what is folded; buttons as [label] */
  readonly text: string
  readonly buttons: readonly ButtonView[]
  readonly fields: readonly FieldView[]
  readonly tables: readonly TableView[]
  readonly charts: readonly CardNode[]
  readonly streaming: boolean
}

export type NameOf = (id: string) => string

export function viewOf(card: CardNode, nameOf: NameOf): CardView {
  const header = isNode(card['header']) ? card['header'] : {}
  const config = isNode(card['config']) ? card['config'] : {}
  const placed = placedIn(card, 'ignored')
  const words = placed.map((one) => lineOf(one, nameOf)).filter((line) => line !== '')
  return {
    title: contentOf(header['title']),
    subtitle: contentOf(header['subtitle']),
    template: textOf(header['template']) || 'default',
    text: words.join('\n'),
    buttons: placed.filter(({ tag }) => tag === 'button' || tag === 'interactive_container').map(buttonOf),
    fields: placed.filter(({ tag }) => INTERACTIVE.has(tag) && tag !== 'button').map(fieldOf),
    tables: placed.filter(({ tag }) => tag === 'table').map(({ node }) => tableOf(node, nameOf)),
    charts: placed.filter(({ tag }) => tag === 'chart').flatMap(({ node }) => nodesOf([node['chart_spec']])),
    streaming: config['streaming_mode'] === true,
  }
}

function lineOf({ node, tag, parents }: Placed, nameOf: NameOf): string {
  const parent = parents.at(-1)
  if (parent && INTERACTIVE.has(tagOf(parent))) return ''
  switch (tag) {
    case 'plain_text':
      return textOf(node['content'])
    case 'lark_md':
    case 'markdown':
      return wordsOf(textOf(node['content']), nameOf)
    case 'button':
      return `[${contentOf(node['text'])}]`
    case 'table': {
      const { columns, rows } = tableOf(node, nameOf)
      return [columns, ...rows].map((cells) => cells.join(' | ')).join('\n')
    }
    case 'chart':
      return chartTitle(node)
    case 'input':
    case 'checker':
      return contentOf(node['label'] ?? node['text'])
    default:
      return ''
  }
}

const chartTitle = (node: CardNode): string => {
  const spec = isNode(node['chart_spec']) ? node['chart_spec'] : {}
  return isNode(spec['title']) ? textOf(spec['title']['text']) : ''
}

export function tableOf(table: CardNode, nameOf: NameOf): TableView {
  // columns beyond the fiftieth are not displayed
  const columns = nodesOf(table['columns']).slice(0, 50)
  const cell = (row: CardNode, column: CardNode): string => {
    const value = row[textOf(column['name'])]
    if (value === undefined || value === null) return ''
    if (typeof value === 'number') return numberCell(value, column)
    if (typeof value === 'string')
      return column['data_type'] === 'text' || column['data_type'] === undefined ? value : wordsOf(value, nameOf)
    return Array.isArray(value)
      ? value.map((item) => (isNode(item) ? textOf(item['text']) : nameOf(String(item)))).join('、')
      : ''
  }
  return {
    columns: columns.map((column) => textOf(column['display_name'])),
    rows: nodesOf(table['rows']).map((row) => columns.map((column) => cell(row, column))),
  }
}

function numberCell(value: number, column: CardNode): string {
  if (column['data_type'] === 'date') return new Date(value).toISOString().slice(0, 10)
  const format = isNode(column['format']) ? column['format'] : {}
  const digits = typeof format['precision'] === 'number' ? value.toFixed(format['precision']) : String(value)
  return `${textOf(format['symbol'])}${digits}`
}

const behaviorOf = (node: CardNode, type: string): CardNode | undefined =>
  nodesOf(node['behaviors']).find((behavior) => behavior['type'] === type)

function callbackOf(node: CardNode): CardNode | undefined {
  const value = behaviorOf(node, 'callback')?.['value'] ?? node['value']
  return isNode(value) ? value : undefined
}

function buttonOf(one: Placed): ButtonView {
  const { node, path } = one
  const confirm = isNode(node['confirm']) ? node['confirm'] : undefined
  const form = formOf(one)
  return {
    label: contentOf(node['text']),
    name: textOf(node['name']),
    path,
    disabled: node['disabled'] === true,
    primary: textOf(node['type']).startsWith('primary'),
    form: form && textOf(form['name']),
    submits: node['form_action_type'] === 'submit',
    url: textOf(behaviorOf(node, 'open_url')?.['default_url']) || undefined,
    confirm: confirm && `${contentOf(confirm['title'])} ${contentOf(confirm['text'])}`.trim(),
    value: callbackOf(node),
  }
}

function fieldOf(one: Placed): FieldView {
  const { node, tag, path } = one
  const form = formOf(one)
  const options = nodesOf(node['options']).map((option) => ({
    text: contentOf(option['text']),
    value: textOf(option['value']),
  }))
  const index = node['initial_index']
  const initial = ['default_value', 'initial_option', 'initial_date', 'initial_time', 'initial_datetime']
    .map((key) => textOf(node[key]))
    .find((value) => value !== '')
  return {
    tag,
    name: textOf(node['name']),
    path,
    form: form && textOf(form['name']),
    label: contentOf(node['label'] ?? node['text']),
    placeholder: contentOf(node['placeholder']),
    required: node['required'] === true,
    disabled: node['disabled'] === true,
    // initial_index counts from 1
    value: initial ?? (typeof index === 'number' ? (options[index - 1]?.value ?? '') : ''),
    options,
    maxLength: typeof node['max_length'] === 'number' ? node['max_length'] : 1000,
    callback: callbackOf(node),
  }
}
