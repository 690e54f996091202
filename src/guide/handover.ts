/** 转人工: a question goes to the coordinator on duty, who answers once. */

import { consistsOf, spansIn } from '../language/index.ts'
import { type Asked, answer, type Command, type Outcome, type Turn } from '../message/command.ts'
import { command } from '../message/declare.ts'
import { messagesOf } from '../message/inbox.ts'
import { chatOf, inboxId } from '../message/incoming.ts'
import { cardOf, type Outgoing, type Recipient } from '../message/outgoing.ts'
import type { Calendar } from '../office/calendar.ts'
import { DAY_MS, dayOf, type Instant } from '../office/day.ts'
import { exampleName } from '../office/example.ts'
import { whenOpen } from '../office/hours.ts'
import type { Plan } from '../office/plan.ts'
import type { Regions } from '../office/region.ts'
import { onPosts } from '../people/index.ts'
import { ANSWERERS, countyOf, type OnDuty, onDutyFor } from './on-duty.ts'
import { handoverInput } from './presses.ts'
import { type Handover, handoversSince, keepHandover } from './rows.ts'
import * as text from './text/handover.ts'

/** What a handover needs of the office: rules for its hours, regions, calendar. */
export interface HandoverOffice {
  readonly plan: Pick<Plan, 'rules' | 'indicators'>
  readonly regions: Regions
  readonly calendar: Calendar
}

const LONGEST_QUESTION = 1_000
/** what is not answered within a week keeps nobody from asking again */
const OPEN_MS = 7 * DAY_MS
const MOST_OPEN = 3
const MOST_A_DAY = 5

/**
 * /转人工: hands a question to the coordinators of the asker's place who are on duty; at most three open and five a day.
 */
export const handoverCommand = (office: HandoverOffice): Command =>
  command({
    name: '转人工',
    words: ['人工', '找人', 'human'],
    right: { kind: 'anyone' },
    summary: '把问题转给协调员，由本人答复您',
    help: { group: 'people', rank: 2, acts: ['handover'] },
    example: () => `/转人工 ${exampleName(office.plan.indicators)}怎么算`,
    intents: ['human'],
    effect: 'drafts',
    input: handoverInput,
    run: async (asked, pressed) => handOver(asked, pressed.question ?? (await turnOf(asked, pressed.turn)), office),
  })

/** The question that stands above the button pressed. */
async function turnOf({ store }: Asked, id: string | undefined): Promise<Wish | undefined> {
  const [one] = id === undefined ? [] : await messagesOf(store, [id])
  return one?.kind === 'text' ? { question: one.text, turn: one.id, isSure: true } : undefined
}

async function handOver(asked: Asked, pressed: string | Wish | undefined, office: HandoverOffice): Promise<Outcome> {
  const { person, store, now, message } = asked
  const isGroup = message.chat.kind === 'group'
  if (isGroup && !person) return answer('refused', text.askInPrivate())
  const wish = wishOf(asked, pressed)
  if (!wish) return answer('asked', text.askForm())
  if (wish.question.length > LONGEST_QUESTION) return answer('refused', text.questionTooLong(LONGEST_QUESTION))
  const earlier = await handoversSince(store, message.account, (now - OPEN_MS) as Instant)
  const refused = refusal(wish.question, earlier, now)
  if (refused) return refused
  const county = countyOf(person)
  const duty = onDutyFor(person?.id, county, await onPosts(store, ANSWERERS, dayOf(now)), office.regions)
  if (!duty) return answer('nobody', text.nobodyOnDuty())
  if (!wish.isSure || asked.supposed) return answer('previewed', text.handoverPreview(wish.question))
  const handover: Handover = {
    id: inboxId(message),
    account: message.account,
    person: person?.id,
    asker: text.withPost(person, message.account, office.regions),
    region: county ?? office.regions.province.key,
    back: backTo(asked),
    question: wish.question,
    answered: wish.turn && (await cardOf(store, wish.turn))?.title,
    recipients: duty.people.map(({ id }) => id),
    at: now,
  }
  return sent(asked, office, handover, duty, isGroup)
}

interface Wish {
  readonly question: string
  /** the inbox id of an earlier message, where that is the question */
  readonly turn?: string | undefined
  /** wished by the command word, a button or in so many words: nobody is disturbed by a guess */
  readonly isSure: boolean
}

/** What is handed over: the words said, else what was asked last in this talk. */
function wishOf(asked: Asked, pressed: string | Wish | undefined): Wish | undefined {
  const { text: words, turns, message } = asked
  if (typeof pressed === 'object') return pressed
  if (pressed) return { question: pressed, isSure: true }
  const typed = words.trim()
  const isOnlyTheWish = typed !== '' && hasWish(asked) && consistsOf(asked.said(), 'act')
  if (typed !== '' && !isOnlyTheWish) {
    const isPlain = message.kind === 'text' && message.text.trim() === typed
    return { question: typed, isSure: !isPlain || hasWish(asked) }
  }
  const last = turns.findLast(asksSomething)
  return last && { question: last.text, turn: last.id, isSure: true }
}

/** Asking for the way to a person is not what the person is asked, nor is a command word alone: /我的. */
const asksSomething = ({ text: words, command }: Turn): boolean =>
  !(command !== null && WAYS.includes(command)) && !/^[/／]\S+$/.test(words.trim())

const WAYS: readonly string[] = ['转人工', '联系人', '帮助']

const hasWish = ({ said }: Asked): boolean => spansIn(said(), 'act').some(({ found }) => found.act === 'handover')

type Earlier = Awaited<ReturnType<typeof handoversSince>>

function refusal(question: string, earlier: Earlier, now: Instant): Outcome | undefined {
  const open = earlier.filter(({ isOpen }) => isOpen)
  if (open.some((one) => one.question === question)) return answer('repeated', text.waitsAlready())
  if (open.length >= MOST_OPEN) return answer('refused', text.tooManyOpen(open.map((one) => one.question)))
  const today = earlier.filter(({ at }) => at > now - DAY_MS)
  return today.length >= MOST_A_DAY ? answer('refused', text.tooManyToday(MOST_A_DAY)) : undefined
}

/** The private chat it was asked in; from a group the person is told, wherever they are reached. */
function backTo({ message, person }: Asked): Recipient {
  if (message.chat.kind === 'group' && person) return { kind: 'person', person: person.id }
  // A press is no message that one could reply to.
  return { ...chatOf(message), ...(message.kind === 'text' && { replyTo: message.id }) }
}

/** The key of the card that one recipient of a question has, by which an answer replaces it. */
export const cardKey = (handover: string, person: string): string => `handover:${handover}:${person}`

function sent(asked: Asked, office: HandoverOffice, handover: Handover, duty: OnDuty, isGroup: boolean): Outcome {
  const { now, person } = asked
  const rule = office.plan.rules[0]
  const due = rule ? whenOpen(rule, now, office.calendar) : now
  const card = text.handoverCard(handover)
  return {
    status: 'handed-over',
    writes: [keepHandover(handover)],
    says: duty.people.map(
      ({ id }): Outgoing => ({ key: cardKey(handover.id, id), to: { kind: 'person', person: id }, card, due }),
    ),
    reply: text.handedOver(handover.question, duty, office.regions, {
      namesShown: person !== undefined && !isGroup,
      opens: due > now ? due : undefined,
    }),
    replaceCard: true,
  }
}
