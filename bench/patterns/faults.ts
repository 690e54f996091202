/** What is wrong with the patterns of src, given how each grows. */
import { createHash } from 'node:crypto'
import { z } from 'zod'
import type { Growth } from './attack.ts'
import type { Pattern } from './collect.ts'
import { GROWTHS } from './judge.ts'

const verdicts = z.record(
  z.string().regex(/^[0-9a-f]{12}$/),
  z.strictObject({ growth: z.enum(GROWTHS), by: z.enum(['recheck', 'attack']), pattern: z.string() }),
)
/** By the hash of a pattern; the pattern's beginning is for whoever reads the file. */
export type Verdicts = z.infer<typeof verdicts>

export const verdictsIn = (json: string): Verdicts => verdicts.parse(JSON.parse(json))

export const hashOf = ({ source, flags }: Pick<Pattern, 'source' | 'flags'>): string =>
  createHash('sha256').update(`/${source}/${flags}`).digest('hex').slice(0, 12)

interface Found {
  readonly patterns: readonly Pattern[]
  /** where patterns are made of strings, `ask/who.ts:89` */
  readonly places: readonly string[]
  readonly verdicts: Verdicts
  /** verdicts of before, as they are kept */
  readonly kept: Verdicts
}

/** @returns sentences, each with the place and what to do */
export function faultsIn({ patterns, places, verdicts, kept }: Found): string[] {
  const made = new Set(patterns.map(({ where }) => where))
  const used = new Set(patterns.map(hashOf))
  return [
    ...patterns.flatMap((one) => growing(one, verdicts[hashOf(one)]?.growth)),
    ...places
      .filter((place) => !made.has(place))
      .map((place) => `${place} makes a pattern that no run of made.ts reaches: reach it, or do without a pattern`),
    ...Object.entries(kept)
      .filter(([hash]) => !used.has(hash))
      .map(
        ([hash, { pattern }]) => `verdicts.json holds ${hash} (/${pattern}/), which src has no more: run with --write`,
      ),
  ]
}

const growing = ({ where, source, flags }: Pattern, growth: Growth | undefined): string[] =>
  growth === 'linear'
    ? []
    : [
        `${where} /${source}/${flags} is ${growth ?? 'not judged'}: bound what it repeats, or use what office/bounds has`,
      ]
