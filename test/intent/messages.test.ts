/**
 * Messages of strangers, each to the right job. At first sight 121 of the 140 and 126 of the 135 were (decision 14);
 * both are development sets since, and may only be read better.
 */
import { expect, test } from 'vitest'
import { endingOf, messagesOf } from './messages.ts'

test.each([
  ['messages-140', 118],
  ['messages-135', 128],
])('%s: at least %i reach the right job', { timeout: 120_000 }, async (name, least) => {
  const all = messagesOf(name)
  expect(all.length).toBeGreaterThan(100)
  const missed: string[] = []
  for (const one of all) if (!(await endingOf(one)).isRight) missed.push(`${one.to}: ${one.say}`)
  expect(all.length - missed.length, missed.join('\n')).toBeGreaterThanOrEqual(least)
})
