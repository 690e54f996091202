/** The nightly audit: the command line's own, in a process of its own, so that nobody waits for it or shares its memory. */
import { spawn } from 'node:child_process'
import { inProgram, isBuilt } from '../installation/folders.ts'

const LONGEST_MS = 60 * 60_000

/**
 * Runs `yaodian audit verify` in a process of its own, with the settings of this one.
 *
 * @returns how many faults it told
 * @throws Error with its last words where it could not be run, which tells nothing of the ledger
 */
export async function auditFaults(program = inProgram(`main.cli.${isBuilt ? 'js' : 'ts'}`)): Promise<number> {
  const child = spawn(process.execPath, [...process.execArgv, program, 'audit', 'verify'], {
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: LONGEST_MS,
  })
  let told = 0
  let words = ''
  child.stdout.on('data', (piece: Buffer) => {
    for (const byte of piece) if (byte === 10) told++
  })
  child.stderr.on('data', (piece: Buffer) => {
    words = (words + String(piece)).slice(-500)
  })
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject)
    child.once('close', resolve)
  })
  if (code === 0 || (code === 1 && told > 0)) return told
  const lines = words.trim().split('\n')
  throw new Error(
    `audit verify: ${lines.findLast((line) => line.startsWith('yaodian:')) ?? lines.at(-1) ?? ''} (${code})`,
  )
}
