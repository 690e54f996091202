/** An endpoint on the stage (staged.ts) for tests of every runtime. */
import { inject } from 'vitest'
import type { Act, Said } from './server.ts'

/** An endpoint that does these acts, one a request; the last one goes on. */
export async function stage(...acts: Act[]) {
  const base = inject('modelStage')
  const id = await (await fetch(`${base}/stage/`, { method: 'POST', body: JSON.stringify(acts) })).text()
  return {
    url: `${base}/${id}/v1`,
    heard: async () => (await (await fetch(`${base}/${id}/heard`)).json()) as Said[],
  }
}
