/** Texts written to hurt. Development sets: what they showed was mended. */
import { readFileSync } from 'node:fs'
import { z } from 'zod'

const Kept = z
  .strictObject({
    border: z.string().default(''),
    before: z.string(),
    unit: z.string(),
    times: z.number(),
    after: z.string(),
  })
  .transform(({ border, before, unit, times, after }) => ({ border, text: `${before}${unit.repeat(times)}${after}` }))

const keptIn = (name: string) =>
  readFileSync(new URL(`./${name}`, import.meta.url), 'utf8')
    .trim()
    .split('\n')
    .map((line) => Kept.parse(JSON.parse(line)))

const textsIn = (name: string): readonly string[] => keptIn(name).map(({ text }) => text)

/** Ten of each of eight kinds, by somebody who had read neither the code nor issue 28. */
export const HOSTILE = textsIn('hostile.jsonl')
/** Forty against the reader, by another stranger. */
export const HOSTILE_2 = textsIn('hostile-2.jsonl')
/** Twenty of kinds that the others lack, made from the documents and data alone. */
export const HOSTILE_3 = textsIn('hostile-3.jsonl')
/** Eleven that a third climbed to by the clock, each with the border at which it took most. */
export const CLIMBED = keptIn('hostile-4.jsonl')
/** Lines of chat: six that a fourth climbed to by steps, and one that our own climb came to. */
export const CLIMBED_LINES = keptIn('hostile-5.jsonl')
