/** Writes `data/` as one file, which the Worker's bundle holds: a new year is a new folder there too. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { readData } from './data.node.ts'

const VAR = join(import.meta.dirname, '../var')

// What is for show only stays out of production.
const files = [...readData()].filter(([path]) => !path.startsWith('demo/') && /\.(yaml|csv|txt)$/.test(path))
mkdirSync(VAR, { recursive: true })
writeFileSync(join(VAR, 'data.json'), JSON.stringify(Object.fromEntries(files)))
