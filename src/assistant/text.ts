/** What the assistant itself says; the slices have words of their own. */
import {
  type Block,
  type Button,
  buttons,
  type Card,
  card,
  fields,
  note,
  partsOf,
  say,
  sentence,
} from '../message/card.ts'
import type { Command } from '../message/command.ts'
import type { Incoming } from '../message/incoming.ts'
import type { Shown } from '../message/thread.ts'
import { clockOf, dayOf } from '../office/day.ts'
import { exampleFigure, exampleName } from '../office/example.ts'
import { LEVEL } from '../office/levels.ts'
import { type Person, ROLE_NAMES, whomToAsk } from '../office/person.ts'
import type { Plan } from '../office/plan.ts'
import type { Region } from '../office/region.ts'
import type { Done } from './execute.ts'
import type { Request, Wish } from './interpreter/model-reply.ts'
import type { CutOff } from './parts.ts'
import type { SetAside } from './pending.ts'
import { pressSetAside, sayTo } from './presses.ts'

export const empty = (): Card => say('请输入内容', '可以直接提问，或发送 /帮助 查看能做的事。')

/** What was said of a year has no figures there: only the other plan has such an indicator. */
export const notInYear = (short: string, year: number, other: number): Card =>
  say(`${year}年没有“${short}”这项指标，${other}年${other > year ? '才' : ''}有。`)

/** To a yes with nothing to which it could be an answer: must not read like a receipt. */
export const nothingWaits = (): Card =>
  say(
    '现在没有等您答复的事',
    '这句没有改动任何数据，报过的照旧。要上报、查进度、问文件，直接说就行；发送 /帮助 查看能做的事。',
  )

/** A mere yes, after something else was said: which is meant is seen before it is done. */
export const stillOpen = ({ title, text, does }: Shown): Card =>
  card('warn', '还有一件等您确认，没有办', [
    sentence(`${title}\n${text}`),
    sentence('要办请点按钮，或者再说一声；不办请说“算了”。'),
    buttons([{ ...does, style: does.style === 'danger' ? 'danger' : 'primary' }]),
  ])

/** To somebody who wants what is shown to wait: 先别发. */
export const heldBack = (shown: Shown): Card => ({ ...stillOpen(shown), title: '好，先不办，留着', tone: 'info' })

/** To a no without what is wrong: 不对. */
export const whatIsWrong = (shown: Shown): Card => ({ ...stillOpen(shown), title: '哪里不对？没有办，直接说要改的' })

/** To a no to what was put first: it stays undone. */
export const leftUndone = (): Card => say('好，这一步没有办', '没有发出任何消息，也没有改动数据。要办时再说一声即可。')

/** To 撤了, behind what was done: what is out is out. */
export const notTakenBack = (): Card =>
  say('刚才办的这件撤不回来', '发出的消息收不回，已办的照旧；等您确认的数没有动。要改，请直接说改成什么。')

/** Not understood, and something stands open: nothing of it was changed. */
export const notReadBeside = (waiting: Card): Card => ({
  ...waiting,
  title: '这句没看明白，没有改动',
})

/** To a word to send, with nothing that waits to be sent. */
export const nothingToSend = (): Card =>
  say('现在没有等着发出的', '确认过的已经发出，不会再发一次。要催报，请说催哪里，例如“催报”；发出前会先给您看名单。')

/** On the roster, and neither a document nor anything else was asked so that it could be read. */
export const notRead = (what: 'report' | 'ledger', { indicators }: Plan, county: Region): Card =>
  card('warn', '这句没看明白', [
    sentence(
      what === 'report'
        ? `没有记录任何数据。上报请写指标、数值和日期，例如“${exampleFigure(indicators)} 截至6月30日”。`
        : `查进度请写指标、地方或月份，例如“${county.short}${exampleName(indicators)}完成率”“6月哪些县没报”；问文件请写明问什么。`,
    ),
    buttons([
      what === 'report' ? { label: '用表单上报', command: '填报' } : { label: '我还有什么没报', command: '我的' },
      { label: '看能做的事', command: '帮助' },
    ]),
  ])

/** Talk, and what the office has nothing to do with. */
export const notForUs = (what: 'talk' | 'other'): Card =>
  what === 'talk'
    ? say('我在', '要查进度、报数、问文件，直接说就行；发送 /帮助 看能做的事。')
    : say('这个我帮不上忙', '我能做的：查进度、报数、按文件答问、催报提醒。发送 /帮助 看具体怎么用。')

/** To what asks for nothing, in a talk: whoever said that something is left until later hears that it is. */
export const nothingDone = (): Card => say('好的', '没有改动数据，也没有发出消息。要办什么，直接说。')

export const tooLong = (length: number, most: number): Card =>
  say('消息太长，没有处理', `这条消息有 ${length} 字，最多 ${most} 字。请分几条发送；大表请发 Excel 文件。`)

export const tooDense = (): Card =>
  say(
    '消息太密，没有处理',
    '这条消息里的时间、数字和名称太多，没有读完，也没有记录任何数据。请分几条发送；大表请发 Excel 文件。',
  )

export const tooMany = (perMinute: number): Card =>
  say('发得太快了', `一分钟最多处理 ${perMinute} 条，这条没有处理，请稍后再发。`)

export const unknownCommand = (word: string, nearest: readonly Command[]): Card =>
  card('warn', `没有“/${word}”这个命令`, [
    sentence(
      nearest.length
        ? `是不是想用：${nearest.map(({ name }) => `/${name}`).join('、')}？`
        : '发送 /帮助 查看全部命令。',
    ),
    buttons([{ label: '查看帮助', command: '帮助' }]),
  ])

/** So much of what was said is said back. */
const SAID_BACK = 60

const saidBack = (text: string): Block =>
  sentence(`“${text.length > SAID_BACK ? `${text.slice(0, SAID_BACK)}…` : text}”`)

const NOT_YET: Block = note('还没有记录任何数据。')

/** What a command does, as far as a button says it: 上报进度，一条可报多项 begins with it. */
const shortOf = ({ summary }: Command): string => summary.split(/[，；（：]/)[0] ?? summary

export const whichOne = (commands: readonly Command[], text: string): Card =>
  card('info', '这句话是要……', [
    saidBack(text),
    buttons(commands.slice(0, 2).map((one) => ({ label: shortOf(one), ...sayTo(one.name, text) }))),
    NOT_YET,
  ])

const lineButton = ({ command, words }: Request): Button => ({
  label: labelOf(`${command.name} ${words}`),
  ...sayTo(command.name, words),
})
const LONGEST_LABEL = 24
const labelOf = (line: string): string =>
  line.length > LONGEST_LABEL ? `${line.slice(0, LONGEST_LABEL)}…` : line.trim()

/** One of these, each in its own words. */
export const whichLine = (lines: readonly Request[], said: string): Card =>
  card('info', '这句话是要……', [saidBack(said), buttons(lines.map(lineButton)), NOT_YET])

/** What was wished besides, and not done yet. */
export function andThen(rest: readonly Wish[]): Block[] {
  const requests = rest.flatMap((one) => (one.kind === 'request' ? [lineButton(one)] : []))
  const said = rest.flatMap((one) => (one.kind === 'act' ? [`${one.act.name} ${one.words}`] : []))
  return partsOf(said.length > 0 && note(`还没有办，请再说一遍：${said.join('；')}`), buttons(requests))
}

/** Under something else that was heard: what the words were taken for first, and why that is not done. */
export function elseRefused({ command, outcome: { reply } }: Done): Block | undefined {
  const why = reply?.blocks.flatMap((block) => (block.kind === 'text' ? [block.text] : [])).slice(0, 1) ?? []
  return reply && note(`如果要的是“${command}”，没有办：${[reply.title, ...why].join('。')}`)
}

/** Done by its button or a yes. */
export const isItThis = (command: Command, text: string): Card =>
  card('info', '是要办这件事吗？', [
    saidBack(text || command.name),
    buttons([{ label: shortOf(command), ...sayTo(command.name, text), style: 'primary' }]),
    NOT_YET,
  ])

export function forbidden(command: Command, person: Person | undefined): Card {
  const needed =
    command.right.kind === 'role' ? command.right.roles.map((role) => ROLE_NAMES[role]).join('或') : '名册内的人员'
  const lines = person
    ? [`/${command.name} 需要“${needed}”身份，您现在是${roleNames(person)}。`, `如需开通，请联系${whomToAsk(person)}。`]
    : [
        `/${command.name} 需要“${needed}”身份，您还不在名册上。`,
        `各${LEVEL.county}联系人请发送“/绑定 ${LEVEL.county}名”申请，由${LEVEL.city}协调员通过。`,
      ]
  return { ...say('没有权限', ...lines), tone: 'warn' }
}

const roleNames = (person: Person): string =>
  [...new Set(person.posts.map((post) => ROLE_NAMES[post.role]))].join('、') || '没有身份的人员'

export const staleCard = (): Card => say('这张卡片已经失效', '请重新发送命令，发送 /帮助 查看全部命令。')

export const unreadable = (): Card =>
  say('这类消息还看不懂', '请用文字提问或上报；佐证材料请在上报后以文件或图片发送。')

export const storeUnavailable = (): Card => ({
  ...say(
    '没有记录：数据库暂时无法写入',
    '这条消息没有保存，数据没有变化。请过几分钟原样再发一次；一直不行请告诉管理员。',
  ),
  tone: 'bad',
})

export const unexpected = (): Card => ({
  ...say('没有记录：处理时出了问题', '这条消息没有保存，数据没有变化。请稍后再发一次；一直不行请告诉管理员。'),
  tone: 'bad',
})

const CUT_OFF: Readonly<Record<CutOff, string>> = {
  time: '这条消息处理得太久，已经停下',
  memory: '这条消息占用太多，已经停下',
  died: '处理这条消息时程序中断了两次',
}

export const setAside = (why: CutOff): Card => ({
  ...say(
    '这条消息没能处理',
    `${CUT_OFF[why]}，没有记录任何数据。请换一种简短的说法再发；上报可以点“/填报”用表格。`,
    '管理员可以看到它，并再试一次。',
  ),
  tone: 'warn',
})

/** To an administrator, without the sender's words. */
export const noticeOfSetAside = (): Card =>
  card('warn', '有消息被搁置', [
    sentence('一条消息没能处理，已经搁置并答复发送人；其他人的消息不受影响。'),
    buttons([{ label: '看看搁置的消息', ...pressSetAside({}) }]),
  ])

export const noneSetAside = (): Card => say('没有搁置的消息', '所有消息都已处理。')

const QUOTED = 40

export const listOfSetAside = (all: readonly SetAside[]): Card =>
  card(
    'warn',
    `搁置的消息：${all.length} 条`,
    all.flatMap((one) => [
      fields([
        { name: '何时', value: `${dayOf(one.at)} ${clockOf(one.at)}` },
        { name: '谁', value: one.message.account },
        { name: '原因', value: CUT_OFF[one.why] },
        { name: '内容', value: wordsOf(one.message) },
      ]),
      buttons([{ label: '再试一次', ...pressSetAside({ again: one.id }) }]),
    ]),
  )

function wordsOf(message: Incoming): string {
  if (message.kind === 'file') return `文件 ${message.file.name}`
  if (message.kind !== 'text') return message.kind === 'action' ? `按钮 ${message.command}` : message.kind
  return message.text.length > QUOTED
    ? `${message.text.slice(0, QUOTED)}…（共 ${message.text.length} 字）`
    : message.text
}

export const tryingAgain = (): Card => say('一分钟内再试一次', '结果会发给原来的发送人；还不行就仍然搁置。')

export const notSetAside = (): Card => say('这条消息已不在搁置之列', '它可能已经处理过了。发送 /搁置 看现在还有哪些。')

/** What was said beside a wish and changes nothing of what is shown. */
export const unused = (words: readonly string[]): string => `没有用上${words.map((one) => `“${one}”`).join('')}。`
