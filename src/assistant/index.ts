/** The assistant: two verbs, `handle` a message and `tick` as time passes; everything else is handed in. */
import type { Command } from '../message/command.ts'
import { createDesk } from './desk.ts'
import * as front from './front.ts'
import type { DeskParts, FrontParts } from './parts.ts'
import { readAnswer } from './reading.ts'

export { createDesk, type OpenDesk } from './desk.ts'
export type { Front } from './front.ts'
export type { CutOff, Desk, DeskParts, FrontParts, Handled, HandleOptions, Patience, Worked } from './parts.ts'
export { countSetAside, listSetAside, retry } from './pending.ts'

/** An assistant whose desk is in this very thread. */
export type Parts = DeskParts & Omit<FrontParts, 'desk'>

/** With what a model answers; see front.ts. */
export const createFront = (parts: FrontParts): front.Front => front.createFront({ readAnswer, ...parts })

export interface Assistant extends front.Front {
  /** all commands with the help, for menus and documentation */
  readonly commands: readonly Command[]
}

/** A front with its desk in the same thread. @throws Error when two commands answer to one word */
export function createAssistant(parts: Parts): Assistant {
  const desk = createDesk(parts)
  return { ...createFront({ ...parts, desk }), commands: desk.commands }
}
