/** An asker as the office has it, over documents of the fixtures. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import { type Asker, createAsker, readLexicon } from '../../src/ask/index.ts'
import { type Document, readDocument } from '../../src/documents/index.ts'
import { loadRegions } from '../../src/office/load/regions.ts'

const DATA = join(import.meta.dirname, '../../data')
const FIXTURES = join(import.meta.dirname, '../documents/fixtures')

const yaml = (path: string): unknown => parse(readFileSync(join(DATA, path), 'utf8'))

export const lexicon = readLexicon(
  yaml('lexicon.yaml'),
  ...readdirSync(join(DATA, 'lexicon')).map((name) => yaml(`lexicon/${name}`)),
)

const REGIONS = 'regions/zhejiang.yaml'
const regions = loadRegions(new Map([[REGIONS, readFileSync(join(DATA, REGIONS), 'utf8')]]), REGIONS, [])

export const fixture = (name: string): string => readFileSync(join(FIXTURES, `${name}.txt`), 'utf8')

export const read = (name: string, text = fixture(name)): Document => readDocument(text, { id: name })

export const askerOf = (...documents: readonly Document[]): Asker =>
  createAsker({ documents, lexicon, ...(regions && { regions }) })

/** Earlier messages stand before ⇒. */
export function says(asker: Asker, conversation: string) {
  const turns = conversation.split('⇒').map((turn) => turn.trim())
  return asker.ask({ question: turns.at(-1) ?? '', history: turns.slice(0, -1) })
}
