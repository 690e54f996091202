/** `npm run bench [name…]`: figures as ratios against a peer or a floor in the same run. */
import { beside } from './beside/main.ts'
import { events } from './events/main.ts'
import { growth } from './growth/main.ts'
import { remind } from './remind/main.ts'
import { quality, speed } from './search/main.ts'
import { soak } from './soak/main.ts'
import { start } from './start/main.ts'
import { worker } from './worker/main.ts'
import { scale } from './worker/scale.ts'

const BENCHES: Readonly<Record<string, () => Promise<void>>> = {
  beside,
  events,
  growth,
  soak,
  remind,
  search: async () => {
    await quality()
    await speed([1_000, 10_000, 100_000])
  },
  start,
  worker,
  scale,
}

const names = process.argv.slice(2).filter((name) => !name.startsWith('--'))
for (const [name, run] of Object.entries(BENCHES)) if (names.length === 0 || names.includes(name)) await run()
