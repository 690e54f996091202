/**
 * Cards: what the assistant shows, as plain values that each channel draws in its own way.
 *
 * Kept within what the strictest channel can draw (Feishu card JSON 2.0: 200 elements, depth 5, 30 KB,
 * five tables, five charts, tables and forms at the root only, unique names in a form), so that nothing
 * has to be dropped on the way: tables, charts and forms are blocks of the card itself, never nested.
 */

/** How a card or a value is coloured: neutral, good, to be looked at, bad, or informing. */
export type Tone = 'plain' | 'good' | 'warn' | 'bad' | 'info'

/**
 * What the assistant shows, as a plain value that each channel draws in its own way. It stays within the strictest
 * channel (Feishu card JSON 2.0: 200 elements, depth 5, 30 KB, five tables, five charts): tables, charts and forms
 * stand at its root, never nested.
 */
export interface Card {
  /** plain text; also the summary where only one line can be shown */
  readonly title: string
  readonly subtitle?: string
  readonly tone?: Tone
  readonly blocks: readonly Block[]
}

/** A part of a card, in reading order. */
export type Block =
  | { readonly kind: 'text'; readonly text: string; readonly strong?: boolean }
  /** verbatim words of a document, with the label under which they stand */
  | { readonly kind: 'quote'; readonly text: string; readonly source: string; readonly link?: SourceLink }
  /** name and value pairs, side by side where there is room */
  | { readonly kind: 'fields'; readonly fields: readonly Field[] }
  | {
      readonly kind: 'table'
      readonly columns: readonly Column[]
      readonly rows: readonly Row[]
      readonly caption?: string
    }
  | { readonly kind: 'chart'; readonly chart: Chart }
  | { readonly kind: 'form'; readonly form: Form }
  | { readonly kind: 'buttons'; readonly buttons: readonly Button[] }
  /** shown small: as-of dates, 演示数据, what a rule rests on */
  | { readonly kind: 'note'; readonly text: string }
  /** folded away until asked for */
  | {
      readonly kind: 'fold'
      readonly title: string
      readonly blocks: readonly Extract<Block, { kind: 'text' | 'quote' | 'fields' | 'note' }>[]
    }
  | { readonly kind: 'divider' }

/** Where a quotation stands, for a channel that can open documents; none does yet. */
export interface SourceLink {
  /** its title; under an answer on figures the number of the plan's paper */
  readonly document: string
  /** label of the provision: 二（三）2 */
  readonly section: string
}

/** A name with its value, drawn as a pair. */
export interface Field {
  readonly name: string
  readonly value: string
  readonly tone?: Tone
}

/** A column of a table; `key` is the key of its cells in the rows. */
export interface Column {
  readonly key: string
  readonly name: string
  readonly align?: 'left' | 'right'
}

/** Cells of a table's row by the columns' keys; an absent cell is empty. */
export type Row = Readonly<Record<string, string>>

/** A bar or line chart; each series has its own points, x being a label and y a figure in `unit`. */
export interface Chart {
  readonly type: 'bar' | 'line'
  readonly title: string
  readonly unit: string
  readonly series: readonly {
    readonly name: string
    readonly points: readonly { readonly x: string; readonly y: number }[]
  }[]
}

/** A press comes back as an incoming action with this command and these values. */
export interface Button {
  readonly label: string
  readonly command: string
  readonly values?: Readonly<Record<string, string>>
  readonly style?: 'primary' | 'danger' | 'plain'
  /** asked before the press is sent */
  readonly confirm?: string
}

/** A form comes back as an incoming action; its inputs' values are joined to `values`. */
export interface Form {
  /** unique in the card */
  readonly name: string
  readonly command: string
  readonly values?: Readonly<Record<string, string>>
  readonly inputs: readonly Input[]
  readonly submit: string
  /** how the button looks that submits it; primary without one */
  readonly style?: 'primary' | 'danger'
}

/** A field of a form. Its value comes back as a string under `name`. */
export type Input =
  | {
      readonly kind: 'text'
      readonly name: string
      readonly label: string
      readonly value?: string
      readonly hint?: string
      readonly required?: boolean
    }
  | {
      readonly kind: 'select'
      readonly name: string
      readonly label: string
      readonly value?: string
      readonly options: readonly { readonly value: string; readonly label: string }[]
      readonly required?: boolean
    }
  | {
      readonly kind: 'date'
      readonly name: string
      readonly label: string
      readonly value?: string
      readonly required?: boolean
    }

/** A card of a title and a line of text for each argument, neutral in tone. */
export const say = (title: string, ...lines: string[]): Card => ({
  title,
  blocks: lines.map((text) => ({ kind: 'text', text })),
})

/** A part of a card: a block, several, or nothing where it does not apply (`reason && note(reason)`). */
type Part = Block | readonly Block[] | false | '' | undefined

/** The blocks of a card from its parts, in order; what does not apply is left out. */
export const partsOf = (...parts: readonly Part[]): Block[] => parts.flatMap((part) => part || [])

type Title = string | readonly [title: string, subtitle: string | undefined]

/**
 * A card from its parts, what does not apply left out; the one way in which a slice makes one.
 * @param title with the line below it, where it has one
 */
export function card(tone: Tone, title: Title, parts: readonly Part[]): Card {
  const [head, subtitle] = typeof title === 'string' ? [title] : title
  return { title: head, ...(subtitle !== undefined && { subtitle }), tone, blocks: partsOf(...parts) }
}

/** The card with parts above its own. */
export const above = (to: Card, ...parts: readonly Part[]): Card => ({ ...to, blocks: partsOf(...parts, to.blocks) })

/** The card with parts below its own. */
export const below = (to: Card, ...parts: readonly Part[]): Card => ({ ...to, blocks: partsOf(to.blocks, ...parts) })

/** The card without what it has of these kinds, as an answer that is passed on goes without its buttons. */
export function without(card: Card, ...kinds: readonly Block['kind'][]): Card {
  return { ...card, blocks: card.blocks.filter(({ kind }) => !kinds.includes(kind)) }
}

/** A card of text only, in a tone. */
export const told = (tone: Tone, title: string, ...lines: string[]): Card => ({ ...say(title, ...lines), tone })

type Of<Kind extends Block['kind']> = Extract<Block, { kind: Kind }>

/** A line of text; what it holds is shown as it is. */
export const sentence = (text: string): Of<'text'> => ({ kind: 'text', text })

/** What has to be seen first: shown strong. */
export const lead = (text: string): Of<'text'> => ({ kind: 'text', text, strong: true })

/** A line that is shown small: the day that figures are as of, the rule that something rests on. */
export const note = (text: string): Of<'note'> => ({ kind: 'note', text })

/** Name and value pairs, side by side where there is room. */
export const fields = (all: readonly Field[]): Of<'fields'> => ({ kind: 'fields', fields: all })

/** Verbatim words of a document. @param source the label under which they stand @param link to open the document there */
export const quote = (text: string, source: string, link?: SourceLink): Of<'quote'> => ({
  kind: 'quote',
  text,
  source,
  ...(link && { link }),
})

/** Blocks folded away under a title until they are asked for. */
export const fold = (title: string, blocks: Of<'fold'>['blocks']): Of<'fold'> => ({ kind: 'fold', title, blocks })

/** A form as a block; to be put at the root of a card. */
export const form = (form: Form): Of<'form'> => ({ kind: 'form', form })

/** A row of buttons; undefined, which `partsOf` leaves out, where there are none. */
export function buttons(all: readonly [Button, ...Button[]]): Of<'buttons'>
export function buttons(all: readonly Button[]): Of<'buttons'> | undefined
export function buttons(all: readonly Button[]): Of<'buttons'> | undefined {
  return all.length > 0 ? { kind: 'buttons', buttons: all } : undefined
}

/** A table as a block: rows by the keys of its columns, the caption above it. */
export const table = (columns: readonly Column[], rows: readonly Row[], caption?: string): Of<'table'> => ({
  kind: 'table',
  columns,
  rows,
  ...(caption && { caption }),
})

/** A chart as a block; a channel that cannot draw shows its title alone. */
export const chart = (chart: Chart): Of<'chart'> => ({ kind: 'chart', chart })

/** A line that parts what stands above from what follows. */
export const divider = (): Of<'divider'> => ({ kind: 'divider' })

/** A column of a table. @param key of the rows' cells @param align right for figures */
export const column = (key: string, name: string, align?: 'right'): Column => ({ key, name, ...(align && { align }) })

/**
 * A form with one field of text and a button that submits it, as a block.
 * @param name of the field, under which the words come back
 */
export const wordsForm = (of: Omit<Form, 'inputs'>, name: string, label: string): Of<'form'> =>
  form({ ...of, inputs: [{ kind: 'text', name, label, required: true }] })

/** The card as plain text: for channels and clients that cannot draw it, for logs and for tests. */
export function plainText(card: Card): string {
  return [card.title, card.subtitle, ...card.blocks.map(blockText)].filter(Boolean).join('\n')
}

function blockText(block: Block): string {
  switch (block.kind) {
    case 'text':
    case 'note':
      return block.text
    case 'quote':
      return `〔${block.source}〕${block.text}`
    case 'fields':
      return block.fields.map((field) => `${field.name}：${field.value}`).join('\n')
    case 'table': {
      const head = block.columns.map((column) => column.name).join(' | ')
      const rows = block.rows.map((row) => block.columns.map((column) => row[column.key] ?? '').join(' | '))
      return [block.caption, head, ...rows].filter(Boolean).join('\n')
    }
    case 'chart':
      return `[图] ${block.chart.title}`
    case 'form':
      return block.form.inputs.map((input) => `${input.label}：${input.value ?? ''}`).join('\n')
    case 'buttons':
      return block.buttons.map((button) => `[${button.label}]`).join(' ')
    case 'fold':
      return [block.title, ...block.blocks.map(blockText)].join('\n')
    case 'divider':
      return ''
  }
}
