/** The whole office as a process of its own, for a browser to look at. */
import { type ChildProcess, spawn } from 'node:child_process'
import { createServer } from 'node:net'
import { join } from 'node:path'

const ROOT = join(import.meta.dirname, '../..')
export const START_MS = 60_000

const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })

/**
 * `npm start` on a free port with an empty folder for its database; waits until it is up.
 * @param root the checkout that is started
 * @throws when it ends or is not up in time, with what it said
 */
export async function start(
  folder: string,
  root = ROOT,
): Promise<{ process: ChildProcess; url: string; said: () => string }> {
  const port = await freePort()
  const env = { ...process.env, PORT: String(port), YAODIAN_DB: join(folder, 'demo.db') }
  const child = spawn(process.execPath, ['--import', 'tsx', 'src/main.node.ts'], { cwd: root, env })
  let said = ''
  for (const pipe of [child.stdout, child.stderr]) pipe.on('data', (chunk) => (said += chunk))
  child.on('exit', (code, signal) => (said += `\nexited: ${code ?? signal}`))
  const url = `http://127.0.0.1:${port}/`
  for (let waited = 0; waited < START_MS; waited += 200) {
    if (child.exitCode !== null) throw new Error(`it did not start:\n${said}`)
    const up = await fetch(`${url}healthz`).catch(() => undefined)
    if (up?.ok) return { process: child, url, said: () => said }
    await new Promise((resolve) => setTimeout(resolve, 200))
  }
  child.kill()
  throw new Error(`it was not up after ${START_MS} ms:\n${said}`)
}
