/** What the assistant itself says; the slices have words of their own. */
import { type Card, say } from '../message/card.ts'
import type { Command } from '../message/command.ts'
import { type Person, ROLE_NAMES } from '../office/person.ts'

export const empty = (): Card => say('请输入内容', '可以直接提问，或发送 /帮助 查看能做的事。')

export const tooLong = (length: number, most: number): Card =>
  say('消息太长，没有处理', `这条消息有 ${length} 字，最多 ${most} 字。请分几条发送；大表请发 Excel 文件。`)

export const tooMany = (perMinute: number): Card =>
  say('发得太快了', `一分钟最多处理 ${perMinute} 条，这条没有处理，请稍后再发。`)

export const unknownCommand = (word: string, nearest: readonly Command[]): Card => ({
  title: `没有“/${word}”这个命令`,
  tone: 'warn',
  blocks: [
    {
      kind: 'text',
      text: nearest.length
        ? `是不是想用：${nearest.map(({ name }) => `/${name}`).join('、')}？`
        : '发送 /帮助 查看全部命令。',
    },
    {
      kind: 'buttons',
      buttons: [{ label: '查看帮助', command: '帮助' }],
    },
  ],
})

export const whichOne = (commands: readonly Command[], text: string): Card => ({
  title: '这句话是要……',
  tone: 'info',
  blocks: [
    { kind: 'text', text: `“${text.length > 60 ? `${text.slice(0, 60)}…` : text}”` },
    {
      kind: 'buttons',
      buttons: commands.slice(0, 2).map(({ name, summary }) => ({ label: summary, command: name, values: { text } })),
    },
    { kind: 'note', text: '还没有记录任何数据。' },
  ],
})

export function forbidden(command: Command, person: Person | undefined): Card {
  const needed =
    command.right.kind === 'role' ? command.right.roles.map((role) => ROLE_NAMES[role]).join('或') : '名册内的人员'
  const lines = person
    ? [`/${command.name} 需要“${needed}”身份，您现在是${roleNames(person)}。`, '如需开通，请联系所在市的市协调员。']
    : [`/${command.name} 需要“${needed}”身份，您还不在名册上。`, '各县联系人请发送“/绑定 县名”申请，由市协调员通过。']
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

export const undelivered = (name: string, region: string, title: string, why: string): Card => ({
  title: `有一条消息没有送到${name}`,
  subtitle: region,
  tone: 'warn',
  blocks: [
    {
      kind: 'fields',
      fields: [
        { name: '内容', value: title },
        { name: '原因', value: why },
      ],
    },
    { kind: 'text', text: '请另行通知本人；如已离岗，请告知接任者，由其发送“/绑定 县名”申请。' },
  ],
})
