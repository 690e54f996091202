/** The program as an office runs it, dist/, for the tests that start it: it is made once, and again where a source is newer. */
import { spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, rmdirSync, statSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'

export const ROOT = join(import.meta.dirname, '..')
export const DIST = join(ROOT, 'dist')

const BUILDING = join(ROOT, 'var/building')
/** A build takes seconds: what has been held for longer was left behind. */
const LEFT_BEHIND_MS = 120_000

/** Whole, the demo's past with it; by one worker at a time, since both would write the same files. */
export function buildIfStale(): void {
  while (!isTaken()) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 100)
  try {
    const { status } = spawnSync(process.execPath, [join(ROOT, 'scripts/build.js'), '--if-stale'], { stdio: 'inherit' })
    if (status !== 0) throw new Error('the build failed')
  } finally {
    rmdirSync(BUILDING)
  }
}

function isTaken(): boolean {
  mkdirSync(join(ROOT, 'var'), { recursive: true })
  try {
    mkdirSync(BUILDING)
    return true
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
    const since = statSync(BUILDING, { throwIfNoEntry: false })?.mtimeMs
    if (since !== undefined && Date.now() - since > LEFT_BEHIND_MS) rmdirSync(BUILDING)
    return false
  }
}

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  return typeof address === 'object' && address ? address.port : 0
}
