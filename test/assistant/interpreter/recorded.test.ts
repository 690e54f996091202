/**
 * Strangers' messages with a model whose answers were recorded, written by a language model that saw nothing but the
 * prompts. `RECORD=FOLDER` writes what is asked and has no answer yet to FOLDER/requests.jsonl.
 */
import { appendFileSync, existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { endingOf, messagesOf } from '../../intent/messages.ts'
import { type Recorded, replaying } from './replay.ts'

const FILE = join(import.meta.dirname, '../../eval/intents/heard.jsonl')
const RECORD = process.env['RECORD']

const answers = existsSync(FILE)
  ? readFileSync(FILE, 'utf8')
      .trim()
      .split('\n')
      .map((line): Recorded => JSON.parse(line))
  : []

let model: Awaited<ReturnType<typeof replaying>>
beforeAll(async () => {
  model = await replaying(answers)
})
afterAll(() => model.close())

test('of 275 messages', { timeout: 300_000 }, async () => {
  const all = ['messages-140', 'messages-135'].flatMap(messagesOf)
  const missed: string[] = []
  const count = { right: 0, offered: 0, rightWithout: 0, offeredWithout: 0 }
  for (const one of all) {
    const without = await endingOf(one)
    const asked = model.asked()
    const ending = await endingOf(one, model.interpreter)
    count.right += Number(ending.isRight)
    count.offered += Number(ending.isOffered)
    count.rightWithout += Number(without.isRight)
    count.offeredWithout += Number(without.isOffered)
    if (!ending.isOffered) missed.push(`${model.asked() > asked ? 'asked' : 'sure'} ${one.to}: ${one.say}`)
  }
  if (RECORD)
    for (const [id, request] of model.unknown)
      appendFileSync(join(RECORD, 'requests.jsonl'), `${JSON.stringify({ id, ...request })}\n`)
  console.log(
    JSON.stringify(
      { ...count, asked: model.asked(), unknown: model.unknown.size, stale: model.stale(), missed },
      null,
      1,
    ),
  )
  expect(model.asked()).toBeGreaterThan(10)
})
