/** An article of the office's paper on reporting. */
export interface Article {
  /** 迟报和未报 */
  readonly name: string
  /** its sentences; each holds by a setting or by what the program does */
  readonly says: readonly string[]
  /** as people ask for it, a blank between two: it is found by these and by its own words */
  readonly asked: string
}
