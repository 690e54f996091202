/**
 * `yaodian plan new YEAR`: from a paper to a plan. In a terminal a person is walked through it; with `--yes` every
 * proposal is taken; else the folder is drafted from the paper at once, with what to check in it.
 */
import { existsSync } from 'node:fs'
import { basename, dirname } from 'node:path'
import { ownFolder, readData } from '../../composition/data.node.ts'
import { readConfig } from '../../config/index.ts'
import { draftYear } from '../../documents/draft/draft.ts'
import { inProject } from '../../installation/folders.ts'
import { removeLeftovers, writeFolderAtomically } from '../../runtime/atomic-write.node.ts'
import * as pc from '../colour.ts'
import { bytesOf } from '../jsonl.ts'
import { fromCaller } from '../paths.ts'
import { Failure, UsageError } from '../usage.ts'
import { Making, readPaper } from './making.ts'
import { terminalOn, unattended } from './terminal/terminal.ts'
import { walkThrough } from './terminal/walk.ts'
import { goalOf, isThere, MEANT, toDraft } from './text.ts'
import { targetOf } from './walk.ts'

/** The options of `yaodian plan new`. */
export interface NewPlanOptions {
  readonly from?: string
  readonly regions?: string
  readonly allocation?: string
  readonly source?: string
  /** shares above the goal are meant */
  readonly exceeds?: boolean
  readonly roster?: string
  /** drafts into this folder at once, without a question */
  readonly out?: string
  /** the office's own folder, with regions/ and plans/; YAODIAN_DATA, else what ships */
  readonly office?: string
  /** asks step by step, where input is piped too */
  readonly walk?: boolean
  /** goes all steps without asking */
  readonly yes?: boolean
  /** asks on a page of this machine's browser */
  readonly page?: boolean
}

/**
 * `yaodian plan new YEAR`: asks step by step, or writes the plan at once where nobody is there to be asked.
 *
 * @returns whether the plan was written; false where a person left it half made
 * @throws UsageError where it is no year, Failure where its folder is there already
 */
export async function newPlan(year: string, options: NewPlanOptions): Promise<boolean> {
  if (!/^20\d\d$/.test(year)) throw new UsageError(`expected a year, found ${year}`)
  const walks =
    options.walk || options.yes || options.page || options.office || (process.stdin.isTTY && process.stdout.isTTY)
  if (options.out !== undefined || !walks) return drafted(year, options)
  const office = options.office ? fromCaller(options.office) : (ownFolder() ?? inProject('data'))
  const making = new Making(Number(year), office)
  if (existsSync(targetOf(making))) throw new Failure(isThere(targetOf(making)))
  if (options.page)
    return (await import('./page/serve.ts')).walkOnPage(making, readConfig({ PORT: process.env['PORT'] }).port)
  const terminal = options.yes ? unattended(process.stdout) : terminalOn(process.stdin, process.stdout)
  try {
    return await walkThrough(making, { terminal, flags: flagsOf(options) }, !options.yes)
  } finally {
    terminal.close()
  }
}

/** What was said on the command line, by the name of the ask that it answers. */
const flagsOf = ({ from, regions, allocation, source, exceeds, roster }: NewPlanOptions) =>
  Object.fromEntries(
    Object.entries({ paper: from, regions, split: allocation, source, exceeds: exceeds && MEANT, roster }).filter(
      (flag): flag is [string, string] => typeof flag[1] === 'string',
    ),
  )

/** @throws Failure when the file cannot be read, the folder is there already, or no goal was found */
async function drafted(year: string, { from, out }: NewPlanOptions): Promise<boolean> {
  if (from === undefined) throw new UsageError(toDraft)
  const folder = out ? fromCaller(out) : inProject(`data/plans/${year}`)
  if (existsSync(folder)) throw new Failure(`${folder} is there already: move it away first`)
  const { document, doubts } = await readPaper(basename(from), bytesOf(from), Number(year))
  const draft = draftYear(readData(), Number(year), document)
  if (draft.indicators.length === 0) throw new Failure(`文件里没有读到 ${year} 年的量化目标，未生成。`)
  await removeLeftovers(dirname(folder))
  await writeFolderAtomically(folder, draft.files)
  console.log(pc.bold(`《${document.title}》 → ${folder}`))
  for (const one of draft.indicators)
    console.log(`  ${one.section}　${one.name}　${goalOf(one)}　“${one.target.wording}”`)
  console.log('请核对：')
  for (const line of [...doubts, ...draft.check]) console.log(pc.yellow(`  - ${line}`))
  return true
}
