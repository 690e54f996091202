/** The structure of a card against the listed shapes: every tag known, every property listed and of its kind. */
import { CardRefusal } from '../refusal.ts'
import { type CardNode, isNode, tagOf } from './node.ts'
import { GONE, ICON_TAGS, SHAPES, TEXT_TAGS } from './shapes.ts'

/** A node with a tag, where it stands, and what it stands in (outermost first; the card itself left out). */
export interface Placed {
  readonly node: CardNode
  readonly tag: string
  readonly path: string
  readonly parents: readonly CardNode[]
}

const bad = (reason: string): CardRefusal => new CardRefusal(200621, `parse card json err, ${reason}`)

/**
 * Every tagged node of a card, in the order in which they are drawn.
 *
 * @param unlisted what happens to properties that the documents do not list
 * @throws CardRefusal 200621 for what cannot be read, 200861 for tags of JSON 1.0
 */
export function placedIn(card: CardNode, unlisted: 'refused' | 'ignored'): Placed[] {
  const found: Placed[] = []

  const shape = (node: CardNode, name: string, path: string, parents: readonly CardNode[]): void => {
    const properties = SHAPES.get(name)
    if (!properties) throw bad(`unsupported tag ${name}, path: ${path}`)
    for (const key of Object.keys(node)) {
      if (key === 'tag' && !name.startsWith('@')) continue
      if (!properties.has(key) && unlisted === 'refused') throw bad(`unknown property, property: ${key}, path: ${path}`)
    }
    for (const [key, { kind, required }] of properties) {
      const value = node[key]
      if (value === undefined || value === null) {
        if (required) throw bad(`property ${key} is required, path: ${path}`)
        continue
      }
      check(value, kind, key, `${path} -> ${key}`, parents)
    }
  }

  const tagged = (value: unknown, path: string, parents: readonly CardNode[], allowed?: ReadonlySet<string>): void => {
    if (!isNode(value)) throw bad(`expected an object, path: ${path}`)
    const tag = tagOf(value)
    if (GONE.has(tag)) {
      throw new CardRefusal(200861, `unsupported tag ${tag}; cards of schema V2 no longer support this capability`)
    }
    const here = `${path}(tag: ${tag})`
    if (tag === '' || tag.startsWith('@') || (allowed && !allowed.has(tag)))
      throw bad(`unsupported tag ${tag}, path: ${here}`)
    found.push({ node: value, tag, path: here, parents })
    shape(value, tag, here, [...parents, value])
  }

  const list = (value: unknown, path: string, each: (item: unknown, path: string) => void): void => {
    if (!Array.isArray(value)) throw bad(`expected an array, path: ${path}`)
    for (const [index, item] of value.entries()) each(item, `${path} -> [${index}]`)
  }

  const untagged = (value: unknown, name: string, path: string, parents: readonly CardNode[]): void => {
    if (!isNode(value)) throw bad(`expected an object, path: ${path}`)
    shape(value, name, path, parents)
  }

  const check = (value: unknown, kind: string, key: string, path: string, parents: readonly CardNode[]): void => {
    switch (kind) {
      case 'any':
        return
      case 'object':
        if (!isNode(value)) throw bad(`expected object for ${key}, path: ${path}`)
        return
      case 'integer':
        if (!Number.isInteger(value)) throw bad(`expected integer for ${key}, path: ${path}`)
        return
      case 'string':
      case 'boolean':
        if (typeof value !== kind) throw bad(`expected ${kind} for ${key}, path: ${path}`)
        return
      case 'text':
        tagged(value, path, parents, TEXT_TAGS)
        break
      case 'plain':
        tagged(value, path, parents, new Set(['plain_text']))
        break
      case 'icon':
        tagged(value, path, parents, ICON_TAGS)
        break
      case 'elements':
        list(value, path, (item, at) => tagged(item, at, parents))
        break
      case 'columns':
        list(value, path, (item, at) => tagged(item, at, parents, new Set(['column'])))
        break
      case 'tags':
        list(value, path, (item, at) => tagged(item, at, parents, new Set(['text_tag'])))
        break
      case 'options':
        list(value, path, (item, at) => untagged(item, '@option', at, parents))
        break
      case 'behaviors':
        list(value, path, (item) => behavior(item, path))
        break
      case 'confirm':
        untagged(value, '@confirm', path, parents)
        break
      default:
        untagged(value, kind, path, parents)
        break
    }
  }

  untagged(card, '@card', 'ROOT', [])
  return found
}

function behavior(value: unknown, path: string): void {
  if (!isNode(value)) throw bad(`expected an object, path: ${path}`)
  if (value['type'] === 'callback') {
    if (!isNode(value['value'])) throw bad(`the value of a callback is an object, path: ${path}`)
  } else if (value['type'] === 'open_url') {
    if (typeof value['default_url'] !== 'string' || value['default_url'] === '') {
      throw bad(`open_url needs default_url, path: ${path}`)
    }
  } else if (value['type'] !== 'form_action') {
    throw bad(`unknown behavior ${String(value['type'])}, path: ${path}`)
  }
}
