/** Whether a yes is said plainly enough to file something: what is denied, put off, asked or told of others is asked about first. */
import { marksIn, spansIn, tellsNo, type Utterance } from '../../language/index.ts'

/** So much that is not understood may say anything. */
const MUCH_UNREAD = 3

export const isPlainYes = (said: Utterance): boolean =>
  marksIn(said, 'not', 'forbid', 'later', 'except').length === 0 &&
  tellsNo(said, 'them', 'region', 'parts', 'topic') &&
  spansIn(said, 'unread').every(({ at, end }) => end - at < MUCH_UNREAD) &&
  (isDone(said) || (!isState(said) && spansIn(said, 'ask').length === 0)) &&
  spansIn(said, 'act').every(({ found }) => FILES.has(found.act) || (found.act === 'correct' && isDone(said)))

/** 交吧, 提交, 两个都报: what is to be done is said. */
const isDone = (said: Utterance): boolean =>
  marksIn(said, 'reports').length > 0 ||
  spansIn(said, 'act').some(({ found }) => FILES.has(found.act)) ||
  spansIn(said, 'measure').some(({ found }) => found.measure === 'reported' && found.holds === 'every')

/** 人家早交了: how it stands. */
const isState = (said: Utterance): boolean =>
  spansIn(said, 'measure').some(({ found }) => found.measure === 'reported' && found.is === true)

const FILES: ReadonlySet<string> = new Set(['report', 'confirm', 'confirm-all', 'send'])
