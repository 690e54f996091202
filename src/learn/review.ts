/** 审定: a coordinator answers a question, resting on a provision; the answer may hold nothing that the provision lacks. */
import { lackingIn } from '../ask/index.ts'
import { findProvision } from '../documents/index.ts'
import type { Asked, Command, Outcome } from '../message/command.ts'
import { command } from '../message/declare.ts'
import type { Pressed } from '../message/input.ts'
import { nameOf } from '../people/index.ts'
import { vouchInput } from './presses.ts'
import { type KeyOf, REVIEWERS } from './questions.ts'
import type { Shelf } from './reviewed-first.ts'
import { allVouched, keepVouched, type QuestionId, questionById, settleQuestion, withdraw } from './rows.ts'
import * as text from './text.ts'

const LONGEST_ANSWER = 300

/**
 * /审定: reviewed answers, to be taken back, and the form that gives a question its answer. An answer may say no number
 * or name that its provision does not have.
 */
export const vouchCommand = (keyOf: KeyOf, shelf: Shelf): Command =>
  command({
    name: '审定',
    words: ['审定答案', 'reviewed'],
    right: { kind: 'role', roles: REVIEWERS },
    summary: '看审定过的答案，撤下不再适用的',
    help: { group: 'papers', rank: 8 },
    example: () => '/审定',
    input: vouchInput,
    async run(asked, pressed) {
      const { question, withdraw: gone } = pressed
      if (gone)
        return {
          status: 'withdrawn',
          writes: [withdraw(gone, asked.now)],
          reply: await list(asked, shelf, gone),
          replaceCard: true,
        }
      if (!question) return { status: 'answered', writes: [], reply: await list(asked, shelf) }
      const words = await questionById(asked.store, question)
      const key = words === undefined ? undefined : keyOf(words)
      if (words === undefined) return refuse(text.noSuchQuestion())
      if (key === undefined) return refuse(text.leansOnContext(words))
      return pressed.answer === undefined
        ? { status: 'form', writes: [], reply: text.vouchForm(question, words, shelf.documents) }
        : vouch(asked, shelf, { question, words, key }, pressed)
    },
  })

const refuse = (reply: Outcome['reply'] & object): Outcome => ({ status: 'refused', writes: [], reply })

interface Put {
  readonly question: QuestionId
  readonly words: string
  readonly key: string
}

function vouch(
  { person, now, id }: Asked,
  shelf: Shelf,
  { question, words, key }: Put,
  typed: Pressed<typeof vouchInput>,
): Outcome {
  const again = (fault: string): Outcome => refuse(text.vouchForm(question, words, shelf.documents, typed, fault))
  const answer = (typed.answer ?? '').trim()
  if (!person || answer === '') return again(text.ANSWER_MISSING)
  if (answer.length > LONGEST_ANSWER) return again(text.answerTooLong(LONGEST_ANSWER))
  const document = shelf.documents.find(({ title }) => title === typed.title) ?? shelf.documents[0]
  const provision = document && findProvision(document, typed.section ?? '')
  if (!document || !provision) return again(text.noSuchSection(typed.section ?? ''))
  const lacking = lackingIn(answer, document, provision, words)
  if (lacking.length > 0) return again(text.notInProvision(provision.label, lacking))
  const vouched = {
    id: id(),
    key,
    question: words,
    answer,
    document: shelf.idOf(document),
    title: document.title,
    section: provision.label,
    person: person.id,
    at: now,
  }
  return {
    status: 'vouched',
    writes: [keepVouched(vouched), settleQuestion(key, person.id, now)],
    reply: text.vouched(vouched),
    replaceCard: true,
  }
}

/** @param gone id of one that is taken back with this very message */
async function list({ store }: Asked, shelf: Shelf, gone?: string) {
  const all = (await allVouched(store)).filter(({ id }) => id !== gone)
  const rows = await Promise.all(
    all.map(async (one) => ({ ...one, by: await nameOf(store, one.person), holds: shelf.byId.has(one.document) })),
  )
  return text.vouchedList(rows)
}
