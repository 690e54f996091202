/** `yaodian plan new YEAR --from FILE`: a plan folder drafted from an official document, and what to check in it. */
import { existsSync } from 'node:fs'
import { basename, dirname } from 'node:path'
import pc from 'picocolors'
import { readData } from '../data.node.ts'
import { draftYear } from '../documents/draft/draft.ts'
import { readFile } from '../documents/files/read-file.ts'
import { readDocument } from '../documents/index.ts'
import { inProject } from '../installation/folders.ts'
import { removeLeftovers, writeFolderWhole } from '../runtime/whole.node.ts'
import { bytesOf } from './ingest.ts'
import { fromCaller } from './paths.ts'
import { Failure, UsageError } from './usage.ts'

/** @throws Failure when the file cannot be read, the folder is there already, or no goal was found */
export async function newPlan(year: string, options: { from: string; out?: string }): Promise<void> {
  if (!/^20\d\d$/.test(year)) throw new UsageError(`expected a year, found ${year}`)
  const folder = options.out ? fromCaller(options.out) : inProject(`data/plans/${year}`)
  if (existsSync(folder)) throw new Failure(`${folder} is there already: move it away first`)
  const read = await readFile(basename(options.from), bytesOf(options.from))
  if (read.kind === 'refused') throw new Failure(read.reason)
  const document = readDocument(read.text, { id: year })
  const draft = draftYear(readData(), Number(year), document)
  if (draft.indicators.length === 0) throw new Failure(`文件里没有读到 ${year} 年的量化目标，未生成。`)
  await removeLeftovers(dirname(folder))
  await writeFolderWhole(folder, draft.files)
  console.log(pc.bold(`《${document.title}》 → ${folder}`))
  for (const { section, name, target, unit } of draft.indicators)
    console.log(`  ${section}　${name}　${target.op} ${target.value}${unit}　“${target.wording}”`)
  console.log('请核对：')
  for (const line of [...read.doubts, ...draft.check]) console.log(pc.yellow(`  - ${line}`))
}
