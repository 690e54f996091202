/** Which statements the program makes of a store: a test tells them with its result, and compared.ts compares the runtimes. */
import { TestRunner } from 'vitest'
import type { Store } from '../../src/store/index.ts'

interface Statement {
  /** the program's file that asked: `src/people/rows.ts`; undefined where the stack does not reach it: what waits for others is asked in a round */
  readonly from: string | undefined
  readonly sql: string
}

declare module 'vitest' {
  interface TaskMeta {
    /** what was made first in its file by this test, or before it */
    statements?: readonly Statement[]
  }
}

/** What was made where no test runs, in a hook, is told by the next one. */
let untold: readonly Statement[] = []
let file: unknown
const told = new Set<string>()

function tell(sql: string): void {
  const test = TestRunner.getCurrentTest()
  if (test && test.file !== file) {
    told.clear()
    file = test.file
  }
  if (told.has(sql)) return
  const caller = callerOf(new Error().stack ?? '')
  if (caller?.startsWith('test/')) return
  told.add(sql)
  untold = [...untold, { from: caller, sql }]
  if (!test) return
  test.meta.statements = [...(test.meta.statements ?? []), ...untold]
  untold = []
}

/** Who asked the store, through whatever of the tests' lies between: what a test asks itself is not the program's. */
const callerOf = (stack: string): string | undefined =>
  stack
    .split('\n')
    .flatMap((line) => /\/((?:src|test)\/[^:?)]+)/.exec(line)?.[1] ?? [])
    .find((path) => !/^(?:test\/(?:runtimes\/|passing)|src\/store\/)/.test(path))

/** A store whose statements are told. */
export const heard = (store: Store): Store => ({
  all(sql, ...params) {
    tell(sql)
    return store.all(sql, ...params)
  },
  first(sql, ...params) {
    tell(sql)
    return store.first(sql, ...params)
  },
  round(queries) {
    for (const { sql } of queries) tell(sql)
    return store.round(queries)
  },
  commit(statements) {
    for (const { sql } of statements) tell(sql)
    return store.commit(statements)
  },
  close: () => store.close(),
})
