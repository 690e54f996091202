/** The words of the help. */
import { type Block, type Button, buttons, type Card, card, fold, note, partsOf, sentence } from '../../message/card.ts'
import type { Command, HelpGroup } from '../../message/command.ts'
import { LEVEL } from '../../office/levels.ts'
import { type Person, ROLE_NAMES } from '../../office/person.ts'
import type { Menu } from './menu.ts'
import { type HelpTopic, startsOf } from './topics.ts'

const TITLES: Readonly<Record<HelpGroup | 'others', string>> = {
  reporting: '上报',
  reviewing: '审核和催报',
  figures: '进度和台账',
  absence: '延期、请假和提醒',
  papers: '查文件',
  people: '口径、找人和身份',
  others: '其他',
}

type Text = Extract<Block, { kind: 'text' }>

/** An example that is the command word alone says nothing more. */
export function described({ name, summary, example }: Command, county: string): string {
  const shown = example?.(county)
  const sample = shown === undefined || shown === `/${name}` ? '' : `\n例：${shown}`
  return `/${name} ${summary}${sample}`
}

const line = (command: Command, county: string): Text => sentence(described(command, county))

export const pressing = ({ name }: Command): Button => ({ label: name, command: name })

/** So many lines stand open; the rest is folded away, with examples. */
const OPEN = 5
const inLine = ({ name, summary }: Command): string => `/${name} ${summary}`
/** docs/transparency.zh-CN.md in short; the page lies with whoever runs the office. */
const WHAT_I_AM =
  '我是程序，不是人，会答错，请以原文为准；接了大语言模型的，由它写的段落都会标明。您发的话、报的数和我的回复存在本单位的数据库里，到期清除，台账不删。要查看或删除自己的数据，找管理员；全文见《要点是什么，怎么来的答案，留下什么》（docs/transparency.zh-CN.md）。'

const isLeft = ({ commands }: Menu['groups'][number]): boolean => commands.length > 0

/** Five lines of the asker's own job, the others folded away: the card stays readable on a phone. */
export function menuCard({ first, groups }: Menu, county: string, person: Person | undefined): Card {
  const [own, ...others] = groups
  return card(
    'info',
    [person ? `${person.name}，您好，我是要点` : '您好，我是要点', '工作要点的问、报、催'],
    [
      sentence(
        person
          ? '直接说就行，例如一个问题、一句上报；也可以用下面的命令。'
          : '您还不在名册上，可以直接提问，我只按文件回答。',
      ),
      first.length > 0 && buttons(first.map(pressing)),
      own && sentence(own.commands.slice(0, OPEN).map(inLine).join('\n')),
      [...(own ? [{ ...own, commands: own.commands.slice(OPEN) }] : []), ...others].filter(isLeft).map(
        ({ group, commands }): Block =>
          fold(
            `${TITLES[group]}（${commands.length}）`,
            commands.map((one) => line(one, county)),
          ),
      ),
      fold('我是什么、留下什么', [sentence(WHAT_I_AM)]),
      note('只看一件事怎么做：/帮助 更正'),
    ],
  )
}

export function topicCard(topics: readonly HelpTopic[], county: string, person: Person | undefined): Card {
  const starts = startsOf(topics)
  return card('info', `怎么用：${topics.map(({ command }) => command.name).join('、')}`, [
    topics.flatMap(({ command, mayUse }): Block[] =>
      partsOf(line(command, county), !mayUse && note(whoMay(command, person))),
    ),
    starts.length > 0 && buttons(starts.map(pressing)),
  ])
}

function whoMay({ right }: Command, person: Person | undefined): string {
  const needed = right.kind === 'role' ? right.roles.map((role) => ROLE_NAMES[role]).join('或') : '名册内的人员'
  return person
    ? `需要“${needed}”身份，您现在不能用；有事请发送“/转人工 要说的事”。`
    : `需要“${needed}”身份；您是${LEVEL.county}里的联系人，请先发送“/绑定 ${LEVEL.county}名 姓名”。`
}
