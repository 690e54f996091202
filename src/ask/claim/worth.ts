/** What the words around a number make of it: bound, modality, direction, basis; and what is left to name its subject. */
import {
  BASIS,
  BOUND_AFTER,
  BOUND_BEFORE,
  type Bound,
  type ComparisonBasis,
  DIRECTION,
  type Direction,
  FAR_BOUND,
  hitAt,
  hitsOf,
  MODALITY,
  type Modality,
  NAMES,
  PART,
  REACHING,
} from './words.ts'

export interface Worth {
  readonly bound: Bound
  readonly modality?: Modality
  readonly direction?: Direction
  /** 下降到5%: a level that is reached, and no change by so much */
  readonly reaches?: true
  readonly basis: readonly ComparisonBasis[]
  /** 其中: a part of what stands before */
  readonly part?: true
  /** 至少1次以上: bounded before and behind */
  readonly twice?: true
}

export interface ReadWorth extends Worth {
  /** what is left before and behind the number, qualifiers taken off */
  readonly before: string
  readonly after: string
}

/** Between the qualifiers of a number, and worth nothing by themselves. */
const GLUE = '分别 均 都 是 要 了 的 达到 达 在 保持 稳定 维持 实现 完成 共 计 有 , ， 、 :'.split(' ')
const glueAt = (text: string): string | undefined =>
  GLUE.filter((word) => text.endsWith(word)).sort((a, b) => b.length - a.length)[0]

/** Between a number and 以上 may stand what it counts: 40场次以上. */
const FARTHEST = 10

/**
 * @param before flat words from the clause's beginning, or the figure before, to the number
 * @param after  flat words behind number and unit, to where something else is said
 * @param written number and unit: 300多家
 */
export function worthOf(before: string, after: string, written = ''): ReadWorth {
  let rest = before
  let bound: Bound | undefined
  let modality: Modality | undefined
  let direction: Direction | undefined
  let reaching = false
  let reaches = false
  const basis = new Set<ComparisonBasis>()
  for (;;) {
    if (NAMES.some((name) => rest.endsWith(name))) break
    const bounding = hitAt(rest, BOUND_BEFORE, 'end')
    const held = hitAt(rest, BASIS, 'end')
    const binding = hitAt(rest, MODALITY, 'end')
    const turning = hitAt(rest, DIRECTION, 'end')
    const longest = [bounding, held, binding, turning].sort((a, b) => (b?.word.length ?? 0) - (a?.word.length ?? 0))[0]
    if (longest) {
      if (longest === bounding) bound ??= bounding.value
      else if (longest === held) basis.add(held.value)
      else if (longest === binding) modality ??= binding.value
      else if (longest === turning) {
        direction ??= turning.value
        reaches ||= reaching
      }
      rest = rest.slice(0, longest.from)
      continue
    }
    const level = REACHING.find((word) => rest.endsWith(word))
    const glue = level ?? glueAt(rest)
    if (!glue) break
    reaching ||= level !== undefined
    rest = rest.slice(0, -glue.length)
  }
  for (const hit of hitsOf(rest, BASIS)) basis.add(hit.value)
  const behind = boundBehind(after)
  bound ??= hitsOf(rest, FAR_BOUND).at(-1)?.value
  return {
    bound: behind?.value ?? (BOUND_AFTER.more.some((word) => written.includes(word)) ? 'more' : (bound ?? 'exact')),
    ...(modality && { modality }),
    ...(direction && { direction }),
    ...(reaches && { reaches: true as const }),
    ...(behind && bound && { twice: true as const }),
    basis: [...basis],
    ...(PART.some((word) => rest.includes(word)) && { part: true as const }),
    before: rest,
    after: behind ? after.slice(0, behind.from) + after.slice(behind.to) : after,
  }
}

/** 增加值 and the like, which tell no direction, taken out. */
export const withoutNames = (text: string): string => NAMES.reduce((so, name) => so.replaceAll(name, '/'), text)

function boundBehind(after: string): { value: Exclude<Bound, 'exact'>; from: number; to: number } | undefined {
  const near = after.startsWith('(') ? after.slice(1) : after
  const first = hitAt(near, BOUND_AFTER, 'start')
  if (first) return { value: first.value, from: 0, to: first.to + after.length - near.length }
  if (after.length > FARTHEST) return undefined
  return hitsOf(after, BOUND_AFTER).find(({ word }) => word.length > 1)
}
