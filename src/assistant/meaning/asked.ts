/** Whether words behind a question are no answer to it: they say what is to be done, or let it go. */
import { LIKELY, SURE } from '../../intent/sure.ts'
import { marksIn } from '../../language/index.ts'
import type { ActName } from '../../message/act.ts'
import type { Asked } from '../../message/command.ts'
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

/** 上面那条不要, behind a question for what lacks: it is let go, and nothing else is taken back. */
export function dropsAsked(asked: Asked, command: string, { hearAct }: Pick<DeskParts, 'hearAct'>): boolean {
  const likely = hearAct?.(asked.said(), { command, isPreview: false, isPast: false }, asked.likely?.() ?? [])
  return isSurely(likely ?? [], 'drop') && marksIn(asked.said(), 'forbid').length > 0
}
const TO_DO: readonly ActName[] = ['agree', 'drop', 'hold', 'only', 'without', 'with', 'return', 'urge', 'ask', 'wait']
