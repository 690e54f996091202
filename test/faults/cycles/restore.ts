/** The drill of a restore: backed up in the midst of the work, put in place elsewhere, and an office runs on it. */
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { audit } from '../../../src/ledger/index.ts'
import { backUp, placeOf, restore } from '../../../src/runtime/backup.node.ts'
import { openSqlite } from '../../../src/store/sqlite.ts'
import type { Sim } from '../../channels/feishu/sim/index.ts'
import type { User } from '../../channels/feishu/sim/state/records.ts'
import type { Record } from './people.ts'
import { pause, startOffice } from './process.ts'

export interface BackedUp {
  readonly folder: string
  /** messages that the platform was told were received before it was begun */
  readonly acknowledged: readonly string[]
}

export async function backedUp(folder: string, path: string, { said }: Record): Promise<BackedUp> {
  const done = said.filter(({ sent }) => sent.delivery?.state === 'done')
  const into = join(folder, 'backup')
  await backUp(placeOf(path), into, new Date())
  return { folder: into, acknowledged: done.map(({ sent }) => `feishu:${sent.message.id}`) }
}

const ANSWER_MS = 60_000

/** @returns what is wrong with the office that was restored, one sentence each */
export async function restoredFaults(sim: Sim, user: User, backup: BackedUp, port: number): Promise<string[]> {
  const place = placeOf(join(backup.folder, '../elsewhere/office.db'))
  mkdirSync(place.evidence, { recursive: true })
  await restore(backup.folder, place, new Date())
  const faults: string[] = []
  const store = openSqlite(place.database, { readonly: true })
  const known = new Set(
    (await store.all<{ id: string }>('SELECT id FROM inbox UNION SELECT id FROM pending')).map(({ id }) => id),
  )
  faults.push(...backup.acknowledged.filter((id) => !known.has(id)).map((id) => `restored without ${id}`))
  faults.push(...(await audit(store)).faults.map(({ message }) => `restored ledger: ${message}`))
  store.close()
  const running = startOffice(sim, 'longconn', place.database, port)
  try {
    await running.up
    const { message } = sim.users.sendText(user, '/我的')
    const isAnswered = (): boolean => sim.sees(user).some(({ byBot, replyTo }) => byBot && replyTo === message.id)
    for (const late = Date.now() + ANSWER_MS; !isAnswered() && Date.now() < late; ) await pause(100)
    if (!isAnswered()) faults.push('the restored office answers nobody')
  } finally {
    const { code } = await running.end('SIGTERM')
    if (code !== 0) faults.push(`the restored office ended with ${code}`)
  }
  return faults
}
