/**
 * The closed classes of words that say what a figure or a duty is worth: how binding, from where on, which way.
 *
 * They are written whole, so that whoever compares two statements (claims, a model's sentences) reads them alike.
 * A word belongs here only when it changes what is promised; ways of asking belong to the reader.
 */

import { keptOf } from '../words/kept.ts'

/** How binding: what must be, what is striven for, expected, held to in principle, allowed, or done already. */
export type Modality = 'ensure' | 'strive' | 'expected' | 'principle' | 'may' | 'done'
/** From where on a figure holds. `more`: 1000余家. */
export type Bound = 'exact' | 'least' | 'above' | 'most' | 'below' | 'about' | 'more'
export type Direction = 'up' | 'down'
/** What a figure is held against or spread over: two figures with different ones are two. */
export type ComparisonBasis = 'year-ago' | 'period-before' | 'a-year' | 'a-month' | 'in-all' | 'each'

type Class<V extends string> = Readonly<Record<V, readonly string[]>>

const words = (text: string): readonly string[] => text.split(' ')

export const MODALITY: Class<Modality> = {
  ensure: words(
    '确保 务必 务求 必须 必需 一定要 一定得 保证 硬指标 硬任务 硬性 硬要求 死任务 死命令 刚性 约束性 约束 强制性 强制 不折不扣 立了军令状 军令状',
  ),
  strive: words('力争 争取 力求 努力 尽量 尽力 争取到'),
  expected: words('预期 预期性 预计'),
  principle: words('原则上 一般'),
  may: words('可以 可'),
  done: words('已经 已 完成了 实现了 处置了 淘汰了 新增了 盘活了 认定了 建成了 达到了 腾出了'),
}

/** Before the number; a negated word stands before the one that it holds, so that the longest is taken. */
export const BOUND_BEFORE: Class<Exclude<Bound, 'exact'>> = {
  least: words(
    '至少 最少 最低 起码 不低于 不少于 不小于 不下于 不得低于 不得少于 不能低于 不能少于 不得小于 应不低于 应不少于 ≥ >= 下限',
  ),
  above: words('超过 突破 多于 高于 大于 超出 超 逾 >'),
  most: words(
    '至多 最多 最高 最长 顶多 不超过 不高于 不大于 不多于 不得超过 不得高于 不得多于 不得大于 不能超过 不能高于 控制在 封顶 ≤ <= 上限',
  ),
  below: words('低于 少于 小于 不足 不到 不满 未满 <'),
  about: words('大约 大概 约 近 接近 将近 差不多 ≈'),
  more: [],
}

/** Of these a verb and what is counted may stand between them and the number: 至少处置僵尸企业300家. */
export const FAR_BOUND = {
  least: words('至少 最少 起码'),
  most: words('至多 最多 顶多'),
} as const

/** From below, from above, about: within one kind the words differ by a hair. */
export const KIND: Readonly<Record<Bound, string>> = {
  exact: '',
  least: 'from below',
  above: 'from below',
  more: 'from below',
  most: 'from above',
  below: 'from above',
  about: 'about',
}

/** Behind the number and what it counts. */
export const BOUND_AFTER: Class<Exclude<Bound, 'exact'>> = {
  least: words('及以上 以上 起步 起 往上 打底'),
  above: words('开外 出头'),
  most: words('及以下 以下 以内 之内 封顶 为限'),
  below: [],
  about: words('左右 上下'),
  more: words('多 余'),
}

export const DIRECTION: Class<Direction> = {
  up: words('增长 提升 提高 上升 上涨 增加 扩大 递增 多增 增速 增幅 涨幅 增长率 涨 增'),
  down: words('下降 降低 减少 压减 下滑 缩减 削减 递减 回落 压缩 缩短 降幅 下降率 降 减'),
}

/** 增加值 names a thing and tells no direction; the same for these. */
export const NAMES: readonly string[] = words(
  '新增 增加值 减量置换 等量置换 减排 增量 减免 增值 提升行动 提升工程 提升计划 改造提升 整治提升 增收 减税 扩大会议',
)

/** 下降到5% is no fall by 5%. */
export const REACHING: readonly string[] = words('到 至 为')

export const BASIS: Class<ComparisonBasis> = {
  'year-ago': words('同比 比上年 较上年 比去年 较去年 比上一年 较上一年 比去年同期 较上年同期 与去年相比'),
  'period-before': words('环比 比上月 较上月 比上季度'),
  'a-year': words('年均 每年 逐年 一年 每年都 年年'),
  'a-month': words('每月 月均 一个月 每个月'),
  'in-all': words('累计 合计 总共 一共 总计 共计'),
  each: words(
    '每家 每户 每个 每人 每名 每亩 每张 每餐 每台 每辆 每套 每项 每处 每所 每座 每条 每次 每天 每周 每吨 各市 各县 各地 各 单个 单笔 人均 户均 亩均 每',
  ),
}

/** 其中: what follows is a part of what stands before. */
export const PART: readonly string[] = words('其中')

/** Words that claim more than the same sentence without them: confirmed only where it has them too. */
export const WIDENING: readonly string[] = words(
  '全部 所有 全都 都 一律 统统 任何 只 仅 仅仅 唯一 只有 只能 才 最 首次 首个 首批 全面 完全 彻底 马上 立即 无条件 自动 免费 优先 翻番 翻一番 提前 率先',
)

/** Words that turn a sentence into its opposite. */
export const TURNING: readonly string[] = words(
  '不 未 无 没有 没 非 免 严禁 禁止 除外 例外 取消 停止 暂停 终止 不再 别',
)

/** Words that make a sentence without a number less than a promise; those in one row say the same. */
export const HEDGES: readonly (readonly string[])[] = [
  ['力争', '争取', '努力'],
  ...words('鼓励 引导 支持 探索 原则上 基本 逐步').map((word) => [word]),
]

export type AreaLevel = 'nation' | 'province' | 'city' | 'county' | 'town' | 'village'

/** Words that ask leave, and those that give it. */
export const PERMITTING: Class<'asked' | 'given'> = {
  asked: words('可以 可不可以 能不能 能否 可否 允许 允不允许 准不准 许不许 能 行不行'),
  given: words('可以 可 允许 准予 有权'),
}

/** How far it reaches: 全市 in a paper of the province is no figure of the paper's. */
export const EXTENT: Class<AreaLevel> = {
  nation: words('全国'),
  province: words('全省 省里 我省 本省'),
  city: words('全市 市里 我市 本市'),
  county: words('全县 县里 我县 本县 全区 区里 我区 本区'),
  town: words('全镇 镇里 全乡 乡里'),
  village: words('全村 村里'),
}

/** Of which rank a thing is: 省级 and 国家级 are two. */
export const GRADE: Class<AreaLevel> = {
  nation: words('国家级 国家'),
  province: words('省级 省本级'),
  city: words('市级 市本级 地市级 设区市'),
  county: words('县级 区级 县区级'),
  town: words('乡镇级 镇级 乡级'),
  village: words('村级'),
}

/** Of a claim they say no more than its year; a telling says when in the words of the statement. */
export const PERIODS = words('今年 本年度 本年 年度 年内 全年 当年 年底 年底前')

/** What carries a question and claims nothing: left out before the rest is looked for in the document. */
export const CARRYING: readonly string[] = words(
  [
    '请 请问 麻烦 帮我 确认 核实 核对 看看 看下 问下 问一下 想问 想确认 一下 告诉我 我记得 记得 我记 我看 我觉得 我理解 理解 听说 据说 印象中 印象里 好像 应该',
    '是不是 对不对 有没有 要不要 能不能 会不会 可不可以 算不算 行不行 准不准 是否 有无 对吗 对吧 对么 是吗 是吧 没错吧 没错吗 没错 没问题吧 没记错吧 没记错 对头 对不 好吧 行吗 吗 吧 呢 呀 啊 嘛 么 哈 哦 嗯 喔 哎 唉',
    '根据 按照 依据 依照 据此 关于 该文件 本文件 提出 提出了 提到了 明确 明确了 规定了 指出 强调 条款 全文 时间 文号 发文字号 标题 全称 名称 上述 分别 以及 同时 另外 此外 还有 还提出 如下 有关 相关 包括 包含 分为 是指 指 即 见 位于 或 等 还要 一是 二是 三是 四是 首先 其次 方式 通过 用于 所需 这是 也就是 来看 内容 方面 从 至 以',
    '文件 文里 通知 要点 工作要点 方案 办法 措施 意见 规定 要求 写的 写着 写了 写明 写 提到 提了 提的 提 提及 说的 说了 说是 说 讲 定的 定了 定 里面 里头 上面 当中 里 中',
    '目标 任务 指标 计划 数字 这个数 数 口径 总目标 目标值 目标数 要求的 安排',
    '达到 达 完成 实现 做到 需要 需 要 得 会 将 将要 能 应当 应 该 要求是 就是 正好 刚好 恰好 就 是 为 等于 有 在 到 把 被 由 给 对 于 和 与 跟 及 并 而 也 还 又 再 的 地 得 了 着 过 这 那 这个 那个 这项 那项 这份 那份 我 我们 咱们 咱 你 你们 他们 大家 总量 总数 规模 数量 个 各位 老师 领导 同志',
    '底 前 之前 以前 年 内',
  ].join(' '),
).concat(PERIODS)

/** The words of a question without those that carry it: 是不是 and 能不能 turn nothing. */
export const withoutCarrying = (text: string): string =>
  CARRYING.filter((word) => word.length > 1)
    .sort((a, b) => b.length - a.length)
    .reduce((so, word) => so.replaceAll(word, '/'), text)

export interface WordMatch<V extends string = string> {
  readonly value: V
  readonly word: string
  readonly from: number
  readonly to: number
}

interface Known {
  readonly value: string
  readonly word: string
}
type End = 'start' | 'end'

/** The words of a class by the character at one of their ends, the longest first: each figure of a paper asks for them. */
const byEnd = (end: End) =>
  keptOf((of: Class<string>): ReadonlyMap<string, readonly Known[]> => {
    const words = Object.entries(of)
      .flatMap(([value, list]) => list.map((word) => ({ value, word })))
      .sort((a, b) => b.word.length - a.word.length)
    const made = new Map<string, Known[]>()
    for (const one of words) {
      const char = one.word.charAt(end === 'start' ? 0 : one.word.length - 1)
      made.set(char, [...(made.get(char) ?? []), one])
    }
    return made
  })
const BY = { start: byEnd('start'), end: byEnd('end') }

/** Every word of a class in a text, the longest at each place, none inside another. */
export function hitsOf<V extends string>(text: string, of: Class<V>): WordMatch<V>[] {
  const known = BY.start(of)
  const hits: WordMatch<V>[] = []
  for (let at = 0; at < text.length; ) {
    const hit = known.get(text.charAt(at))?.find(({ word }) => text.startsWith(word, at))
    if (hit) hits.push({ value: hit.value as V, word: hit.word, from: at, to: at + hit.word.length })
    at += hit?.word.length ?? 1
  }
  return hits
}

/** The longest word of a class that a text ends in, or begins with; undefined where it is none of the class. */
export function hitAt<V extends string>(text: string, of: Class<V>, where: End): WordMatch<V> | undefined {
  const isAtEnd = where === 'end'
  const hit = BY[where](of)
    .get(text.charAt(isAtEnd ? text.length - 1 : 0))
    ?.find(({ word }) => (isAtEnd ? text.endsWith(word) : text.startsWith(word)))
  if (!hit) return undefined
  const from = isAtEnd ? text.length - hit.word.length : 0
  return { value: hit.value as V, word: hit.word, from, to: from + hit.word.length }
}
