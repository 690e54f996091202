/** The commands by what one has to do with them, the asker's own job first. */
import type { Command } from '../../message/command.ts'
import type { Person, Role } from '../../office/person.ts'

type Job = '上报' | '审核和催报' | '进度和台账' | '延期、请假和提醒' | '查文件' | '口径、找人和身份'

/** Each command once, the likeliest first; what stands in none of them comes last, under 其他. */
const JOBS: Readonly<Record<Job, readonly string[]>> = {
  上报: ['上报', '填报', '零报告', '更正', '修改', '撤回', '补充说明', '佐证'],
  审核和催报: [
    '审核',
    '通过',
    '退回',
    '催报',
    '催审',
    '提醒',
    '收回审核',
    '代报',
    '接收',
    '锁定',
    '解锁',
    '核销',
    '批准更正',
    '截止',
    '待答',
  ],
  进度和台账: ['首页', '我的', '期限', '进度', '排名', '未报', '台账', '核对', '导出', '通报'],
  '延期、请假和提醒': ['延期', '请假', '销假', '免打扰', '稍后提醒'],
  查文件: ['问', '要点', '原文', '搜索', '全文', '文件库', '问题', '审定'],
  '口径、找人和身份': ['口径', '转人工', '联系人', '绑定', '交接'],
}

const OTHERS = '其他'

interface Place {
  /** the first is shown open, the others folded away */
  readonly jobs: readonly Job[]
  /** what is wanted most, as buttons */
  readonly first: readonly string[]
}

const COORDINATOR: Place = {
  jobs: ['审核和催报', '进度和台账', '查文件', '口径、找人和身份', '延期、请假和提醒', '上报'],
  first: ['审核', '未报', '催报'],
}

const PLACES: readonly (readonly [Role, Place])[] = [
  [
    'contact',
    {
      jobs: ['上报', '进度和台账', '延期、请假和提醒', '口径、找人和身份', '查文件', '审核和催报'],
      first: ['填报', '我的', '口径'],
    },
  ],
  ['city-coordinator', COORDINATOR],
  ['provincial-coordinator', COORDINATOR],
]

/** Officials, admins and visitors mostly ask. */
const ASKING: Place = {
  jobs: ['查文件', '口径、找人和身份', '进度和台账', '延期、请假和提醒', '上报', '审核和催报'],
  first: ['要点', '口径', '进度'],
}

export interface Menu {
  readonly first: readonly Command[]
  /** in the order in which they are shown, none empty */
  readonly groups: readonly { readonly title: string; readonly commands: readonly Command[] }[]
}

/** @param commands those that the person may use */
export function menuOf(person: Person | undefined, commands: readonly Command[]): Menu {
  const { jobs, first } = PLACES.find(([role]) => person?.posts.some((post) => post.role === role))?.[1] ?? ASKING
  const named = (names: readonly string[]): Command[] =>
    names.flatMap((name) => commands.find((command) => command.name === name) ?? [])
  const placed = new Set(Object.values(JOBS).flat())
  const groups = [
    ...jobs.map((title) => ({ title, commands: named(JOBS[title]) })),
    { title: OTHERS, commands: commands.filter(({ name }) => !placed.has(name)) },
  ]
  return { first: named(first), groups: groups.filter((group) => group.commands.length > 0) }
}
