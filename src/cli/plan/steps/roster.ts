/** 6: who reports and who coordinates, checked line by line as the import does; nothing is written into a database. */
import type { Office } from '../../../office/load/index.ts'
import { goalOf } from '../../../office/plan.ts'
import type { Roster } from '../../../remind/index.ts'
import { type FileAsk, type Look, mended, plain, tried, warn } from '../ask.ts'
import type { Making } from '../making.ts'
import { rosterIn } from '../people.ts'
import * as text from '../text.ts'

/** Who reports and who coordinates, from a roster file; may be left for later. */
export async function rosterLook(making: Making): Promise<Look> {
  const office = await making.officeWith(await making.split())
  const { roster: before } = making.state
  const asked: FileAsk = {
    kind: 'file',
    name: 'roster',
    text: text.rosterAsked(office.regions.levels),
    others: [{ value: text.NONE, label: text.rosterLater }],
    proposal: before ?? text.NONE,
    async take(given) {
      if (typeof given === 'string') return making.drop('roster')
      await mended(() => rosterIn(given.bytes, office))
      await making.keep({ roster: await making.keepFile('roster', given) })
    },
  }
  if (!before) return { shown: [], asks: [asked] }
  const read = await tried(() => rosterIn(making.bytesOf(before), office))
  // The places may be others than when it was given.
  if ('wrong' in read) return { shown: [], asks: [asked], wrong: read.wrong }
  const uncovered = uncoveredIn(office, read.found.roster)
  return {
    shown: [
      plain(text.rosterRead(read.found.people)),
      ...(uncovered.length > 0 ? [warn(text.uncovered(uncovered, office.regions.levels))] : []),
    ],
    asks: [asked],
  }
}

/** Counties with a share of some goal and nobody who reports it. */
function uncoveredIn({ plan, regions }: Office, { seats }: Roster): string[] {
  return regions.counties(plan.issued).flatMap(({ key, name }) => {
    const owes = plan.indicators.some(({ id }) => goalOf(plan, key, id) !== undefined)
    return owes && !seats.some(({ role, region }) => role === 'contact' && region === key) ? [name] : []
  })
}
