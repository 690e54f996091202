/** What another folder imports says in a docstring what one would open it for. Shown to catch a planted fault. */
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, posix } from 'node:path'
import {
  type Expression,
  type ImportDeclarationSpecifier,
  type ModuleExportName,
  parseSync,
  type Statement,
  Visitor,
} from 'oxc-parser'
import { expect, test } from 'vitest'

const SRC = join(import.meta.dirname, '../src')

interface Source {
  readonly path: string
  readonly text: string
}

/** What of a file others may take, and what it takes of others. */
interface Module {
  /** exported functions → whether a docstring of their own stands before them, not the file's */
  readonly functions: ReadonlyMap<string, boolean>
  /** name → where it comes from: `export { a as b } from './a.ts'` */
  readonly handedOn: ReadonlyMap<string, Named>
  readonly imported: readonly Named[]
}

interface Named {
  readonly path: string
  readonly name: string
}

const folderOf = (path: string): string => (path.includes('/') ? (path.split('/')[0] ?? '') : '')
const nameOf = (name: ModuleExportName): string => (name.type === 'Literal' ? name.value : name.name)
const importedName = (one: ImportDeclarationSpecifier): string =>
  one.type === 'ImportSpecifier' ? nameOf(one.imported) : one.type === 'ImportDefaultSpecifier' ? 'default' : '*'

function moduleOf({ path, text }: Source): Module {
  const { program, comments } = parseSync(path, text)
  const docstrings = comments.filter(({ type, value }) => type === 'Block' && value.startsWith('*'))
  const isTold = ({ start }: Statement): boolean =>
    docstrings.some(({ start: at, end }) => at > 0 && end <= start && /^\s*$/.test(text.slice(end, start)))
  const from = (specifier: string, name: string): Named[] =>
    specifier.startsWith('.') ? [{ path: posix.normalize(posix.join(dirname(path), specifier)), name }] : []
  const functions = new Map<string, boolean>()
  const handedOn = new Map<string, Named>()
  const imported: Named[] = []
  for (const one of program.body) {
    if (one.type === 'ImportDeclaration')
      imported.push(...one.specifiers.flatMap((each) => from(one.source.value, importedName(each))))
    if (one.type !== 'ExportNamedDeclaration') continue
    for (const each of one.source ? one.specifiers : [])
      for (const named of from(one.source?.value ?? '', nameOf(each.local))) handedOn.set(nameOf(each.exported), named)
    // of overloads the first has it
    for (const name of functionsIn(one.declaration)) functions.set(name, functions.get(name) || isTold(one))
  }
  // (await import('./cli/ask.ts')).ask, and const { ask } = await import('./cli/ask.ts')
  const lazily = (value: Expression, names: readonly string[]): void => {
    const loaded = value.type === 'ParenthesizedExpression' ? value.expression : value
    const call = loaded.type === 'AwaitExpression' ? loaded.argument : undefined
    if (call?.type !== 'ImportExpression' || call.source.type !== 'Literal') return
    for (const name of names) imported.push(...from(String(call.source.value), name))
  }
  new Visitor({
    MemberExpression({ object, property }) {
      if (property.type === 'Identifier') lazily(object, [property.name])
    },
    VariableDeclarator({ id, init }) {
      if (init && id.type === 'ObjectPattern')
        lazily(
          init,
          id.properties.flatMap((one) =>
            one.type === 'Property' && one.key.type === 'Identifier' ? [one.key.name] : [],
          ),
        )
    },
  }).visit(program)
  return { functions, handedOn, imported }
}

function functionsIn(declared: Statement | null): string[] {
  if (declared?.type === 'FunctionDeclaration' || declared?.type === 'TSDeclareFunction')
    return declared.id ? [declared.id.name] : []
  if (declared?.type !== 'VariableDeclaration') return []
  return declared.declarations.flatMap(({ id, init }) =>
    id.type === 'Identifier' && (init?.type === 'ArrowFunctionExpression' || init?.type === 'FunctionExpression')
      ? [id.name]
      : [],
  )
}

/** Functions that another folder imports, by their own file or by a door: `office/day.ts addDays` → told of or not. */
function foreign(all: readonly Source[]): Map<string, boolean> {
  const modules = new Map(all.map((one) => [one.path, moduleOf(one)]))
  const home = ({ path, name }: Named): Named => {
    const next = modules.get(path)?.handedOn.get(name)
    return next ? home(next) : { path, name }
  }
  const found = new Map<string, boolean>()
  for (const [from, { imported }] of modules)
    for (const { path, name } of imported.map(home)) {
      const isTold = modules.get(path)?.functions.get(name)
      if (isTold !== undefined && folderOf(path) !== folderOf(from)) found.set(`${path} ${name}`, isTold)
    }
  return found
}

const untold = (all: readonly Source[]): string[] =>
  [...foreign(all)].filter(([, isTold]) => !isTold).map(([name]) => name)

const sources: Source[] = readdirSync(SRC, { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.ts') && !path.endsWith('.d.ts'))
  .map((path) => ({ path: path.replaceAll('\\', '/'), text: readFileSync(join(SRC, path), 'utf8') }))

test('every function that another folder imports has a docstring', () => {
  expect(foreign(sources).size).toBeGreaterThan(450)
  expect(untold(sources)).toEqual([])
})

test('one that is loaded only where it is used counts as well', () => {
  const told = { path: 'cli/ask.ts', text: 'export async function ask() {}' }
  const roots = ["run((await import('./cli/ask.ts')).ask)", "const { ask } = await import('./cli/ask.ts')"]
  for (const text of roots) expect(untold([told, { path: 'main.ts', text }])).toEqual(['cli/ask.ts ask'])
})

const USER = { path: 'ask/x.ts', text: "import { add } from '../office/index.ts'" }
const DOOR = { path: 'office/index.ts', text: "export { plus as add } from './plus.ts'" }
/** What a file is about, said at its head, tells of no function. */
const plus = (text: string): Source => ({ path: 'office/plus.ts', text: `/** Sums. */\n${text}` })

test.each([
  ['a function', 'export function plus() {}'],
  ['an arrow', 'export const plus = (a: number) => a'],
  ['one with a line comment', '// adds\nexport const plus = (a: number) => a'],
  ['one whose docstring is of what stands before it', '/** One. */\nconst one = 1\nexport const plus = () => one'],
])('%s without a docstring is seen, also behind a door', (_, text) => {
  expect(untold([USER, DOOR, plus(text)])).toEqual(['office/plus.ts plus'])
  expect(untold([USER, DOOR, plus(text.replace('export', '/** Adds. */\nexport'))])).toEqual([])
  // what its own folder alone imports explains itself by its name
  expect(untold([{ ...USER, path: 'office/x.ts' }, DOOR, plus(text)])).toEqual([])
})

/** Words by which a docstring tells when there is nothing to come back with. */
const EMPTY =
  /undefined|\b(?:none|nothing|null|nobody|no one|without|unless|else|if|only|or not|unknown|not known)\b|where (?:there|it|that|they)/i
/** `T | undefined`, `Promise<T | undefined>` */
const MAY_BE_EMPTY = /\|\s*undefined\s*>?$|^:\s*(?:Promise<)?undefined\s*\|/

/** Exported functions that may come back with nothing, and whose docstring does not say when. */
function silent({ path, text }: Source): string[] {
  const { program, comments } = parseSync(path, text)
  return program.body.flatMap((one) => {
    const declared = one.type === 'ExportNamedDeclaration' ? one.declaration : null
    const made = declared?.type === 'VariableDeclaration' ? declared.declarations[0]?.init : declared
    if (made?.type !== 'FunctionDeclaration' && made?.type !== 'ArrowFunctionExpression') return []
    const { returnType } = made
    if (!returnType || !MAY_BE_EMPTY.test(text.slice(returnType.start, returnType.end))) return []
    const told = comments.findLast(
      ({ end, value }) => value.startsWith('*') && end <= one.start && /^\s*$/.test(text.slice(end, one.start)),
    )
    return told && !EMPTY.test(told.value) ? functionsIn(declared).map((name) => `${path} ${name}`) : []
  })
}

/** How many are still silent, by folder; a number may only fall. */
const STILL_SILENT: Readonly<Record<string, number>> = { ask: 12, assistant: 6 }

test('a docstring says when there is nothing to come back with', () => {
  const all = sources.flatMap(silent)
  const folders = [...new Set(all.map(folderOf))]
  const more = folders.filter((one) => all.filter((name) => folderOf(name) === one).length > (STILL_SILENT[one] ?? 0))
  expect(more).toEqual([])
})

test.each([
  ['a function', 'export function find(): Day | undefined {}'],
  ['a promise', 'export const find = async (): Promise<Day | undefined> => first()'],
  ['undefined first', 'export const find = (): undefined | Day => first()'],
])('%s that may find nothing has to say so', (_, text) => {
  const said = (docstring: string) => silent({ path: 'x.ts', text: `/** ${docstring} */\n${text}` })
  expect(said('The first day.')).toEqual(['x.ts find'])
  expect(said('The first day; undefined for an empty week.')).toEqual([])
})

/** An editor shows a docstring by itself: one that begins so speaks of what stands before it in the file. */
const OF_ITS_NEIGHBOUR =
  /^\*\s*(?:\*\s*)?(?:The same(?:,| of\b| for\b| as\b| where\b| with\b| once\b)|Those (?:that|words|in)\b)/

/** Exports whose docstring says what they are only beside another. */
const leaning = ({ path, text }: Source): string[] =>
  parseSync(path, text).comments.flatMap(({ value, end }) => {
    const [, name] =
      /^\s*export (?:async )?(?:function\*?|const|interface|type|class) (\w+)/.exec(text.slice(end)) ?? []
    return name && OF_ITS_NEIGHBOUR.test(value) ? [`${path} ${name}`] : []
  })

test('a docstring is understood without the one before it', () => {
  expect(sources.flatMap(leaning)).toEqual([])
})

test.each([
  ['The same for cards.', ['x.ts plus']],
  ['The same, cut off.', ['x.ts plus']],
  ['Those that wait.', ['x.ts plus']],
  ['As `minus`, for cards.', []],
  ['The same sum for whichever order.', []],
])('%s leans on another, or does not', (docstring, found) => {
  expect(leaning({ path: 'x.ts', text: `/** ${docstring} */\nexport const plus = () => 1` })).toEqual(found)
  expect(leaning({ path: 'x.ts', text: `/**\n * ${docstring}\n */\nexport async function plus() {}` })).toEqual(found)
})
