/** The act of a message that the reader understands as a whole: nothing in it is left over to be guessed at. */
import { changeIn, clausesOf, marksIn, spansIn, type Utterance } from '../../language/index.ts'
import { droppedIn } from '../rules/picked.ts'
import { replyIn } from '../rules/reply.ts'
import type { Act } from './act.ts'

/** @returns undefined where it says something besides, or nothing of what waits; `undo`: it is of what was recorded */
export function wholeAct(whole: Utterance): Act | 'undo' | undefined {
  const { said, files } = withoutRest(whole)
  const reply = replyIn(said)
  switch (reply?.kind) {
    case 'assent':
      return { act: 'agree', all: reply.all, doing: reply.doing, sends: reply.sends }
    case 'each':
      return { act: 'agree', all: false, n: reply.n, doing: true, sends: false }
    case 'some':
      return { act: 'some', pick: reply.pick }
    case 'cancel':
      return { act: 'drop', ...(reply.weak && { weak: true }) }
    case 'wrong':
      return { act: 'disagree' }
    case 'undo':
      return 'undo'
    case 'amended':
      return reply.isUnsure ? undefined : { act: 'set', is: { ...reply, ...(files && { files }) } }
    default:
      return withoutIn(said)
  }
}

function withoutIn(said: Utterance): Act | undefined {
  const dropped = droppedIn(said)
  if (dropped) return { act: 'without', pick: dropped }
  const change = changeIn(said)
  if (!change || change.how === 'in' || change.places.length + change.times.length > 0) return undefined
  const pick = { by: 'name', ids: change.indicators } as const
  return { act: 'without', pick, ...(change.how === 'only' && { others: true }) }
}

/** 低小散改成95，其他提交: what is put right, and that the rest is filed. */
function withoutRest(said: Utterance): { readonly said: Utterance; readonly files?: true } {
  const [one, another] = clausesOf(said).filter((clause) => !filesRest(clause))
  const isParted = one && !another && clausesOf(said).length > 1
  return isParted ? { said: one, files: true } : { said }
}

const filesRest = (said: Utterance): boolean =>
  marksIn(said, 'others').length > 0 &&
  spansIn(said, 'act').length > 0 &&
  spansIn(said, 'act').every(({ found }) => FILES.has(found.act)) &&
  (['amount', 'indicator', 'time', 'ask', 'repair'] as const).every((kind) => spansIn(said, kind).length === 0)
const FILES: ReadonlySet<string> = new Set(['report', 'confirm', 'confirm-all'])
