/**
 * One field of a goal changed, so that what was true of the document is not.
 *
 * A change is made only where it is plainly false: the changed figure stands nowhere else, the added word does not
 * stand in the sentence.
 */
import { type Goal, headOf, wordsOf } from './near-goal.ts'

/** The details of a goal that are changed to make a false claim. */
export const FIELDS = [
  'number',
  'unit',
  'bound',
  'modality',
  'direction',
  'year',
  'subject',
  'level',
  'place',
  'share',
  'member',
  'basis',
] as const
/** A detail of a goal that is changed. */
export type ChangedField = (typeof FIELDS)[number]

/** A goal of the paper with one detail changed, so that it is false. */
export interface NearChange {
  readonly field: ChangedField
  readonly goal: Goal
  /** said behind the claim: 这是硬指标 */
  readonly added?: string
}

/** What of a paper tells whether a changed goal is really false. */
export interface ComparedPaper {
  /** the document without white space */
  readonly text: string
  readonly goals: readonly Goal[]
  readonly years: readonly number[]
  /** 省 or 市: the paper's own level */
  readonly level: string
}

/** All changes of one detail that make a goal false. A change that the paper states elsewhere is left out. */
export const changesOf = (goal: Goal, paper: ComparedPaper): NearChange[] => [
  ...numbers(goal, paper),
  ...units(goal, paper),
  ...(isOnce(goal, paper) ? [...bounds(goal), ...modals(goal), ...directions(goal), ...years(goal, paper)] : []),
  ...subjects(goal, paper),
  ...measures(goal, paper),
  ...spread(goal, paper),
  ...members(goal, paper),
]

/** A false claim as it is said in a hurry: by the head of its subject, without what bounds it, of the whole province. */
export function loosely({ field, goal: changed }: NearChange, goal: Goal, { level }: ComparedPaper): Goal[] {
  const head = headOf(changed)
  const isOwn =
    ['subject', 'member'].includes(field) && (head.length === changed.object.length || goal.object.includes(head))
  return [
    ...(isOwn ? [] : [{ ...changed, object: head }]),
    ...(field === 'bound' ? [] : [{ ...changed, ahead: unbound(changed.ahead), behind: '' }]),
    ...(changed.scope || !level ? [] : [{ ...changed, scope: `全${level}` }]),
  ]
}

/** The same figure twice in a document: what is false of one statement may be true of the other. */
const isOnce = (goal: Goal, { goals }: ComparedPaper): boolean =>
  goals.filter((one) => one.number === goal.number && one.unit === goal.unit).length === 1

const stands = (text: string, figure: string): boolean => {
  for (let at = text.indexOf(figure); at >= 0; at = text.indexOf(figure, at + 1))
    if (!/[\d.]/.test(text.charAt(at - 1))) return true
  return false
}

/** 12000元 is 1.2万元: the same figure, however it is written. */
const isStated = (changed: Goal, goals: readonly Goal[], text: string): boolean =>
  stands(text, `${changed.number}${changed.unit}`) || goals.some((one) => writtenOut(one) === writtenOut(changed))

const SCALES: Readonly<Record<string, number>> = { 十: 10, 百: 100, 千: 1000, 万: 10_000, 亿: 100_000_000 }

function writtenOut({ number, unit }: Goal): string {
  const scale = SCALE.exec(unit)?.[0] ?? ''
  const value = [...scale].reduce((so, char) => so * (SCALES[char] ?? 1), Number(number.replaceAll(',', '')))
  return `${Number(value.toPrecision(12))}${unit.slice(scale.length)}`
}

function numbers(goal: Goal, { text, goals }: ComparedPaper): NearChange[] {
  const value = Number(goal.number.replaceAll(',', ''))
  const decimals = goal.number.split('.')[1]?.length ?? 0
  const others = [value * 2, value + 10 ** -decimals, value * 1.1, value / 10, value + (value >= 100 ? 100 : 5)]
  return others
    .map((one) => one.toFixed(decimals))
    .filter((number) => Number(number) > 0 && !isStated({ ...goal, number }, goals, text))
    .map((number) => ({ field: 'number', goal: { ...goal, number } }))
}

/** Units that somebody may take for one another. */
const MISTAKEN: readonly (readonly string[])[] = [
  ['亩', '公顷', '平方米'],
  ['平方米', '亩'],
  ['平方公里', '亩'],
  ['家', '万元', '人'],
  ['户', '人'],
  ['个', '万元', '%'],
  ['%', '个百分点'],
  ['个百分点', '%'],
  ['亿元', '万元'],
  ['万元', '亿元'],
  ['元', '万元'],
  ['吨标煤', '千瓦时'],
  ['吨', '公斤'],
  ['人', '户'],
  ['人次', '家'],
  ['公里', '亩'],
  ['天', '小时'],
  ['小时', '天'],
  ['个工作日', '小时'],
]
const SCALE = /^[十百千万亿]+/

function units(goal: Goal, { text, goals }: ComparedPaper): NearChange[] {
  const scale = SCALE.exec(goal.unit)?.[0] ?? ''
  const bare = goal.unit.slice(scale.length)
  const others = MISTAKEN.filter(([unit]) => unit === bare || unit === goal.unit).flatMap(([, ...units]) => units)
  const scaled = scale ? [bare] : ['家', '亩', '人', '吨'].includes(bare) ? [`万${bare}`] : []
  return [
    ...others.map((unit) => (unit.startsWith('万') || unit.startsWith('亿') ? unit : `${scale}${unit}`)),
    ...scaled,
  ]
    .filter((unit) => unit !== goal.unit && !isStated({ ...goal, unit }, goals, text))
    .map((unit) => ({ field: 'unit', goal: { ...goal, unit } }))
}

/** Before and behind the number; what is written is told by either. */
const FORMS = [
  { kind: 'least', ahead: '不低于', behind: '' },
  { kind: 'least', ahead: '至少', behind: '' },
  { kind: 'least', ahead: '', behind: '以上' },
  { kind: 'above', ahead: '超过', behind: '' },
  { kind: 'most', ahead: '不超过', behind: '' },
  { kind: 'most', ahead: '', behind: '以内' },
  { kind: 'about', ahead: '', behind: '左右' },
  { kind: 'about', ahead: '大约', behind: '' },
] as const
const SAID: Readonly<Record<string, readonly string[]>> = {
  least: ['不低于', '不少于', '不小于', '不得低于', '不得少于', '不得小于', '至少', '以上', '≥', '最低', '下限'],
  above: ['超过', '突破', '余'],
  most: [
    '不得超过',
    '不得高于',
    '不得大于',
    '不超过',
    '不高于',
    '不大于',
    '以内',
    '以下',
    '控制在',
    '≤',
    '最高',
    '最多',
    '上限',
    '封顶',
  ],
  about: ['左右', '上下', '约', '近'],
}

const unbound = (ahead: string): string =>
  Object.values(SAID)
    .flat()
    .sort((a, b) => b.length - a.length)
    .reduce((so, word) => so.replace(word, ''), ahead)

function bounds(goal: Goal): NearChange[] {
  // 突破关键技术50项: at its head the word is a verb, at the object's end it bounds.
  const column = goal.sentence.split('\t').filter((cell) => Object.values(SAID).flat().includes(cell.trim()))
  const said = `${goal.object.slice(-2)}${goal.ahead}${goal.behind}${column.join('')}`
  const own = Object.entries(SAID)
    .flatMap(([kind, words]) => words.filter((word) => said.includes(word)).map((word) => ({ kind, word })))
    .sort((a, b) => b.word.length - a.word.length)[0]?.kind
  const bare = unbound(goal.ahead)
  // 每周至少巡诊1次: bounded from afar.
  const far = (kind: string): boolean => SAID[kind]?.some((word) => goal.object.lastIndexOf(word) > 0) ?? false
  const isNear = (kind: string): boolean =>
    own === kind || far(kind) || (own === 'least' && kind === 'above') || (own === 'above' && kind === 'least')
  return FORMS.filter(({ kind }) => !isNear(kind)).map(({ ahead, behind }) => ({
    field: 'bound',
    goal: { ...goal, ahead: `${bare}${ahead}`, behind },
  }))
}

const FIRM = ['确保', '务必', '必须', '保证', '硬指标', '约束性', '刚性', '强制']
const FIRMLY = ['这是硬指标', '必须完成', '属于约束性指标', '这个是硬任务']

function modals(goal: Goal): NearChange[] {
  if (FIRM.some((word) => goal.sentence.includes(word))) return []
  return [
    { field: 'modality', goal: { ...goal, modal: '确保' } },
    ...FIRMLY.map((added) => ({ field: 'modality' as const, goal, added })),
    ...(goal.sentence.includes('争')
      ? []
      : [{ field: 'modality' as const, goal: { ...goal, modal: '力争' as const } }]),
  ]
}

const UP = ['增长', '提高', '提升', '上升', '增加']
const DOWN = ['下降', '降低', '减少', '压减']

function directions(goal: Goal): NearChange[] {
  const up = UP.find((word) => goal.ahead.includes(word))
  const down = DOWN.find((word) => goal.ahead.includes(word))
  const word = up ?? down
  if (!word) return []
  const others = up ? ['下降', '减少'] : ['增长', '上升']
  return others.map((other) => ({ field: 'direction', goal: { ...goal, ahead: goal.ahead.replace(word, other) } }))
}

function years(goal: Goal, { years: named, text }: ComparedPaper): NearChange[] {
  // 2024年至2026年: a year between is meant too.
  if (new Set(goal.sentence.match(/20\d\d/g)).size > 1) return []
  const own = /20\d\d/.exec(goal.period)?.[0]
  const from = Number(own ?? named[0])
  if (!from) return []
  return [from + 1, from - 1, from + 3]
    .filter((year) => !named.includes(year) && !text.includes(String(year)))
    .map((year) => ({ field: 'year', goal: { ...goal, period: `${year}年` } }))
}

/** The figure of one goal with the subject of another that is counted alike. */
function subjects(goal: Goal, { goals, text }: ComparedPaper): NearChange[] {
  return goals
    .filter(
      (one) =>
        one.unit === goal.unit &&
        one.number !== goal.number &&
        one.scope === goal.scope &&
        !one.object.includes(goal.object) &&
        !goal.object.includes(one.object) &&
        !stands(text, `${one.object}${goal.number}${goal.unit}`) &&
        !goals.some((same) => same.object === one.object && same.number === goal.number),
    )
    .slice(0, 3)
    .map((one) => ({
      field: 'subject',
      goal: { ...one, number: goal.number, ahead: goal.ahead, behind: goal.behind, period: goal.period },
    }))
}

/** What is held against something, where the document holds nothing against it: 万元GDP用水量 for 万元工业增加值用水量. */
const MEASURES = ['万元GDP', '单位', '人均', '亩均']

function measures(goal: Goal, { text, goals }: ComparedPaper): NearChange[] {
  const head = headOf(goal)
  const isOne = goals.filter((one) => one.number === goal.number && one.unit === goal.unit).length === 1
  const others = isOne ? MEASURES.filter((word) => !goal.object.includes(word)) : []
  return others
    .map((word) => `${word}${head}`)
    .filter((object) => !text.includes(object))
    .map((object) => ({ field: 'subject', goal: { ...goal, object } }))
}

/** What makes a figure one of each member; a limit may be one for each. */
const OF_EACH = ['分别', '均', '都', '各', '每', '任何', '不']
const JOINS = ['和', '与', '及', '、']
/** Ratios and lengths of time do not add up. */
const SINGLE = [...'%点年月日天时钟周岁级倍']

/** One member of what a figure counts together, as if the figure were its own: 新建 of 新改扩建, 淘汰 of 淘汰和整治. */
function members(goal: Goal, { text }: ComparedPaper): NearChange[] {
  const said = `${goal.object}${goal.ahead}`
  if (
    SINGLE.some((one) => goal.unit.includes(one)) ||
    OF_EACH.some((word) => said.includes(word)) ||
    goal.sentence.includes('分别')
  )
    return []
  const words = wordsOf(goal.object)
  return words
    .flatMap((_, at) => [...joinedAt(words, at), ...shortenedAt(words, at)])
    .filter((object) => !text.replaceAll(goal.object, '').includes(object))
    .map((object) => ({ field: 'member', goal: { ...goal, object } }))
}

/** 淘汰和整治: two words as long as one another, and neither said again behind them. */
function joinedAt(words: readonly string[], at: number): string[] {
  const [left = '', join = '', right = ''] = words.slice(at - 1)
  const isRow = at > 0 && JOINS.includes(join) && left.length > 1 && left.length === right.length
  const isSaid = words.slice(at + 2).includes(left)
  return isRow && !isSaid ? [left, right].map((one) => replaced(words, at - 1, at + 2, one)) : []
}

/** 新改扩建: two or more single characters before a word, each of which makes a word with its last one as well. */
function shortenedAt(words: readonly string[], at: number): string[] {
  const word = words[at] ?? ''
  let from = at
  while ((words[from - 1] ?? '').length === 1 && wordsOf(`${words[from - 1]}${word.slice(-1)}`).length === 1) from--
  if (word.length !== 2 || at - from < 2) return []
  return [...words.slice(from, at), word.charAt(0)].map((one) => replaced(words, from, at + 1, one + word.slice(-1)))
}

const replaced = (words: readonly string[], from: number, to: number, by: string): string =>
  [...words.slice(0, from), by, ...words.slice(to)].join('')

/** Said of each, of more, of a part or of every year, where it is said of the whole. */
function spread(goal: Goal, { level, goals }: ComparedPaper): NearChange[] {
  if (goal.scope || !isOnce(goal, { text: '', goals, years: [], level })) return []
  const lacks = (...words: string[]): boolean => words.every((word) => !goal.sentence.includes(word))
  const isOfEach = !lacks('每', '各', '均', '单')
  const all: readonly (readonly [ChangedField, boolean, Partial<Goal>])[] = [
    ['share', !isOfEach, { scope: '每个县' }],
    ['share', !isOfEach, { scope: '各市' }],
    ['level', lacks('全国') && level !== '', { scope: '全国' }],
    ['level', level === '省' && lacks('全市'), { scope: '全市' }],
    ['level', level === '市' && lacks('全省'), { scope: '全省' }],
    ['place', lacks('绍兴'), { scope: '绍兴市' }],
    ['basis', lacks('年均', '每年', '逐年'), { ahead: `年均${goal.ahead}` }],
    ['basis', lacks('每月', '月均'), { scope: '每月' }],
  ]
  return all.flatMap(([field, isFalse, changed]) => (isFalse ? [{ field, goal: { ...goal, ...changed } }] : []))
}
