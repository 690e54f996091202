/** What a coordinator reads while a new plan is made. */

import type { Edit, OpenPoint } from '../../documents/draft/open.ts'
import type { Document } from '../../documents/index.ts'
import { type Day, dayName } from '../../office/day.ts'
import { type LevelNames, levelled } from '../../office/levels.ts'
import type { IndicatorText } from '../../office/load/plan/write.ts'
import type { PlaceFault } from '../../office/load/province/places.ts'
import { ROLE_NAMES } from '../../office/person.ts'
import type { Option, StepId, Trait } from './ask.ts'

/** What is typed for "there is none". */
export const NONE = '-'

export const STEP_NAMES: Readonly<Record<StepId, string>> = {
  paper: '文件',
  goals: '目标',
  details: '逐项核对',
  regions: '市县名单',
  split: '任务分解',
  roster: '名册',
  check: '验一验：它会不会被改过的数骗过',
  reminder: '试一次催报',
}

export const opening = (year: number, office: string): string => `新建 ${year} 年的计划（写到 ${office}）`
export const manners = '直接回车＝用括号里的；< 回上一步；q 离开，做完的都存着，再运行同一条命令接着做。'
export const takeUp = (next: string): string => `回车接着做“${next}”，或输入步号从那一步重做：`
export const writing = '写入'
export const left = (done: number, folder: string): string =>
  `先到这里：做完 ${done} 步，存在 ${folder}，再运行同一条命令接着做。`
export const unanswered = (asked: string, why: string, flag: string | undefined): string =>
  `${asked}${why}${flag ? `（可用 ${flag}）` : ''}`
export const enterOrLeave = '回车写入；q 离开，以后再写'
/** What may be typed in the place of a file. */
export const withWords = (asked: string, others: readonly Option[]): string =>
  `${asked.replace(/：$/, '')}，输入路径${others.map(({ value, label }) => `，或 ${value} ${label}`).join('')}：`
export const withNumbers = (asked: string, options: readonly Option[]): string =>
  `${asked}${options
    .filter(({ value }) => value !== '')
    .map(({ label }, at) => `${at + 1} ${label}`)
    .join('　')}${options.some(({ value }) => value === '') ? '（不用它就回车）' : ''}：`

/** On the command line, by the ask's name. */
export const FLAGS: Readonly<Partial<Record<string, string>>> = {
  paper: '--from FILE',
  regions: '--regions FILE',
  split: '--allocation FILE',
  source: '--source TEXT',
  exceeds: '--exceeds',
  roster: '--roster FILE',
}

export const oneOf = (most: number): string => `请输入 1—${most} 的序号`

// Files
export const noPath = '请输入文件的路径，也可以把文件拖进窗口'
export const noFile = (path: string): string => `没有 ${path}，请核对路径，也可以把文件拖进窗口`
export const isFolder = (path: string): string => `${path} 不是文件`

// 1
export const shippedFolder = (year: number): string =>
  `这是程序自带的数据，里面是别的单位：要建自己的单位，请另起一个文件夹再来：plan new ${year} --office 文件夹`
export const paperAsked = '这一年的文件（docx、wps、doc、pdf、ofd、xlsx、txt 都行）：'
export const noPaper = '还没有给文件'
export const noGoals = (title: string): string => `《${title}》里没有读到带数的目标，请换一份，或把目标写成文字后再试`
export const paperRead = ({ title, number, issued, issuer }: Document): string =>
  `《${title}》　文号 ${number ?? '—'}　印发 ${issued ?? '—'}　发文单位 ${issuer ?? '—'}`
export const otherYear = (said: number | undefined, year: number): string =>
  `文件说的是 ${said} 年，计划是 ${year} 年。`
export const otherYearOptions = (year: number): Option[] => [
  { value: 'other', label: '换一份文件' },
  { value: 'same', label: `它就是 ${year} 年的` },
]
export const givePaper = (year: number): string => `请给 ${year} 年的文件`
export const aboutAsked = {
  title: '标题没有读到，请输入：',
  documentNumber: '文号没有读到，请输入（没有就不改）：',
  issuer: '发文单位没有读到，请输入：',
  issued: '印发日期没有读到，请输入：',
} as const
export const untitled = '（标题待填）'
export const unnumbered = '（无文号）'
export const unissued = '（发文单位待填）'
export const noDay = (typed: string): string => `“${typed}”不是日期，请写成 年-月-日 的样子，月、日各两位`
export const provenance = (name: string): string => `由“${name}”读出，经人逐项核对。`

// 2
export const proposed = (count: number): string => `  列为目标的 ${count} 项（“”里是它自己的原话）：`
export const leftOut = (count: number): string => `  没有列入的 ${count} 项，和为什么：`
export const others = (count: number): string => `  文件里别的数 ${count} 个，看着不是目标；若有是的，输入序号加进来：`
export const barred = (said: string, why: string): string => `“${said}”不能列：${why}`
export const directions = (said: readonly string[]): string =>
  `没有数的方向性目标 ${said.length} 项，不列，照样能问：${some(said)}`
export const sharesHeld = (count: number): string => `分给各地或各行业的数 ${count} 个，不列，任务分解那一步再看`
export const alike = (other: string): string => `可能与 ${other} 是同一目标，请看`
export const goalsAsked = '哪些是这一年的目标：'
export const ticksAsked = '要改哪几项？输入序号，如 3 5-7：列的变不列，不列的变列（改好了回车）：'
export const noneTicked = '一项也没有列，请至少列一项'
export const noNumber = (typed: string, most: number): string => `“${typed}”不是序号，请输入 1—${most}，如 3 5-7`

// 3
export const nameShort = '名称至少两个字'
export const noUnit = (typed: string): string => `“${typed}”不像单位，请写成“家”“万亩”“%”的样子`
export const noValue = (typed: string): string => `“${typed}”不是数`
export const nameTwice = (name: string): string => `有两项都叫“${name}”，请改一项的名称，如“3 名称 …”`
export const detailsHead = '各项这样算：'
export const changeAsked =
  '要改哪一项？如“3 每季”“3 越低越好”“3 单位 户”“3 名称 …”“3 口径 …”“3 期限 年-月-日”（没有就回车）：'
export const noChange = (most: number): string => `先写序号（1—${most}），再写改成什么，如“3 每季”`
export const noTrait = (typed: string): string =>
  `“${typed}”看不懂，可以写：${Object.values(CHOICES)
    .flat()
    .map(({ label }) => label)
    .join('、')}，或“单位 户”“名称 …”“口径 …”“数 60”“期限 年-月-日”`

const OPEN: Readonly<Record<Exclude<OpenPoint['field'], 'pace'>, string>> = {
  name: '没有写明是什么，叫什么名称？',
  unit: '没有写单位，单位是什么？',
  value: '是区间，按哪一头算？',
  kind: '怎么计？',
  better: '是越高越好还是越低越好？',
}
export const openAsked = (open: OpenPoint, said: string): string =>
  `“${said}”${open.field === 'pace' ? `写明${dayName(open.due)}前，怎么算序时进度？` : OPEN[open.field]}`
export const wholeBy = (due: Day): string => `到${dayName(due)}完成`
export const evenly = '全年匀速'

type Choices = { readonly [T in Trait]: readonly (Option & { readonly value: Extract<Edit[T], string> })[] }

/** What each trait of a goal may be, as it is shown and typed. */
export const CHOICES: Choices = {
  kind: [
    { value: 'count', label: '计数' },
    { value: 'quantity', label: '数量' },
    { value: 'area', label: '面积' },
    { value: 'rate', label: '比率' },
  ],
  better: [
    { value: 'higher', label: '越高越好' },
    { value: 'lower', label: '越低越好' },
  ],
  every: [
    { value: 'week', label: '每周' },
    { value: 'month', label: '每月' },
    { value: 'quarter', label: '每季' },
    { value: 'year', label: '每年' },
  ],
  pace: [
    { value: 'linear', label: '匀速' },
    { value: 'none', label: '不算进度' },
  ],
}

const KINDS: Readonly<Record<IndicatorText['kind'], string>> = {
  count: '按个数（整数，各地相加）',
  quantity: '按数量（可有小数，各地相加）',
  area: '面积（各地相加）',
  rate: '比率（不相加）',
}
export const kindSaid = ({ value }: { readonly value: IndicatorText['kind'] }): string => KINDS[value]

export const traitEdit = <T extends Trait>(trait: T, { value }: Choices[T][number]): Edit => ({ [trait]: value })

/** 每季, 越高越好: which trait a word is of, as the change that it makes; undefined for a word of none. */
export function traitSaid(word: string): Edit | undefined {
  for (const trait of ['kind', 'better', 'every', 'pace'] as const) {
    const one = CHOICES[trait].find(({ label }) => label === word)
    if (one) return { [trait]: one.value }
  }
  return undefined
}

const labelOf = (trait: Trait, value: string): string =>
  CHOICES[trait].find((one) => one.value === value)?.label ?? value

const OPERATORS = { '>=': '≥', '<=': '≤', '=': '', '~': '约', fall: '下降' } as const

export const goalOf = ({ target, unit }: IndicatorText): string =>
  `${OPERATORS[target.op]}${target.op === 'fall' ? target.value.replace('-', '') : target.value}${unit}`

export const traitsOf = ({ kind, integer, better, every, pace }: IndicatorText): string[] => [
  `${labelOf('kind', kind)}${integer ? '（整数）' : ''}`,
  labelOf('better', better),
  labelOf('every', every),
  typeof pace === 'object' ? `到${pace.steps.map(({ on }) => on).join('、')}` : labelOf('pace', pace),
]

// 4
export interface Counts {
  readonly province: string
  readonly cities: number
  readonly counties: number
  /** not there any more, or not yet, on the day of the paper */
  readonly gone: readonly string[]
}

export const regionsRead = ({ province, cities, counties, gone }: Counts): string =>
  `${province}：${cities > 0 ? `${cities} 个市、` : ''}${counties} 个县（市、区）${gone.length > 0 ? `；按日期不计：${gone.join('、')}` : ''}`
/** Typed for the places that the office has. */
export const KNOWN = '现有'
export const knownRegions = (counts: Counts): string => `用现有的名单：${regionsRead(counts)}`
export const regionsAsked = '市县名单（xlsx、csv、txt、docx；一行一个地方，有没有代码都行；设立、撤销可各写一列日期）：'
export const provinceAsked = '名单里没有写省（或市），全称是：'

/** Stands for a province, or a city, until it is named. */
export const someProvince = '全域'
export const uncoded = '名单没有区划代码，代码是编的，只作内部的键；名册和表里请写地名'
export const needsOffice = (year: number): string =>
  `这里放着另一个单位的数据，名单不能换：另起一个文件夹再来：plan new ${year} --office 文件夹`
const MOST_FAULTS = 12
export const placeFaults = (faults: readonly PlaceFault[]): string =>
  listed(faults.map(({ line, message }) => (line > 0 ? `第${line}行：${message}` : message)))
export const provinceIn = (said: string): string | undefined => {
  const found = ['省', '自治区'].map((end) => said.indexOf(end) + end.length).filter((at) => at > 2 && at <= 9)
  const [end] = found.sort((a, b) => a - b)
  return end === undefined ? undefined : said.slice(0, end)
}

// 5
export const splitAsked = '任务分解表（xlsx、csv、docx；行是地方，列是指标）：'
export const splitTable = (name: string): string => `用文件里的${name}`
export const splitLater = '以后再给：在那以前各地都算无任务，不会催报'
export const noTable = '没有找到这张表'
export const noPlaces = '表里没有认出地方：要有一列（或一行）是市县的名称'
export const noColumns = (name: string): string => `${name} 里没有一列是能分解的目标，请在表头写指标的名称`
export const columnAsked = (head: string): string => `“${head}”这一列是哪项目标？`
export const unused = '不用它'
export const sourceAsked = '任务分解出自哪里（文号或名称，凡用到它的数都写明）：'
export const noSource = '请写任务分解的出处，写文号，或写表的名称'
export const splitRead = (places: number, goals: number, isMore: boolean): string =>
  `${places} 个地方，${goals} 项目标，${isMore ? '各级合计不少于上一级' : '各级合计都对得上'}`

/** Typed, and written, for shares above the goal that are meant. */
export const MEANT = 'meant'
export const excessRead = (excess: readonly string[]): string => `有意多分的：${some(excess)}`
export const excessAsked = (excess: readonly string[]): string => `${some(excess)}。是有意多分的，还是写错了？`
export const EXCESS: readonly Option[] = [
  { value: MEANT, label: '有意多分的（层层加码）：各地按分到的任务算，全省按文件的目标算' },
  { value: 'slip', label: '写错了，改表' },
]
export const mendSplit = '请改好表再给一次'
/** Beside each number that uses the shares. */
export const withExcess = (source: string): string => `${source}（各地合计多于目标）`
export const notSplit = (names: readonly string[]): string => `没有分解到地方、因此不向地方催报的：${names.join('、')}`
export const citiesOnly = ({ city, county }: LevelNames): string =>
  `只分解到${city}：由${city}协调员上报，催报也发给${city}协调员；要催${county}里，请给分解到${county}的表`
export const toDraft = '要写 --from 文件；或加 --walk，一步一步问'

export const regionHead = '区域'
export const passedOver = '备注'

interface Named {
  readonly name: string
  readonly head: number
  readonly region: number
  readonly rows: readonly (readonly string[])[]
}

/** 第5行（石梁县）C列“数字车间（个）”：… */
export function misfit({ name, rows, head, region }: Named, row: number, column: string, message: string): string {
  const at = [...column].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1
  const place = rows[row - 1]?.[region]
  const called = rows[head]?.[at]
  const where = row - 1 === head || row > rows.length ? '' : `第${row}行${place ? `（${place}）` : ''}`
  return `${name} ${where}${column}列${called ? `“${called}”` : ''}：${message}`
}

// 6
export const rosterAsked = (own: LevelNames): string =>
  levelled(
    `名册（xlsx、csv；表头：姓名、open_id 或 手机、角色、区域；角色是${Object.values(ROLE_NAMES).join('、')}）：`,
    own,
  )
export const rosterLater = '以后再给：现在就试不了催报'
export const rosterRead = (people: number): string => `${people} 人`
export const rosterFaults = (
  errors: readonly { readonly row: number; readonly column: string; readonly message: string }[],
): string => listed(errors.map(({ row, column, message }) => `第${row}行${column}：${message}`))
export const uncovered = (names: readonly string[], { city }: LevelNames): string =>
  `有任务、没有联系人的 ${names.length} 个：${some(names)}；提醒会发给${city}协调员`

// 8
export const noReminder = '没有名册，试不了'
export const nobodyReminded = '没有人要催：没有任务分解，或这一期没有要报的'
export const firstReminders = (day: string, count: number): string =>
  `首次提醒在${day}，发 ${count} 条（现在没有发出）：`
export const more = (count: number): string => `还有 ${count} 条`

// The end
export const planHead = '由文件读出，经人逐项核对。'
export const indicatorsHead = '由文件读出，经人逐项核对；口径（definition）请按文件或解读补上。'
export const splitHead = (source: string): string => `任务分解：${source}；空格为无任务。`
export const doesNotLoad = (faults: string): string => `合起来读不通，请按下面的改：\n${faults}`
export const isThere = (target: string): string => `${target} 已经有了，没有写；请先移开`
export const writeAsked = (target: string): string => `都好了，写入 ${target}？（回车＝写入）：`
export const writtenTo = (target: string): string => `✓ 写好了：${target}`
export const vague = (names: readonly string[]): string =>
  `文件没有写口径的 ${names.length} 项（${some(names)}）：请在 indicators.yaml 的 definition 里补上`
export const next = (office: string | undefined, roster: string | undefined): string[] => [
  '接下来：',
  ...(office ? [`  设置 YAODIAN_DATA=${office}（和 YAODIAN_CHANNEL 等，见 README）`] : []),
  '  yaodian init                     建数据库（已有的跳过）',
  `  yaodian people import ${roster ?? '名册.xlsx'}`,
  '  yaodian admin add 账号           第一位管理员',
  '  yaodian doctor                   看还缺什么',
]

// The page
export const pageFailed = '出了问题，没有记下，请再试一次；还不行就看一下终端里的提示'
export const unreadable = '这一页和程序对不上，请刷新'
export const noFileChosen = '请选一个文件'
export const portTaken = (port: number): string => `端口 ${port} 已被占用：换一个，例如 PORT=3001`
export const pageAt = (port: number): string =>
  `用本机的浏览器打开 http://localhost:${port}  （Ctrl+C 离开，做完的都存着）`

const some = (names: readonly string[]): string =>
  names.slice(0, MOST_FAULTS).join('、') + (names.length > MOST_FAULTS ? '等' : '')
const listed = (lines: readonly string[]): string =>
  lines.length === 1
    ? (lines[0] ?? '')
    : `共 ${lines.length} 处，改好再给一次：\n${lines
        .slice(0, MOST_FAULTS)
        .map((line) => `      ${line}`)
        .join('\n')}${lines.length > MOST_FAULTS ? '\n      …' : ''}`
