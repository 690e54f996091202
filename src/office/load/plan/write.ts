/** Plan data as the text files that this folder reads: what is drafted or typed, written so that it loads. */
import { stringify } from 'yaml'
import type { Day } from '../../day.ts'
import type { Indicator, Plan, TargetOperator } from '../../plan.ts'

/** The fields of plan.yaml, with the label of the split where there is one. */
export type PlanText = Pick<
  Plan,
  'year' | 'title' | 'documentNumber' | 'issuer' | 'issued' | 'addressees' | 'provenance'
> & { readonly allocation?: { readonly source: string; readonly demo: boolean; readonly exceeds?: boolean } }

/** An indicator as indicators.yaml has it: amounts are decimals in text. */
export interface IndicatorText extends Omit<Indicator, 'id' | 'otherUnits' | 'target' | 'pace'> {
  readonly id: string
  readonly otherUnits: Readonly<Record<string, number>>
  readonly target: { readonly op: Exclude<TargetOperator, 'rising'>; readonly value: string; readonly wording: string }
  readonly pace: 'linear' | 'none' | { readonly steps: readonly { readonly on: Day; readonly share: number }[] }
}

/** Another year's schedule.yaml that serves as a pattern, with the year of its first period. */
export interface Template {
  readonly text: string
  readonly year: number
}

/** What another year's schedule is made from. @param text a schedule.yaml, whose first `from:` tells its year */
export const templateIn = (text: string): Template => ({ text, year: Number(/from: (\d{4})-/.exec(text)?.[1]) })

/** The text of a plan.yaml. @param head a comment above it, without its mark */
export const planText = (plan: PlanText, head: string): string => `${commented(head)}${stringify(plan)}`

const commented = (text: string): string =>
  text
    .split('\n')
    .map((line) => `# ${line}\n`)
    .join('')

/** The text of an indicators.yaml. @param head a comment above it, without its mark */
export const indicatorsText = (indicators: readonly IndicatorText[], head: string): string =>
  `${commented(head)}${stringify(indicators.map(plainValue), { aliasDuplicateObjects: false })}`

/** Decimals as numbers where they survive it, as the files by hand have them. */
const plainValue = ({ target, ...rest }: IndicatorText) => {
  const { value } = target
  return { ...rest, target: { ...target, value: String(Number(value)) === value ? Number(value) : value } }
}

/**
 * The text of a schedule.yaml: the cadence of another year, its days moved on; what lies before the notice is not owed.
 * @param head a comment above it, without its mark
 * @param level who reports, where it is another than the template's
 */
export function scheduleText(
  { text, year: from }: Template,
  plan: Pick<PlanText, 'year' | 'issued'>,
  head: string,
  level?: 'county' | 'city',
): string {
  const { year, issued } = plan
  const month = issued.startsWith(String(year)) ? Number(issued.slice(5, 7)) : 1
  const rules = text
    .replace(/^(?:#.*\n)+/, '')
    .replace(/\b(20\d\d)(?=-)/g, (all) => String(Number(all) - from + year))
    .replace(/from: (\d{4})-\d\d$/gm, `from: $1-${String(month).padStart(2, '0')}`)
    .replace(/from: (\d{4})-Q\d/g, `from: $1-Q${Math.ceil(month / 3)}`)
    .replace(/level: (?:county|city)$/gm, (all) => (level ? `level: ${level}` : all))
  return `${commented(head)}${rules}`
}

/** A line of allocation.csv: a region with its goals in the order of the columns; '' is no task. */
export interface SplitRow {
  readonly region: string
  readonly name: string
  readonly goals: readonly string[]
}

/** The text of an allocation.csv. @param columns ids of indicators, in the order of each row's goals */
export const allocationText = (columns: readonly string[], rows: readonly SplitRow[], head: string): string =>
  [
    ...head.split('\n').map((line) => `# ${line}`),
    ['region', 'name', ...columns].join(','),
    ...rows.map(({ region, name, goals }) => [region, name, ...goals].join(',')),
    '',
  ].join('\n')
