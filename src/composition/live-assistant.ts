/** The desk of an office that changes while it runs: built over how the office stands at each message. */
import { abilities, type Means } from '../assistant/commands.ts'
import {
  type Assistant,
  createDesk,
  createFront,
  type DeskParts,
  type FrontParts,
  type OpenDesk,
} from '../assistant/index.ts'
import type { LiveOffice, OfficeNow } from './live-office.ts'

/**
 * A desk that is built anew where the office changed: it asks `live` at each message.
 * @param means.attachments where files come from and are kept; without it none are taken
 * @param means.readFile reads those that are documents
 * @param means.keep what is kept for how long; without it for ever
 * @param means.readingMs within how many milliseconds a language model answers, where there is one
 */
export function liveDesk(
  live: LiveOffice,
  parts: Omit<DeskParts, 'plan' | 'commands' | 'fallback' | 'jobs' | 'files'>,
  means: Pick<Means, 'attachments' | 'readFile' | 'readingMs' | 'keep' | 'sight'> = {},
): OpenDesk {
  const over = (stand: OfficeNow): OpenDesk => createDesk({ ...parts, ...abilities({ ...stand, ...means }) })
  let held = { stand: live.shipped, desk: over(live.shipped) }
  const current = async (): Promise<OpenDesk> => {
    const stand = await live.now()
    if (stand !== held.stand) held = { stand, desk: over(stand) }
    return held.desk
  }
  return {
    get commands() {
      return held.desk.commands
    },
    handle: async (...given) => (await current()).handle(...given),
    plan: async (now) => (await current()).plan(now),
    refresh: async () => void (await current()),
    file: async (key, now) => (await current()).file(key, now),
    // its papers come with it: the office is not asked
    judge: (...given) => held.desk.judge(...given),
  }
}

/**
 * An assistant that follows what the office imports, with its desk in this thread: where nothing can be stopped from
 * outside, or the platform does it.
 * @param live how the office stands at each message: data, documents, commands are built anew where it changed
 */
export function liveAssistant(
  live: LiveOffice,
  parts: Omit<DeskParts, 'plan' | 'commands' | 'fallback' | 'jobs' | 'files'> & Omit<FrontParts, 'desk'>,
  means: Pick<Means, 'attachments' | 'readFile' | 'keep' | 'sight'> = {},
): Assistant {
  const readingMs = parts.reading?.limitMs
  const desk = liveDesk(live, parts, readingMs === undefined ? means : { ...means, readingMs })
  return {
    ...createFront({ ...parts, desk }),
    get commands() {
      return desk.commands
    },
  }
}
