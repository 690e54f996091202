/**
 * Texts written to hurt, ten of each of eight kinds, by somebody who had read neither the code nor issue 28.
 *
 * A development set: what they showed was mended.
 */
import { readFileSync } from 'node:fs'
import { z } from 'zod'

const Kept = z.strictObject({ before: z.string(), unit: z.string(), times: z.number(), after: z.string() })

export const HOSTILE: readonly string[] = readFileSync(new URL('./hostile.jsonl', import.meta.url), 'utf8')
  .trim()
  .split('\n')
  .map((line) => Kept.parse(JSON.parse(line)))
  .map(({ before, unit, times, after }) => `${before}${unit.repeat(times)}${after}`)
