/** What is read and printed: files, and JSON Lines in and out, one line out for each line in, in the same order. */
import { readFileSync, statSync } from 'node:fs'
import type { z } from 'zod'
import { inWords } from './fault.ts'
import { fromCaller } from './paths.ts'
import { cannotRead, expected, notJson } from './text.ts'
import { UsageError } from './usage.ts'

/** Lines of a file, or of standard input for `-`; blank lines are none. */
export function readLines(file: string): string[] {
  return readText(file)
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
    .filter((line) => line.trim() !== '')
}

/**
 * The text of a file that the caller named.
 * @throws UsageError where it cannot be read
 */
export function readText(file: string): string {
  try {
    return readFileSync(file === '-' ? 0 : fromCaller(file), 'utf8')
  } catch (error) {
    throw new UsageError(cannotRead(file, inWords(error)))
  }
}

/**
 * The content of a file that the caller named; one that is far too large is not read in.
 * @throws UsageError where there is no such file
 */
export function bytesOf(file: string): Uint8Array {
  const path = fromCaller(file)
  try {
    const { size } = statSync(path)
    return size > 100 * 1024 * 1024 ? new Uint8Array(size) : readFileSync(path)
  } catch (error) {
    throw new UsageError(cannotRead(file, inWords(error)))
  }
}

/**
 * The rows of a JSONL file that must all be right: evaluation sets, reports for a simulation.
 * @throws UsageError naming the first line that is wrong
 */
export function readRows<T>(file: string, schema: z.ZodType<T>): T[] {
  return readLines(file).map((line, index) => {
    const row = parse(line, schema)
    if ('error' in row) throw new UsageError(`${file}:${index + 1}: ${row.error}`)
    return row.value
  })
}

/**
 * Answers each line of a file on standard output.
 * @returns whether every line could be read; one that could not gives `{id: null, error}`
 */
export async function answerLines<T>(
  file: string,
  schema: z.ZodType<T>,
  answer: (row: T) => unknown | Promise<unknown>,
  progress: (done: number, of: number) => void,
): Promise<boolean> {
  let clean = true
  const lines = readLines(file)
  for (const [index, line] of lines.entries()) {
    const row = parse(line, schema)
    if ('error' in row) clean = false
    print('error' in row ? { id: null, error: row.error } : await answer(row.value))
    progress(index + 1, lines.length)
  }
  return clean
}

/** One value as a line of JSON on standard output. */
export const print = (value: unknown): void => {
  process.stdout.write(`${JSON.stringify(value)}\n`)
}

function parse<T>(line: string, schema: z.ZodType<T>): { value: T } | { error: string } {
  let json: unknown
  try {
    json = JSON.parse(line)
  } catch (error) {
    return { error: notJson(inWords(error)) }
  }
  const read = schema.safeParse(json)
  if (read.success) return { value: read.data }
  return {
    error: read.error.issues.map((issue) => `${issue.path.join('.') || '这一行'}：${expected(issue)}`).join('；'),
  }
}
