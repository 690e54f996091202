/**
 * A small office that nobody reports to, played from autumn into winter, once in each of some time zones of the host:
 * prints the zone, then each reminder that goes out, a line each, with its instant.
 */
import { createAssistant } from '../../src/assistant/index.ts'
import { type Instant, instant, isoInstant, parseInstant } from '../../src/office/day.ts'
import { loadOffice } from '../../src/office/load/index.ts'
import { remindCommands, remindJob } from '../../src/remind/index.ts'
import { sql } from '../../src/store/index.ts'
import { openSqlite } from '../../src/store/sqlite.ts'
import { note } from '../assistant/small.ts'
import { frozenFiles } from '../frozen.ts'
import { pass, watched } from '../passing.ts'

const [from = '', to = '', ...zones] = process.argv.slice(2)
const TEN_MINUTES_MS = 600_000
const PEOPLE = [
  ['chen', 'contact', '330522'],
  ['hu', 'city-coordinator', '330500'],
  ['sheng', 'provincial-coordinator', '330000'],
] as const

const moment = (text: string): Instant => parseInstant(text) ?? instant(Number.NaN)
const { plan, regions, calendar } = loadOffice(frozenFiles(), 2017)
const office = { plans: [plan], regions, calendar }

for (const zone of zones) {
  // the host's: Node reads it anew when it is set
  process.env['TZ'] = zone
  console.log(`zone ${zone} ${new Date(moment(from)).getHours()}`)
  await played()
}

async function played(): Promise<void> {
  const store = watched(openSqlite(':memory:'))
  let now = moment(from)
  const assistant = createAssistant({
    store,
    plan,
    regions,
    commands: remindCommands(office),
    fallback: note,
    jobs: [remindJob(office)],
    channels: [
      {
        name: 'test',
        async send({ key, replaces }) {
          console.log(`${isoInstant(now)} ${key}`)
          return { ok: true, message: replaces ?? `m-${key}` }
        },
      },
    ],
    clock: () => now,
    id: () => 'id',
    log: () => {},
  })
  await store.commit(
    PEOPLE.flatMap(([id, role, region]) => [
      sql('INSERT INTO person (id, name) VALUES (?, ?)', id, id),
      sql('INSERT INTO account (account, person) VALUES (?, ?)', `test:${id}`, id),
      sql('INSERT INTO post (person, role, region) VALUES (?, ?, ?)', id, role, region),
    ]),
  )
  const tick = async (at: Instant): Promise<void> => {
    now = at
    await assistant.tick(at)
  }
  await tick(now)
  await pass({ from: now, to: moment(to), stepMs: TEN_MINUTES_MS, office, store, tick })
}
