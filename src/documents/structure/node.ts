/** Provisions while a paper is being read, each in the one that holds it. */
import type { Provision, Sentence, Span } from './document.ts'
import type { Kind } from './marker.ts'

/** A provision while it is being read. */
export interface Node {
  readonly kind: Kind | 'root' | 'plain' | 'table'
  readonly label: string
  readonly marker?: string
  readonly parent?: Node
  heading: string
  headingSpan?: Span
  from: number
  to: number
  readonly sentences: Sentence[]
  /** last ordinal of each kind of child */
  readonly last: Map<Kind, number>
  /** kinds of children that carry no headings */
  readonly bare: Set<Kind>
  tables: number
}

/** A new provision without sentences and children; its place in the text is set by whoever opens it. */
export function node(kind: Node['kind'], label: string, parent?: Node, marker?: string): Node {
  return {
    kind,
    label,
    heading: '',
    from: Number.POSITIVE_INFINITY,
    to: 0,
    sentences: [],
    last: new Map(),
    bare: new Set(),
    tables: 0,
    ...(parent ? { parent } : {}),
    ...(marker ? { marker } : {}),
  }
}

/** The provision as it stands in the finished document, made of the node that gathered it. */
export function provision(one: Node): Provision {
  const parent = one.parent && one.parent.kind !== 'root' ? one.parent.label : undefined
  return {
    label: one.label,
    heading: one.heading,
    span: { from: one.from, to: one.to },
    sentences: one.sentences,
    ...(parent === undefined ? {} : { parent }),
    ...(one.marker === undefined ? {} : { marker: one.marker }),
    ...(one.headingSpan === undefined ? {} : { headingSpan: one.headingSpan }),
  }
}

/** The nearest node of a kind, from a node outwards, that node included; undefined where none is of the kind. */
export function ancestor(from: Node, kind: Kind): Node | undefined {
  let at: Node | undefined = from
  while (at && at.kind !== kind) at = at.parent
  return at
}
