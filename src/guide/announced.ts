/** Deadlines that the office moved or granted, told by whoever keeps them. */
import type { Move } from '../office/deadline.ts'
import type { Reader } from '../store/index.ts'

/** Where moved deadlines are read. */
export interface Announced {
  readonly moves: (store: Reader) => Promise<readonly Move[]>
}
