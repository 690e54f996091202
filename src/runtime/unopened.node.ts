/** Why a database does not open, and what to do: the same at a start and from the doctor. */
import { statSync } from 'node:fs'
import { codeOf } from '../health/index.ts'
import { causeOf } from '../store/index.ts'
import { backupsIn } from './backup.node.ts'

/**
 * What is wrong with a database that was not opened, in Chinese.
 *
 * @param error that the store threw
 * @param backups the folder of all backups; undefined: none is set
 */
export async function whyNotOpened(error: unknown, path: string, backups: string | undefined): Promise<string> {
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory()) return words.isFolder(path)
  const code = codeOf(error)
  if (/^SQLITE_(CORRUPT|NOTADB)/.test(code))
    return words.damaged(path, code, backups && (await backupsIn(backups)).at(-1))
  const cause = causeOf(code)
  return cause ? `${path}：${cause.what}：${cause.mend}（${code}）` : `${path}：${String(error)}`
}

const words = {
  isFolder: (path: string) => `${path} 是文件夹，不是数据库文件：YAODIAN_DB 要写到文件，如 ${path}/yaodian.db`,
  damaged: (path: string, code: string, newest: string | undefined) =>
    `${path} 损坏了，或不是数据库（${code}）：停下服务，把它所在的文件夹整个复制留底，再恢复最近的备份，${
      newest === undefined
        ? 'yaodian restore 目录（没有设 YAODIAN_BACKUP，或那里没有备份、那块盘没有挂上）'
        : `yaodian restore ${newest}`
    }；YAODIAN_DB 写错了的改过来`,
}
