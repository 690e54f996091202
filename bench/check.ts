/** `npm run check`: one list of named steps, the same locally and in CI. */
import { spawnSync } from 'node:child_process'

const STEPS: readonly (readonly [name: string, command: string])[] = [
  ['worker bundle', 'tsx bench/worker/size.ts'],
  ['built program', 'node scripts/build.js --check'],
  ['types', 'tsc --noEmit'],
  ['types of the page', 'tsc --noEmit -p src/channels/console/page'],
  ['types of the scripts', 'tsc --noEmit -p scripts'],
  ['format and lint', 'biome ci .'],
  ['dead code', 'knip'],
  ['patterns', 'tsx bench/patterns/main.ts'],
  ['evaluation', 'tsx bench/regression.ts'],
]

const failed: string[] = []
for (const [name, command] of STEPS) {
  console.log(`— ${name}: ${command}`)
  const started = performance.now()
  const { status } = spawnSync(command, { shell: true, stdio: 'inherit' })
  console.log(`  ${status === 0 ? 'ok' : 'FAILED'} in ${((performance.now() - started) / 1000).toFixed(1)} s`)
  if (status !== 0) failed.push(name)
}
if (failed.length) {
  console.error(`check failed: ${failed.join(', ')}`)
  process.exit(1)
}
