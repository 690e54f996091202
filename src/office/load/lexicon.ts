/** The words of the office: those of everybody, lexicon.yaml, and its own province's, regions/names.yaml. */
import { z } from 'zod'
import { Lexicon, type Term, type TermKind } from '../lexicon.ts'
import type { Fault } from './fault.ts'
import { text } from './fields.ts'
import type { Files } from './files.ts'
import { readYaml } from './yaml.ts'

const groups = z.record(z.string(), z.array(text).min(1))

const everybodys = z.strictObject({ synonym: groups, abbreviation: groups, body: groups, unit: groups })
const own = z.strictObject({ body: groups.optional(), area: groups.optional() })

/** Where a province's own bodies and areas stand, beside its regions; it may be left out. */
export const NAMES = 'regions/names.yaml'

/**
 * The words that people use for the terms of documents: those of lexicon.yaml, with the province's own (`NAMES`) over
 * them. A term of lexicon.yaml is left out where it shares a word with one of the province's.
 * @returns undefined when there were faults, which are added to `faults`
 */
export function loadLexicon(files: Files, faults: Fault[]): Lexicon | undefined {
  const before = faults.length
  const shipped = termsIn(files, 'lexicon.yaml', everybodys, faults)
  const province = files.has(NAMES) ? termsIn(files, NAMES, own, faults) : []
  const named = new Set(province.flatMap(namesOf))
  const others = shipped.filter((one) => !namesOf(one).some((name) => named.has(name)))
  return faults.length === before ? new Lexicon([...others, ...province]) : undefined
}

const namesOf = ({ term, words }: Term): readonly string[] => [term, ...words]

type Sheet = { readonly [Kind in TermKind]?: z.output<typeof groups> | undefined }

function termsIn(files: Files, path: string, schema: z.ZodType<Sheet>, faults: Fault[]): Term[] {
  const sheet = readYaml(files, path, schema, faults)
  const kinds = Object.entries(sheet?.value ?? {}) as [TermKind, Sheet[TermKind]][]
  const terms = kinds.flatMap(([kind, of]) =>
    Object.entries(of ?? {}).map(([term, words]): Term => ({ kind, term, words })),
  )
  for (const { kind, term, words } of terms) {
    words.forEach((word, i) => {
      if (word === term || words.indexOf(word) < i) sheet?.fault([kind, term, i], '每个词只写一次', word)
    })
  }
  return terms
}
