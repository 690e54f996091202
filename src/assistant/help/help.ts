/** The help: what the asker may do, the role's own first; or how one thing is done. */
import type { Asked, Command } from '../../message/command.ts'
import { dayOf } from '../../office/day.ts'
import type { Regions } from '../../office/region.ts'
import { ownRegion } from '../../office/scope.ts'
import { holds } from '../rights.ts'
import { menuOf } from './menu.ts'
import * as text from './text.ts'
import { topicsIn } from './topics.ts'

const DEFAULT_REGION = '长兴县'

/** @param commands read when the help is asked for, so that it lists whatever is registered by then */
export function helpCommand(commands: readonly Command[], regions: Regions): Command {
  return {
    name: '帮助',
    words: ['help', '？', '?', '菜单'],
    right: { kind: 'anyone' },
    summary: '看看能做什么；/帮助 更正 只看一件事怎么做',
    intents: ['help'],
    effect: 'reads',
    async run(asked) {
      const { person } = asked
      const county = exampleCounty(asked, regions)
      const topics = topicsIn(asked, commands)
      const reply =
        topics.length > 0
          ? text.topicCard(topics, county, person)
          : text.menuCard(
              menuOf(
                person,
                commands.filter(({ example, right }) => example && holds(person, right)),
              ),
              county,
              person,
            )
      return { status: 'answered', writes: [], reply }
    },
  }
}

/** A county of the asker's own, so that an example can be sent as it stands. */
function exampleCounty({ person, now }: Asked, regions: Regions): string {
  const own = regions.get(ownRegion(person, regions))
  if (own.level === 'province') return DEFAULT_REGION
  return own.level === 'county' ? own.name : (regions.under(own.key, dayOf(now))[0]?.name ?? own.name)
}
