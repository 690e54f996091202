/** The help: what the asker may do, with an example for each in the asker's own county. */
import type { Block } from '../message/card.ts'
import { type Command, regionAs } from '../message/command.ts'
import type { Regions } from '../office/region.ts'
import { holds } from './rights.ts'

const DEFAULT_REGION = '长兴县'

/** @param commands read when the help is asked for, so that it lists whatever is registered by then */
export function helpCommand(commands: readonly Command[], regions: Regions): Command {
  return {
    name: '帮助',
    words: ['help', '？', '?', '菜单'],
    right: { kind: 'anyone' },
    summary: '看看能做什么',
    intents: ['help'],
    effect: 'reads',
    async run({ person }) {
      const key = regionAs(person, ['contact', 'city-coordinator'])
      const region = key ? regions.get(key).name : DEFAULT_REGION
      const lines = commands
        .filter((command) => command.example && holds(person, command.right))
        .map(
          ({ name, summary, example }): Block => ({
            kind: 'text',
            text: `/${name} ${summary}\n例：${example?.(region)}`,
          }),
        )
      return {
        status: 'answered',
        writes: [],
        reply: {
          title: person ? `${person.name}，您好，我是要点` : '您好，我是要点',
          subtitle: '工作要点的问、报、催',
          tone: 'info',
          blocks: [
            {
              kind: 'text',
              text: person ? '直接提问，或用下面的命令：' : '您还不在名册上，可以直接提问，我只按文件回答。',
            },
            ...lines,
          ],
        },
      }
    },
  }
}
