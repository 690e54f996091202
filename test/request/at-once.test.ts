/** How much one message may ask of the ledger: a bound on questions, and one reading for what they ask alike. */
import { expect, test } from 'vitest'
import { freshStore } from '#fresh-store'
import type { Store } from '../../src/store/index.ts'
import { office } from '../invented.ts'

/** Readings of whole histories, by a message. */
async function histories(text: string): Promise<{ readonly said: string; readonly times: number }> {
  const store = await freshStore()
  let times = 0
  const noted: Store = {
    ...{ first: store.first.bind(store), commit: store.commit.bind(store), close: store.close.bind(store) },
    all: (sql, ...params) => store.all(noting(sql), ...params),
    round: (queries) => store.round(queries.map(({ sql, ...rest }) => ({ ...rest, sql: noting(sql) }))),
  }
  const noting = (sql: string): string => {
    if (sql.includes('INDEXED BY ledger_cell')) times++
    return sql
  }
  const o = await office(noted, '2017-07-03 09:00')
  await o.says('柳泉', '/上报 老旧木厂 5家 截至5月31日')
  times = 0
  const said = await o.says('省办', text)
  return { said, times }
}

test('more than three questions in one message are answered in part, and that is said', async () => {
  const five = ['老旧木厂', '散锯点', '龙企', '林小', '标准苗棚'].map((name) => `${name}哪些县没报？`).join('')
  expect((await histories(five)).said).toContain('一次先答前3个问题，其余的请再问一次')
  expect((await histories('老旧木厂哪些县没报？')).said).not.toContain('一次先答')
})

test('what several questions of a message ask alike is read once', async () => {
  const one = '哪些地方还欠、交得晚、修正过？'
  const { times } = await histories(one.repeat(4))
  expect((await histories(one)).times).toBe(1)
  expect(times).toBeLessThanOrEqual(1)
})
