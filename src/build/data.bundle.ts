/** Checks `data/` and writes it with the prompts as one file, which the Worker's bundle holds: a new year is a new folder there too; beside it the character maps of Chinese fonts. */
import { mkdirSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { dataOf } from '../composition/data.node.ts'
import { inProject } from '../installation/folders.ts'
import { DataError, loadOffice, prepareData } from '../office/load/index.ts'
import { removeLeftovers, writeAtomically } from '../runtime/atomic-write.node.ts'

const VAR = inProject('var')

const isPrompt = (path: string): boolean => /^prompts\/[a-z-]+\.md$/.test(path)

// What is for show only stays out of production.
const files = new Map(
  [...dataOf()].filter(([path]) => !path.startsWith('demo/') && (/\.(yaml|csv|txt)$/.test(path) || isPrompt(path))),
)
try {
  loadOffice(files)
} catch (error) {
  if (!(error instanceof DataError)) throw error
  console.error(error.message)
  process.exit(1)
}
mkdirSync(VAR, { recursive: true })
await removeLeftovers(VAR)
await writeAtomically(join(VAR, 'data.json'), JSON.stringify(Object.fromEntries(prepareData(files))))

// What PDFs of Chinese systems name when their fonts lie on the reader's machine: 230 KB of the package's 1.7 MB.
const MAPS = /^(?:Adobe-GB1-UCS2|GB-EUC-[HV]|GBpc-EUC-[HV]|GBKp?-EUC-[HV]|GBK2K-[HV]|UniGB-(?:UCS2|UTF16)-[HV])\.bcmap$/
const FOLDER = inProject('node_modules/pdfjs-dist/cmaps')
const maps = readdirSync(FOLDER)
  .filter((name) => MAPS.test(name))
  .map((name) => [name.replace('.bcmap', ''), readFileSync(join(FOLDER, name), 'base64')])
await writeAtomically(join(VAR, 'cmaps.json'), JSON.stringify(Object.fromEntries(maps)))
