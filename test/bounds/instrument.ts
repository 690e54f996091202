/** Makes a built module count its own steps, so that what a text costs is the same on every machine and in every run. */
import { type ArrowFunctionExpression, type Function as Called, type Node, parseSync, Visitor } from 'oxc-parser'

/** Where the instrumented module leaves its count. */
export const COUNT = 'stepsTaken'

/**
 * How many of a kind the engine goes through in the time of a step, some twenty nanoseconds, as measured where nothing
 * else runs: functions that only look something up; elements of a list, or characters, that are copied, turned or
 * matched; what is put under a key; characters among which a string is looked for.
 */
const IN_A_STEP = { lookups: 8, walked: 16, keys: 1, searched: 64 }

/**
 * What the engine does by itself at the cost of a length: its own (`whole`), its result's (`made`), as far as it comes
 * until it finds something (`found`), from where to where it is told (`range`). Callbacks count themselves. Not here is
 * what no call shows: strings that are added and laid flat, or compared.
 */
const ENGINE: readonly (readonly [owner: string, of: keyof typeof IN_A_STEP, by: string, names: string])[] = [
  ['String.prototype', 'walked', 'whole', 'match matchAll replace replaceAll search split'],
  ['String.prototype', 'walked', 'whole', 'normalize toLowerCase toUpperCase'],
  ['String.prototype', 'searched', 'made', 'concat padStart padEnd repeat'],
  ['String.prototype', 'searched', 'found', 'indexOf includes lastIndexOf'],
  ['Array.prototype', 'walked', 'whole', 'map filter flatMap forEach reduce reduceRight sort reverse unshift'],
  ['Array.prototype', 'walked', 'made', 'slice splice concat flat toSpliced toSorted toReversed with'],
  ['Array.prototype', 'walked', 'found', 'indexOf includes lastIndexOf'],
  ['Array.prototype', 'walked', 'range', 'fill'],
  ['Array.prototype', 'keys', 'whole', 'join'],
  ['Array', 'walked', 'made', 'from'],
  ['Object', 'keys', 'made', 'keys values entries'],
  ['JSON', 'searched', 'made', 'stringify'],
]

/**
 * One step a call of a function, one a round of a loop, and what the engine copies and searches by its length. A
 * function that only looks something up is a part of a step: it is compiled into its caller.
 */
export function instrumented(path: string, text: string): string {
  const { program, errors } = parseSync(path, text)
  if (errors.length) throw new Error(`${path}: ${errors[0]?.message}`)
  const inserted: (readonly [number, string])[] = []
  const around = ({ start, end }: Node, before: string): void => {
    inserted.push([start, `${before}(`], [end, ')'])
  }
  const called = ({ body }: Called | ArrowFunctionExpression): void => {
    if (!body) return
    const step = isLookup(body) ? `steps$ += ${1 / IN_A_STEP.lookups}` : 'steps$++'
    if (body.type === 'BlockStatement') inserted.push([body.start + 1, `${step};`])
    else inserted.push([body.start, `(${step},(`], [body.end, '))'])
  }
  const looped = ({ body }: { readonly body: Node }): void => {
    if (body.type === 'BlockStatement') inserted.push([body.start + 1, 'steps$++;'])
    else inserted.push([body.start, '{steps$++;'], [body.end, '}'])
  }
  const spread = (elements: readonly (Node | null)[], copying = 'elements$'): void => {
    for (const one of elements) if (one?.type === 'SpreadElement') around(one.argument, copying)
  }
  new Visitor({
    FunctionDeclaration: called,
    FunctionExpression: called,
    ArrowFunctionExpression: called,
    ForStatement: looped,
    ForInStatement: looped,
    ForOfStatement: looped,
    WhileStatement: looped,
    DoWhileStatement: looped,
    ArrayExpression: ({ elements }) => spread(elements),
    ObjectExpression: ({ properties }) => spread(properties, 'fields$'),
    VariableDeclarator: ({ id, init }) => {
      if (init && id.type === 'ArrayPattern' && id.elements.at(-1)?.type === 'RestElement') around(init, 'elements$')
    },
    NewExpression: ({ callee, arguments: given }) => {
      spread(given)
      const [first] = given
      if (first && callee.type === 'Identifier' && ['Map', 'Set'].includes(callee.name)) around(first, 'keys$')
    },
    CallExpression: ({ callee, arguments: given }) => {
      spread(given)
      // The engine itself matches by `exec`: another in its place is called for each place of a text that is split.
      if (callee.type === 'MemberExpression' && !callee.computed && callee.property.name === 'exec')
        inserted.push([callee.property.start, 'counted$'])
    },
  }).visit(program)
  return `${PRELUDE}\n${spliced(text, inserted)}`
}

const PRELUDE = `let steps$ = 0;
const in$ = ${JSON.stringify(IN_A_STEP)};
const elements$ = (all) => { steps$ += (all?.length ?? all?.size ?? 0) / in$.walked; return all };
const keys$ = (all) => { steps$ += (all?.length ?? all?.size ?? 0) / in$.keys; return all };
const fields$ = (all) => { for (const field in all) steps$ += 1 / in$.keys; return all };
const by$ = {
  whole: ({ all }) => all.length,
  made: ({ result }) => result?.length ?? 0,
  range: ({ all, given: [, from = 0, to = all.length] }) => Math.max(0, to - from),
  found: ({ all, name, given, result, indexOf }) => {
    const place = result === true ? Reflect.apply(indexOf, all, given) : result;
    const isBackwards = name === 'lastIndexOf';
    const from = given[1] ?? (isBackwards ? all.length : 0);
    return place === false || place < 0 ? (isBackwards ? from : Math.max(0, all.length - from)) : Math.abs(place - from);
  },
};
const instead$ = (owner, name, doing) => Object.defineProperty(owner, name, { value: doing, writable: true, configurable: true });
for (const [path, of, by, names] of ${JSON.stringify(ENGINE)}) {
  const owner = path.split('.').reduce((all, part) => all[part], globalThis);
  const { indexOf } = owner;
  for (const name of names.split(' ')) {
    const doing = owner[name];
    const lengthOf = by$[by];
    const each = in$[of];
    instead$(owner, name, function (...given) {
      const result = Reflect.apply(doing, this, given);
      steps$ += lengthOf({ all: this, name, given, result, indexOf }) / each;
      return result;
    });
  }
}
const exec$ = RegExp.prototype.exec;
function matched$(text) {
  const from = this.global || this.sticky ? this.lastIndex : 0;
  const found = Reflect.apply(exec$, this, [text]);
  const isHere = this.sticky || (!this.multiline && this.source[0] === '^');
  const to = found ? found.index + found[0].length : isHere ? from : String(text).length;
  steps$ += Math.max(0, to - from) / in$.walked;
  return found;
}
instead$(Object.prototype, 'counted$exec', function (...given) { return this.exec(...given) });
instead$(RegExp.prototype, 'counted$exec', matched$);
instead$(RegExp.prototype, 'test', function (text) { return Reflect.apply(matched$, this, [text]) !== null });
globalThis.${COUNT} = () => steps$;`

const WORK = new Set([
  'CallExpression',
  'NewExpression',
  'ArrowFunctionExpression',
  'AwaitExpression',
  'YieldExpression',
])

/** One expression that calls nothing. */
function isLookup(body: Node): boolean {
  if (body.type !== 'BlockStatement') return !works(body)
  const [only, ...others] = body.body
  return others.length === 0 && only?.type === 'ReturnStatement' && !works(only)
}

const works = (node: unknown): boolean =>
  typeof node === 'object' &&
  node !== null &&
  (('type' in node && typeof node.type === 'string' && WORK.has(node.type)) || Object.values(node).some(works))

/** Texts put in at places; of those at one place the first comes first. */
function spliced(text: string, inserted: readonly (readonly [number, string])[]): string {
  const parts: string[] = []
  let from = 0
  for (const [at, put] of inserted.toSorted(([a], [b]) => a - b)) {
    parts.push(text.slice(from, at), put)
    from = at
  }
  return parts.join('') + text.slice(from)
}
