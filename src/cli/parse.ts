/** `yaodian parse`: a county's line of chat read as figures, without storing anything. */

import { z } from 'zod'
import { parseAmount } from '../office/amount.ts'
import { dayOf, type Instant, instant, parseDay, parseInstant } from '../office/day.ts'
import { exampleCounty } from '../office/example.ts'
import { readAs } from '../office/load/fields.ts'
import type { Office } from '../office/load/index.ts'
import type { IndicatorId } from '../office/plan.ts'
import type { RegionKey } from '../office/region.ts'
import { readUpdate, toLine, type UpdateContext } from '../report/grammar/index.ts'
import * as pc from './colour.ts'
import { answerLines } from './jsonl.ts'
import { office as openOffice, reader } from './open.ts'
import { progressBar } from './progress.ts'
import { usage } from './text.ts'
import { UsageError } from './usage.ts'

/** The options of `yaodian parse`. */
export interface ParseOptions {
  readonly jsonl?: string
  readonly region?: string
  readonly now?: string
}

const previous = z.object({
  cumulative: readAs(parseAmount, usage.decimal, z.union([z.string(), z.number()])),
  asOf: readAs(parseDay, (text) => usage.day('', text)),
})

/** The schema of a line of a set of updates: what was said, when, and of which region by its code or name. */
export const updateRow = ({ regions }: Office) =>
  z.object({
    id: z.union([z.string(), z.number()]),
    now: readAs(parseInstant, (text) => usage.moment('', text)),
    region: readAs((text) => regions.find(text)?.key, usage.region),
    text: z.string(),
    previous: z.record(z.string(), previous).nullish(),
  })
/** A line of a set of updates. */
export type UpdateRow = z.infer<ReturnType<typeof updateRow>>

/**
 * `yaodian parse`: prints how a report, or each line of a file, is read.
 *
 * @returns false where a line of a file could not be read
 * @throws UsageError without words or a file, for a moment that does not read, and for a region that there is not
 */
export async function parse(words: string | undefined, options: ParseOptions): Promise<boolean | undefined> {
  const office = openOffice()
  if (options.jsonl)
    return answerLines(options.jsonl, updateRow(office), (row) => parseLine(row, office), progressBar('parse'))
  if (!words) throw new UsageError(usage.parse)
  const now = options.now ? parseInstant(options.now) : instant(Date.now())
  if (now === undefined) throw new UsageError(usage.moment('--now ', options.now))
  const { province } = office.regions
  const region = options.region ? office.regions.find(options.region) : exampleCounty(office, province.key, dayOf(now))
  if (!region) throw new UsageError(usage.region(options.region ?? ''))
  const context = contextOf(region.key, now, office)
  const line = toLine(readUpdate(words, context), context)
  if (line.error) console.log(pc.red(line.error.message))
  for (const { indicator, value, unit, mode, asOf } of line.items) {
    const name = office.plan.indicators.find(({ id }) => id === indicator)?.name ?? indicator
    console.log(`${pc.bold(name)} ${pc.green(value)}${unit} ${mode === 'increment' ? '当月新增' : '累计'} 截至 ${asOf}`)
  }
  if (line.nil) console.log(pc.green(`零报告 截至 ${line.asOf ?? ''}`))
  if (line.confirm) console.log(pc.yellow('入账前会请您确认'))
  return undefined
}

/** What `parse --jsonl` prints for one line that it reads. */
export function parseLine({ id, now, region, text, previous: before }: UpdateRow, office: Office) {
  const context = contextOf(region, now, office)
  const previous = new Map(Object.entries(before ?? {}).map(([one, value]) => [one as IndicatorId, value]))
  return { id, ...toLine(readUpdate(text, context), context, previous) }
}

function contextOf(region: RegionKey, now: Instant, office: Office): UpdateContext {
  return {
    now,
    region,
    indicators: office.plan.indicators,
    regions: office.regions,
    year: office.plan.year,
    read: reader(),
  }
}
