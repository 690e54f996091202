/** What a .docx says once for all paragraphs or runs of a style. */
import { attribute, isOn, tokensOf } from '../xml.ts'
import type { Box } from '../zip.ts'

interface Style {
  basedOn?: string
  list?: string
  level?: number
  struck?: boolean
  hidden?: boolean
}

type Kept = Exclude<keyof Style, 'basedOn'>

/** The paragraph and character styles of a .docx, each property also from the style that it is based on. */
export class Styles {
  readonly #styles = new Map<string, Style>()

  constructor(zip: Box) {
    let style: Style = {}
    for (const token of tokensOf(zip.text('word/styles.xml'))) {
      if (token.kind === 'text') continue
      const { name, attributes } = token
      if (token.kind === 'close') {
        // Document defaults and latent styles are none of the styles.
        if (name === 'w:style') style = {}
        continue
      }
      const value = attribute(attributes, 'w:val') ?? ''
      if (name === 'w:style') {
        style = {}
        this.#styles.set(attribute(attributes, 'w:styleId') ?? '', style)
      } else if (name === 'w:basedOn') style.basedOn = value
      else if (name === 'w:numId') style.list = value
      else if (name === 'w:ilvl') style.level = Number(value)
      else if (name === 'w:strike' || name === 'w:dstrike') style.struck = isOn(attributes)
      else if (name === 'w:vanish') style.hidden = isOn(attributes)
    }
  }

  get<K extends Kept>(id: string | undefined, key: K): Style[K] | undefined {
    return inherited(this.#styles, id, key)
  }
}

/**
 * A property of a style, else of the nearest style that it is based on; undefined where none of them says it, or the
 * id is unknown.
 */
export function inherited<S extends { readonly basedOn?: string }, K extends keyof S>(
  styles: ReadonlyMap<string, S>,
  id: string | undefined,
  key: K,
): S[K] | undefined {
  let name = id
  for (let step = 0; name !== undefined && step < 10; step++) {
    const style = styles.get(name)
    if (style?.[key] !== undefined) return style[key]
    name = style?.basedOn
  }
  return undefined
}
