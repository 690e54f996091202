/** The demo's past, played in once by the build, so that a first start only copies it. */
import { randomUUID } from 'node:crypto'
import { copyFileSync, existsSync, renameSync, rmSync } from 'node:fs'
import { UploadedFiles } from './channels/console/attachments.ts'
import { consoleChannel } from './channels/console/channel.ts'
import { Transcript } from './channels/console/transcript.ts'
import { dataOf, digestOf } from './data.node.ts'
import { openDemo } from './demo.ts'
import { inProgram } from './installation/folders.ts'
import { liveAssistant } from './live-assistant.ts'
import { openLiveOffice, shippedOffice } from './live-office.ts'
import { type Files, loadDemo, loadOffice } from './office/load/index.ts'
import type { Store } from './store/index.ts'

/** Names of snapshots, and of those that a build broke off. */
export const SNAPSHOT = /^demo-[0-9a-f]{12}\.db/

/** Where the past lies that this very data has: with a file edited it is another one. */
export const snapshotOf = (data: Files): string => inProgram(`demo-${digestOf(data).slice(0, 12)}.db`)

/**
 * Puts the past where the demo's database is to be, if there is none yet and the build played this data in; does nothing
 * else. @param database its path
 */
export function startFromSnapshot(database: string): void {
  if (existsSync(database)) return
  const snapshot = snapshotOf(dataOf())
  if (!existsSync(snapshot)) return
  // The log of a database that somebody deleted would be played into this one.
  for (const log of ['-wal', '-shm']) rmSync(database + log, { force: true })
  const half = `${database}.${process.pid}`
  try {
    // Whole or not at all: a copy that was broken off would be taken for a database.
    copyFileSync(snapshot, half)
    renameSync(half, database)
  } catch {
    // What hinders the copy hinders a database, too: opening it says so, or its past is played in.
    rmSync(half, { force: true })
  }
}

/**
 * Says the demo's reports to an assistant of its own, as a first start does that finds no snapshot.
 * @param id makes ids that nothing else has
 */
export async function playIn(store: Store, files: Files, id: () => string = randomUUID): Promise<void> {
  const office = loadOffice(files)
  const transcript = new Transcript(store)
  const demo = await openDemo({
    demo: loadDemo(files, office.regions),
    store,
    assistant: () => assistant,
    async say({ id, account, at, text, ...rest }) {
      await transcript.said({ id, account, at, body: { kind: 'text', text } })
      await assistant.handle({ id, account, at, text, ...rest })
    },
    calendar: office.calendar,
    realTime: () => 0,
  })
  const channel = consoleChannel({ transcript, attachments: new UploadedFiles(), now: demo.now })
  const assistant = liveAssistant(
    openLiveOffice({ shipped: shippedOffice(office, files), files, store, clock: demo.now }),
    { store, regions: office.regions, channels: [channel], clock: demo.now, id, log: () => {} },
  )
  await demo.seed(() => {})
  await transcript.markAllSeen()
}
