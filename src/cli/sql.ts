/** Statements as text, for a database that is not at hand: `wrangler d1 execute --file`. */
import type { Statement, Value } from '../store/index.ts'

/** Statements as text, one a line, their parameters written in as literals. */
export const sqlText = (statements: readonly Statement[]): string =>
  statements.map((statement) => `${filled(statement)};\n`).join('')

function filled({ sql, params }: Statement): string {
  const parts = sql.replace(/\s+/g, ' ').split('?')
  if (parts.length !== params.length + 1) throw new Error(`${params.length} values for ${sql}`)
  return parts.map((part, index) => (index === 0 ? part : literal(params[index - 1] ?? null) + part)).join('')
}

const literal = (value: Value): string =>
  value === null ? 'NULL' : typeof value === 'number' ? String(value) : `'${value.replaceAll("'", "''")}'`
