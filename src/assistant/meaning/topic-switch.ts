/** Whether words behind what was asked, shown or done are no answer to it: they say what else is to be done, or let it go. */
import type { Intent } from '../../intent/index.ts'
import { LIKELY, SURE } from '../../intent/sure.ts'
import { answerIn, consistsOf, marksIn, spansIn, tellsNo, type Utterance, unreadIn } from '../../language/index.ts'
import type { ActName } from '../../message/act.ts'
import type { Asked, Command } from '../../message/command.ts'
import type { Waits } from '../../message/thread.ts'
import { chanceOf, isSurely, type LeftOpen } from '../../open/index.ts'
import type { DeskParts } from '../parts.ts'
import { likelyActs } from './open-item.ts'

/**
 * 其余的先放着, behind a question for a reason: what says what is to be done with what lies open gives none. A preview that can
 * take a reason was heard before, and is seen again with it.
 */
export function saysWhatToDo(asked: Asked, parts: Pick<DeskParts, 'classifyAct'>): boolean {
  const { opened } = asked
  const [first] = asked.likely?.() ?? []
  // 谢谢
  if (first?.intent === 'talk' && first.p >= SURE) return true
  return opened !== undefined && !opened.shown && chanceOf(likelyActs(parts, asked), TO_DO) >= LIKELY
}

/**
 * 截止日期改成7月8号, behind leave: a message that names a command by an act of the language or its own word, and is likely
 * meant as that, is of it, and not of what another left open. What is said of figures, of a review or of whom to urge may be of
 * whatever waits.
 * @param before the command that left something open
 */
export function namesAnother(asked: Asked, before: Command, commands: readonly Command[]): boolean {
  const said = asked.said()
  const [first] = asked.likely?.() ?? []
  if (!first || first.p < SURE || OF_OPEN.has(first.intent) || before.intents?.includes(first.intent)) return false
  const isKin = ({ name, help }: Command): boolean =>
    name === before.undoneBy || help?.begins === before.name || before.help?.begins === name
  return commands.some(
    (one) => one.intents?.includes(first.intent) && !isKin(one) && isNamed(said, one, SAID_OF_SHOWN.has(first.intent)),
  )
}
export const OF_FIGURES: ReadonlySet<Intent> = new Set(['report', 'fill', 'correct', 'undo', 'agree', 'decline'])
const OF_OPEN: ReadonlySet<Intent> = new Set([...OF_FIGURES, 'review', 'nudge'])
/** 晚点再催, 长兴别催, 延后两天: such verbs are replies as well, so that a wish of its own says the command's own word. */
const SAID_OF_SHOWN: ReadonlySet<Intent> = new Set(['snooze', 'quiet', 'extend'])

/** By an act that it does, or by its own word where that is read as nothing else. */
function isNamed(said: Utterance, { name, words, help }: Command, byOwnWord: boolean): boolean {
  const isOwn = ({ at, end }: { readonly at: number; readonly end: number }): boolean =>
    [name, ...words].some((word) => said.raw.slice(at, end).startsWith(word))
  const acts = spansIn(said, 'act').filter(({ found }) => help?.acts?.includes(found.act))
  const loose = [...unreadIn(said), ...said.small.filter(({ part }) => part.kind === 'filler')]
  return loose.some(isOwn) || (byOwnWord ? acts.some(isOwn) : acts.length > 0)
}

/** 上面那条不要, behind a question for what lacks: it is let go, and nothing else is taken back. Any words may be a reason. */
export const dropsAsked = (asked: Asked, { command, slots }: Waits, parts: Pick<DeskParts, 'classifyAct'>): boolean =>
  givesUp(asked, command, true, parts) && (!slots.includes('reason') || marksIn(asked.said(), 'forbid').length > 0)

/** 放弃, 不锁了, 撤了: what a command showed or did last is given up, in whatever words, and nothing is named. */
export const givesUp = (asked: Asked, command: string, isPreview: boolean, parts: Classifying): boolean =>
  answerIn(asked.said())?.says === 'no' ||
  takesBack(asked.said()) ||
  namingNothing(asked, { command, isPreview, isPast: false }, ['drop'], parts)

/** 先不锁, 缓缓: what a command showed last is not to be done now, and nothing is named. */
export const putsOff = (asked: Asked, command: string, parts: Classifying): boolean =>
  namingNothing(asked, { command, isPreview: true, isPast: false }, ['hold', 'drop'], parts)

type Classifying = Pick<DeskParts, 'classifyAct'>

const namingNothing = (
  { said, likely }: Asked,
  open: LeftOpen,
  acts: readonly ActName[],
  { classifyAct }: Classifying,
): boolean =>
  tellsNo(said(), 'region', 'parts', 'indicator', 'amount', 'time', 'ask') &&
  isSurely(classifyAct?.(said(), open, likely?.() ?? []) ?? [], ...acts)

const takesBack = (said: Utterance): boolean =>
  spansIn(said, 'act').some(({ found }) => found.act === 'undo') &&
  consistsOf(said, 'act', 'polar') &&
  marksIn(said, 'not', 'forbid').length === 0
const TO_DO: readonly ActName[] = ['agree', 'drop', 'hold', 'only', 'without', 'with', 'return', 'urge', 'ask', 'wait']
