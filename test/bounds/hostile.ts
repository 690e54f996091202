/** Texts written to hurt. Development sets: what they showed was mended. */
import { readFileSync } from 'node:fs'
import { z } from 'zod'

const Kept = z.strictObject({ before: z.string(), unit: z.string(), times: z.number(), after: z.string() })

const textsIn = (name: string): readonly string[] =>
  readFileSync(new URL(`./${name}`, import.meta.url), 'utf8')
    .trim()
    .split('\n')
    .map((line) => Kept.parse(JSON.parse(line)))
    .map(({ before, unit, times, after }) => `${before}${unit.repeat(times)}${after}`)

/** Ten of each of eight kinds, by somebody who had read neither the code nor issue 28. */
export const HOSTILE = textsIn('hostile.jsonl')
/** Forty against the reader, by another stranger. */
export const HOSTILE_2 = textsIn('hostile-2.jsonl')
/** Twenty of kinds that the others lack, made from the documents and data alone. */
export const HOSTILE_3 = textsIn('hostile-3.jsonl')
