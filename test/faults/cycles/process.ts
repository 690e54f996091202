/** The built office as a process of its own, by either way of Feishu: started, killed, told to end, started again. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { openSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Sim } from '../../channels/feishu/sim/index.ts'
import { OFFICE } from '../../frozen.ts'
import { DIST } from '../../program.ts'

export type Way = 'longconn' | 'webhook'
const PROGRAM = join(DIST, 'main.node.js')
/** A crowded machine takes a while to start. */
const UP_MS = 300_000

export interface Running {
  readonly pid: number
  /** when it has ended, whatever ended it */
  readonly gone: Promise<unknown>
  /** when it takes messages; rejects where it died before */
  readonly up: Promise<void>
  /** @returns the exit code, null after SIGKILL, and how long it took to end */
  readonly end: (signal: 'SIGKILL' | 'SIGTERM') => Promise<{ readonly code: number | null; readonly ms: number }>
}

/** A language model where nobody listens, and the key that it would be asked with. */
export const MODEL = {
  YAODIAN_MODEL_URL: 'http://127.0.0.1:9/v1',
  YAODIAN_MODEL_NAME: 'nobody',
  YAODIAN_MODEL_KEY: 'model-key-of-the-drill-9a2e',
} as const

/**
 * The program, with the tests' own office for its data.
 * @param more settings beside those of the platform: its time zone
 * @param program in the place of the built one
 */
export function startOffice(
  sim: Sim,
  way: Way,
  databasePath: string,
  port: number,
  more: Readonly<Record<string, string>> = {},
  program = PROGRAM,
): Running {
  const child = spawn(process.execPath, [program], {
    env: {
      PATH: process.env['PATH'],
      PORT: String(port),
      YAODIAN_DATA: OFFICE,
      YAODIAN_DB: databasePath,
      YAODIAN_CHANNEL: 'feishu',
      FEISHU_MODE: way,
      FEISHU_BASE_URL: sim.url,
      FEISHU_APP_ID: sim.appId,
      FEISHU_APP_SECRET: sim.appSecret,
      FEISHU_ENCRYPT_KEY: sim.encryptKey,
      FEISHU_VERIFICATION_TOKEN: sim.verificationToken,
      ...MODEL,
      ...more,
    },
    // Its log, of all that run one after the other.
    stdio: ['ignore', 'pipe', openSync(`${databasePath}.log`, 'a')],
  })
  const gone = once(child, 'exit')
  const up = isUp(sim, way, port, child, gone).catch((error: Error) => {
    throw new Error(`${error.message}: exit code ${child.exitCode}, ${lastLines(`${databasePath}.log`)}`)
  })
  // Whoever kills it at once does not wait for it.
  up.catch(() => {})
  return {
    pid: child.pid ?? 0,
    gone,
    up,
    async end(signal) {
      const began = performance.now()
      if (child.exitCode === null && child.signalCode === null) child.kill(signal)
      await gone
      return { code: child.exitCode, ms: performance.now() - began }
    },
  }
}

async function isUp(sim: Sim, way: Way, port: number, child: ChildProcess, gone: Promise<unknown>): Promise<void> {
  const listens = new Promise<void>((resolve) => {
    child.stdout?.on('data', (text: Buffer) => text.includes('要点已启动') && resolve())
  })
  const died = gone.then(() => Promise.reject(new Error('it died before it was up')))
  await Promise.race([listens, died])
  if (way === 'webhook') return answersChallenge(sim, `http://127.0.0.1:${port}/feishu/webhook`, child)
  await sim.useWebhook(undefined)
  for (const late = Date.now() + UP_MS; sim.connections.length === 0; await pause(20)) {
    if (child.exitCode !== null || child.signalCode !== null) throw new Error('it died before it was up')
    if (Date.now() > late) throw new Error('it did not connect')
  }
}

/** Why it did not come up. */
const lastLines = (path: string): string => readFileSync(path, 'utf8').trim().split('\n').slice(-4).join(' | ')

/** The platform waits a second for the answer to its challenge; on a crowded machine it comes later, and is asked for again. */
async function answersChallenge(sim: Sim, url: string, child: ChildProcess): Promise<void> {
  for (const late = Date.now() + UP_MS; ; await pause(100)) {
    try {
      return await sim.useWebhook(url)
    } catch (error) {
      if (child.exitCode !== null || child.signalCode !== null || Date.now() > late) throw error
    }
  }
}

export const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))
