/** Where the program lies on this machine: the same places whether it runs from src/ or, built, from dist/. */

const here: string | undefined = import.meta.url

/** `/home/yaodian/` and `src` or `dist`; a Worker has no files and asks for none. */
const [, root = '', program = ''] = /^file:\/\/(.*\/)(src|dist)\//.exec(here ?? '') ?? []

/** Drive letters of Windows have no slash before them. */
const plain = (path: string): string => decodeURIComponent(path).replace(/^\/(?=[A-Za-z]:)/, '')

/**
 * The path of a file or folder of the project (`data`, `prompts`, `node_modules/pdfjs-dist`) on this machine. Whether
 * it exists is not looked at.
 */
export const inProject = (path: string): string => plain(root) + path

/**
 * The path of a file that comes with the program, such as `store/migrations`: below dist/ for the built program,
 * below src/ for the sources.
 */
export const inProgram = (path: string): string => `${plain(root)}${program}/${path}`

/** Whether the program runs from dist/, built. */
export const isBuilt = program === 'dist'

/** Whether the runtime has files; a Worker has none. */
export const hasFiles = root !== ''
