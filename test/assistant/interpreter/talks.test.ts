/**
 * A stranger's 40 conversations with a model whose answers were recorded: how often it is asked, what that costs, and
 * that nothing is done on its word. A development set: no figure here is an accuracy. What it is worth: docs/evaluation-log.md.
 *
 * `RECORD=FOLDER` writes what is asked and has no answer yet to FOLDER/requests.jsonl; a talk ends there.
 */
import { appendFileSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { parse } from 'yaml'
import { z } from 'zod'
import { freshStore } from '#fresh-store'
import { ENDINGS, type Ending } from '../../../src/message/ending.ts'
import { office } from '../../office.ts'
import { type Recorded, replaying } from './replay.ts'

const EVAL = join(import.meta.dirname, '../../eval')
const RECORD = process.env['RECORD']
const read = (name: string): string => readFileSync(join(EVAL, name), 'utf8')

const answers = read('recorded/talks.jsonl')
  .trim()
  .split('\n')
  .map((line): Recorded => JSON.parse(line))
const { talks } = z
  .object({ talks: z.array(z.object({ turns: z.array(z.object({ who: z.string(), say: z.string() })) })) })
  .parse(parse(read('strangers/talks-9.yaml')))

/** Who speaks, by the post that the set names. */
const SPEAKERS: readonly (readonly [string, string])[] = [
  ['访客', '生客'],
  ['安吉', '安吉'],
  ['联系人', '长兴'],
  ['湖州', '湖州'],
  ['省', '省办'],
]
const speakerOf = (who: string): string => SPEAKERS.find(([post]) => who.includes(post))?.[1] ?? '官员'

/** On record before each talk. */
const BEFORE: readonly (readonly [string, string])[] = [
  ['长兴', '/上报 僵尸企业 5家，低小散 60家，小微园 2个，高企 8家 截至5月31日'],
  ['安吉', '/上报 僵尸企业 3家，低小散 40家 截至5月31日'],
  ['安吉', '/上报 僵尸企业 6家，低小散 80家，小微园 1个 截至6月30日'],
]

interface Turn {
  readonly say: string
  readonly isAsked: boolean
  readonly interpreted: boolean
  readonly status: Ending
}
const handled = z.object({ event: z.literal('handled'), status: z.string(), interpreted: z.boolean().default(false) })

let model: Awaited<ReturnType<typeof replaying>>
const turns: Turn[] = []
beforeAll(async () => {
  model = await replaying(answers)
  for (const talk of talks) await play(talk.turns)
}, 300_000)
afterAll(() => model.close())

async function play(said: readonly { readonly who: string; readonly say: string }[]): Promise<void> {
  const log: unknown[] = []
  const parts = { interpreter: model.interpreter, log: (entry: unknown): void => void log.push(entry) }
  const { says, until } = await office(await freshStore(), '2017-07-01 09:00', parts)
  for (const [who, say] of BEFORE) await says(who, say)
  await until('2017-07-03 09:00')
  for (const { who, say } of said) {
    const [asked, lacking] = [model.lengths.length, model.unknown.size]
    await says(speakerOf(who), say)
    const [data] = log.flatMap((entry) => handled.safeParse(entry).data ?? []).slice(-1)
    if (!data) throw new Error(say)
    turns.push({
      say,
      isAsked: model.lengths.length > asked,
      interpreted: data.interpreted,
      status: data.status as Ending,
    })
    if (RECORD !== undefined && model.unknown.size > lacking) return
  }
}

test('of a talk’s messages it is asked about nine in ten, and heard to some effect in three', () => {
  if (RECORD !== undefined)
    for (const [id, request] of model.unknown)
      appendFileSync(join(RECORD, 'requests.jsonl'), `${JSON.stringify({ id, ...request })}\n`)
  console.warn(`${model.stale()} of ${answers.length} recorded answers are stale, ${model.unknown.size} lack`)
  expect(turns.length).toBeGreaterThan(150)
  expect(turns.filter(({ isAsked }) => isAsked).length).toBeLessThanOrEqual(170)
  expect(turns.filter(({ interpreted }) => interpreted).length).toBeGreaterThanOrEqual(50)
})

test('nothing is recorded, sent or set on its word', () => {
  const done = turns.filter(({ interpreted, status }) => interpreted && ENDINGS[status].family === 'done')
  expect(done.map(({ say }) => say)).toEqual([])
})

test('a prompt has at most 4 500 characters, however much waits', () => {
  expect(Math.max(...model.lengths)).toBeLessThanOrEqual(4_500)
})
