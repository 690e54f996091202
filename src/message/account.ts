/** What a command that answers makes of a question which another may answer as well, so that the two can be compared. */
import type { Card } from './card.ts'
import type { Told } from './thread.ts'

/** What the answer to a question accounts for; of two answers the one that leaves less unsaid is given. */
export interface Account {
  /**
   * What is asked of a figure: `done`, how it stands or who reported it; `due`, what it is to come to; `either` where no
   * word says which.
   */
  readonly of: 'done' | 'due' | 'either'
  /** how many characters of the words of the question the answer says nothing of */
  readonly left: number
  /** whether it has an answer to what it makes of it */
  readonly answers: boolean
  /** its answer as it stands above another's, where it can be shown so */
  readonly beside?: Card
  /** where in the papers that stands */
  readonly told?: Told
}
