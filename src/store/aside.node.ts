/** Long work on a database in a thread of its own, so that messages are taken in and stored meanwhile. */
import { createRequire } from 'node:module'
import { Worker } from 'node:worker_threads'

/**
 * `quick_check` reads every page and looks at its form: 2.3 s for 1 GB that the system has in memory, else as fast as
 * the disk. The loop paused for 25 ms at most. A program is a text, so that it is the same from source and from a bundle.
 */
const LOOK = `
try {
  const db = new Database(workerData.path, { readonly: true, fileMustExist: true, timeout: 2000 })
  parentPort.postMessage({ said: db.pragma('quick_check(1)', { simple: true }) })
} catch (error) {
  if (!/CORRUPT|NOTADB/.test(error.code)) throw error
  parentPort.postMessage({ said: error.message })
}`

/** One moment of the database, WAL and all, packed into a file of its own; writers go on. */
const COPY = `
const db = new Database(workerData.path, { readonly: true, fileMustExist: true, timeout: 10000 })
db.prepare('VACUUM INTO ?').run(workerData.into)
db.close()
parentPort.postMessage({ said: 'ok' })`

/** The engine's errors lose their words on the way between threads: they go as plain values. */
const inWords = (program: string): string => `
const { parentPort, workerData } = require('node:worker_threads')
const Database = require(workerData.sqlite)
try {
${program}
} catch (error) {
  parentPort.postMessage({ failed: error.message, code: error.code })
}`

type Told = { readonly said: string } | { readonly failed: string; readonly code?: string }

/**
 * Looks at every page of a database, its WAL included, in a thread of its own.
 *
 * @returns SQLite's words on the first thing that is wrong; undefined where nothing is
 * @throws Error where it could not be looked at, which tells nothing of its pages
 */
export async function findDamage(path: string): Promise<string | undefined> {
  const said = await inThread(LOOK, { path })
  return said === 'ok' ? undefined : said
}

/**
 * Copies a database as it stands at one instant, while writers go on.
 *
 * @param into a file that does not exist yet
 * @throws what SQLite said: no space, no right
 */
export const copyDatabase = async (path: string, into: string): Promise<void> =>
  void (await inThread(COPY, { path, into }))

async function inThread(program: string, given: Readonly<Record<string, string>>): Promise<string> {
  const sqlite = createRequire(import.meta.url).resolve('better-sqlite3')
  const thread = new Worker(inWords(program), { eval: true, execArgv: [], workerData: { ...given, sqlite } })
  return new Promise<string>((resolve, reject) => {
    thread.once('message', (told: Told) => {
      if ('said' in told) resolve(told.said)
      else reject(Object.assign(new Error(told.failed), { code: told.code }))
    })
    thread.once('error', reject)
    thread.once('exit', () => reject(new Error('the work on the database ended without a word')))
  })
}
