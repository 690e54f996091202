/** Which commands a question of how something is done is about: by their names, else by what the words speak of. */
import { spansIn, type Utterance } from '../../language/index.ts'
import type { Asked, Command } from '../../message/command.ts'
import { holds } from '../../message/declare.ts'

const MOST = 3

export interface HelpTopic {
  readonly command: Command
  readonly mayUse: boolean
  /** what begins it by a press: a form, a preview, a list */
  readonly start?: Command
}

/**
 * The commands that words speak of, those that the asker may use first.
 * @returns at most three, none where the words name nothing that can be done here
 */
export function topicsIn({ text: words, said, person }: Asked, commands: readonly Command[]): HelpTopic[] {
  const exact = commandCalled(words, commands)
  const mayUse = ({ right }: Command): boolean => holds(person, right)
  const theirs = (doing: readonly Command[]): Command[] => [...doing.filter(mayUse), ...doing].slice(0, 1)
  const meant = exact ? [exact] : wantedBy(said(), commands).flatMap(theirs)
  return [...new Set(meant)]
    .filter(({ example }) => example)
    .slice(0, MOST)
    .map((command): HelpTopic => {
      const start = startOf(command, commands)
      return { command, mayUse: mayUse(command), ...(start && mayUse(start) && { start }) }
    })
}

function startOf(command: Command, commands: readonly Command[]): Command | undefined {
  const begins = command.help?.begins
  return begins === true ? command : commands.find(({ name }) => name === begins)
}

/** What begins them, each once. */
export const startsOf = (topics: readonly HelpTopic[]): Command[] => [
  ...new Set(topics.flatMap(({ start }) => start ?? [])),
]

/** The words are a command's name, with its slash or without. */
export const isNamed = (words: string, commands: readonly Command[]): boolean =>
  commandCalled(words, commands) !== undefined

function commandCalled(words: string, commands: readonly Command[]): Command | undefined {
  const typed = words.trim().replace(/^[/／]/, '')
  return typed === '' ? undefined : commands.find(({ name, words: others }) => name === typed || others.includes(typed))
}

const REPORT = 'report'

/** For each thing that the words speak of the commands that do or tell it, as alternatives. */
function wantedBy(said: Utterance, commands: readonly Command[]): (readonly Command[])[] {
  const doing = (act: string): Command[] => commands.filter(({ help }) => help?.acts?.includes(act))
  const acts = spansIn(said, 'act').flatMap(({ found }) => (doing(found.act).length > 0 ? [found.act] : []))
  // beside another act reporting is what that act is done to: 更正报错的数
  const others = acts.filter((act) => act !== REPORT)
  if (acts.length > 0) return (others.length > 0 ? others : acts).map(doing)
  const measures = spansIn(said, 'measure').map(({ found }) =>
    commands.filter(({ help }) => help?.measures?.includes(found.measure)),
  )
  const telling = measures.filter((some) => some.length > 0)
  if (telling.length > 0) return telling
  // how an indicator is done is how it is reported: 僵尸企业怎么报
  const isHow = spansIn(said, 'ask').some(({ found }) => found.for === 'how-to')
  return isHow && spansIn(said, 'indicator').length > 0 ? [doing(REPORT)] : []
}
