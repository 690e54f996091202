/** The help: what the asker may do, the role's own first; how one thing is done; by which rules. */
import { articleCard, notWritten, type RulesPaper } from '../../guide/index.ts'
import { consistsOf, spansIn } from '../../language/index.ts'
import type { Card } from '../../message/card.ts'
import type { Asked, Command } from '../../message/command.ts'
import { countyOf, HELP, type HelpOffice, offeredTo } from './functions.ts'
import { menuOf } from './menu.ts'
import * as text from './text.ts'
import { isNamed, startsOf, topicsIn } from './topics.ts'

/**
 * 帮助: what the asker can do, how a thing is done, and the rules that decide it.
 * @param commands read when the help is asked for, so that it lists whatever is registered by then
 * @param rules the office's rules of reporting; without them how something is done is told of commands alone
 */
export function helpCommand(commands: readonly Command[], office: HelpOffice, rules?: RulesPaper): Command {
  return {
    name: HELP,
    words: ['help', '？', '?', '菜单'],
    right: { kind: 'anyone' },
    summary: '看看能做什么；/帮助 更正 只看一件事怎么做',
    intents: ['help'],
    effect: 'reads',
    async run(asked) {
      return { status: 'answered', writes: [], reply: helpFor(asked, commands, office, rules) }
    },
  }
}

function helpFor(asked: Asked, commands: readonly Command[], office: HelpOffice, rules: RulesPaper | undefined): Card {
  const { person, text: words } = asked
  const county = countyOf(asked, office).name
  const topics = topicsIn(asked, commands)
  const asks = spansIn(asked.said(), 'ask').map(({ found }) => found.for)
  const ruled = isNamed(words, commands) ? undefined : rules?.find(words)
  // how something is done is told by its command (怎么撤回), who decides by the rules (撤回要谁同意)
  const isBare = consistsOf(asked.said(), 'ask', 'act') || !ruled?.isSure
  const isHow = asked.commanded === true || (asks.includes('how-to') && isBare)
  if (rules && ruled && !(isHow && topics.length > 0))
    return articleCard(rules, ruled, words, startsOf(topics).map(text.pressing))
  if (topics.length > 0) return text.topicCard(topics, county, person)
  // what the program can do is no question on the rules: 你会干啥
  const isOfOurs = (['indicator', 'measure', 'act', 'time', 'amount'] as const).some(
    (kind) => spansIn(asked.said(), kind).length > 0,
  )
  return rules && isOfOurs && asks.length > 0 && asked.commanded !== true
    ? notWritten(rules, words)
    : text.menuCard(menuOf(person, offeredTo(person, commands)), county, person)
}
