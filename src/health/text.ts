/** What is found and what to do about it, for who runs the office: the same words in /healthz and in `yaodian doctor`. */

import { type Card, card, note, say, sentence } from '../message/card.ts'
import { type Day, dayName } from '../office/day.ts'
import { causeOf } from '../store/index.ts'
import type { HealthPart, PartName } from './health.ts'

/** 35秒, 12分钟, 3.5小时 */
function span(ms: number): string {
  if (ms < 1_000) return `${Math.round(ms)}毫秒`
  if (ms < 90_000) return `${Math.round(ms / 100) / 10}秒`
  if (ms < 90 * 60_000) return `${Math.round(ms / 60_000)}分钟`
  return `${Math.round(ms / 360_000) / 10}小时`
}

const size = (bytes: number): string =>
  bytes < 1024 ** 3 ? `${Math.floor(bytes / 1024 ** 2)} MB` : `${Math.floor((bytes / 1024 ** 3) * 10) / 10} GB`

/** What each part below is told with; ms are lengths of time, and `bad`: somebody has to act. */
interface Words {
  /** what is found */
  readonly text: string
  /** what to do about it; absent where nothing is to be done */
  readonly mend?: string
}

export const lag = (ms: number, bad: boolean): Words => ({
  text: `最近一分钟里最长停顿${span(ms)}`,
  ...(bad && { mend: '停顿时谁也得不到答复：看机器是否太忙；反复出现，把日志里停顿前的最后一条交给开发者' }),
})

export const ticked = (ms: number): Words => ({ text: `定时任务${span(Math.max(0, ms))}前完成` })

export const tickRunning = (ms: number): Words => ({
  text: `定时任务运行了${span(ms)}还没有结束`,
  mend: '催报和重发在等它：看日志里最后一次 planned 或 job-failed；15分钟还不结束就重启服务',
})

export const tickBehind = (ms: number, why: readonly string[]): Words => ({
  text: `定时任务${span(ms)}没有完成${because(why)}`,
  mend: '催报和重发停了：先看服务是否在运行，再看日志里的 job-failed 和 tick-failed，然后重启服务',
})

/** @param why names of jobs and kinds of errors, none where only that it failed is known */
export const tickFailed = (why: readonly string[]): Words => ({
  text: `上一次定时任务出错${because(why)}`,
  mend: '看日志里的 job-failed 和 tick-failed；下一分钟会再试，其余照常',
})

export const noTickYet = (): Words => ({
  text: '定时任务还没有运行过',
  mend: '一分钟后再看；一直没有，检查定时触发是否打开',
})

const because = (why: readonly string[]): string => (why.length ? `（${why.join('、')}）` : '')

export const platform = (lostMs: number | undefined, bad: boolean): Words => ({
  text: lostMs === undefined ? '与聊天平台的连接正常' : `与聊天平台的连接断了${span(lostMs)}，这期间发来的消息收不到`,
  ...(bad && {
    mend: '检查这台机器能不能上网、飞书应用的凭证和是否已停用（yaodian doctor），有没有在别处又启动了一个；连上后自动恢复',
  }),
})

export const nothingWaits = (): Words => ({ text: '没有消息等着发出' })

export const waiting = (count: number, oldestMs: number, bad: boolean): Words => ({
  text: `${count}条消息等着发出，最早的等了${span(oldestMs)}`,
  ...(bad && { mend: '检查网络、飞书应用的凭证和权限（yaodian doctor）；恢复后会自动发出，不必重发' }),
})

export const free = (bytes: number, bad: boolean): Words => ({
  text: `数据库所在磁盘还有${size(bytes)}`,
  ...(bad && { mend: '删去不要的文件或扩容：满了就存不下上报；重启没有用' }),
})

export const diskUnknown = (code: string): Words => ({
  text: `看不到数据库所在磁盘的余量（${code}）`,
  mend: '检查数据库所在的文件夹是否还在、是否可读',
})

export const databaseWorks = (ms: number): Words => ({ text: `数据库能读能写，用时${span(ms)}` })

export const databaseFails = (code: string): Words => ({
  text: `数据库读写失败（${code}）`,
  mend: '上报存不下来：检查磁盘余量、文件权限，以及是否被别的程序占用；重启没有用',
})

export const replaced = (): Words => ({
  text: '数据库文件在运行中被换掉、移走或删除了，什么也不再写入',
  mend: '先停止服务；把原来的文件放回原处，找不到了就从备份恢复，再启动。要用现在的这一份，直接重启',
})

export const damaged = (): Words => ({
  text: '数据库文件有损坏',
  mend: '停止服务，把数据库所在文件夹整个复制留底，从最近的备份恢复；不要继续写入',
})

export const notAudited = (): Words => ({
  text: '台账和改动记录没能核对成',
  mend: '运行 yaodian audit verify，看它为什么做不成；要是数据库被人改得读不出，先把数据库所在文件夹整个复制留底',
})

export const audited = (faults: number): Words => ({
  text:
    faults === 0 ? '上次核对台账和改动记录，没有不符' : `上次核对发现${faults}处与记录不符，可能有人绕过程序改了数据库`,
  ...(faults > 0 && {
    mend: '运行 yaodian audit verify 看是哪些；先把数据库所在文件夹整个复制留底，再查谁改的，不要急着恢复备份',
  }),
})

/** @param ms how long ago a process that has stopped since found it */
export const foundBefore = (text: string, ms: number): string =>
  ms > 0 ? `${text}（${span(ms)}前看到的，服务那以后没有再报）` : text

export const aside = (count: number): Words => ({
  text: count === 0 ? '没有搁置的消息' : `${count}条消息没能处理，已搁置`,
  ...(count > 0 && { mend: '管理员发“/搁置”，或运行 yaodian set-aside 查看；处理好原因后再试一次' }),
})

/** What the system calls it, for who knows no codes. */
function inChinese(code: string): string {
  const said = code === 'NOT_MOUNTED' ? '以前的备份都不在那里，那块盘可能没有挂上' : causeOf(code)?.what
  return said ? `${said}，${code}` : code
}

export const noBackups = (): Words => ({
  text: '没有设自动备份',
  mend: '设 YAODIAN_BACKUP 为另一块盘上的目录，重启服务',
})

export const backedUp = (ms: number | undefined, failed: string | undefined, bad: boolean, folder?: string): Words => ({
  text: `${folder === undefined ? '' : `备份放在 ${folder}，`}${failed === undefined ? '' : `刚才的备份没有做成（${inChinese(failed)}），`}${ms === undefined ? '还没有备份' : `最近一次备份在${span(Math.max(0, ms))}前`}`,
  ...(bad && { mend: '看日志里的 backup-failed：备份目录在不在、能不能写、空间够不够；也可以运行 yaodian backup' }),
})

const TROUBLES: Readonly<Record<PartName, string>> = {
  loop: '程序停顿',
  tick: '定时任务没有按时完成',
  platform: '与聊天平台的连接断了',
  outbox: '有消息发不出去',
  disk: '磁盘快满了',
  database: '数据库有问题',
  audit: '台账核对不符',
  aside: '有消息被搁置',
  backup: '没有按时备份',
}

/** To administrators, when a trouble begins. */
export const begins = (name: PartName, part: HealthPart): Card => trouble(`需要处理：${TROUBLES[name]}`, part)

/**
 * To administrators, each day that a trouble lasts.
 * @param ms so far
 */
export const lasts = (name: PartName, part: HealthPart, ms: number): Card =>
  trouble(`还没有恢复：${TROUBLES[name]}，已${span(ms)}`, part)

const trouble = (title: string, { text, mend }: HealthPart): Card =>
  card('warn', title, [
    sentence(`${text}。`),
    mend && sentence(`怎么办：${mend}。`),
    note('没有恢复的每天再告诉您一次，恢复后也告诉您；其余各项看 /healthz 或 yaodian doctor。'),
  ])

/** Nothing can be written: told past the outbox, with all that has failed. */
export const unwritableAlert = (parts: readonly HealthPart[]): Card =>
  card('warn', `需要马上处理：${TROUBLES.database}`, [
    sentence('数据库写不进去：现在报来的数都没有记录，发送人会看到“没有记录”。'),
    parts.map(({ text, mend }) => sentence(`${text}。${mend ? `怎么办：${mend}。` : ''}`)),
  ])

/** That the database was replaced, sent past the outbox: it can be kept nowhere that it was said. */
export const replacedAlert = (): Card =>
  card('warn', `需要马上处理：${TROUBLES.database}`, [
    sentence(`${replaced().text}。现在报来的数都没有记录，发送人会看到“没有记录”。`),
    sentence(`怎么办：${replaced().mend}。`),
  ])

/**
 * To administrators, when a trouble is over.
 * @param ms how long it lasted
 */
export const over = (name: PartName, { text }: HealthPart, ms: number): Card =>
  say(`已恢复：${TROUBLES[name]}`, `前后共${span(ms)}。现在${text}。`)

/** To administrators, after a start: nothing ran for so many milliseconds, and what waited is being made good. */
export const wasAway = (ms: number): Card =>
  say('服务停过，已恢复', `停了${span(ms)}，这段时间的催报和重发现在补上。不是您停的，请看日志里停之前的最后几条。`)

export const unlikeSent = (day: Day, seal: string): string =>
  `${dayName(day)}零点的台账与发出的校验值 ${seal} 不符：当时已有的记录被改过、删过或截短过`

export const heads = (day: Day, seal: string): Card =>
  say(
    `台账校验值：${seal}`,
    `${dayName(day)}零点的台账。请把这条消息留着：日后运行 yaodian audit verify --seal ${seal} --day ${day}，就知道当时已有的数有没有被改过。`,
  )

/**
 * To administrators: rows that led to no act, since the program did not write them so.
 * @param rows `row`: what stood in it, as JSON
 */
export const forged = (
  rows: readonly { readonly name: string; readonly id: string; readonly isStrange: boolean; readonly row: string }[],
): Card =>
  say(
    '数据库里的内容被人动过，没有照办',
    ...rows.map(({ name, id, isStrange, row }) => {
      const found = row.length > MOST_SHOWN ? `${row.slice(0, MOST_SHOWN)}…` : row
      return `${name} ${id}：${isStrange ? '不是要点写进去的' : '要点写入以后被改动过'}，已移出或作废。内容：${found}`
    }),
    '请查谁能写数据库文件，并运行 yaodian audit verify 看别处有没有被动过。',
  )

/** Of a row that was changed behind the program. */
const MOST_SHOWN = 300
