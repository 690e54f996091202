/** plans/YEAR/schedule.yaml: the reporting rules. */
import type { Indicator } from '../../plan.ts'
import { type Rule, scheduleSchema } from '../../schedule.ts'
import type { Fault } from '../fault.ts'
import type { Files } from '../files.ts'
import { readYaml } from '../yaml.ts'

/**
 * The rules by which a plan's indicators are reported.
 * @returns none when the file does not read; what is wrong is added to `faults`
 */
export function loadSchedule(
  files: Files,
  path: string,
  indicators: readonly Indicator[],
  faults: Fault[],
): readonly Rule[] {
  const sheet = readYaml(files, path, scheduleSchema, faults)
  if (!sheet) return []
  sheet.value.rules.forEach((rule, i) => {
    if (rule.indicators === 'all') return
    rule.indicators.forEach((id, k) => {
      if (indicators.some((known) => known.id === id)) return
      sheet.fault(['rules', i, 'indicators', k], '计划里某项指标的 id', id)
    })
  })
  return sheet.value.rules
}
