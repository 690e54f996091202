/** 核对 (我已报／有误): why a report still counts as missing, indicator by indicator. */
import { STATE_NAMES, statesOf } from '../../ledger/index.ts'
import { type Asked, answer, type Command, type Outcome, regionAs } from '../../message/command.ts'
import { command } from '../../message/declare.ts'
import type { Pressed } from '../../message/input.ts'
import type { Role } from '../../office/person.ts'
import { Arrears } from '../planner/owing.ts'
import { type RemindingOffice, situationAt } from '../planner/planner-input.ts'
import { checkInput } from '../presses.ts'
import * as text from '../text/reminder.ts'
import { noSuchDeadline, notYours } from '../text/words.ts'
import { deadlineMeant } from './move.ts'
import { contextAt, namedPeriod, nothingMissing } from './remind-context.ts'

const CONTACT: readonly Role[] = ['contact']

/** /核对: what a region reported for a period and what it lacks, for a contact who says that they did report. */
export const checkCommand = (office: RemindingOffice): Command =>
  command({
    name: '核对',
    words: ['我已报'],
    right: { kind: 'listed' },
    summary: '核对某一期哪些已报、哪些还差',
    help: { group: 'figures', rank: 8, begins: true },
    effect: 'reads',
    example: () => '/核对',
    input: checkInput(office.regions),
    run: (asked, pressed) => check(asked, pressed, office),
  })

async function check(
  { person, store, now, said }: Asked,
  pressed: Pressed<ReturnType<typeof checkInput>>,
  office: RemindingOffice,
): Promise<Outcome> {
  const region = pressed.region ?? regionAs(person, CONTACT)
  if (!region) return answer('refused', notYours())
  const context = await contextAt(office, now, store)
  const { period, strange } = namedPeriod(said(), pressed.period, context)
  const meant = strange ? undefined : deadlineMeant(context, { ...pressed, period, region })
  const deadline = meant ?? (period || strange ? undefined : context.open[0])
  if (!deadline) return answer('nothing', noSuchDeadline())
  const situation = await situationAt(office, context.timetable, [deadline.period], now, store)
  const missing = new Arrears(situation).missing(deadline, region)
  if (missing.length === 0) return answer('settled', nothingMissing(context, [region], deadline.period))
  const name = office.regions.get(region).name
  const states = new Map((await statesOf(store, deadline.period, region)).map((one) => [one.indicator, one.state]))
  return answer(
    'checked',
    text.whatIsMissing(
      name,
      deadline.period,
      missing.map(({ id, short }) => ({ name: short, state: STATE_NAMES[states.get(id) ?? 'none'] })),
      { region, period: deadline.period, rule: deadline.rule.id },
    ),
  )
}
