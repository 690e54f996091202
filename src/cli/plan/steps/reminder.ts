/** 8: the first reminders that would go out, to whom and with what words; nothing is sent. */

import { clockOf, dayOf, fullDayName } from '../../../office/day.ts'
import { deadlineOf } from '../../../office/deadline.ts'
import type { Office } from '../../../office/load/index.ts'
import { type Roster, simulate } from '../../../remind/index.ts'
import * as pc from '../../colour.ts'
import type { Making } from '../making.ts'
import * as text from '../text.ts'
import { keptRoster } from './roster.ts'

/** So many reminders are shown in full. */
const SHOWN = 5

/**
 * The last step of `plan new`: shows on the terminal the reminders of the first day on which any would go out, the first
 * five in full, so that a wrong deadline or contact shows before anybody is reminded. Nothing is sent or written; without
 * a roster, or with nobody to remind, a warning says so.
 */
export async function reminderStep(making: Making): Promise<void> {
  const { terminal } = making
  const office = await making.officeWith(await making.split())
  const roster = await keptRoster(making, office)
  if (!roster) {
    terminal.say(pc.yellow(`  ⚠ ${text.noReminder}`))
    return
  }
  const sent = firstReminders(office, roster)
  const [first] = sent
  if (!first) {
    terminal.say(pc.yellow(`  ⚠ ${text.nobodyReminded}`))
    return
  }
  const day = dayOf(first.at)
  const together = sent.filter(({ at }) => dayOf(at) === day)
  terminal.say(pc.green(`  ${text.firstReminders(fullDayName(day), together.length)}`))
  for (const { at, person, parts } of together.slice(0, SHOWN))
    terminal.say(
      `  ${clockOf(at)} → ${roster.names.get(person) ?? person}`,
      ...parts.map(({ region, reason }) => `      ${office.regions.get(region).name}：${reason}`),
    )
  if (together.length > SHOWN) terminal.say(`  ${text.more(together.length - SHOWN)}`)
}

/** Of the first period that each rule asks for, as if nobody reported. */
export function firstReminders(office: Office, roster: Roster) {
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
