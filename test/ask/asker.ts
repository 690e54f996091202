/** An asker as the office has it, over documents of the fixtures. */
import { type Asker, createAsker } from '../../src/ask/index.ts'
import { askersWords } from '../../src/composition/asker.ts'
import { type Document, readDocument } from '../../src/documents/index.ts'
import { loadOffice } from '../../src/office/load/index.ts'
import { loadRegions } from '../../src/office/load/province/regions.ts'
import { files } from '../data.ts'

const fixtures = import.meta.glob<string>('../documents/fixtures/*.txt', {
  query: '?raw',
  import: 'default',
  eager: true,
})

export const lexicon = askersWords(loadOffice(files).lexicon, files)

const REGIONS = 'regions/zhejiang.yaml'
const regions = loadRegions(files, REGIONS, [])

export const fixture = (name: string): string => {
  const text = fixtures[`../documents/fixtures/${name}.txt`]
  if (text === undefined) throw new Error(`no fixture ${name}`)
  return text
}

export const read = (name: string, text = fixture(name)): Document => readDocument(text, { id: name })

export const askerOf = (...documents: readonly Document[]): Asker =>
  createAsker({ documents, lexicon, ...(regions && { regions }) })

/** Earlier messages stand before ⇒. */
export function says(asker: Asker, conversation: string) {
  const turns = conversation.split('⇒').map((turn) => turn.trim())
  return asker.ask({ question: turns.at(-1) ?? '', history: turns.slice(0, -1) })
}
