/** What nobody placed: runs of characters, and what each looks like by its characters and its neighbours. */
import type { Found } from '../found.ts'
import { isFound, type PathStep } from './path.ts'

/** What an unread stretch looks like: a name, a time, an amount. */
export type UnreadLike = Extract<Found, { readonly kind: 'unread' }>['like']
/** Whether a stretch of the text sounds like a name of the office, however unsurely. */
export type Resembles = (at: number, end: number) => boolean

const HAN = /[\u3400-\u9fff]/
/** Small words that stand beside an unknown one and are none of it. */
const GLUE: ReadonlySet<string> = new Set('filler of done is and level every reports into bound'.split(' '))

const isUnread = (step: PathStep | undefined): boolean => step !== undefined && !step.piece

/** A mark of one character that joined nothing belongs to the word that it touches: 天 in 天气. */
const isLoose = ({ piece, at, end }: PathStep, text: string): boolean =>
  piece !== undefined && end - at === 1 && HAN.test(text[at] ?? '') && !isFound(piece.part)

/**
 * The steps of a path with neighbouring unread characters joined into one step, and the loose marks between and
 * beside them taken in.
 */
export function runs(steps: readonly PathStep[], text: string): PathStep[] {
  const out: PathStep[] = []
  for (let i = 0; i < steps.length; i++) {
    const step = steps[i]
    if (!step || !belongs(steps, i, text)) {
      if (step) out.push(step)
      continue
    }
    const last = out.at(-1)
    const run = last && !last.piece ? last : undefined
    const isNamed = last?.named || step.piece?.part.kind === 'level'
    if (run) out.pop()
    out.push({ at: run?.at ?? step.at, end: step.end, ...(isNamed && { named: true }) })
  }
  return out
}

function belongs(steps: readonly PathStep[], i: number, text: string): boolean {
  const step = steps[i]
  if (!step?.piece) return true
  const isBefore = isUnread(steps[i - 1])
  const isBehind = isUnread(steps[i + 1])
  if (!isBefore && !isBehind) return false
  if (step.piece.part.kind === 'level') return isBefore
  if (!isLoose(step, text)) return false
  return GLUE.has(step.piece.part.kind) ? isBefore && isBehind : true
}

/**
 * What an unread run is like.
 *
 * A name: 市 or 县 behind it, a figure of its own, an indicator or measure right behind it where whoever is asked
 * about would stand, or the sound of a name. A time: 前 or 期间 behind it.
 */
export function likeOf(
  steps: readonly PathStep[],
  i: number,
  text: string,
  { resembles, ahead }: { readonly resembles: Resembles; readonly ahead?: boolean | undefined },
): UnreadLike {
  const [at, end] = [steps[i]?.at ?? 0, steps[i]?.end ?? 0]
  const said = text.slice(at, end)
  if (!HAN.test(said)) return 'other'
  if (/\d/.test(said)) return 'amount'
  const next = behind(steps, i)?.piece?.part
  if (steps[i]?.named || resembles(at, end)) return 'name'
  // to a wish one unread character matters (饭后提醒我), to a report it does not
  if (next?.kind === 'bound' && said.length >= (ahead && next.edge !== 'within' ? 1 : 2)) return 'time'
  if (said.length < 2) return 'other'
  if (hasFigure(steps, i)) return 'name'
  return (next?.kind === 'indicator' || next?.kind === 'measure') && beginsClause(steps, i) ? 'name' : 'other'
}

/** What stands behind it, blanks left out. */
function behind(steps: readonly PathStep[], i: number): PathStep | undefined {
  let at = i + 1
  while (steps[at]?.piece?.part.kind === 'blank') at++
  return steps[at]
}

/** Right behind it, or behind a small word: 个转企业12家. */
function hasFigure(steps: readonly PathStep[], i: number): boolean {
  const behind = steps.slice(i + 1, i + 4).map(({ piece }) => piece?.part.kind)
  const at = behind.findIndex((kind) => kind !== 'blank' && kind !== 'filler')
  return behind[at] === 'amount'
}

const BEFORE_SUBJECT: ReadonlySet<string> = new Set(['break', 'comma', 'blank', 'colon', 'time'])

const beginsClause = (steps: readonly PathStep[], i: number): boolean => {
  const before = steps[i - 1]?.piece?.part.kind
  return i === 0 || (before !== undefined && BEFORE_SUBJECT.has(before))
}
