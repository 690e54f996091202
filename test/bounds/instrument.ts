/** Makes a built module count its own steps, so that what a text costs is the same on every machine and in every run. */
import { type ArrowFunctionExpression, type Function as Called, type Node, parseSync, Visitor } from 'oxc-parser'

/** Where the instrumented module leaves its count. */
export const COUNT = 'stepsTaken'

/** Work of the engine that grows with what it is done to, and calls nothing back. */
const ENGINE = {
  String: ['match', 'matchAll', 'replace', 'replaceAll', 'split'],
  Array: ['concat', 'join'],
}
/** What ends where it finds something. */
const FINDING = ['indexOf', 'includes', 'lastIndexOf', 'search']
/** Characters or elements that the engine goes through in the time of a step. */
const A_STEP = 64

/**
 * One step a call of a function, one a round of a loop, and what the engine copies and searches by its length. A
 * function that only looks something up is no step: it is compiled into its caller, and its caller is counted.
 */
export function instrumented(path: string, text: string): string {
  const { program, errors } = parseSync(path, text)
  if (errors.length) throw new Error(`${path}: ${errors[0]?.message}`)
  const inserted: (readonly [number, string])[] = []
  const counting = (body: Node): void => {
    if (body.type === 'BlockStatement') inserted.push([body.start + 1, 'steps$++;'])
    else inserted.push([body.start, '{steps$++;'], [body.end, '}'])
  }
  const called = ({ body }: Called | ArrowFunctionExpression): void => {
    if (!body || isLookup(body)) return
    if (body.type === 'BlockStatement') counting(body)
    else inserted.push([body.start, '(steps$++,('], [body.end, '))'])
  }
  const looped = ({ body }: { readonly body: Node }): void => counting(body)
  const spread = (elements: readonly (Node | null)[]): void => {
    for (const one of elements)
      if (one?.type === 'SpreadElement') inserted.push([one.argument.start, 'spread$('], [one.argument.end, ')'])
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
    CallExpression: (call) => spread(call.arguments),
  }).visit(program)
  return `${PRELUDE}\n${spliced(text, inserted)}`
}

const PRELUDE = `let steps$ = 0;
const spread$ = (all) => { steps$ += (all?.length ?? 0) / ${A_STEP}; return all };
const costing$ = (of, name, costOf) => {
  const doing = globalThis[of].prototype[name];
  globalThis[of].prototype[name] = function (...given) {
    const found = Reflect.apply(doing, this, given);
    steps$ += costOf(this.length, found, given[1]) / ${A_STEP};
    return found;
  };
};
for (const [of, names] of Object.entries(${JSON.stringify(ENGINE)})) for (const name of names) costing$(of, name, (length) => length);
const past$ = (length, found, from) =>
  found === true ? 0 : typeof found === 'number' && found >= 0 ? Math.abs(found - (from ?? 0)) : Math.max(0, length - (from ?? 0));
for (const of of ['String', 'Array']) for (const name of ${JSON.stringify(FINDING)}) if (name in globalThis[of].prototype) costing$(of, name, past$);
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
