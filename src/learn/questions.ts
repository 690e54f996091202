/** 问题: what was not answered or was found wrong, for whoever coordinates the province to settle. */
import { type Asked, answer, type Command, type Outcome } from '../message/command.ts'
import { command } from '../message/declare.ts'
import { DAY_MS, type Instant } from '../office/day.ts'
import type { Role } from '../office/person.ts'
import type { Reader } from '../store/index.ts'
import { questionsInput } from './presses.ts'
import {
  type OpenQuestion,
  type QuestionId,
  questionById,
  settledSince,
  settleQuestion,
  waitingQuestions,
} from './rows.ts'
import * as text from './text.ts'

/** The roles that answer open questions and review answers. */
export const REVIEWERS: readonly Role[] = ['provincial-coordinator', 'admin']
const WINDOW_MS = 60 * DAY_MS
const MOST_SHOWN = 8

/** A question as often as it was asked. */
export interface Open {
  readonly id: QuestionId
  readonly key: string
  readonly question: string
  readonly times: number
  readonly bad: number
  readonly whys: readonly string[]
  readonly last: Instant
}

/** By what a question is known again, however it is worded; undefined where it leans on what was said before. */
export type KeyOf = (question: string) => string | undefined

/**
 * /问题: questions that had no answer, or one that was found wrong, the most often asked first; each may be answered or
 * set aside.
 * @param keyOf by what a question is known again
 */
export const questionsCommand = (keyOf: KeyOf): Command =>
  command({
    name: '问题',
    words: ['问题清单', 'questions'],
    right: { kind: 'role', roles: REVIEWERS },
    summary: '看没答上来和评价不好的问题，补充答案',
    help: { group: 'papers', rank: 7 },
    example: () => '/问题',
    input: questionsInput,
    async run(asked, { aside }) {
      const { person, store, now } = asked
      if (!aside || !person) return listed(asked, keyOf, [])
      const key = keyFor(keyOf, await questionById(store, aside))
      if (!key) return answer('stale', text.noSuchQuestion())
      const outcome = await listed(asked, keyOf, [key])
      return { ...outcome, writes: [settleQuestion(key, person.id, now)], replaceCard: true }
    },
  })

async function listed({ store, now }: Asked, keyOf: KeyOf, without: readonly string[]): Promise<Outcome> {
  const open = (await openQuestions(store, keyOf, now)).filter(({ key }) => !without.includes(key))
  return answer('answered', text.openList(open.slice(0, MOST_SHOWN), open.length))
}

/** Two that say the same are one; those that lean on what was said before are told apart by their words. */
const keyFor = (keyOf: KeyOf, question: string | undefined): string | undefined =>
  question === undefined ? undefined : (keyOf(question) ?? question.trim())

async function openQuestions(store: Reader, keyOf: KeyOf, now: Instant): Promise<Open[]> {
  const groups = new Map<string, OpenQuestion[]>()
  for (const one of await waitingQuestions(store, (now - WINDOW_MS) as Instant)) {
    const key = keyFor(keyOf, one.question)
    if (key) groups.set(key, [...(groups.get(key) ?? []), one])
  }
  const settled = await settledSince(store, [...groups.keys()])
  return [...groups]
    .flatMap(([key, all]): Open[] => {
      const since = all.filter(({ at }) => at > (settled.get(key) ?? 0))
      const [first] = since
      if (!first) return []
      const bad = since.filter(({ status }) => status === 'bad')
      const whys = [...new Set(bad.flatMap(({ why }) => why ?? []))]
      return [
        { id: first.id, key, question: first.question, times: since.length, bad: bad.length, whys, last: first.at },
      ]
    })
    .sort((a, b) => b.times - a.times || b.last - a.last)
}
