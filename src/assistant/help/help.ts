/** The help: what the asker may do, the role's own first; or how one thing is done. */
import type { Command } from '../../message/command.ts'
import { countyOf, HELP, type HelpOffice, offeredTo } from './functions.ts'
import { menuOf } from './menu.ts'
import * as text from './text.ts'
import { topicsIn } from './topics.ts'

/** @param commands read when the help is asked for, so that it lists whatever is registered by then */
export function helpCommand(commands: readonly Command[], office: HelpOffice): Command {
  return {
    name: HELP,
    words: ['help', '？', '?', '菜单'],
    right: { kind: 'anyone' },
    summary: '看看能做什么；/帮助 更正 只看一件事怎么做',
    intents: ['help'],
    effect: 'reads',
    async run(asked) {
      const { person } = asked
      const county = countyOf(asked, office).name
      const topics = topicsIn(asked, commands)
      const reply =
        topics.length > 0
          ? text.topicCard(topics, county, person)
          : text.menuCard(menuOf(person, offeredTo(person, commands)), county, person)
      return { status: 'answered', writes: [], reply }
    },
  }
}
