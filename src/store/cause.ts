/** What an error of the system or the database means for who runs the office, by its code. */

/** In the order in which a code is looked for: `EROFS`, `SQLITE_READONLY_DIRECTORY` … */
const CAUSES: readonly (readonly [code: RegExp, what: string, mend: string])[] = [
  [/^(ENOSPC|EDQUOT|SQLITE_FULL)/, '磁盘满了', '腾出空间，或换一个地方'],
  [/^EROFS/, '这块盘只能读', '重新挂成可写的'],
  [/^SQLITE_READONLY/, '数据库只能读', '改好文件和文件夹的权限，或把那块盘挂成可写的'],
  [/^(ENOENT|ENOTDIR)/, '没有这个文件或文件夹', '看路径是不是写错了，那块盘挂上了没有'],
  [/^(EACCES|EPERM)/, '没有权限', '用服务的那个用户运行，或改好文件夹的属主'],
  [/^SQLITE_CANTOPEN/, '数据库打不开', '看它的文件夹、权限，那块盘挂上了没有'],
  [/^(SQLITE_BUSY|SQLITE_LOCKED)/, '数据库正被别的程序占用', '等一会儿，或结束那个程序'],
  [/^(SQLITE_CORRUPT|SQLITE_NOTADB)/, '文件损坏了，或不是数据库', '留着它，从最近的备份恢复'],
  [/^(EIO|SQLITE_IOERR)/, '磁盘没有正常应答，或文件中途被拿走了', '检查磁盘'],
  [/^EEXIST/, '已经有同名的了', '换一个名字'],
]

/**
 * What an error code of SQLite or the file system means and what to do, in Chinese; undefined for a code that is not
 * listed.
 */
export function causeOf(code: string): { readonly what: string; readonly mend: string } | undefined {
  const found = CAUSES.find(([codes]) => codes.test(code))
  return found && { what: found[1], mend: found[2] }
}
