/** What did not arrive, or perhaps did not, is told of: a reminder to who coordinates, an answer to who asked. */

import type { Card } from '../../message/card.ts'
import type { OutboxRow } from '../../message/outbox.ts'
import { type Outgoing, type OutgoingFile, postOnce } from '../../message/outgoing.ts'
import type { Instant } from '../../office/day.ts'
import { allLevelled } from '../../office/levels.ts'
import type { PersonId } from '../../office/person.ts'
import { coordinatorsOver, whoIs } from '../../people/index.ts'
import type { Query, Statement } from '../../store/index.ts'
import type { FrontParts } from '../parts.ts'
import { saidAgain, undelivered } from './text.ts'

type Parts = Pick<FrontParts, 'store' | 'regions'>

/** A reminder that could not reach its person is told to who coordinates the person's region, once. */
export async function tellCoordinator(
  row: OutboxRow,
  now: Instant,
  { store, regions }: Parts,
  why: string,
): Promise<Statement[]> {
  if (row.person === null || row.key.startsWith('undelivered:')) return []
  const person = await whoIs(store, row.person as PersonId)
  const region = person?.region ?? regions.province.key
  const coordinators = await coordinatorsOver(store, region, regions, row.person as PersonId)
  const { title } = JSON.parse(row.card) as Card
  const card = allLevelled(
    undelivered(person?.name ?? row.person, regions.fullName(region), title, why),
    regions.levels,
  )
  return coordinators.map((to) => {
    const message: Outgoing = {
      key: `undelivered:${row.key}:${to}`,
      to: { kind: 'person', person: to },
      card,
      due: now,
    }
    return postOnce(message, now)
  })
}

/**
 * What nobody knows the fate of: a reminder is told of, as one that did not arrive; an answer is said once more and says
 * so, since whoever waits for it would else wait for ever.
 */
export async function tellUncertain(row: OutboxRow, now: Instant, parts: Parts, why: string): Promise<Statement[]> {
  const { key, channel, chat, reply_to, replaces, created, file, unless } = row
  if (channel === null || chat === null) return tellCoordinator(row, now, parts, why)
  if (reply_to === null || replaces !== null || key.startsWith('again:')) return []
  const message: Outgoing = {
    key: `again:${key}`,
    to: { kind: 'chat', channel, chat, replyTo: reply_to },
    card: saidAgain(JSON.parse(row.card) as Card),
    // It keeps its place before what was said later.
    due: created as Instant,
    ...(file !== null && { file: JSON.parse(file) as OutgoingFile }),
    ...(unless !== null && { unless: JSON.parse(unless) as Query }),
  }
  return [postOnce(message, created as Instant)]
}
