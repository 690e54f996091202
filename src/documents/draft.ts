/** A plan folder drafted from an official document: its goals as indicators, the rest as templates to be filled in. */
import { pinyin } from 'pinyin-pro'
import { stringify } from 'yaml'
import type { Day } from '../office/day.ts'
import { sectionsOf } from '../office/load/document.ts'
import { type Files, loadOffice, provinceIn } from '../office/load/index.ts'
import type { Regions } from '../office/region.ts'
import { absentAnnexes, sumDoubts } from './doubts.ts'
import { amountText } from './facts/figure.ts'
import { bareVerb } from './facts/wording.ts'
import type { Document, Fact } from './structure/document.ts'

export interface Draft {
  /** file name in the plan folder → text */
  readonly files: ReadonlyMap<string, string>
  readonly indicators: readonly DraftIndicator[]
  /** Chinese sentences: what a person must check or fill in */
  readonly check: readonly string[]
}

type Target = Extract<Fact, { kind: 'target' }>

export interface DraftIndicator {
  readonly id: string
  readonly name: string
  readonly short: string
  readonly aliases: readonly string[]
  readonly unit: string
  readonly otherUnits: Readonly<Record<string, number>>
  readonly kind: 'count' | 'area' | 'quantity' | 'rate'
  readonly integer: boolean
  readonly better: 'higher' | 'lower'
  readonly target: { readonly op: '>=' | '<=' | '=' | '~' | 'fall'; readonly value: string; readonly wording: string }
  readonly section: string
  readonly definition: string
  readonly pace: 'linear' | 'none'
  readonly every: 'month' | 'quarter'
  readonly evidence: false
}

/**
 * A year's folder beside what the data holds: its cadence is that of the newest plan, or the usual one of
 * `schedule.yaml` where it is the first.
 * @param data files by their path under `data/`, as `loadOffice` takes them
 * @throws DataError when the data does not load with it: it must load as it stands
 */
export function draftYear(data: Files, year: number, document: Document): Draft {
  const newest = [...data.keys()]
    .filter((path) => /^plans\/\d{4}\/schedule\.yaml$/.test(path))
    .sort()
    .at(-1)
  const draft = draftPlan(document, year, provinceIn(data), templateIn(data.get(newest ?? 'schedule.yaml') ?? ''))
  const added = [...draft.files].map(([name, text]): [string, string] => [`plans/${year}/${name}`, text])
  if (draft.indicators.length > 0) loadOffice(new Map([...data, ...added]), year)
  return draft
}

/** A schedule and the year of its first period. */
export const templateIn = (text: string): Template => ({ text, year: Number(/from: (\d{4})-/.exec(text)?.[1]) })

/**
 * Nothing is invented: an indicator is a target that the text states, in its own words and unit.
 *
 * @param schedule whose cadence is taken over
 */
export function draftPlan(document: Document, year: number, regions: Regions, schedule: Template): Draft {
  const check: string[] = []
  const indicators = indicatorsOf(document, year, check)
  const issued = document.issued ?? (`${year}-01-01` as Day)
  for (const [known, what] of [
    [document.title, '标题'],
    [document.number, '文号'],
    [document.issuer, '发文单位'],
    [document.issued, '印发日期'],
  ]) {
    if (!known) check.push(`没有读到${what}，plan.yaml 里是占位，请填写。`)
  }
  if (document.year !== year) check.push(`文件说的是${document.year ?? '不明'}年，草稿按${year}年，请核对。`)
  if (document.brokenOff) check.push(`正文似在“${document.brokenOff}”处中断，请核对是否完整。`)
  for (const name of absentAnnexes(document)) check.push(`${name}没有附在文后，若有目标请补入。`)
  for (const fact of document.facts) {
    if (fact.kind === 'direction') check.push(`${fact.label} 方向性目标未列为指标：${fact.object}${fact.wording}。`)
  }
  check.push(...document.tables.flatMap(sumDoubts))
  check.push('口径（definition）文件没有写，各指标均待填写。', '上报时限（schedule.yaml）不是文件写的，请按通知核对。')
  check.push('任务分解在 allocation.template.csv，填好后改名 allocation.csv，并在 plan.yaml 写明来源。')
  const files = new Map([
    ['plan.yaml', planYaml(document, year, issued)],
    ['document.txt', document.text],
    [
      'indicators.yaml',
      `# 由文件草拟，逐项核对名称、单位、口径、别名和序时要求后使用。\n${stringify(indicators.map(plainValue))}`,
    ],
    ['schedule.yaml', scheduleYaml(schedule, year, issued)],
    ['allocation.template.csv', allocationCsv(indicators, regions, issued)],
  ])
  return { files, indicators, check }
}

/** A schedule that stands, and the year that it is for. */
export interface Template {
  readonly text: string
  readonly year: number
}

function indicatorsOf(document: Document, year: number, check: string[]): DraftIndicator[] {
  const sections = sectionsOf(document.text)
  const made: DraftIndicator[] = []
  const objects = new Map<DraftIndicator, string>()
  const taken = new Set<string>()
  for (const fact of document.facts) {
    if (fact.kind !== 'target') continue
    const said = `${fact.object}${amountText(fact)}`
    if (fact.scope) continue
    const other = notOf(fact, document, year)
    if (other) {
      check.push(`${fact.label} ${other}，未列入：${said}。`)
      continue
    }
    const twin = made.find((one) => objects.get(one) === bare(fact.object) && one.unit === unitOf(fact.unit))
    if (twin) {
      const same = twin.target.value.replace('-', '') === figureOf(fact.number)
      if (!same) check.push(`${fact.label} 与 ${twin.section} 同名而数不同，未列入：${said}。`)
      continue
    }
    if (!fact.unit || figureOf(fact.number) === '0') {
      check.push(`${fact.label} 单位不明，未列入：${said}。`)
      continue
    }
    const alike = made.find(
      (one) =>
        one.unit === unitOf(fact.unit) && one.target.value === figureOf(fact.number) && isAkin(one.name, fact.object),
    )
    if (alike) check.push(`${fact.label} ${said} 与 ${alike.section} ${alike.name} 数和单位相同，请看是否同一目标。`)
    if (bareVerb(fact.object)) check.push(`${fact.label} ${said} 没有写明是什么，请补全名称。`)
    const one = indicatorOf(fact, document, sectionOf(fact.label, sections), taken)
    made.push(one)
    objects.set(one, bare(fact.object))
    if (fact.upper !== undefined)
      check.push(
        `${fact.label} ${one.name} 是区间目标${amountText(fact)}，草稿取${one.target.value}${one.unit}，请核对。`,
      )
    const due = /\d{1,2}月/.test(fact.period ?? '') && one.pace !== 'none'
    if (due) check.push(`${fact.label} ${one.name} 的时限是${fact.period}，草稿按全年匀速，请核对序时要求。`)
  }
  const spans = document.years && document.years[0] < document.years[1]
  if (spans && document.facts.some((fact) => fact.kind === 'target' && fact.period === `到${year}年`))
    check.push(`文件管${document.years?.join('—')}年，“到${year}年”的目标多为几年累计，请核对当年任务。`)
  const scoped = new Set(document.facts.flatMap((fact) => (fact.kind === 'target' && fact.scope ? [fact.label] : [])))
  for (const [place, said] of resultsOf(document)) check.push(`${place}，未列入：${said.join('、')}。`)
  for (const label of scoped) check.push(`${label} 是分地区或分行业的目标，未列为指标，请据此填任务分解。`)
  return made
}

/** 续约率 and 签约率, not 失业率 and 生产总值: two characters in a row are the same. */
const isAkin = (a: string, b: string): boolean =>
  [...a].some((_, at) => at + 2 <= a.length && b.includes(a.slice(at, at + 2)))

/** 一 是2025年的完成数 → 生产总值5.6%, …: what was reached is no goal. */
function resultsOf({ facts }: Document): Map<string, string[]> {
  const found = new Map<string, string[]>()
  for (const fact of facts) {
    if (fact.kind !== 'result' || fact.scope) continue
    const place = `${fact.label} 是${fact.period ?? '以前'}的完成数`
    found.set(place, [...(found.get(place) ?? []), `${fact.object}${amountText(fact)}`])
  }
  return found
}

/** Why a target is no goal of the year: it is due later, counts over several years, or is a meeting's rhythm. */
function notOf({ object, unit, period = '' }: Target, document: Document, year: number): string | undefined {
  const [first, last] = document.years ?? []
  const spans = first !== undefined && last !== undefined && last > first
  const own = spans && year >= first && year <= last ? year : (document.year ?? year)
  const due = period.match(/20\d\d/g)?.at(-1)
  if (due !== undefined && Number(due) !== own) return `是${period}的目标`
  if (/^[二两三四五]年/.test(period)) return `是${period}合计的目标`
  if (/^[次期轮]$/.test(unit) && /^每[年季月周半]/.test(`${period}${object}`)) return '是工作频次'
  if (/每(?:周|月|季度?|半年)(?:至少|不少于)?[^，]{0,6}$/.test(object) && /^[次期轮]$/.test(unit)) return '是工作频次'
  const yearly = /每年|全年|今年|年内|年底|本年度|当年|\d月|季度|半年/.test(period) || due !== undefined
  if (spans && !yearly) return `没有写年份，文件管${first}—${last}年`
  return undefined
}

const FALLS = /下降|降低|削减|压减|压缩|减少/
const AT_MOST = /以内|以下|不(?:得)?超过|控制在|不(?:得)?高于|降至|降到|压[缩减]至|≤/
const AT_LEAST = /以上|超过|不(?:得)?低于|不(?:得)?少于|≥|突破/
const RISES = /提高|提升|上升|增加|增长/
/** What is as long, as often or as dear at the year's end as the goal says: it does not add up over the months. */
const LEVELS = /^(?:工作日|小时|分钟|天|个月|环节|次|倍)$|\//

function indicatorOf(fact: Target, document: Document, section: string, taken: Set<string>): DraftIndicator {
  const words = fact.qualifiers.join(' ')
  const unit = unitOf(fact.unit)
  const kind = kindOf(unit)
  // Of a range the end that has to be reached: not more than the upper one, else at least the lower one.
  const value = figureOf((AT_MOST.test(words) && fact.upper) || fact.number)
  const falls = FALLS.test(words) && kind === 'rate' && !/[降压缩减低少](?:至|到)/.test(words)
  const rise = kind === 'rate' && /百分点$/.test(unit) ? (RISES.exec(words)?.[0] ?? '') : ''
  const grown = /(?:同比|年均)?(?:增长|下降)/.exec(words)?.[0] ?? ''
  // 注册商标同比增长15%: 注册商标 alone is no rate.
  const growth = kind === 'rate' && grown.endsWith('增长') && !fact.object.endsWith(grown) ? grown : ''
  const name = own(fact.object + (rise || growth), [growth ? '' : grown, `（${unit}）`], section, taken)
  const short = shortOf(fact.object)
  const level = kind === 'rate' || LEVELS.test(unit) || (AT_MOST.test(words) && kind !== 'count')
  const unique = short.length > 1 && !taken.has(short)
  if (unique) taken.add(short)
  const alias = short.replace(/[“”"（(].{0,40}?[)）]|[“”"]/g, '')
  const aliases = unique && alias.length > 1 && alias !== short && !taken.has(alias) ? [alias] : []
  for (const one of aliases) taken.add(one)
  return {
    id: idOf(short, taken),
    name,
    short: unique ? short : name,
    aliases,
    unit,
    otherUnits: OTHER_UNITS[unit] ?? {},
    kind,
    integer: kind === 'count' && !value.includes('.'),
    better: falls || AT_MOST.test(words) || FALLS.test(words) ? 'lower' : 'higher',
    target: {
      op: falls ? 'fall' : operatorOf(fact.upper === undefined ? words : `${words}以上`),
      value: falls ? `-${value}` : value,
      wording: wordingOf(fact, document.text),
    },
    section,
    definition: '（口径待填：统计范围、累计还是当期、计量单位）',
    pace: level ? 'none' : 'linear',
    every: level ? 'quarter' : 'month',
    evidence: false,
  }
}

const operatorOf = (words: string): '>=' | '<=' | '=' | '~' =>
  AT_MOST.test(words) ? '<=' : AT_LEAST.test(words) ? '>=' : /左右|约/.test(words) ? '~' : '='

const bare = (text: string): string => text.replace(/[\s“”"'（）()的]/g, '')
const unitOf = (unit: string): string =>
  unit
    .replace('％', '%')
    .replace(/^百分点$/, '个百分点')
    .replace(/^个(工作日|环节)$/, '$1')
const figureOf = (number: string): string => number.replace(/[,，\s]/g, '')

/** Every name means one indicator: 进出口总额 and 进出口总额同比增长 are two. */
function own(object: string, endings: readonly string[], section: string, taken: Set<string>): string {
  let name = [object, ...endings.filter(Boolean).map((one) => object + one)].find((one) => !taken.has(one)) ?? object
  for (let n = 1; taken.has(name); n++) name = `${object}（${section}${n > 1 ? `之${n}` : ''}）`
  taken.add(name)
  return name
}

const VERB =
  /^(?:组织|实施|完成|新增|新认定|认定|新建|新改扩建|新培育|培育|新创建|创建|建设|建成|淘汰和整治|淘汰|处置|盘活|腾出|推广|推动|推进|引进|打造|开展|支持|实现)+/

const shortOf = (object: string): string => object.replace(VERB, '').trim() || object

function idOf(name: string, taken: Set<string>): string {
  const sounds = pinyin(name.replace(/[^\u4e00-\u9fa5A-Za-z]/g, ''), { toneType: 'none', type: 'array' })
  const base =
    sounds
      .slice(0, 6)
      .join('-')
      .toLowerCase()
      .replace(/[^a-z-]/g, '')
      .replace(/^-+|(?<!-)-+$/g, '') || 'goal'
  let id = base
  for (let n = 2; taken.has(id); n++) id = `${base}-${n}`
  taken.add(id)
  return id
}

function kindOf(unit: string): DraftIndicator['kind'] {
  if (/[%‰]$|百分点$/.test(unit)) return 'rate'
  if (/亩$|平方|公顷/.test(unit)) return 'area'
  return /^[家个户项台座条名人件种场次批处只艘]$|^人次$|^家次$|^台套$|^台（套）$/.test(unit) ? 'count' : 'quantity'
}

const OTHER_UNITS: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  家: { 户: 1, 个: 1 },
  个: { 家: 1 },
  '%': { 个百分点: 1, 百分点: 1 },
  个百分点: { 百分点: 1, '%': 1 },
  亿元: { 万元: 0.0001 },
  万元: { 亿元: 10_000 },
  万亩: { 亩: 0.0001, 公顷: 0.0015 },
  亩: { 万亩: 10_000, 公顷: 15 },
  万平方米: { 平方米: 0.0001 },
  万吨标煤: { 吨标煤: 0.0001, 万吨标准煤: 1, 吨标准煤: 0.0001 },
  万吨标准煤: { 吨标准煤: 0.0001, 万吨标煤: 1, 吨标煤: 0.0001 },
  万千瓦: { 千瓦: 0.0001, 兆瓦: 0.1 },
}

/** 二（二）1 → 二（二）, 附件1 表2 → 附件1: the labels that the plan's loader knows. */
function sectionOf(label: string, sections: ReadonlySet<string>): string {
  for (let name = label; name; name = name.slice(0, -1)) if (sections.has(name.trim())) return name.trim()
  return '引言'
}

/** The words that state the goal, verbatim; the whole row of a table. */
function wordingOf({ sentence, number, unit, words }: Target, text: string): string {
  const bare = text.replace(/\s/g, '')
  const stands = (part: string): boolean => part !== '' && bare.includes(part.replace(/\s/g, ''))
  const parts = [words, sentence.text, `${number}${unit}`, number].map((part) =>
    (part ?? '').replace(/\s+/g, ' ').trim(),
  )
  return parts.find((part) => stands(part) && !part.includes('…')) ?? number
}

/** Decimals as numbers where they survive it, as the files by hand have them. */
const plainValue = ({ target, ...rest }: DraftIndicator) => {
  const { value } = target
  return { ...rest, target: { ...target, value: String(Number(value)) === value ? Number(value) : value } }
}

function planYaml(document: Document, year: number, issued: Day): string {
  const about = {
    year,
    title: document.title || '（标题待填）',
    documentNumber: document.number ?? '（文号待填）',
    issuer: document.issuer ?? '（发文单位待填）',
    issued,
    ...(document.addressees ? { addressees: document.addressees.replace(/\s+/g, ' ') } : {}),
    provenance: '由文件自动草拟，待人工核对。',
  }
  return `# ${year} 年的计划，由文件草拟。任务分解填好后，另加两行：\n# allocation:\n#   { source: 任务分解文件的名称和文号, demo: false }\n${stringify(about)}`
}

/** The cadence of the other year, its days moved on; what lies before the notice is not owed. */
function scheduleYaml({ text, year: from }: Template, year: number, issued: Day): string {
  const month = issued.startsWith(String(year)) ? Number(issued.slice(5, 7)) : 1
  const rules = text
    .replace(/^(?:#.*\n)+/, '')
    .replace(/\b(20\d\d)(?=-)/g, (all) => String(Number(all) - from + year))
    .replace(/from: (\d{4})-\d\d$/gm, `from: $1-${String(month).padStart(2, '0')}`)
    .replace(/from: (\d{4})-Q\d/g, `from: $1-Q${Math.ceil(month / 3)}`)
  return `# 通常的上报安排，文件若另有时限，请改 due、shift 和 stages。\n${rules}`
}

function allocationCsv(indicators: readonly DraftIndicator[], regions: Regions, on: Day): string {
  const split = indicators.filter((one) => one.kind !== 'rate')
  const rows = regions
    .cities(on)
    .flatMap((city) => [city, ...regions.under(city.key, on)])
    .map(({ key, name }) => [key, name, ...split.map(() => '')].join(','))
  const units = split.map((one) => `# ${one.id}：${one.name}（${one.unit}），全省 ${one.target.value}`)
  return [
    '# 任务分解模板：各市合计应等于全省目标，各县合计应等于本市；空格为无任务。填好后改名 allocation.csv。',
    ...units,
    ['region', 'name', ...split.map((one) => one.id)].join(','),
    ...rows,
    '',
  ].join('\n')
}
