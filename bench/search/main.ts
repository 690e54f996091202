/**
 * Passage search beside its peers: right first hits on 200 questions, and time at growing sizes.
 *
 * Times are of this machine in this run; read them as ratios to the peers beside them.
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { grow } from './corpus.ts'
import { type Build, own, PEERS } from './peers.ts'

const ENGINES: readonly (readonly [string, Build])[] = [['yaodian', own], ...Object.entries(PEERS)]

const read = <T>(name: string, schema: z.ZodType<T>): T[] =>
  readFileSync(join(import.meta.dirname, name), 'utf8')
    .trim()
    .split('\n')
    .map((line) => schema.parse(JSON.parse(line)))

const passages = read('passages.jsonl', z.object({ id: z.string(), title: z.string(), text: z.string() }))
const queries = read('queries.jsonl', z.object({ id: z.string(), query: z.string(), gold: z.array(z.string()) }))

export async function quality(): Promise<void> {
  console.log(`\n${queries.length} questions on ${passages.length} passages: right first, right within five (%)`)
  for (const [name, build] of ENGINES) {
    const engine = await build(passages)
    let [first, five] = [0, 0]
    for (const { query, gold } of queries) {
      const found = await engine.find(query, 5)
      if (found[0] && gold.includes(found[0])) first++
      if (found.some((id) => gold.includes(id))) five++
    }
    console.log(
      `  ${name.padEnd(22)} ${((100 * first) / queries.length).toFixed(1).padStart(5)} ${((100 * five) / queries.length).toFixed(1).padStart(6)}`,
    )
  }
}

/** @param sizes number of passages */
export async function speed(sizes: readonly number[]): Promise<void> {
  for (const size of sizes) {
    const corpus = grow(passages, size)
    console.log(`\n${size} passages: built in s, then a query in ms at the median / p95 / p99`)
    for (const [name, build] of ENGINES) {
      // Minutes to build, and seconds a query: said once at the smaller size.
      if (size > 10_000 && /Orama|MiniSearch/.test(name) && !process.argv.includes('--all')) continue
      const started = performance.now()
      const engine = await build(corpus)
      const built = (performance.now() - started) / 1000
      for (const { query } of queries.slice(0, 20)) await engine.find(query, 10)
      const times: number[] = []
      for (const { query } of queries) {
        const from = performance.now()
        await engine.find(query, 10)
        times.push(performance.now() - from)
      }
      times.sort((a, b) => a - b)
      const at = (share: number): string =>
        (times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0).toFixed(2).padStart(8)
      console.log(`  ${name.padEnd(22)} ${built.toFixed(1).padStart(6)} ${at(0.5)} ${at(0.95)} ${at(0.99)}`)
    }
  }
}
