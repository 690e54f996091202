/** The papers in `fixtures/`, read once. */
import { readdirSync, readFileSync } from 'node:fs'
import type { Document, Fact } from '../../src/documents/index.ts'
import { readDocument } from '../../src/documents/index.ts'

const FOLDER = new URL('./fixtures/', import.meta.url)

export const FIXTURES = readdirSync(FOLDER)
  .filter((file) => file.endsWith('.txt'))
  .map((file) => file.replace(/\.txt$/, ''))

export const textOf = (name: string): string => readFileSync(new URL(`${name}.txt`, FOLDER), 'utf8')

export const paper = (name: string): Document => readDocument(textOf(name), { id: name })

export const labels = (document: Document): string[] => document.provisions.map((one) => one.label)

export function provision(document: Document, label: string) {
  const found = document.provisions.find((one) => one.label === label)
  if (!found) throw new Error(`${document.id} has no ${label}; it has ${labels(document).join(' ')}`)
  return found
}

export const facts = <K extends Fact['kind']>(document: Document, kind: K): Extract<Fact, { kind: K }>[] =>
  document.facts.filter((fact): fact is Extract<Fact, { kind: K }> => fact.kind === kind)

/** 三（三） 新增小微企业园区 120家 */
export const targets = (document: Document): string[] =>
  facts(document, 'target').map((one) =>
    `${one.label} ${one.scope ? `${one.scope} ` : ''}${one.object} ${one.number}${one.unit} ${one.qualifiers.join(' ')}`.trim(),
  )
