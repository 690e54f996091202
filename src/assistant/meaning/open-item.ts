/** What words do to what lies open: changed, and shown anew; done as it was shown; left undone; or nothing of it. */
import type { Likely } from '../../intent/index.ts'
import { CERTAIN, LIKELY, SURE } from '../../intent/sure.ts'
import {
  answerIn,
  changeOfShown,
  clausesOf,
  clauseWords,
  consistsOf,
  marksIn,
  passedOn,
  spansIn,
  tellsNo,
  type Utterance,
  unreadIn,
} from '../../language/index.ts'
import type { Act, ActName, Opens } from '../../message/act.ts'
import type { Asked, Command } from '../../message/command.ts'
import type { Wire } from '../../message/input.ts'
import type { Opened } from '../../message/thread.ts'
import { chanceOf, mayBeMeant } from '../../open/index.ts'
import { type DialogueTurn, type Done, named, press, type ReadAs, say, withWords } from '../execute.ts'
import type { DeskParts } from '../parts.ts'
import * as text from '../text.ts'
import { isDenied } from './intent-resolution.ts'

/** What is longer is a message of its own. */
const LONGEST = 60

/** @returns undefined where nothing is open, or the words say something of their own */
export async function applyToOpen(turn: DialogueTurn): Promise<ReadAs | undefined> {
  const { asked, parts } = turn
  const { opened } = asked
  const command = opened && named(opened.command, turn)
  if (!opened || !command?.changes || asked.text.trim().length > LONGEST) return undefined
  const said = asked.said()
  const to: Answering = { asked, opened, command, turn }
  // 附言 明天中午前报, 跟他们说明天要用: what follows is for others, and is read as nothing else
  const noted = passedOn(said) && (await doneTo(to, 'set', 1))
  if (noted) return noted
  // 不催了: the very act that was shown is denied, and of nothing in particular
  const isDropped = isDenied(asked, command.help?.acts) && tellsNo(said, 'region', 'parts', 'indicator', 'time')
  const dropped = isDropped && (await doneTo(to, 'drop', 1))
  if (dropped) return dropped
  const own = clauseMeant(turn)
  const how = own ? undefined : changeOfShown(said)?.how
  const whole = how && (await doneTo(to, ACT_OF[how], 1))
  // 那我这个不发了，明天那条也别给长兴: of several clauses one was heard
  const isPart = clausesOf(said).length > 1 || unreadIn(said).length > 0
  if (whole) return isPart ? { ...whole, doubt: 'some' } : whole
  // a plain yes or no is one, whatever is open, and to no list that was shown before something else
  if ((opened.shown || !opened.isLast) && answerIn(said)) return undefined
  const heard = {
    ...to,
    ...(own && { asked: own }),
    isYes: () => opened.isLast && agreesThroughout(turn),
  }
  const likely = likelyActs(parts, heard.asked)
  const does = chanceOf(likely, DOES)
  for (const { intent: act, p } of mayBeMeant(likely)) {
    const done = await doneTo({ ...heard, does }, act, p)
    if (done) return { ...done, doubt: p < CERTAIN || unreadIn(heard.asked.said()).length > 0 ? 'some' : 'little' }
  }
  // 停: for now or for good, it is not done
  if (opened.shown && chanceOf(likely, LEAVES) >= SURE) return shownAgain(opened, text.heldBack(opened.shown))
  // 语气客气一点: said of what was shown, in words that nothing of it can take
  if (opened.shown && opened.isLast && unreadIn(said).length > 0 && chanceOf(likely, SAYS_OF_IT) >= SURE)
    return { ...shownAgain(opened, text.notReadBeside(text.stillOpen(opened.shown))), doubt: 'guess' }
  // surely of what is open, and nobody can tell what: it is seen again, and nothing else is made of the words
  const isOwn = chanceOf(likely, BESIDE) > 1 - SURE
  // 安吉的全过, of a list of 长兴: a place of its own
  const isOfPlace = spansIn(said, 'region').length > 0
  if (isOwn || isOfPlace || likely.length === 0 || !opened.isLast || command.effect === 'writes') return undefined
  return { ...(await press(command.name, opened.values, turn)), doubt: 'guess' }
}
const SAYS_OF_IT: readonly ActName[] = ['remark', 'set']
const LEAVES: readonly ActName[] = ['hold', 'drop', 'wait']
/** What says nothing of what is open. */
const BESIDE: ReadonlySet<ActName> = new Set(['else', 'remark', 'wait', 'disagree'])

/**
 * 僵尸没问题，低小散的我再看看; 不要全发，挑衢州: of several clauses the one that names something and says what is to be done
 * with it, where the others only leave theirs.
 */
function clauseMeant(turn: DialogueTurn): Asked | undefined {
  const said = turn.asked.said()
  const namesIn = (one: Utterance): number => spansIn(one, 'indicator').length + spansIn(one, 'region').length
  // 先不过高企 其他过: what is said of the others tells what is meant by the one
  if (clausesOf(said).length < 2 || namesIn(said) === 0 || marksIn(said, 'others').length > 0) return undefined
  const naming = clauseWords(said)
    .map((one) => withWords(one, turn))
    .filter((one) => namesIn(one.said()) > 0)
  // 只发长兴 安吉: a name alone goes on with the clause before
  if (naming.some((one) => consistsOf(one.said(), 'region', 'indicator'))) return undefined
  // 只发西湖 拱墅 滨江: a clause that may do something with what it names leaves none of it
  const partial = naming.flatMap((one) =>
    mayBeMeant(likelyActs(turn.parts, one)).flatMap(({ intent, p }) =>
      DOES_SOME.has(intent) ? [{ one, intent, p }] : [],
    ),
  )
  // 僵尸和园区通过，低小散退回: what is sent back comes first, and the rest stays listed
  const returns = partial.filter(({ intent }) => intent === 'return')
  const [only, another] = returns.length > 0 ? returns : partial
  // 高企退回 没认定文件: what stands beside it is why
  if (only && returns.length > 0 && naming.length === 1) return undefined
  return only && !another && only.p >= SURE ? only.one : undefined
}
/** OK 我找省办的讲 is no yes, nor is what was said after something else: then what is open is seen again. */
function agreesThroughout(turn: DialogueTurn): boolean {
  const clauses = clauseWords(turn.asked.said())
  return (
    clauses.length < 2 ||
    clauses.every((words) => {
      const [first] = likelyActs(turn.parts, withWords(words, turn))
      return first === undefined || first.p < LIKELY || YES.has(first.intent)
    })
  )
}
const YES: ReadonlySet<ActName> = new Set(['agree', 'remark'])

const DOES_SOME: ReadonlySet<ActName> = new Set(['only', 'with', 'return'])
const ACT_OF = { only: 'only', out: 'without', in: 'with' } as const

/** How likely each act is for words that are said to what is open, the likeliest first; none where nothing is. */
export const likelyActs = (
  { classifyAct }: Pick<DeskParts, 'classifyAct'>,
  { said, opened: open, likely }: Asked,
): readonly Likely<ActName>[] =>
  (open &&
    classifyAct?.(said(), { ...open, isPreview: open.shown !== undefined, isPast: !open.isLast }, likely?.() ?? [])) ??
  []

interface Answering {
  readonly asked: Asked
  readonly opened: Opened
  readonly command: Command
  readonly turn: DialogueTurn
  /** whether what sounds like a yes may be one to the last clause */
  readonly isYes?: () => boolean
  /** how likely anything is to be done with what is open, in whatever words */
  readonly does?: number
}

async function doneTo(
  { asked, opened, command, turn, isYes, does }: Answering,
  act: ActName,
  p: number,
): Promise<Done | undefined> {
  const { shown, values, isLast } = opened
  // 都放弃, of figures: what was done before them is given up by its own name alone
  if (act === 'drop' && !shown && !isLast && !isNamedIn(asked.said(), command)) return undefined
  const read: Act['read'] = (words) => withWords(words, turn).said()
  const heard: Act = { act, said: asked.said(), ahead: asked.said('ahead'), read }
  const changed = NEVER.has(act) ? undefined : await command.changes?.(heard, values, asked)
  if (changed && !(act === 'reason' && p < SURE)) {
    // 其他的过, of the very ones that were shown: they are to be done
    const isYes = isLast && saysNothingElse(heard.said) && (does ?? p) >= SURE && DOES.has(act)
    const isShown = shown && isYes && isSame(changed, opened)
    return isShown
      ? press(shown.does.command, shown.does.values ?? {}, turn)
      : press(changed.command ?? command.name, changed.values, turn)
  }
  // 这稿先压着: what only was told has nothing that could be done
  const isAsked = asked.turns.at(-1)?.kept?.waits !== undefined
  const isLeft = (act === 'hold' && command.effect === 'reads') || (act === 'drop' && isAsked && p >= SURE)
  if (!shown) return isLeft ? say('declined', text.leftUndone()) : undefined
  switch (act) {
    case 'agree': {
      // 还是催吧, behind 算了: seen again first
      if (opened.isGivenUp) return press(command.name, values, turn)
      const isPlain = p >= CERTAIN && saysNothingElse(heard.said) && isYes?.() === true
      return isPlain
        ? press(shown.does.command, shown.does.values ?? {}, turn)
        : shownAgain(opened, text.stillOpen(shown))
    }
    case 'drop':
      return p >= SURE ? { ...say('declined', text.leftUndone()), command: command.name } : undefined
    case 'hold':
    case 'wait':
      return shownAgain(opened, text.heldBack(shown))
    case 'disagree':
      return shownAgain(opened, text.whatIsWrong(shown))
    case 'ask':
      return p >= SURE || isOfShown(heard.ahead, values) ? press(command.name, values, turn) : undefined
    default:
      return undefined
  }
}
const isNamedIn = (said: Utterance, { help }: Command): boolean =>
  spansIn(said, 'act').some(({ found }) => help?.acts?.includes(found.act))

/** Nothing of what is open is meant to change. */
const NEVER: ReadonlySet<ActName> = new Set(['else', 'remark', 'ask', 'wait', 'disagree'])
/** What is told to be done with some of it. */
const DOES: ReadonlySet<ActName> = new Set(['only', 'with', 'agree'])

const isSame = ({ command, values }: Opens, before: Opened): boolean =>
  (command === undefined || command === before.command || command === before.shown?.does.command) &&
  Object.keys({ ...values, ...before.values }).every((key) => values[key] === before.values[key])

/** 10号是周一对吧: it names what stands there, and nothing else. */
function isOfShown(said: Utterance, values: Wire): boolean {
  const there = Object.values(values)
  const named = [
    ...spansIn(said, 'region').map(({ found }) => found.key),
    ...spansIn(said, 'time').flatMap(({ found, latent }) =>
      latent ? [] : [found.grain === 'day' ? found.to : 'other'],
    ),
  ]
  return named.length > 0 && named.some((one) => there.some((value) => value.includes(one)))
}

/** It stays open, with its one button. */
function shownAgain({ command, values, shown }: Opened, card: ReturnType<typeof text.leftUndone>): Done {
  const done = say('clarify', card)
  return { ...done, outcome: { ...done.outcome, ...(shown && { opens: { command, values } }) } }
}

/**
 * 就这么发, 两个都过: a yes that names a place, a time or a number besides is looked at before anything goes out; what only
 * counts what was shown is no number.
 */
const saysNothingElse = (said: Utterance): boolean =>
  tellsNo(said, 'region', 'indicator', 'time', 'clock', 'delay', 'person', 'deputy', 'repair') &&
  spansIn(said, 'amount').every(({ found, latent }) => latent || COUNTS.has(found.unit ?? '')) &&
  spansIn(said, 'ask').every(({ found }) => found.for === 'whether')
const COUNTS: ReadonlySet<string> = new Set(['个', '项', '条', '份'])
