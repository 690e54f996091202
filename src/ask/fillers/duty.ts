/** Who is responsible for something: the duty that its provision states, in a sentence or in brackets behind it. */
import type { Fact } from '../../documents/index.ts'
import { type Found, found, quoteOf } from '../answer/outcome.ts'
import { isOfHead, isSure } from '../evidence/best.ts'
import type { Library } from '../evidence/library.ts'
import type { EvidencePassage } from '../evidence/paper.ts'
import { type Near, nearTo } from '../evidence/rank.ts'
import { aboutOnly, type Question } from '../question/question.ts'

type Duty = Extract<Fact, { kind: 'body' }>

/**
 * Whose a matter is, by the body facts of the provision that speaks of it: those of its sentence, else those in brackets on a
 * line of their own. undefined where no duty is asked for, or that provision states none.
 */
export function duty(question: Question, _near: readonly Near[], library: Library): Found | undefined {
  const asked = question.attributes.filter(({ attribute }) => attribute.who && !attribute.same)
  if (asked.length === 0) return undefined
  const [best] = nearTo(aboutOnly(question, asked), library).filter(
    (one) => one.passage.kind === 'sentence' && isSure(one) && !isDutyAlone(one.passage),
  )
  if (!best) return undefined
  const own = best.passage
  const around = own.paper.passages.filter((one) => one.provision === own.provision && isDutyAlone(one))
  const [stated, ...more] = [own, ...around].flatMap((passage) => {
    const duties = toldIn(passage).filter(({ body }) => isOfHead(body, question.asking.head))
    return duties.length > 0 ? [{ passage, duties }] : []
  })
  if (!stated || more.length > 0) return undefined
  const named = stated.duties.filter(({ role }) => asked.some(({ text }) => text.includes(role.slice(0, 2))))
  // who leads is not told by who is responsible
  if (named.length === 0 && asked.some(({ text }) => text.includes(LEADS))) return undefined
  const lead = (named.length > 0 ? named : stated.duties).map(({ role, body }) => `${role}：${body}`).join('；')
  return found(lead, [quoteOf(own), ...(stated.passage === own ? [] : [quoteOf(stated.passage)])])
}

const LEADS = '牵头'

/** Duties that are told by their names: 牵头单位：市民政局, not 由市民政局牵头实施, which says of what as well. */
const toldIn = ({ facts, flat }: EvidencePassage): Duty[] =>
  facts.filter((one): one is Duty => one.kind === 'body' && flat.includes(`${one.role}:${one.body.slice(0, 2)}`))

/** Nothing else stands on the line. */
const isDutyAlone = ({ flat, facts }: EvidencePassage): boolean =>
  facts.some(({ kind }) => kind === 'body') && /^[([【].*[)\]】][。；;]?$/.test(flat)
