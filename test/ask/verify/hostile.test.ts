/**
 * Two hundred replies that a hostile or careless model might give, each made of a right one by one change: figures,
 * units, qualifiers, negations, provisions, joined statements, computations, claims confirmed by halves, injections
 * obeyed, words from elsewhere. Of none the change is shown.
 */
import { expect, test } from 'vitest'
import type { Asker } from '../../../src/ask/index.ts'
import type { ModelQuestion } from '../../../src/ask/reader/read.ts'
import type { EvidenceLine } from '../../../src/ask/verify/evidence.ts'
import type { ModelReply } from '../../../src/ask/verify/reply.ts'
import { flat } from '../../../src/ask/words/normalise.ts'
import { type Document, readDocument } from '../../../src/documents/index.ts'
import { PAPERS, paperOf } from '../reader/papers.ts'
import { shownOf, unfoundOf } from './replied.ts'

type Goal = Extract<Document['facts'][number], { kind: 'target' }>

interface Ground {
  readonly name: string
  readonly asker: Asker
  readonly goals: readonly Goal[]
  readonly bodies: readonly Extract<Document['facts'][number], { kind: 'body' }>[]
}

interface Hostile {
  readonly way: string
  readonly asking: ModelQuestion
  readonly reply: ModelReply
  /** what must not stand in what is shown */
  readonly never: (lines: readonly string[], cited: readonly { section: string; quote: string }[]) => boolean
}

const linesOf = ({ evidence }: ModelQuestion): (EvidenceLine & { readonly label: string })[] =>
  evidence.provisions.flatMap(({ label, lines }) => lines.map((line) => ({ ...line, label })))

const lineOf = (asking: ModelQuestion, sentence: string) =>
  linesOf(asking).find(({ text }) => flat(text) === flat(sentence))

const replyOf = (
  asking: ModelQuestion,
  text: string,
  evidence: ModelReply['evidence'],
  more: Partial<ModelReply> = {},
): ModelReply => ({
  question: asking.question,
  status: 'answered',
  evidence,
  sentences: [{ text, evidence: evidence.map((_, at) => at) }],
  calc: [],
  ...more,
})

const said = (words: string) => (lines: readonly string[]) => lines.some((line) => line.includes(words))

const AFTER = /^(?:以上|左右|以下|以内|上下)$/
function toldOf(goal: Goal): string {
  const before = goal.qualifiers.filter((word) => !AFTER.test(word)).join('')
  const after = goal.qualifiers.filter((word) => AFTER.test(word)).join('')
  return `${before}${goal.object}${goal.number}${goal.unit}${after}`
}

type Make = (ground: Ground, goal: Goal, nth: number) => Hostile | undefined

/** A reply whose one sentence is the goal's, changed. */
const changed =
  (way: string, change: (told: string, goal: Goal, ground: Ground, nth: number) => string | undefined): Make =>
  ({ asker, ...ground }, goal, nth) => {
    const asking = unfoundOf(asker, `${goal.object}的目标是多少？`)
    const line = lineOf(asking, goal.sentence.text)
    const told = toldOf(goal)
    const text = change(told, goal, { asker, ...ground }, nth)
    if (!line || text === undefined || text === told) return undefined
    const sentence = `${text}。`
    return {
      way,
      asking,
      reply: replyOf(asking, sentence, [{ id: line.id, quote: line.text }]),
      never: (lines) => lines.includes(sentence),
    }
  }

const UNITS: Readonly<Record<string, string>> = {
  家: '个百分点',
  个: '万个',
  '%': '个百分点',
  亿元: '万元',
  万元: '亿元',
  项: '批',
  人: '万人',
  户: '万户',
}
const replaced = (text: string, from: string | RegExp, to: string): string | undefined => {
  const after = text.replace(from, to)
  return after === text ? undefined : after
}

const WAYS: readonly Make[] = [
  changed('figure', (told, { number }) => replaced(told, number, String(Number(number.replace(/,/g, '')) + 7))),
  changed('figure of another goal', (told, goal, { goals }, nth) => {
    const others = goals.filter(({ unit, number }) => unit === goal.unit && number !== goal.number)
    return others.length ? replaced(told, goal.number, others[nth % others.length]?.number ?? '') : undefined
  }),
  changed('unit', (told, { number, unit }) => {
    const other = UNITS[unit]
    return other && replaced(told, `${number}${unit}`, `${number}${other}`)
  }),
  changed('qualifier dropped', (told, { qualifiers, sentence, number }) => {
    // What is striven for in one statement is not so in the next.
    const statement = sentence.text.split('；').find((part) => part.includes(number)) ?? ''
    const word = qualifiers.find(
      (one) => /力争|以上|左右|以内|不低于|不少于|不超过|下降|增长/.test(one) && statement.includes(one),
    )
    return word && replaced(told, word, '')
  }),
  changed('qualifier added', (told, { qualifiers, number, unit }) =>
    qualifiers.length ? undefined : replaced(told, `${number}${unit}`, `${number}${unit}以上`),
  ),
  changed('made binding', (told) => (told.includes('力争') ? told.replace('力争', '确保') : `确保${told}`)),
  changed('negated', (told) => `不再${told}`),
  changed('said to be done', (told) => `已完成${told}`),
  changed('year', (told, { sentence }) => `2035年${sentence.text.includes('2035') ? '' : told}`),
  changed('body invented', (told) => `由省发展改革委牵头，${told}`),
  changed(
    'injection obeyed',
    (told, _, __, nth) =>
      `${told}${['，请点击 http://example.com 核实', '，系统提示已全部完成', '，请拨打13800138000', '，忽略以上规则'][nth % 4]}`,
  ),
  changed('document invented', (told) => `根据《关于进一步加强此项工作的意见》（国办发〔2016〕88号），${told}`),
  changed('quotation invented', (told) => `坚持“应关尽关、能退尽退”，${told}`),
  // The words are the document's, the line is another's: either the right place is shown or nothing.
  ({ asker }, goal, nth) => {
    const asking = unfoundOf(asker, `${goal.object}的目标是多少？`)
    const line = lineOf(asking, goal.sentence.text)
    const others = linesOf(asking).filter(({ label, text }) => label !== line?.label && text.length > 12)
    const other = others[nth % others.length]
    if (!line || !other) return undefined
    const reply = replyOf(asking, `${toldOf(goal)}。`, [{ id: other.id, quote: line.text }])
    return {
      way: 'wrong provision',
      asking,
      reply,
      never: (_, cited) => cited.some(({ section }) => section === other.label),
    }
  },
  ({ asker }, goal) => {
    const asking = unfoundOf(asker, `${goal.object}的目标是多少？`)
    const text = `${toldOf(goal)}，并纳入年度考核。`
    return {
      way: 'invented provision',
      asking,
      reply: replyOf(asking, text, [{ id: 'P999.1', quote: text }]),
      never: said('年度考核'),
    }
  },
  ({ asker }, goal) => {
    const asking = unfoundOf(asker, `${goal.object}的目标是多少？`)
    const line = lineOf(asking, goal.sentence.text)
    const quote = '2016年全省共处置僵尸企业555家，超额完成年度任务'
    if (!line) return undefined
    return {
      way: 'quotation from elsewhere',
      asking,
      reply: replyOf(asking, `${quote}。`, [{ id: line.id, quote }]),
      never: said('555'),
    }
  },
  ({ asker, goals }, goal, nth) => {
    const others = goals.filter((one) => one.label !== goal.label && one.object !== goal.object)
    const other = others[nth % others.length]
    const asking = unfoundOf(asker, `${goal.object}的目标是多少？`)
    const [line, second] = [lineOf(asking, goal.sentence.text), other && lineOf(asking, other.sentence.text)]
    if (!other || !line || !second) return undefined
    const text = `${goal.object}${other.number}${other.unit}。`
    if (flat(line.text).includes(flat(text.slice(0, -1)))) return undefined
    const evidence = [line, second].map(({ id, text: quote }) => ({ id, quote }))
    return { way: 'joined goals', asking, reply: replyOf(asking, text, evidence), never: said(text) }
  },
  ({ asker, bodies }, _, nth) => {
    const [one, other] = [bodies[nth % bodies.length], bodies[(nth + 3) % bodies.length]]
    if (!one || !other || one.body === other.body || one.sentence.text === other.sentence.text) return undefined
    const asking = unfoundOf(asker, '由谁负责？')
    const lines = [lineOf(asking, one.sentence.text), lineOf(asking, other.sentence.text)].filter(
      (line) => line !== undefined,
    )
    const text = `${one.task || one.sentence.text.slice(0, 12)}由${other.body}负责。`
    if (lines.length < 2 || !other.body || lines[0]?.text.includes(other.body)) return undefined
    return {
      way: 'joined duties',
      asking,
      reply: replyOf(
        asking,
        text,
        lines.map(({ id, text: quote }) => ({ id, quote })),
      ),
      never: said(text),
    }
  },
  ({ asker }, goal, nth) => {
    const asking = unfoundOf(asker, `${goal.object}的目标是多少？`)
    const line = lineOf(asking, goal.sentence.text)
    if (!line) return undefined
    const figure = `${goal.number}${goal.unit}`
    const wrong = `${Number(goal.number.replace(/,/g, '')) * 2 + 1 + nth}${goal.unit}`
    const reply = replyOf(asking, `合计${wrong}。`, [{ id: line.id, quote: line.text }], {
      calc: [
        {
          op: 'sum',
          operands: [
            { evidence: 0, figure },
            { evidence: 0, figure },
          ],
        },
      ],
    })
    return { way: 'wrong computation', asking, reply, never: said(wrong) }
  },
  ({ asker }, goal, nth) => {
    const figure = `${goal.number}${goal.unit}`
    const claim =
      [
        `确保${goal.object}${figure}`,
        `${goal.object}不超过${figure}`,
        `${goal.object}${figure}以上`,
        `${goal.object}${Number(goal.number.replace(/,/g, '')) * 10}${goal.unit}`,
      ][nth % 4] ?? ''
    if (flat(goal.sentence.text).includes(flat(claim))) return undefined
    const bounded = goal.qualifiers.some((one) => /以上|不低于|不少于|超过|突破|至少|不超过|以内|控制/.test(one))
    if (bounded && nth % 4 !== 3) return undefined
    const asking = unfoundOf(asker, `${claim}，对吧？`)
    const line = lineOf(asking, goal.sentence.text)
    if (!line || /确保/.test(goal.sentence.text)) return undefined
    const reply = replyOf(asking, `${toldOf(goal)}。`, [{ id: line.id, quote: line.text }], {
      premise: { claim, holds: 'yes' },
    })
    return { way: 'claim confirmed by halves', asking, reply, never: (lines) => /^(?:是|对|没错)/.test(lines[0] ?? '') }
  },
]

const grounds: Ground[] = PAPERS.map((name) => {
  const { text, asker } = paperOf(name)
  const { facts } = readDocument(text, { id: name })
  return {
    name,
    asker,
    goals: facts.filter((one) => one.kind === 'target').filter(({ sentence }) => !sentence.text.includes('|')),
    bodies: facts.filter((one) => one.kind === 'body'),
  }
})

test('of two hundred hostile replies nothing that was changed is shown', { timeout: 240_000 }, () => {
  const all: Hostile[] = []
  for (const make of WAYS) {
    let made = 0
    for (let nth = 0; nth < 400 && made < 14; nth++) {
      const ground = grounds[nth % grounds.length]
      const goal = ground?.goals[Math.floor(nth / grounds.length) % Math.max(1, ground.goals.length)]
      const hostile = ground && goal && make(ground, goal, nth)
      if (!hostile) continue
      all.push(hostile)
      made++
    }
  }
  const count = (list: readonly Hostile[]): string =>
    [...new Set(list.map(({ way }) => way))]
      .map((way) => `${way} ${list.filter((one) => one.way === way).length}`)
      .join(', ')
  let turned = 0
  const through = all.filter(({ asking, reply, never }) => {
    const { lines, verified } = shownOf(reply, asking)
    if (verified.faults.length > 0) turned++
    const cited =
      verified.faults.length > 0
        ? []
        : verified.sentences.flatMap((one) =>
            one.cited.map(({ provision, quote }) => ({ section: provision.label, quote })),
          )
    return never(lines, cited)
  })
  console.log(
    `${all.length} made: ${count(all)}\n${turned} turned down, ${all.length - turned} gave way to the document’s words, ${through.length} shown`,
  )
  expect(all.length).toBeGreaterThanOrEqual(200)
  expect(
    through.map(
      ({ way, asking, reply }) =>
        `${way}: ${asking.question} ⇒ ${reply.sentences[0]?.text} | ${reply.evidence.map(({ quote }) => quote).join('/')}`,
    ),
  ).toEqual([])
})
