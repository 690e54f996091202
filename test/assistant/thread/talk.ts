/** Talks as the specification writes them: what is said, what the answer must hold, and what it must not. */
import { expect } from 'vitest'
import { freshStore } from '#fresh-store'
import { type Store, sql } from '../../../src/store/index.ts'
import { office } from '../../office.ts'

export type Desk = Awaited<ReturnType<typeof office>>

/** A sentence and its answer; `not`: words that must not stand in it. */
export interface Step {
  readonly says: string
  readonly hears: RegExp
  readonly not?: RegExp
}

export interface Talk {
  readonly who: string
  readonly steps: readonly Step[]
  /** how many figures are on record at the end */
  readonly figures?: number
  readonly at?: string
}

export const says = (text: string, hears: RegExp, not?: RegExp): Step => ({ says: text, hears, ...(not && { not }) })

const count = async (store: Store, table: string): Promise<number> =>
  (await store.first<{ n: number }>(`SELECT COUNT(*) AS n FROM ${table}`))?.n ?? 0

export const figuresIn = (store: Store) => count(store, 'ledger')

/** Monday 3 July 2017, before the June deadline; Huzhou's counties but 安吉 have somebody to be reminded. */
export async function desk(at = '2017-07-03 09:00'): Promise<Desk> {
  const made = await office(await freshStore(), at)
  await made.store.commit([
    sql('INSERT INTO person (id, name) VALUES (?, ?)', '德清', '德清联系人'),
    sql('INSERT INTO account (account, person) VALUES (?, ?)', 'test:德清', '德清'),
    sql('INSERT INTO post (person, role, region) VALUES (?, ?, ?)', '德清', 'contact', '330521'),
  ])
  return made
}

export async function played({ who, steps, figures, at }: Talk): Promise<Desk> {
  const one = await desk(at)
  for (const { says: text, hears, not } of steps) {
    const heard = await one.says(who, text)
    expect(heard, text).toMatch(hears)
    if (not) expect(heard, text).not.toMatch(not)
  }
  if (figures !== undefined) expect(await figuresIn(one.store)).toBe(figures)
  return one
}
