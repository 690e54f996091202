/** Which act is said to what waits, and what comes of it: acts whose slots the words fill, the likeliest first. */

import type { Intent, Likely } from '../../intent/index.ts'
import { CERTAIN, HARDLY, LIKELY, OWN, SURE } from '../../intent/sure.ts'
import { clausesOf, marksIn, tellsNo, type Utterance } from '../../language/index.ts'
import type { ActName } from '../../message/act.ts'
import type { Asked, Outcome } from '../../message/command.ts'
import { endedAs } from '../../message/ending.ts'
import { chanceOf, mayBeMeant } from '../../open/index.ts'
import type { Draft } from '../drafts.ts'
import type { Occasion } from '../entry.ts'
import { clausesIn, looksLikeReport } from '../read/context.ts'
import type { Amended } from '../rules/amendment.ts'
import { isAskedTo, isOfFigures } from '../rules/kept.ts'
import { wholeAct } from '../rules/reply.ts'
import type { Ground } from '../rules/weigh.ts'
import { type Act, actOf } from './act.ts'
import { STAYS } from './clause.ts'
import { askedAgain, askedToDrop, askedToFile, done, whichNumber } from './done.ts'
import { asksOfLedger, denies, isAnswer, isPlainYes, isRestated, namesOther } from './plainly.ts'
import { severalActs } from './several.ts'
import { type Held, type Situation, situationOf, type Waiting, waitingOf } from './waiting.ts'

/** What is longer is a message of its own. */
const LONGEST = 80

/**
 * What a message says to the person's drafts, and does: by rules where it is understood as a whole, else by its clauses,
 * else by the likeliest act whose slots its words fill.
 * @param goesOn the report before gone on with, which comes before what waits is asked about again
 * @returns undefined where nothing waits, or the words say something of their own
 */
export async function saidToDrafts(
  it: Occasion,
  goesOn: () => Promise<Outcome | undefined>,
): Promise<Outcome | undefined> {
  const { asked, ground } = it
  const whole = wholeAct(asked.said())
  const mayAnswer = asked.text.trim().length <= LONGEST && asked.turns.some(isOfFigures)
  if (whole?.act === 'undo' || (!whole && (!mayAnswer || asksOfLedger(asked.said())))) return undefined
  const waiting = await waitingOf(it)
  if (!waiting) return undefined
  const { acts: classify } = ground
  if (!classify || !mayAnswer || waiting.live.length === 0)
    return whole && !isOfItsOwn(asked, whole, []) ? done(waiting, whole) : undefined
  const situation = situationOf(waiting)
  const likely = classify(asked.said(), situation, asked.likely?.() ?? [])
  const meant = whole && isMeantSo(waiting, whole, situation, likely) ? whole : undefined
  const several = () => severalActs(clausesIn(asked, ground), situation, classify)
  return (
    (await doneIf(waiting, meant)) ??
    (await doneIf(waiting, several())) ??
    guessed({ waiting, situation, likely, goesOn, ...(meant && { whole: meant }) })
  )
}

const doneIf = async (waiting: Waiting, act: Act | undefined): Promise<Outcome | undefined> =>
  act && (await done(waiting, act))

/** Whether what rules read as a whole is meant so, as far as the classifier can tell. */
function isMeantSo({ asked, ground }: Waiting, whole: Act, { holds }: Situation, likely: readonly Likely<ActName>[]) {
  if (whole.act === 'agree') return !isMoreThanYes(asked, ground, likely)
  const isAnswered = !('is' in whole) || isAnswer(asked.said(), holds)
  return isAnswered && !isMeantElse(asked.said(), whole, holds, likely) && !isOfItsOwn(asked, whole, likely, holds)
}

/** 那行吧 再说, 让科长交: a yes in one clause, and nobody knows what in the other; filing that is spoken of, and not wished. */
function isMoreThanYes(asked: Asked, ground: Ground, likely: readonly Likely<ActName>[]): boolean {
  const isYes = clausesIn(asked, ground).every((one) => wholeAct(one)?.act === 'agree')
  const isStaying = chanceOf(likely, STAYS) >= LIKELY
  return !isPlainYes(asked.said()) || (isYes ? isStaying : chanceOf(likely, ['agree']) < CERTAIN)
}

/** 里头有两户5月份就算过了, behind 不对: read as a whole it is a figure of May, and is surely not meant so. */
function isMeantElse(said: Utterance, whole: Act, held: Held, likely: readonly Likely<ActName>[]): boolean {
  const [first] = likely
  if (!UNSURE.has(whole.act) || !first || (whole.act === 'drop' && whole.change)) return false
  if (whole.act === 'set' && isAsked(whole.is, held)) return false
  // 有一家是去年的: a number that hardly sets anything
  if (whole.act === 'set' && whole.is.isLoose && whole.is.typedValue && chanceOf(likely, ['set']) < HARDLY) return true
  if (first.intent === 'else') return false
  // a word that corrects, in one clause or with the number that is right, says what it says
  const isRight = whole.act === 'set' && whole.is.typedValue !== undefined && whole.is.off === undefined
  const isPlain = !(whole.act === 'set' && whole.is.isLoose) && (isRight || clausesOf(said).length < 2)
  const isOther = first.p >= SURE || (first.p >= LIKELY && chanceOf(likely, [whole.act]) < HARDLY)
  return !isPlain && isOther && first.intent !== whole.act && fitting(first.intent, said, held) !== undefined
}

/** 累计是1月1号开始算还是文件下发以后算: a part with no number and no word that corrects, surely said of something else. */
const isOfItsOwn = (asked: Asked, whole: Act, likely: readonly Likely<ActName>[], held?: Held): boolean =>
  whole.act === 'set' &&
  whole.is.isLoose === true &&
  whole.is.typedValue === undefined &&
  whole.is.typedUnit === undefined &&
  isSurely(asked) &&
  (held === undefined || (!isAsked(whole.is, held) && chanceOf(likely, ['else']) >= LIKELY))

/** 哦有一家算半年的，那算9家: the very part that was asked for. */
const isAsked = ({ typedValue, typedUnit, indicator, asOf }: Amended, { lacks }: Held): boolean =>
  (typedValue !== undefined && lacks.includes('number')) ||
  (typedValue === undefined && typedUnit !== undefined && lacks.includes('unit')) ||
  (indicator !== undefined && lacks.includes('indicator')) ||
  (asOf !== undefined && lacks.includes('day'))

/** What may be read as a whole and be meant otherwise: 算了还是报吧 gives nothing up. */
const UNSURE: ReadonlySet<ActName> = new Set(['set', 'disagree', 'drop'])

interface Guessing {
  readonly waiting: Waiting
  readonly situation: Situation
  readonly likely: readonly Likely<ActName>[]
  readonly goesOn: () => Promise<Outcome | undefined>
  /** what was tried in vain */
  readonly whole?: Act
}

/** Does the likeliest act whose slots the words fill, or asks whether it is meant; else the words may be of their own. */
async function guessed(guessing: Guessing): Promise<Outcome | undefined> {
  const { waiting, situation, likely, goesOn, whole } = guessing
  const { asked } = waiting
  for (const { intent: act, p } of mayBeMeant(likely)) {
    const isOther = act === 'drop' && namesOther(asked.said())
    const is = act === whole?.act || isOther ? undefined : fitting(act, asked.said(), situation.holds)
    const doing = is && isSureEnough(waiting, is, p) ? done : supposed
    const outcome = is && (await doing(waiting, is))
    if (outcome) return { ...outcome, isDoubtful: outcome.isDoubtful ?? p < CERTAIN }
  }
  if (mayBeOfItsOwn(waiting, likely)) return undefined
  // 那我们市里的报120家: the report before, with another place, is a report of its own
  // 放弃木厂, not surely: what may drop is shown no button that files
  const mayDrop = chanceOf(likely, DROPS) >= HARDLY
  return (await goesOn()) ?? (mayDrop ? askedToDrop(waiting) : askedAgain(waiting))
}

/** Whether an act is so likely that it is done unasked. */
function isSureEnough(waiting: Waiting, is: Act, p: number): boolean {
  const { asked, drafts } = waiting
  switch (is.act) {
    case 'agree':
      return p >= enoughToAgree(waiting) && isPlainYes(asked.said())
    // 只交这个 files as a yes does, so that it takes as much
    case 'only':
      return p >= CERTAIN
    // 全部放弃 drops all; 不请了, of leave that was taken since, is asked about
    case 'drop':
      return p >= (marksIn(asked.said(), 'every').length > 0 ? LIKELY : SURE) && !isElseDone(asked, drafts[0])
    default:
      return p >= SURE && !('is' in is && is.is.isUnsure)
  }
}

/** What was asked is not asked again; 嗯是63: agreement says no number but as it stands. */
function enoughToAgree({ asked, live }: Waiting): number {
  if (isAskedTo('file', asked, live)) return LIKELY
  return tellsNo(asked.said(), 'amount') ? CERTAIN : SURE
}

const mayBeOfItsOwn = ({ asked, ground }: Waiting, likely: readonly Likely<ActName>[]): boolean =>
  chanceOf(likely, ['else']) >= HARDLY || isSurely(asked) || looksLikeReport(asked, ground) || namesOther(asked.said())

/** Something that is no figure was done since the draft was shown. */
const isElseDone = ({ turns }: Asked, draft: Draft): boolean =>
  turns.some(({ at = 0, status }) => {
    const ended = endedAs(status ?? '')
    return at >= draft.at && ended?.family === 'done' && !ended.ofFigures
  })

const DROPS: readonly ActName[] = ['drop', 'without']

/** 还有别的要报不: by themselves the words are surely meant as something that is done whatever waits. */
const isSurely = ({ likely }: Asked): boolean => {
  const [first] = likely?.() ?? []
  return first !== undefined && first.p >= OWN && !OF_FIGURES.has(first.intent)
}
const OF_FIGURES: ReadonlySet<Intent> = new Set([
  'report',
  'correct',
  'fill',
  'undo',
  'agree',
  'decline',
  'talk',
  'other',
])

/** What only may be meant: agreement files nothing, nothing is given up, and of two numbers it is asked which. */
async function supposed(waiting: Waiting, is: Act): Promise<Outcome | undefined> {
  switch (is.act) {
    case 'agree':
    case 'only':
      // 全都不报了: what denies is shown no button that files
      return denies(waiting.asked.said()) ? askedToDrop(waiting) : askedToFile(waiting)
    case 'drop':
      return askedToDrop(waiting)
    case 'set':
    case 'less':
    case 'more':
      return is.is.typedValue ? whichNumber(waiting, is.is) : done(waiting, is)
    default:
      return done(waiting, is)
  }
}

/** The act with its slots, where the words have them and say nothing against it. */
function fitting(act: ActName, said: Utterance, held: Held): Act | undefined {
  if ((act === 'set' || act === 'less' || act === 'more') && !isAnswer(said, held)) return undefined
  if (act === 'agree' && !isRestated(said, held)) return undefined
  // 不对 高企多2家: what is right is said
  if (act === 'disagree' && !tellsNo(said, 'amount')) return undefined
  const set = act === 'reason' ? actOf('set', said) : undefined
  // 亩 亩 把全省的地都盘活了: what says a part, and no number, is that before it tells why
  if (set?.act === 'set' && set.is.typedUnit && !set.is.typedValue) return set
  const is = actOf(act, said)
  return is && 'is' in is && is.act !== 'set' && isTooMuch(is.is, held) ? undefined : is
}

/** 还是4800: what is no less than the figure itself is not taken from it, nor, bare, put on top. */
function isTooMuch({ off, typedValue, typedUnit }: Amended, { values, units }: Held): boolean {
  const most = Math.max(...values.map(Number).filter((one) => !Number.isNaN(one)))
  const isComparable = typedUnit === undefined || units.includes(typedUnit)
  const isMost = typedValue !== undefined && isComparable && Number(typedValue) >= most
  return isMost && (off === 'over' || typedUnit === undefined)
}
