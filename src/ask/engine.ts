/** The door of the engine: documents to an asker that answers from them alone, without a language model. */
import type { Document } from '../documents/index.ts'
import { readable } from '../office/bounds.ts'
import { yearOf } from '../office/day.ts'
import type { Regions } from '../office/region.ts'
import { type Citation, compose } from './answer/compose.ts'
import { type Outcome, placeName, type Quote, type Reason } from './answer/outcome.ts'
import { libraryOf } from './evidence/library.ts'
import type { Answer, Ask, Asker } from './index.ts'
import { baseYear } from './question/constraints.ts'
import { outcomeOf } from './question/converse.ts'
import { guard, NAME_ASKED, NAMED, POST_HOLDER, talkOf } from './question/guard.ts'
import { keyOf } from './question/key.ts'
import { createGather } from './reader/gather.ts'
import * as text from './text.ts'
import type { Lexicon } from './words/lexicon.ts'
import { cleaned } from './words/normalise.ts'

/** @param regions the office's own regions, so that a county is recognised */
export function openEngine(documents: readonly Document[], lexicon: Lexicon, regions?: Regions): Asker {
  const library = libraryOf(documents, lexicon, regions)
  const ask = ({ question, history = [], today }: Ask): Answer => {
    const typed = cleaned(readable(question))
    const bare = typed.toLowerCase().replace(/\s/g, '')
    const guarded = guard(typed.toLowerCase(), library.holds)
    if (guarded === 'injection') return declined('injection', text.INJECTION)
    const talk = talkOf(bare)
    if (talk) return { status: 'smalltalk', reason: 'smalltalk', text: text.TALK[talk], citations: [] }
    if (guarded === 'privacy') return declined('privacy', text.PRIVACY)
    if (guarded === 'advice') return declined('advice', text.ADVICE)
    const base = today ? yearOf(today) : baseYear(documents)
    const outcome = outcomeOf(readable(question), history.map(readable), library, base)
    if (POST_HOLDER.test(bare) && (outcome.status === 'declined' || asksUnknownName(bare, outcome)))
      return declined('privacy', text.PRIVACY)
    return worded(outcome, [question, ...history].join('。'), documents.length > 1)
  }
  return { ask, key: (question) => keyOf(readable(question), lexicon), evidence: createGather(library) }
}

/** 局长叫什么名字, where the document names the post and nobody in it. */
const asksUnknownName = (asked: string, outcome: Outcome): boolean =>
  NAME_ASKED.test(asked) && outcome.status === 'answered' && !outcome.quotes.some(({ text: said }) => NAMED.test(said))

function worded(outcome: Outcome, asked: string, several: boolean): Answer {
  if (outcome.status === 'answered')
    return { status: 'answered', reason: 'answered', several, ...compose(outcome, asked, several) }
  if (outcome.status === 'clarify')
    return { status: 'clarify', reason: 'ambiguous', text: outcome.lead, citations: [], choices: outcome.choices }
  const { nearest } = outcome
  const places = [...new Set(nearest.map((one) => placeName(one.provision)))].join('、')
  return {
    status: 'declined',
    reason: outcome.reason,
    text: places ? `${outcome.lead}\n${text.nearest}${places}` : outcome.lead,
    citations: [],
    several,
    nearest: nearest.map(citation),
  }
}

const citation = ({ document, provision, text: quote }: Quote): Citation => ({
  document: document.title,
  section: provision.label,
  quote,
})

const declined = (reason: Reason, said: string): Answer => ({ status: 'declined', reason, text: said, citations: [] })
