/** What an error of the system or the database means for who runs the office: the cause, and what to do. */

/** In the order in which a code is looked for: `EROFS`, `SQLITE_READONLY_DIRECTORY` … */
const CAUSES: readonly (readonly [RegExp, string])[] = [
  [/^(ENOSPC|EDQUOT|SQLITE_FULL)/, 'the disk is full: free some space there, or choose another place'],
  [/^EROFS/, 'the disk can only be read: mount it so that it can be written to'],
  [
    /^SQLITE_READONLY/,
    'the database can only be read: mend the rights of its file and folder, or mount the disk for writing',
  ],
  [/^(ENOENT|ENOTDIR)/, 'there is no such file or folder: look for a path mistyped or a disk that is not mounted'],
  [/^(EACCES|EPERM)/, 'no right to it: run the command as the user of the service, or mend the owner of the folder'],
  [/^SQLITE_CANTOPEN/, 'the database cannot be opened: look at its folder, its rights and whether the disk is mounted'],
  [/^(SQLITE_BUSY|SQLITE_LOCKED)/, 'another program holds the database: wait a moment, or end that program'],
  [/^(SQLITE_CORRUPT|SQLITE_NOTADB)/, 'the file is damaged or no database: keep it, and restore the last backup'],
  [
    /^(EIO|SQLITE_IOERR)/,
    'the disk does not answer as it should, or the file was taken away meanwhile: look at the disk',
  ],
  [/^EEXIST/, 'there is something of that name already: choose another name'],
]

/**
 * @returns one line: what was said, with its cause and what to do where those are known; never an object's name
 */
export function inWords(error: unknown): string {
  const said = messageOf(error)
  const code = codeOf(error)
  const cause = code && CAUSES.find(([codes]) => codes.test(code))?.[1]
  return cause ? `${cause} (${said})` : said
}

/** Whether it is the machine's fault and not ours: its words are enough, without the place in the program. */
export const isOfMachine = (error: unknown): boolean => {
  const code = codeOf(error)
  return code !== undefined && CAUSES.some(([codes]) => codes.test(code))
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
