/** A file that a person names, by its path as a terminal gives it. */
import { existsSync, statSync } from 'node:fs'
import { basename, join } from 'node:path'
import { bytesOf } from '../../jsonl.ts'
import { fromCaller } from '../../paths.ts'
import { UsageError } from '../../usage.ts'
import { type FileAsk, type GivenFile, Wrong } from '../ask.ts'
import * as text from '../text.ts'

/** Dragged into a terminal a path comes in quotation marks, or with its blanks marked. */
const bare = (typed: string): string =>
  /^(['"]).*\1$/.test(typed) ? typed.slice(1, -1) : typed.replace(/\\(?=[ ()&'])/g, '')

/**
 * The path that a person typed or dropped, from the folder that the command was called in.
 * @throws Wrong where it is no file
 */
export function fileTyped(typed: string): GivenFile {
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
 * What Enter stands for: a word, or the path of the file that was given before. Undefined where nothing is proposed.
 */
export const earlier = (folder: string, proposal: FileAsk['proposal']): string | undefined =>
  typeof proposal === 'object' && !existsSync(proposal.path)
    ? join(folder, proposal.kept)
    : typeof proposal === 'object'
      ? proposal.path
      : proposal
