/** plans/YEAR/indicators.yaml: what is measured, with goals, units, 口径 and pace. */
import { z } from 'zod'
import { compare, isNegative, isWhole } from '../../amount.ts'
import { yearOf } from '../../day.ts'
import type { Indicator, IndicatorId, PaceProfile } from '../../plan.ts'
import type { Fault } from '../fault.ts'
import { day, decimal, positiveDecimal, text } from '../fields.ts'
import type { Files } from '../files.ts'
import { readYaml, type Sheet } from '../yaml.ts'
import { sectionsOf } from './document.ts'

const target = z.strictObject({
  op: z.enum(['>=', '<=', '=', '~', 'rising', 'fall']),
  value: decimal.exactOptional(),
  wording: text,
})

const steps = z.strictObject({
  steps: z.array(z.strictObject({ on: day, share: positiveDecimal })).min(1),
})

const pace = z
  .union([z.enum(['linear', 'none']), steps], { error: 'linear、none，或 steps: [{ on: 日期, share: 0.4 }, …]' })
  .transform(
    (value): PaceProfile => (typeof value === 'string' ? { kind: value } : { kind: 'steps', steps: value.steps }),
  )

const indicator = z.strictObject({
  id: z
    .string()
    .regex(/^[a-z][a-z0-9-]*$/, { error: '由小写字母、数字和连字符组成的 id' })
    .transform((id) => id as IndicatorId),
  name: text,
  short: text,
  aliases: z.array(text),
  unit: text,
  otherUnits: z
    .record(z.string(), positiveDecimal)
    .transform((units) => Object.entries(units).map(([unit, factor]) => ({ unit, factor }))),
  kind: z.enum(['count', 'area', 'quantity', 'rate']),
  integer: z.boolean(),
  better: z.enum(['higher', 'lower']),
  target,
  section: text,
  definition: text,
  pace,
  every: z.enum(['week', 'month', 'quarter', 'year']),
  evidence: z.boolean(),
})

const file = z.array(indicator).min(1)

type IndicatorSheet = Sheet<Indicator[]>

/**
 * The indicators of a plan, in the file's order; what is wrong with them is added to `faults`.
 * @param document the plan's text: sections and wording of the goals must stand in it
 * @returns none when the file does not read
 */
export function loadIndicators(
  files: Files,
  path: string,
  { year, document }: { readonly year: number; readonly document: string },
  faults: Fault[],
): readonly Indicator[] {
  const sheet = readYaml(files, path, file, faults)
  if (!sheet) return []
  checkNames(sheet)
  sheet.value.forEach((one, i) => {
    checkGoal(one, i, sheet)
    checkPace(one, i, year, sheet)
  })
  checkAgainst(document, sheet)
  return sheet.value
}

/** One word means one indicator: ids, names, short names and aliases are unique across all of them. */
function checkNames(sheet: IndicatorSheet): void {
  const owners = new Map<string, Indicator>()
  sheet.value.forEach((one, i) => {
    if (owners.get(one.id)) sheet.fault([i, 'id'], '不与别项相同的 id', one.id)
    owners.set(one.id, one)
    one.aliases.forEach((alias, k) => {
      if (one.aliases.indexOf(alias) < k) sheet.fault([i, 'aliases', k], '每个别名只写一次', alias)
    })
    for (const name of new Set([one.name, one.short, ...one.aliases])) {
      const owner = owners.get(name)
      if (owner && owner !== one) sheet.fault([i], `不与别项相同的名称（${name} 已是 ${owner.id}）`, name)
      owners.set(name, one)
    }
  })
}

function checkGoal({ target, kind, integer, unit, otherUnits }: Indicator, i: number, sheet: IndicatorSheet): void {
  const { op, value } = target
  if (op === 'rising' && value !== undefined) sheet.fault([i, 'target', 'value'], 'rising 不带 value', value)
  if (op !== 'rising' && value === undefined) sheet.fault([i, 'target', 'value'], `${op} 要有 value`, value)
  if (op === 'fall' && value && !isNegative(value)) {
    sheet.fault([i, 'target', 'value'], 'fall 的 value 小于零', value)
  }
  if (integer && value && !isWhole(value)) sheet.fault([i, 'target', 'value'], '整数', value)
  if (integer && kind !== 'count') sheet.fault([i, 'integer'], '只有 count 可以为 true', integer)
  for (const other of otherUnits) {
    if (other.unit === unit) sheet.fault([i, 'otherUnits', unit], '基本单位以外的单位', unit)
  }
}

/** Shares rise to 1 within the year; a rate has no pace. */
function checkPace({ pace, kind }: Indicator, i: number, year: number, sheet: IndicatorSheet): void {
  if (kind === 'rate' && pace.kind !== 'none') sheet.fault([i, 'pace'], 'rate 一律为 none', pace.kind)
  if (pace.kind !== 'steps') return
  pace.steps.forEach((step, k) => {
    const path = [i, 'pace', 'steps', k]
    const before = pace.steps[k - 1]
    if (yearOf(step.on) !== year) sheet.fault([...path, 'on'], `${year}年内的日期`, step.on)
    if (before && step.on <= before.on) sheet.fault([...path, 'on'], `晚于 ${before.on} 的日期`, step.on)
    if (before && compare(step.share, before.share) <= 0) {
      sheet.fault([...path, 'share'], `大于 ${before.share}`, step.share)
    }
  })
  const last = pace.steps.at(-1)
  if (last && last.share !== '1')
    sheet.fault([i, 'pace', 'steps', pace.steps.length - 1, 'share'], '最后一步为 1', last.share)
}

/** Nothing invented: the goal's wording stands in the document, in a section that the document has. */
function checkAgainst(document: string, sheet: IndicatorSheet): void {
  if (document === '') return
  const sections = sectionsOf(document)
  const words = squeezed(document)
  sheet.value.forEach((one, i) => {
    if (!sections.has(one.section)) {
      sheet.fault([i, 'section'], `文件里的章节（${[...sections].join('、')}）`, one.section)
    }
    for (const part of one.target.wording.split('…')) {
      if (!words.includes(squeezed(part))) {
        sheet.fault([i, 'target', 'wording'], '文件原话，略去处用 …', part)
      }
    }
  })
}

// A line may break anywhere in a document, so blanks do not count.
const squeezed = (words: string): string => words.replace(/\s/g, '')
