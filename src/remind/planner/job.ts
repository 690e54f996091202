/** What the clock brings: reminders whose time has come, and summaries kept up to date. */
import type { Job } from '../../message/command.ts'
import { holdBack, waitsOf } from '../../message/outgoing.ts'
import { type Instant, instant } from '../../office/day.ts'
import { isOpen, opening } from '../../office/hours.ts'
import type { Reader, Statement } from '../../store/index.ts'
import { keepDigests, refreshDigests, stampOfDigests, type Updates } from '../cards/digest.ts'
import { newestMove, recordReminders, recordRun, rememberSince, sinceWhen } from '../rows.ts'
import { agenda, periodsOf } from './agenda.ts'
import { gapsToTell } from './calendar-gap.ts'
import { closings, draftsToHand } from './closing.ts'
import { outgoings } from './outgoing.ts'
import { rulesOf } from './owing.ts'
import { planReminders } from './plan.ts'
import { backdropOf, type RemindingOffice, situationAt, timetableAt } from './planner-input.ts'

/** What nobody asked for at this very time: it waits for the office to open. */
const UNASKED = ['remind:', 'snooze/'] as const

/** Planned for office hours, and still there when the office has closed: a process that was down sends nothing at night. */
async function heldBack({ plans, calendar }: RemindingOffice, now: Instant, store: Reader): Promise<Statement[]> {
  const rules = rulesOf(plans).filter(({ indicators }) => indicators.length > 0)
  const [rule] = rules
  if (!rule || rules.some((one) => isOpen(one, now, calendar)) || !(await waitsOf(store, UNASKED, now))) return []
  return UNASKED.map((kind) => holdBack(kind, now, opening(rule, now, calendar)))
}

/**
 * Reminders and summaries, as a job for the tick.
 *
 * A look that found nothing to run is remembered until the next stage's instant, so that most ticks read one row.
 * The memory is this process's own: a moved deadline, a clock set back and a restart void it, and a look that
 * has something to commit is never remembered.
 */
export function remindJob(office: RemindingOffice): Job {
  let idle: { readonly from: Instant; readonly until: Instant; readonly move: number } | undefined
  let shown: string | undefined

  const updatesAt = async (now: Instant, store: Reader): Promise<Updates> => {
    const stamp = await stampOfDigests(now, store)
    if (stamp === undefined || stamp === shown) return { writes: [], says: [] }
    const updates = await refreshDigests(office, now, store)
    shown = updates.writes.length === 0 ? stamp : undefined
    return updates
  }

  return {
    name: 'remind',
    async run(now, store) {
      const held = await heldBack(office, now, store)
      const told = await updatesAt(now, store)
      const updates = { ...told, writes: [...held, ...told.writes] }
      const move = await newestMove(store)
      if (idle && idle.from <= now && now < idle.until && idle.move === move) return updates
      const since = await sinceWhen(store)
      const timetable = await timetableAt(office, since ?? now, now, store)
      const { passes, next } = agenda(timetable, now)
      const { closed, next: nextClosing } = closings(timetable, now)
      const drafts = await draftsToHand(office, closed, now, store)
      const rests = passes.length === 0 && drafts.length === 0 && since !== undefined
      const begin = since === undefined ? [rememberSince(now)] : []
      idle = rests ? { from: now, until: instant(Math.min(next, nextClosing)), move } : undefined
      const situation = await situationAt(office, timetable, periodsOf(passes, timetable, now), now, store)
      const messages = planReminders(situation, passes, now)
      const backdrop = await backdropOf(office, messages, now, store)
      return {
        says: [
          ...updates.says,
          ...(await gapsToTell(office, now, store)),
          ...drafts,
          ...messages.flatMap((message) => outgoings(message, backdrop, timetable.moves)),
        ],
        writes: [
          ...begin,
          ...updates.writes,
          ...passes.map((pass) => recordRun(pass, now)),
          ...recordReminders(messages),
          ...keepDigests(messages, office),
        ],
      }
    },
  }
}
