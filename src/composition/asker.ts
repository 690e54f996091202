/** The asker over an office's documents: the same for every runtime. */
import { type Asker, createAsker, type QuestionLexicon, readLexicon } from '../ask/index.ts'
import { type Document, readDocument } from '../documents/index.ts'
import type { Read } from '../language/index.ts'
import { type Files, type Office, yamlIn } from '../office/load/index.ts'
import { readMoves, remindersWithin } from '../remind/index.ts'
import { type Questions, questionsOf } from '../request/index.ts'

/** The plans' own papers, read; in the order of `office.plans`, each by its year as its id. */
export const planDocuments = (office: Office): Document[] =>
  office.plans.map(({ text, year, indicators }) =>
    readDocument(text, { id: String(year), goals: indicators.map(({ target }) => target.wording) }),
  )

/**
 * The words an asker knows: the office's, a group for each kind of term, and those of `data/lexicon/`.
 * @throws YAMLParseError where a file is no YAML, ZodError where it has not the shape of a lexicon
 */
export function askersWords({ terms }: Office['lexicon'], files: Files): QuestionLexicon {
  const kinds = [...new Set(terms.map(({ kind }) => kind))]
  const own = kinds.map((of) => ({
    synonym: Object.fromEntries(terms.filter(({ kind }) => kind === of).map(({ term, words }) => [term, words])),
  }))
  const more = [...files].filter(([path]) => /^lexicon\/.*\.yaml$/.test(path)).map(([, yaml]) => yamlIn(yaml))
  return readLexicon(...own, ...more)
}

/** Answers questions from these papers, by `askersWords`; indexes them all at once. */
export const openAsker = (office: Office, files: Files, documents: readonly Document[]): Asker =>
  createAsker({ documents, lexicon: askersWords(office.lexicon, files), regions: office.regions })

/** Questions on the ledger (`questionsOf`), judged by deadlines as the office moved them. @param files data/ as text */
export const openQuestions = (office: Office, read: Read, files: Files): Questions =>
  questionsOf({ ...office, moves: readMoves, reminders: remindersWithin }, read, files)

/**
 * As `openAsker`, but reads and indexes on the first question only: where another thread answers, that may never come.
 */
export function lazyAsker(...given: Parameters<typeof openAsker>): Asker {
  let opened: Asker | undefined
  const asker = (): Asker => {
    opened ??= openAsker(...given)
    return opened
  }
  return {
    ask: (ask) => asker().ask(ask),
    key: (question) => asker().key(question),
    unsaid: (question, answer) => asker().unsaid(question, answer),
    evidence: (ask, answer) => asker().evidence(ask, answer),
  }
}
