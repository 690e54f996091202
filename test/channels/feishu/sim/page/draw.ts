/** A card as HTML, close to what the client draws. */
import { type CardNode, contentOf, isNode, nodesOf, tagOf, textOf } from '../card/node.ts'
import { placedIn } from '../card/structure.ts'
import { type NameOf, tableOf } from '../card/view.ts'
import { chartSvg } from './chart.ts'
import { escaped, markdownHtml } from './escape.ts'

export function cardHtml(card: CardNode, nameOf: NameOf): string {
  const paths = new Map(placedIn(card, 'ignored').map(({ node, path }) => [node, path]))
  const header = isNode(card['header']) ? card['header'] : undefined
  const body = isNode(card['body']) ? card['body'] : {}
  const draw = (nodes: unknown): string =>
    nodesOf(nodes)
      .map((node) => element(node))
      .join('')

  const element = (node: CardNode): string => {
    const path = escaped(paths.get(node) ?? '')
    switch (tagOf(node)) {
      case 'markdown':
        return `<div class="md ${textOf(node['text_size'])}">${markdownHtml(textOf(node['content']), nameOf)}</div>`
      case 'div':
        return `<div class="md">${words(node['text'])}</div>`
      case 'hr':
        return '<hr>'
      case 'img':
        return `<img src="/sim/image/${escaped(textOf(node['img_key']))}" alt="${escaped(contentOf(node['alt']))}">`
      case 'table':
        return table(node)
      case 'chart':
        return isNode(node['chart_spec']) ? chartSvg(node['chart_spec']) : ''
      case 'column_set':
        return `<div class="columns">${nodesOf(node['columns'])
          .map((column) => `<div style="flex:${weight(column)}">${draw(column['elements'])}</div>`)
          .join('')}</div>`
      case 'collapsible_panel':
        return `<details${node['expanded'] === true ? ' open' : ''}><summary>${words(isNode(node['header']) ? node['header']['title'] : undefined)}</summary>${draw(node['elements'])}</details>`
      case 'interactive_container':
        return `<div class="pressable" data-press="${path}">${draw(node['elements'])}</div>`
      case 'form':
        return `<form data-form="${escaped(textOf(node['name']))}">${draw(node['elements'])}</form>`
      case 'button':
        return button(node, path)
      case 'person':
        return `<b class="at">@${escaped(nameOf(textOf(node['user_id'])))}</b>`
      default:
        return field(node)
    }
  }

  const words = (node: unknown): string => {
    if (!isNode(node)) return ''
    return tagOf(node) === 'plain_text'
      ? escaped(contentOf(node)).replaceAll('\n', '<br>')
      : markdownHtml(contentOf(node), nameOf)
  }

  const table = (node: CardNode): string => {
    const { columns, rows } = tableOf(node, nameOf)
    const size = typeof node['page_size'] === 'number' ? node['page_size'] : 5
    const cells = (row: readonly string[], tag: string): string =>
      row.map((cell) => `<${tag}>${escaped(cell)}</${tag}>`).join('')
    const more = rows.length > size ? `<div class="note">第 1 页，共 ${Math.ceil(rows.length / size)} 页</div>` : ''
    return `<table><tr>${cells(columns, 'th')}</tr>${rows
      .slice(0, size)
      .map((row) => `<tr>${cells(row, 'td')}</tr>`)
      .join('')}</table>${more}`
  }

  const title = header
    ? `<header class="${escaped(textOf(header['template']) || 'default')}"><b>${words(header['title'])}</b><small>${words(header['subtitle'])}</small></header>`
    : ''
  return `<div class="card">${title}<div class="body">${draw(body['elements'])}</div></div>`
}

const weight = (column: CardNode): number => (typeof column['weight'] === 'number' ? column['weight'] : 1)

function button(node: CardNode, path: string): string {
  const action =
    node['form_action_type'] === 'submit'
      ? 'data-submit'
      : node['form_action_type'] === 'reset'
        ? 'data-reset'
        : 'data-press'
  const confirm = isNode(node['confirm'])
    ? ` data-confirm="${escaped(`${contentOf(node['confirm']['title'])} ${contentOf(node['confirm']['text'])}`)}"`
    : ''
  const disabled = node['disabled'] === true ? ' disabled' : ''
  return `<button type="button" class="${escaped(textOf(node['type']))}" ${action}="${path}"${confirm}${disabled}>${escaped(contentOf(node['text']))}</button>`
}

function field(node: CardNode): string {
  const name = escaped(textOf(node['name']))
  const common = `name="${name}" data-field="${name}"${node['required'] === true ? ' required' : ''}${node['disabled'] === true ? ' disabled' : ''}`
  const hint = escaped(contentOf(node['placeholder']))
  const label = isNode(node['label'])
    ? `<span>${escaped(contentOf(node['label']))}${node['required'] === true ? ' *' : ''}</span>`
    : ''
  switch (tagOf(node)) {
    case 'input': {
      const value = escaped(textOf(node['default_value']))
      const box =
        node['input_type'] === 'multiline_text'
          ? `<textarea ${common} placeholder="${hint}">${value}</textarea>`
          : `<input ${common} placeholder="${hint}" value="${value}">`
      return `<label>${label}${box}</label>`
    }
    case 'select_static': {
      const initial = textOf(node['initial_option'])
      const options = nodesOf(node['options']).map((option, at) => {
        const value = textOf(option['value'])
        const chosen = value === initial || node['initial_index'] === at + 1 ? ' selected' : ''
        return `<option value="${escaped(value)}"${chosen}>${escaped(contentOf(option['text']))}</option>`
      })
      return `<label>${label}<select ${common}><option value="">${hint || '请选择'}</option>${options.join('')}</select></label>`
    }
    case 'date_picker':
      return `<label>${label}<input type="date" ${common} value="${escaped(textOf(node['initial_date']))}"></label>`
    default:
      return `<div class="note">[${escaped(tagOf(node))}]</div>`
  }
}
