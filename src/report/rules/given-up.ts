/** What is said not to be done after all: 不改了, 别撤. */
import { clausesOf, marksIn, spansIn, tellsNo, type Utterance } from '../../language/index.ts'

/** 算了不改了; 不更正了，80没错: in one clause, where no other says what is to be done, or that it is right as it was shown. */
export function givesUpChange(said: Utterance): boolean {
  const clauses = clausesOf(said)
  const isAside = (one: Utterance): boolean =>
    tellsNo(one, 'ask', 'repair') &&
    marksIn(one, 'reports').length === 0 &&
    spansIn(one, 'act').every(({ found }) => !DOING.has(found.act)) &&
    (tellsNo(one, 'polar') || !tellsNo(one, 'amount'))
  return clauses.some(deniesChange) && clauses.every((one) => deniesChange(one) || isAside(one))
}

const deniesChange = (said: Utterance): boolean =>
  (isDenied(said, 'correct') ||
    spansIn(said, 'measure').some(
      ({ at, found }) =>
        found.measure === 'corrections' &&
        (found.is === false || marksIn(said, 'forbid', 'not').some(({ end }) => end === at)),
    )) &&
  marksIn(said, 'reports').length === 0 &&
  tellsNo(said, 'ask', 'polar') &&
  spansIn(said, 'amount').every(({ found }) => found.none)

/** 别撤: the act stands right behind what denies it. */
export const isDenied = (said: Utterance, act: 'undo' | 'correct'): boolean =>
  spansIn(said, 'act').some(
    ({ at, found }) => found.act === act && marksIn(said, 'forbid', 'not').some(({ end }) => end === at),
  )

export const DOING: ReadonlySet<string> = new Set(['report', 'confirm', 'confirm-all'])
