/** The evaluation sets in test/eval must not score below what was reached: figures are in test/eval/figures.json. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { evaluate } from '../src/cli/eval.ts'

const EVAL = join(import.meta.dirname, '../test/eval')

const reached = z
  .array(
    z.object({
      set: z.string(),
      questions: z.string().optional(),
      unanswerable: z.string().optional(),
      updates: z.string().optional(),
      corpus: z.string().optional(),
      /** at least */
      right: z.record(z.string(), z.number().int()),
      /** at most; figures that nothing supports, updates silently wrong, clear ones asked about */
      faults: z.record(z.string(), z.number().int()),
    }),
  )
  .parse(JSON.parse(readFileSync(join(EVAL, 'figures.json'), 'utf8')))

let fallen = 0
for (const { set, right, faults, corpus, ...files } of reached) {
  const paths = Object.fromEntries(Object.entries(files).map(([name, file]) => [name, join(EVAL, file ?? '')]))
  const { scores, failing } = await evaluate({ ...paths, ...(corpus && { corpus: [join(EVAL, corpus)] }) })
  const now = {
    right: {
      ...(scores.questions && { questions: scores.questions.right.right }),
      ...(scores.unanswerable && { unanswerable: scores.unanswerable.rightlyNotAnswered.right }),
      ...(scores.updates && { core: scores.updates.core.part, stretch: scores.updates.stretch.part }),
    } as Record<string, number>,
    faults: {
      ...(scores.questions && {
        unsupported: scores.questions.unsupportedFigures,
        elsewhere: scores.questions.quotesElsewhere.right,
      }),
      ...(scores.updates && {
        silent: scores.updates.outcomes['silently wrong'].all,
        needless: scores.updates.needless.part,
      }),
    } as Record<string, number>,
  }
  for (const [name, least] of Object.entries(right))
    report(set, name, now.right[name] ?? 0, least, (now.right[name] ?? 0) >= least)
  for (const [name, most] of Object.entries(faults))
    report(set, name, now.faults[name] ?? 0, most, (now.faults[name] ?? 0) <= most)
  if (fallen) for (const { id, asked, why } of failing) console.log(`    ${id} ${asked}: ${why}`)
}
process.exit(fallen ? 1 : 0)

function report(set: string, name: string, now: number, bound: number, holds: boolean): void {
  if (!holds) fallen++
  console.log(`  ${holds ? 'ok    ' : 'FALLEN'} ${set} ${name}: ${now} (reached ${bound})`)
}
