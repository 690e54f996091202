/** A plan folder drafted from an official document: its goals as indicators, the rest as templates to be filled in. */
import { z } from 'zod'
import type { Day } from '../../office/day.ts'
import { type Files, loadOffice, provinceIn, yamlIn } from '../../office/load/index.ts'
import {
  allocationText,
  type IndicatorText,
  indicatorsText,
  type PlanText,
  planText,
  scheduleText,
  type Template,
  templateIn,
} from '../../office/load/plan/write.ts'
import type { Regions } from '../../office/region.ts'
import { absentAnnexes, sumDoubts } from '../doubts.ts'
import { amountText } from '../facts/figure.ts'
import type { Document } from '../structure/document.ts'
import { candidatesOf, type TargetCandidate } from './candidate.ts'
import { indicatorFrom, isUnnamed } from './indicator.ts'
import { type Edit, withEdit } from './open.ts'

/** The files of a plan folder as a paper fills them, with what a person still has to check. */
export interface PlanDraft {
  /** file name in the plan folder → text */
  readonly files: ReadonlyMap<string, string>
  readonly indicators: readonly IndicatorText[]
  /** Chinese sentences: what a person must check or fill in */
  readonly check: readonly string[]
}

/**
 * A year's folder beside what the data holds: its cadence is that of the newest plan, or the usual one of
 * `schedule.yaml` where it is the first.
 * @param data files by their path under `data/`, as `loadOffice` takes them
 * @throws DataError when the data does not load with it: it must load as it stands
 */
export function draftYear(data: Files, year: number, document: Document): PlanDraft {
  const draft = draftPlan(document, {
    year,
    regions: provinceIn(data),
    schedule: newestTemplate(data),
    before: namedBefore(data, year),
  })
  const added = [...draft.files].map(([name, text]): [string, string] => [`plans/${year}/${name}`, text])
  if (draft.indicators.length > 0) loadOffice(new Map([...data, ...added]), year)
  return draft
}

/** The cadence of the newest plan in the data, or the usual one (`schedule.yaml`) where there is none. */
export const newestTemplate = (data: Files): Template =>
  templateIn(newestIn(data, 'schedule.yaml') ?? data.get('schedule.yaml') ?? '')

/** The indicators of the newest plan before a year: what is called the same and counted in the same unit is the same. */
export const namedBefore = (data: Files, year: number): readonly NamedIndicator[] =>
  namedIn.parse(yamlIn(newestIn(data, 'indicators.yaml', year) ?? '[]'))

function newestIn(data: Files, name: string, before = Number.POSITIVE_INFINITY): string | undefined {
  const paths = [...data.keys()].filter((path) => path.startsWith('plans/') && path.endsWith(`/${name}`)).sort()
  return data.get(paths.findLast((path) => Number(path.split('/')[1]) < before) ?? '')
}

const namedIn = z.array(
  z.object({
    id: z.string(),
    name: z.string(),
    short: z.string(),
    aliases: z.array(z.string()).readonly(),
    unit: z.string(),
  }),
)
/** An indicator of an earlier plan, as far as a new one takes it over: id, names and unit. */
export type NamedIndicator = z.output<typeof namedIn>[number]

/** The year that a paper is drafted for, and what is taken over from other years. */
export interface DraftedYear {
  readonly year: number
  readonly regions: Regions
  /** whose cadence is taken over */
  readonly schedule: Template
  /** the indicators of the year before, whose ids are taken over */
  readonly before?: readonly NamedIndicator[]
}

/**
 * A year's plan folder as far as the paper tells it. Each indicator is a target that the text states, in its own
 * words and unit; what the text does not say is left as a placeholder and named in `check`.
 */
export function draftPlan(document: Document, { year, regions, schedule, before = [] }: DraftedYear): PlanDraft {
  const candidates = candidatesOf(document, year)
  const indicators = indicatorsFrom(
    document,
    candidates.filter(({ why }) => why === undefined),
    {},
    before,
  )
  const about = aboutOf(document, year)
  const check = [
    ...factsToCheck(document, year),
    ...goalsToCheck(document, year, candidates, indicators),
    ...document.tables.flatMap(sumDoubts),
    '口径（definition）文件没有写，各指标均待填写。',
    '上报时限（schedule.yaml）不是文件写的，请按通知核对。',
    '任务分解在 allocation.template.csv，填好后改名 allocation.csv，并在 plan.yaml 写明来源。',
  ]
  const files = new Map([
    ['plan.yaml', planText(about, PLAN_HEAD(year))],
    ['document.txt', document.text],
    ['indicators.yaml', indicatorsText(indicators, INDICATORS_HEAD)],
    ['schedule.yaml', scheduleText(schedule, about, SCHEDULE_HEAD)],
    ['allocation.template.csv', emptySplit(indicators, regions, about.issued)],
  ])
  return { files, indicators, check }
}

const PLAN_HEAD = (year: number): string =>
  `${year} 年的计划，由文件草拟。任务分解填好后，另加两行：\nallocation:\n  { source: 任务分解文件的名称和文号, demo: false }`
const INDICATORS_HEAD = '由文件草拟，逐项核对名称、单位、口径、别名和序时要求后使用。'

/** Comment line above a drafted schedule: no paper ordered it, so a person has to compare it. */
export const SCHEDULE_HEAD = '通常的上报安排，文件若另有时限，请改 due、shift 和 stages。'

/**
 * Indicators of the figures chosen, in the paper's order, each with a name and id of its own.
 * @param edits by the candidates' keys
 * @param before of the year before: the same indicator has the same id, so that years compare
 */
export function indicatorsFrom(
  document: Document,
  chosen: readonly TargetCandidate[],
  edits: Readonly<Record<string, Edit>> = {},
  before: readonly NamedIndicator[] = [],
): IndicatorText[] {
  const taken = new Set<string>()
  const made = chosen.map(({ key, fact, section }) =>
    withEdit(indicatorFrom(fact, document, section, taken), edits[key] ?? {}),
  )
  return made.map((one) => {
    const id = before.find((other) => other.unit === one.unit && sharesName(other, one))?.id
    if (id === undefined || taken.has(id)) return one
    taken.add(id)
    return { ...one, id }
  })
}

const sharesName = (one: Pick<NamedIndicator, 'name' | 'short' | 'aliases'>, other: typeof one): boolean => {
  const names = new Set([one.name, one.short, ...one.aliases])
  return [other.name, other.short, ...other.aliases].some((name) => names.has(name))
}

/**
 * The head of plan.yaml (title, number, issuer, date) as the paper has it; a placeholder stands for what was not
 * read.
 */
export const aboutOf = (document: Document, year: number): PlanText => ({
  year,
  title: document.title || '（标题待填）',
  documentNumber: document.number ?? '（文号待填）',
  issuer: document.issuer ?? '（发文单位待填）',
  issued: document.issued ?? (`${year}-01-01` as Day),
  ...(document.addressees ? { addressees: document.addressees.replace(/\s+/g, ' ') } : {}),
  provenance: '由文件自动草拟，待人工核对。',
})

function factsToCheck(document: Document, year: number): string[] {
  const read = [
    [document.title, '标题'],
    [document.number, '文号'],
    [document.issuer, '发文单位'],
    [document.issued, '印发日期'],
  ]
  return [
    ...read.flatMap(([known, what]) => (known ? [] : [`没有读到${what}，plan.yaml 里是占位，请填写。`])),
    ...(document.year === year ? [] : [`文件说的是${document.year ?? '不明'}年，草稿按${year}年，请核对。`]),
    ...(document.brokenOff ? [`正文似在“${document.brokenOff}”处中断，请核对是否完整。`] : []),
    ...absentAnnexes(document).map((name) => `${name}没有附在文后，若有目标请补入。`),
    ...document.facts.flatMap((fact) =>
      fact.kind === 'direction' ? [`${fact.label} 方向性目标未列为指标：${fact.object}${fact.wording}。`] : [],
    ),
  ]
}

function goalsToCheck(
  document: Document,
  year: number,
  candidates: readonly TargetCandidate[],
  indicators: readonly IndicatorText[],
): string[] {
  const rest = indicators.values()
  const check = candidates.flatMap((one): string[] => {
    const { fact, why, other } = one
    if (other) return []
    if (why !== undefined) return fact.kind === 'result' ? [] : [`${fact.label} ${why}，未列入：${one.said}。`]
    const made = rest.next().value
    return made ? doubtsOn(one, made) : []
  })
  const { years } = document
  if (
    years &&
    years[0] < years[1] &&
    document.facts.some((one) => one.kind === 'target' && one.period === `到${year}年`)
  )
    check.push(`文件管${years.join('—')}年，“到${year}年”的目标多为几年累计，请核对当年任务。`)
  const scoped = new Set(document.facts.flatMap((fact) => (fact.kind === 'target' && fact.scope ? [fact.label] : [])))
  return [
    ...check,
    ...resultsIn(candidates),
    ...[...scoped].map((label) => `${label} 是分地区或分行业的目标，未列为指标，请据此填任务分解。`),
  ]
}

function doubtsOn({ fact, said, alike }: TargetCandidate, made: IndicatorText): string[] {
  const { label, period = '' } = fact
  const due = /\d{1,2}月/.test(period) && made.pace !== 'none'
  return [
    ...(alike ? [`${label} ${said} 可能与 ${alike} 是同一目标，请看。`] : []),
    ...(isUnnamed(fact) ? [`${label} ${said} 没有写明是什么，请补全名称。`] : []),
    ...(fact.upper === undefined
      ? []
      : [`${label} ${made.name} 是区间目标${amountText(fact)}，草稿取${made.target.value}${made.unit}，请核对。`]),
    ...(due ? [`${label} ${made.name} 的时限是${period}，草稿按全年匀速，请核对序时要求。`] : []),
  ]
}

/** 一 是2025年的完成数，未列入：生产总值5.6%、…: what was reached is no goal. */
function resultsIn(candidates: readonly TargetCandidate[]): string[] {
  const found = new Map<string, string[]>()
  for (const { fact, why, said } of candidates) {
    if (fact.kind !== 'result') continue
    const place = `${fact.label} ${why}`
    found.set(place, [...(found.get(place) ?? []), said])
  }
  return [...found].map(([place, all]) => `${place}，未列入：${all.join('、')}。`)
}

function emptySplit(indicators: readonly IndicatorText[], regions: Regions, on: Day): string {
  const split = indicators.filter((one) => one.kind !== 'rate')
  const places = regions.cities(on).flatMap((city) => [city, ...regions.under(city.key, on)])
  return allocationText(
    split.map(({ id }) => id),
    places.map(({ key, name }) => ({ region: key, name, goals: split.map(() => '') })),
    [
      '任务分解模板：各市合计应等于全省目标，各县合计应等于本市；空格为无任务。填好后改名 allocation.csv。',
      ...split.map((one) => `${one.id}：${one.name}（${one.unit}），全省 ${one.target.value}`),
    ].join('\n'),
  )
}
