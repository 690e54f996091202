/** 8: the first reminders that would go out, to whom and with what words; nothing is sent. */
import { clockOf, dayOf, fullDayName } from '../../../office/day.ts'
import { deadlineOf } from '../../../office/deadline.ts'
import type { Office } from '../../../office/load/index.ts'
import { type Roster, simulate } from '../../../remind/index.ts'
import { good, type Look, plain, warn } from '../ask.ts'
import type { Making } from '../making.ts'
import { rosterIn } from '../people.ts'
import * as text from '../text.ts'

/** So many reminders are shown in full. */
const SHOWN = 5

/**
 * The last step of `plan new`: shows on the terminal the reminders of the first day on which any would go out, the first
 * five in full, so that a wrong deadline or contact shows before anybody is reminded. Nothing is sent or written; without
 * a roster, or with nobody to remind, a warning says so.
 */
export async function reminderLook(making: Making): Promise<Look> {
  const given = making.state.roster
  if (!given) return { shown: [warn(text.noReminder)], asks: [] }
  const office = await making.officeWith(await making.split())
  const { roster } = await rosterIn(making.bytesOf(given), office)
  const sent = firstReminders(office, roster)
  const [first] = sent
  if (!first) return { shown: [warn(text.nobodyReminded)], asks: [] }
  const day = dayOf(first.at)
  const together = sent.filter(({ at }) => dayOf(at) === day)
  const shown = together
    .slice(0, SHOWN)
    .flatMap(({ at, person, parts }) => [
      plain(`${clockOf(at)} → ${roster.names.get(person) ?? person}`),
      ...parts.map(({ region, reason }) => plain(`    ${office.regions.get(region).name}：${reason}`)),
    ])
  const rest = together.length - SHOWN
  return {
    shown: [
      good(text.firstReminders(fullDayName(day), together.length)),
      ...shown,
      ...(rest > 0 ? [plain(text.more(rest))] : []),
    ],
    asks: [],
  }
}

/** What would go out up to the earliest first deadline of the rules, as if nobody reported. */
function firstReminders(office: Office, roster: Roster) {
  const { plan, regions, calendar } = office
  const due = plan.rules.map((rule) => deadlineOf(rule, rule.from, calendar).due).sort()
  const to = due[0]
  return to === undefined
    ? []
    : simulate({
        plans: [plan],
        regions,
        calendar,
        moves: [],
        roster,
        reported: new Map(),
        from: plan.issued,
        to,
        arrivals: [],
      })
}
