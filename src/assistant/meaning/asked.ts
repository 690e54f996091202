/** Whether words behind what was asked, shown or done are no answer to it: they say what is to be done, or let it go. */
import { LIKELY, SURE } from '../../intent/sure.ts'
import { answerIn, consistsOf, marksIn, spansIn, tellsNo, type Utterance } from '../../language/index.ts'
import type { ActName } from '../../message/act.ts'
import type { Asked } from '../../message/command.ts'
import type { Waits } from '../../message/thread.ts'
import { chanceOf, isSurely } from '../../open/index.ts'
import type { DeskParts } from '../parts.ts'
import { likelyActs } from './opened.ts'

/**
 * 其余的先放着, behind a question for a reason: what says what is to be done with what lies open gives none. A preview that can
 * take a reason was heard before, and is seen again with it.
 */
export function saysWhatToDo(asked: Asked, { hearAct }: Pick<DeskParts, 'hearAct'>): boolean {
  const { opened } = asked
  const [first] = asked.likely?.() ?? []
  // 谢谢
  if (first?.intent === 'talk' && first.p >= SURE) return true
  return opened !== undefined && !opened.shown && chanceOf(likelyActs(hearAct, asked, opened), TO_DO) >= LIKELY
}

/** 上面那条不要, behind a question for what lacks: it is let go, and nothing else is taken back. Any words may be a reason. */
export const dropsAsked = (asked: Asked, { command, slots }: Waits, parts: Pick<DeskParts, 'hearAct'>): boolean =>
  givesUp(asked, command, true, parts) && (!slots.includes('reason') || marksIn(asked.said(), 'forbid').length > 0)

/** 放弃, 不锁了, 撤了: what a command showed or did last is given up, in whatever words, and nothing is named. */
export function givesUp(
  asked: Asked,
  command: string,
  isPreview: boolean,
  { hearAct }: Pick<DeskParts, 'hearAct'>,
): boolean {
  const said = asked.said()
  if (answerIn(said)?.says === 'no' || takesBack(said)) return true
  const likely = hearAct?.(said, { command, isPreview, isPast: false }, asked.likely?.() ?? []) ?? []
  return tellsNo(said, 'region', 'parts', 'indicator', 'amount', 'time', 'ask') && isSurely(likely, 'drop')
}

const takesBack = (said: Utterance): boolean =>
  spansIn(said, 'act').some(({ found }) => found.act === 'undo') &&
  consistsOf(said, 'act', 'polar') &&
  marksIn(said, 'not', 'forbid').length === 0
const TO_DO: readonly ActName[] = ['agree', 'drop', 'hold', 'only', 'without', 'with', 'return', 'urge', 'ask', 'wait']
