/** What is written down is in the office's own words, as what is said is: rows are read by other doors, too. */
import { type LevelNames, levelled } from '../office/levels.ts'
import type { Statement } from '../store/index.ts'

/** The same statements, with the words of the office in the texts that they store. */
export const writesIn = (own: LevelNames, writes: readonly Statement[]): Statement[] =>
  writes.map(({ sql, params }) => ({
    sql,
    params: params.map((one) => (typeof one === 'string' ? levelled(one, own) : one)),
  }))
