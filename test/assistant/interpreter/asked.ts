/** An office whose reader is helped by a scripted endpoint, over real HTTP and on both runtimes. */
import { freshStore } from '#fresh-store'
import { LIMIT_MS, openInterpreter } from '../../../src/assistant/interpreter/interpreter.ts'
import { openModel } from '../../../src/model/index.ts'
import type { Store } from '../../../src/store/index.ts'
import { files } from '../../data.ts'
import type { Act } from '../../model/server.ts'
import { stage } from '../../model/stage.ts'
import { office } from '../../office.ts'

/** Lines of the program's language; in place of them the whole object, where it is one or the other. */
export type Answer = readonly string[] | { readonly lines: readonly string[]; readonly either: boolean }

export const answering = (answer: Answer): Act => ({
  say: JSON.stringify('lines' in answer ? answer : { lines: answer, either: false }),
  bytes: 4_000,
})

/** @param acts what the endpoint does, one a request; the last one goes on */
export async function helped(...acts: Act[]) {
  const endpoint = await stage(...acts)
  const log: Record<string, unknown>[] = []
  const note = (entry: Readonly<Record<string, unknown>>): void => void log.push(entry)
  const model = openModel({
    endpoint: { url: endpoint.url, name: 'scripted', key: 'sk-1' },
    limitMs: LIMIT_MS,
    now: () => performance.now(),
    log: note,
  })
  const { store, events } = counted(await freshStore())
  const one = await office(store, '2017-07-03 09:00', { interpreter: openInterpreter(model, files), log: note })
  return { ...one, ...endpoint, log, events }
}

/** How often an inbox row was committed. */
function counted(inner: Store): { readonly store: Store; readonly events: () => number } {
  let events = 0
  const store: Store = {
    all: (sql, ...params) => inner.all(sql, ...params),
    first: (sql, ...params) => inner.first(sql, ...params),
    round: (queries) => inner.round(queries),
    commit: async (statements) => {
      const done = await inner.commit(statements)
      if (statements.some((one) => /^INSERT INTO inbox\b/.test(one.sql))) events++
      return done
    },
    close: () => inner.close(),
  }
  return { store, events: () => events }
}
