/** A desk in this thread: the commands, the jobs and the files of an office over its store. */
import { judged } from '../ask/index.ts'
import type { Command } from '../message/command.ts'
import { handle } from './handle.ts'
import { helpCommand } from './help/help.ts'
import type { Desk, DeskParts } from './parts.ts'
import { plan } from './plan.ts'
import { setAsideCommand } from './set-aside.ts'

export interface OpenDesk extends Desk {
  /** all commands with the help, for menus and documentation */
  readonly commands: readonly Command[]
}

/**
 * Reads and decides messages: all commands, with 帮助 and 搁置, which are made of them.
 * @throws Error when two commands answer to one word
 */
export function createDesk(parts: DeskParts): OpenDesk {
  const commands = [parts.fallback, ...parts.commands, setAsideCommand]
  commands.push(helpCommand(commands, parts, parts.rules))
  checkNames(commands)
  const whole = { ...parts, commands }
  return {
    commands,
    async handle(message, now, options, begun) {
      await begun?.()
      return handle(message, now, whole, options?.interpretation)
    },
    plan: (now) => plan(now, whole),
    file: async (key) => parts.files?.(key, parts.store),
    judge: async (judging) => judged(judging),
  }
}

function checkNames(commands: readonly Command[]): void {
  const seen = new Map<string, string>()
  for (const command of commands) {
    for (const word of [command.name, ...command.words]) {
      const other = seen.get(word)
      if (other) throw new Error(`commands ${other} and ${command.name} both answer to ${word}`)
      seen.set(word, command.name)
    }
  }
}
