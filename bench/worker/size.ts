/** The Worker's bundle as it would be uploaded: its compressed size against our budget, and what it is made of. */

import { spawnSync } from 'node:child_process'
import { mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { z } from 'zod'

/** Our own, below the 3 MB that the free plan takes; the paid plan takes 10, both compressed. */
const BUDGET = 2.9 * 1000 * 1000

const ROOT = join(import.meta.dirname, '../..')
const OUT = join(ROOT, 'var/worker')
const META = join(OUT, 'meta.json')

const metafile = z.object({
  outputs: z.record(z.string(), z.object({ inputs: z.record(z.string(), z.object({ bytesInOutput: z.number() })) })),
})

mkdirSync(OUT, { recursive: true })
const { status, stdout, stderr } = spawnSync(
  process.execPath,
  [join(ROOT, 'node_modules/wrangler/bin/wrangler.js'), 'deploy', '--dry-run', '--outdir', OUT, '--metafile', META],
  { cwd: ROOT, encoding: 'utf8', env: { ...process.env, WRANGLER_SEND_METRICS: 'false' } },
)
if (status !== 0) {
  console.error(stdout, stderr)
  process.exit(1)
}

const bundle = readFileSync(join(OUT, 'main.worker.js'))
const compressed = gzipSync(bundle).length
const kib = (bytes: number): string => `${Math.round(bytes / 1024)} KiB`

const parts = new Map<string, number>()
for (const { inputs } of Object.values(metafile.parse(JSON.parse(readFileSync(META, 'utf8'))).outputs)) {
  for (const [path, { bytesInOutput }] of Object.entries(inputs)) {
    const part = partOf(path)
    parts.set(part, (parts.get(part) ?? 0) + bytesInOutput)
  }
}
for (const [part, bytes] of [...parts].sort((a, b) => b[1] - a[1]).slice(0, 12))
  console.log(`  ${kib(bytes).padStart(9)}  ${part}`)
console.log(
  `  ${kib(bundle.length)}, ${kib(compressed)} compressed: ${Math.round((100 * compressed) / BUDGET)}% of ${kib(BUDGET)}`,
)
process.exit(compressed > BUDGET ? 1 : 0)

/** The package, our folder, or the data that a file belongs to. */
function partOf(path: string): string {
  const inPackage = /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)
  return inPackage?.[1] ?? /((?:src|var)\/[^/]+)/.exec(path)?.[1] ?? 'wrangler'
}
