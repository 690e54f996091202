/** What the built program is made of, and whether it is older than that. */
import { readdirSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const ROOT = dirname(dirname(fileURLToPath(import.meta.url)))
export const DIST = join(ROOT, 'dist')
/** Written last by a build and dated when that began: newer than all that went in. It lists what came out. */
export const STAMP = join(DIST, 'build.json')

const CODE = ['src', 'scripts', 'package-lock.json']
const DATA = ['data', 'prompts']

/** @returns {'missing' | 'code' | 'data' | undefined} what makes another build necessary; code before data */
export function stale() {
  const built = statSync(STAMP, { throwIfNoEntry: false })?.mtimeMs
  if (built === undefined) return 'missing'
  if (CODE.some((path) => isNewer(join(ROOT, path), built))) return 'code'
  if (DATA.some((path) => isNewer(join(ROOT, path), built))) return 'data'
  return undefined
}

/**
 * Folders count too: a file that was taken away changes its folder. What is not there (an image without sources) is not newer.
 * @param {string} path @param {number} than ms @returns {boolean}
 */
function isNewer(path, than) {
  const at = statSync(path, { throwIfNoEntry: false })
  if (!at) return false
  if (at.mtimeMs > than) return true
  return at.isDirectory() && readdirSync(path).some((name) => isNewer(join(path, name), than))
}
