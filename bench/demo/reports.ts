/**
 * data/demo/reports.csv with the demo's year behind its start made anew. Each line is said to the assistant as it is
 * made: a contact answers where a check asks for a reason.
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { readData } from '../../src/composition/data.node.ts'
import { inProject } from '../../src/installation/folders.ts'
import { isoInstant } from '../../src/office/day.ts'
import { loadDemo, loadOffice } from '../../src/office/load/index.ts'
import { rehearsal } from './rehearsal.ts'
import { theRest } from './year.ts'

export const PATH = join(inProject('data'), 'demo/reports.csv')
/** The last line that was written by hand. */
const LAST = '2017-07-07T15:49:00+08:00,'
const YEAR = 2017

/** @returns the file as it stands and as it is made; `undone`: lines that came to no figure on record nor to its review */
export async function reportsAnew(): Promise<{ before: string; after: string; undone: readonly string[] }> {
  const before = readFileSync(PATH, 'utf8')
  const byHand = before.slice(0, before.indexOf('\n', before.indexOf(LAST)) + 1)
  if (!byHand.includes(LAST)) throw new Error(`no line of ${LAST} in ${PATH}`)
  const files = new Map([...readData(), ['demo/reports.csv', byHand]])
  const office = loadOffice(files, YEAR)
  const { said, undone } = await rehearsal(files, office, theRest(office, loadDemo(files, office.regions)))
  const lines = said.map(({ at, region, text }) => `${isoInstant(at)},${region},${quoted(text)}\n`)
  return { before, after: byHand + lines.join(''), undone }
}

const quoted = (text: string): string => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)
