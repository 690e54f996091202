/** `yaodian plan new YEAR --page`: the walk's page on this machine, until the plan is written or the person leaves. */
import { readPage } from '../../../channels/console/page.node.ts'
import { webApp } from '../../../web/app.ts'
import { openServer } from '../../../web/server.node.ts'
import * as pc from '../../colour.ts'
import { Failure } from '../../usage.ts'
import type { Making } from '../making.ts'
import * as text from '../text.ts'
import { walkApp } from './app.ts'

/** What was answered last is on its way to the browser for so long. */
const LAST_MS = 1_000

/** A paper with its annexes, as a scanner makes them. */
const LARGEST_BYTES = 24 * 1024 * 1024

const log = (entry: Readonly<Record<string, unknown>>): void => console.error(JSON.stringify(entry))

/**
 * Serves the page of `plan new` until the plan is written or the person leaves.
 *
 * @returns whether the plan was written
 * @throws Failure where the port is taken
 */
export function walkOnPage(making: Making, port: number): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const end = (isWritten: boolean): void => {
      server.close()
      server.closeAllConnections()
      resolve(isWritten)
    }
    const walk = walkApp({
      making,
      files: readPage(),
      done(lines) {
        for (const line of lines) console.log(line.text)
        setTimeout(end, LAST_MS, true)
      },
      log,
    })
    const server = openServer(webApp({ mounts: [walk], largestBytes: LARGEST_BYTES, log }).fetch)
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(error.code === 'EADDRINUSE' ? new Failure(text.portTaken(port)) : error),
    )
    server.listen(port, '127.0.0.1', () => {
      const at = server.address()
      console.log(pc.bold(text.pageAt(typeof at === 'object' && at ? at.port : port)))
    })
    process.once('SIGINT', () => {
      console.log(text.left(making.state.done.length, making.folder))
      end(false)
    })
  })
}
