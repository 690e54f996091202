/**
 * Which command plain words are meant for: what the office could do with them, weighed by what they are likely meant
 * as. A report needs a figure that was read, a question on the ledger one that can be answered; wishes need no more
 * than to be wished. What only may be meant is offered, never done.
 */
import type { Intent, Likely } from '../../intent/index.ts'
import { marksIn, spansIn, tellsNo } from '../../language/index.ts'
import type { Account } from '../../message/account.ts'
import type { Asked, Command } from '../../message/command.ts'
import { holds } from '../../message/declare.ts'
import { asksOfActs, saysOfOthers } from '../../request/index.ts'
import { ownerOf, paperOf } from './owner.ts'

export type Meaning =
  /** `sure`: done at once; else what it comes to is shown first; `beside`: another answers as well */
  | { readonly kind: 'command'; readonly command: Command; readonly sure: boolean; readonly beside?: Account }
  /** it fits several: asked which */
  | { readonly kind: 'unclear'; readonly commands: readonly Command[] }
  /** a question to the documents; `idle`: more likely talk or no business of the office, and then none is quoted */
  /** `alone`: the talk before was of something else, and nothing of it is meant */
  | { readonly kind: 'documents'; readonly idle?: 'talk' | 'other'; readonly alone?: true }
  /** most likely a report, or a question on the ledger, that could not be read; `foreign`: no word of it is the office's */
  | { readonly kind: 'unread'; readonly of: 'report' | 'ledger'; readonly foreign?: true }

/** From there on an intent is taken for meant, and from there on it is acted upon. Measured: docs/evaluation-log.md. */
const LIKELY = 0.5
const SURE = 0.8
/** What reads as a report is one, unless it is hardly likely to be said as one. */
const HARDLY = 0.15
/** Less likely than that to ask a document, it is not answered from one. */
const PERHAPS = 0.09
/** Talk with a number in it is said to be a report less surely. */
const SURE_REPORT = 0.9
/** Two that together are this likely, and neither alone, are asked about. */
const BOTH = 0.7

/**
 * What plain words are meant as: a report before a question on the ledger, that before what is likeliest, documents last.
 * @param likely the likeliest first, probabilities that sum to 1
 * @returns `sure` where it may be done at once; else it is offered, or one of several is asked for
 */
export function meantBy(asked: Asked, commands: readonly Command[], likely: readonly Likely[]): Meaning {
  const of = (intent: Intent): number => chance(likely, intent)
  // of several with one intent the one that claims the words: 把5月锁了 is no look at what waits for review
  const doing = (intent: Intent): Command | undefined => {
    const able = commands.filter((one) => one.intents?.includes(intent))
    return able.length > 1 ? (able.find((one) => one.claims?.(asked)) ?? able.find((one) => !one.claims)) : able[0]
  }
  const claims = (intent: Intent): Command | undefined =>
    commands.find(
      (one) => one.intents?.includes(intent) && one.claims && holds(asked.person, one.right) && one.claims(asked),
    )
  const [first, second] = likely
  // the report first: it reads the very words that the reader holds
  const report = claims('report')
  // who asks what was done wishes nothing, and no rule
  const isOfActs = (): boolean => asksOfActs(asked.said())
  const isLedger = of('help') < LIKELY || of('ledger') + of('document') >= of('help') || isOfActs()
  const isAskedOfFigure = asksOfFigure(asked, of('report') + of('correct') < LIKELY && isBehindPaper(asked, commands))
  const isClaim = isRemark(asked, commands) || isAskedOfFigure
  const ledger = (): Command | undefined => (isLedger || isClaim ? claims('ledger') : undefined)
  // 安吉僵尸9家对吗: a figure that is asked about is neither reported nor put right
  if (isAskedOfFigure) {
    if (isOfWaiting(asked)) return { kind: 'unread', of: 'ledger' }
    if (isOfPapers(asked, commands)) return { kind: 'documents' }
    const told = ledger()
    return told ? answeredBy(told, asked, commands) : documents(asked, commands, likely)
  }
  // 低小散7月新增114家: a figure that is asked about is no report where the ledger can tell
  const isAsked = spansIn(asked.said(), 'ask').length > 0 && of('ledger') >= HARDLY
  if (report && !((isAsked || isClaim) && ledger())) {
    const other = first && first.p >= LIKELY && doing(first.intent)
    if (of('report') + of('correct') >= HARDLY || !other || other === report) {
      const correct = first?.intent === 'correct' && first.p >= LIKELY ? doing('correct') : undefined
      return { kind: 'command', command: correct ?? report, sure: true }
    }
    // 6、7月都是红灯的县, 六月这期宽两天: what asks, or shows first what it would do, changes nothing, and needs no asking
    const isHarmless = (other.effect === 'reads' || other.effect === 'drafts') && first.p >= SURE
    if (isHarmless || other === claims('ledger')) return { kind: 'command', command: other, sure: true }
    return { kind: 'unclear', commands: [report, other] }
  }
  // 我们6月整治了23家: a report that does not say of what is asked of what
  const reporting = doing('report')
  const mayReport = reporting && holds(asked.person, reporting.right)
  // 我来替他报，2家: whoever may not report is told who may
  const isReporting = mayReport ? !report && of('report') >= SURE_REPORT : asked.person && of('report') >= SURE
  if (reporting && isReporting && saysFigure(asked)) return { kind: 'command', command: reporting, sure: true }
  // what the ledger can tell, only something surely meant goes before, and a table of all that, for which nothing is read
  const tables = first?.intent === 'export' && first.p >= LIKELY ? doing('export') : undefined
  const isTable = tables !== undefined && holds(asked.person, tables.right)
  const isSureOther = !first || TOLD.has(first.intent) ? false : first.p >= SURE || isTable
  const told = !isSureOther || isOfActs() ? ledger() : undefined
  if (told) return answeredBy(told, asked, commands)
  const wishing = (intent: Intent): Command | undefined => {
    const command = doing(intent)
    const isTheirs = command && holds(asked.person, command.right)
    // 累计的: what a word means is told to whoever asks
    if (intent === 'definition' && asked.person && !asksFor(asked)) return undefined
    // 没完成的什么时候通报: who asks about an act, or says that it is not meant, does not wish it
    if (command && isAbout(asked) && (command.effect !== 'reads' || !isTheirs)) return undefined
    // 那还是先不撤了: what is denied is not wished
    if (command && command.effect !== 'reads' && isDenied(asked, command.help?.acts)) return undefined
    // 低小散是不是要把我关掉: whoever may not do it is told so only where it is surely meant, or read
    if (command && !isTheirs && !command.claims && of(intent) < CERTAIN) return undefined
    // until when something else is due, that a paper speaks of, is no deadline of ours
    return command?.claims && !command.claims(asked) ? undefined : command
  }
  // 还有哪几个: with no word for what, it goes on from the document that was asked
  const isOfDocument = goesOnFrom(asked, commands)?.answersFrom === 'documents' && namesNothing(asked)
  const meant = isOfDocument ? undefined : first
  const wished = meant && wishIn(meant, wishing)
  // 用能这一条都要干哪些事: taken for something that tells how figures stand
  const isTold = wished?.help?.measures && !wished.claims
  if (isTold && ownerOf(asked, commands) === 'paper' && paperOf(asked, commands)?.answers) return { kind: 'documents' }
  // 谢谢，没别的了: of somebody who has nothing to confirm or to drop
  const answering = first && first.p >= LIKELY && ANSWERS.has(first.intent) ? doing(first.intent) : undefined
  if (answering && !holds(asked.person, answering.right)) return { kind: 'documents', idle: 'talk' }
  if (wished && meant.p >= LIKELY) return { kind: 'command', command: wished, sure: isSure(wished, meant.p) }
  const rival = second && wishIn(second, wishing)
  if (wished && rival && rival !== wished && meant.p + second.p >= BOTH)
    return { kind: 'unclear', commands: [wished, rival] }
  return documents(asked, commands, likely)
}

/** A question that a command on figures would answer: by that, by the papers, or by both. */
function answeredBy(command: Command, asked: Asked, commands: readonly Command[]): Meaning {
  const owner = ownerOf(asked, commands)
  if (owner === 'paper') return { kind: 'documents' }
  return { kind: 'command', command, sure: true, ...(owner !== 'ledger' && { beside: owner }) }
}

/**
 * A clause is quoted to nobody who did not ask for one: whoever is on the roster is asked what is meant, unless a
 * document may be.
 */
function documents(asked: Asked, commands: readonly Command[], likely: readonly Likely[]): Meaning {
  const of = (intent: Intent): number => chance(likely, intent)
  const isForeign = OURS.every((kind) => spansIn(asked.said(), kind).every(({ latent }) => latent))
  // 僵尸企业处置补贴多少钱: what names something of the office's is hardly none of its business
  if (of('talk') + of('other') >= (isForeign || of('talk') > of('other') ? LIKELY : CERTAIN))
    return { kind: 'documents', idle: idleIn(likely) }
  const { person, turns } = asked
  // 那第二条呢: a talk about documents goes on
  const isGoingOn = goesOnFrom({ turns }, commands)?.answersFrom === 'documents'
  const mayBeOfPapers = of('document') + of('definition') + of('deadline') >= (asksFor(asked) ? PERHAPS : LIKELY)
  if (!person || isGoingOn || mayBeOfPapers) {
    // 为什么改, behind an answer from the ledger: no paper is meant by what was said there
    const isAlone = person && !isGoingOn && turns.at(-1)?.kept?.request !== undefined && of('document') < LIKELY
    return { kind: 'documents', ...(isAlone && { alone: true }) }
  }
  // 把僵尸企业的任务列出来: read as no command's, and every word of it is in a paper that answers
  const paper = saysFigure(asked) ? undefined : paperOf(asked, commands)
  if (paper?.answers && paper.left === 0) return { kind: 'documents' }
  const isReport = of('report') + of('correct') > of('ledger')
  return { kind: 'unread', of: isReport ? 'report' : 'ledger', ...(isForeign && { foreign: true }) }
}

/** What the ledger may tell for all that it is surely taken for: its claim has weighed that. */
const TOLD: ReadonlySet<Intent> = new Set(['ledger', 'document', 'report', 'correct', 'todo', 'nudge'])

/** Without a word of these kinds a message speaks of nothing that the office has to do with. */
const OURS = [
  ...(['indicator', 'indicators', 'region', 'own', 'parts', 'time', 'base', 'amount', 'compare', 'extreme'] as const),
  ...(['running', 'measure', 'act', 'sorted', 'series', 'repair', 'person', 'document', 'section'] as const),
] as const

const ANSWERS: ReadonlySet<Intent> = new Set(['agree', 'decline'])

/** 300家以上对吧, and behind an answer from a paper 那1000万平方米全是新建的？: whether a figure is so. */
const asksOfFigure = ({ said }: Asked, goesOnFromPaper: boolean): boolean =>
  spansIn(said(), 'ask').some(
    ({ found }) => found.of === 'claim' || (goesOnFromPaper && found.for === 'whether' && !found.of),
  ) && !tellsNo(said(), 'amount', 'compare')

/** 前面那5家是5月底的对吧, behind a figure that was just shown: it names none, and so is of that. */
const isOfWaiting = ({ said, turns }: Asked): boolean =>
  tellsNo(said(), 'indicator', 'indicators') && turns.at(-1)?.status === 'draft'

/** What was said last was said of a paper, and nothing now is of a place. */
const isBehindPaper = (asked: Asked, commands: readonly Command[]): boolean =>
  goesOnFrom(asked, commands)?.answersFrom === 'documents' && tellsNo(asked.said(), 'region', 'own', 'parts')

/** So is 僵尸企业300家对吧 out of the blue by somebody who has no place of their own: of a place it says nothing. */
const isOfPapers = (asked: Asked, commands: readonly Command[]): boolean =>
  isBehindPaper(asked, commands) ||
  (asked.turns.at(-1)?.kept?.request === undefined &&
    tellsNo(asked.said(), 'region', 'own', 'parts') &&
    !asked.person?.posts.some(({ role }) => role === 'contact' || role === 'city-coordinator'))

/** Whether each of the acts that a command does is denied where it is said. */
export function isDenied({ said }: Asked, acts: readonly string[] = []): boolean {
  const denies = marksIn(said(), 'not', 'forbid')
  const named = spansIn(said(), 'act').filter(({ found }) => acts.includes(found.act))
  return named.length > 0 && named.every(({ at }) => denies.some(({ end }) => end === at))
}

/** When or why something is done, or that it is not what was meant. */
const isAbout = ({ said }: Asked): boolean =>
  spansIn(said(), 'ask').some(({ found }) => ABOUT.has(found.for)) ||
  (spansIn(said(), 'repair').some(({ found }) => found.how === 'not-that') && spansIn(said(), 'act').length > 0)
const ABOUT: ReadonlySet<string> = new Set(['when', 'why'])

/** 涨的三家都是安吉的喽, behind an answer from the ledger: whose a figure is, said last, is a claim about what was told. */
function isRemark(asked: Asked, commands: readonly Command[]): boolean {
  const last = goesOnFrom(asked, commands)
  return last?.intents?.includes('ledger') === true && saysOfOthers(asked.said().readings[0]?.spans ?? [])
}

/** A figure is told, and nothing asked. */
const saysFigure = ({ said }: Asked): boolean =>
  spansIn(said(), 'amount').some(({ latent, found }) => !latent && !found.none) && spansIn(said(), 'ask').length === 0

/** Whether something is asked for: by a question, by its name, or of a paper. */
const asksFor = ({ said }: Asked): boolean =>
  (['ask', 'topic', 'document', 'section'] as const).some((kind) => spansIn(said(), kind).length > 0) ||
  spansIn(said(), 'measure').some(({ found }) => found.measure === 'source') ||
  spansIn(said(), 'act').some(({ found }) => ASKED_FOR.has(found.act))
const ASKED_FOR: ReadonlySet<string> = new Set(['define', 'search'])

const goesOnFrom = ({ turns }: Pick<Asked, 'turns'>, commands: readonly Command[]): Command | undefined =>
  commands.find(({ name }) => name === turns.at(-1)?.command)

/** A question without a noun of its own. */
const namesNothing = ({ said }: Asked): boolean =>
  spansIn(said(), 'ask').some(({ found }) => found.for === 'which') &&
  (['act', 'measure', 'own', 'region', 'parts', 'indicator', 'time', 'unread'] as const).every(
    (kind) => spansIn(said(), kind).length === 0,
  )

/** How likely it is to be one of these. */
const chance = (likely: readonly Likely[], ...intents: readonly Intent[]): number =>
  likely.reduce((sum, { intent, p }) => (intents.includes(intent) ? sum + p : sum), 0)

/** Which of the two, where it is one of them. */
export const idleIn = (likely: readonly Likely[]): 'talk' | 'other' =>
  chance(likely, 'talk') >= chance(likely, 'other') ? 'talk' : 'other'

/** Whether it may be the office's own rules that are asked for, before anything else is done. */
export function mayMeanRules(meant: Meaning, likely: readonly Likely[]): boolean {
  const help = chance(likely, 'help')
  if (meant.kind === 'documents') return help >= (meant.idle ? HARDLY : chance(likely, 'document'))
  if (meant.kind === 'unclear') return meant.commands.some(({ intents }) => intents?.includes('help'))
  return meant.kind === 'command' || help >= HARDLY
}

/** Less likely than that to be what it is taken for, it is worth asking somebody who understands more. */
const CERTAIN = 0.97
/** The same of a question to the documents, which answer by a provision or an honest no. */
const CERTAIN_PAPER = 0.9

/**
 * It fits several or nothing, is only supposed, or may be a wish although it reads like talk. Measured: docs/evaluation-log.md.
 * @param isListed who is not on the roster can have nothing else done: there it takes more doubt
 */
export function isUnsure(meant: Meaning, likely: readonly Likely[], isListed: boolean): boolean {
  switch (meant.kind) {
    case 'unclear':
    case 'unread':
      return true
    case 'command':
      return (likely[0]?.p ?? 0) < CERTAIN
    case 'documents':
      return meant.idle
        ? chance(likely, 'talk', 'other') < CERTAIN
        : chance(likely, 'document', 'definition') < (isListed ? CERTAIN_PAPER : LIKELY)
  }
}

/** Taken for something that it was only guessed to be: talk may be meant after all. */
export const isGuess = (meant: Meaning): boolean =>
  meant.kind === 'unread' || (meant.kind === 'command' && !meant.command.claims)

/** What has something to show first is never done on a guess. */
const isSure = ({ effect, offers }: Command, p: number): boolean =>
  offers === undefined && (effect !== 'writes' || p >= SURE)

/** Questions are answered from the ledger or from documents only where they know something. */
const QUESTIONS: ReadonlySet<Intent> = new Set(['ledger', 'document', 'report', 'talk', 'other'])

const wishIn = ({ intent }: Likely, doing: (intent: Intent) => Command | undefined): Command | undefined =>
  QUESTIONS.has(intent) ? undefined : doing(intent)

/**
 * Where nobody guesses: the command that can read the words and is this person's has them; of several it is asked, of
 * none the papers are.
 */
export function claimed(asked: Asked, commands: readonly Command[]): Meaning {
  const claiming = commands.filter((one) => one.claims && holds(asked.person, one.right) && one.claims(asked))
  const [command, another] = claiming
  if (!command) return { kind: 'documents' }
  if (another) return { kind: 'unclear', commands: claiming }
  return command.accounts ? answeredBy(command, asked, commands) : { kind: 'command', command, sure: true }
}
