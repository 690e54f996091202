/** lexicon.yaml: kind → term → the words that people use for it. */
import { z } from 'zod'
import { Lexicon, type Term, type TermKind } from '../lexicon.ts'
import type { Fault } from './fault.ts'
import { text } from './fields.ts'
import type { Files } from './files.ts'
import { readYaml } from './yaml.ts'

const groups = z.record(z.string(), z.array(text).min(1))

const file = z.strictObject({ synonym: groups, abbreviation: groups, body: groups, unit: groups })

const KINDS: readonly TermKind[] = ['synonym', 'abbreviation', 'body', 'unit']

/**
 * A lexicon: kind → term → the words that people use for it. @param path relative to data/
 * @returns undefined when there were faults, which are added to `faults`
 */
export function loadLexicon(files: Files, path: string, faults: Fault[]): Lexicon | undefined {
  const sheet = readYaml(files, path, file, faults)
  if (!sheet) return undefined
  const before = faults.length
  const terms = KINDS.flatMap((kind) =>
    Object.entries(sheet.value[kind]).map(([term, words]): Term => ({ kind, term, words })),
  )
  for (const { kind, term, words } of terms) {
    words.forEach((word, i) => {
      if (word === term || words.indexOf(word) < i) sheet.fault([kind, term, i], '每个词只写一次', word)
    })
  }
  return faults.length === before ? new Lexicon(terms) : undefined
}
