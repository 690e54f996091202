/** Prompts: Markdown files with front matter, checked when the office starts. */
import { parse } from 'yaml'
import { z } from 'zod'
import type { ChatRequest } from './request.ts'

const Front = z.strictObject({
  name: z.string().regex(/^[a-z-]+$/),
  purpose: z.string().min(1),
  version: z.int().min(1),
  /** what is put in, each with one line on what it is */
  inputs: z.record(z.string().regex(/^[a-z]+$/), z.string().min(1)),
  model: z.strictObject({ temperature: z.number().min(0).max(2), max_tokens: z.int().min(1).max(4_000) }),
})

const PARTS = ['---\n', '\n---\n', '\n# system\n', '\n# user\n']
const INPUT = /\{\{([a-z]+)\}\}/g

/** A prompt with inputs to be filled in, checked against its file. */
export interface Prompt<Inputs> {
  readonly name: string
  readonly version: number
  /** @throws z.ZodError when an input is not as the prompt's user declared it */
  readonly fill: (inputs: Inputs) => ChatRequest
}

/** What stands before, between and behind the marks of a prompt's file; nothing where one is missing. */
function partsOf(text: string): string[] {
  const parts: string[] = []
  let from = 0
  for (const mark of PARTS) {
    const at = text.indexOf(mark, Math.max(0, from - 1))
    if (at < 0) return []
    parts.push(text.slice(from, at).trim())
    from = at + mark.length
  }
  return [...parts, text.slice(from).trim()]
}

/** A prompt that cannot be used; the message names the file and says what is expected. */
export class PromptError extends Error {
  override readonly name = 'PromptError'
}

/**
 * A prompt from its file, checked before it is used: `prompts/NAME.md`.
 * @param files the office's text files
 * @param inputs what its user puts in: the file must declare and use the same
 * @throws PromptError where it is missing, or declares or uses others
 */
export function readPrompt<Shape extends z.ZodRawShape>(
  files: ReadonlyMap<string, string>,
  name: string,
  inputs: z.ZodObject<Shape>,
): Prompt<z.input<z.ZodObject<Shape>>> {
  const path = `prompts/${name}.md`
  const wrong = (expected: string): PromptError => new PromptError(`${path}: expected ${expected}`)
  const [, head, , system, user] = partsOf((files.get(path) ?? '').replaceAll('\r\n', '\n'))
  if (!head || !system || !user) throw wrong('front matter, “# system” and “# user”')
  const read = Front.safeParse(parse(head))
  if (!read.success) throw wrong(read.error.issues.map((one) => `${one.path.join('.')}: ${one.message}`).join('; '))
  const front = read.data
  if (front.name !== name) throw wrong(`the name ${name}`)
  const wanted = Object.keys(inputs.shape).sort().join(', ')
  if (Object.keys(front.inputs).sort().join(', ') !== wanted) throw wrong(`the inputs ${wanted}`)
  const used = [...new Set([...`${system}${user}`.matchAll(INPUT)].map(([, input]) => input))].sort().join(', ')
  if (used !== wanted) throw wrong(`{{…}} for ${wanted}, each at least once`)

  return {
    name,
    version: front.version,
    fill(given) {
      const values = new Map(Object.entries(inputs.parse(given)).map(([key, value]) => [key, String(value)]))
      // In one pass: an input that holds {{…}} itself stays as it is.
      const filled = (text: string): string => text.replace(INPUT, (_, key: string) => values.get(key) ?? '').trim()
      return {
        turns: [
          { role: 'system', content: filled(system) },
          { role: 'user', content: filled(user) },
        ],
        temperature: front.model.temperature,
        maxTokens: front.model.max_tokens,
      }
    },
  }
}
