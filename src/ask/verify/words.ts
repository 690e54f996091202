/** Whether the words of a clause are the document's: all but connecting words must stand in one of its sentences. */

/** Numbers, Latin words, single Chinese characters; punctuation is nothing. */
const TOKEN = /\d+(?:\.\d+)?|[a-z]+|[\u3400-\u9fff]|[%‰+≈]/g

export const tokensOf = (flatText: string): string[] => flatText.match(TOKEN) ?? []

/** Words that join or introduce and claim nothing. No negation, no completion, no "all" or "only": those claim. */
const JOINING = [
  ...'根据 按照 依据 依照 文件 该文件 本文件 通知 提出 提出了 提到 明确 明确了 规定 规定了 要求 写明 指出 强调'.split(
    ' ',
  ),
  ...'目标 任务 指标 内容 措施 方面 其中 包括 包含 分为 分别 以及 同时 另外 此外 还有 如下 有关 相关'.split(' '),
  ...'的 是 是指 指 为 即 见 位于 和 与 及 或 等 还 中 上 在 对 于 由 将 要 应 共 其 这 该 也 并 且 则 以 有 把 从 至 到 项 个 里'.split(
    ' ',
  ),
  ...'一是 二是 三是 四是 首先 其次 方式 通过 用于 所需 来 需 需要 这是 也就是 来看 上述 各 据此 关于 条款 全文 数 时间 文号 发文字号 标题 全称 名称 讲'.split(
    ' ',
  ),
  ...'力争 争取 左右 以上 约 大约 不少于 不低于 至少 以内 不超过 之内 上下 超过'.split(' '),
].map((word) => tokensOf(word))

/**
 * The tokens of a clause that neither connect nor stand in the sources in the same order.
 *
 * A run of two tokens counts as standing there, a single one does not: two characters are about a word.
 *
 * @param known places of tokens that were checked otherwise
 * @returns places in `tokens`
 */
export function uncovered(
  tokens: readonly string[],
  sources: readonly (readonly string[])[],
  known: ReadonlySet<number>,
): number[] {
  // best[i]: the fewest uncovered from i on, and how far the step at i reaches
  const best = new Array<{ cost: number; step: number }>(tokens.length + 1)
  best[tokens.length] = { cost: 0, step: 0 }
  for (let at = tokens.length - 1; at >= 0; at--) {
    const after = (step: number): number => best[at + step]?.cost ?? 0
    let choice = known.has(at) ? { cost: after(1), step: 1 } : { cost: after(1) + 1, step: 0 }
    const steps = [...JOINING.filter((word) => startsAt(tokens, word, at)).map((word) => word.length)]
    const run = Math.max(0, ...sources.map((source) => longestRun(tokens, at, source)))
    for (let length = 2; length <= run; length++) steps.push(length)
    for (const step of steps) if (after(step) < choice.cost) choice = { cost: after(step), step }
    best[at] = choice
  }
  const places: number[] = []
  for (let at = 0; at < tokens.length; ) {
    const step = best[at]?.step ?? 0
    if (step === 0) places.push(at)
    at += step || 1
  }
  return places
}

const startsAt = (tokens: readonly string[], word: readonly string[], at: number): boolean =>
  word.every((token, i) => tokens[at + i] === token)

/** Length of the longest run of tokens from `at` on that stands in the source. */
export function longestRun(tokens: readonly string[], at: number, source: readonly string[]): number {
  let longest = 0
  for (let from = 0; from < source.length; from++) {
    let length = 0
    while (at + length < tokens.length && tokens[at + length] === source[from + length]) length++
    longest = Math.max(longest, length)
  }
  return longest
}
