/** A file that a person names, by its path as a terminal gives it. */
import { existsSync, statSync } from 'node:fs'
import { basename } from 'node:path'
import { bytesOf } from '../ingest.ts'
import { fromCaller } from '../paths.ts'
import { Failure, UsageError } from '../usage.ts'
import type { Making } from './making.ts'
import { type Given, keepFile } from './state.ts'
import { Wrong } from './terminal.ts'
import * as text from './text.ts'

export interface Typed {
  readonly name: string
  readonly path: string
  readonly bytes: Uint8Array
}

/** Dragged into a terminal a path comes in quotation marks, or with its blanks marked. */
const bare = (typed: string): string =>
  /^(['"]).*\1$/.test(typed) ? typed.slice(1, -1) : typed.replace(/\\(?=[ ()&'])/g, '')

/**
 * The path that a person typed or dropped, from the folder that the command was called in.
 * @throws Wrong where it is no file
 */
export function fileTyped(typed: string): Typed {
  const path = fromCaller(bare(typed))
  if (typed === '') throw new Wrong(text.noPath)
  if (!existsSync(path)) throw new Wrong(text.noFile(path))
  if (!statSync(path).isFile()) throw new Wrong(text.isFolder(path))
  try {
    return { name: basename(path), path, bytes: bytesOf(path) }
  } catch (error) {
    if (error instanceof UsageError) throw new Wrong(error.message)
    throw error
  }
}

/**
 * Work whose failure a person can mend, so that it is asked again; all else ends the program.
 * @throws Wrong in the place of Failure
 */
export async function mended<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof Failure) throw new Wrong(error.message)
    throw error
  }
}

export interface FileAsked {
  /** what the copy is called: paper */
  readonly what: string
  readonly text: string
  readonly proposal?: string | undefined
  readonly flag?: string
  /** @throws Wrong for what the file lacks */
  readonly check: (file: Typed) => Promise<void>
}

/** Asks for a file and looks at it before its copy is kept: one that does not read is asked for again. */
export const askFile = (making: Making, { what, text: asked, proposal, flag, check }: FileAsked): Promise<Given> =>
  making.terminal.ask({
    text: asked,
    ...(proposal !== undefined && { proposal }),
    ...(flag !== undefined && { flag }),
    async read(typed) {
      const file = fileTyped(typed)
      await check(file)
      return keepFile(making.folder, what, file)
    },
  })
