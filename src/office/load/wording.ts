/** zod's issues in the words of our fault messages, which follow 要求：. */
import type { z } from 'zod'

/** What should have stood at a place of a file, in Chinese. */
export interface Expectation {
  readonly path: readonly PropertyKey[]
  readonly expected: string
}

type Issue = z.core.$ZodIssue

/** What a zod issue expects, in Chinese, by place. An issue of unknown keys becomes one expectation for each key. */
export function expectedOf(issue: Issue): Expectation[] {
  const { path } = issue
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) => ({ path: [...path, key], expected: '不写这一项' }))
  return [{ path, expected: phrase(issue) }]
}

function phrase(issue: Issue): string {
  // A schema that says what it expects itself knows better than these general words.
  if (!/^(Invalid|Too|Unrecognized)\b/.test(issue.message)) return issue.message
  switch (issue.code) {
    case 'invalid_type':
      return KINDS[issue.expected] ?? issue.expected
    case 'invalid_value':
      return issue.values.length === 1 ? ` ${String(issue.values[0])}` : ` ${issue.values.join('、')} 之一`
    case 'too_small':
      return `至少 ${issue.minimum}${issue.origin === 'array' ? ' 项' : ''}`
    case 'too_big':
      return `至多 ${issue.maximum}${issue.origin === 'array' ? ' 项' : ''}`
    case 'not_multiple_of':
      return ` ${issue.divisor} 的倍数`
    default:
      return `有效的值（${issue.message}）`
  }
}

const KINDS: Readonly<Record<string, string>> = {
  string: '文字',
  number: '数字',
  boolean: ' true 或 false',
  array: '一列',
  object: '若干项及其值',
  record: '若干项及其值',
  int: '整数',
}
