/** Word's formulas (Office Math, ECMA-376 22.1) as one line: (a+b)/(c), x^(2), √(n), ∑_(i=1)^(n). */
import { attribute } from '../xml.ts'

interface Node {
  readonly name: string
  text: string
  /** by the element that holds it: m:num, m:den, m:e */
  readonly parts: Map<string, string[]>
  readonly signs: Map<string, string>
}

/** Elements whose meaning lies in how they stand above one another: no line says it. */
const DRAWN = new Set(['m:m', 'm:eqArr', 'm:groupChr', 'm:borderBox', 'm:phant', 'm:acc', 'm:bar'])

/** A formula of Word (OMML) as one line of text, built of the XML tokens between `m:oMath` and its end. */
export class Formula {
  /** holds something that its line does not tell */
  unsure = false
  readonly #open: Node[] = [node('m:oMath')]

  opened(name: string, attributes: string): void {
    const sign = attribute(attributes, 'm:val')
    if (/^m:(?:chr|begChr|endChr|sepChr)$/.test(name)) this.#open.at(-2)?.signs.set(name, sign ?? '')
    if (DRAWN.has(name)) this.unsure = true
    this.#open.push(node(name))
  }

  said(text: string): void {
    const last = this.#open.at(-1)
    if (last) last.text += text
  }

  closed(): void {
    const done = this.#open.pop()
    const outer = this.#open.at(-1)
    if (!done || !outer) return
    const text = written(done)
    outer.text += text
    outer.parts.set(done.name, [...(outer.parts.get(done.name) ?? []), text])
  }

  get line(): string {
    return this.#open[0]?.text ?? ''
  }
}

const node = (name: string): Node => ({ name, text: '', parts: new Map(), signs: new Map() })

function written({ name, text, parts, signs }: Node): string {
  const part = (of: string): string => parts.get(of)?.join('') ?? ''
  const raised = (of: string, sign: string): string => (part(of) ? sign + bracketed(part(of)) : '')
  switch (name) {
    case 'm:f':
      return `${bracketed(part('m:num'))}/${bracketed(part('m:den'))}`
    case 'm:sSup':
    case 'm:sSub':
    case 'm:sSubSup':
      return part('m:e') + raised('m:sub', '_') + raised('m:sup', '^')
    case 'm:rad':
      return `${part('m:deg')}√(${part('m:e')})`
    case 'm:nary':
      return `${signs.get('m:chr') ?? '∫'}${raised('m:sub', '_')}${raised('m:sup', '^')} ${part('m:e')}`
    case 'm:d':
      return (
        (signs.get('m:begChr') ?? '(') +
        (parts.get('m:e') ?? []).join(signs.get('m:sepChr') ?? '|') +
        (signs.get('m:endChr') ?? ')')
      )
    case 'm:limLow':
      return part('m:e') + raised('m:lim', '_')
    case 'm:limUpp':
      return part('m:e') + raised('m:lim', '^')
    default:
      return text
  }
}

/** One letter, number or word needs no bracket. */
const bracketed = (text: string): string => (/^[\p{L}\p{N}.%]+$/u.test(text) ? text : `(${text})`)
