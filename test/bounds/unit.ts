/** What costs are counted in: a fixed piece of reading, so that a slow or busy machine is slow for both. */
import { readFileSync } from 'node:fs'

const TEXT = '2017年6月，僵尸企业处置了12家，全年要处置多少家？（含规上企业）'
const PATTERN = /(?<!\d)\d{1,4}(?:年|月|家)(?:\d{1,2}[日号]|底)?|[一二三四五六七八九十百]{1,4}家|(?:处置|淘汰|盘活)了?/g
const ROUNDS = 400

/** Patterns, a map of short strings and NFKC, as reading is: about a millisecond where nothing else runs. */
function work(): number {
  const seen = new Map<string, number>()
  let found = 0
  for (let round = 0; round < ROUNDS; round++) {
    const text = `${TEXT}${round}`.normalize('NFKC')
    found += [...text.matchAll(PATTERN)].length
    for (let at = 0; at + 2 <= text.length; at++) {
      const pair = text.slice(at, at + 2)
      seen.set(pair, (seen.get(pair) ?? 0) + 1)
    }
  }
  return found + seen.size
}

/**
 * Processor time of a piece of work in milliseconds, of the thread that reads alone: the engine's compiler has its own
 * and takes longer than the reading itself where a process meets a long text for the first time, and holds nobody up.
 */
export async function timed(doing: () => unknown): Promise<number> {
  const before = taken()
  await doing()
  return taken() - before
}

const NO_TIME = new Int32Array(new SharedArrayBuffer(4))

/** Linux counts for each thread, exact to a millisecond or two; elsewhere the process has to do. */
function taken(): number {
  // What a thread took is counted when it is set aside.
  Atomics.wait(NO_TIME, 0, 0, 0.001)
  try {
    return Number(readFileSync('/proc/thread-self/schedstat', 'utf8').split(' ')[0]) / 1_000_000
  } catch {
    return ofProcess()
  }
}

function ofProcess(): number {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1_000
}

/** Until it is compiled, the work costs more than it will. */
export function warmUp(): void {
  for (let run = 0; run < 50; run++) work()
}

/** What a unit costs now, in milliseconds of the processor: too short for what the kernel keeps of a thread, and compiled. */
export function unitNow(): number {
  const before = ofProcess()
  work()
  return ofProcess() - before
}
