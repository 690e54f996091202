/**
 * Regular expressions made of strings, collected as they are made: every module is loaded and the office is asked,
 * reported to and shown documents, with `RegExp` watched.
 */
import { join } from 'node:path'
import type { Pattern } from './collect.ts'

const SRC = join(import.meta.dirname, '../../src')
/** What a place makes differs by a word of the text; a few of them tell its shape. */
const MOST_A_PLACE = 3

/** Watches from now on, so it is to be called before anything of src is loaded. @returns what was made so far, when called */
export function watch(): () => Pattern[] {
  const made = new Map<string, Map<string, Pattern>>()
  const note = (pattern: RegExp): RegExp => {
    const where = caller()
    if (!where) return pattern
    const { source, flags } = pattern
    const here = made.get(where) ?? new Map<string, Pattern>()
    made.set(where, here)
    if (here.size < MOST_A_PLACE) here.set(`${source}/${flags}`, { source, flags, where })
    return pattern
  }
  globalThis.RegExp = new Proxy(RegExp, {
    construct: (target, given, other) => note(Reflect.construct(target, given, other)),
    apply: (target, self, given) => note(Reflect.apply(target, self, given)),
  })
  return () => [...made.values()].flatMap((here) => [...here.values()])
}

/** Where in src the innermost call stands: `ask/who.ts:89`. */
function caller(): string | undefined {
  const line = new Error().stack?.split('\n').find((one) => one.includes(SRC))
  const [, path, number] = /src\/([^:]+):(\d+)/.exec(line?.slice(line.indexOf(SRC) + SRC.length - 3) ?? '') ?? []
  return path && `${path}:${number}`
}

/** @param paths modules of src, relative to it */
export async function exercise(paths: readonly string[]): Promise<void> {
  for (const path of paths) await import(join(SRC, path))
  // Loaded after `watch`, so not above.
  const { attribute } = await import('../../src/documents/files/xml.ts')
  const { FIT } = await import('../../src/channels/feishu/text.ts')
  const { evaluate } = await import('../../src/cli/eval.ts')
  attribute(' w:val="3"', 'w:val')
  FIT.rows.off('')
  const set = (name: string): string => join(import.meta.dirname, '../../test/eval', name)
  await evaluate({
    questions: set('questions.dev.jsonl'),
    unanswerable: set('unanswerable.dev.jsonl'),
    updates: set('updates.dev.jsonl'),
  })
}
