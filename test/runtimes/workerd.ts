/** The workerd of the tests, which cannot stand still for ever: see workerd.sh. Miniflare asks its environment for it. */
import { join } from 'node:path'

/** Before a Miniflare starts; a path that is set already stays. */
export function steadyWorkerd(): void {
  if (process.platform !== 'win32') process.env['MINIFLARE_WORKERD_PATH'] ??= join(import.meta.dirname, 'workerd.sh')
}
