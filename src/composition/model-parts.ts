/** What a language model does for an assistant on a machine: its modules are loaded only where one is set. */
import type { FrontParts } from '../assistant/parts.ts'
import type { ModelConfig } from '../config/index.ts'
import type { Files } from '../office/load/index.ts'

interface Parts {
  readonly model: ModelConfig | undefined
  /** `data/` with `prompts/` */
  readonly files: Files
  /** how each answer ended; neither texts nor keys */
  readonly log: (entry: Readonly<Record<string, unknown>>) => void
}

/**
 * To be spread into the parts of an assistant that answers before an answer is worded.
 * @throws PromptError when a prompt cannot be used
 */
export async function modelParts(parts: Parts): Promise<Partial<FrontParts>> {
  if (!parts.model) return {}
  const [{ readAnswer }, { interpreterParts }, { readingParts }] = await Promise.all([
    import('../assistant/reading.ts'),
    import('./interpreter.ts'),
    import('./model-reader.ts'),
  ])
  const means = { ...parts, now: () => Date.now() }
  const afterwards = (reading: Promise<void>): void => {
    reading.catch((error: unknown) => parts.log({ event: 'reading-failed', error: String(error) }))
  }
  return { readAnswer, ...interpreterParts(means), ...readingParts({ ...means, afterwards }) }
}
