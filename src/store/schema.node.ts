/** Whether a database's schema is the program's own: a trigger in the file works on whatever the program writes. */
import type { ChangeFault } from './change-log/behind.node.ts'
import type { DatabaseConnection } from './driver.ts'

interface Thing {
  readonly type: string
  readonly name: string
  readonly of: string
  readonly sql: string | null
}

/** Tables whose rows the schema itself brings and nobody writes: without the row of `guard` a locked period can be written. */
const FIXED = ['guard']

/** Tables that SQLite and wrangler make for themselves, and the indexes of keys, are no part of it; whatever else bears their names is. */
const THINGS = `SELECT type, name, tbl_name AS "of", sql FROM sqlite_master
  WHERE NOT (type = 'table' AND (name IN ('sqlite_sequence', 'sqlite_stat1', 'sqlite_stat4', 'd1_migrations') OR name LIKE '\\_cf\\_%' ESCAPE '\\'))
    AND NOT (type = 'index' AND sql IS NULL)
  ORDER BY type, name`

/** What stands in the file's head, of which the program sets nothing: whoever did set it was at the file. */
const HEAD = ['user_version', 'application_id']

const NAMES: Readonly<Record<string, string>> = { table: '表', view: '视图', trigger: '触发器', index: '索引' }

/**
 * What of a database's tables, indexes, views and triggers differs from the program's, by their SQL, and what of the
 * rows that no program changes.
 *
 * @param own a database that the program has just made
 */
export function strangeSchema(db: DatabaseConnection, own: DatabaseConnection): ChangeFault[] {
  const there = thingsIn(db)
  const due = thingsIn(own)
  const named = ({ type, name, of }: Thing): string =>
    `${NAMES[type] ?? type}“${name}”${of === name ? '' : `（在表 ${of} 上）`}`
  const fault = (thing: Thing, what: string): ChangeFault => ({
    what: 'schema',
    id: thing.name,
    message: `${named(thing)}${what}`,
  })
  const found = [...there].map(([key, thing]) => {
    const own = due.get(key)
    if (!own) return fault(thing, '不是要点建的，要点写入的数可能被它改掉')
    return own.sql === thing.sql ? undefined : fault(thing, '的结构被改动过')
  })
  const gone = [...due].filter(([key]) => !there.has(key)).map(([, thing]) => fault(thing, '不在了'))
  const changed = FIXED.filter((table) => there.has(`table ${table}`) && rowsOf(db, table) !== rowsOf(own, table))
  return [
    ...found.filter((one) => one !== undefined),
    ...gone,
    ...changed.map((id): ChangeFault => ({ what: 'schema', id, message: `表“${id}”里的内容被改动过` })),
    ...countedOut(db),
    ...HEAD.filter((one) => headOf(db, one) !== headOf(own, one)).map(
      (id): ChangeFault => ({ what: 'schema', id, message: `数据库文件头里的 ${id} 被改动过` }),
    ),
  ]
}

/** Where SQLite counts the rows of a table: from its last number on no row is taken any more, as on a full disk. */
const countedOut = (db: DatabaseConnection): ChangeFault[] =>
  db
    .prepare<string>(
      `SELECT name FROM sqlite_sequence WHERE typeof(seq) <> 'integer' OR seq > ${Number.MAX_SAFE_INTEGER}`,
    )
    .pluck()
    .all()
    .map((id) => ({ what: 'schema', id, message: `表“${id}”的编号被改动过，写不进新的一行` }))

const headOf = (db: DatabaseConnection, name: string): unknown => db.prepare(`PRAGMA ${name}`).pluck().get()

const rowsOf = (db: DatabaseConnection, table: string): string =>
  JSON.stringify(db.prepare(`SELECT * FROM ${table} ORDER BY 1`).all())

const thingsIn = (db: DatabaseConnection): ReadonlyMap<string, Thing> =>
  new Map(
    db
      .prepare<Thing>(THINGS)
      .all()
      .map((thing) => [`${thing.type} ${thing.name}`, thing]),
  )
