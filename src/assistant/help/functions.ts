/** What somebody may have done here, and a county by which each can be shown: for the help, and for a language model. */
import type { Asked, Command } from '../../message/command.ts'
import { holds } from '../../message/declare.ts'
import { dayOf } from '../../office/day.ts'
import { exampleCounty } from '../../office/example.ts'
import type { Person } from '../../office/person.ts'
import type { Plan } from '../../office/plan.ts'
import type { Region, Regions } from '../../office/region.ts'
import { ownRegion } from '../../office/scope.ts'

export interface HelpOffice {
  readonly plan: Plan
  readonly regions: Regions
}

/** Without those that only buttons reach, and the help itself. */
export const offeredTo = (person: Person | undefined, commands: readonly Command[]): Command[] =>
  commands.filter(({ example, right }) => example && holds(person, right))

export const HELP = '帮助'

/** What words may be meant for: how things are done, and what the buttons do that stand open, besides. */
export function callableBy(
  { person, turns, open = [] }: Pick<Asked, 'person' | 'turns' | 'open'>,
  commands: readonly Command[],
): Command[] {
  const buttons = [...(turns.at(-1)?.kept?.options ?? []), ...open.map(({ does }) => does)]
  const names = [HELP, ...buttons.map(({ command }) => command)]
  const besides = commands.filter(({ name, right }) => names.includes(name) && holds(person, right))
  return [...new Set([...offeredTo(person, commands), ...besides])]
}

/** A county of the asker's own, so that an example can be sent as it stands. */
export const countyOf = ({ person, now }: Pick<Asked, 'person' | 'now'>, office: HelpOffice): Region =>
  exampleCounty(office, ownRegion(person, office.regions), dayOf(now))
