/** What ends the program: 1 something failed, 2 it was called wrongly. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
}

/** Said on standard error; the program ends with 1. */
export class Failure extends Error {
  override readonly name = 'Failure'
}
