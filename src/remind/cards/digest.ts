/** Summaries after they were sent: the same card, brought up to date as reports arrive. */
import { newestSql } from '../../ledger/index.ts'
import { type Outgoing, sentSql } from '../../message/outgoing.ts'
import { at, dayOf, type Instant, instant } from '../../office/day.ts'
import type { Period } from '../../office/period.ts'
import type { PersonId } from '../../office/person.ts'
import type { RegionKey } from '../../office/region.ts'
import { type Reader, type Row, type Statement, sql } from '../../store/index.ts'
import { deadlinesOf, type Pass } from '../planner/agenda.ts'
import { digestFor } from '../planner/digests.ts'
import { backdropOf, type RemindingOffice, situationAt } from '../planner/planner-input.ts'
import type { Digest, Mailing } from '../planner/reminder.ts'
import { stillThere } from '../planner/send-guard.ts'
import { readMoves } from '../rows.ts'
import { messageCard } from './cards.ts'

interface DigestRow extends Row {
  person: string
  rule: string
  period: string
  region: string
  revision: string
  stage: string
  due: number
  message: string
  parts: number
  shows: string
  version: number
}

/** Statements to commit, and the messages that take the place of sent ones. */
export interface Updates {
  readonly writes: readonly Statement[]
  readonly says: readonly Outgoing[]
}

/** Kept up to date until the evening of the next working day. */
const EVENING = '18:00'

/**
 * Statements that record the summaries among messages, so that later reports bring them up to date; a newer summary
 * of a deadline ends the older.
 */
export function keepDigests(messages: readonly Mailing[], { calendar }: RemindingOffice): Statement[] {
  return messages.flatMap(({ key, person, at: sent, parts }) => {
    const digests = parts.filter((part) => part.kind === 'digest')
    // A card that also reminds of the person's own report would lose that part; the weekly list is of its Monday.
    if (digests.length < parts.length || digests.some(({ pass }) => !pass.deadline.rule.indicators.length)) return []
    const until = at(calendar.addWorkdays(dayOf(sent), 1), EVENING)
    return digests.map(({ pass: { deadline, stage, at: due }, region, sections }) =>
      sql(
        `INSERT INTO remind_digest (person, rule, period, region, revision, stage, due, message, parts, until, shows, version)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0)
         ON CONFLICT (person, rule, period, region) DO UPDATE SET revision = excluded.revision, stage = excluded.stage,
           due = excluded.due, message = excluded.message, parts = excluded.parts, until = excluded.until,
           shows = excluded.shows, version = 0`,
        person,
        deadline.rule.id,
        deadline.period,
        region,
        deadline.revision,
        stage.id,
        due,
        key,
        digests.length,
        until,
        showsOf(sections),
      ),
    )
  })
}

/** What a summary tells, as a short text to compare. */
const showsOf = (sections: Digest['sections']): string =>
  sections.map(({ missing }) => missing.map((one) => `${one.region}:${one.indicators.length}`).join(' ')).join('|')

/**
 * A stamp that differs once a kept summary may be out of date; undefined where none is kept. One query, so that
 * summaries are worked out anew only after a report.
 */
export async function stampOfDigests(now: Instant, store: Reader): Promise<string | undefined> {
  const kept = await store.all<{ period: string; versions: number; parts: number; newest: string | null }>(
    `SELECT d.period, sum(d.version) AS versions, sum(${sentSql('d.message')}) AS parts, ${newestSql('d.period')} AS newest
     FROM remind_digest d
     WHERE d.until > ? GROUP BY d.period ORDER BY d.period`,
    now,
  )
  return kept.length === 0 ? undefined : JSON.stringify(kept)
}

/**
 * New versions of the sent summaries that reports have overtaken. One that still waits in the outbox is left:
 * replacing it would show it twice.
 */
export async function refreshDigests(office: RemindingOffice, now: Instant, store: Reader): Promise<Updates> {
  const rows = await store.all<DigestRow>(
    `SELECT d.person, d.rule, d.period, d.region, d.revision, d.stage, d.due, d.message, d.parts, d.shows, d.version
     FROM remind_digest d WHERE d.until > ? AND ${sentSql('d.message')}
     ORDER BY d.message, d.rule, d.period, d.region`,
    now,
  )
  if (rows.length === 0) return { writes: [], says: [] }
  const moves = await readMoves(store)
  const periods = [...new Set(rows.map(({ period }) => period as Period))]
  const situation = await situationAt(office, { moves }, periods, now, store)
  const changed = [...grouped(rows).values()].flatMap((group) => {
    const digests = group.flatMap((row) => {
      const pass = passOf(row, office, moves)
      const digest = pass && digestFor(pass, row.region as RegionKey, row.person as PersonId, situation, now)
      return digest ? [{ row, digest }] : []
    })
    const isWhole = digests.length === group[0]?.parts
    return isWhole && digests.some(({ row, digest }) => showsOf(digest.sections) !== row.shows) ? [digests] : []
  })
  const backdrop = await backdropOf(
    office,
    changed.map((group) => ({ parts: group.map(({ digest }) => digest) })),
    now,
    store,
  )
  return {
    says: changed.flatMap((group): Outgoing[] => {
      const [first] = group
      if (!first) return []
      const { message, person, version } = first.row
      return [
        {
          key: `${message}#${version + 1}`,
          to: { kind: 'person', person: person as PersonId },
          card: messageCard({ parts: group.map(({ digest }) => digest) }, backdrop, now),
          due: now,
          replaces: message,
          unless: stillThere(person as PersonId, dayOf(now)),
        },
      ]
    }),
    writes: changed
      .flat()
      .map(({ row, digest }) =>
        sql(
          'UPDATE remind_digest SET shows = ?, version = version + 1 WHERE person = ? AND rule = ? AND period = ? AND region = ?',
          showsOf(digest.sections),
          row.person,
          row.rule,
          row.period,
          row.region,
        ),
      ),
  }
}

function grouped(rows: readonly DigestRow[]): Map<string, DigestRow[]> {
  const groups = new Map<string, DigestRow[]>()
  for (const row of rows) groups.set(row.message, [...(groups.get(row.message) ?? []), row])
  return groups
}

/** The pass that a summary was sent for; undefined when its deadline has been moved or its rule is gone. */
function passOf(
  row: DigestRow,
  office: RemindingOffice,
  moves: Awaited<ReturnType<typeof readMoves>>,
): Pass | undefined {
  const rule = office.plans.flatMap(({ rules }) => rules).find(({ id }) => id === row.rule)
  const stage = rule?.stages.find(({ id }) => id === row.stage)
  const deadline =
    rule &&
    deadlinesOf(rule, row.period as Period, { ...office, moves }).find(({ revision }) => revision === row.revision)
  if (!stage || !deadline) return undefined
  return { id: '', deadline, stage, at: instant(row.due), regions: deadline.regions() }
}
