/** What one can type about the documents: a free question, 原文, 全文, 要点, 搜索. */

import { type Document, findProvision, PassageIndex } from '../documents/index.ts'
import { type Card, card, say } from '../message/card.ts'
import type { Asked, Command, Outcome } from '../message/command.ts'
import { command } from '../message/declare.ts'
import type { Ending } from '../message/ending.ts'
import { type Incoming, inboxId } from '../message/incoming.ts'
import { dayOf } from '../office/day.ts'
import type { Indicator } from '../office/plan.ts'
import { answerCard, contentsCard, hitsCard, overviewCard, provisionCard, wholeCard } from './cards.ts'
import type { Answer, Asker, AskRequest, Citation } from './index.ts'
import { originalInput, wholeInput } from './presses.ts'
import { isForModel, type ModelQuestion } from './reader/read.ts'
import { keepPending } from './reader/rows.ts'
import * as text from './text.ts'
import { type GoalOf, toldBefore } from './told.ts'

const ANYONE = { kind: 'anyone' } as const

const reply = (status: Ending, card: Card): Outcome => ({ status, writes: [], reply: card })

const ASKING = '问'

/**
 * Takes plain words that no other command claims, and the buttons of its own cards.
 * @param example a question that the papers answer
 * @param goalOf where an indicator's goal is set, for what follows an answer on its figures
 * @param readingMs a language model answers from the papers, within so many milliseconds
 */
export function questionCommand(asker: Asker, example: string, goalOf: GoalOf, readingMs?: number): Command {
  const requestOf = ({ text: question, history, turns, now }: Asked): AskRequest => ({
    question,
    history,
    told: toldBefore(turns, ASKING, goalOf),
    today: dayOf(now),
  })
  // What was held against another reading is told next.
  const kept = new WeakMap<Incoming, Pick<Asked, 'text' | 'history'> & { readonly answer: Answer }>()
  const answerOf = (asked: Asked): Answer => {
    const { message, text: question, history } = asked
    const before = kept.get(message)
    if (before?.text === question && before.history === history) return before.answer
    const answer = asker.ask(requestOf(asked))
    kept.set(message, { text: question, history, answer })
    return answer
  }
  return {
    name: ASKING,
    answersFrom: 'documents',
    words: ['提问', 'ask'],
    right: ANYONE,
    summary: '按文件回答问题，每个答案都附条款原文',
    help: { group: 'papers', rank: 1 },
    effect: 'reads',
    example: () => example,
    accounts: (asked) => {
      const answer = answerOf(asked)
      return {
        of: 'due',
        answers: answer.status === 'answered',
        left: asker.unsaid(asked.text, answer).join('').length,
        beside: answerCard({ ...answer, nearest: [] }),
        ...(answer.told && { told: answer.told }),
      }
    },
    async run(asked) {
      const { text: words, history, now, message } = asked
      if (!words.trim()) return reply('empty', say(text.askWhat(example)))
      const answer = answerOf(asked)
      if (readingMs !== undefined && isForModel(answer)) {
        const evidence = asker.evidence(requestOf(asked), answer)
        return {
          ...beingRead(message, { question: words, history, answer, evidence }, now + readingMs),
          ...(answer.told && { told: answer.told }),
        }
      }
      return {
        ...reply(statusOf(answer), answerCard(answer, inboxId(message))),
        ...(answer.told && { told: answer.told }),
      }
    },
  }
}

/** How a question ended, one word for the log. */
export const statusOf = ({ status, reason }: Answer): Ending =>
  status === 'declined' && reason !== 'ambiguous' ? reason : status

/** An answer is there already; the model has until then to give its own. */
const beingRead = (message: Incoming, asking: ModelQuestion, until: number): Outcome => ({
  status: statusOf(asking.answer),
  writes: [keepPending(message, asking, until + SPARE_MS)],
  reply: card('info', text.LOOKING_UP, []),
  grows: true,
})

/** What sending and writing take beside the model's own time, before somebody else answers in its place. */
const SPARE_MS = 15_000

/** What can be looked up: 僵尸企业, in 二（三）. */
type Example = Pick<Indicator, 'short' | 'section'>

/**
 * 原文, 全文, 要点, 搜索: what the papers say, shown and not answered.
 * @param documents newest first: words without a document's name mean the first
 */
export function documentCommands(documents: readonly Document[], example?: Example): Command[] {
  return [original(documents, example), whole(documents), overview(documents), search(documents, example)]
}

/** The document that the words name by title, number or year, and the words without it. */
function chosen(words: string, documents: readonly Document[]): { document: Document | undefined; rest: string } {
  for (const document of documents) {
    const name = [document.title, document.number, document.year && `${document.year}年`]
      .filter((one): one is string => typeof one === 'string' && one !== '')
      .find((one) => words.includes(one))
    if (name) return { document, rest: words.replace(name, '').trim() }
  }
  return { document: documents[0], rest: words.trim() }
}

const titled = (title: string, documents: readonly Document[]) => ({
  document: documents.find((one) => one.title === title),
})

const original = (documents: readonly Document[], example: Example | undefined): Command =>
  command({
    name: '原文',
    words: ['条款', 'text'],
    right: ANYONE,
    summary: '看某一条的原文',
    help: { group: 'papers', rank: 3, begins: true },
    effect: 'reads',
    example: () => ['/原文', example?.section].filter(Boolean).join(' '),
    input: originalInput(documents),
    async run({ text: words }, { document: title, section = '' }) {
      const { document, rest } =
        title === undefined ? chosen(words, documents) : { ...titled(title, documents), rest: section }
      if (!document) return reply('empty', say(text.NO_DOCUMENT))
      if (!rest) return reply('answered', contentsCard(document, text.WHICH_PART))
      const provision = findProvision(document, rest)
      return provision
        ? reply('answered', provisionCard(document, provision))
        : reply('not-in-document', contentsCard(document, text.noSuchPart(rest)))
    },
  })

const whole = (documents: readonly Document[]): Command =>
  command({
    name: '全文',
    words: ['文件', 'document'],
    right: ANYONE,
    summary: '看文件全文',
    help: { group: 'papers', rank: 5 },
    effect: 'reads',
    example: () => '/全文',
    input: wholeInput(documents),
    async run({ text: words }, { document: title }) {
      const { document } = title === undefined ? chosen(words, documents) : titled(title, documents)
      return document ? reply('answered', wholeCard(document)) : reply('empty', say(text.NO_DOCUMENT))
    },
  })

const overview = (documents: readonly Document[]): Command => ({
  name: '要点',
  words: ['目标', '工作要点', 'overview'],
  right: ANYONE,
  summary: '一页看全部目标',
  help: { group: 'papers', rank: 2, begins: true },
  effect: 'reads',
  example: () => '/要点',
  async run({ text: words }) {
    const { document } = chosen(words, documents)
    if (!document) return reply('empty', say(text.NO_DOCUMENT))
    const card = overviewCard(document)
    return card ? reply('answered', card) : reply('not-in-document', contentsCard(document, text.NO_GOALS))
  },
})

const HITS = 5

function search(documents: readonly Document[], example: Example | undefined): Command {
  const index = passagesOf(documents)
  return {
    name: '搜索',
    words: ['搜', '查找', 'search'],
    right: ANYONE,
    summary: '在全部文件里找原文',
    help: { group: 'papers', rank: 4, acts: ['search'] },
    effect: 'reads',
    example: () => ['/搜索', example?.short].filter(Boolean).join(' '),
    async run({ text: words }) {
      if (!words.trim()) return reply('empty', say(text.SEARCH_WHAT))
      const hits = index(words.trim(), HITS)
      return hits.length
        ? reply('answered', hitsCard(words.trim(), hits))
        : reply('not-in-document', say(text.noHits(words.trim())))
    },
  }
}

/** Built when first searched: most chats never do. */
function passagesOf(documents: readonly Document[]): (words: string, k: number) => Citation[] {
  let index: PassageIndex | undefined
  const citations = documents.flatMap((document) =>
    document.provisions.flatMap((provision) =>
      provision.sentences.map(
        (sentence): Citation => ({ document: document.title, section: provision.label, quote: sentence.text }),
      ),
    ),
  )
  return (words, k) => {
    index ??= new PassageIndex(
      citations.map(({ document, quote }, at) => ({ id: String(at), title: document, text: quote })),
    )
    return index.search(words, k).flatMap(({ id }) => citations[Number(id)] ?? [])
  }
}
