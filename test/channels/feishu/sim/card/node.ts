/** Cards as they come over the wire: JSON objects of which nothing is known yet. */
export type CardNode = Record<string, unknown>

export const isNode = (value: unknown): value is CardNode =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

export const nodesOf = (value: unknown): CardNode[] => (Array.isArray(value) ? value.filter(isNode) : [])

export const textOf = (value: unknown): string => (typeof value === 'string' ? value : '')

export const tagOf = (node: CardNode): string => textOf(node['tag'])

/** The words of a `{tag, content}` object. */
export const contentOf = (value: unknown): string => (isNode(value) ? textOf(value['content']) : '')

export const parseNode = (json: string): CardNode | undefined => {
  try {
    const value: unknown = JSON.parse(json)
    return isNode(value) ? value : undefined
  } catch {
    return undefined
  }
}
