/** `yaodian`: the assistant on the command line, for people and for scripts. */
import { Command, CommanderError } from 'commander'
import { inWords, isOfMachine } from './cli/fault.ts'
import { CALLED, HELP, usage } from './cli/text.ts'
import { Failure, UsageError } from './cli/usage.ts'
import { ConfigError } from './config/index.ts'
import { DataError } from './office/load/index.ts'
import { NotOpened, StoreUnavailable } from './store/index.ts'

const program = new Command('yaodian')
  .description('要点：查文件、读上报、排提醒，和单位的运行维护')
  .exitOverride()
  .helpOption('-h, --help', '怎么用')
  .helpCommand('help [command]', '一个命令怎么用')
  .configureHelp({ showGlobalOptions: true, styleTitle: (title) => HELP[title] ?? title })
  // Said below, in our words.
  .configureOutput({ outputError: () => {} })

/** A command says whether all went well, or nothing where that cannot fail; each loads only what it needs. */
const run =
  <A extends unknown[]>(load: () => Promise<(...args: A) => Promise<boolean | undefined> | Promise<void>>) =>
  async (...args: A): Promise<void> => {
    const work = await load()
    if ((await work(...args)) === false) process.exitCode = 1
  }

const whole = (text: string): number => {
  const number = Number(text)
  if (!Number.isInteger(number) || number < 1) throw new UsageError(usage.whole(text))
  return number
}

program
  .command('ask')
  .description('从文件作答：{id, status, text, citations, ms}')
  .argument('[question]')
  .option('--jsonl <file>', '问题，一行一个：{id, question, history?, now?}；- 为标准输入')
  .option('--corpus <path...>', '计划以外的文件或文件夹')
  .option('--model', '由设置里的语言模型作答，和聊天里一样')
  .option('--with-ledger', '问进展的，从数据库作答')
  .action(run(async () => (await import('./cli/ask.ts')).ask))

program
  .command('parse')
  .description('读一句上报：{id, items, nil?, asOf?, indicators?, confirm, error}')
  .argument('[text]')
  .option('--jsonl <file>', '上报，一行一句：{id, now, region, text, previous?}；- 为标准输入')
  .option('--region <name>', '谁报的：县（市、区）；不写为第一个')
  .option('--now <instant>', '什么时候说的；不写为现在')
  .action(run(async () => (await import('./cli/parse.ts')).parse))

program
  .command('search')
  .description('每个检索最相近的段落：{id, hits: [{id, score}], ms}')
  .requiredOption('--corpus <file>', '段落，一行一个：{id, title?, text}')
  .requiredOption('--jsonl <file>', '检索，一行一个：{id, query}；- 为标准输入')
  .option('--k <n>', '每个检索取几段', whole, 10)
  .action(run(async () => (await import('./cli/search.ts')).search))

program
  .command('remind')
  .description('会给谁、在什么时候、为什么发什么')
  .requiredOption('--dry-run', '只打印；发送由运行中的要点做')
  .requiredOption('--from <date>', '第一天，含')
  .requiredOption('--to <date>', '最后一天，含')
  .option('--demo', '用演示的人，不用数据库里的')
  .option('--reports <file>', '其间报来的，一行一个：{at, region, period, indicators?}')
  .action(run(async () => (await import('./cli/remind.ts')).remind))

program
  .command('eval')
  .description('按开发用例的规则打分，列出没过的')
  .option('--questions <file>', '文件答得出的问题')
  .option('--unanswerable <file>', '文件答不出的消息')
  .option('--updates <file>', '上报，和细心的人会记下的数')
  .option('--corpus <path...>', '计划以外的文件或文件夹')
  .option('--model', '由设置里的语言模型作答，和聊天里一样')
  .action(run(async () => (await import('./cli/eval.ts')).evaluation))

program
  .command('verify')
  .description('从一份文件造出差一点的说法，说出要点把哪些当真；有当真的退出码为 1')
  .argument('<file>')
  .option('--corpus <path...>', '一起放着的别的文件或文件夹')
  .option('--most <n>', '最多问多少个', whole, 1000)
  .option('--seed <n>', '换一批', whole, 1)
  .action(run(async () => (await import('./cli/evaluation/verify.ts')).verify))

program
  .command('ingest')
  .description('读 .docx、.doc、.wps、.pdf、.ofd、.xlsx、.xls、.rtf、.html 和文本：标题、文号、层次、事实和存疑处')
  .argument('<file...>')
  .option('--into', '存进数据库：提问也从中作答')
  .action(run(async () => (await import('./cli/ingest.ts')).ingest))

program
  .command('plan')
  .description('各年的计划')
  .command('new')
  .description('从一份文件到计划：终端里一步一步问，不然直接写出草稿和要核对的')
  .argument('<year>')
  .option('--from <file>', '文件，ingest 读得出的都行')
  .option('--out <folder>', '直接把草稿写进这个文件夹；不写为 data/plans/年份')
  .option('--office <folder>', '单位自己的文件夹，别的省用；不写为 YAODIAN_DATA')
  .option('--walk', '输入来自管道时也一步一步问')
  .option('--page', '在本机的浏览器里一步一步问')
  .option('--yes', '走完各步，都取建议的')
  .option('--regions <file>', '市县，一行一个')
  .option('--allocation <file>', '各市县的任务：行是地区，列是指标')
  .option('--source <text>', '任务分解的出处')
  .option('--exceeds', '分下去的比目标多是有意的（层层加码）')
  .option('--roster <file>', '谁报、谁协调')
  .action(run(async () => (await import('./cli/plan/new.ts')).newPlan))

const people = program.command('people').description('名册')
people
  .command('import')
  .description('从 .csv（UTF-8、GB18030）或 .xlsx 导入，一处有错就都不导入：{added, changed, removed, errors}')
  .argument('<file>')
  .option('--replace', '文件里没有的人移出')
  .option('--sql', '只打印语句，给 wrangler d1 execute；与 YAODIAN_DB 的副本比较')
  .action(run(async () => (await import('./cli/people.ts')).importRoster))

people
  .command('export')
  .description('现在的名册，.csv 到标准输出，就是导入的格式')
  .action(run(async () => (await import('./cli/people.ts')).exportRoster))

const admin = program.command('admin').description('管理员')
admin
  .command('add')
  .description('把一个账号设为管理员')
  .argument('<account>', '飞书写 open_id（ou_…），别的写 通道:编号')
  .option('--sql', '只打印语句，给 wrangler d1 execute')
  .action(run(async () => (await import('./cli/people.ts')).addAdministrator))

admin
  .command('remove')
  .description('不再当管理员；最后一位不能去掉')
  .argument('<account>')
  .action(run(async () => (await import('./cli/people.ts')).removeAdministrator))

const privacy = program.command('privacy').description('个人的数据，和谁取用过')
privacy
  .command('export')
  .description('一个人的全部数据，JSON')
  .argument('<person>', '编号、姓名或账号')
  .action(run(async () => (await import('./cli/privacy.ts')).exportPerson))
privacy
  .command('erase')
  .description('删除一个人，数还在，名字换成岗位；再做一次什么也不变')
  .argument('<person>', '编号、姓名或账号')
  .option('--force', '还在岗的也删')
  .action(run(async () => (await import('./cli/privacy.ts')).erasePerson))
privacy
  .command('log')
  .description('导出、取走的文件、备份、删除：{at, who, what, whom}')
  .action(run(async () => (await import('./cli/privacy.ts')).accessLog))

const token = program.command('token').description('按一个人的权限查询的程序')
token
  .command('new')
  .description('给一个程序发令牌，只显示一次')
  .argument('<name>')
  .requiredOption('--as <person>', '按谁的权限：编号、姓名或账号')
  .action(run(async () => (await import('./cli/token.ts')).newToken))
token
  .command('list')
  .description('有哪些：{name, person, created}')
  .action(run(async () => (await import('./cli/token.ts')).listTokens))
token
  .command('revoke')
  .description('收回，从下一次查询起')
  .argument('<name>')
  .action(run(async () => (await import('./cli/token.ts')).revokeToken))

const ledger = program.command('audit').description('台账的校验链')
ledger
  .command('verify')
  .description('有没有人绕过程序改过')
  .option('--anchors <file>', '以前记下的链头，--heads 打印的那样')
  .option('--seal <seal>', '某天早上发给管理员的校验值')
  .option('--day <day>', '是哪一天的：2030-07-03')
  .option('--workers', '是 Workers 的数据库副本，那里没有改动记录')
  .option('--heads', '打印各条链的最新一条，另外留存')
  .action(run(async () => (await import('./cli/operate/audit.ts')).verifyLedger))

ledger
  .command('reseal')
  .description('密钥丢了：停机以后，用新设的密钥把现有的数据重新封存')
  .action(run(async () => (await import('./cli/operate/audit.ts')).reseal))

const feishu = program.command('feishu').description('飞书')
feishu
  .command('send')
  .description('发一段话，或只看请求')
  .argument('<text>')
  .requiredOption('--to <id>', 'ou_… 或 oc_…')
  .option('--dry-run', '只打印请求')
  .action(run(async () => (await import('./cli/feishu.ts')).send))

const exports = program.command('export').description('通报和表格')
exports
  .command('bulletin')
  .description('一期最近形成的通报，或按编号；没有的出草稿')
  .argument('<period>')
  .option('--version <internal|public>', 'public 只点名先进', 'internal')
  .requiredOption('--out <file>', '.docx')
  .option('--tables <file>', '附表，.xlsx')
  .option('--now <instant>', '草稿的时刻；不写为现在')
  .action(run(async () => (await import('./cli/export.ts')).exportBulletin))
for (const [name, description, work] of [
  ['ledger', '一期的每一笔', async () => (await import('./cli/export.ts')).exportLedger],
  ['completion', '各市县的完成情况', async () => (await import('./cli/export.ts')).exportCompletion],
] as const)
  exports
    .command(name)
    .description(description)
    .argument('<period>')
    .requiredOption('--out <file>', '.xlsx')
    .action(run(work))
exports
  .command('ranking')
  .description('一项指标的完成排名')
  .argument('<indicator>')
  .argument('<period>')
  .requiredOption('--out <file>', '.xlsx')
  .action(run(async () => (await import('./cli/export.ts')).exportRanking))

const imports = program.command('import').description('导入表格，一处有错就都不导入：每处 {cell, message}')
imports
  .command('allocation')
  .description('各市县的任务分解，以最近导入的为准')
  .argument('<file>', '.xlsx')
  .requiredOption('--source <text>', '出处，显示在用到它的每个数旁边')
  .requiredOption('--by <person>', '谁负责：名册里的编号、姓名或账号')
  .option('--exceeds', '分下去的比目标多是有意的（层层加码）')
  .option('--now <instant>', '时刻；不写为现在')
  .option('--sql', '只打印语句，给 wrangler d1 execute')
  .action(run(async () => (await import('./cli/import.ts')).importAllocation))
imports
  .command('monthly')
  .description('一期的累计数，和上报一样核对')
  .argument('<file>', '.xlsx')
  .requiredOption('--period <period>', '2030-06')
  .requiredOption('--by <person>', '谁报：名册里的编号、姓名或账号')
  .option('--reason <text>', '核对有疑问的数为什么是对的')
  .option('--now <instant>', '时刻；不写为现在')
  .action(run(async () => (await import('./cli/import.ts')).importMonthly))

program
  .command('set-aside')
  .description('没能处理、搁置了的消息')
  .option('--again <id>', '让运行中的要点再试一条')
  .action(run(async () => (await import('./cli/operate/set-aside.ts')).setAside))

program
  .command('init')
  .option('--anew', '备份目录里有别的数据库的备份，也另建一个空的')
  .description('在 YAODIAN_DB 处建单位自己的数据库，说出接下来做什么')
  .action(run(async () => (await import('./cli/operate/init.ts')).init))

program
  .command('backup')
  .description('数据库和佐证备份到新目录，并核对；不用停机')
  .argument('[folder]', '不写为 YAODIAN_BACKUP 里新的一份')
  .option('--prepare', 'YAODIAN_BACKUP 是特意清空的：重新开始')
  .action(run(async () => (await import('./cli/operate/backup.ts')).backup))

program
  .command('restore')
  .description('停机以后恢复一份备份；原来的改名留着')
  .argument('<folder>')
  .option('--reseal', '备份的密钥丢了：用现在设的重新封存')
  .action(run(async () => (await import('./cli/operate/backup.ts')).restoreFrom))

program
  .command('doctor')
  .description('检查设置、数据库和数据，说出怎么改')
  .action(run(async () => (await import('./cli/operate/doctor.ts')).doctor))

/** 1: something failed; 2: it was called wrongly. Messages go to standard error. */
function exitCodeOf(error: unknown): number {
  if (error instanceof CommanderError) {
    const what = CALLED[error.code]
    if (what) console.error(`yaodian: ${what}：${/'([^']+)'/.exec(error.message)?.[1] ?? error.message}`)
    return error.exitCode === 0 ? 0 : 2
  }
  if (error instanceof UsageError || error instanceof ConfigError) {
    console.error(`yaodian: ${error.message}`)
    return 2
  }
  if (isOfMachine(error) || [Failure, DataError, NotOpened, StoreUnavailable].some((kind) => error instanceof kind)) {
    console.error(`yaodian: ${inWords(error)}`)
    return 1
  }
  console.error(error)
  return 1
}

// A reader that has seen enough (`| head`) is no failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1))

try {
  await program.parseAsync()
} catch (error) {
  process.exitCode = exitCodeOf(error)
}
