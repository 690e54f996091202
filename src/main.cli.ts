/** `yaodian`: the assistant on the command line, for people and for scripts. */
import { Command, CommanderError } from 'commander'
import { inWords, isOfMachine } from './cli/fault.ts'
import { Failure, UsageError } from './cli/usage.ts'
import { ConfigError } from './config.ts'
import { DataError } from './office/load/index.ts'
import { InUse, KeyMissing, MadeByNewer, NoDatabase, StoreUnavailable } from './store/index.ts'

const program = new Command('yaodian')
  .description('要点: ask the documents, read updates, plan reminders. JSON Lines in, JSON Lines out.')
  .exitOverride()
  .configureHelp({ showGlobalOptions: true })

/** A command says whether all went well, or nothing where that cannot fail; each loads only what it needs. */
const run =
  <A extends unknown[]>(load: () => Promise<(...args: A) => Promise<boolean | undefined> | Promise<void>>) =>
  async (...args: A): Promise<void> => {
    const work = await load()
    if ((await work(...args)) === false) process.exitCode = 1
  }

const whole = (text: string): number => {
  const number = Number(text)
  if (!Number.isInteger(number) || number < 1) throw new UsageError(`expected a whole number above 0, found ${text}`)
  return number
}

program
  .command('ask')
  .description('answers from the documents: {id, status, text, citations, ms}')
  .argument('[question]')
  .option('--jsonl <file>', 'questions, a line each: {id, question, history?, now?}; - for standard input')
  .option('--corpus <path...>', 'files or folders of other documents than the plan’s')
  .option('--model', 'the language model of the settings answers, as in the chat')
  .option('--with-ledger', 'questions about where the year stands are answered from the database')
  .action(run(async () => (await import('./cli/ask.ts')).ask))

program
  .command('parse')
  .description('reads updates: {id, items, nil?, asOf?, indicators?, confirm, error}')
  .argument('[text]')
  .option('--jsonl <file>', 'updates, a line each: {id, now, region, text, previous?}; - for standard input')
  .option('--region <name>', 'the sender’s county; without it the first')
  .option('--now <instant>', 'when it is said; now without it')
  .action(run(async () => (await import('./cli/parse.ts')).parse))

program
  .command('search')
  .description('the best passages for each query: {id, hits: [{id, score}], ms}')
  .requiredOption('--corpus <file>', 'passages, a line each: {id, title?, text}')
  .requiredOption('--jsonl <file>', 'queries, a line each: {id, query}; - for standard input')
  .option('--k <n>', 'hits a query', whole, 10)
  .action(run(async () => (await import('./cli/search.ts')).search))

program
  .command('remind')
  .description('what would be sent to whom, when, and why')
  .requiredOption('--dry-run', 'print only; sending is the running assistant’s')
  .requiredOption('--from <date>', 'first day, included')
  .requiredOption('--to <date>', 'last day, included')
  .option('--demo', 'the demo’s people instead of the database’s')
  .option('--reports <file>', 'reports that arrive on the way, a line each: {at, region, period, indicators?}')
  .action(run(async () => (await import('./cli/remind.ts')).remind))

program
  .command('eval')
  .description('scores by the rules of the development cases, with the failing cases')
  .option('--questions <file>', 'questions that the documents answer')
  .option('--unanswerable <file>', 'messages that they do not answer')
  .option('--updates <file>', 'updates with what a careful official would record')
  .option('--corpus <path...>', 'files or folders of other documents than the plan’s')
  .option('--model', 'the language model of the settings answers, as in the chat')
  .action(run(async () => (await import('./cli/eval.ts')).evaluation))

program
  .command('verify')
  .description('makes near misses from a document and says where the assistant takes one for true; 1 where it does')
  .argument('<file>')
  .option('--corpus <path...>', 'files or folders of other documents that are held beside it')
  .option('--most <n>', 'near misses asked at most', whole, 1000)
  .option('--seed <n>', 'draws others', whole, 1)
  .action(run(async () => (await import('./cli/evaluation/verify.ts')).verify))

program
  .command('ingest')
  .description(
    'reads .docx, .doc, .wps, .pdf, .ofd, .xlsx, .xls, .rtf, .html and text: title, number, tree, facts, and what is doubtful',
  )
  .argument('<file...>')
  .option('--into', 'keeps them in the database: questions are answered from them too')
  .action(run(async () => (await import('./cli/ingest.ts')).ingest))

program
  .command('plan')
  .description('plan folders')
  .command('new')
  .description('from a paper to a plan: asked step by step in a terminal, else drafted at once with what to check')
  .argument('<year>')
  .option('--from <file>', 'the document, of every format that ingest takes')
  .option('--out <folder>', 'drafts into this folder at once; without it data/plans/YEAR')
  .option('--office <folder>', 'the office’s own folder, for another province; without it YAODIAN_DATA')
  .option('--walk', 'asks step by step, where input is piped too')
  .option('--yes', 'goes all steps and takes what is proposed')
  .option('--regions <file>', 'cities and counties, a line each')
  .option('--allocation <file>', 'the goals of cities and counties: rows are places, columns indicators')
  .option('--source <text>', 'where the split comes from')
  .option('--roster <file>', 'who reports and coordinates')
  .action(run(async () => (await import('./cli/plan/new.ts')).newPlan))

const people = program.command('people').description('the roster')
people
  .command('import')
  .description('upserts people from .csv (UTF-8, GB18030) or .xlsx, all or nothing: {added, changed, removed, errors}')
  .argument('<file>')
  .option('--replace', 'whoever is not in the file leaves')
  .option('--sql', 'prints the statements instead, for wrangler d1 execute; compared with a copy in YAODIAN_DB')
  .action(run(async () => (await import('./cli/people.ts')).importRoster))

const admin = program.command('admin').description('administrators')
admin
  .command('add')
  .description('makes an account an administrator')
  .argument('<account>', 'Feishu: the open_id, ou_…; else CHANNEL:ID')
  .option('--sql', 'prints the statements instead, for wrangler d1 execute')
  .action(run(async () => (await import('./cli/people.ts')).addAdministrator))

admin
  .command('remove')
  .description('takes that office from an account; never from the last one')
  .argument('<account>')
  .action(run(async () => (await import('./cli/people.ts')).removeAdministrator))

const privacy = program.command('privacy').description('what is held of people, and who took anything out')
privacy
  .command('export')
  .description('all that is held of a person, as JSON')
  .argument('<person>', 'id, name or account')
  .action(run(async () => (await import('./cli/privacy.ts')).exportPerson))
privacy
  .command('erase')
  .description('a person goes, the figures stay: the name becomes a role; again it changes nothing')
  .argument('<person>', 'id, name or account')
  .option('--force', 'somebody on duty, too')
  .action(run(async () => (await import('./cli/privacy.ts')).erasePerson))
privacy
  .command('log')
  .description('exports, files handed out, backups, erasures: {at, who, what, whom}')
  .action(run(async () => (await import('./cli/privacy.ts')).accessLog))

const token = program.command('token').description('programs that may ask, with the rights of a person')
token
  .command('new')
  .description('a token for a program, shown once')
  .argument('<name>')
  .requiredOption('--as <person>', 'whose rights it has: id, name or account')
  .action(run(async () => (await import('./cli/token.ts')).newToken))
token
  .command('list')
  .description('{name, person, created}')
  .action(run(async () => (await import('./cli/token.ts')).listTokens))
token
  .command('revoke')
  .description('from its next request on')
  .argument('<name>')
  .action(run(async () => (await import('./cli/token.ts')).revokeToken))

const ledger = program.command('audit').description('the ledger’s hash chains')
ledger
  .command('verify')
  .description('whether anybody has changed the ledger behind its back')
  .option('--anchors <file>', 'heads written down earlier, as --heads prints them')
  .option('--seal <seal>', 'what administrators were sent one morning …')
  .option('--day <day>', '… and the day: 2030-07-03')
  .option('--heads', 'prints the newest entry of each chain, to be kept elsewhere')
  .action(run(async () => (await import('./cli/operate/audit.ts')).verifyLedger))

const feishu = program.command('feishu').description('Feishu')
feishu
  .command('send')
  .description('sends a card of one text, or shows the request')
  .argument('<text>')
  .requiredOption('--to <id>', 'ou_… or oc_…')
  .option('--dry-run', 'prints the exact request only')
  .action(run(async () => (await import('./cli/feishu.ts')).send))

const exports = program.command('export').description('bulletins and tables from the database')
exports
  .command('bulletin')
  .description('the newest issued bulletin of a period, or one by its id, else a draft')
  .argument('<period>')
  .option('--version <internal|public>', 'the public one names leaders only', 'internal')
  .requiredOption('--out <file>', '.docx')
  .option('--tables <file>', 'its annex tables, .xlsx')
  .option('--now <instant>', 'when a draft is made; now without it')
  .action(run(async () => (await import('./cli/export.ts')).exportBulletin))
for (const [name, description, work] of [
  ['ledger', 'every act on the figures of a period', async () => (await import('./cli/export.ts')).exportLedger],
  ['completion', 'where each city and county stands', async () => (await import('./cli/export.ts')).exportCompletion],
] as const)
  exports
    .command(name)
    .description(description)
    .argument('<period>')
    .requiredOption('--out <file>', '.xlsx')
    .action(run(work))
exports
  .command('ranking')
  .description('cities and counties by completion of an indicator')
  .argument('<indicator>')
  .argument('<period>')
  .requiredOption('--out <file>', '.xlsx')
  .action(run(async () => (await import('./cli/export.ts')).exportRanking))

const imports = program
  .command('import')
  .description('tables into the database, all or nothing: {cell, message} a fault')
imports
  .command('allocation')
  .description('the goals of cities and counties; the newest import wins')
  .argument('<file>', '.xlsx')
  .requiredOption('--source <text>', 'where the split comes from, shown beside every figure that rests on it')
  .requiredOption('--by <person>', 'who answers for it: id, name or account in the roster')
  .option('--now <instant>', 'when; now without it')
  .option('--sql', 'prints the statement instead, for wrangler d1 execute')
  .action(run(async () => (await import('./cli/import.ts')).importAllocation))
imports
  .command('monthly')
  .description('cumulative figures of a period, through the checks of reporting')
  .argument('<file>', '.xlsx')
  .requiredOption('--period <period>', '2030-06')
  .requiredOption('--by <person>', 'who reports: id, name or account in the roster')
  .option('--reason <text>', 'why figures that a check warns of are right')
  .option('--now <instant>', 'when; now without it')
  .action(run(async () => (await import('./cli/import.ts')).importMonthly))

program
  .command('set-aside')
  .description('messages that could not be handled and were set aside')
  .option('--again <id>', 'has one tried once more by the running office')
  .action(run(async () => (await import('./cli/operate/set-aside.ts')).setAside))

program
  .command('init')
  .description('makes an office’s own database where YAODIAN_DB says, and tells what comes next')
  .action(run(async () => (await import('./cli/operate/init.ts')).init))

program
  .command('backup')
  .description('database and evidence into a new folder, checked; the office may go on working')
  .argument('[folder]', 'without it a new one in YAODIAN_BACKUP')
  .option('--prepare', 'YAODIAN_BACKUP was emptied on purpose: begins in it anew')
  .action(run(async () => (await import('./cli/operate/backup.ts')).backup))

program
  .command('restore')
  .description('a backup back into its place, when the office is stopped; what is there is set aside')
  .argument('<folder>')
  .action(run(async () => (await import('./cli/operate/backup.ts')).restoreFrom))

program
  .command('doctor')
  .description('checks settings, database and data, and says what to mend')
  .action(run(async () => (await import('./cli/operate/doctor.ts')).doctor))

/** 1: something failed; 2: it was called wrongly. Messages go to standard error. */
function exitCodeOf(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2
  if (error instanceof UsageError || error instanceof ConfigError) {
    console.error(`yaodian: ${error.message}`)
    return 2
  }
  if (
    isOfMachine(error) ||
    [Failure, DataError, NoDatabase, MadeByNewer, KeyMissing, InUse, StoreUnavailable].some(
      (kind) => error instanceof kind,
    )
  ) {
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
