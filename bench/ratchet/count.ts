/** What the house has too much of, counted in its sources: each number may only fall. */
import { parseSync, Visitor } from 'oxc-parser'
import { patternsIn } from '../patterns/collect.ts'

export interface Source {
  /** below src/: `ask/question/focus.ts` */
  readonly path: string
  readonly text: string
}

export interface Counts {
  /** patterns over people's words outside the reader and the reading of documents */
  readonly wordPatterns: number
  /** alternatives with Chinese characters in these patterns */
  readonly wordAlternatives: number
  /** decimal numbers in ask: thresholds that no measurement names */
  readonly askDecimals: number
  /** pairs of a table and a folder with SQL on it, beyond one folder a table */
  readonly tablesAbroad: number
  /** folders with more than 24 files beside one another */
  readonly flatFolders: number
  /** names of types that two folders or more export, each for a thing of its own */
  readonly sharedTypes: number
}

const HAN = /[\u3400-\u9fff]/
/** Words are read there and nowhere else. */
const READERS = /^(?:language|documents)\//
const MOST_BESIDE = 24

/** @param tables names of all tables of the migrations */
export function countsOf(sources: readonly Source[], tables: readonly string[]): Counts {
  const patterns = sources
    .filter(({ path }) => !READERS.test(path))
    .flatMap(({ path, text }) => patternsIn(path, text).literals)
    .filter(({ source }) => HAN.test(source))
  return {
    wordPatterns: patterns.length,
    wordAlternatives: patterns.flatMap(({ source }) => source.split('|')).filter((one) => HAN.test(one)).length,
    askDecimals: sources.filter(({ path }) => path.startsWith('ask/')).flatMap(decimalsIn).length,
    tablesAbroad: tablesAbroad(sources, tables),
    flatFolders: flatFolders(sources),
    sharedTypes: sharedTypes(sources),
  }
}

function decimalsIn({ path, text }: Source): number[] {
  const found: number[] = []
  new Visitor({
    Literal(node) {
      if (typeof node.value === 'number' && !Number.isInteger(node.value)) found.push(node.value)
    },
  }).visit(parseSync(path, text).program)
  return found
}

/** What is held of a person, table by table, is one list by design, and no guest that others should follow. */
const OF_ALL_TABLES = 'privacy/'

function tablesAbroad(sources: readonly Source[], tables: readonly string[]): number {
  const pairs = new Set(
    sources.flatMap(({ path, text }) => {
      if (path.startsWith(OF_ALL_TABLES)) return []
      const folder = path.includes('/') ? path.split('/')[0] : 'roots'
      return tablesIn(text, tables).map((table) => `${table} ${folder}`)
    }),
  )
  return pairs.size - new Set([...pairs].map((pair) => pair.split(' ')[0])).size
}

/** Without comments, and a text that is joined of literals as one. */
const joined = (code: string): string =>
  code.replace(/\/\*[\s\S]*?\*\/|(?<!:)\/\/.*$/gm, '').replace(/(["'`])\s*\+\s*(["'`])/g, '')

/** Tables on which a source has SQL: in capitals or not, also after a comma, quoted, with its schema, on the next line, or in the next literal. */
export function tablesIn(code: string, tables: readonly string[]): string[] {
  const text = joined(code)
  return tables.filter((table) =>
    new RegExp(
      `\\b(?:FROM|INTO|UPDATE(?:\\s+OR\\s+\\w+)?|JOIN)\\s+(?:\\w+(?:\\s+\\w+)?\\s*,\\s*)*(?:"?main"?\\.)?"?${table}\\b`,
      'i',
    ).test(text),
  )
}

/**
 * Whether a source has SQL on a table that stands there as a value, so that whose it is cannot be seen: put in, added, or
 * in a list of parts of which one ends before it.
 */
export const hasSqlOnValue = (code: string): boolean =>
  /(?<!-)\b(?:FROM|INTO|UPDATE|JOIN)\s+(?:\$\{|["'`]\s*\+)/i.test(joined(code)) ||
  /\b(?:FROM|INTO|UPDATE|JOIN)\s*["'`]/.test(joined(code))

function sharedTypes(sources: readonly Source[]): number {
  const homes = new Map<string, Set<string>>()
  for (const { path, text } of sources)
    for (const [, name = ''] of text.matchAll(/^export (?:abstract )?(?:interface|type|class) (\w+)/gm))
      homes.set(name, (homes.get(name) ?? new Set()).add(path.split('/')[0] ?? ''))
  return [...homes.values()].filter(({ size }) => size > 1).length
}

function flatFolders(sources: readonly Source[]): number {
  const beside = new Map<string, number>()
  for (const { path } of sources) {
    const folder = path.slice(0, Math.max(0, path.lastIndexOf('/')))
    beside.set(folder, (beside.get(folder) ?? 0) + 1)
  }
  return [...beside.values()].filter((count) => count > MOST_BESIDE).length
}
