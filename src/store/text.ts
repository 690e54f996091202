/** What is said to who runs the office of a database that cannot be worked with: at a start and on the command line. */

/** Chinese sentences for those who run an office whose database cannot be opened: there is none at the path. */
export const noDatabase = (path: string): string =>
  `${path} 没有数据库：新装的先运行 yaodian init 建库；不是新装的，检查 YAODIAN_DB 写的路径`

export const madeByNewer = (path: string, migration: string): string =>
  `${path} 已被较新版本的要点升级过（${migration}）：请运行新版本；要退回这个版本，用升级前的备份恢复（yaodian restore）`

const LOST = '照另存的那一份设好；密钥丢了的，停下服务，设一个新的，运行 yaodian audit reseal（运行手册第7节）'

/** Of a log of changes that was written with the office's key: it is missing, or another. */
export const key = {
  missing: `改动记录是用单位的密钥封存的，现在没有设 YAODIAN_SEAL_KEY：${LOST}`,
  other: `YAODIAN_SEAL_KEY 不是封存时用的那一个，没有那一个，什么也核对不了：${LOST}`,
} as const

/** Of lines whose key is none that is set. */
export const laterKey = (first: number, count: number): string =>
  `改动记录第 ${first} 条起有${count}条不是用现在的 YAODIAN_SEAL_KEY 封存的：换过密钥的，照另存的最新一份设好；没有换过，是有人添的`

/** Of an index, or a page, which is not what its table says. @param said the engine's words */
export const unlikePages = (said: string): string => `数据库文件里的表和索引对不上，查到的数可能不是表里的：${said}`

export const inUse = (path: string, by: string): string =>
  `${path} 正被另一个要点使用（${by}）：一个数据库只能有一个要点在运行，先停掉那一个，或检查 YAODIAN_DB 写的路径`

export const replaced = '数据库文件被换掉、移走或删除了'

export const strangeTables = (migration: string, said: string): string =>
  `${migration} 与现有的表对不上（${said}）：表被改动过，请从备份恢复`
