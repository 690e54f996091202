/** The office's data, read from text files and checked: the door of this folder. */
import type { Calendar } from '../calendar.ts'
import type { Day } from '../day.ts'
import type { Lexicon } from '../lexicon.ts'
import { firstOwed } from '../owed.ts'
import { endOf } from '../period.ts'
import type { Plan } from '../plan.ts'
import type { Regions } from '../region.ts'
import { loadCalendar } from './calendar.ts'
import { DataError, type Fault } from './fault.ts'
import type { Files } from './files.ts'
import { loadLexicon, NAMES } from './lexicon.ts'
import { documentGoals } from './plan/allocation.ts'
import { loadPlan } from './plan/plan.ts'
import { loadRegions } from './province/regions.ts'

export { type Demo, loadDemo } from './demo.ts'
export { DataError } from './fault.ts'
export type { Files } from './files.ts'
export { prepareData } from './prepare.ts'
export { yamlIn } from './yaml.ts'

/** Everything that the data says of an office, checked. */
export interface Office {
  /** the year that is worked on */
  readonly plan: Plan
  /** all years in the data, the oldest first */
  readonly plans: readonly Plan[]
  /** the year before it, whose figures are what is owed until the first period of its own schedule is over */
  readonly closing?: { readonly year: number; readonly until: Day }
  readonly regions: Regions
  readonly lexicon: Lexicon
  readonly calendar: Calendar
}

/**
 * Reads and checks everything under data/ but the demo's own files.
 *
 * @param year the plan that is worked on; the newest without it
 * @throws DataError with every fault, each naming file, line or key, what was found and what was expected
 */
export function loadOffice(files: Files, year?: number): Office {
  const faults: Fault[] = []
  const regions = loadRegions(files, regionsFile(files, faults), faults)
  const lexicon = loadLexicon(files, faults)
  const calendar = loadCalendar(files, faults)
  const years = yearsIn(files, faults)
  const plans = regions ? withOthers(years.flatMap((one) => loadPlan(files, one, regions, faults) ?? [])) : []
  const plan = year === undefined ? plans.at(-1) : plans.find((one) => one.year === year)
  if (!plan && faults.length === 0) {
    faults.push({
      file: `plans/${year ?? 'YEAR'}/plan.yaml`,
      expected: `一年的计划（现有：${years.join('、') || '没有'}）`,
    })
  }
  if (!plan || !regions || !lexicon || faults.length > 0) throw new DataError(faults)
  return { plan, plans, ...closingIn(plan, plans), regions, lexicon, calendar }
}

function closingIn(plan: Plan, plans: readonly Plan[]): Pick<Office, 'closing'> {
  const last = plans.findLast(({ year }) => year < plan.year)
  const first = firstOwed(plan)
  return last && first ? { closing: { year: last.year, until: endOf(first) } } : {}
}

const withOthers = (plans: readonly Plan[]): readonly Plan[] =>
  plans.map((plan) => {
    const others = plans.flatMap((one) => (one === plan ? [] : one.indicators))
    return others.length > 0 ? { ...plan, others } : plan
  })

/**
 * The office's regions alone, for an office without a plan yet.
 * @throws DataError with every fault of the regions' files
 */
export function provinceIn(files: Files): Regions {
  const faults: Fault[] = []
  const regions = loadRegions(files, regionsFile(files, faults), faults)
  if (!regions || faults.length > 0) throw new DataError(faults)
  return regions
}

/** The office without demo allocations; the document's goals for the province stay. */
export function withoutDemo(office: Office): Office {
  const bare = (plan: Plan): Plan =>
    plan.allocation.demo
      ? { ...plan, allocation: { source: '', demo: false, goals: documentGoals(plan.indicators, office.regions) } }
      : plan
  return { ...office, plan: bare(office.plan), plans: office.plans.map(bare) }
}

/** Whether a path under data/ is the file of an office's regions, whatever its name. */
export const isOfProvince = (path: string): boolean => /^regions\/[^/]+\.yaml$/.test(path) && path !== NAMES

function regionsFile(files: Files, faults: Fault[]): string {
  const found = [...files.keys()].filter(isOfProvince)
  if (found.length > 1) faults.push({ file: 'regions', expected: '只有一个省', found })
  return found[0] ?? 'regions/PROVINCE.yaml'
}

function yearsIn(files: Files, faults: Fault[]): number[] {
  const folders = [...new Set([...files.keys()].flatMap((path) => /^plans\/([^/]+)\//.exec(path)?.[1] ?? []))]
  for (const folder of folders) {
    if (!/^\d{4}$/.test(folder)) faults.push({ file: `plans/${folder}`, expected: '以年份命名的文件夹', found: folder })
  }
  return folders
    .filter((folder) => /^\d{4}$/.test(folder))
    .map(Number)
    .sort((a, b) => a - b)
}
