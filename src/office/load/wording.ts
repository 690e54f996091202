/** zod's issues in the words of our fault messages: what is expected, and where. */
import type { z } from 'zod'

export interface Expectation {
  readonly path: readonly PropertyKey[]
  readonly expected: string
}

type Issue = z.core.$ZodIssue

/** One issue may name several places: each unknown key is a fault of its own. */
export function expectedOf(issue: Issue): Expectation[] {
  const { path } = issue
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) => ({ path: [...path, key], expected: 'no such key' }))
  return [{ path, expected: phrase(issue) }]
}

function phrase(issue: Issue): string {
  // A schema that says what it expects itself knows better than these general words.
  if (!/^(Invalid|Too|Unrecognized)\b/.test(issue.message)) return issue.message
  switch (issue.code) {
    case 'invalid_type':
      return ARTICLES[issue.expected] ?? issue.expected
    case 'invalid_value':
      return issue.values.length === 1 ? String(issue.values[0]) : `one of ${issue.values.join(', ')}`
    case 'too_small':
      return `at least ${issue.minimum}${issue.origin === 'array' ? ' entries' : ''}`
    case 'too_big':
      return `at most ${issue.maximum}${issue.origin === 'array' ? ' entries' : ''}`
    case 'not_multiple_of':
      return `a multiple of ${issue.divisor}`
    default:
      return `a valid value (${issue.message})`
  }
}

const ARTICLES: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'a number',
  boolean: 'true or false',
  array: 'a list',
  object: 'keys with values',
  record: 'keys with values',
  int: 'a whole number',
}
