/**
 * An asker on all sets of test/eval, in one process: set × (right, rightly declined).
 *
 *   tsx bench/ask/main.ts [--without lexicon-file …] [--only set …] [--show]
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { parse } from 'yaml'
import { type Asker, createAsker, readLexicon } from '../../src/ask/index.ts'
import { readDocument } from '../../src/documents/index.ts'
import {
  type AnswerLine,
  type QuestionCase,
  scoreQuestions,
  scoreUnanswerable,
  type UnanswerableCase,
} from '../../src/evaluation/questions.ts'
import { loadRegions } from '../../src/office/load/province/regions.ts'

const ROOT = join(import.meta.dirname, '../..')
const EVAL = join(ROOT, 'test/eval')
const PLAN = join(ROOT, 'data/plans/2017/document.txt')
const REGIONS = 'regions/zhejiang.yaml'

const { values } = parseArgs({
  options: {
    without: { type: 'string', multiple: true, default: [] },
    only: { type: 'string', multiple: true, default: [] },
    show: { type: 'boolean', default: false },
  },
})

interface Set {
  readonly name: string
  readonly document: string
  readonly questions: string
  readonly unanswerable: string
}

const onPlan = (name: string, folder: string, kind = ''): Set => ({
  name,
  document: PLAN,
  questions: join(folder, `questions${kind}.jsonl`),
  unanswerable: join(folder, `unanswerable${kind}.jsonl`),
})
const SETS: readonly Set[] = [
  onPlan('development', EVAL, '.dev'),
  ...['a', 'b', 'c', 'd', 'e'].map((one) => onPlan(`plan ${one}`, join(EVAL, `heldout-${one}`))),
  ...readdirSync(join(EVAL, 'papers')).map((name) => {
    const folder = join(EVAL, 'papers', name)
    return { ...onPlan(name, folder), document: join(folder, 'document.txt') }
  }),
].filter(({ questions }) => existsSync(questions))

const linesOf = <T>(path: string): T[] =>
  readFileSync(path, 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as T)

const lexiconFiles = [
  'lexicon.yaml',
  'regions/names.yaml',
  ...readdirSync(join(ROOT, 'data/lexicon')).map((one) => `lexicon/${one}`),
].filter((path) => existsSync(join(ROOT, 'data', path)) && !values.without.some((one) => path.includes(one)))
const lexicon = readLexicon(
  ...lexiconFiles.map((path): unknown => parse(readFileSync(join(ROOT, 'data', path), 'utf8'))),
)
const regions = loadRegions(new Map([[REGIONS, readFileSync(join(ROOT, 'data', REGIONS), 'utf8')]]), REGIONS, [])

const askerOn = (text: string): Asker =>
  createAsker({
    documents: [readDocument(text, { id: 'paper' })],
    lexicon,

    ...(regions && { regions }),
  })

function answersOf(asker: Asker, cases: readonly (QuestionCase | UnanswerableCase)[]): AnswerLine[] {
  return cases.map(({ id, question, history }) => {
    const started = performance.now()
    const { status, text, citations } = asker.ask({ question, ...(history && { history }) })
    return { id, status, text, citations, ms: performance.now() - started }
  })
}

const kinds = new Map<string, { right: number; of: number }>()
const sum = { right: 0, of: 0, declined: 0, not: 0, loose: 0, ms: 0 }
for (const { name, document, questions, unanswerable } of SETS) {
  if (values.only.length && !values.only.some((one) => name.includes(one))) continue
  const text = readFileSync(document, 'utf8')
  const asker = askerOn(text)
  const asked = linesOf<QuestionCase>(questions)
  const beyond = linesOf<UnanswerableCase>(unanswerable)
  const answers = answersOf(asker, asked)
  const refusals = answersOf(asker, beyond)
  const one = scoreQuestions(asked, answers, text)
  const two = scoreUnanswerable(beyond, refusals, text)
  console.log(
    `${name.padEnd(14)} right ${one.right.right}/${one.right.of} (wrong ${one.answeredButWrong.right}, refused ${one.wronglyDeclined.right + one.askedBack.right})  declined ${two.rightlyNotAnswered.right}/${two.rightlyNotAnswered.of}  unsupported ${one.unsupportedFigures}`,
  )
  sum.right += one.right.right
  sum.of += one.right.of
  sum.declined += two.rightlyNotAnswered.right
  sum.not += two.rightlyNotAnswered.of
  sum.loose += one.unsupportedFigures
  for (const line of [...answers, ...refusals]) sum.ms += line.ms ?? 0
  for (const [kind, { right, of }] of [...one.byKind, ...two.byKind]) {
    const so = kinds.get(kind) ?? { right: 0, of: 0 }
    kinds.set(kind, { right: so.right + right, of: so.of + of })
  }
  if (values.show) {
    shown(asked, answers, one.failures)
    shown(beyond, refusals, two.failures)
  }
}
const share = (part: number, whole: number): string => `${part}/${whole} = ${((100 * part) / whole).toFixed(1)} %`
console.log(
  `all            right ${share(sum.right, sum.of)}  declined ${share(sum.declined, sum.not)}  both ${share(sum.right + sum.declined, sum.of + sum.not)}  unsupported ${sum.loose}  ${(sum.ms / (sum.of + sum.not)).toFixed(1)} ms each`,
)
console.log([...kinds].map(([kind, { right, of }]) => `${kind} ${right}/${of}`).join('  '))

function shown(
  cases: readonly (QuestionCase | UnanswerableCase)[],
  answers: readonly AnswerLine[],
  failures: readonly { readonly id: string; readonly why: readonly string[] }[],
): void {
  for (const { id, why } of failures) {
    const one = cases.find((each) => each.id === id)
    const said = answers.find((each) => each.id === id)
    if (!one) continue
    const wanted =
      'gold' in one ? `${one.gold.must.map((each) => each[0]).join(' + ')} @${one.gold.section}` : one.expect
    console.log(`  ${id} [${one.kind}] ${[...(one.history ?? []), one.question].join(' ⇒ ')}`)
    console.log(`      want ${wanted} | ${why.join('; ')}`)
    console.log(`      ${said?.status}: ${said?.text.replace(/\n/g, ' ⏎ ').slice(0, 260)}`)
  }
}
