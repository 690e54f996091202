/** What the command line says to who runs an office, in Chinese; names of files, settings and commands stay as they are typed. */
import type { z } from 'zod'
import type { PartName } from '../health/index.ts'
import { instant, isoInstant } from '../office/day.ts'
import type { Accessed } from '../people/index.ts'
import { LOGGED } from '../store/index.ts'
import type { ChangeFault, Resealed } from './database.ts'

export const cannotRead = (file: string, why: string): string => `读不了 ${file}：${why}`
export const cannotWrite = (file: string, why: string): string => `写不了 ${file}：${why}`
/** What a zod issue expects, in Chinese. A schema with a message of its own knows better, and that is taken. */
export const expected = ({ code, message, ...issue }: z.core.$ZodIssue): string =>
  code === 'custom' ? message : `应为${('expected' in issue && KINDS[issue.expected]) || '别的写法'}`

const KINDS: Readonly<Record<string, string>> = {
  string: '文字',
  number: '数',
  array: '列表',
  object: '对象',
  record: '对象',
}

export const notJson = (why: string): string => `不是 JSON：${why}`

export const store = {
  isMade: (path: string) => `${path} 已经有数据库了，没有动它`,
  left: (files: string) =>
    `${files} 还在，它的数据库却被删除或移走了；什么也没有建。要点在运行的先停掉；把数据库放回原处，` +
    '或恢复一份备份（yaodian restore 目录）；真是新装的，把这些文件移走再试',
  migrated: (from: string, to: string, copy: string | undefined) =>
    `数据库已从 ${from} 升到 ${to}${copy ? `，升级前的一份在 ${copy}` : ''}`,
  isDemo: '这是演示数据库：把 YAODIAN_DB 设成单位自己的',
}

export const init = {
  demo: '先设 YAODIAN_CHANNEL 或 YAODIAN_DB：演示的数据库由演示自己建',
  wasThere: (path: string, newest: string) =>
    `${path} 没有数据库，YAODIAN_BACKUP 里却有备份，最近的是 ${newest}；什么也没有建。YAODIAN_DB 写错了的改过来；` +
    `数据库丢了的，yaodian restore ${newest}；真要另建一个空的，yaodian init --anew`,
  made: (path: string, years: string) => `已建 ${path}，名册上还没有人。接下来：
  yaodian admin add 账号                第一位管理员
  yaodian people import 文件            名册
  yaodian plan new 年份                 当年的计划（已有 ${years}）
  yaodian import allocation 文件        各市县的任务分解
  yaodian doctor                        还缺什么`,
}

export const backup = {
  noFolder: '写明备份到哪个目录，或设 YAODIAN_BACKUP',
  made: (path: string, entries = 0, files = 0) => `已备份到 ${path}：台账${entries}条，佐证文件${files}个`,
  faults: (count: number) => `台账有${count}处不符：yaodian audit verify`,
  failed: (why: string) => `没有备份成：${why}`,
  notNoted: (why: string) => `备份是完整的，但没能记进取用记录：${why}`,
  restored: (path: string, old: string | undefined) =>
    `已恢复到 ${path}${old ? `；原来的改名为 ${old}` : ''}。看过没有问题，运行 yaodian backup，以后核对与它比较`,
  restoredTitle: '数据库从备份恢复了',
  notRestored: (why: string) => `什么也没有恢复：${why}`,
  running: (by: string) => `要点在运行（${by}）：先停掉，systemctl stop yaodian`,
  missingData: (folder: string, here: string, command: string) =>
    `备份里有 ${folder}，${here} 里没有，缺了它有关的数看不到；用那个文件夹的属主运行：\n  ${command}`,
  differing: (here: string, files: string) => `${here} 里的和备份里的不一样，比一比：${files}`,
}

export const audit = {
  compared: (seal: string, day: string) => `与 ${day} 零点的校验值 ${seal} 比较`,
  verdict: (entries: number, regions: number) => `台账${entries}条，${regions}个地区：`,
  faults: (count: number) => `${count}处不符`,
  unchanged: '没有变动',
  keep: (seal: string, day: string) => `请另外留存：--seal ${seal} --day ${day}（到那天零点为止的全部）`,
  unlogged:
    '这份数据库没有改动记录（Workers 上不写）：名册的人员和请假、处理结果、改期和延期、催报记录、文件库、任务分解、审定的答复、取用记录、' +
    '令牌被改过查不出；台账、原话、卡片、佐证、通报、岗位、账号和表的结构照常核对',
  /** @param made ISO instants, as they stand in a manifest */
  otherDatabase: (made: string) =>
    `备份目录里最近的备份（${clock(made)}）是另一个数据库的，没有与它比较，不说明有人动过：是新建的库，运行 yaodian backup，以后与新的比较（旧的备份还留着）；` +
    '不是新建的，检查 YAODIAN_DB，或恢复那份备份',
  restoredSince: ({ at, who, whom }: Accessed, made: string) =>
    `数据库在 ${isoInstant(at)} 由 ${who} 从 ${whom} 恢复，比最近的备份（${clock(made)}）旧，没有与它比较：是自己恢复的，运行 yaodian backup，以后与新的比较；` +
    '没有人恢复过，查谁能用这台机器',
  restoredAfter: ({ at, who, whom }: Accessed, day: string) =>
    `数据库在 ${isoInstant(at)} 由 ${who} 从 ${whom} 恢复过，${day} 的校验值在那以前发出，恢复掉的记录在里面，不能再比：用恢复以后发出的校验值`,
  noKey: '先设新的 YAODIAN_SEAL_KEY，再重新封存',
  resealedTitle: '数据重新封存了',
  /** @param found undefined: without the key nobody knows */
  resealed: ({ before, after }: Resealed, found: readonly ChangeFault[] | undefined) =>
    `到第 ${before.sequence} 条（校验值 ${before.hash.slice(0, 16)}）为止的改动记录不再核对，现有的数据照现在的样子作数，` +
    `重新封存到第 ${after.sequence} 条（校验值 ${after.hash.slice(0, 16)}）；封存以前${
      found === undefined
        ? '密钥丢了，没有能核对'
        : found.length === 0
          ? '没有不符'
          : `有${found.length}处不符：${kindsOf(found)}`
    }`,
  /** Each that nobody hears of any more, the first of many. */
  unlike: (found: readonly ChangeFault[]): readonly string[] => [
    ...found.slice(0, MOST_UNLIKE).map(({ message }) => message),
    ...(found.length > MOST_UNLIKE ? [`还有${found.length - MOST_UNLIKE}处没有列出`] : []),
  ],
  resealedBy: ({ at, who, whom }: Accessed) => `${isoInstant(at)} 由 ${who} 重新封存过：${whom}`,
  pruned: (texts: number, cards: number, files: number) =>
    `到期清除的（不算变动）：原话${texts}条，卡片${cards}张，文件${files}个`,
  wrongSeal: (text: string) =>
    `--seal ${text} 不是校验值：校验值是 16 位以上的数字和字母 a 到 f，照管理员收到的消息或备份清单抄全`,
  wrongDay: (text: string) => `--day 应写校验值是哪一天的，如 2030-07-03；现在是 ${text}`,
}

/** As the office's clocks show it. */
const clock = (iso: string): string => isoInstant(instant(Date.parse(iso)))

const MOST_UNLIKE = 20

/** 人员2处、改动记录1处 */
function kindsOf(found: readonly ChangeFault[]): string {
  const names = found.map(({ what }) => LOGGED.find(({ table }) => table === what)?.name ?? OTHERS[what] ?? what)
  return [...new Set(names)].map((one) => `${one}${names.filter((name) => name === one).length}处`).join('、')
}

const OTHERS: Readonly<Record<string, string>> = { log: '改动记录', schema: '表的结构', pages: '数据库文件' }

export const setAside = {
  none: (id: string) => `没有搁置的消息 ${id}：不带 --again 运行，看有哪些`,
  again: '运行中的要点一分钟内会再试',
}

/** The part's name in /healthz stands behind: logs and other programs call it so. */
export const PARTS: Readonly<Record<PartName, string>> = {
  loop: '程序响应',
  tick: '定时任务',
  platform: '平台连接',
  outbox: '待发消息',
  disk: '磁盘',
  database: '数据库',
  audit: '台账核对',
  aside: '搁置的消息',
  backup: '备份',
}

const README = 'README 列有全部设置'

/** A finding, with what to do about it where something is to be done. */
export const doctor = {
  ok: '正常',
  warn: '注意',
  bad: '错误',
  noSetting: (name: string) => `设置：没有 ${name} 这项，它不起作用`,
  near: (name: string | undefined) => (name ? `是不是 ${name}？` : README),
  settings: (channels: string, at: string) => `设置：通道 ${channels}，${at}`,
  badSettings: (why: string) => [`设置：${why}`, `${README}和默认值`] as const,
  data: (years: string, indicators: number, counties: number) =>
    `数据：计划 ${years}；指标${indicators}项，县（市、区）${counties}个`,
  badData: (why: string) => [`数据：${why}`, '改指出的地方；data/README.md 写着各文件的内容'] as const,
  noSchedule: (year: number) =>
    [`计划 ${year}：没有报送安排`, `补 data/plans/${year}/schedule.yaml，不然谁也不催`] as const,
  brokenOff: (title: string, end: string) =>
    [`文件：《${title}》到“${end}”断了`, '后面的问题答不了；有全文时换掉 document.txt'] as const,
  calendar: '放假安排：节假日和调休都有',
  noCalendar: (gap: string, file: string) =>
    [`放假安排：${gap}`, `把通知补进 ${file}（没有就新建，写法见运行手册第5节），再重启服务`] as const,
  part: (name: PartName, said: string) => `${PARTS[name]} ${name}：${said}`,
  noAdmins: ['管理员：一个也没有，出了故障没有人知道', 'yaodian admin add 账号'] as const,
  adminsUnreached: (count: number, channels: string) =>
    [`管理员：${count}位，经 ${channels} 一位也联系不到`, 'yaodian admin add 账号'] as const,
  admins: (count: number, reached: number) => `管理员：${count}位，其中${reached}位联系得到`,
  lostPlan: (year: number, folder: string) =>
    [
      `计划：台账里有${year}年的数，而 ${folder} 不在：哪里也看不到这些数`,
      '从备份的 data/plans 里拷回来，重启服务',
    ] as const,
  oldPlan: (year: number, today: string) =>
    [`计划：还是${year}年的，今年是${today}年：今年的数报不进去`, `yaodian plan new ${today}，再重启服务`] as const,
  notSplit: (year: number) =>
    [
      `任务分解：${year}年的没有，各市县显示“无任务”`,
      'yaodian import allocation 文件 --source 文件名 --by 姓名',
    ] as const,
  noDemo: (path: string) => `数据库：还没有，演示会自己建（${path}）`,
  noDatabase: (path: string) =>
    [`数据库：${path} 没有`, '新装的用 yaodian init 建；不是新装的，检查 YAODIAN_DB'] as const,
  /** @param traces files that it left beside it @param newest the last backup, none where none is found */
  lostDatabase: (path: string, traces: readonly string[], newest: string | undefined) =>
    [
      `数据库：${path} 不见了，还留着 ${[...traces, ...(newest === undefined ? [] : [`备份 ${newest}`])].join('、')}`,
      `不要 yaodian init，那是一个空的：先停服务，把原来的文件连同 -wal 放回原处；找不到的，${
        newest === undefined
          ? '用最近的备份 yaodian restore 恢复（没有设 YAODIAN_BACKUP，或那块盘没有挂上）'
          : `yaodian restore ${newest}`
      }；YAODIAN_DB 写错了的改过来`,
    ] as const,
  isDemo: (path: string) => [`数据库：${path} 是演示的`, '单位自己的另设 YAODIAN_DB'] as const,
  database: (path: string, people: number, demo: boolean) =>
    `数据库：${path}，名册上${people}人${demo ? '，演示' : ''}`,
  damage: (said: string) => `；第一处不对的，数据库引擎说的是 ${said}`,
  cannot: (why: string) => `数据库：${why}`,
}

export const feishu = {
  noSettings: '先设 YAODIAN_CHANNEL=feishu 和 FEISHU_… 各项，见 docs/feishu.zh-CN.md',
  wrongTo: (to: string) => `--to 应为 ou_…（人）或 oc_…（群），现在是 ${to}`,
  unreached: (why: string, url: string) => [`飞书：${why}`, `让这台机器能访问 ${url}，或改 FEISHU_BASE_URL`] as const,
  refused: (why: string) =>
    [`飞书：${why}`, '照应用的“凭证与基础信息”页抄 FEISHU_APP_ID 和 FEISHU_APP_SECRET'] as const,
  credentials: (id: string) => `飞书：凭证有效（${id}）`,
  bot: '飞书：机器人已启用',
  noBot: (why: string) => [`飞书：机器人：${why}`, '在应用功能里启用机器人，发布一个版本'] as const,
  scopesUnknown: (why: string) => [`飞书：权限看不到：${why}`, '到开发者后台里看'] as const,
  scopes: (count: number) => `飞书：${count}项权限都有`,
  noScope: (scope: string, without: string) =>
    [`飞书：缺权限 ${scope}：${without}`, '在开发者后台开通，发布一个版本'] as const,
  byWebhook: '飞书：事件走 webhook，地址在后台保存时由飞书检查',
  connection: '飞书：长连接可用',
  noConnection: (why: string) =>
    [`飞书：长连接：${why}`, '在开发者后台选“使用长连接接收事件”；一个应用最多50条连接'] as const,
}

/** What goes without each scope. */
export const SCOPES = {
  'im:message:send_as_bot': '什么也发不出去',
  'im:message.p2p_msg:readonly': '收不到私聊消息',
  'im:message.group_at_msg:readonly': '收不到群里的消息',
  'im:message:readonly': '看不到撤回和文件',
  'im:chat.members:bot_access': '进了新群不作介绍',
  'contact:contact.base:readonly': '离职的人还会被催',
  'contact:user.id:readonly': '名册要写 open_id，写手机不行',
  'im:message.urgent': '加急和普通消息一样',
  'im:resource:upload': '通报和表格不能作为文件发出',
  'cardkit:card:write': '模型的答复一次出现，不逐句出现',
} as const

export const model = {
  name: (name: string, host: string) => `模型：${name}（${host}）`,
  answers: (name: string, seconds: string, manners: string) => `${name} ${seconds}作答${manners}`,
  inOnePiece: '，一次给全文',
  switchedOff: (by: string) => `，用 ${by} 关掉了先思考`,
  without: (name: string, fields: string) => `${name} 不认 ${fields}，不带它问`,
  fault: (name: string, fault: string) => `${name}：不能用（${fault}）`,
  seeDocs: '见 docs/model.md',
  thinks: (name: string, how: string) => `${name} 先思考再作答（${how}）`,
  thoughts: (count: number, seconds: string) => `${count}字，${seconds}`,
  setBody: (name: string, body: string, beside: boolean, seconds: string) =>
    `设 ${name}='${body}'${beside ? '，与已有的别的内容写在一起' : ''}：这样它不思考就答了，${seconds}`,
  noSwitch: '已知的开关都关不掉：换一个不先思考的模型，或在它运行的地方关',
  givesJson: (name: string, by: string) => `${name} 能给 JSON（${by}）`,
  noJson: (name: string, by: string) => [`${name} 要它给 JSON，它没有给（${by}）`, '换一个更听从提示词的模型'] as const,
  unencrypted: (name: string) => [`${name}：密钥走 http，没有加密`, '用 https 地址，或没有外人的网络'] as const,
  notTried: ['模型：没有试问', '计划里没有一项目标能从文件答出'] as const,
  prompt: (why: string) => [`模型：${why}`, '改好提示词；prompts/README.md 写着它的内容'] as const,
  slow: (seconds: string, limit: number) =>
    [`模型：试问计划里的一题，用了${seconds}`, `只许${limit}秒：换小一些的、或不先思考的模型`] as const,
  passes: (seconds: string) => `模型：试问计划里的一题，${seconds}作答，通过核对`,
  failed: (reason: string) => `模型：试问计划里的一题，没有得到答复（${reason}）`,
  turnedDown: (reason: string, said: string) =>
    [
      `模型：试问计划里的一题，答了，没有通过核对（${reason}）：${said}`,
      '大家得到的是程序自己查到的答复；换更听从提示词的模型，或看 prompts/answer.md',
    ] as const,
}

export const people = {
  byWhom: '在运行要点的机器上做的；谁做的看 yaodian privacy log。不是您或同事做的，请查谁能用那台机器。',
  isAdmin: (account: string) => `${account} 现在是管理员`,
  isNoAdmin: (account: string) => `${account} 不是管理员`,
  lastAdmin: (account: string) => `${account} 是最后一位联系得到的管理员：先设另一位，yaodian admin add 账号`,
  noMoreAdmin: (account: string) => `${account} 不再是管理员，别的岗位还在`,
  noMessenger: '还没有设聊天平台，管理员要经它联系：先设 YAODIAN_CHANNEL',
  wrongAccount: (said: string, expected: string) => `${said}：账号应写成 ${expected}`,
  several: (name: string, count: number) => `叫 ${name} 的有${count}人：写编号或账号`,
  unknown: (name: string) => `没有叫 ${name} 的人；已删除的只认编号`,
  onDuty: (name: string) => `${name} 还在岗：先移出名册，或加 --force`,
  erased: (person: string, role: string) => `已删除：${person} 现在叫“${role}”；报过的数和审核还记在这个编号下`,
  leftInCards: '名字是别的词的一部分：别人收到过的卡片里暂时还有',
  inBackups:
    '以前的备份里还有这个人，随旧备份过期；用旧备份恢复以后要再删一次。升级前留在旁边的那一份（.before-编号）里也有，没用了就删掉',
  byNobody: (name: string) => `--by：名册里没有叫 ${name} 的人`,
  bySeveral: (name: string) => `--by：叫 ${name} 的不止一人：写账号`,
  byUnreached: (name: string) => `--by：${name} 还没有账号，或已经离开：写有账号的人`,
  nobody: '名册上没有人：yaodian people import 文件，或加 --demo',
}

export const token = {
  name: (name: string) => `${name}：程序的名字用英文字母、数字、点和横线，最多40个字符`,
  persons: (name: string, count: number) => `叫 ${name} 的应是一个人，现在有${count}个`,
  noAccount: (name: string) => `${name} 还没有账号，或已经离开：程序要用一个人的权限来问`,
  isThere: (name: string) => `已经有程序叫 ${name}：先收回它，yaodian token revoke`,
  made: (name: string, person: string) => `${name} 可以按 ${person} 的权限查询；令牌只显示这一次`,
  none: (name: string) => `没有叫 ${name} 的程序`,
  revoked: (name: string) => `${name} 不能再查询`,
}

export const tables = {
  imported: '运行中的要点从下一条消息起用它',
  exceeds: (message: string) => `${message}；有意多分（层层加码）就加上 --exceeds`,
  faults: (count: number) => `有${count}处错，一项也没有导入`,
  version: (found: string) => `--version 应为 internal 或 public，现在是 ${found}`,
  noBulletin: (which: string) => `没有形成过通报 ${which}，或者它的数与固定时不符`,
  draft: (which: string) => `这是草稿：${which} 还没有形成通报，数随台账变`,
  noIndicator: (name: string, known: string) => `没有指标 ${name}：有 ${known}`,
  period: (year: number, found: string) => `应为${year}年的一期，如 ${year}-06，现在是 ${found}`,
  notOver: (which: string) => `${which} 还没有结束`,
}

/** How the program was called wrongly, by commander's own codes. */
export const CALLED: Readonly<Record<string, string>> = {
  'commander.unknownCommand': '没有这个命令',
  'commander.unknownOption': '没有这个选项',
  'commander.missingArgument': '后面还要写',
  'commander.missingMandatoryOptionValue': '要写选项',
  'commander.optionMissingArgument': '选项后面要写内容',
  'commander.excessArguments': '写多了',
}

/** Heads of the help. */
export const HELP: Readonly<Record<string, string>> = {
  'Usage:': '用法：',
  'Arguments:': '参数：',
  'Options:': '选项：',
  'Global Options:': '通用选项：',
  'Commands:': '命令：',
}

/** An argument that does not read. */
export const usage = {
  moment: (name: string, found: unknown) => `${name}应为时刻，如 2030-07-03T09:00:00+08:00，现在是 ${found}`,
  day: (name: string, found: string) => `${name}应为日期，如 2030-07-05，现在是 ${found}`,
  before: (to: string, from: string) => `--to ${to} 在 --from ${from} 之前`,
  decimal: '应为一个数',
  region: (name: string) => `没有这个地区：${name}`,
  whole: (found: string) => `应为大于0的整数，现在是 ${found}`,
  parse: 'parse 后面写一句上报，或 --jsonl 文件',
  ask: 'ask 后面写一个问题，或 --jsonl 文件',
  eval: 'eval 要写 --questions、--unanswerable 或 --updates',
  noModel: '--model 要先设 YAODIAN_MODEL_URL 和 YAODIAN_MODEL_NAME',
  noNotice: (year: number) => `${year}年的放假安排没有载入：周一至周五算工作日`,
}
