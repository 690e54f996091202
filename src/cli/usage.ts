/** What ends the program: 1 something failed, 2 it was called wrongly. */
/** The program was called wrongly; it ends with 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
}

/** A command failed; its message goes to standard error, and the program ends with 1. */
export class Failure extends Error {
  override readonly name = 'Failure'
}
