/** The assistant of an office that changes while it runs: built over how the office stands at each message. */
import { abilities, type Means } from './assistant/commands.ts'
import { type Assistant, createAssistant, type Parts } from './assistant/index.ts'
import type { Standing, Stands } from './standing.ts'

/**
 * @param means.attachments where files come from and are kept; without it none are taken
 * @param means.readFile reads those that are documents
 */
export function livingAssistant(
  stands: Stands,
  parts: Omit<Parts, 'commands' | 'fallback' | 'jobs' | 'files'>,
  means: Pick<Means, 'attachments' | 'readFile'> = {},
): Assistant {
  const wordingMs = parts.wording?.limitMs
  const whole = wordingMs === undefined ? means : { ...means, wordingMs }
  const over = (stand: Standing): Assistant => createAssistant({ ...parts, ...abilities({ ...stand, ...whole }) })
  let held = { stand: stands.shipped, assistant: over(stands.shipped) }
  const current = async (): Promise<Assistant> => {
    const stand = await stands.now()
    if (stand !== held.stand) held = { stand, assistant: over(stand) }
    return held.assistant
  }
  return {
    commands: held.assistant.commands,
    handle: async (message) => (await current()).handle(message),
    tick: async (now) => (await current()).tick(now),
    deliver: (now) => held.assistant.deliver(now),
  }
}
