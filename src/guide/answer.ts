/** 人工答复: a coordinator answers what was handed over, once; the asker hears it from them. */

import { type Asked, answer, type Command, type Outcome } from '../message/command.ts'
import { command } from '../message/declare.ts'
import type { Pressed } from '../message/input.ts'
import type { Outgoing } from '../message/outgoing.ts'
import type { Person, PersonId } from '../office/person.ts'
import type { Regions } from '../office/region.ts'
import { nameOf } from '../people/index.ts'
import { cardKey } from './handover.ts'
import { mayAnswer } from './on-duty.ts'
import { answerInput } from './presses.ts'
import { answerOf, type Handover, type HandoverAnswer, handoverById, keepAnswer } from './rows.ts'
import * as text from './text/handover.ts'

const LONGEST_ANSWER = 1_000

/**
 * 人工答复: a coordinator's answer to a question that was handed over. Only by the form on its card; the first answer is
 * the only one.
 */
export const answerCommand = ({ regions }: { readonly regions: Regions }): Command =>
  command({
    name: '人工答复',
    words: [],
    right: { kind: 'listed' },
    summary: '答复转来的问题',
    input: answerInput,
    run: (asked, pressed) => give(asked, pressed, regions),
  })

async function give(
  { person, store, now }: Asked,
  pressed: Pressed<typeof answerInput>,
  regions: Regions,
): Promise<Outcome> {
  const handover = await handoverById(store, pressed.handover ?? '')
  if (!handover || !person) return answer('stale', text.noSuchHandover())
  if (!mayAnswer(person, handover, regions)) return answer('refused', text.notYoursToAnswer())
  const given = await answerOf(store, handover.id)
  if (given) {
    const by = await nameOf(store, given.person)
    return { ...answer('answered-before', text.answeredBy(handover.question, given, by)), replaceCard: true }
  }
  const words = pressed.answer ?? ''
  if (words === '' || words.length > LONGEST_ANSWER)
    return answer('incomplete', text.answerForm(handover, words === '' ? undefined : LONGEST_ANSWER))
  return answered(person, handover, { answer: words, person: person.id, at: now }, regions)
}

function answered(person: Person, handover: Handover, given: HandoverAnswer, regions: Regions): Outcome {
  const others = handover.recipients.filter((id) => id !== person.id)
  const card = text.answeredBy(handover.question, given, person.name)
  return {
    status: 'answered',
    writes: [keepAnswer(handover.id, given)],
    reply: text.answerSent(handover.question, given.answer),
    replaceCard: true,
    says: [
      {
        key: `handover:${handover.id}:answer`,
        to: handover.back,
        card: text.theAnswer(handover, given, text.withPost(person, handover.account, regions)),
        due: given.at,
      },
      ...others.map((id): Outgoing => inPlace(handover.id, id, card, given)),
    ],
  }
}

/** The others' cards say who answered, so that nobody answers again. */
const inPlace = (handover: string, person: PersonId, card: Outgoing['card'], { at }: HandoverAnswer): Outgoing => ({
  key: `${cardKey(handover, person)}:answered`,
  to: { kind: 'person', person },
  card,
  due: at,
  replaces: cardKey(handover, person),
})
