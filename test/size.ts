/**
 * How much a test plays. The numbers that stand in the tests are the full length, played by `npm run test:long`;
 * `npm test` plays a part of it, `npm run test:quick` less.
 */
const PARTS: Readonly<Record<string, number>> = { long: 1, quick: 1 / 20 }
const PART = PARTS[import.meta.env.MODE] ?? 1 / 5

export const isLong = PART === 1

/** @param full how many cases at full length */
export const runs = (full: number): number => Math.ceil(full * PART)
