/** Tables and papers that go out through the chat: named now, made when they are sent. */
import { type Card, say } from '../message/card.ts'
import type { Outgoing, OutgoingFile } from '../message/outgoing.ts'
import type { Instant } from '../office/day.ts'

/** The formats that are made. */
export type FileFormat = 'docx' | 'xlsx'

const MIME: Readonly<Record<FileFormat, string>> = {
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
}

/**
 * A file that is made when it is sent. @param name without its ending @param key says what to make, to whoever makes it
 */
export const fileOf = (name: string, form: FileFormat, key: string): OutgoingFile => ({
  name: `${name}.${form}`,
  mime: MIME[form],
  key,
})

/** The message that is the file, beside the card that speaks of it. @param key of that card's message */
export const fileMessage = (file: OutgoingFile, to: Outgoing['to'], key: string, due: Instant): Outgoing => ({
  key: `file:${key}:${file.key}`,
  to,
  card: fileCard(file.name),
  due,
  file,
})

/** What a channel without files shows in the place of one. */
const fileCard = (name: string): Card => say(`📎 ${name}`)

/**
 * The card that says which files follow.
 * @param names as the files will be called
 */
export const fileComes = (names: readonly string[]): Card =>
  say('文件随后送到', `${names.map((name) => `“${name}”`).join('、')}正在生成，稍后出现在这里。`)

/** The refusal to send files into a group. */
export const filesInPrivate = (): Card =>
  say('文件请在私聊里要', '群里不发台账、完成情况和通报文件，请私聊发送同样的命令。')
