/** The best ways through a chart: each place of the text belongs to one piece, or is left unread. */
import type { Chart } from './chart.ts'
import type { Part, Piece } from './piece.ts'

/** What one way through the text takes, in order; `piece` absent: one character that nobody placed. */
export interface Step {
  readonly at: number
  readonly end: number
  readonly piece?: Piece
  /** an unread run with 县 or 市 behind it */
  readonly named?: true
}

export interface Path {
  readonly steps: readonly Step[]
  readonly cost: number
}

/**
 * Costs, so that less is more likely: few long spans before many short ones, any word before an unread character,
 * what means something before what does not. Measured on the corpus (test/language/corpus): the order of readings
 * holds for found below filler below mark below unread; within that order the numbers may move.
 */
const COST = {
  found: 0.6,
  latent: 0.25,
  filler: 0.6,
  mark: 0.9,
  perChar: 0.1,
  sign: 0.05,
  seen: 0.4,
  unread: 1.5,
  newUnread: 1,
  torn: 1.2,
  perFound: 0.005,
  longest: 0.1,
}

const SIGNS: ReadonlySet<string> = new Set(['break', 'comma', 'blank', 'colon', 'question', 'open', 'close'])
const GLUE: ReadonlySet<string> = new Set([
  'filler',
  'of',
  'done',
  'is',
  'and',
  'me',
  'reports',
  'degree',
  'some',
  'every',
  'into',
])
/** Made something else before a path is sought. */
const NEVER: ReadonlySet<string> = new Set(['moment', 'number', 'weekday'])
const FOUND: ReadonlySet<string> = new Set([
  ...[
    'indicator',
    'region',
    'own',
    'them',
    'parts',
    'time',
    'clock',
    'delay',
    'base',
    'amount',
    'compare',
    'extreme',
    'running',
  ],
  ...['measure', 'ask', 'act', 'for', 'polar', 'repair', 'person', 'deputy', 'reason', 'document', 'section'],
  ...['indicators', 'sorted', 'series', 'topic'],
])

export const isFound = (part: Part): boolean => FOUND.has(part.kind)

function costOf({ part, at, end, latent, inner, doubt = 0 }: Piece): number {
  const length = end - at
  if (SIGNS.has(part.kind)) return COST.sign
  if (part.kind === 'unread') return COST.seen + COST.perChar * length + doubt
  if (inner) return inner.reduce((sum, piece) => sum + costOf(piece), doubt)
  if (isFound(part))
    return COST.found - Math.min(COST.longest, COST.perFound * length) + (latent ? COST.latent : 0) + doubt
  return (GLUE.has(part.kind) ? COST.filler : COST.mark) + COST.perChar * length + doubt
}

const HAN = /[\u3400-\u9fff]/

interface Node {
  readonly cost: number
  readonly step?: Step
  readonly before?: Node
}

/** Wider than what is asked for, since ways that differ in fillers alone are one reading. */
const BEAM = 12
/** A message longer than this is a table or a paste: two ways are enough. */
const LONG = 500
const NARROW = 2

/** What a piece adds to every way that takes it. */
interface Taking {
  readonly step: Step
  readonly cost: number
  /** what it adds behind an unread character */
  readonly torn: number
}

/** @returns the cheapest paths, at most BEAM; never empty */
export function paths(chart: Chart): Path[] {
  const reached: (Node[] | undefined)[] = new Array(chart.length + 1).fill(undefined)
  const reach = (at: number, node: Node): void => {
    const here = reached[at]
    if (here) here.push(node)
    else reached[at] = [node]
  }
  reach(0, { cost: 0 })
  const width = chart.length > LONG ? NARROW : BEAM
  for (let at = 0; at < chart.length; at++) {
    const here = cheapest(reached[at] ?? [], width)
    reached[at] = undefined
    const unread: Step = { at, end: at + 1 }
    const takings = takingsAt(chart, at)
    chart.steps += here.length * takings.length
    for (const before of here) {
      const wasUnread = isUnread(before)
      for (const { step, cost, torn } of takings)
        reach(step.end, { cost: before.cost + cost + (wasUnread ? torn : 0), step, before })
      const torn = before.step?.piece && isOneCharacter(chart.text, before.step.piece) ? COST.torn : 0
      const cost = before.cost + COST.unread + (wasUnread ? 0 : COST.newUnread) + torn
      reach(at + 1, { cost, step: unread, before })
    }
  }
  return cheapest(reached[chart.length] ?? [], width).map((node) => ({ steps: stepsTo(node), cost: node.cost }))
}

function takingsAt(chart: Chart, at: number): Taking[] {
  const takings: Taking[] = []
  for (const piece of chart.at(at)) {
    if (NEVER.has(piece.part.kind)) continue
    const torn = isOneCharacter(chart.text, piece) ? COST.torn : 0
    takings.push({ step: { at, end: piece.end, piece }, cost: costOf(piece), torn })
  }
  return takings
}

const isUnread = ({ step }: Node): boolean => step !== undefined && step.piece === undefined

/** 差 of 差旅费: one character that means something is torn out of a word that is not known. */
const isOneCharacter = (text: string, { at, end, part }: Piece): boolean =>
  end - at === 1 && isFound(part) && HAN.test(text[at] ?? '')

function cheapest(nodes: Node[], width: number): Node[] {
  if (nodes.length <= 1) return nodes
  if (width > NARROW) return nodes.sort((a, b) => a.cost - b.cost).slice(0, width)
  let [first, second]: (Node | undefined)[] = []
  for (const node of nodes) {
    if (!first || node.cost < first.cost) [first, second] = [node, first]
    else if (!second || node.cost < second.cost) second = node
  }
  return [first, second].filter((node) => node !== undefined)
}

function stepsTo(node: Node): Step[] {
  const steps: Step[] = []
  for (let one: Node | undefined = node; one?.step; one = one.before) steps.push(one.step)
  return steps.reverse()
}
