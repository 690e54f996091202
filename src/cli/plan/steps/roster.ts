/** 6: who reports and who coordinates, checked line by line as the import does; nothing is written into a database. */

import type { Office } from '../../../office/load/index.ts'
import { goalOf } from '../../../office/plan.ts'
import type { Roster } from '../../../remind/index.ts'
import * as pc from '../../colour.ts'
import { fileTyped, mended, type Typed } from '../files.ts'
import type { Making } from '../making.ts'
import { rosterIn } from '../people.ts'
import { keepFile } from '../state.ts'
import { Wrong } from '../terminal.ts'
import * as text from '../text.ts'
import { earlier } from './paper.ts'

/** Who reports and who coordinates, from a roster file; may be left for later. */
export async function rosterStep(making: Making): Promise<void> {
  const { terminal, flags, folder, state } = making
  const office = await making.officeWith(await making.split())
  const file = await terminal.ask({
    text: text.rosterAsked,
    proposal: flags.roster ?? earlier(folder, state.roster) ?? text.NONE,
    read: async (typed): Promise<Typed | undefined> => {
      if (typed === text.NONE) return undefined
      const given = fileTyped(typed)
      await mended(() => rosterIn(given.bytes, office))
      return given
    },
  })
  const { roster: _, ...rest } = making.state
  if (!file) {
    making.state = rest
    await making.keep({})
    terminal.say(pc.yellow(`  ⚠ ${text.noRoster}`))
    return
  }
  const given = await keepFile(folder, 'roster', file)
  await making.keep({ roster: given })
  const { roster, people } = await rosterIn(file.bytes, office)
  terminal.say(`  ${text.rosterRead(people)}`)
  const uncovered = uncoveredIn(office, roster)
  if (uncovered.length > 0) terminal.say(pc.yellow(`  ⚠ ${text.uncovered(uncovered)}`))
}

/** Counties with a share of some goal and nobody who reports it. */
function uncoveredIn({ plan, regions }: Office, { seats }: Roster): string[] {
  return regions.counties(plan.issued).flatMap(({ key, name }) => {
    const owes = plan.indicators.some(({ id }) => goalOf(plan, key, id) !== undefined)
    return owes && !seats.some(({ role, region }) => role === 'contact' && region === key) ? [name] : []
  })
}

/** The roster that was given, as it would be imported. @throws Wrong before one is given */
export async function keptRoster(making: Making, office: Office): Promise<Roster | undefined> {
  const { roster } = making.state
  if (!roster) return undefined
  const read = await rosterIn(making.bytesOf(roster), office)
  if (read.people === 0) throw new Wrong(text.noRoster)
  return read.roster
}
