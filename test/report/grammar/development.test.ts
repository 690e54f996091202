/** The development set of updates: every case right, none silently wrong, none asked about needlessly. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { scoreUpdates, type UpdateCase } from '../../../src/evaluation/updates.ts'
import type { IndicatorId } from '../../../src/office/plan.ts'
import type { RegionKey } from '../../../src/office/region.ts'
import { type Previous, readUpdate, toLine } from '../../../src/report/grammar/index.ts'
import { contextOf, instantOf } from './office.ts'

type Held = Previous extends ReadonlyMap<IndicatorId, infer One> ? One : never
type DevelopmentCase = UpdateCase & {
  readonly now: string
  readonly region: RegionKey
  readonly text: string
  readonly previous?: Readonly<Record<string, Held>>
}

const cases = readFileSync(join(import.meta.dirname, '../../eval/updates.dev.jsonl'), 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as DevelopmentCase)

test('all forty development updates are read as a careful official would', () => {
  expect(cases).toHaveLength(40)
  const outputs = cases.map(({ id, text, now, region, previous = {} }) => {
    const context = { ...contextOf(), now: instantOf(now), region }
    const before = new Map(Object.entries(previous) as unknown as [IndicatorId, Held][])
    return { id, ...toLine(readUpdate(text, context), context, before) }
  })
  const score = scoreUpdates(cases, outputs)
  expect(score.failures).toEqual([])
  expect(score.core).toEqual({ part: 28, whole: 28 })
  expect(score.needless.part).toBe(0)
  expect(score.asked).toEqual({ part: score.asked.whole, whole: score.asked.whole })
})
