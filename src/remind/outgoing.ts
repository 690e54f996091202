/** A planned message as an outbox row, with the question that is asked before it is sent. */
import type { Card } from '../message/card.ts'
import type { Outgoing } from '../message/outgoing.ts'
import { dayOf } from '../office/day.ts'
import type { Move } from '../office/deadline.ts'
import type { Message } from './plan.ts'
import { stillThere, stillToThePoint } from './pointless.ts'
import type { RemindingOffice } from './situation.ts'

export function outgoing(
  { key, person, at: due, parts }: Message,
  card: Card,
  moves: readonly Move[],
  { regions }: RemindingOffice,
): Outgoing {
  const grounds = parts.flatMap((part) =>
    part.kind === 'digest'
      ? []
      : [
          {
            region: part.region,
            rule: part.pass.deadline.rule.id,
            period: part.pass.deadline.period,
            indicators: part.missing.map(({ id }) => id),
          },
        ],
  )
  const day = dayOf(due)
  return {
    key,
    to: { kind: 'person', person },
    card,
    due,
    urgent: parts.some((part) => part.kind === 'reminder' && part.urgent),
    // A summary is to the point whatever came in; with one in it the message goes out.
    unless:
      grounds.length === parts.length ? stillToThePoint(person, grounds, day, moves, regions) : stillThere(person, day),
  }
}
