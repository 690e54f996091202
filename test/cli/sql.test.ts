import Database from 'better-sqlite3'
import { expect, test } from 'vitest'
import { sqlText } from '../../src/cli/sql.ts'
import { sql } from '../../src/store/index.ts'

test('a statement printed as text stores what it would have stored with parameters', () => {
  const db = new Database(':memory:')
  db.exec('CREATE TABLE t (a, b, c, d)')
  const values = ["O'张三\n第二行", null, 12.5, "'; DROP TABLE t; --?"]
  db.exec(sqlText([sql('INSERT INTO t VALUES (?, ?,\n ?, ?)', ...values), sql("INSERT INTO t (a) VALUES ('x')")]))
  expect(db.prepare('SELECT * FROM t').raw().all()).toEqual([values, ['x', null, null, null]])
})

test('values that do not match the places are refused', () => {
  expect(() => sqlText([sql('INSERT INTO t VALUES (?, ?)', 1)])).toThrow('1 values')
})
