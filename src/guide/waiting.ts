/** 待答: the questions that wait for one's answer, also those that somebody else was asked while one was away. */

import { type Asked, answer, type Command, type Outcome } from '../message/command.ts'
import { command } from '../message/declare.ts'
import { DAY_MS, type Instant } from '../office/day.ts'
import type { Regions } from '../office/region.ts'
import { ANSWERERS, mayAnswer } from './on-duty.ts'
import { waitingInput } from './presses.ts'
import { answerOf, handoverById, openHandovers } from './rows.ts'
import * as text from './text/handover.ts'

const WINDOW_MS = 60 * DAY_MS
const MOST_SHOWN = 8

/** /待答: the questions handed over that the asker may answer and nobody did, the oldest first. */
export const waitingCommand = ({ regions }: { readonly regions: Regions }): Command =>
  command({
    name: '待答',
    words: ['待答复', 'unanswered'],
    right: { kind: 'role', roles: ANSWERERS },
    summary: '转人工的问题里还没答复的',
    help: { group: 'reviewing', rank: 15, begins: true },
    effect: 'reads',
    example: () => '/待答',
    input: waitingInput,
    run: (asked, pressed) => list(asked, pressed.handover, regions),
  })

async function list({ person, store, now }: Asked, chosen: string | undefined, regions: Regions): Promise<Outcome> {
  if (!person) return answer('refused', text.notYoursToAnswer())
  const picked = chosen ? await handoverById(store, chosen) : undefined
  if (picked && mayAnswer(person, picked, regions) && !(await answerOf(store, picked.id)))
    return answer('form', text.handoverCard(picked))
  const open = (await openHandovers(store, (now - WINDOW_MS) as Instant)).filter((one) =>
    mayAnswer(person, one, regions),
  )
  return answer('answered', text.openList(open.slice(0, MOST_SHOWN), open.length))
}
