/** `npm run check`: one list of named steps, the same locally and in CI; as many run at once as there are cores. */
import { spawn } from 'node:child_process'
import { availableParallelism } from 'node:os'

/** Longest first; none reads what another writes. */
const STEPS: readonly (readonly [name: string, command: string])[] = [
  ['tests on grown data', 'tsx bench/grown/main.ts'],
  ['evaluation', 'tsx bench/regression.ts'],
  ['worker bundle', 'tsx bench/worker/size.ts'],
  ['patterns', 'tsx bench/patterns/main.ts'],
  ['built program', 'node scripts/build.js --check'],
  ['dead code', 'knip'],
  ['ratchet', 'tsx bench/ratchet/main.ts'],
  ['format and lint', 'biome ci .'],
  ['types', 'tsc --noEmit'],
  ['types of the page', 'tsc --noEmit -p src/channels/console/page'],
  ['types of the scripts', 'tsc --noEmit -p scripts'],
]

/** What a step says is shown whole when it ends, so that steps do not talk into one another. */
async function run([name, command]: (typeof STEPS)[number]): Promise<boolean> {
  const started = performance.now()
  const child = spawn(command, { shell: true, env: { FORCE_COLOR: '1', ...process.env } })
  const said: Buffer[] = []
  for (const pipe of [child.stdout, child.stderr]) pipe.on('data', (chunk: Buffer) => said.push(chunk))
  const status = await new Promise((resolve) => child.once('close', resolve))
  const seconds = ((performance.now() - started) / 1000).toFixed(1)
  console.log(`— ${name}: ${command}\n${Buffer.concat(said)}  ${status === 0 ? 'ok' : 'FAILED'} in ${seconds} s`)
  return status === 0
}

const waiting = [...STEPS]
const failed: string[] = []
async function work(): Promise<void> {
  for (let step = waiting.shift(); step; step = waiting.shift()) if (!(await run(step))) failed.push(step[0])
}
await Promise.all(Array.from({ length: availableParallelism() }, work))
if (failed.length) {
  console.error(`check failed: ${failed.join(', ')}`)
  process.exit(1)
}
