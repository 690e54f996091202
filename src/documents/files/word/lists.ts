/** A .docx's lists: `word/numbering.xml`. */

import { attribute, isOn, tokensOf } from '../xml.ts'
import type { List, ListLevel, Lists } from './numbering.ts'

/**
 * The list definitions of a .docx: levels, links and overridden starts.
 *
 * @param xml its `word/numbering.xml`; '' where it has none, and nothing is numbered then
 */
export function listsOf(xml: string): Lists {
  const lists: Lists = { abstract: new Map(), linked: new Map(), lists: new Map() }
  let abstract = ''
  let list: List | undefined
  let level: ListLevel | undefined
  let override = -1
  for (const token of tokensOf(xml)) {
    if (token.kind === 'close' && token.name === 'w:num') list = undefined
    if (token.kind !== 'open') continue
    const value = (name = 'w:val'): string => attribute(token.attributes, name) ?? ''
    if (token.name === 'w:abstractNum') {
      abstract = value('w:abstractNumId')
      lists.abstract.set(abstract, new Map())
    } else if (token.name === 'w:numStyleLink') lists.linked.set(abstract, value())
    else if (token.name === 'w:num') {
      list = { abstract: '', levels: new Map(), starts: new Map() }
      lists.lists.set(value('w:numId'), list)
    } else if (token.name === 'w:abstractNumId' && list) list.abstract = value()
    else if (token.name === 'w:lvlOverride') override = Number(value('w:ilvl'))
    else if (token.name === 'w:startOverride') list?.starts.set(override, Number(value()))
    else if (token.name === 'w:lvl') {
      level = { start: 0, format: 'decimal', text: '', suffix: 'tab', legal: false }
      const levels = list ? list.levels : lists.abstract.get(abstract)
      levels?.set(Number(value('w:ilvl')), level)
    } else if (level) describe(level, token.name, value(), token.attributes)
  }
  return lists
}

function describe(level: ListLevel, name: string, value: string, attributes: string): void {
  if (name === 'w:start') level.start = Number(value)
  else if (name === 'w:numFmt') level.format = value
  else if (name === 'w:lvlText') level.text = value
  else if (name === 'w:suff') level.suffix = value
  else if (name === 'w:isLgl') level.legal = isOn(attributes)
  else if (name === 'w:lvlRestart') level.restart = Number(value)
  else if (name === 'w:pStyle') level.style = value
}
