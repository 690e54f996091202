/** The SQL by which the program's own connection takes notice of what is written and of what is taken up. */
import type { Logged } from '../logged.ts'

/**
 * A JSON array of what stands in a row, `_` in a query, `OLD` or `NEW` in a trigger. JSON holds no bytes, which the program
 * writes into none of these: whoever else did stops neither it nor the audit.
 */
const json = (columns: readonly string[], row: string, also?: string): string =>
  `json_array(${[...columns.map((one) => textOf(`${row}."${one}"`)), ...(also ? [of(row, also)] : [])].join(', ')})`

const textOf = (column: string): string => `iif(typeof(${column}) = 'blob', 'bytes ' || hex(${column}), ${column})`

const of = (row: string, text: string): string => text.replaceAll('_.', `${row}.`)

const contentOf = ({ columns, also }: Logged, row: string): string => json(columns, row, also)

/** SQL for the logged rows of a table, each as JSON of its key and columns. */
export const rowsOf = (one: Logged): string =>
  `SELECT ${json(one.key, '_')} AS k, ${contentOf(one, '_')} AS r FROM ${one.table} _ WHERE ${one.where ?? '1'}`

/** SQL of the triggers that note each change of a table. */
export function triggersOf(one: Logged): string {
  const { table, key, where = '1' } = one
  const note = (row: 'OLD' | 'NEW', before: string, now: string): string =>
    `SELECT note_change('${table}', ${json(key, row)}, ${before}, ${now}) WHERE ${of(row, where)};`
  const there = note('NEW', 'NULL', contentOf(one, 'NEW'))
  const gone = note('OLD', contentOf(one, 'OLD'), 'NULL')
  return `
    CREATE TEMP TRIGGER IF NOT EXISTS logged_${table}_in AFTER INSERT ON main.${table} BEGIN ${there} END;
    CREATE TEMP TRIGGER IF NOT EXISTS logged_${table}_on AFTER UPDATE ON main.${table}
      WHEN ${contentOf(one, 'OLD')} <> ${contentOf(one, 'NEW')} BEGIN ${gone} ${there} END;
    CREATE TEMP TRIGGER IF NOT EXISTS logged_${table}_out AFTER DELETE ON main.${table} BEGIN ${gone} END;
    ${takenTriggers(one)}`
}

function takenTriggers(one: Logged): string {
  const { table, key, taken } = one
  if (!taken) return ''
  const note = (row: string): string => `SELECT note_taken('${table}', ${json(key, row)}, ${contentOf(one, row)})`
  if ('forEach' in taken)
    return `CREATE TEMP TRIGGER IF NOT EXISTS taken_${table} AFTER INSERT ON main.${taken.forEach}
      BEGIN ${note('_')} FROM ${table} _ WHERE ${taken.rows}; END;`
  const gone = `CREATE TEMP TRIGGER IF NOT EXISTS taken_${table}_out AFTER DELETE ON main.${table} BEGIN ${note('OLD')}; END;`
  return `CREATE TEMP TRIGGER IF NOT EXISTS taken_${table} AFTER UPDATE ON main.${table} WHEN ${taken.when}
    BEGIN ${note('OLD')}; END; ${taken.orGoes ? gone : ''}`
}
