/** The commands by what one has to do with them, the asker's own job first. */
import type { Command, HelpGroup } from '../../message/command.ts'
import type { Person, Role } from '../../office/person.ts'

interface Place {
  /** the first is shown open, the others folded away */
  readonly groups: readonly HelpGroup[]
  /** what is wanted most, as buttons */
  readonly first: readonly string[]
}

const COORDINATOR: Place = {
  groups: ['reviewing', 'figures', 'papers', 'people', 'absence', 'reporting'],
  first: ['审核', '未报', '催报'],
}

const PLACES: readonly (readonly [Role, Place])[] = [
  [
    'contact',
    {
      groups: ['reporting', 'figures', 'absence', 'people', 'papers', 'reviewing'],
      first: ['填报', '我的', '口径'],
    },
  ],
  ['city-coordinator', COORDINATOR],
  ['provincial-coordinator', COORDINATOR],
]

/** Officials, admins and visitors mostly ask. */
const ASKING: Place = {
  groups: ['papers', 'people', 'figures', 'absence', 'reporting', 'reviewing'],
  first: ['要点', '口径', '进度'],
}

export interface Menu {
  readonly first: readonly Command[]
  /** in the order in which they are shown, none empty; `others` are those that say no place of their own */
  readonly groups: readonly { readonly group: HelpGroup | 'others'; readonly commands: readonly Command[] }[]
}

/**
 * What a person can do, group by group, in the order that suits their first role.
 * @param commands those that the person may use; each is listed once, where its declaration says
 */
export function menuOf(person: Person | undefined, commands: readonly Command[]): Menu {
  const { groups, first } = PLACES.find(([role]) => person?.posts.some((post) => post.role === role))?.[1] ?? ASKING
  const all = [
    ...groups.map((group) => ({ group, commands: inGroup(group, commands) })),
    { group: 'others' as const, commands: commands.filter(({ help }) => !help) },
  ]
  return {
    first: first.flatMap((name) => commands.find((command) => command.name === name) ?? []),
    groups: all.filter((one) => one.commands.length > 0),
  }
}

/** The likeliest first. */
const inGroup = (group: HelpGroup, commands: readonly Command[]): Command[] =>
  commands
    .flatMap((command) => (command.help?.group === group ? [{ command, rank: command.help.rank }] : []))
    .sort((a, b) => a.rank - b.rank)
    .map(({ command }) => command)
