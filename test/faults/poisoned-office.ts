/** The office on Feishu as `npm start` opens it, with its limits, its desks with the poisonous words; killed and started again. */
import { pathToFileURL } from 'node:url'
import { serve } from '@hono/node-server'
import { openOffice } from '../../src/composition/office.node.ts'
import { readConfig } from '../../src/config/index.ts'
import { instant } from '../../src/office/day.ts'
import { LIMITS } from '../../src/runtime/desks/desks.node.ts'
import { openSqlite } from '../../src/store/sqlite.ts'
import { webApp } from '../../src/web/app.ts'
import { OFFICE } from '../frozen.ts'

process.env['YAODIAN_DATA'] = OFFICE
const { messengers, port, database } = readConfig(process.env)
const store = openSqlite(database)
const log = (entry: Readonly<Record<string, unknown>>): void => console.error(JSON.stringify(entry))
const office = await openOffice({
  messengers,
  planYear: undefined,
  model: undefined,
  store,
  databasePath: database,
  log,
  fitting: { module: pathToFileURL(process.env['thread'] ?? ''), limits: LIMITS },
})
const app = webApp({ mounts: office.mounts, log })
await office.connect()
await office.desk.ready
await office.assistant.resume()
serve({ fetch: app.fetch, hostname: '127.0.0.1', port }, () => console.log('要点已启动'))
setInterval(() => void office.assistant.tick(instant(Date.now())), 2_000)
