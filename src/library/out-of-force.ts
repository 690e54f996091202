/** A document that no longer holds, asked about by its number or name, is said to be one. */
import type { Document, Shelved } from '../documents/index.ts'
import { answer, type Command } from '../message/command.ts'
import { lookingFirst } from '../message/declare.ts'
import * as text from './text.ts'

/** A document that no longer holds, and why. */
export type Lapsed = Pick<Shelved, 'title' | 'number' | 'supersededBy' | 'expires' | 'because'> & {
  readonly state: Exclude<Shelved['state'], 'in-force'>
}

const SHORTEST_TITLE = 6
const bare = (words: string): string => words.normalize('NFKC').replace(/[\s“”"'《》〈〉()[\]〔〕]/g, '')

/**
 * A past document that a text names, and no document in force along with it: by its number, else by its title.
 * Blanks, quotation marks and brackets make no difference; a title of fewer than six characters names nothing.
 * @returns undefined where it names none, or one in force too
 */
export function pastNamed(said: string, past: readonly Lapsed[], documents: readonly Document[]): Lapsed | undefined {
  const words = bare(said)
  const names = (number: string | undefined): boolean => number !== undefined && words.includes(bare(number))
  const titled = (title: string): boolean => bare(title).length >= SHORTEST_TITLE && words.includes(bare(title))
  if (documents.some(({ number }) => names(number))) return undefined
  return (
    past.find(({ number }) => names(number)) ??
    (documents.some(({ title }) => titled(title)) ? undefined : past.find(({ title }) => titled(title)))
  )
}

/**
 * The question command; asked about a document that no longer holds by its name, it says so.
 * @param base answers everything else
 */
export const sayingPast = (base: Command, past: readonly Lapsed[], documents: readonly Document[]): Command =>
  past.length === 0
    ? base
    : lookingFirst(base, async (asked) => {
        const named = pastNamed(asked.text, past, documents)
        return named && answer('past-document', text.past(named))
      })
