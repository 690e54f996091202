/**
 * `yaodian plan new YEAR`: from a paper to a plan. In a terminal a person is walked through it; with `--yes` every
 * proposal is taken; else the folder is drafted from the paper at once, with what to check in it.
 */
import { existsSync } from 'node:fs'
import { basename, dirname } from 'node:path'
import { ownFolder, readData } from '../../data.node.ts'
import { draftYear } from '../../documents/draft/draft.ts'
import { inProject } from '../../installation/folders.ts'
import { removeLeftovers, writeFolderWhole } from '../../runtime/whole.node.ts'
import * as pc from '../colour.ts'
import { bytesOf } from '../ingest.ts'
import { fromCaller } from '../paths.ts'
import { Failure, UsageError } from '../usage.ts'
import { type Flags, Making, readPaper } from './making.ts'
import { draftFolder } from './state.ts'
import { type Terminal, terminalOn, unattended } from './terminal.ts'
import { goalOf, toDraft } from './text.ts'
import { walkThrough } from './walk.ts'

export interface NewPlanOptions extends Flags {
  /** drafts into this folder at once, without a question */
  readonly out?: string
  /** the office's own folder, with regions/ and plans/; YAODIAN_DATA, else what ships */
  readonly office?: string
  /** asks step by step, where input is piped too */
  readonly walk?: boolean
  /** goes all steps without asking */
  readonly yes?: boolean
}

/**
 * `yaodian plan new YEAR`: asked step by step, or written at once where nobody is there to be asked.
 * @returns whether the plan was written; not where a person left it half made
 * @throws UsageError for what is no year
 */
export async function newPlan(year: string, options: NewPlanOptions): Promise<boolean> {
  if (!/^20\d\d$/.test(year)) throw new UsageError(`expected a year, found ${year}`)
  const walks = options.walk || options.yes || options.office || (process.stdin.isTTY && process.stdout.isTTY)
  if (options.out !== undefined || !walks) return drafted(year, options)
  const terminal = options.yes ? unattended(process.stdout) : terminalOn(process.stdin, process.stdout)
  try {
    return await walked(Number(year), options, terminal)
  } finally {
    terminal.close()
  }
}

async function walked(year: number, options: NewPlanOptions, terminal: Terminal): Promise<boolean> {
  const office = options.office ? fromCaller(options.office) : (ownFolder() ?? inProject('data'))
  const target = `${office}/plans/${year}`
  if (existsSync(target)) throw new Failure(`${target} is there already: move it away first`)
  const { from, regions, allocation, source, roster } = options
  const flags: Flags = {
    ...(from !== undefined && { from }),
    ...(regions !== undefined && { regions }),
    ...(allocation !== undefined && { allocation }),
    ...(source !== undefined && { source }),
    ...(roster !== undefined && { roster }),
  }
  const making = new Making({ year, office, folder: draftFolder(office, year), terminal, flags })
  return walkThrough(making, !options.yes)
}

/** @throws Failure when the file cannot be read, the folder is there already, or no goal was found */
async function drafted(year: string, { from, out }: NewPlanOptions): Promise<boolean> {
  if (from === undefined) throw new UsageError(toDraft)
  const folder = out ? fromCaller(out) : inProject(`data/plans/${year}`)
  if (existsSync(folder)) throw new Failure(`${folder} is there already: move it away first`)
  const { document, doubts } = await readPaper(basename(from), bytesOf(from), Number(year))
  const draft = draftYear(readData(), Number(year), document)
  if (draft.indicators.length === 0) throw new Failure(`文件里没有读到 ${year} 年的量化目标，未生成。`)
  await removeLeftovers(dirname(folder))
  await writeFolderWhole(folder, draft.files)
  console.log(pc.bold(`《${document.title}》 → ${folder}`))
  for (const one of draft.indicators)
    console.log(`  ${one.section}　${one.name}　${goalOf(one)}　“${one.target.wording}”`)
  console.log('请核对：')
  for (const line of [...doubts, ...draft.check]) console.log(pc.yellow(`  - ${line}`))
  return true
}
