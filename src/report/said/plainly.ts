/**
 * Whether a yes is said plainly enough to file something: what is denied, put off, asked or told of others is asked about first;
 * and whether words are an answer, a no, or of another matter.
 */
import { clausesOf, marksIn, spansIn, tellsNo, type Utterance } from '../../language/index.ts'
import type { Held } from './waiting.ts'

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

export const FILES: ReadonlySet<string> = new Set(['report', 'confirm', 'confirm-all', 'send'])

/**
 * Where something lacks, a number is one of it that stands beside nothing unread, and so does what asks:
 * 3楼的老王去开会了, 你是机器人吗.
 */
export const isAnswer = (said: Utterance, { lacks }: Held): boolean =>
  !lacks.some((one) => SLOTS.has(one)) ||
  (tellsNo(said, 'amount') &&
    (tellsNo(said, 'ask') || spansIn(said, 'unread').every(({ at, end }) => end - at < MUCH_UNREAD))) ||
  clausesOf(said).some((one) => !tellsNo(one, 'amount') && spansIn(one, 'unread').every(({ at, end }) => end - at < 2))
const SLOTS: ReadonlySet<string> = new Set(['unit', 'number', 'indicator', 'day'])

/** 请假取消: an act that is nothing done with figures. */
export const namesOther = (said: Utterance): boolean =>
  spansIn(said, 'act').some(({ found }) => OTHER_ACTS.has(found.act))
const OTHER_ACTS: ReadonlySet<string> = new Set(['leave', 'remind', 'extend', 'snooze', 'quiet', 'handover', 'approve'])

/** 不报, 别交, 取消 */
export const denies = (said: Utterance): boolean =>
  marksIn(said, 'forbid', 'not').length > 0 ||
  spansIn(said, 'act').some(({ found }) => found.act === 'cancel') ||
  spansIn(said, 'measure').some(({ found }) => found.measure === 'reported' && found.is === false)
