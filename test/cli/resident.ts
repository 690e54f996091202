/**
 * Process: the built command line, a command a message. Settings, arguments and exit code are a command's own; what is
 * loaded, the office and its language, is loaded once.
 */
import { pathToFileURL } from 'node:url'

export interface Command {
  readonly program: string
  readonly args: readonly string[]
  readonly env: Readonly<Record<string, string | undefined>>
}

export interface Done {
  readonly status: number
  readonly stdout: string
  readonly stderr: string
}

let commands = 0

async function done({ program, args, env }: Command): Promise<Done> {
  for (const name of Object.keys(process.env)) delete process.env[name]
  Object.assign(process.env, env)
  process.argv = [process.execPath, program, ...args]
  process.exitCode = 0
  const said = { stdout: '', stderr: '' }
  for (const name of ['stdout', 'stderr'] as const)
    process[name].write = (text: string | Uint8Array) => {
      said[name] += typeof text === 'string' ? text : Buffer.from(text).toString()
      return true
    }
  // The root runs when it is imported; under another name it does so again, on the modules that are there.
  await import(`${pathToFileURL(program)}?${++commands}`)
  const status = Number(process.exitCode)
  process.exitCode = 0
  return { status, ...said }
}

process.on('message', async (command: Command) => process.send?.(await done(command)))
