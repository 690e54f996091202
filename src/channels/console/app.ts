/** The console's web app: the chat page and what it talks to. Demo only: pages of this machine, no sign-in. */
import { Hono } from 'hono'
import { StoreUnavailable } from '../../store/index.ts'
import { consoleApi } from './api.ts'
import { localPagesOnly } from './guard.ts'
import type { ConsoleOptions } from './options.ts'
import { pages } from './pages.ts'
import { TEXT } from './text.ts'

export { UploadedFiles } from './attachments.ts'
export { consoleChannel } from './channel.ts'
export type { ConsoleOptions, Persona } from './options.ts'
export { Transcript } from './transcript.ts'

/**
 * The page at `/`, its files and its interface under `/console`. To be mounted at the root of `webApp`.
 *
 * Errors are answered as `{ error }` with one sentence for the person at the page.
 */
export function consoleApp(options: ConsoleOptions): Hono {
  const app = new Hono()
  app.onError((error, c) => {
    options.log({ event: 'console-failed', error: error.stack ?? error.message })
    const gone = error instanceof StoreUnavailable
    return c.json({ error: gone ? TEXT.notStored : TEXT.notTaken }, gone ? 503 : 500)
  })
  // By path, since other apps are mounted beside this one and have callers of their own.
  app.use('/', localPagesOnly)
  app.use('/console/*', localPagesOnly)
  app.route('/', pages(options.page))
  app.route('/console/api', consoleApi(options))
  return app
}
