/** The office on Feishu as `npm start` opens it, its desks with the three poisonous words; killed and started again. */
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { serve } from '@hono/node-server'
import { instant } from '../../src/office/day.ts'
import { openOffice } from '../../src/office.node.ts'
import { openSqlite } from '../../src/store/sqlite.ts'
import { webApp } from '../../src/web/app.ts'
import { OFFICE } from '../frozen.ts'

const { databasePath = '', feishu = '{}' } = process.env
process.env['YAODIAN_DATA'] = OFFICE
const store = openSqlite(databasePath)
const log = (entry: Readonly<Record<string, unknown>>): void => console.error(JSON.stringify(entry))
const office = await openOffice({
  messengers: { feishu: JSON.parse(feishu) },
  planYear: undefined,
  model: undefined,
  store,
  databasePath: join(dirname(databasePath), 'office.db'),
  log,
  // A whole start of a thread costs a busy machine seconds, too.
  fitting: {
    module: pathToFileURL(process.env['thread'] ?? ''),
    limits: { quickMs: 3_000, suspectMs: 700, slowMs: 20_000, memoryMb: 256 },
  },
})
const app = webApp({ mounts: office.mounts, log })
await office.connect()
await office.desk.ready
await office.assistant.resume()
serve({ fetch: app.fetch, hostname: '127.0.0.1', port: Number(process.env['PORT'] ?? 0) }, (info) =>
  console.log(`port ${info.port}`),
)
setInterval(() => void office.assistant.tick(instant(Date.now())), 2_000)
