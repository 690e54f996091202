/**
 * Strangers' messages with a model whose answers were recorded: written by a language model that saw nothing but the
 * prompts. Both sets are development sets, so no figure here is an accuracy. A changed prompt, or a changed line of the
 * help, asks something else: then an answer is stale, which is counted and told.
 *
 * `RECORD=FOLDER` writes what is asked and has no answer yet to FOLDER/requests.jsonl.
 */
import { appendFileSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { endingOf, type Message, messagesOf } from '../../intent/messages.ts'
import { type Recorded, replaying } from './replay.ts'

const answers = readFileSync(join(import.meta.dirname, '../../eval/intents/heard.jsonl'), 'utf8')
  .trim()
  .split('\n')
  .map((line): Recorded => JSON.parse(line))
const SETS = ['messages-140', 'messages-135']
const RECORD = process.env['RECORD']

let model: Awaited<ReturnType<typeof replaying>>
beforeAll(async () => {
  model = await replaying(answers)
})
afterAll(() => model.close())

/** How many reach the right job at least, and how many that or are shown it first: today 250, 256, 258, 263. */
const WITHOUT = { right: 247, offered: 253 }
const WITH = { right: 255, offered: 260 }
const MOST_ASKED = 36

test('of 275 messages one in eight is asked about, and with the answers eight more reach the right job', {
  timeout: 300_000,
}, async () => {
  const all = SETS.flatMap(messagesOf)
  expect(all.length).toBeGreaterThan(250)
  const count = { right: 0, offered: 0 }
  const missed: Message[] = []
  for (const one of all) {
    const { isRight, isOffered } = await endingOf(one, model.interpreter)
    count.right += Number(isRight)
    count.offered += Number(isOffered)
    if (!isOffered) missed.push(one)
  }
  const told = missed.map(({ to, say }) => `${to}: ${say}`).join('\n')
  if (RECORD !== undefined)
    for (const [id, request] of model.unknown)
      appendFileSync(join(RECORD, 'requests.jsonl'), `${JSON.stringify({ id, ...request })}\n`)
  const stale = model.stale()
  if (stale > 0) console.warn(`${stale} of ${answers.length} recorded answers are stale, ${model.unknown.size} lack`)
  const least = model.unknown.size > 0 ? WITHOUT : WITH
  expect(model.asked()).toBeGreaterThan(0)
  expect(model.asked()).toBeLessThanOrEqual(MOST_ASKED)
  expect(count.right, told).toBeGreaterThanOrEqual(least.right)
  expect(count.offered, told).toBeGreaterThanOrEqual(least.offered)
})
