/** 上报: one line of chat, or a pasted table; by a coordinator for a county it is a 代报 and says so. */

import { placesOf } from '../../ledger/index.ts'
import type { Asked, Command, Outcome } from '../../message/command.ts'
import { command } from '../../message/declare.ts'
import { inboxId } from '../../message/incoming.ts'
import type { Pressed } from '../../message/input.ts'
import { dayOf } from '../../office/day.ts'
import { exampleFigures } from '../../office/example.ts'
import { isShownLast, mine } from '../drafts.ts'
import { reportInput } from '../presses.ts'
import type { Questions } from '../read/beside.ts'
import { goingOn } from '../read/going-on.ts'
import { looksLikeReport, outcomeOf, understand } from '../read/read.ts'
import type { Place } from '../read/region.ts'
import { record } from '../record.ts'
import { replyIn } from '../rules/reply.ts'
import { COORDINATORS, REPORTERS, standingFor } from '../rules/scope.ts'
import type { Ground } from '../rules/weigh.ts'
import * as text from '../text.ts'
import { fillCard } from './form.ts'
import { filled, forLine, mended, orSupposed } from './line.ts'

export const submitCommand = (ground: Ground): Command =>
  command({
    name: '上报',
    words: ['报', '报送', 'report'],
    right: { kind: 'role', roles: REPORTERS },
    summary: '上报进度，一条可报多项；不带内容时给出表单',
    example: () => `/上报 ${exampleFigures(ground.plan.indicators)}`,
    intents: ['report'],
    effect: 'drafts',
    claims: (asked) => looksLikeReport(asked, ground),
    input: reportInput(ground),
    repeats: (pressed) => mended(ground, pressed),
    fills: (asked, waits) => filled(asked, waits, ground),
    continues: (asked) => goesOn(asked, ground),
    run: (asked, pressed) => submitted(asked, pressed, ground, '上报'),
  })

export const proxyCommand = (ground: Ground): Command =>
  command({
    name: '代报',
    words: [],
    right: { kind: 'role', roles: COORDINATORS },
    summary: '协调员代某县上报，台账注明代报',
    example: (region) => `/代报 ${region} ${exampleFigures(ground.plan.indicators)}`,
    input: reportInput(ground),
    repeats: (pressed) => mended(ground, pressed),
    fills: (asked, waits) => filled(asked, waits, ground),
    run: (asked, pressed) => submitted(asked, pressed, ground, '代报'),
  })

/** A figure and a question in one: only the sender knows which is meant. */
const ASKS = /[?？]|[吗呢]\s*$|多少|什么|哪/

type Submitted = Pressed<ReturnType<typeof reportInput>>

const submitted = (asked: Asked, pressed: Submitted, ground: Ground, word: string): Promise<Outcome> =>
  forLine(asked, pressed, ground, word, (said, place) => submit(said, ground, place, pressed))

async function submit(asked: Asked, ground: Ground, place: Place, pressed: Submitted): Promise<Outcome> {
  // whether it is a report was asked before
  const isChosen = pressed.text !== undefined
  const { person, store, now } = asked
  if (!person) return { status: 'refused', writes: [], reply: text.noRight('上报', undefined, REPORTERS) }
  if (place.rest.trim() === '') {
    return { status: 'asked', writes: [], reply: await fillCard(store, ground, place.region, dayOf(now)) }
  }
  if (!isChosen && !asked.commanded && ASKS.test(asked.text)) {
    return { status: 'clarify', writes: [], reply: text.reportOrAsk(asked.text) }
  }
  const places = await placesOf(store, [...new Set([place.region, ...mentionedIn(asked, ground)])])
  const read = await understand(asked, ground, place.region, place.rest, '上报')
  if (read.kind === 'answer') return outcomeOf(read)
  const { region, items, correcting } = read
  const doubts = orSupposed([...read.doubts, ...(pressed.pieced ? [text.PIECED] : [])], asked)
  const proxy = standingFor(person, region, ground.regions) === 'proxy'
  const outcome = await record(
    { asked, person, ground, places, message: inboxId(asked.message) },
    { region, items, correcting, proxy, doubts },
  )
  return withQuestions(outcome, read.questions)
}

/** What did not read is asked about beside what did. */
function withQuestions(outcome: Outcome, questions: Questions | undefined): Outcome {
  if (!questions || !outcome.reply) return outcome
  const { blocks, asks } = questions
  return { ...outcome, reply: text.withQuestions(outcome.reply, blocks), ...(asks && { asks }) }
}

const mentionedIn = ({ text: said }: Asked, { regions }: Ground) => regions.mentioned(said).map((one) => one.region.key)

/** 那六月报3家: what is not said stands as it did before, is marked so, and waits for a yes. */
async function goesOn(asked: Asked, ground: Ground): Promise<Outcome | undefined> {
  const { person, store } = asked
  const going = person && goingOn(asked, ground)
  // 16, to a draft that was just shown, is its right number
  if (!going || (replyIn(asked.said())?.kind === 'detail' && (await isDraftShown(asked)))) return undefined
  const { region, items, doubts, assumed } = going
  const standing = standingFor(person, region, ground.regions)
  if (!standing)
    return { status: 'refused', writes: [], reply: text.noRight('上报', ground.regions.get(region), REPORTERS) }
  return record(
    { asked, person, ground, places: await placesOf(store, [region]), message: inboxId(asked.message) },
    { region, items, correcting: false, proxy: standing === 'proxy', doubts: [...doubts, text.assumed(assumed)] },
  )
}

async function isDraftShown(asked: Asked): Promise<boolean> {
  const [draft] = await mine(asked)
  return draft !== undefined && isShownLast(asked, draft)
}
