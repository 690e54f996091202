/** What a model heard in a message, done in the place of what the reader made of it: as far as it is believed, and no worse. */
import type { Asked, Command, Outcome } from '../../message/command.ts'
import { worth } from '../meaning/doubt.ts'
import { idleIn } from '../meaning/meant.ts'
import { type Doing, type Done, notForUs, offered, type Parts, type ReadAs, say, waitingFor } from '../meaning/plain.ts'
import * as text from '../text.ts'
import { believed, type Heard, type Interpreted } from './heard.ts'
import { type Situation, situationOf } from './situation.ts'

/** @returns nothing where the reader's own reading holds */
export async function asHeard(
  heard: Heard,
  read: ReadAs,
  asked: Asked,
  parts: Parts,
  doing: Doing,
): Promise<Done | undefined> {
  const situation = await situationOf(asked, parts.commands)
  const meant = believed(heard, asked, parts.commands, situation, doing.withWords)
  const done = meant && (await doneAs(meant, read, asked, parts, doing, situation))
  return done && { ...done, interpreted: true }
}

async function doneAs(
  meant: Interpreted,
  read: ReadAs,
  asked: Asked,
  { commands }: Parts,
  doing: Doing,
  situation: Situation,
): Promise<Done | undefined> {
  switch (meant.kind) {
    case 'clarify':
      return worth(read.outcome) > 2 ? undefined : say('clarify', text.whichOne(meant.commands, asked.text))
    case 'none':
      return asTalk(read, asked, commands, situation, doing)
    case 'act': {
      // 好了报上去: the reader has it done, which a model may only offer
      if (meant.act.agrees && worth(read.outcome) > 2) return undefined
      const done = await doneBy(meant.act, meant.words, doing)
      // the reader, who heard the same, has read the whole sentence: the reason beside it too
      return done && isAlike(done.outcome, read.outcome) ? undefined : done
    }
    case 'request': {
      const isSame = read.command === meant.command.name
      const done = await requested(meant.command, wordsFor(meant, asked), asked, doing)
      const [now, before] = [worth(done.outcome), worth(read.outcome)]
      // what was taken for the same is only put right by words of before or an exception, or by an answer where there was none
      return (isSame ? (meant.isComposed && now === before) || now > before : now >= Math.min(before, SHOWN))
        ? done
        : undefined
    }
  }
}
/** What is shown is taken for an answer that may be another question's. */
const SHOWN = 2

/** Where the reader can read the whole as said to it, nothing is to be left out. */
const wordsFor = ({ command, words, isComposed }: Extract<Interpreted, { kind: 'request' }>, asked: Asked): string =>
  !isComposed && command.claims?.(asked) ? asked.text : words

/** It comes to the same figures. */
const isAlike = (one: Outcome, other: Outcome): boolean =>
  one.request !== undefined &&
  one.status === other.status &&
  JSON.stringify(one.request) === JSON.stringify(other.request)

async function doneBy(act: Situation['acts'][number], words: string, { withWords }: Doing): Promise<Done | undefined> {
  const outcome = await act.run({ ...withWords(words), supposed: true })
  return outcome && { command: act.of, outcome }
}

/** It counts where the reader had no more than a guess; what stands open stays in sight. */
async function asTalk(
  read: ReadAs,
  asked: Asked,
  commands: readonly Command[],
  { acts }: Situation,
  doing: Doing,
): Promise<Done | undefined> {
  if (read.doubt !== 'guess' && !NO_ANSWER.has(read.outcome.status)) return undefined
  const beside = acts.find(({ name }) => name === NONE)
  if (beside) return doneBy(beside, asked.text, doing)
  // what else stands open may be what was meant after all
  return (await waitingFor(asked, commands)) ? undefined : notForUs(idleIn(asked.likely?.() ?? []))
}
const NONE = 'none'
const NO_ANSWER: ReadonlySet<string> = new Set(['unread', 'off-topic', 'near-miss'])

/** A read is answered; whatever changes anything is shown first. */
function requested(command: Command, words: string, asked: Asked, { run, withWords }: Doing): Promise<Done> {
  const open = asked.open?.find(({ does }) => does.command === command.name)
  if (open) return Promise.resolve(say('clarify', text.stillOpen(open)))
  const mayRun = command.effect === 'reads' || command.effect === 'drafts'
  return mayRun && !command.offers
    ? run(command, words, { supposed: true })
    : offered(command, withWords(words), text.isItThis(command, words))
}
