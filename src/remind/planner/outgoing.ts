/** A planned message as outbox rows, each with the question that is asked before it is sent. */
import { droppedQuery, type Outgoing } from '../../message/outgoing.ts'
import { dayOf, instant } from '../../office/day.ts'
import type { Move } from '../../office/deadline.ts'
import { type Backdrop, messageCard } from '../cards/cards.ts'
import type { Mailing, Reminder } from './reminder.ts'
import { both, type OwedReport, stillThere, stillToThePoint } from './send-guard.ts'

/** With more parts a card is a list anyway, and goes out while one of them holds. */
const MOST_SINGLES = 6
const AFTER_MS = 1_000

/**
 * The outbox rows of a message: the whole, and one for each reminder in it, sent only where the whole was dropped
 * since one of its reports came in.
 */
export function outgoings(message: Mailing, backdrop: Backdrop, moves: readonly Move[]): Outgoing[] {
  const { key, person, at: due, parts, note } = message
  const reminders = parts.filter((part) => part.kind === 'reminder')
  const day = dayOf(due)
  const facts = { moves, regions: backdrop.regions }
  const row = (rowKey: string, some: Mailing['parts'], unless: Outgoing['unless'] & object, wait = 0): Outgoing => ({
    key: rowKey,
    to: { kind: 'person', person },
    card: messageCard({ parts: some, note }, backdrop),
    due: instant(due + wait),
    urgent: some.some((part) => part.kind === 'reminder' && part.urgent),
    unless,
  })
  // A summary is to the point whatever came in; with one in it the message goes out.
  if (reminders.length < parts.length) return [row(key, parts, stillThere(person, day))]
  const debts = reminders.map(owedReportOf)
  if (parts.length === 1 || parts.length > MOST_SINGLES)
    return [row(key, parts, stillToThePoint(person, debts, day, facts))]
  const dropped = droppedQuery(key)
  return [
    row(key, parts, stillToThePoint(person, debts, day, facts, debts.length)),
    ...reminders.map((part, i) => {
      const holds = stillToThePoint(person, [owedReportOf(part)], day, facts)
      return row(`${key}|${i + 1}`, [part], both(holds, dropped), AFTER_MS)
    }),
  ]
}

/** What a reminder rests on, as kept with the message: once it is reported the card says so. */
export const owedReportOf = ({ region, pass: { deadline }, missing }: Reminder): OwedReport => ({
  region,
  rule: deadline.rule.id,
  period: deadline.period,
  indicators: missing.map(({ id }) => id),
})
