/** Which commands a question of how something is done is about: by their names, else by what the words speak of. */
import { spansIn, type Utterance } from '../../language/index.ts'
import type { Asked, Command } from '../../message/command.ts'
import type { Measure } from '../../office/measure.ts'
import { holds } from '../rights.ts'

/** What is to be done, and by which commands; of several the first that the asker may use. */
const ACTS: Readonly<Record<string, readonly string[]>> = {
  report: ['上报'],
  correct: ['更正'],
  undo: ['撤回'],
  cancel: ['撤回'],
  leave: ['请假'],
  back: ['销假'],
  extend: ['延期'],
  snooze: ['稍后提醒'],
  quiet: ['免打扰'],
  remind: ['催报'],
  approve: ['审核'],
  return: ['退回'],
  export: ['导出'],
  bulletin: ['通报'],
  deadline: ['期限', '截止'],
  progress: ['进度'],
  bind: ['绑定'],
  search: ['搜索'],
  define: ['口径'],
  handover: ['转人工'],
}

/** What is to be known, and by which command. */
const MEASURES: Partial<Record<Measure, string>> = {
  reported: '未报',
  owed: '我的',
  rank: '排名',
  rate: '进度',
  light: '进度',
  ahead: '进度',
  gap: '进度',
  source: '台账',
}

const REPORT = '上报'
const MOST = 3

export interface Topic {
  readonly command: Command
  readonly mayUse: boolean
  /** what begins it by a press: a form, a preview, a list */
  readonly start?: Command
}

/** Commands that do nothing when they are pressed but show what can be done, by the topic that they begin. */
const STARTS: Readonly<Record<string, string>> = {
  上报: '填报',
  填报: '填报',
  更正: '修改',
  修改: '修改',
  请假: '请假',
  催报: '催报',
  提醒: '提醒',
  审核: '审核',
  待答: '待答',
  通过: '审核',
  退回: '审核',
  通报: '通报',
  进度: '进度',
  排名: '排名',
  未报: '未报',
  我的: '我的',
  核对: '核对',
  佐证: '佐证',
  口径: '口径',
  联系人: '联系人',
  要点: '要点',
  原文: '原文',
}

/** @returns at most three, none where the words name nothing that can be done here */
export function topicsIn({ text: words, said, person }: Asked, commands: readonly Command[]): Topic[] {
  const exact = commandCalled(words, commands)
  const mayUse = ({ right }: Command): boolean => holds(person, right)
  const named = (name: string | undefined): Command | undefined => commands.find((one) => one.name === name)
  const theirs = (names: readonly string[]): Command[] => {
    const all = names.flatMap((name) => named(name) ?? [])
    return [...all.filter(mayUse), ...all].slice(0, 1)
  }
  const meant = exact ? [exact] : wantedBy(said()).flatMap(theirs)
  return [...new Set(meant)]
    .filter(({ example }) => example)
    .slice(0, MOST)
    .map((command): Topic => {
      const start = named(STARTS[command.name])
      return { command, mayUse: mayUse(command), ...(start && mayUse(start) && { start }) }
    })
}

/** What begins them, each once. */
export const startsOf = (topics: readonly Topic[]): Command[] => [
  ...new Set(topics.flatMap(({ start }) => start ?? [])),
]

/** The words are a command's name, with its slash or without. */
export const isNamed = (words: string, commands: readonly Command[]): boolean =>
  commandCalled(words, commands) !== undefined

function commandCalled(words: string, commands: readonly Command[]): Command | undefined {
  const typed = words.trim().replace(/^[/／]/, '')
  return typed === '' ? undefined : commands.find(({ name, words: others }) => name === typed || others.includes(typed))
}

/** Commands by their names, as alternatives, for each thing that the words speak of. */
function wantedBy(said: Utterance): (readonly string[])[] {
  const acts = spansIn(said, 'act').flatMap(({ found }) => (ACTS[found.act] ? [found.act] : []))
  // 更正报错的数: beside another act reporting is what that act is done to.
  const others = acts.filter((act) => act !== 'report')
  if (acts.length > 0) return (others.length > 0 ? others : acts).flatMap((act) => (ACTS[act] ? [ACTS[act]] : []))
  const measures = spansIn(said, 'measure').flatMap(({ found }) => MEASURES[found.measure] ?? [])
  if (measures.length > 0) return measures.map((name) => [name])
  // 僵尸企业怎么报: how an indicator is done is how it is reported.
  const isHow = spansIn(said, 'ask').some(({ found }) => found.for === 'how-to')
  return isHow && spansIn(said, 'indicator').length > 0 ? [[REPORT]] : []
}
