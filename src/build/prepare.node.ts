/** Run by the build: `data/` checked and made ready, and with `--demo` the demo's past played in, both beside the program. */
import { existsSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { digestOf, PREPARED, shippedData } from '../composition/data.node.ts'
import { playIn } from '../demo/played.node.ts'
import { SNAPSHOT, snapshotOf } from '../demo/snapshot.node.ts'
import { inProgram } from '../installation/folders.ts'
import { DataError, type Files, loadDemo, loadOffice, prepareData } from '../office/load/index.ts'
import { engine } from '../store/machine.node.ts'

const files = shippedData()
/** An office may leave it out. */
const hasDemo = files.has('demo/demo.yaml')
try {
  const { regions } = loadOffice(files)
  if (hasDemo) loadDemo(files, regions)
  const ready = { digest: digestOf(files), files: [...prepareData(files)] }
  writeFileSync(`${PREPARED}.new`, JSON.stringify(ready))
  renameSync(`${PREPARED}.new`, PREPARED)
  if (hasDemo && process.argv.includes('--demo')) await playDemo(files)
} catch (error) {
  if (!(error instanceof DataError)) throw error
  // The start says it again, in full; until then nothing is ready.
  rmSync(PREPARED, { force: true })
  console.error(error.message)
}

async function playDemo(data: Files): Promise<void> {
  const snapshot = snapshotOf(data)
  for (const name of readdirSync(inProgram('')))
    if (SNAPSHOT.test(name) && !snapshot.endsWith(name)) rmSync(inProgram(name))
  if (existsSync(snapshot)) return
  const half = `${snapshot}.${process.pid}`
  const store = engine.open(half, { demo: true })
  await playIn(store, data)
  // The last one to close takes the log into the file.
  store.close()
  renameSync(half, snapshot)
}
