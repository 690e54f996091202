/** Checks `data/` and writes it with the prompts as one file, which the Worker's bundle holds: a new year is a new folder there too. */
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { readData } from './data.node.ts'
import { inProject } from './installation/folders.ts'
import { DataError, loadOffice, prepareData } from './office/load/index.ts'
import { removeLeftovers, writeWhole } from './runtime/whole.node.ts'

const VAR = inProject('var')

const isPrompt = (path: string): boolean => /^prompts\/[a-z-]+\.md$/.test(path)

// What is for show only stays out of production, and so do lessons: what they taught is enough.
const ABSENT = /^(?:demo\/|intents\/.*\.yaml$)/
const files = new Map(
  [...readData()].filter(([path]) => !ABSENT.test(path) && (/\.(yaml|csv|txt)$/.test(path) || isPrompt(path))),
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
await writeWhole(join(VAR, 'data.json'), JSON.stringify(Object.fromEntries(prepareData(files))))
