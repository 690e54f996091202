/** The built command line for tests that call it often: in one process, where `init.test.ts` holds what a process of its own does. */
import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { built } from '../built.ts'
import { DIST } from '../program.ts'
import type { Command, Done } from './resident.ts'

export class CommandLine {
  private process: ChildProcess | undefined

  /** @param env all that it sees of the environment */
  async run(args: readonly string[], env: Command['env']): Promise<Done> {
    this.process ??= fork(await built('test/cli/resident.ts'), { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] })
    const command: Command = { program: join(DIST, 'main.cli.js'), args, env }
    const over = new AbortController()
    const { signal } = over
    const done = once(this.process, 'message', { signal })
    const ended = once(this.process, 'exit', { signal }).then(() => {
      throw new Error(`it ended at ${args.join(' ')}`)
    })
    this.process.send(command)
    try {
      const [said] = await Promise.race([done, ended])
      return said as Done
    } finally {
      over.abort()
      await Promise.allSettled([done, ended])
    }
  }

  stop(): void {
    this.process?.kill('SIGKILL')
    this.process = undefined
  }
}
