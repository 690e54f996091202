/** What processes cost, read from Linux's /proc: CPU in ms (in ticks of 10), memory in MB. */
import { type ChildProcess, spawn } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'

const TICK_MS = 10
const LONGEST_START_MS = 120_000

export interface Cost {
  readonly wallMs: number
  readonly cpuMs: number
  /** at rest; undefined for a command that has ended */
  readonly rssMb?: number
}

export interface Started {
  readonly command: readonly string[]
  readonly environment: Readonly<Record<string, string>>
}

/** Until the process has ended, with all that it started. @throws Error when it fails */
export async function costOfRun({ command, environment }: Started): Promise<Cost> {
  const before = waitedFor()
  const from = performance.now()
  const child = launch({ command, environment })
  const code = await ended(child)
  if (code !== 0) throw new Error(`${command.join(' ')}: exit ${code}`)
  return { wallMs: performance.now() - from, cpuMs: waitedFor() - before }
}

/** Until `/healthz` on `port` answers 200; memory half a second later, of the whole tree of processes. @throws Error when it does not answer */
export async function costOfStart(started: Started, port: number): Promise<Cost> {
  const from = performance.now()
  const child = launch(started)
  try {
    await answering(child, port)
    const wallMs = performance.now() - from
    const cpuMs = cpuOf(treeOf(child.pid ?? 0))
    await pause(500)
    return { wallMs, cpuMs, rssMb: rssOf(treeOf(child.pid ?? 0)) }
  } finally {
    const gone = ended(child)
    for (const pid of treeOf(child.pid ?? 0).reverse()) stop(pid)
    await gone
  }
}

function launch({ command: [program = '', ...args], environment }: Started): ChildProcess {
  return spawn(program, args, { env: { ...process.env, ...environment }, stdio: 'ignore' })
}

const ended = (child: ChildProcess): Promise<number | null> =>
  child.exitCode !== null || child.signalCode !== null
    ? Promise.resolve(child.exitCode)
    : new Promise((resolve) => child.once('exit', resolve))

async function answering(child: ChildProcess, port: number): Promise<void> {
  const until = performance.now() + LONGEST_START_MS
  while (child.exitCode === null && performance.now() < until) {
    const up = await fetch(`http://127.0.0.1:${port}/healthz`).then(
      (answer) => answer.ok,
      () => false,
    )
    if (up) return
    await pause(5)
  }
  throw new Error(`${child.spawnargs.join(' ')}: no answer on /healthz`)
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))

function stop(pid: number): void {
  try {
    process.kill(pid, 'SIGTERM')
  } catch {
    // it ended with its parent
  }
}

/** A process and all below it, the eldest first. */
function treeOf(pid: number): number[] {
  const found = [pid]
  for (const one of found) found.push(...childrenOf(one))
  return found
}

const childrenOf = (pid: number): number[] =>
  reading(() => readdirSync(`/proc/${pid}/task`), []).flatMap((task) =>
    reading(() => readFileSync(`/proc/${pid}/task/${task}/children`, 'utf8'), '')
      .split(' ')
      .filter(Boolean)
      .map(Number),
  )

/** user, system, and both of children that were waited for */
function ticksOf(pid: number | 'self'): readonly number[] {
  const line = reading(() => readFileSync(`/proc/${pid}/stat`, 'utf8'), '')
  // The name before it may hold blanks.
  const fields = line.slice(line.lastIndexOf(')') + 2).split(' ')
  return fields.slice(11, 15).map(Number)
}

const sum = (numbers: readonly number[]): number => numbers.reduce((a, b) => a + b, 0)
const cpuOf = (pids: readonly number[]): number => TICK_MS * sum(pids.flatMap(ticksOf))
const waitedFor = (): number => TICK_MS * sum(ticksOf('self').slice(2))

const rssOf = (pids: readonly number[]): number =>
  sum(
    pids.map((pid) =>
      Number(/VmRSS:\s+(\d+)/.exec(reading(() => readFileSync(`/proc/${pid}/status`, 'utf8'), ''))?.[1] ?? 0),
    ),
  ) / 1024

/** A process may end while it is looked at. */
function reading<T>(read: () => T, otherwise: T): T {
  try {
    return read()
  } catch {
    return otherwise
  }
}
