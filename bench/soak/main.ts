/** Many messages in a row through one process: what it holds must not grow with what it has heard. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { MINUTE_MS } from '../../src/office/day.ts'
import { ok } from '../events/main.ts'
import { office, openOffice } from '../events/office.ts'

/** The whole is 100 000 (`npm run bench soak -- --whole`), a part says as much about the slope. */
const [PART, WHOLE] = [20_000, 100_000]
const SPEAKERS = 200
const MB = 1024 * 1024

setFlagsFromString('--expose_gc')
const collect = runInNewContext('gc') as () => void

const held = (): number => {
  collect()
  return process.memoryUsage().heapUsed / MB
}

export async function soak(): Promise<void> {
  const messages = process.argv.includes('--whole') ? WHOLE : PART
  const folder = mkdtempSync(join(tmpdir(), 'yaodian-soak-'))
  const opened = openOffice(join(folder, 'soak.db'))
  try {
    const counties = office.regions.counties(office.plan.issued)
    for (let n = 0; n < SPEAKERS; n++)
      await opened.enlist(`ou_${n}`, 'contact', counties[n % counties.length]?.key ?? '')
    const names = office.plan.indicators.map(({ short }) => short)
    const sayings = [
      // Never twice the same, so that whatever keeps pieces of what was said shows.
      (n: number) => `${names[n % names.length]}要多少，第${n}次问，编号${(n * 7919) % 100_003}`,
      (n: number) => `${counties[n % counties.length]?.short}${names[n % names.length]}完成多少了`,
      (n: number) => `/上报 ${names[n % names.length]} ${n % 17}`,
      () => '谢谢',
    ]
    const step = messages / 10
    const sizes: number[] = []
    for (let n = 0; n < messages; n++) {
      opened.pass(MINUTE_MS / 4)
      await ok(opened.take(opened.saying(`ou_${n % SPEAKERS}`, sayings[n % sayings.length]?.(n) ?? '')))
      if ((n + 1) % step === 0) sizes.push(held())
    }
    // The first tenth warms what is read once.
    const slope = (((sizes.at(-1) ?? 0) - (sizes[0] ?? 0)) / (messages - step)) * 10_000
    console.log(`soak: ${messages} messages; held after each tenth, MB: ${sizes.map((mb) => mb.toFixed(0)).join(' ')}`)
    console.log(`soak: ${slope.toFixed(2)} MB more for 10 000 messages (aim: at most 1)`)
  } finally {
    opened.close()
    rmSync(folder, { recursive: true })
  }
}
