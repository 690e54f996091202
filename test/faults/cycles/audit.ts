/** What must hold after all: nothing secret in the log, each acknowledged event once, each answer once, the ledger whole, nothing left over. */
import { readFileSync } from 'node:fs'
import { audit } from '../../../src/ledger/index.ts'
import { findDamage } from '../../../src/store/aside.node.ts'
import { engine } from '../../../src/store/machine.node.ts'
import { openSqlite } from '../../../src/store/sqlite.ts'
import type { Sim } from '../../channels/feishu/sim/index.ts'
import { COUNTED, type Record } from './people.ts'
import { MODEL } from './process.ts'
import { torn } from './torn.ts'

export interface Found {
  /** messages that the platform was told were received */
  readonly acknowledged: number
  /** presses that the platform was told were recorded */
  readonly confirmed: number
  /** entries in the ledger */
  readonly entries: number
  /** under way at two ends, so answered that they were not handled */
  readonly setAside: number
  /** lines that all the processes logged */
  readonly logged: number
  /** what is wrong, one sentence each */
  readonly faults: readonly string[]
}

export async function look(sim: Sim, databasePath: string, { said, confirmed }: Record): Promise<Found> {
  const store = openSqlite(databasePath, { readonly: true })
  try {
    const inbox = new Map(
      (await store.all<{ id: string; status: string }>('SELECT id, status FROM inbox')).map((row) => [
        row.id,
        row.status,
      ]),
    )
    const acknowledged = said.filter(({ sent }) => sent.delivery?.state === 'done')
    const faults: string[] = []
    const pending = await store.all<{ id: string; state: string }>('SELECT id, state FROM pending')
    const kept = new Set(pending.map(({ id }) => id))
    for (const { user, sent } of acknowledged) {
      const { id } = sent.message
      const status = inbox.get(`feishu:${id}`)
      // Stored and still to be handled: told of below, and not lost.
      if (status === undefined && kept.has(`feishu:${id}`)) continue
      if (status === undefined || status === 'failed') faults.push(`lost: ${id} was acknowledged, and is ${status}`)
      const answers = sim.sees(user).filter(({ byBot, replyTo }) => byBot && replyTo === id)
      if (answers.length !== 1) faults.push(`${answers.length} answers to ${id} (${status})`)
    }
    const rows = await store.all<{ region: string; indicator: string; asOf: string; n: number }>(
      `SELECT region, indicator, as_of AS asOf, count(*) AS n FROM ledger WHERE act = 'report' GROUP BY region, indicator, period`,
    )
    const keyOf = (one: { region: string; indicator: string; asOf: string }) =>
      `${one.region} ${one.indicator} ${one.asOf}`
    const entries = new Map(rows.map((row) => [keyOf(row), row.n]))
    for (const [cell, times] of entries) if (times > 1) faults.push(`doubled: ${cell} stands ${times} times`)
    const known = confirmed.filter((one) => one.acknowledged)
    for (const { cell } of known) if (!entries.has(keyOf(cell))) faults.push(`lost: ${keyOf(cell)} was confirmed`)
    const ids = acknowledged.map(({ sent }) => `feishu:${sent.message.id}`)
    faults.push(...(await torn(store, ids)).map((id) => `torn: ${id} was committed apart from its answer`))
    const left = await store.all<{ key: string; state: string; error: string | null }>(
      `SELECT key, state, error FROM outbox WHERE state NOT IN ('sent', 'dropped')`,
    )
    faults.push(...left.map(({ key, state, error }) => `left over: ${key} is ${state} (${error})`))
    const open = pending.filter(({ state }) => state !== 'set-aside')
    faults.push(...open.map(({ id, state }) => `pending: ${id} is ${state}`))
    faults.push(
      ...(await audit(store)).faults.map(({ region, what, message }) => `ledger: ${region} ${what} ${message}`),
    )
    faults.push(
      ...engine.changedBehind(databasePath).map(({ what, id, message }) => `behind: ${what} ${id} ${message}`),
    )
    const damage = await findDamage(databasePath)
    if (damage !== undefined) faults.push(`database: ${damage}`)
    const log = readFileSync(`${databasePath}.log`, 'utf8')
    faults.push(...toldBy(log, sim, said))
    if (sim.counters.violated() > 0) faults.push(`limits broken: ${JSON.stringify(sim.counters.violations)}`)
    return {
      acknowledged: acknowledged.length,
      confirmed: known.length,
      logged: log.split('\n').length - 1,
      entries: rows.reduce((sum, { n }) => sum + n, 0),
      setAside: pending.length - open.length,
      faults,
    }
  } finally {
    store.close()
  }
}

/** Secrets, names and words of people that stand in the log. */
function toldBy(log: string, sim: Sim, said: Record['said']): string[] {
  const secrets = {
    appSecret: sim.appSecret,
    encryptKey: sim.encryptKey,
    token: sim.verificationToken,
    modelKey: MODEL.YAODIAN_MODEL_KEY,
  }
  const people = [...new Set(said.map(({ user }) => user.name))]
  const words = COUNTED.map(([, name]) => name)
  return [
    ...Object.entries(secrets).flatMap(([name, secret]) => (log.includes(secret) ? [`log: holds the ${name}`] : [])),
    ...[...people, ...words].flatMap((one) => (log.includes(one) ? [`log: holds “${one}”`] : [])),
  ]
}
