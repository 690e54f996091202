/** Every regular expression that a file holds, and every place where it makes one of a string. */
import { parseSync, Visitor } from 'oxc-parser'

export interface Pattern {
  readonly source: string
  readonly flags: string
  /** `ask/focus.ts:12` */
  readonly where: string
}

export interface Collected {
  readonly literals: readonly Pattern[]
  /** `ask/who.ts:89`, where `new RegExp` stands */
  readonly makings: readonly string[]
}

/** @param path as reported, `ask/focus.ts` */
export function patternsIn(path: string, text: string): Collected {
  const { program, errors } = parseSync(path, text)
  if (errors.length) throw new Error(`${path}: ${errors[0]?.message}`)
  const literals: Pattern[] = []
  const makings: string[] = []
  const lines = lineStarts(text)
  const where = (offset: number): string => `${path}:${lineOf(offset, lines)}`
  const making = (callee: { readonly type: string }, start: number): void => {
    if (callee.type === 'Identifier' && 'name' in callee && callee.name === 'RegExp') makings.push(where(start))
  }
  new Visitor({
    Literal(node) {
      if ('regex' in node)
        literals.push({ source: node.regex.pattern, flags: node.regex.flags, where: where(node.start) })
    },
    NewExpression: ({ callee, start }) => making(callee, start),
    CallExpression: ({ callee, start }) => making(callee, start),
  }).visit(program)
  return { literals, makings }
}

const lineStarts = (text: string): number[] => [0, ...[...text.matchAll(/\n/g)].map((found) => found.index + 1)]

const lineOf = (offset: number, starts: readonly number[]): number => starts.filter((start) => start <= offset).length
