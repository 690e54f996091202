/** The catalogue of endings: nothing ends outside of it (the compiler sees to that), and nothing in it never happens. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Expression, type ParamPattern, type Program, parseSync, Visitor } from 'oxc-parser'
import { expect, expectTypeOf, test } from 'vitest'
import type { Handled } from '../../src/assistant/index.ts'
import type { Acknowledgement } from '../../src/channels/inbound/arrival.ts'
import type { Outcome } from '../../src/message/command.ts'
import { ENDINGS, type Ending, endedAs, endingsOf } from '../../src/message/ending.ts'

const SRC = join(import.meta.dirname, '../../src')
const ATTRIBUTES = join(import.meta.dirname, '../../data/lexicon/ask-attributes.yaml')

interface Source {
  readonly path: string
  readonly text: string
}

/** What they call a status is none of a message's. */
const OTHERS = /^(?:cli|evaluation|health|model|web)\//

const sources = (): Source[] =>
  readdirSync(SRC, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts') && path !== 'message/ending.ts' && !OTHERS.test(path))
    .map((path) => ({ path, text: readFileSync(join(SRC, path), 'utf8') }))

const parsed = new Map<string, Program>()
const programOf = ({ path, text }: Source): Program => {
  const program = parsed.get(text) ?? parseSync(path, text).program
  parsed.set(text, program)
  return program
}

/** How a parameter is declared that says how a message ends. */
const TYPES = /^(?:Ending|Reason|Outcome\['status'\]|Refused\['reason'\])$/

/** What an expression may come to, as far as it says so itself: a word, or one of two by a condition. */
function wordsOf(value: Expression): string[] {
  switch (value.type) {
    case 'Literal':
      return typeof value.value === 'string' ? [value.value] : []
    case 'ConditionalExpression':
      return [...wordsOf(value.consequent), ...wordsOf(value.alternate)]
    case 'LogicalExpression':
      return [...wordsOf(value.left), ...wordsOf(value.right)]
    default:
      return []
  }
}

/** Functions of a file, and which of their arguments says how a message ends; -1: none. */
function makersIn({ path, text }: Source): Map<string, number> {
  const makers = new Map<string, number>()
  const add = (name: string, params: readonly ParamPattern[]): void => {
    const at = params.findIndex((param) => {
      const declared = param.type === 'AssignmentPattern' ? param.left : param
      const type = declared.type === 'Identifier' ? declared.typeAnnotation?.typeAnnotation : undefined
      return type && TYPES.test(text.slice(type.start, type.end))
    })
    makers.set(name, at)
  }
  new Visitor({
    FunctionDeclaration: ({ id, params }) => void (id && add(id.name, params)),
    VariableDeclarator({ id, init }) {
      if (id.type === 'Identifier' && init?.type === 'ArrowFunctionExpression') add(id.name, init.params)
    },
  }).visit(programOf({ path, text }))
  return makers
}

/**
 * Words in the places that decide how a message ends: `status: 'recorded'`, a reason beside it, the argument of a
 * function that declares it so, what it is by default, and a `const status` that is handed on by its name.
 */
function producedIn({ path, text }: Source, makers: ReadonlyMap<string, number>): string[] {
  const words: string[] = []
  const own = makersIn({ path, text })
  new Visitor({
    ObjectExpression({ properties }) {
      const named = properties.flatMap((one) =>
        one.type === 'Property' && one.key.type === 'Identifier' ? [[one.key.name, one.value] as const] : [],
      )
      if (!named.some(([name]) => name === 'status')) return
      for (const [name, value] of named) if (name === 'status' || name === 'reason') words.push(...wordsOf(value))
    },
    VariableDeclarator({ id, init }) {
      if (id.type === 'Identifier' && id.name === 'status' && init) words.push(...wordsOf(init))
    },
    AssignmentPattern({ left, right }) {
      const type = left.type === 'Identifier' ? left.typeAnnotation?.typeAnnotation : undefined
      if (type && TYPES.test(text.slice(type.start, type.end))) words.push(...wordsOf(right))
    },
    CallExpression({ callee, arguments: given }) {
      if (callee.type !== 'Identifier') return
      const ending = given[own.get(callee.name) ?? makers.get(callee.name) ?? -1]
      if (ending && ending.type !== 'SpreadElement') words.push(...wordsOf(ending))
    },
  }).visit(programOf({ path, text }))
  return words
}

/** Endings that a line of data gives a kind of question: `reason: split`. */
const inData = (): string[] =>
  [...readFileSync(ATTRIBUTES, 'utf8').matchAll(/\breason: ([a-z-]+)/g)].map(([, word = '']) => word)

function unproduced(endings: readonly string[], all: readonly Source[], data: readonly string[] = []): string[] {
  const makers = new Map(all.flatMap((source) => [...makersIn(source)].filter(([, at]) => at >= 0)))
  const produced = new Set([...data, ...all.flatMap((source) => producedIn(source, makers))])
  return endings.filter((ending) => !produced.has(ending))
}

test('whatever is handled, answered or acknowledged ends in a way of the catalogue', () => {
  expectTypeOf<Outcome['status']>().toEqualTypeOf<Ending>()
  expectTypeOf<Handled['status']>().toEqualTypeOf<Ending>()
  expectTypeOf<Acknowledgement['status']>().toEqualTypeOf<Ending>()
  // @ts-expect-error an ending that the catalogue lacks does not compile
  const unknown: Outcome = { status: 'vanished', writes: [] }
  expect(endedAs(unknown.status)).toBeUndefined()
})

/** Where a word is called an ending without the compiler's seeing that it is one. */
const unchecked = (all: readonly Source[]): string[] =>
  all.filter(({ text }) => /\bas (?:Ending|Outcome|Handled|Acknowledgement)\b/.test(text)).map(({ path }) => path)

test('no word is called an ending past the compiler', () => {
  expect(unchecked(sources())).toEqual([])
  const planted = ['const a = { status: word as Ending }', "const a = { status: 'vanished' } as Outcome"]
  expect(unchecked(planted.map((text, at) => ({ path: `${at}.ts`, text })))).toEqual(['0.ts', '1.ts'])
})

test('nothing in the catalogue never happens', () => {
  expect(Object.keys(ENDINGS).length).toBeGreaterThan(70)
  expect(unproduced(Object.keys(ENDINGS), sources(), inData())).toEqual([])
})

const MAKER = 'const say = (status: Ending, reply: Card) => ({ status, writes: [], reply })\n'

test.each([
  ['a status', "const a = { status: 'moved', writes: [] }"],
  ['one of two', "const a = { status: isSure ? 'moved' : 'asked', writes: [] }"],
  ['a status that is handed on', "const status = isSure ? 'moved' : 'asked'\nconst a = { status, writes: [] }"],
  ['a reason beside a status', "const a = { status: 'declined', reason: 'moved' }"],
  ['the argument that is declared so', `${MAKER}say('moved', card)`],
  ['what it is by default', "const said = (reply: Card, status: Outcome['status'] = 'moved') => ({ status, reply })"],
])('%s produces an ending', (_, text) => {
  expect(unproduced(['moved'], [{ path: 'x.ts', text }])).toEqual([])
})

test.each([
  ['a word that another field holds', "const kind = 'moved'\nconst a = { status: 'recorded', kind: 'moved' }"],
  ['a schema that allows it', "const Attribute = z.object({ reason: z.enum(['moved']), status: z.enum(['moved']) })"],
  ['a comparison', "if (outcome.status === 'moved') say(outcome.status)"],
  ['a set of endings', "const OVER = new Set<Ending>(['moved'])"],
  ['another argument', `${MAKER}say('recorded', card('moved'))`],
  ['a function of that name that takes no ending', "const say = (title: string) => ({ title })\nsay('moved')"],
])('%s produces none', (_, text) => {
  expect(
    unproduced(
      ['moved'],
      [
        { path: 'maker.ts', text: MAKER },
        { path: 'x.ts', text },
      ],
    ),
  ).toEqual(['moved'])
})

test('a press that did what was asked is told so as a success, and one that did not never is', () => {
  expect(endingsOf('done').filter((one) => ENDINGS[one].tone !== 'success')).toEqual([])
  for (const family of ['lacking', 'refused', 'over'] as const) {
    expect(endingsOf(family).length).toBeGreaterThan(4)
    expect(endingsOf(family).filter((one) => ENDINGS[one].tone === 'success')).toEqual([])
  }
})

test('what is done or over is not tried again, what failed may be', () => {
  expect([...endingsOf('done'), ...endingsOf('over')].filter((one) => ENDINGS[one].again)).toEqual([])
  expect(ENDINGS.failed.again).toBe(true)
  expect(ENDINGS['process-died'].again).toBe(false)
})

test('the inbox may hold a word of an earlier version', () => {
  expect(endedAs('noticed-long-ago')).toBeUndefined()
  expect(endedAs('toString')).toBeUndefined()
  expect(endedAs('recorded')?.family).toBe('done')
})
