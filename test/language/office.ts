/** The reader over the shipped office, for tests; `said` reads a message as of a day and a region. */
import type { Found, Utterance } from '../../src/language/found.ts'
import { readerOf } from '../../src/language/read.ts'
import { loadWords } from '../../src/language/words.ts'
import { type Day, parseDay } from '../../src/office/day.ts'
import { loadOffice } from '../../src/office/load/index.ts'
import type { RegionKey } from '../../src/office/region.ts'
import { files } from '../data.ts'

export const office = loadOffice(files, 2017)
export const words = loadWords(files)
const read = readerOf(office, words)

const dayNamed = (text: string): Day => {
  const day = parseDay(text)
  if (!day) throw new Error(`no day: ${text}`)
  return day
}

export const said = (raw: string, now = '2017-07-12', own = '330522', looking?: 'ahead'): Utterance =>
  read(raw, { today: dayNamed(now), own: own as RegionKey, ...(looking && { ahead: true }) })

/** What the best reading found, latent ones left out. */
export const founds = (utterance: Utterance): Found[] =>
  (utterance.readings[0]?.spans ?? []).filter(({ latent }) => !latent).map(({ found }) => found)
