/** YAML files, checked against a schema; faults know their line. */
import { type Document, isNode, LineCounter, parse, parseDocument } from 'yaml'
import type { z } from 'zod'
import { type Fault, textIn } from './fault.ts'
import type { Files } from './files.ts'
import { isPrepared, preparedIn } from './prepared.ts'
import { expectedOf } from './wording.ts'

/** What was read, and how to complain about a place in it. */
export interface Sheet<T> {
  readonly value: T
  /** a fault at a path of the file: `['zombie-firms', 'section']`, or with numbers for list items */
  readonly fault: (path: readonly PropertyKey[], expected: string, found: unknown) => void
}

/**
 * One file of data/, checked against its schema. @param file relative to data/
 * @returns undefined when there were faults, which are added to `faults` with their lines
 */
export function readYaml<T>(files: Files, file: string, schema: z.ZodType<T>, faults: Fault[]): Sheet<T> | undefined {
  const text = textIn(files, file, faults)
  if (text === undefined) return undefined
  const source = isPrepared(text) ? { value: preparedIn(text), lineOf: () => undefined } : sourceIn(text, file, faults)
  if (!source) return undefined
  const { value, lineOf } = source
  const fault: Sheet<T>['fault'] = (path, expected, found) => {
    const line = lineOf(path)
    faults.push({ file, ...(line && { line }), ...(path.length > 0 && { key: keyOf(value, path) }), expected, found })
  }
  // Checks compiled for one use take longer than the use: a quarter of what reading the words takes.
  const checked = schema.safeParse(value, { jitless: true })
  if (checked.success) return { value: checked.data, fault }
  for (const { path, expected } of checked.error.issues.flatMap(expectedOf)) fault(path, expected, at(value, path))
  return undefined
}

/** The value of a YAML text, unchecked. @throws YAMLParseError */
export const yamlIn = (text: string): unknown => (isPrepared(text) ? preparedIn(text) : parse(text))

interface Source {
  readonly value: unknown
  readonly lineOf: (path: readonly PropertyKey[]) => number | undefined
}

function sourceIn(text: string, file: string, faults: Fault[]): Source | undefined {
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, stringKeys: true })
  for (const error of document.errors) {
    faults.push({ file, line: lines.linePos(error.pos[0]).line, expected: 'YAML 格式', found: error.message })
  }
  if (document.errors.length > 0) return undefined
  return { value: document.toJS(), lineOf: (path) => lineOf(document, lines, path) }
}

/** The line of the node at a path, or of the nearest one around it where a key is missing. */
function lineOf(document: Document, lines: LineCounter, path: readonly PropertyKey[]): number | undefined {
  for (let length = path.length; length >= 0; length--) {
    const node = length === 0 ? document.contents : document.getIn(path.slice(0, length), true)
    if (isNode(node) && node.range) return lines.linePos(node.range[0]).line
  }
  return undefined
}

const at = (value: unknown, path: readonly PropertyKey[]): unknown =>
  path.reduce<unknown>((inner, key) => (isRecord(inner) ? inner[String(key)] : undefined), value)

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null

/** List items are named by their id where they have one: `zombie-firms.target.op`. */
function keyOf(value: unknown, path: readonly PropertyKey[]): string {
  return path
    .map((key, i) => {
      const item = typeof key === 'number' ? at(value, path.slice(0, i + 1)) : undefined
      if (!isRecord(item)) return String(key)
      return typeof item['id'] === 'string' ? item['id'] : String(key)
    })
    .join('.')
}
