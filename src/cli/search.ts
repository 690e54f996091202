/** `yaodian search`: passages found for each query. */
import { z } from 'zod'
import { PassageIndex } from '../documents/index.ts'
import { answerLines, readRows } from './jsonl.ts'
import { progressBar } from './progress.ts'

const passage = z
  .object({ id: z.coerce.string(), title: z.string().nullish(), text: z.string() })
  .transform(({ id, title, text }) => ({ id, text, ...(title ? { title } : {}) }))
const query = z.object({ id: z.union([z.string(), z.number()]), query: z.string() })

/**
 * `yaodian search`: prints the best `k` passages for each line of a file.
 * @returns false where a line could not be read
 */
export async function search(options: { corpus: string; jsonl: string; k: number }): Promise<boolean> {
  const index = new PassageIndex(readRows(options.corpus, passage))
  return answerLines(
    options.jsonl,
    query,
    ({ id, query: words }) => {
      const started = performance.now()
      const hits = index.search(words, options.k)
      return { id, hits, ms: Number((performance.now() - started).toFixed(3)) }
    },
    progressBar('search'),
  )
}
