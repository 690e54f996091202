/** What the buttons of an answer bring: words that they repeat, or the whole of what they ask. */
import { z } from 'zod'
import { words } from '../message/input.ts'
import { type LedgerQuery, ledgerQuery } from '../query/index.ts'

/** Reads the query that a button carries; undefined where it is of another version, or forged. */
export function queryIn(written: string | undefined): LedgerQuery | undefined {
  try {
    return written === undefined ? undefined : ledgerQuery.safeParse(JSON.parse(written)).data
  } catch {
    return undefined
  }
}

const query = z.string().refine((written) => queryIn(written) !== undefined)

/**
 * The fields of 进度: words, or a query. `nearest`: the query that was read of words which were asked about; the answer
 * completes it.
 */
export const progressInput = words.extend({ query: query.optional(), nearest: query.optional() })
