/** Where the program lies on this machine: the same places whether it runs from src/ or, built, from dist/. */

const here: string | undefined = import.meta.url

/** `/home/yaodian/` and `src` or `dist`; a Worker has no files and asks for none. */
const [, root = '', program = ''] = /^file:\/\/(.*\/)(src|dist)\//.exec(here ?? '') ?? []

/** Drive letters of Windows have no slash before them. */
const plain = (path: string): string => decodeURIComponent(path).replace(/^\/(?=[A-Za-z]:)/, '')

/**
 * The path on this machine of a file or folder of the project: `data`, `prompts`, `node_modules/pdfjs-dist`. Not
 * looked for.
 */
export const inProject = (path: string): string => plain(root) + path

/**
 * The path on this machine of what comes with the program, at the same place below src/ and dist/: `store/migrations`.
 */
export const inProgram = (path: string): string => `${plain(root)}${program}/${path}`

/** Whether it runs from dist/. */
export const isBuilt = program === 'dist'

/** Whether there are files at all. */
export const hasFiles = root !== ''
