import { test as onBoth } from 'vitest'

/**
 * How much a test plays. The numbers that stand in the tests are the full length, played by `npm run test:long`;
 * `npm test` plays a part of it, `npm run test:quick` less.
 */
const PARTS: Readonly<Record<string, number>> = { long: 1, quick: 1 / 20 }
const PART = PARTS[import.meta.env.MODE] ?? 1 / 5

export const isLong = PART === 1

/** Of so many cases a part is many still: by day half of it. */
const MANY = 200

/** @param full how many cases at full length */
export const runs = (full: number): number => Math.ceil(full > MANY && !isLong ? (full * PART) / 2 : full * PART)

const { navigator } = globalThis as { readonly navigator?: { readonly userAgent?: string } }
const inWorkerd = navigator?.userAgent === 'Cloudflare-Workers'

/**
 * In workerd by night alone, in files of which D1 learns by one or two tests: those stand as `onBoth`, vitest's own.
 * What it must learn by day is held by runtimes/compared.ts.
 */
export const test: typeof onBoth = isLong || !inWorkerd ? onBoth : (onBoth.skip as typeof onBoth)

/** @param all what is asked on Node in full; in workerd by night too, by day one in five, spread over all */
export const alsoInWorkerd = <T>(all: readonly T[]): readonly T[] =>
  isLong || !inWorkerd ? all : all.filter((_, at) => at % 5 === 0)
