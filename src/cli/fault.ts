/** What an error of the system or the database means for who runs the office: the cause, and what to do. */
import { causeOf } from '../store/index.ts'

/** An error in one line for a person: what was said, its cause, and what to do where that is known. */
export function inWords(error: unknown): string {
  const said = messageOf(error)
  const code = codeOf(error)
  const cause = code === undefined ? undefined : causeOf(code)
  return cause ? `${cause.what}：${cause.mend}（${said}）` : said
}

/**
 * Whether an error is the machine's (disk, network, right) and no fault of the program, so that its words suffice
 * without a stack.
 */
export const isOfMachine = (error: unknown): boolean => {
  const code = codeOf(error)
  return code !== undefined && causeOf(code) !== undefined
}

function messageOf(error: unknown): string {
  if (error instanceof Error) return error.message
  const message = typeof error === 'object' && error !== null && 'message' in error ? error.message : error
  return typeof message === 'string' ? message : JSON.stringify(message)
}

/** The innermost one: the store wraps what the engine threw. */
function codeOf(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null) return undefined
  if ('cause' in error && error.cause) return codeOf(error.cause) ?? ownCode(error)
  return ownCode(error)
}

const ownCode = (error: object): string | undefined => ('code' in error ? String(error.code) : undefined)
