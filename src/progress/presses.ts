/** What the buttons of an answer bring: words that they repeat, or the whole of what they ask. */
import { z } from 'zod'
import { words } from '../message/input.ts'
import { type LedgerQuery, ledgerQuery } from '../query/index.ts'

/** A query as a button carries it; undefined: of another version, or forged. */
export function queryIn(written: string | undefined): LedgerQuery | undefined {
  try {
    return written === undefined ? undefined : ledgerQuery.safeParse(JSON.parse(written)).data
  } catch {
    return undefined
  }
}

const query = z.string().refine((written) => queryIn(written) !== undefined)

/** `nearest`: what was read of words that were asked about, for the answer to be put into */
export const progressInput = words.extend({ query: query.optional(), nearest: query.optional() })
