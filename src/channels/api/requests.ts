/** What a program may ask: requests that a person could press or type, each of one command that only reads. */
import { z } from 'zod'
import type { Wire } from '../../message/input.ts'

const words = z.string().trim().min(1).max(6_000)

const ask = z.strictObject({
  question: words.describe(
    'a question about the official papers, in Chinese, with its year and what it is about by name',
  ),
})
const progress = z
  .strictObject({
    question: words
      .optional()
      .describe('a question about figures of the ledger, in Chinese, with place and indicator by name'),
    query: z
      .record(z.string(), z.unknown())
      .optional()
      .describe('the same as a query, as the buttons of answers bring it'),
  })
  .refine(({ question, query }) => (question === undefined) !== (query === undefined), 'either question or query')
const deadlines = z.strictObject({
  period: words.optional().describe('of which period: 6月; without it what is due next'),
})

/** A tool that programs are offered, by the command that does it. */
export interface Tool {
  readonly name: string
  readonly description: string
  readonly input: z.ZodType
  /** the command, as a press names it */
  readonly command: string
  /** @throws z.ZodError when it is not what the tool takes */
  readonly values: (given: unknown) => Wire
}

/** The tools that programs are offered over HTTP and MCP. */
export const TOOLS: readonly Tool[] = [
  {
    name: 'ask',
    description:
      'Answers from the official papers of the office, with provision and quotation, or says that they do not say it.',
    input: ask,
    command: '问',
    values: (given) => ({ text: ask.parse(given).question }),
  },
  {
    name: 'progress',
    description:
      'Where goals and counties stand: figures of the ledger with the day they are of, rank, share of the goal.',
    input: progress,
    command: '进度',
    values(given) {
      const { question, query } = progress.parse(given)
      return query === undefined ? { text: question ?? '' } : { query: JSON.stringify(query) }
    },
  },
  {
    name: 'deadlines',
    description: 'Until which day figures are to be reported, and how many days are left.',
    input: deadlines,
    command: '期限',
    values: (given) => ({ text: deadlines.parse(given).period ?? '' }),
  },
]

/** The tool of a name; undefined where none has it. */
export const toolOf = (name: string): Tool | undefined => TOOLS.find((one) => one.name === name)
