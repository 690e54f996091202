/** plans/YEAR/: a year's work points, whole. */
import { z } from 'zod'
import type { Plan } from '../../plan.ts'
import type { Regions } from '../../region.ts'
import type { Fault } from '../fault.ts'
import { day, text } from '../fields.ts'
import type { Files } from '../files.ts'
import { readYaml } from '../yaml.ts'
import { documentGoals, loadAllocation } from './allocation.ts'
import { loadIndicators } from './indicators.ts'
import { loadSchedule } from './schedule.ts'

const file = z.strictObject({
  year: z.int().min(1949).max(2999),
  title: text,
  documentNumber: text,
  issuer: text,
  issued: day,
  addressees: text.exactOptional(),
  provenance: text,
  allocation: z.strictObject({ source: text, demo: z.boolean(), exceeds: z.boolean().exactOptional() }).exactOptional(),
})

/**
 * The plan of data/plans/YEAR. Needs plan.yaml, document.txt and indicators.yaml; a year without schedule.yaml is not
 * reported on, one without allocation.csv has no goals below the province until the office imports them.
 * @returns undefined when there were faults, which are added to `faults`
 */
export function loadPlan(files: Files, year: number, regions: Regions, faults: Fault[]): Plan | undefined {
  const folder = `plans/${year}`
  const before = faults.length
  const sheet = readYaml(files, `${folder}/plan.yaml`, file, faults)
  const document = documentIn(files, `${folder}/document.txt`, faults)
  const indicators = loadIndicators(files, `${folder}/indicators.yaml`, { year, document }, faults)
  if (sheet && sheet.value.year !== year) sheet.fault(['year'], `${year}，与文件夹名一致`, sheet.value.year)
  if (!sheet || faults.length > before) return undefined

  const { allocation: label, ...about } = sheet.value
  const split = `${folder}/allocation.csv`
  if (files.has(split) && !label) sheet.fault(['allocation'], `${split} 的 source 和 demo`, undefined)
  const allocation =
    label && files.has(split)
      ? loadAllocation(files, { path: split, label, indicators, regions, on: about.issued }, faults)
      : { source: '', demo: false, goals: documentGoals(indicators, regions) }
  const schedule = `${folder}/schedule.yaml`
  const rules = files.has(schedule) ? loadSchedule(files, schedule, indicators, faults) : []
  return faults.length > before ? undefined : { ...about, text: document, indicators, rules, allocation }
}

function documentIn(files: Files, path: string, faults: Fault[]): string {
  const document = (files.get(path) ?? '').replace(/^\uFEFF/, '').replaceAll('\r\n', '\n')
  if (document.trim() === '') faults.push({ file: path, expected: '文件全文' })
  return document
}
