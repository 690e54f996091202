/** A process of its own that ticks over a database, `ticker.ts DATABASE`, at each instant (ms) that it reads a line of. */
import { createInterface } from 'node:readline'
import { makeFile } from '../../src/assistant/commands.ts'
import { createAssistant } from '../../src/assistant/index.ts'
import { instant } from '../../src/office/day.ts'
import { loadOffice } from '../../src/office/load/index.ts'
import { remindJob } from '../../src/remind/index.ts'
import { openSqlite } from '../../src/store/sqlite.ts'
import { frozenFiles } from '../frozen.ts'

// No bundler here, as there is for the tests.
const office = loadOffice(frozenFiles(), 2017)
let now = instant(0)
const assistant = createAssistant({
  store: openSqlite(process.argv[2] ?? '', { demo: true }),
  plan: office.plan,
  regions: office.regions,
  files: (key, store) => makeFile(key, store, office),
  commands: [],
  fallback: {
    name: '问',
    words: [],
    right: { kind: 'anyone' },
    summary: '',
    run: async () => ({ status: 'answered', writes: [] }),
  },
  jobs: [remindJob({ plans: office.plans, regions: office.regions, calendar: office.calendar })],
  channels: [
    {
      name: 'test',
      async send({ key }) {
        process.stdout.write(`${key}\n`)
        return { ok: true, message: `m-${key}` }
      },
    },
  ],
  clock: () => now,
  id: () => 'x',
  log: () => {},
})
for await (const line of createInterface({ input: process.stdin })) {
  now = instant(Number(line))
  await assistant.tick(now)
  process.stdout.write('done\n')
}
