/**
 * Every pattern of src takes a time that grows as its text does, no faster.
 *
 * Verdicts are kept in verdicts.json, so that only new patterns are judged (seconds each); `--write` keeps them.
 */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Attacker } from './attack.ts'
import { type Pattern, patternsIn } from './collect.ts'
import { faultsIn, hashOf, type Verdicts, verdictsIn } from './faults.ts'
import { GROWTHS, judge } from './judge.ts'
import { exercise, watch } from './made.ts'

const SRC = join(import.meta.dirname, '../../src')
const KEPT = join(import.meta.dirname, 'verdicts.json')
/** Roots, the build and threads start something when they are loaded, and the page's files need a browser. */
const LEFT_OUT = /^(?:main\.|build\/|channels\/console\/page\/)|\.thread\.node\.ts$/

const paths = readdirSync(SRC, { recursive: true, encoding: 'utf8' })
  .map((path) => path.replaceAll('\\', '/'))
  .filter((path) => /\.[jt]s$/.test(path) && !path.endsWith('.d.ts'))
  .sort()
const made = watch()
await exercise(paths.filter((path) => path.endsWith('.ts') && !LEFT_OUT.test(path)))
const collected = paths.map((path) => patternsIn(path, readFileSync(join(SRC, path), 'utf8')))
const patterns = [...collected.flatMap(({ literals }) => literals), ...made()]
const places = collected.flatMap(({ makings }) => makings)

const kept = existsSync(KEPT) ? verdictsIn(readFileSync(KEPT, 'utf8')) : {}
const verdicts = await judged(patterns, kept)
if (process.argv.includes('--write')) {
  const sorted = Object.entries(verdicts).sort(([a], [b]) => (a < b ? -1 : 1))
  writeFileSync(KEPT, `{\n${sorted.map(([hash, one]) => `  "${hash}": ${JSON.stringify(one)}`).join(',\n')}\n}\n`)
}

const faults = faultsIn({ patterns, places, verdicts, kept: process.argv.includes('--write') ? {} : kept })
const fresh = Object.keys(verdicts).filter((hash) => !kept[hash]).length
const counts = GROWTHS.map(
  (growth) => `${Object.values(verdicts).filter((one) => one.growth === growth).length} ${growth}`,
)
console.log(`  ${Object.keys(verdicts).length} patterns, ${fresh} of them new: ${counts.join(', ')}`)
for (const fault of faults) console.error(`  ${fault}`)
process.exit(faults.length ? 1 : 0)

async function judged(all: readonly Pattern[], before: Verdicts): Promise<Verdicts> {
  const attacker = new Attacker()
  const found: Verdicts = {}
  for (const pattern of all) {
    const hash = hashOf(pattern)
    found[hash] ??= before[hash] ?? { ...(await judge(pattern, attacker)), pattern: pattern.source.slice(0, 60) }
  }
  await attacker.close()
  return found
}
