/** A disk that is really full: what is half-written is not believed, and /healthz sees it. */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Health } from '../../src/health/index.ts'
import { built } from '../built.ts'

const root = mkdtempSync(join(tmpdir(), 'yaodian-full-'))
afterAll(() => rmSync(root, { recursive: true, force: true }))

const BYTES = 2_000_000
const TIMEOUT_MS = 60_000

interface Told {
  readonly reported: string
  readonly sent: string
  readonly rows: number
  readonly kept: readonly (readonly [string, number])[]
  readonly code: number
  readonly health: Health
}

let sender = ''
beforeAll(async () => {
  sender = `'${process.execPath}' '${await built('test/faults/sender.ts')}'`
})

function run(command: string, args: readonly string[]): Told[] {
  const { stdout, stderr, status } = spawnSync(command, args, { encoding: 'utf8', timeout: TIMEOUT_MS })
  if (status !== 0) throw new Error(`${command} ended with ${status}: ${stderr}`)
  return stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Told)
}

/** Mount namespaces of its own need no administrator on most systems; in some containers nobody may. */
const NAMESPACE = [['-m'], ['-rm']].find((flags) => {
  const tried = spawnSync('unshare', [...flags, 'sh', '-c', `mount -t tmpfs -o size=1m tmpfs '${root}'`])
  return tried.status === 0
})
// No user may fill a disk of their own without mounting one. What a full disk does but for the error's name is played everywhere: below, and in store.test.ts.
if (!NAMESPACE)
  console.warn('left out: a full tmpfs: nobody may mount one here (unshare); a limit of the size of files stands in')

function holdsWholeOrNothing(full: Told, freed: Told): void {
  expect([full.reported, full.sent, full.rows, full.kept]).toEqual(['recorded', 'failed', 0, []])
  expect([freed.reported, freed.sent, freed.rows]).toEqual(['recorded', 'attached', 1])
  expect(freed.kept.map(([name, bytes]) => [name.length, bytes])).toEqual([[64, BYTES]])
}

test.runIf(NAMESPACE)(
  'a PDF on a full disk is not taken and leaves nothing; sent again when there is room it is whole',
  { timeout: TIMEOUT_MS },
  () => {
    const script = `mount -t tmpfs -o size=3m tmpfs '${root}' && head -c 2400000 /dev/zero > '${root}/filler' &&
    ${sender} '${root}' ${BYTES} && rm '${root}/filler' && ${sender} '${root}' ${BYTES}`
    const [full, freed] = run('unshare', [...(NAMESPACE ?? []), 'sh', '-c', script])
    if (!full || !freed) throw new Error('the sender told nothing')
    holdsWholeOrNothing(full, freed)
    expect(full.code).toBe(503)
    expect(full.health).toMatchObject({ status: 'failed', restart: false, parts: { disk: { state: 'failed' } } })
    expect(full.health.parts.disk?.value).toBeLessThan(1_000_000)
    expect(full.health.parts.disk?.mend).toMatch(/扩容/)
  },
)

test('a PDF that breaks off at the limit of a file’s size is not taken and leaves nothing; without it it is whole', {
  timeout: TIMEOUT_MS,
}, () => {
  const folder = mkdtempSync(join(root, 'limit-'))
  const limited = run('sh', ['-c', `ulimit -f 1160; ${sender} '${folder}' ${BYTES}`])
  const freed = run('sh', ['-c', `${sender} '${folder}' ${BYTES}`])
  if (!limited[0] || !freed[0]) throw new Error('the sender told nothing')
  holdsWholeOrNothing(limited[0], freed[0])
})
