/**
 * `npm run faults -- [--cycles 200] [--seed N] [--minutes N]`: the long form of test/faults/cycles.test.ts; it takes about
 * 4 s a cycle, and looks at what was done when the minutes are over.
 */
import { parseArgs } from 'node:util'
import { drill } from './run.ts'

const { values } = parseArgs({
  options: {
    cycles: { type: 'string', default: '200' },
    seed: { type: 'string', default: '7' },
    minutes: { type: 'string', default: '1000' },
  },
})
const { faults, drains, ends, struck, ...counts } = await drill({
  cycles: Number(values.cycles),
  seed: Number(values.seed),
  say: console.error,
  until: Date.now() + 60_000 * Number(values.minutes),
})
const drained = (met: (typeof drains)[number]['met']): string => {
  const ms = drains.filter((one) => one.met === met).map((one) => one.ms)
  const at = (share: number): string => `${ms[Math.ceil(share * ms.length) - 1] ?? 0} ms`
  return `half within ${at(0.5)}, all within ${at(1)} (${ms.length} starts)`
}

console.table(counts)
console.log(`SIGTERM: exit codes ${[...new Set(ends.codes)].join(', ')}; longest ${Math.round(ends.longestMs)} ms`)
console.log(
  `answers left behind, out after the next start: ${drained('nothing')}; where the platform refused one meanwhile: ${drained('refused')}; where a call hung: ${drained('hung')}`,
)
console.log(`the platform: ${JSON.stringify(struck)}`)
console.log(faults.length === 0 ? 'nothing lost, doubled or left over' : faults.join('\n'))
process.exitCode = faults.length === 0 ? 0 : 1
