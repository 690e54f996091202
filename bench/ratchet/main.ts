/**
 * `tsx bench/ratchet/main.ts`: fails where a count of kept.json has risen. `--write` keeps the present counts, none of
 * which may be higher.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { type Counts, countsOf } from './count.ts'

const SRC = join(import.meta.dirname, '../../src')
const KEPT = join(import.meta.dirname, 'kept.json')

const Kept = z.record(z.string(), z.number())

const paths = readdirSync(SRC, { recursive: true, encoding: 'utf8' }).map((path) => path.replaceAll('\\', '/'))
const read = (path: string) => ({ path, text: readFileSync(join(SRC, path), 'utf8') })
const tables = paths
  .filter((path) => path.endsWith('.sql'))
  .flatMap((path) => [...read(path).text.matchAll(/^CREATE TABLE (\w+)/gm)].map(([, name = '']) => name))
const counts: Counts = countsOf(paths.filter((path) => /\.ts$/.test(path) && !path.endsWith('.d.ts')).map(read), tables)
const kept = Kept.parse(JSON.parse(readFileSync(KEPT, 'utf8')))

let risen = 0
for (const [name, count] of Object.entries(counts)) {
  const before = kept[name] ?? count
  if (count > before) risen++
  const said = count > before ? 'RISEN' : count < before ? 'fallen: keep it with --write' : 'as kept'
  console.log(`  ${name.padEnd(18)} ${before} → ${count}  ${said}`)
}
if (risen > 0) process.exitCode = 1
else if (process.argv.includes('--write')) writeFileSync(KEPT, `${JSON.stringify(counts, null, 2)}\n`)
