/** Which numbers of a paper open a provision, and below which one: a number goes on where the last of its kind stopped. */
import { goesOn, isLoose, KINDS, type Kind, type Marker } from './marker.ts'
import type { Node } from './node.ts'

/** A unit that begins with a number. */
export interface MarkerCandidate {
  /** its place among the units */
  readonly at: number
  readonly marker: Marker
}

/**
 * Decides which of a paper's numbers open a provision, and below which one. A number opens one where it goes on from
 * the last of its kind.
 */
export class Numbering {
  readonly candidates: readonly MarkerCandidate[]
  private readonly articleRank: number
  /** where kinds that no standard ranks first stand */
  private readonly looseRanks: ReadonlyMap<Kind, number>
  /** of the last number that 2.1 can go on from */
  private path: readonly number[] = []

  constructor(candidates: readonly MarkerCandidate[]) {
    this.candidates = candidates
    // 第一条 stands above 一、 in a statute, and below it in papers that begin with 一、.
    const first = candidates.find(({ marker }) => marker.kind === 'article' || marker.kind === 'point')
    this.articleRank = KINDS.indexOf('article') + (first?.marker.kind === 'point' ? 1.5 : 0)
    this.looseRanks = looseRanksOf(candidates)
  }

  /** An annex counts anew. */
  restart(): void {
    this.path = []
  }

  /** A provision was opened by a number below `parent`: the next of its kind goes on from it. */
  note(marker: Marker, parent: Node): void {
    counter(parent, marker.kind).last.set(marker.kind, marker.ordinal)
    this.path = marker.path ?? (LEADS.has(marker.kind) ? [marker.ordinal] : this.path)
  }

  /** A number opens a provision when it goes on where the last one of its kind stopped. */
  accepts(index: number, current: Node): boolean {
    const candidate = this.candidates[index]
    if (!candidate) return false
    const { kind, ordinal: count, path } = candidate.marker
    if (path && path.length > 1) return this.acceptsPath(index, path)
    const parent = this.parentFor(kind, current)
    const last = counter(parent, kind).last.get(kind) ?? 0
    if (path || isLoose(kind)) return count === last + 1 && (count > 1 || this.isSeries(kind))
    if (count === last + 1) return true
    return count > last + 1 && !this.comesLater(index, kind, last + 1)
  }

  /** 2.1 after 2, 2.2 after 2.1.3; 2.4 after 2.2 where no 2.3 comes. */
  private acceptsPath(index: number, path: readonly number[]): boolean {
    if (this.path.length === 0) return path.every((n) => n === 1)
    if (goesOn(this.path, path)) return true
    const missing = [...path.slice(0, -1), (this.path[path.length - 1] ?? Number.NaN) + 1]
    const later = (path.at(-1) ?? 0) > (missing.at(-1) ?? Number.NaN) && goesOn(this.path, missing)
    return later && !this.candidates.slice(index + 1, index + 200).some(({ marker }) => same(marker.path, missing))
  }

  /** Whether there is a second one: a lone `1 …` or `A. …` is no numbering. */
  private isSeries(kind: Kind): boolean {
    return this.candidates.some(
      ({ marker }) =>
        (marker.kind === kind && marker.ordinal === 2) || (kind === 'number' && marker.path?.join() === '1,1'),
    )
  }

  /** Whether the number that is missing follows before an outer heading: then this one was a reference. */
  private comesLater(index: number, kind: Kind, wanted: number): boolean {
    for (let i = index + 1; i < Math.min(index + 200, this.candidates.length); i++) {
      const marker = this.candidates[i]?.marker
      if (!marker) continue
      if (marker.kind === kind && marker.ordinal === wanted) return true
      if (this.rank(marker.kind) < this.rank(kind)) return false
    }
    return false
  }

  /** The provision below which a number of a kind opens one, from the one that is open. */
  parentFor(kind: Kind, current: Node): Node {
    let parent = current
    while (
      parent.parent &&
      (parent.kind === 'plain' || parent.kind === 'table' || this.rank(parent.kind as Kind) >= this.rank(kind))
    ) {
      parent = parent.parent
    }
    return parent
  }

  /** The lower, the further out. */
  rank(kind: Kind): number {
    return kind === 'article' ? this.articleRank : (this.looseRanks.get(kind) ?? rankOf(kind))
  }
}

/** Articles count on through the chapters of a paper, so its root or annex keeps their number. */
function counter(parent: Node, kind: Kind): Node {
  let keeper = parent
  if (kind === 'article')
    while (keeper.parent && keeper.kind !== 'annex' && keeper.kind !== 'point') keeper = keeper.parent
  return keeper
}

const same = (path: readonly number[] | undefined, other: readonly number[]): boolean => path?.join() === other.join()

/** Numbers whose parts may be 2.1, 2.2. */
const LEADS = new Set<Kind>(['part', 'chapter', 'point', 'number'])

const rankOf = (kind: Kind): number => (KINDS as readonly Kind[]).indexOf(kind)

/** Below the number that it first stands under; above all where none stands before. */
function looseRanksOf(candidates: readonly MarkerCandidate[]): Map<Kind, number> {
  const ranks = new Map<Kind, number>()
  for (const [at, { marker }] of candidates.entries()) {
    if (!isLoose(marker.kind) || marker.ordinal !== 1 || ranks.has(marker.kind)) continue
    const before = candidates[at - 1]?.marker.kind
    const outer = before && (ranks.get(before) ?? rankOf(before))
    ranks.set(marker.kind, outer === undefined ? rankOf('part') - 0.5 : outer + 0.25)
  }
  return ranks
}
